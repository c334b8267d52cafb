"""What a text means right after a reminder: done, or again later, with or without an excuse."""

import pytest

from bot.understanding.command import AskTime, Create, Done, Edit, Snooze, Target, Thanks, Unknown
from bot.understanding.context import Context
from bot.understanding.replies import read_reply, rules_of_replies
from bot.understanding.rules import Rule
from tests.understanding.reading_texts import NOW, ZONE, at, reading

LAST = Target(is_last=True)
ROWS = rules_of_replies("en")


def reply(text: str):
    return read_reply(text, Context(NOW, ZONE), reading(text)).command


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in ROWS for text in rule.examples])
def test_each_row_reads_its_examples(rule: Rule, text: str):
    assert isinstance(reply(text), Done | Snooze | Thanks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he took it", ""),
        ("ok ate", ""),
        ("okay that ones done", ""),
        ("the kids are home", ""),
        ("gave him the meds", "meds"),
        ("we got the milk thanks", "milk"),
    ],
)
def test_reports_are_done(text, words):
    command = reply(text)
    assert isinstance(command, Done)
    assert command.is_report
    assert command.target == (Target(words=words) if words else LAST)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("he won't let me, try again in 15", 15),
        ("they pushed me to 7pm start tonight remind me again in 45 min", 45),
        ("line was busy. 10 min", 10),
        ("remind me in 15 i'm eating", 15),
        ("gimme another half hour she's napping", 30),
        ("no answer, again in an hour", 60),
    ],
)
def test_excuses_are_no_part_of_a_time_to_wait(text, minutes):
    assert reply(text) == Snooze(target=LAST, delay_seconds=60 * minutes)


def test_excuses_are_no_part_of_a_time_to_come_again():
    command = reply("he didnt pick up remind me again at two")
    assert isinstance(command, Snooze)
    assert command.moment is not None
    assert command.moment.at == at("2026-11-20 14:00")


@pytest.mark.parametrize("text", ["not yet he's sleeping", "still in class", "cant talk", "hold on"])
def test_an_excuse_alone_waits(text):
    assert reply(text) == Snooze(target=LAST)


def test_pushed_back_with_an_excuse():
    command = reply("push that back twenty minutes im on the phone with him")
    assert isinstance(command, Edit)
    assert command.shift_seconds == 1200


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("remind me to call bob at 5", Create),
        ("i have a dentist appointment at 3 tomorrow", Create),
        ("call mom at 6 she's home then", Create),
        ("paid leave friday", Create),
        ("Noah has dentist thursday at 10:15, remind me the night before and an hour before", AskTime),
        ("he has practice thursday at 4", Unknown),
        ("did he take it?", Unknown),
        ("will do", Thanks),
    ],
)
def test_other_texts_mean_what_they_mean_at_any_time(text, kind):
    assert isinstance(reply(text), kind)
