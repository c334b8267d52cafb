"""Overdue reminders are sent late, once, with the time when they were due, or reported as missed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.occurrences import message_for, plan
from bot.delivery.overdue import catch_up
from bot.domain.changes import PersonContext
from bot.domain.model import OutboundKind, OutboundState, ReminderState
from bot.domain.preferences import Preferences
from bot.domain.sms_segments import segments
from tests.builders import NOW, RENDERER, make_person, make_reminder, make_text
from tests.fakes.worker_setup import worker_setup

S = OutboundState
DAY = timedelta(days=1)


def late(minutes, **changes):
    return make_text(due_at=NOW - timedelta(minutes=minutes), **changes)


def caught_up(*outbound, **person):
    saved = catch_up(PersonContext(person=make_person(**person), outbound=outbound), RENDERER, NOW, DAY)
    return {text.id: text for text in saved.outbound}, saved.outbound


# NOW is Wednesday, 11 March 2026, 10:20 in New York
MOMENTS = [
    (20, {}, "Reminder (was due 10:00 AM): call mom"),
    (20, {"timezone": "Asia/Tokyo"}, "Reminder (was due 11:00 PM): call mom"),
    (12 * 60, {}, "Reminder (was due Tue Mar 10 10:20 PM): call mom"),
]


@pytest.mark.parametrize(("minutes", "person", "body"), MOMENTS)
def test_a_late_reminder_says_when_it_was_due_in_the_persons_zone(minutes, person, body):
    text = late(minutes)
    by_id, _ = caught_up(text, **person)
    told = by_id[text.id]
    assert (told.body, told.state, told.says_due, told.next_attempt_at) == (body, S.WAITING, True, NOW)


def test_a_late_reminder_without_words_says_it_too():
    text = late(20, body="Reminder: it's time.")
    assert caught_up(text)[0][text.id].body == "Reminder (was due 10:00 AM): it's time."


UNTOUCHED = [
    late(4),
    late(60, says_due=True),
    late(60, state=S.SCHEDULED),
    late(60, state=S.HANDING_OVER),
    late(60, kind=OutboundKind.REPLY),
    late(60, kind=OutboundKind.MESSAGE),
]


@pytest.mark.parametrize("text", UNTOUCHED, ids=lambda text: f"{text.kind} {text.state}")
def test_messages_that_are_not_overdue_are_left_alone(text):
    assert caught_up(text) == ({}, ())


def test_only_the_newest_overdue_occurrence_of_a_series_is_sent():
    reminder = make_reminder()
    texts = [late(minutes, reminder_id=reminder.id) for minutes in (180, 60, 120)]
    other = late(240)
    by_id, saved = caught_up(*texts, other)
    assert [by_id[text.id].state for text in texts] == [S.CANCELLED, S.WAITING, S.CANCELLED]
    assert by_id[other.id].state is S.WAITING
    assert len(saved) == 4


def test_an_occurrence_that_was_late_before_makes_way_for_a_newer_one():
    reminder = make_reminder()
    earlier = late(60, reminder_id=reminder.id, says_due=True)
    handing_over = late(90, reminder_id=reminder.id, says_due=True, state=S.HANDING_OVER)
    lost = replace(handing_over, id=uuid4(), outcome_unknown=True)
    newer = late(6, reminder_id=reminder.id)
    by_id, _ = caught_up(earlier, handing_over, lost, newer)
    assert by_id[earlier.id].state is S.CANCELLED
    assert by_id[lost.id].state is S.CANCELLING, "it is searched, and not sent again"
    assert handing_over.id not in by_id
    assert by_id[newer.id].says_due


def test_reminders_beyond_the_late_limit_are_reported_in_one_message():
    old = [late(60 * hours, body=f"Reminder: {words}") for hours, words in ((49, "call mom"), (25, "pay rent"))]
    fresh = late(60 * 24)
    by_id, saved = caught_up(*old, fresh)
    assert [(by_id[text.id].state, by_id[text.id].failure_reported) for text in old] == [(S.FAILED, True)] * 2
    (report,) = (text for text in saved if text.id not in {one.id for one in (*old, fresh)})
    assert report.body == (
        "I was down and missed 2 reminders: call mom (Mon Mar 9 9:20 AM), pay rent (Tue Mar 10 9:20 AM)."
    )
    assert (report.kind, report.due_at, report.state) == (OutboundKind.REMINDER, NOW, S.WAITING)
    assert by_id[fresh.id].state is S.WAITING


def test_a_report_of_one_reminder_is_in_the_singular():
    _, saved = caught_up(late(60 * 25))
    assert saved[-1].body == "I was down and missed a reminder: call mom (Tue Mar 10 9:20 AM)."


def test_a_long_report_has_at_most_two_segments():
    _, saved = caught_up(*(late(60 * 25 + n, body=f"Reminder: number {n} " + "x" * 90) for n in range(30)))
    assert segments(saved[-1].body) == 2
    assert saved[-1].body.startswith("I was down and missed 30 reminders: number 29 xxx")
    assert saved[-1].body.endswith(" and 26 more.")


def test_the_same_missed_reminders_give_the_same_report():
    text = late(60 * 25)
    assert caught_up(text)[1][-1].id == caught_up(text)[1][-1].id


@pytest.fixture
async def context(tmp_path):
    async with worker_setup(tmp_path) as context:
        yield context


async def start_again(context, after):
    """Restart the bot after it was down for this long."""
    context.clock.set(context.clock.now() + after)
    await context.worker.recover()
    await context.run_until(context.clock.now() + timedelta(minutes=1))


async def daily(context, rrule="FREQ=DAILY"):
    """A series at 11:20 each day, planned ahead."""
    start = NOW + timedelta(hours=1)
    reminder = make_reminder(
        message="pills", due_at=start, rrule=rrule, wall_start=(start - timedelta(hours=4)).replace(tzinfo=None)
    )
    reminder, moments = plan(reminder, (), NOW)
    texts = [
        message_for(reminder, make_person(), moment, body="Reminder: pills", now=NOW, id_=make_text().id)
        for moment in moments
    ]
    await context.save(*texts, reminders=[reminder])
    await context.run_until(NOW + timedelta(minutes=1))


async def test_reminders_due_while_the_bot_was_down_are_sent_when_it_is_back(context):
    near, soon = make_text(due_at=NOW + timedelta(minutes=2)), make_text(due_at=NOW + timedelta(minutes=33), body="b")
    await context.save(near, soon)
    await context.worker.step()
    assert [body for body, _ in context.provider.scheduled()] == ["b"]
    await start_again(context, timedelta(minutes=32))
    assert context.provider.sent() == ["Reminder (was due 10:22 AM): call mom"]
    assert (await context.now_of(near)).state is S.SENT


async def test_a_delay_of_a_few_minutes_is_not_mentioned(context):
    await context.save(make_text(due_at=NOW + timedelta(minutes=2)))
    await start_again(context, timedelta(minutes=7))
    assert context.provider.sent() == ["Reminder: call mom"]


async def test_missed_reminders_are_reported_once_and_together(context):
    await context.save(*(make_text(due_at=NOW + timedelta(minutes=n), body=f"Reminder: {n}") for n in (1, 2, 3)))
    await start_again(context, timedelta(days=2))
    await start_again(context, timedelta(days=2))
    (report,) = context.provider.sent()
    assert report.startswith("I was down and missed 3 reminders: 1 (Wed Mar 11 10:21 AM), 2 (")


async def test_a_series_continues_after_two_days_of_downtime(context):
    await daily(context)
    await start_again(context, timedelta(days=2))
    assert [(body, at - NOW) for body, at in context.provider.scheduled()] == [
        ("Reminder: pills", timedelta(days=day, hours=1)) for day in range(5)
    ]
    assert context.provider.sent() == []


async def test_the_newest_occurrence_missed_beyond_the_plan_is_sent_late(context):
    await daily(context)
    await start_again(context, timedelta(days=10, hours=2))
    assert context.provider.sent() == ["Reminder (was due 11:20 AM): pills"]
    assert [at - NOW for _, at in context.provider.scheduled()][3:] == [
        timedelta(days=day, hours=1) for day in (11, 12, 13)
    ]


async def test_a_series_that_ended_meanwhile_sends_its_last_occurrence_late(context):
    await daily(context, "FREQ=DAILY;COUNT=5")
    await start_again(context, timedelta(days=10))
    assert context.provider.sent() == ["I was down and missed a reminder: pills (Sun Mar 15 11:20 AM)."]
    await context.run_until(context.clock.now() + timedelta(minutes=5))
    assert (await context.person_context()).reminders == ()


async def test_a_single_reminder_and_a_series_are_reported_together(context):
    await daily(context, "FREQ=WEEKLY")
    single = make_reminder(number=2, due_at=NOW + timedelta(minutes=5))
    single, _ = plan(single, (), NOW)
    await context.save(make_text(reminder_id=single.id, due_at=single.due_at), reminders=[single])
    await start_again(context, timedelta(days=24))
    (report,) = context.provider.sent()
    assert report.startswith("I was down and missed 2 reminders: ")


async def test_a_late_single_reminder_ends(context):
    reminder, (due_at,) = plan(make_reminder(due_at=NOW + timedelta(minutes=5)), (), NOW)
    await context.save(make_text(reminder_id=reminder.id, due_at=due_at), reminders=[reminder])
    await start_again(context, timedelta(hours=1))
    await context.run_until(context.clock.now() + timedelta(minutes=5))
    assert [one.state for one in (await context.person_context()).reminders if one.state is ReminderState.OPEN] == []


@pytest.mark.parametrize(("lost", "said"), [
    ((False,), ["I was down and missed a reminder: call mom (yesterday)."]),
    ((True,), ["I was down and may have missed a reminder: call mom (yesterday)."]),
    ((False, True, True), [
        "I was down and missed a reminder: call mom (yesterday).",
        "I was down and may have missed 2 reminders: call mom (yesterday), call mom (yesterday).",
    ]),
])  # fmt: skip
def test_a_report_does_not_say_more_than_is_known(lost, said, monkeypatch):
    """If the answer of a call was lost, the message may have come."""
    monkeypatch.setattr("bot.conversation.delivery_messages._due_words", lambda *_: "yesterday")
    state = {True: {"state": S.HANDING_OVER, "outcome_unknown": True}, False: {}}
    messages = tuple(make_text(due_at=NOW - DAY * 1.5, **state[is_lost]) for is_lost in lost)
    context = PersonContext(person=make_person(), outbound=messages)
    saved = catch_up(context, RENDERER, NOW, DAY, supports_idempotency_keys=True).outbound
    assert [text.body for text in saved if text.state is S.WAITING] == said


# Minutes late, the quiet hours that hold now (10:20 AM) for this test, and when the late text or the report comes.
QUIET = [
    (20, "10:00-12:00", "10:20"),  # so near to its time it is still of use
    (90, "10:00-12:00", "12:00"),
    (90, "08:00-12:00", "10:20"),  # the person timed it in their quiet hours
    (90, "12:00-14:00", "10:20"),
]


@pytest.mark.parametrize(("minutes", "hours", "sent_at"), QUIET)
@pytest.mark.parametrize("is_own", [True, False])
def test_a_late_reminder_waits_for_the_end_of_quiet_hours(minutes, hours, sent_at, is_own):
    text = late(minutes)
    person = make_person(preferences=Preferences(quiet_hours=hours if is_own else None))
    context = PersonContext(person=person, outbound=(text,))
    saved = catch_up(context, RENDERER, NOW, DAY, quiet_hours=None if is_own else hours)
    (told,) = saved.outbound
    assert told.says_due
    assert told.next_attempt_at is not None
    assert f"{told.next_attempt_at.astimezone(ZoneInfo('America/New_York')):%H:%M}" == sent_at


def test_a_report_of_missed_reminders_waits_for_the_end_of_quiet_hours():
    person = make_person(preferences=Preferences(quiet_hours="10:00-12:00"))
    context = PersonContext(person=person, outbound=(late(26 * 60),))
    *_, report = catch_up(context, RENDERER, NOW, DAY).outbound
    assert report.due_at == NOW + timedelta(minutes=100)
