"""Opting out and in: who replies, what is restored, and what was missed."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.conversation.context import ReplyContext
from bot.conversation.respond import respond
from bot.conversation.texts import account, guidance
from bot.domain.model import OptOut, ReminderState
from bot.understanding.command import ChangeSettings, Help, ListReminders, Start, Stop
from tests.builders import NOW, make_person, make_reminder, make_reply_context

OUT = make_person(opted_out_at=NOW - timedelta(days=1))
WALL = NOW.replace(tzinfo=None)


def parked(*specs: tuple[str, float], person=OUT, **changes) -> ReplyContext:
    """A context with parked reminders, given as message and hours from now."""
    reminders = [
        make_reminder(
            id=UUID(int=number),
            number=number,
            message=message,
            due_at=NOW + timedelta(hours=hours),
            state=ReminderState.PARKED,
            **changes,
        )
        for number, (message, hours) in enumerate(specs, start=1)
    ]
    return make_reply_context(*reminders, person=person)


WELCOMES = [
    ((("call mom", 2.0),), "Welcome back! 1 reminder is back on."),
    ((("call mom", 2.0), ("pay rent", 30.0)), "Welcome back! 2 reminders are back on."),
    ((("call mom", -2.0),), "Welcome back! You missed a reminder: call mom (8:20 AM)."),
    ((("call mom", -2.0), ("pay rent", -1.0)), "Welcome back! You missed 2 reminders."),
    (
        (("call mom", -2.0), ("pay rent", 2.0)),
        "Welcome back! 1 reminder is back on. You missed one: call mom (8:20 AM).",
    ),
    ((("a", -2.0), ("b", -1.0), ("c", 1.0)), "Welcome back! 1 reminder is back on, and you missed 2."),
]


@pytest.mark.parametrize("word", [None, OptOut.START])
@pytest.mark.parametrize(("specs", "reply"), WELCOMES)
def test_opting_in_names_what_is_back_and_what_was_missed(specs, reply, word):
    decision = respond(Start(), parked(*specs), word)
    assert decision.reply == reply
    assert [one.message for one in decision.revived] == [message for message, hours in specs if hours > 0]
    assert [one.message for one in decision.cancelled] == [message for message, hours in specs if hours <= 0]
    assert decision.person.opted_out_at is None


def test_opting_in_always_restores_a_series():
    decision = respond(Start(), parked(("stretch", -5.0), rrule="FREQ=DAILY", wall_start=WALL))
    assert len(decision.revived) == 1


QUIET = [
    # command, the person, the reply if nothing was parked
    (Start(), OUT, None),
    (Start(is_carrier_word=False), OUT, account.WELCOME_BACK),
    (Start(is_carrier_word=False), make_person(), None),
    (Start(), make_person(introduced=False), guidance.GREETING),
    (Stop(is_carrier_word=True), make_person(), None),
    (Stop(is_carrier_word=True), make_person(introduced=False), None),
    (Stop(is_carrier_word=False), make_person(introduced=False), account.OPTED_OUT),
    (Stop(is_carrier_word=False), OUT, None),
    (ListReminders(), OUT, None),
    (Help(), OUT, None),
    (Help(is_carrier_word=True), make_person(), None),
    (Help(is_carrier_word=True), make_person(introduced=False), None),
]


@pytest.mark.parametrize(("command", "person", "reply"), QUIET)
def test_no_reply_if_the_provider_replies_or_the_person_opted_out(command, person, reply):
    assert respond(command, make_reply_context(person=person)).reply == reply


def test_a_paused_reminder_stays_paused_through_an_opt_out():
    paused = make_reminder(state=ReminderState.PAUSED)
    assert respond(Stop(is_carrier_word=True), make_reply_context(paused)).parked == ()
    assert respond(Start(), make_reply_context(paused, person=OUT)).revived == ()


def test_someone_opted_out_can_still_be_forgotten():
    asked = respond(ChangeSettings(name="forget"), parked(("call mom", 2.0)))
    assert (asked.reply, asked.cancelled) == (None, ())
    done = respond(ChangeSettings(name="forget"), parked(("call mom", 2.0), person=asked.person))
    assert (done.reply, len(done.cancelled), done.person.forgotten_at) == (None, 1, NOW)
