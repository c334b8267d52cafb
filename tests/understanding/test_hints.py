"""What can be made of a text that is not understood, and what dictation and letters add to one."""

import pytest

from bot.understanding.command import Create
from bot.understanding.context import Context
from bot.understanding.dictation import as_meant
from bot.understanding.hints import hint_of, times_of
from tests.understanding.reading_texts import NOW, ZONE, at, command

CONTEXT = Context(NOW, ZONE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("he needs his statin every night at 9", "he needs his statin"),
        ("Hi, I take care of dad. He sees the doctor friday at 10", "He sees the doctor"),
        ("picture day is thursday, need her dress washed by wed night", "need her dress washed"),
    ],
)
def test_a_remark_about_a_time_may_be_a_reminder(text, message):
    offer = hint_of(text, CONTEXT).offer
    assert offer is not None
    assert offer.message == message


@pytest.mark.parametrize(
    "text",
    ["he took it at 8", "does he need it at 8?", "the boys one is every weekday too", "at 8"],
)
def test_other_texts_are_no_remarks(text):
    assert hint_of(text, CONTEXT).offer is None


@pytest.mark.parametrize(
    ("text", "errand"),
    [
        ("I need to check my sugar before every meal", "check my sugar before every meal"),
        ("and take the blue pill", "take the blue pill"),
        ("I need to know the score", ""),
        ("the blue pill", ""),
    ],
)
def test_what_people_say_they_need_to_do(text, errand):
    assert hint_of(text, CONTEXT).errand == errand


@pytest.mark.parametrize(("text", "time"), [("zorp it friday at 5", "friday at 5"), ("zorp 5", ""), ("zorp", "")])
def test_the_time_that_was_understood(text, time):
    assert hint_of(text, CONTEXT).time == time


def test_several_times_answer_when():
    assert [task.moment.at for task in times_of("noon and 6", CONTEXT) if task.moment] == [
        at("2026-11-20 12:00"),
        at("2026-11-20 18:00"),
    ]
    assert times_of("call mom at 5", CONTEXT) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("call dispatch at ate", "call dispatch at 8"),
        ("remind me at for o'clock to jog", "remind me at 4 o'clock to jog"),
        ("remind me too take out the trash", "remind me to take out the trash"),
        ("um yeah so like remind me uh tomorrow to um get gas", "remind me tomorrow to get gas"),
        ("tomorrow at ate in the morning call bob", "tomorrow at 8 in the morning call bob"),
        ("move 2 to too thirty", "move 2 to 2:30"),
        ("opens at to thirty", "opens at 2:30"),
        ("I ate at won of the places", "I ate at won of the places"),
        ("we won at chess", "we won at chess"),
        ("Good morning! Its Pat. Could you remind me", "Could you remind me"),
        ("Its Lunch with Ann, at noon", "Its Lunch with Ann, at noon"),
        ("call Bill at 5. Thank you, Joan", "call Bill at 5."),
        ("take my pill. Yours sincerely, Harold", "take my pill."),
        ("take my pill at 8. Sent from my iPhone", "take my pill at 8."),
        ("buy flowers with love for Ann", "buy flowers with love for Ann"),
        ("call mom - Ann", "call mom -"),
    ],
)
def test_dictation_and_signatures(text, meant):
    assert as_meant(text, "en") == meant


@pytest.mark.parametrize("text", ["ok cool. call mom at 5", "lol thanks, call mom at 5", "bet. call mom at 5 dear"])
def test_acknowledgements_are_no_part_of_the_message(text):
    found = command(text)
    assert isinstance(found, Create)
    assert [task.message for task in found.tasks] == ["call mom"]
