"""How far ahead the occurrences of a reminder are planned, and when it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.occurrences import PLAN_AHEAD_LIMIT, message_for, plan
from bot.domain.model import OutboundState, ReminderState
from bot.domain.wall_time import to_utc
from tests.builders import NOW, make_person, make_reminder, make_text

NEW_YORK = "America/New_York"


def test_what_is_skipped_is_not_planned():
    daily = make_reminder(rrule="FREQ=DAILY", wall_start=datetime(2026, 3, 1, 9), timezone="UTC")  # noqa: DTZ001
    _, moments = plan(replace(daily, skipped_until=datetime(2026, 3, 13, 9, tzinfo=UTC)), (), NOW)
    assert [moment.day for moment in moments] == [14, 15, 16]
    _, moments = plan(replace(daily, skipped_until=datetime(2026, 3, 10, 9, tzinfo=UTC)), (), NOW)
    assert [moment.day for moment in moments] == [12, 13, 14]


def repeat(rrule: str, wall: str):
    start = datetime.fromisoformat(wall)
    return make_reminder(rrule=rrule, wall_start=start, due_at=to_utc(start, NEW_YORK))


def test_a_single_reminder_has_one_text_and_ends_when_it_has_left():
    reminder, moments = plan(make_reminder(), (), NOW)
    assert moments == (reminder.due_at,)
    text = make_text(reminder_id=reminder.id, due_at=reminder.due_at, state=OutboundState.SCHEDULED)
    assert plan(reminder, (text,), NOW)[1] == ()
    assert plan(reminder, (text,), reminder.due_at)[0].state is ReminderState.DONE


def test_a_reminder_whose_text_is_still_with_the_bot_stays_open():
    text = make_text(state=OutboundState.WAITING)
    reminder, _ = plan(make_reminder(due_at=NOW), (text,), NOW)
    assert reminder.state is ReminderState.OPEN
    assert reminder.next_check_at is not None
    assert reminder.next_check_at > NOW


PLANNED = [
    ("FREQ=DAILY", 3),
    ("FREQ=WEEKLY;BYDAY=MO", 3),
    ("FREQ=HOURLY", 48),
    ("FREQ=MINUTELY", PLAN_AHEAD_LIMIT),
    ("FREQ=MINUTELY;INTERVAL=5", 12),
    ("FREQ=MINUTELY;INTERVAL=45", 3),
    ("FREQ=MINUTELY;INTERVAL=60", 48),
    ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,15,30,45", 4),
    ("FREQ=DAILY;COUNT=2", 2),
]


@pytest.mark.parametrize(("rrule", "count"), PLANNED)
def test_a_repeat_is_planned_three_times_or_two_days_ahead(rrule, count):
    _, moments = plan(repeat(rrule, "2026-03-11T11:00"), (), NOW)
    assert len(moments) == count
    assert list(moments) == sorted(set(moments))


def test_a_repeat_goes_on_when_one_occurrence_has_left():
    person = make_person()
    reminder, moments = plan(repeat("FREQ=DAILY", "2026-03-11T11:00"), (), NOW)
    texts = tuple(message_for(reminder, person, at, body="x", now=NOW, id_=reminder.id) for at in moments)
    reminder, more = plan(reminder, texts, moments[0])
    assert reminder.due_at == moments[1] == reminder.next_check_at
    assert more == (moments[2] + timedelta(days=1),)


def test_a_repeat_ends():
    reminder, moments = plan(repeat("FREQ=DAILY;COUNT=1", "2026-03-11T11:00"), (), NOW)
    sent = make_text(state=OutboundState.SENT, due_at=moments[0])
    assert plan(reminder, (sent,), moments[0])[0].state is ReminderState.DONE


# STOP at 10 AM withdrew what was planned for the next days, and START at noon could not read the rows.
START = NOW + timedelta(hours=2)
DAY = timedelta(days=1)
REOPENED = [
    ("one that fell due since", {}, START + timedelta(hours=1), 0, [0]),
    ("one that fell due while the person was away", {}, NOW + timedelta(hours=1), 0, [0]),
    ("one that is ahead", {}, START + timedelta(hours=9), 0, [0]),
    ("heads-ups, one of which was due since", {"heads_ups": "PT4H PT0S"}, START + timedelta(hours=5), 0, [-4, 0]),
    ("a series of which one was due since", {"rrule": "FREQ=DAILY"}, START + timedelta(hours=1), 3, [0, 24, 48, 72]),
    ("a series of which all were due before", {"rrule": "FREQ=DAILY"}, NOW + timedelta(hours=1), 3, [24, 48, 72]),
]


@pytest.mark.parametrize(
    ("changes", "at", "more", "hours"), [row[1:] for row in REOPENED], ids=[r[0] for r in REOPENED]
)
def test_what_was_due_before_a_reopened_reminder_could_be_read_comes_late(changes, at, more, hours):
    wall = at.replace(tzinfo=None)
    reminder = make_reminder(due_at=at, wall_start=wall, timezone="UTC", skipped_until=START, **changes)
    leads = [timedelta(hours=4), timedelta()] if "heads_ups" in changes else [timedelta()]
    moments = [at - lead for lead in leads] + [at + n * DAY for n in range(1, more)]
    withdrawn = [make_text(reminder_id=reminder.id, due_at=one, state=OutboundState.CANCELLED) for one in moments]
    now = START + timedelta(hours=2)
    planned, wanted = plan(reminder, withdrawn, now)
    assert list(wanted) == [at + timedelta(hours=n) for n in hours]
    texts = [make_text(reminder_id=reminder.id, due_at=one) for one in wanted]
    assert plan(planned, [*withdrawn, *texts], now)[1] == (), "once"
    assert planned.state is ReminderState.OPEN


def test_a_series_that_was_skipped_or_snoozed_makes_up_for_nothing():
    series = replace(repeat("FREQ=MINUTELY;INTERVAL=10", "2026-03-11T10:00"), skipped_until=NOW - timedelta(minutes=40))
    assert plan(series, (), NOW)[1][0] > NOW


EXAM = make_reminder(due_at=NOW + timedelta(days=3), heads_ups="P1D PT1H PT0S")
TEXTS = (NOW + timedelta(days=2), NOW + timedelta(days=3, hours=-1), NOW + timedelta(days=3))


def sent(reminder, at):
    return make_text(reminder_id=reminder.id, due_at=at, state=OutboundState.SENT, next_attempt_at=None)


def test_all_texts_for_a_single_reminder_are_planned_at_once():
    reminder, moments = plan(EXAM, (), NOW)
    assert moments == TEXTS
    assert (reminder.due_at, reminder.next_check_at) == (EXAM.due_at, TEXTS[0])


def test_a_reminder_with_heads_ups_ends_with_its_last_one():
    planned = [sent(EXAM, at) for at in TEXTS]
    reminder, moments = plan(EXAM, planned, TEXTS[1])
    assert (reminder.state, reminder.due_at, moments) == (ReminderState.OPEN, EXAM.due_at, ())
    assert plan(EXAM, planned, TEXTS[2])[0].state is ReminderState.DONE


def test_heads_ups_that_are_past_when_it_is_set_are_left_out():
    assert plan(replace(EXAM, due_at=NOW + timedelta(hours=2)), (), NOW)[1] == (
        NOW + timedelta(hours=1),
        NOW + timedelta(hours=2),
    )


def test_a_series_is_next_due_for_what_its_next_text_is_for():
    daily = replace(repeat("FREQ=DAILY", "2026-03-11T11:00"), heads_ups="P1D PT1H")
    before = daily.due_at - timedelta(hours=2)
    reminder, moments = plan(daily, (), before)
    assert reminder.due_at == daily.due_at
    assert moments[:3] == tuple(daily.due_at + timedelta(hours=hours) for hours in (-1, 0, 23))
    after = daily.due_at - timedelta(minutes=30)  # its last text has left, and the thing itself is still to come
    reminder, _ = plan(daily, [sent(daily, moment) for moment in moments], after)
    assert reminder.due_at == daily.due_at + timedelta(days=1)


def test_the_newest_heads_up_that_was_missed_is_planned():
    daily = replace(repeat("FREQ=DAILY", "2026-03-11T11:00"), heads_ups="PT2H PT1H")
    planned = [sent(daily, daily.due_at - timedelta(hours=2))]
    _, moments = plan(daily, planned, daily.due_at + timedelta(days=1, minutes=-90))
    assert moments[0] == daily.due_at + timedelta(days=1, hours=-2)


def test_a_plan_reaches_two_days_ahead_at_any_time():
    """The rest of today's texts is called off, so the next one is a day away, but tomorrow's come close together."""
    pills = replace(repeat("FREQ=DAILY", "2026-03-10T11:00"), until_done="PT10M*12", skipped_until=NOW)
    first = to_utc(datetime.fromisoformat("2026-03-12T11:00"), NEW_YORK)
    now = first - timedelta(days=1, minutes=-5)
    reminder, moments = plan(replace(pills, skipped_until=now), (), now)
    assert moments[:2] == (first, first + timedelta(minutes=10))
    assert moments[-1] == first + timedelta(days=1)
    assert reminder.next_check_at == first - timedelta(days=1, minutes=-10)
    planned = [make_text(reminder_id=pills.id, due_at=moment) for moment in moments]
    assert plan(reminder, planned, reminder.next_check_at)[1] == (first + timedelta(days=1, minutes=10),)


def test_what_is_repeated_until_done_is_planned_with_its_repeats():
    pills = make_reminder(due_at=NOW + timedelta(hours=1), until_done="PT10M*12")
    _, moments = plan(pills, (), NOW)
    assert moments == tuple(pills.due_at + timedelta(minutes=10 * number) for number in range(12))
    planned = [sent(pills, at) for at in moments]
    assert plan(pills, planned, moments[3])[0].state is ReminderState.OPEN
    assert plan(pills, planned, moments[-1])[0].state is ReminderState.DONE


def test_a_series_is_due_for_the_occurrence_that_is_not_done():
    daily = replace(repeat("FREQ=DAILY", "2026-03-11T11:00"), until_done="PT10M*12")
    reminder, _ = plan(daily, (), daily.due_at + timedelta(minutes=25))
    assert (reminder.due_at, reminder.next_check_at) == (daily.due_at, daily.due_at + timedelta(minutes=30))
    done = replace(daily, skipped_until=daily.due_at)
    reminder, moments = plan(done, (), daily.due_at + timedelta(minutes=25))
    assert reminder.due_at == moments[0] == daily.due_at + timedelta(days=1)
