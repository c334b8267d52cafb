"""Several requests in one text: how it is cut, and that texts with one request stay whole."""

import json
from io import StringIO

import pytest

from bot.cli.parse import run_batch
from bot.understanding.command import (
    Cancel,
    Create,
    Done,
    Edit,
    Intent,
    ListReminders,
    Snooze,
    Target,
    Undo,
    Unknown,
)
from bot.understanding.reading import read
from tests.understanding.reading_texts import NOW, ZONE, reading

KNOWN = (
    "pick up Ellie",
    "get the boys",
    "Sprint planning",
    "Board review",
    "the game",
    "dumpster permit",
    "gym",
    "give Dad his eye drops",
)


def acts(text: str) -> list[tuple[str, str]]:
    """The intents of a text's acts, and their words."""
    found = read(text, now=NOW, zone=ZONE, known=KNOWN)
    return [(act.intent.value, act.words) for act in found.acts]


SEVERAL = [
    ("delete 4 and 5. move 1 to 615", [("cancel", "delete 4 and 5"), ("edit", "move 1 to 615")]),
    ("undo. change 4 to 11:30", [("undo", "undo"), ("edit", "change 4 to 11:30")]),
    ("no. undo. delete 1 and 2", [("undo", "undo"), ("cancel", "delete 1 and 2")]),
    ("delete 5 and move 1 to 7:30", [("cancel", "delete 5"), ("edit", "move 1 to 7:30")]),
    ("delete 1 and rename 2 to start essay", [("cancel", "delete 1"), ("edit", "rename 2 to start essay")]),
    ("delete 3, then show me my list", [("cancel", "delete 3"), ("list", "show me my list")]),
    ("cancel 2 then list", [("cancel", "cancel 2"), ("list", "list")]),
    ("move 1 to 5pm & delete 2", [("edit", "move 1 to 5pm"), ("cancel", "delete 2")]),
    ("delete 3\nmove 1 to 5pm", [("cancel", "delete 3"), ("edit", "move 1 to 5pm")]),
    (
        "every tuesday at 4:40 remind me to leave for soccer. delete 2 3 and 4",
        [("create", "every tuesday at 4:40 remind me to leave for soccer"), ("cancel", "delete 2 3 and 4")],
    ),
    (
        "cancel my 3pm and remind me at 4 to call bob",
        [("cancel", "cancel my 3pm"), ("create", "remind me at 4 to call bob")],
    ),
    (
        "cancel all my alarms and set an alarm for 7",
        [("cancel_all", "cancel all my alarms"), ("create", "set an alarm for 7")],
    ),
    (
        "undo that, I meant move the gym one to Wednesday noon",
        [("undo", "undo that"), ("edit", "move the gym one to Wednesday noon")],
    ),
    ("undo. move board review to friday", [("undo", "undo"), ("edit", "move board review to friday")]),
    (
        "remind me to call bob at 5 and cancel the gym",
        [("create", "remind me to call bob at 5"), ("cancel", "cancel the gym")],
    ),
    (
        "good morning! what do i have today? also remind me at 3 to get milk",
        [("list", "what do i have today"), ("create", "remind me at 3 to get milk")],
    ),
    ("snooze 10 min and delete 3", [("snooze", "snooze 10 min"), ("cancel", "delete 3")]),
    ("done. what's next", [("done", "done"), ("list", "what's next")]),
    (
        "delete 3. purple elephants dance. move 1 to 6pm",
        [("cancel", "delete 3"), ("unknown", "purple elephants dance"), ("edit", "move 1 to 6pm")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_request_is_an_act(text, expected):
    assert acts(text) == expected


ONE = [
    ("thanks. delete 3", Cancel),
    ("what?? no undo that", Undo),
    ("no delete 4", Cancel),
    ("ok cool, what's on for wednesday", ListReminders),
    ("delete 3, thanks!", Cancel),
    ("Im off the rest of the week. what have I got", ListReminders),
    ("scratch the dumpster permit already got it", Cancel),
    ("push that back twenty minutes im on the phone with him", Edit),
    ("buy milk and call mom at 5", Create),
    ("remind me to email bob and delete the file at 5", Create),
    ("remind me at 5 to check the oven and turn it off", Create),
    ("remind me at 5 to go to the bank, cancel my appointment and buy milk", Create),
    ("remind me at 5 to clean up, move the couch and take out the trash", Create),
    ("remind me tomorrow to call bob. he is at home until noon", Create),
    ('remind me at 5 to text "delete 3. move 1 to 5"', Create),
    ("Sprint planning tomorrow 10-11:30. Nudge me 15 min before.", Create),
    ("I have an exam tomorrow. Remind me at 6 to study", Create),
    ("call dr. smith at 5 p.m. and ask about st. mary", Create),
    ("skip my alarm, just delete it", Cancel),
    ("wrong one, delete it", Cancel),
    ("cancel my dentist and make it 5 instead", Edit),
    ("i'm busy, try me at 4", Snooze),
    ("done, thanks", Done),
    ("play the song that goes like i like to move it, move it", Unknown),
]


@pytest.mark.parametrize(("text", "command"), ONE)
def test_one_request_stays_whole(text, command):
    found = read(text, now=NOW, zone=ZONE, known=KNOWN)
    assert not found.acts
    assert isinstance(found.command, command)


def test_reasons_and_courtesy_are_no_part_of_a_request():
    found = read("scratch the dumpster permit already got it", now=NOW, zone=ZONE, known=KNOWN)
    assert found.command == Cancel(target=Target(words="dumpster permit"))


def test_the_first_act_is_the_reading_and_why_says_all():
    found = reading("delete 3. move 1 to 5pm")
    assert found.intent is Intent.CANCEL
    assert found.why == "It takes back a reminder. It changes a reminder."


def test_parse_lists_the_acts():
    answers = StringIO()
    request = {"text": "delete 3. move 1 to 5pm", "now": "2026-11-20T10:45:00-05:00", "timezone": "America/New_York"}
    run_batch(StringIO(json.dumps(request)), answers)
    answer = json.loads(answers.getvalue())
    assert [(act["intent"], act["numbers"], act["at"]) for act in answer["acts"]] == [
        ("cancel", [3], None),
        ("edit", [1], "2026-11-20T17:00:00-05:00"),
    ]
    assert (answer["intent"], answer["numbers"]) == ("cancel", [3])


def test_parse_lists_further_reminders():
    answers = StringIO()
    request = {"text": "remind me to call mom at 5pm and take out the trash at 8pm", "now": "2026-11-20T10:45:00Z"}
    run_batch(StringIO(json.dumps(request)), answers)
    answer = json.loads(answers.getvalue())
    assert [more["message"] for more in answer["more"]] == ["take out the trash"]
