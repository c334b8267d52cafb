"""Changing, snoozing, completing and undoing, in cases that a transcript in ``tests/transcripts`` cannot reach."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.recently_sent import snoozed_id
from bot.conversation.respond import respond
from bot.conversation.texts import lists, questions, refusals, undone
from bot.domain.changes import Decision, PersonContext, SentReminder
from bot.domain.model import LastChange, Memory, OutboundState, Person, Reminder, ReminderState
from bot.understanding import command as c
from tests.builders import NOW, make_person, make_reminder, make_text, numbered_ids

LAST = c.Target(is_last=True)
IT = c.Target()


def context(
    *reminders: Reminder,
    recent: tuple[SentReminder, ...] = (),
    on_its_way: tuple[Reminder, ...] = (),
    text: str = "",
    limits: PersonLimits | None = None,
    now: datetime = NOW,
    **memory: object,
) -> ReplyContext:
    person = make_person(memory=Memory(**memory))  # type: ignore[arg-type]
    person_context = PersonContext(
        person=person,
        reminders=reminders,
        recently_sent=recent,
        too_late_to_cancel=frozenset(reminder.id for reminder in on_its_way),
    )
    return ReplyContext(
        person_context=person_context, now=now, limits=limits or PersonLimits(), new_id=numbered_ids(), text=text
    )


def reply_of(decision: Decision) -> str:
    assert decision.reply is not None
    return decision.reply


def nothing_happens(decision: Decision) -> bool:
    return not any((decision.made, decision.changed, decision.cancelled, decision.paused, decision.revived))


def sent_reminder(
    message: str = "take pills", number: int = 1, minutes_ago: float = 5, **changes: object
) -> SentReminder:
    due_at = NOW - timedelta(minutes=minutes_ago)
    reminder = make_reminder(message=message, number=number, due_at=due_at, state=ReminderState.DONE, **changes)
    text = make_text(reminder_id=reminder.id, due_at=due_at, scheduled_for=due_at, state=OutboundState.DELIVERED)
    return SentReminder(message=text, reminder=reminder)


def later(**time: float) -> c.Moment:
    return c.Moment(at=NOW + timedelta(**time), has_date=True, has_clock=True)


def undo(change: LastChange, *reminders: Reminder, **context_changes: object) -> Decision:
    return respond(c.Undo(), context(*reminders, last_change=change, **context_changes))  # type: ignore[arg-type]


def test_restored_reminder_gets_a_free_number_if_its_own_is_taken():
    gone = make_reminder(number=1)
    decision = undo(LastChange(at=NOW, before=(gone,)), make_reminder(number=1, message="dentist"))
    assert reply_of(decision) == "Undone. You have it back: 2. 12:20 PM call mom. Its old number 1 is taken."
    assert [(one.id, one.number) for one in decision.revived] == [(gone.id, 2)]


def test_undo_restores_a_paused_reminder_as_paused():
    paused = make_reminder(state=ReminderState.PAUSED)
    decision = undo(LastChange(at=NOW, before=(paused,)))
    assert (decision.revived, [one.id for one in decision.paused]) == ((), [paused.id])


def test_undo_names_what_it_cannot_revert():
    reminder = make_reminder()
    change = LastChange(at=NOW, before=(replace(reminder, due_at=NOW + timedelta(hours=5)),))
    decision = undo(change, reminder, on_its_way=(reminder,))
    assert reply_of(decision) == refusals.too_late_to_change("1")
    assert (decision.changed, decision.cancelled) == ((), ())
    made = undo(LastChange(at=NOW, made=(reminder.id,)), reminder, on_its_way=(reminder,))
    assert reply_of(made) == refusals.too_late_to_change("1")


def test_undo_expires_after_an_hour():
    change = LastChange(at=NOW - timedelta(hours=1, seconds=1), made=(make_reminder().id,))
    assert reply_of(undo(change)) == undone.NOTHING_TO_UNDO


def test_the_last_change_is_forgotten_after_an_hour():
    old = LastChange(at=NOW - timedelta(hours=2), before=(make_reminder(),))
    assert respond(c.ListReminders(), context(last_change=old)).person.memory.last_change is None
    fresh = LastChange(at=NOW, before=(make_reminder(),))
    assert respond(c.ListReminders(), context(last_change=fresh)).person.memory.last_change == fresh


def test_snoozing_twice_moves_the_snoozed_reminder():
    one = sent_reminder()
    first = respond(c.Snooze(target=LAST), context(recent=(one,)))
    (made,) = first.made
    assert made.id == snoozed_id(one)
    second = respond(c.Snooze(target=LAST, delay_seconds=3600), context(made, recent=(one,)))
    assert (second.made, second.changed[0].id) == ((), made.id)
    assert second.changed[0].due_at == NOW + timedelta(hours=1)


def test_snoozed_reminder_gets_a_free_number_if_its_own_is_taken():
    decision = respond(c.Snooze(target=LAST), context(make_reminder(number=1), recent=(sent_reminder(number=1),)))
    assert decision.made[0].number == 2


def test_snoozing_respects_the_limit_of_open_reminders():
    decision = respond(
        c.Snooze(target=LAST),
        context(make_reminder(), recent=(sent_reminder(),), limits=PersonLimits(open_reminders=1)),
    )
    assert (reply_of(decision), decision.made) == (refusals.too_many(1), ())


def test_snoozing_ends_a_day_after_sending():
    decision = respond(c.Snooze(target=LAST), context(recent=(sent_reminder(minutes_ago=25 * 60),)))
    assert reply_of(decision) == refusals.NOTHING_TO_SNOOZE


def test_a_due_message_without_a_receipt_counts_as_sent():
    reminder = make_reminder(due_at=NOW - timedelta(minutes=1))
    text = make_text(reminder_id=reminder.id, due_at=reminder.due_at, state=OutboundState.SCHEDULED)
    person_context = PersonContext(person=make_person(), reminders=(reminder,), outbound=(text,))
    decision = respond(
        c.Unknown(moment=later(hours=1)),
        ReplyContext(person_context=person_context, now=NOW, limits=PersonLimits(), new_id=numbered_ids()),
    )
    assert reply_of(decision) == "OK, again at 11:20 AM: call mom."


def test_a_time_alone_snoozes_until_another_reminder_is_mentioned():
    bare = c.Unknown(moment=later(hours=1))
    assert respond(bare, context(recent=(sent_reminder(),))).made[0].message == "take pills"
    spoken = respond(bare, context(recent=(sent_reminder(),), last_mentioned_at=NOW - timedelta(minutes=1)))
    assert reply_of(spoken).endswith("What should I remind you about?")
    long_ago = respond(bare, context(recent=(sent_reminder(minutes_ago=61),)))
    assert reply_of(long_ago).endswith("What should I remind you about?")


def test_an_open_question_takes_a_time_before_snoozing_does():
    decision = respond(
        c.Unknown(moment=later(hours=1)),
        context(recent=(sent_reminder(),), pending_message="call mom", pending_since=NOW),
    )
    assert decision.made[0].message == "call mom"


DONE = [
    (c.Done(target=LAST), "Done: take pills."),
    (c.Done(target=LAST, is_sign=True), "Done: take pills."),
    (c.Done(target=c.Target(words="pills")), "Done: take pills."),
    (c.Done(target=c.Target(numbers=(1,))), "Done: take pills."),
    (c.Done(target=c.Target(words="take pills"), is_sign=True), "Done: take pills."),
    (c.Done(target=c.Target(words="laundry"), is_sign=True), None),
]


@pytest.mark.parametrize(("command", "answer"), DONE)
def test_sent_reminder_is_done(command, answer):
    assert respond(command, context(recent=(sent_reminder(),))).reply == answer


def test_done_ends_the_rest_even_if_the_receipt_of_the_text_that_came_is_missing():
    exam = make_reminder(due_at=NOW + timedelta(hours=1), heads_ups="PT2H PT30M")
    came = make_text(reminder_id=exam.id, due_at=NOW - timedelta(hours=1), state=OutboundState.SENT)
    unreported = replace(came, due_at=NOW - timedelta(days=1), state=OutboundState.SCHEDULED)
    next_one = replace(came, due_at=NOW + timedelta(seconds=5), state=OutboundState.SCHEDULED)
    sent = (SentReminder(message=came, reminder=exam),)
    for on_its_way, outbound, ended in [
        ((), (next_one,), (exam,)),
        ((exam,), (unreported,), (exam,)),
        ((exam,), (next_one,), ()),
    ]:
        known = context(exam, recent=sent, on_its_way=on_its_way)
        known = replace(known, person_context=replace(known.person_context, outbound=outbound))
        assert respond(c.Done(target=LAST), known).cancelled == ended


def test_series_done_early_keeps_repeating():
    daily = make_reminder(rrule="FREQ=DAILY", wall_start=datetime(2026, 3, 1, 12, 20))  # noqa: DTZ001 - wall time
    decision = respond(c.Done(target=c.Target(numbers=(1,))), context(daily))
    assert (reply_of(decision), decision.cancelled) == (refusals.keeps_repeating(1, "12:20 PM"), ())


TOO_LATE = [
    c.Edit(target=c.Target(numbers=(1,)), moment=later(hours=5)),
    c.Edit(target=c.Target(numbers=(1,)), pause=True),
    c.Snooze(target=c.Target(numbers=(1,))),
    c.Done(target=c.Target(numbers=(1,))),
]


@pytest.mark.parametrize("command", TOO_LATE)
def test_reminder_on_its_way_is_not_changed(command):
    reminder = make_reminder()
    decision = respond(command, context(reminder, on_its_way=(reminder,)))
    assert reply_of(decision) == "Too late to change 1: it's already on its way."
    assert nothing_happens(decision)


REFUSED = [
    (c.Edit(target=c.Target(numbers=(1,)), message="x" * 4000), refusals.too_long()),
    (
        c.Edit(
            target=c.Target(numbers=(1,)),
            repeat=c.Repeat(rrule="FREQ=MINUTELY", first=NOW + timedelta(minutes=1), has_clock=False),
        ),
        refusals.too_often(300),
    ),
    (c.Edit(target=c.Target(numbers=(1,)), skip_next=True), questions.propose_delete("1. 12:20 PM call mom")),
    (c.Edit(target=c.Target(numbers=(1,)), pause=False), refusals.not_paused(1)),
    (c.Edit(target=c.Target(numbers=(4,)), meridiem="pm"), lists.no_such_number("4")),
    (c.Edit(target=c.Target(words="opera"), meridiem="pm"), lists.nothing_about("opera")),
]


@pytest.mark.parametrize(("command", "answer"), REFUSED)
def test_impossible_change_is_refused_without_side_effects(command, answer):
    decision = respond(command, context(make_reminder()))
    assert reply_of(decision) == answer
    assert nothing_happens(decision)


def test_it_means_no_reminder_after_a_day():
    old = make_reminder(created_at=NOW - timedelta(days=2))
    decision = respond(c.Edit(target=IT, meridiem="pm"), context(old))
    assert (reply_of(decision), decision.changed) == (questions.which_number("change", 1), ())


def test_paused_reminder_stays_paused_when_its_message_changes():
    paused = make_reminder(state=ReminderState.PAUSED)
    decision = respond(c.Edit(target=c.Target(numbers=(1,)), message="call dad"), context(paused))
    assert (decision.changed, [one.message for one in decision.paused]) == ((), ["call dad"])


def test_reminder_that_passed_while_paused_needs_a_new_time():
    paused = make_reminder(state=ReminderState.PAUSED, due_at=NOW - timedelta(hours=1))
    decision = respond(c.Edit(target=c.Target(numbers=(1,)), pause=False), context(paused))
    assert (reply_of(decision), decision.revived) == (refusals.already_passed(1, "9:20 AM"), ())


CHOICES = [
    ("delete", "cancelled"),
    ("pause", "paused"),
    ("done", "cancelled"),
    ("snooze", "changed"),
]


@pytest.mark.parametrize(("verb", "field"), CHOICES)
def test_a_number_alone_answers_which_one(verb, field):
    decision = respond(c.Unknown(number=1), context(make_reminder(), pending_verb=verb, pending_since=NOW))
    assert [one.number for one in getattr(decision, field)] == [1]
    assert decision.person.memory.pending_verb is None


def test_a_number_alone_does_not_answer_where_to_move():
    decision = respond(
        c.Unknown(number=1, moment=later(hours=1)), context(make_reminder(), pending_verb="move", pending_since=NOW)
    )
    assert reply_of(decision) == questions.which_to_change(1)
    assert (decision.made, decision.changed) == ((), ())


def test_a_number_alone_answers_nothing_after_a_day():
    asked_at = NOW - timedelta(days=1, seconds=1)
    decision = respond(c.Unknown(number=1), context(make_reminder(), pending_verb="delete", pending_since=asked_at))
    assert decision.cancelled == ()


QUESTIONS = [
    {"pending_message": "call mom"},
    {"pending_moment": NOW + timedelta(hours=1)},
    {"pending_verb": "delete"},
]
REFUSALS = [(c.Undo(), "undo"), (c.Cancel(target=LAST), "never mind"), (c.Unknown(), "No.")]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("command", "text"), REFUSALS)
def test_a_question_can_be_dismissed(question, command, text):
    change = LastChange(at=NOW, made=(UUID(int=5),))
    decision = respond(
        command, context(make_reminder(id=UUID(int=5)), text=text, pending_since=NOW, last_change=change, **question)
    )
    assert reply_of(decision) == questions.QUESTION_DROPPED
    assert decision.person.memory == Memory(last_change=change)
    assert decision.cancelled == ()


def test_thanks_leave_the_question_open():
    decision = respond(c.Thanks(), context(pending_message="call mom", pending_since=NOW))
    assert decision.person.memory.pending_message == "call mom"


@pytest.mark.parametrize("text", ["12", "!!!", ""])
def test_message_needs_a_letter(text):
    decision = respond(
        c.Unknown(number=None), context(text=text, pending_moment=NOW + timedelta(hours=1), pending_since=NOW)
    )
    assert decision.made == ()


def test_time_that_passed_before_the_answer_is_asked_for_again():
    decision = respond(
        c.AskTime(message="call mom"),
        context(pending_moment=NOW - timedelta(minutes=1), pending_since=NOW - timedelta(hours=1)),
    )
    assert decision.made == ()
    assert decision.person.memory.pending_message == "call mom"


def test_settings_can_be_undone():
    person: Person = respond(c.SetTimezone(timezone="America/Denver", words="Denver"), context()).person
    assert person.memory.last_change is not None
    assert person.memory.last_change.timezone == "America/New_York"
