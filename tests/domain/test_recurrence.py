"""Wall time, repeats over clock changes, and how far ahead is planned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from bot.domain.model import OutboundState, ReminderState
from bot.domain.recurrence import PLAN_AHEAD_LIMIT, occurrences, plan, text_for, to_utc
from tests.builders import NOW, make_person, make_reminder, make_text

NEW_YORK = "America/New_York"

WALLS = [
    ("2026-07-01T09:00", NEW_YORK, "2026-07-01T13:00:00+00:00"),
    ("2026-03-08T02:30", NEW_YORK, "2026-03-08T07:30:00+00:00"),  # skipped: 3:30 summer time
    ("2026-11-01T01:30", NEW_YORK, "2026-11-01T05:30:00+00:00"),  # twice: the first
    ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00+00:00"),
    ("2026-05-05T12:00", "Asia/Kathmandu", "2026-05-05T06:15:00+00:00"),
]


@pytest.mark.parametrize(("wall", "zone", "moment"), WALLS)
def test_wall_time_becomes_utc(wall, zone, moment):
    assert to_utc(datetime.fromisoformat(wall), zone).isoformat() == moment


def test_nine_stays_nine_across_both_clock_changes():
    for start in (datetime(2026, 3, 6, 9), datetime(2026, 10, 30, 9)):  # noqa: DTZ001 - wall time
        after = to_utc(start, NEW_YORK) - timedelta(seconds=1)
        found = list(islice(occurrences("FREQ=DAILY", start, NEW_YORK, after=after), 5))
        assert [to_utc(start + timedelta(days=day), NEW_YORK) for day in range(5)] == found


def test_what_is_skipped_is_not_planned():
    daily = make_reminder(rrule="FREQ=DAILY", wall_start=datetime(2026, 3, 1, 9), timezone="UTC")  # noqa: DTZ001
    _, moments = plan(replace(daily, skipped_until=datetime(2026, 3, 13, 9, tzinfo=UTC)), (), NOW)
    assert [moment.day for moment in moments] == [14, 15, 16]
    _, moments = plan(replace(daily, skipped_until=datetime(2026, 3, 10, 9, tzinfo=UTC)), (), NOW)
    assert [moment.day for moment in moments] == [12, 13, 14]


def test_until_is_read_as_utc_and_counts_the_last_day():
    start = datetime(2026, 3, 17, 8)  # noqa: DTZ001
    rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260401T035959Z"
    found = list(occurrences(rule, start, NEW_YORK, after=datetime(2026, 3, 1, tzinfo=UTC)))
    assert [moment.day for moment in found] == [17, 24, 31]


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=MINUTELY;INTERVAL=7",
        "FREQ=HOURLY;INTERVAL=5;BYHOUR=9,10,11,12,13",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;COUNT=40",
    ],
)
def test_a_series_seen_late_is_the_series_seen_from_its_start(rrule):
    start = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001
    first = to_utc(start, NEW_YORK) - timedelta(seconds=1)
    late = first + timedelta(days=20, hours=3, minutes=11)
    from_start = [moment for moment in islice(occurrences(rrule, start, NEW_YORK, after=first), 9000) if moment > late]
    assert from_start[:5] == list(islice(occurrences(rrule, start, NEW_YORK, after=late), 5))


def test_a_moment_that_has_just_come_does_not_come_again():
    start = datetime(2026, 3, 17, 8)  # noqa: DTZ001
    first = to_utc(start, NEW_YORK)
    (following,) = islice(occurrences("FREQ=DAILY", start, NEW_YORK, after=first), 1)
    assert following == first + timedelta(days=1)


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
    ("FREQ=MINUTELY;INTERVAL=5", PLAN_AHEAD_LIMIT),
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
    texts = tuple(text_for(reminder, person, at, body="x", now=NOW, id_=reminder.id) for at in moments)
    reminder, more = plan(reminder, texts, moments[0])
    assert reminder.due_at == moments[1] == reminder.next_check_at
    assert more == (moments[2] + timedelta(days=1),)


def test_a_repeat_ends():
    reminder, moments = plan(repeat("FREQ=DAILY;COUNT=1", "2026-03-11T11:00"), (), NOW)
    sent = make_text(state=OutboundState.SENT, due_at=moments[0])
    assert plan(reminder, (sent,), moments[0])[0].state is ReminderState.DONE
