"""``python -m bot parse``: one text, and many as JSON lines."""

import json
from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.cli.parse import run_batch

NOW = "2026-11-20T10:45:00-05:00"
ZONE = "America/New_York"
KEYS = ["intent", "message", "at", "rrule", "numbers", "why"]


def parse(*arguments: str, text: str | None = None):
    return CliRunner().invoke(main, ["parse", *arguments], input=text)


def batch(*lines: str) -> list[dict[str, Any]]:
    answers = StringIO()
    run_batch(StringIO("".join(f"{line}\n" for line in lines)), answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def asked(text: str, **more: str | None) -> dict[str, Any]:
    return batch(json.dumps({"text": text, "now": NOW, "timezone": ZONE, **more}))[0]


def test_one_text_for_a_person():
    ran = parse("remind me to call mom tomorrow at 5pm", "--now", NOW, "--timezone", ZONE)
    assert ran.exit_code == 0
    assert ran.output.splitlines() == [
        "intent   create",
        "message  call mom",
        "at       2026-11-21T17:00:00-05:00",
        "time     'tomorrow at 5pm' read by relative day",
        "         known: date, clock",
        'why      "tomorrow at 5pm" = Sat 21 Nov 2026 5:00 PM',
        "zone     America/New_York",
    ]


def test_a_text_without_a_zone_is_read_in_utc_and_says_so():
    assert parse("list").output.splitlines()[-1] == "zone     UTC; --timezone sets the sender's"
    assert parse("list", "--now", "2026-11-20T10:45:00-06:00").output.splitlines()[-1] == "zone     UTC-06:00"


def test_one_text_as_json():
    ran = parse("remind me every day at 9 to stretch", "--json", "--now", NOW, "--timezone", ZONE)
    answer = json.loads(ran.output)
    assert list(answer) == KEYS
    assert (answer["at"], answer["rrule"]) == ("2026-11-21T09:00:00-05:00", "FREQ=DAILY")


def test_why_shows_the_readings_that_were_weighed():
    ran = parse("fix the meeting room door at 5", "--why", "--now", NOW, "--timezone", ZONE)
    lines = [line.strip() for line in ran.output.splitlines()]
    assert "12  create fix the meeting room door 2026-11-20T17:00:00-05:00" in lines
    assert "base +12, wording +2, reference -7" in lines


def test_why_as_json():
    ran = parse("remove 10 minutes from the timer", "--why", "--json", "--now", NOW, "--timezone", ZONE)
    answer = json.loads(ran.output)
    assert list(answer) == [*KEYS, "candidates"]
    assert [one["intent"] for one in answer["candidates"]][:1] == ["edit"]
    assert answer["candidates"][0]["score"] >= answer["candidates"][-1]["score"]
    assert "reference" in answer["candidates"][0]["features"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hi", "--timezone", "Mars/Base"], "not a time zone: 'Mars/Base'; write one like America/New_York"),
        (["hi", "--timezone", "../etc/passwd"], "not a time zone: '../etc/passwd'; write one like America/New_York"),
        (["hi", "--timezone", ""], "not a time zone: ''; write one like America/New_York"),
        (["hi", "--now", "tomorrow"], "not an ISO 8601 time: 'tomorrow'"),
    ],
)
def test_a_bad_option_is_one_clear_line(arguments: list[str], said: str):
    ran = parse(*arguments)
    assert ran.exit_code == 2
    assert ran.stderr.strip() == said
    assert not ran.stdout


def test_without_a_text_it_is_a_usage_error():
    assert parse().exit_code == 2


def test_batch_answers_every_line_in_order():
    lines = [json.dumps({"text": text, "now": NOW, "timezone": ZONE}) for text in ("list", "cancel 1 and 3", "at 5")]
    ran = parse("--batch", text="\n".join(lines) + "\n\n")
    answers = [json.loads(line) for line in ran.output.splitlines()]
    assert [list(answer) for answer in answers] == [KEYS] * 3
    assert [answer["intent"] for answer in answers] == ["list", "cancel", "unknown"]
    assert answers[1]["numbers"] == [1, 3]
    assert answers[2]["at"] == "2026-11-20T17:00:00-05:00"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "not an object"),
        ('{"now": "2026-11-20T10:45:00Z"}', "not an object"),
        ('{"text": 5}', "not an object"),
        ('{"text": "hi"}', '"now" must be a string'),
        ('{"text": "hi", "now": null}', '"now" must be a string'),
        ('{"now": "2026-11-20T10:45:00Z", "timezone": null}', '"text" must be a string'),
        ('{"text": "hi", "now": "noon"}', "not an ISO 8601 time"),
        ('{"text": "hi", "now": 5}', '"now" must be a string'),
        ('{"text": "hi", "now": "2026-11-20T10:45:00Z", "timezone": "Mars"}', "not a time zone"),
        ('{"text": "hi", "now": "2026-11-20T10:45:00Z", "timezone": 5}', "not a time zone"),
        ("[" * 100_000, "not a line of JSON"),
    ],
)
def test_a_malformed_line_is_unknown_and_the_next_is_read(line: str, why: str):
    first, second = batch(line, json.dumps({"text": "list", "now": NOW}))
    assert (first["intent"], list(first)) == ("unknown", KEYS)
    assert why in first["why"]
    assert second["intent"] == "list"


GOOD_LINE = json.dumps({"text": "list", "now": NOW})


@pytest.mark.parametrize(
    ("lines", "summary"),
    [
        ([GOOD_LINE, "{", GOOD_LINE], "1 line is malformed (line 2)"),
        (["", "{", GOOD_LINE, '{"text": "hi"}'], "2 lines are malformed (lines 2, 4)"),
        (["junk"] * 11, "11 lines are malformed (lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)"),
    ],
)
def test_a_malformed_line_shows_in_the_exit_code_and_on_stderr(lines, summary):
    ran = parse("--batch", text="\n".join(lines) + "\n")
    assert ran.exit_code == 1
    assert len(ran.stdout.splitlines()) == len([line for line in lines if line])
    assert ran.stderr == f'{summary}; "why" in the answer says what is wrong\n'


def test_a_batch_without_malformed_lines_ends_well():
    ran = parse("--batch", text=f"{GOOD_LINE}\n")
    assert (ran.exit_code, ran.stderr) == (0, "")


def test_without_a_zone_the_offset_of_now_is_used():
    assert asked("remind me at 5pm to eat", timezone=None, now="2026-11-20T10:45:00+05:45")["at"] == (
        "2026-11-20T17:00:00+05:45"
    )


def test_a_moment_without_offset_is_wall_time_in_the_zone():
    assert asked("remind me in 5 minutes to eat", now="2026-11-20T10:45:00")["at"] == "2026-11-20T10:50:00-05:00"


def test_a_repeat_has_its_first_occurrence():
    answer = asked("remind me every friday at noon to eat")
    assert (answer["at"], answer["rrule"]) == ("2026-11-20T12:00:00-05:00", "FREQ=WEEKLY;BYDAY=FR")
