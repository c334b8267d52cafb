"""Which reminders a reference means, given what was set, changed, listed and delivered."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.conversation.dialogue import Dialogue, Topic, dialogue_of, with_listed
from bot.conversation.references import Chosen, resolve
from bot.domain.changes import SentReminder
from bot.domain.model import OutboundState, Reminder, ReminderState
from bot.understanding.command import Period, Target
from tests.builders import NOW, make_reminder, make_reply_context, make_text

HOUR = timedelta(hours=1)
MESSAGES = ("pick up Ellie", "get the boys", "Noah has dentist", "buy cupcakes", "gym", "buy a gym bag")


def reminders() -> tuple[Reminder, ...]:
    """1 to 6, due an hour apart and set a minute apart, 6 first: the order of due times is that of the numbers."""
    return tuple(
        make_reminder(
            id=UUID(int=number),
            number=number,
            message=message,
            due_at=NOW + number * HOUR,
            created_at=NOW - timedelta(minutes=30 + number),
        )
        for number, message in enumerate(MESSAGES, start=1)
    )


def topic(*numbers: int, minutes_ago: float = 1) -> Topic:
    return Topic(ids=tuple(UUID(int=number) for number in numbers), at=NOW - timedelta(minutes=minutes_ago))


def period(start_hours: float, end_hours: float) -> Period:
    return Period(start=NOW + start_hours * HOUR, end=NOW + end_hours * HOUR, words="then")


def numbers(chosen: Chosen) -> tuple[list[int], list[int]]:
    return [one.number for one in chosen.reminders], [one.number for one in chosen.matching]


MENTIONED_2 = Dialogue(now=NOW, reminders=reminders(), mentioned=topic(2))
SET_3_AND_4 = Dialogue(now=NOW, reminders=reminders(), mentioned=topic(3, 4))
LISTED = Dialogue(now=NOW, reminders=reminders(), mentioned=topic(2, minutes_ago=9), listed=topic(4, 1, 3))
OFFERED = Dialogue(now=NOW, reminders=reminders(), mentioned=topic(5), listed=topic(5, 6, minutes_ago=3))
ONLY_TWO = Dialogue(now=NOW, reminders=reminders()[:2], mentioned=topic(1))
LONG_AGO = Dialogue(now=NOW + timedelta(days=2), reminders=reminders(), mentioned=topic(2), listed=topic(1, 2))

CHOSEN = [
    ("number", MENTIONED_2, Target(numbers=(3,)), [3]),
    ("numbers as said", MENTIONED_2, Target(numbers=(4, 1)), [4, 1]),
    ("it", MENTIONED_2, Target(), [2]),
    ("the last one", MENTIONED_2, Target(is_last=True), [2]),
    ("next", MENTIONED_2, Target(is_next=True), [1]),
    ("next in a period", MENTIONED_2, Target(is_next=True, period=period(2.5, 9)), [3]),
    ("all", MENTIONED_2, Target(is_all=True), [1, 2, 3, 4, 5, 6]),
    ("all of a period", MENTIONED_2, Target(is_all=True, period=period(1.5, 3.5)), [2, 3]),
    ("all but 3", MENTIONED_2, Target(is_all=True, kept=Target(numbers=(3,))), [1, 2, 4, 5, 6]),
    ("the boys one", MENTIONED_2, Target(words="boys"), [2]),
    ("a whole message before a part", MENTIONED_2, Target(words="gym"), [5]),
    ("a synonym", MENTIONED_2, Target(words="dental"), [3]),
    ("words in a period", MENTIONED_2, Target(words="gym", period=period(5.5, 6.5)), [6]),
    ("both of those just set", SET_3_AND_4, Target(count=2), [3, 4]),
    ("both of two in all", ONLY_TWO, Target(count=2), [1, 2]),
    ("all three listed", LISTED, Target(count=3), [4, 1, 3]),
    ("the second one of a list", LISTED, Target(place=2), [1]),
    ("the first two of a list", LISTED, Target(place=1, count=2), [4, 1]),
    ("the last two of a list", LISTED, Target(place=-1, count=2), [1, 3]),
    ("the first of those just set", SET_3_AND_4, Target(place=1), [3]),
    ("the last two set", MENTIONED_2, Target(place=-1, count=2), [2, 1]),
    ("the other one of two", ONLY_TWO, Target(is_other=True), [2]),
    ("the other one of those offered", OFFERED, Target(is_other=True), [6]),
    ("the rest", ONLY_TWO, Target(is_other=True, is_all=True), [2]),
    ("the others of a list", LISTED, Target(is_other=True, is_all=True), [4, 1, 3]),
]

ASKED = [
    ("it, of several", SET_3_AND_4, Target(), [3, 4]),
    ("both of six", MENTIONED_2, Target(count=2), [1, 2, 3, 4, 5, 6]),
    ("the other of many", MENTIONED_2, Target(is_other=True), [1, 3, 4, 5, 6]),
    ("words that name two", MENTIONED_2, Target(words="buy"), [4, 6]),
    ("a period with two", MENTIONED_2, Target(period=period(1.5, 3.5)), [2, 3]),
    ("it, two days later", LONG_AGO, Target(), []),
]


@pytest.mark.parametrize(("what", "dialogue", "target", "expected"), CHOSEN)
def test_a_clear_reference_chooses(what, dialogue, target, expected):
    assert numbers(resolve(target, dialogue))[0] == expected, what


@pytest.mark.parametrize(("what", "dialogue", "target", "expected"), ASKED)
def test_what_may_mean_several_is_not_guessed(what, dialogue, target, expected):
    assert numbers(resolve(target, dialogue)) == ([], expected), what


def test_a_number_that_is_not_there_is_named():
    assert resolve(Target(numbers=(1, 9)), MENTIONED_2).missing == ("9",)


def test_what_was_delivered_last_is_it():
    gone = make_reminder(message="take pills", state=ReminderState.DONE, due_at=NOW - HOUR)
    sent = SentReminder(
        message=make_text(reminder_id=gone.id, due_at=NOW - HOUR / 2, state=OutboundState.DELIVERED), reminder=gone
    )
    dialogue = Dialogue(now=NOW, reminders=reminders(), mentioned=topic(2, minutes_ago=50), delivered=(sent,))
    assert resolve(Target(), dialogue).sent == sent
    assert resolve(Target(words="pills"), dialogue).sent == sent
    assert resolve(Target(words="boys"), dialogue).reminders[0].number == 2


def test_the_state_of_a_conversation_comes_from_the_memory():
    first, second, *_ = reminders()
    context = make_reply_context(first, second)
    context = context.of(with_listed(context.person, (second, first), NOW))
    dialogue = dialogue_of(context)
    assert dialogue.reminders == (first, second)
    assert dialogue.of(dialogue.latest) == (second, first)
