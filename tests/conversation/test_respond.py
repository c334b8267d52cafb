"""The reply to each command, and its effect on the reminders."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.respond import respond
from bot.conversation.texts import account, confirmations, guidance, lists, questions, refusals
from bot.domain.changes import Decision, PersonContext
from bot.domain.model import Memory, OptOut, Person, Reminder, ReminderState
from bot.domain.sms_segments import fits
from bot.understanding import command as c
from tests.builders import NOW, make_person, make_reminder, numbered_ids


def context(*reminders: Reminder, person: Person | None = None, on_its_way=frozenset(), limits=None) -> ReplyContext:
    person_context = PersonContext(
        person=person or make_person(), reminders=reminders, too_late_to_cancel=frozenset(on_its_way)
    )
    return ReplyContext(person_context=person_context, now=NOW, limits=limits or PersonLimits(), new_id=numbered_ids())


def moment(**ahead: float) -> c.Moment:
    return c.Moment(at=NOW + timedelta(**ahead), has_date=True, has_clock=True)


def task(message: str = "call mom", **ahead: float) -> c.Task:
    return c.Task(message=message, moment=moment(**ahead or {"hours": 2}))


def reply_of(decision: Decision) -> str:
    assert decision.reply is not None
    return decision.reply


def some(*specs: tuple[int, str, float]) -> tuple[Reminder, ...]:
    return tuple(
        make_reminder(id=UUID(int=1000 + number), number=number, message=message, due_at=NOW + timedelta(hours=hours))
        for number, message, hours in specs
    )


THREE = some((1, "call mom", 2), (2, "Dentist appointment", 30), (4, "call Bob", 100))


def test_confirmation_has_number_message_and_time():
    decision = respond(c.Create(tasks=(task(),)), context())
    assert reply_of(decision) == "Reminder 1 set for 12:20 PM: call mom. Not right? Text delete 1."
    (made,) = decision.made
    assert (made.number, made.message, made.due_at) == (1, "call mom", NOW + timedelta(hours=2))


def test_first_confirmation_names_the_zone_and_introduces_the_bot():
    decision = respond(c.Create(tasks=(task(),)), context(person=make_person(introduced=False)))
    assert reply_of(decision).startswith("Reminder 1 set for 12:20 PM New York time: call mom.")
    assert guidance.INTRODUCTION in reply_of(decision)
    assert decision.person.introduced


def test_new_reminders_get_the_smallest_free_numbers():
    decision = respond(c.Create(tasks=(task("a"), task("b"))), context(*THREE))
    assert [made.number for made in decision.made] == [3, 5]
    assert reply_of(decision) == "Set:\n3. 12:20 PM a\n5. 12:20 PM b"


def test_number_of_a_parked_reminder_stays_taken():
    parked = make_reminder(number=1, state=ReminderState.PARKED)
    assert respond(c.Create(tasks=(task(),)), context(parked)).made[0].number == 2


def test_confirmation_names_assumptions():
    noted = replace(task(), moment=replace(moment(days=2), assumptions=(c.Assumption.SPRING_GAP,)))
    assert confirmations.SPRING_GAP in reply_of(respond(c.Create(tasks=(noted,)), context()))


def test_series_keeps_its_rule_and_wall_time():
    repeat = c.Repeat(rrule="FREQ=WEEKLY;BYDAY=MO,TH", first=NOW + timedelta(days=1), has_clock=True)
    decision = respond(c.Create(tasks=(c.Task(message="gym", repeat=repeat),)), context())
    assert reply_of(decision).startswith("Reminder 1 set for every Mon and Thu, starting tomorrow 10:20 AM: gym.")
    (made,) = decision.made
    assert made.rrule == repeat.rrule
    assert str(made.wall_start) == "2026-03-12 10:20:00"


def test_long_message_is_shortened_in_the_reply_only():
    words = "water the plants on the balcony " * 8
    decision = respond(c.Create(tasks=(task(words),)), context())
    assert fits(reply_of(decision))
    assert decision.made[0].message == words


def test_open_reminders_are_limited():
    decision = respond(c.Create(tasks=(task("water"),)), context(*THREE, limits=PersonLimits(open_reminders=3)))
    assert reply_of(decision) == refusals.too_many(3)
    assert decision.made == ()


@pytest.mark.parametrize(
    ("rrule", "is_made"),
    [
        ("FREQ=SECONDLY;INTERVAL=10", False),
        ("FREQ=MINUTELY", False),
        ("FREQ=MINUTELY;INTERVAL=5", True),
        ("FREQ=HOURLY", True),
    ],
)
def test_repeats_that_are_too_frequent_are_refused(rrule, is_made):
    repeat = c.Repeat(rrule=rrule, first=NOW + timedelta(minutes=1), has_clock=False)
    decision = respond(c.Create(tasks=(c.Task(message="stretch", repeat=repeat),)), context())
    assert bool(decision.made) is is_made
    assert is_made or reply_of(decision) == refusals.too_often(300)


def series(number, rrule):
    return make_reminder(number=number, rrule=rrule, wall_start=datetime(2026, 3, 11, 9))  # noqa: DTZ001 - wall time


def every(rrule):
    return c.Repeat(rrule=rrule, first=NOW + timedelta(minutes=1), has_clock=False)


MANY = (series(1, "FREQ=MINUTELY;INTERVAL=5"), series(2, "FREQ=HOURLY"), series(3, "FREQ=DAILY"))
LIMITED = PersonLimits(frequent_series=2, segments_per_day=10_000)
FREQUENT = [
    ("FREQ=MINUTELY;INTERVAL=30", True),
    ("FREQ=HOURLY;INTERVAL=8", True),
    ("FREQ=DAILY;BYHOUR=9,10,11,12", True),
    ("FREQ=DAILY;BYHOUR=9,17", False),
    ("FREQ=WEEKLY;BYDAY=MO", False),
]


@pytest.mark.parametrize(("rrule", "is_frequent"), FREQUENT)
def test_series_by_the_minute_and_hour_are_limited(rrule, is_frequent):
    create = c.Create(tasks=(c.Task(message="stretch", repeat=every(rrule)),))
    decision = respond(create, context(*MANY, limits=LIMITED))
    assert bool(decision.made) is not is_frequent
    assert (decision.over_limit == "frequent_series") is is_frequent
    assert not is_frequent or reply_of(decision) == refusals.too_many_frequent(2)
    assert respond(create, context(*MANY[1:], limits=LIMITED)).made, "one more is allowed"


@pytest.mark.parametrize(("rrule", "is_frequent"), FREQUENT)
def test_a_change_makes_no_more_of_them(rrule, is_frequent):
    decision = respond(c.Edit(target=c.Target(numbers=(3,)), repeat=every(rrule)), context(*MANY, limits=LIMITED))
    assert bool(decision.changed) is not is_frequent
    own = respond(c.Edit(target=c.Target(numbers=(1,)), repeat=every(rrule)), context(*MANY, limits=LIMITED))
    assert own.changed, "a series by the minute may become another"


def test_several_series_in_one_text_count_together():
    two = tuple(c.Task(message=words, repeat=every("FREQ=HOURLY")) for words in ("stretch", "drink"))
    assert not respond(c.Create(tasks=two), context(*MANY[1:], limits=LIMITED)).made
    assert len(respond(c.Create(tasks=two), context(MANY[2], limits=LIMITED)).made) == 2


def test_whoever_has_too_many_from_before_may_still_set_others():
    assert respond(
        c.Create(tasks=(task(),)), context(*MANY, limits=PersonLimits(frequent_series=1, segments_per_day=10_000))
    ).made


def test_message_too_long_for_a_provider_is_refused():
    decision = respond(c.Create(tasks=(task("\U0001f600" * 400),)), context())
    assert reply_of(decision) == refusals.too_long()
    assert decision.made == ()


def test_time_alone_answers_the_question_for_a_missing_time():
    asked = respond(c.AskTime(message="call mom"), context())
    assert reply_of(asked) == 'Got it: call mom. When should I remind you? Try "tomorrow 9am".'
    answered = respond(c.Unknown(moment=moment(hours=1)), context(person=asked.person))
    assert answered.made[0].message == "call mom"
    assert answered.person.memory.pending_message is None


def test_question_expires_after_a_day():
    person = make_person(memory=Memory(pending_message="call mom", pending_since=NOW - timedelta(days=1, seconds=1)))
    decision = respond(c.Unknown(moment=moment(hours=1)), context(person=person))
    assert decision.made == ()
    assert reply_of(decision).startswith("OK, 11:20 AM. What should I remind you about?")


def test_command_ends_the_question():
    person = make_person(memory=Memory(pending_message="call mom", pending_since=NOW))
    assert respond(c.ListReminders(), context(person=person)).person.memory.pending_message is None


@pytest.mark.parametrize(
    ("problem", "words"),
    [("past", "is in the past"), ("too_far", "is too far ahead"), ("unclear", "is not a time I understand")],
)
def test_unusable_time_is_quoted(problem, words):
    decision = respond(c.AskTime(message="x", problem=problem, part="in 99999999 years"), context())
    assert reply_of(decision).startswith(f'"in 99999999 years" {words}')


def test_list_is_soonest_first():
    assert reply_of(respond(c.ListReminders(), context(*reversed(THREE)))) == (
        "1. 12:20 PM call mom\n2. tomorrow 4:20 PM Dentist appointment\n4. Sun 2:20 PM call Bob"
    )


def test_empty_list_gives_an_example():
    assert reply_of(respond(c.ListReminders(), context())) == lists.EMPTY_LIST


def test_long_list_continues_with_more():
    many = some(*((number, f"do the thing with number {number}", number) for number in range(1, 16)))
    first = respond(c.ListReminders(), context(*many))
    assert fits(reply_of(first), 2)
    shown = reply_of(first).count("\n")
    assert reply_of(first).endswith(f"+{15 - shown} more. Text MORE.")
    second = respond(c.ListReminders(more=True), context(*many, person=first.person))
    assert reply_of(second).startswith(f"{shown + 1}. ")


def test_list_of_a_period_or_matching_words():
    period = c.Period(start=NOW, end=NOW + timedelta(hours=3), words="today")
    assert reply_of(respond(c.ListReminders(period=period), context(*THREE))) == "1. 12:20 PM call mom"
    assert reply_of(respond(c.ListReminders(words="dentist"), context(*THREE))).startswith("2. ")
    assert "today" in reply_of(respond(c.ListReminders(period=period), context()))
    assert reply_of(respond(c.ListReminders(only_next=True), context(*THREE))) == "1. 12:20 PM call mom"


def delete(*numbers: int, **target) -> c.Cancel:
    return c.Cancel(target=c.Target(numbers=numbers, **target))


DELETES = [
    (delete(2), "Deleted 2: Dentist appointment.", [2]),
    (delete(1, 4), "Deleted 1 and 4.", [1, 4]),
    (delete(1, 1), "Deleted 1: call mom.", [1]),
    (delete(999), "You have no reminder 999. Text list to see yours.", []),
    (delete(2, 9), "Deleted 2: Dentist appointment. You have no reminder 9. Text list to see yours.", [2]),
    (delete(bad_numbers=("-1",)), "You have no reminder -1. Text list to see yours.", []),
    (delete(words="dentist"), "Deleted 2: Dentist appointment.", [2]),
    (delete(words="opera"), 'I couldn\'t find a reminder about "opera". Text list to see yours.', []),
    (delete(is_next=True), "Deleted 1: call mom.", [1]),
    (delete(words="call"), None, []),
    (c.Cancel(target=c.Target()), questions.which_number("delete", 1), []),
    (c.CancelAll(), "Deleted all 3 reminders. Text UNDO to bring them back.", [1, 2, 4]),
]


@pytest.mark.parametrize(("command", "answer", "gone"), DELETES)
def test_only_the_target_is_deleted(command, answer, gone):
    decision = respond(command, context(*THREE))
    assert answer is None or reply_of(decision) == answer
    assert [reminder.number for reminder in decision.cancelled] == gone


def test_several_matches_are_listed():
    assert "1. 12:20 PM call mom" in reply_of(respond(delete(words="call"), context(*THREE)))


def test_reminder_on_its_way_is_named():
    decision = respond(delete(1, 2), context(*THREE, on_its_way={THREE[0].id}))
    assert reply_of(decision) == "Deleted 2: Dentist appointment. Too late for 1: it's already on its way."
    assert [reminder.number for reminder in decision.cancelled] == [2]


def test_new_zone_is_confirmed_with_its_time():
    decision = respond(c.SetTimezone(timezone="America/Denver", words="denver"), context())
    assert decision.person.timezone == "America/Denver"
    assert "8:20 AM" in reply_of(decision)
    unknown = respond(c.SetTimezone(timezone=None, words="nowhere"), context())
    assert reply_of(unknown) == account.place_not_known("nowhere")


def test_opting_out_parks_and_opting_in_restores_future_reminders():
    out = respond(c.Stop(is_carrier_word=True), context(*THREE))
    assert (out.reply, len(out.parked)) == (None, 3)
    assert out.person.opted_out_at == NOW
    parked = tuple(replace(reminder, state=ReminderState.PARKED) for reminder in THREE)
    past = replace(parked[0], due_at=NOW - timedelta(hours=1))
    back = respond(c.Start(), context(past, *parked[1:], person=out.person))
    assert [reminder.number for reminder in back.revived] == [2, 4]
    assert back.person.opted_out_at is None


def test_opt_out_in_own_words_is_confirmed():
    assert reply_of(respond(c.Stop(is_carrier_word=False), context())) == account.OPTED_OUT


def test_nothing_is_sent_or_created_after_an_opt_out():
    person = make_person(opted_out_at=NOW)
    decision = respond(c.Create(tasks=(task(),)), context(person=person))
    assert (decision.reply, decision.made) == (None, ())


@pytest.mark.parametrize("word", list(OptOut))
def test_no_reply_if_the_provider_has_replied(word):
    decision = respond(c.Unknown(), context(*THREE), word)
    assert decision.reply is None
    assert bool(decision.parked) == (word is OptOut.STOP)


SILENT = [c.Thanks(), c.Help(is_carrier_word=True), c.Start()]
SPOKEN = [c.Help(), c.Unknown(), c.Undo(), c.Why(), c.Done(target=c.Target()), c.ChangeSettings(name="export")]


@pytest.mark.parametrize("command", SILENT)
def test_no_reply(command):
    assert respond(command, context()).reply is None


@pytest.mark.parametrize("command", SPOKEN)
def test_every_other_command_gets_one_segment(command):
    assert fits(reply_of(respond(command, context())))
