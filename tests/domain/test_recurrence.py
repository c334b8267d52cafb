"""Wall time, repeats over clock changes, and how far ahead is planned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.occurrences import PLAN_AHEAD_LIMIT, plan, text_for
from bot.domain.model import OutboundState, ReminderState
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc
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
        found = list(islice(Recurrence.parse("FREQ=DAILY").occurrences(start, NEW_YORK, after=after), 5))
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
    found = list(Recurrence.parse(rule).occurrences(start, NEW_YORK, after=datetime(2026, 3, 1, tzinfo=UTC)))
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
    from_start = [
        moment
        for moment in islice(Recurrence.parse(rrule).occurrences(start, NEW_YORK, after=first), 9000)
        if moment > late
    ]
    assert from_start[:5] == list(islice(Recurrence.parse(rrule).occurrences(start, NEW_YORK, after=late), 5))


def test_a_moment_that_has_just_come_does_not_come_again():
    start = datetime(2026, 3, 17, 8)  # noqa: DTZ001
    first = to_utc(start, NEW_YORK)
    (following,) = islice(Recurrence.parse("FREQ=DAILY").occurrences(start, NEW_YORK, after=first), 1)
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


# rule, zone, wall start, moment to look from (UTC), the next moments (UTC)
CLOCK_CHANGES = [
    ("FREQ=MINUTELY;INTERVAL=30", NEW_YORK, "2026-03-08 01:00", "2026-03-08 06:10", "06:30 07:00 07:30 08:00"),
    ("FREQ=HOURLY", NEW_YORK, "2026-11-01 00:00", "2026-11-01 04:30", "05:00 06:00 07:00 08:00"),
    ("FREQ=HOURLY;INTERVAL=6", NEW_YORK, "2026-03-07 20:00", "2026-03-08 01:30", "07:00 13:00 19:00"),
    ("FREQ=DAILY", NEW_YORK, "2026-03-07 02:30", "2026-03-08 07:10", "07:30"),
    ("FREQ=DAILY;BYHOUR=2,3", NEW_YORK, "2026-03-07 02:30", "2026-03-08 06:00", "07:30"),
    ("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45", NEW_YORK, "2026-03-07 02:15", "2026-03-08 06:00", "07:15 07:45"),
    ("FREQ=MINUTELY;INTERVAL=20;BYDAY=SU", NEW_YORK, "2026-03-07 12:00", "2026-03-08 04:30", "05:00 05:20 05:40"),
    ("FREQ=HOURLY;COUNT=3", NEW_YORK, "2026-11-01 00:30", "2026-11-01 04:00", "04:30 05:30 06:30"),
]


@pytest.mark.parametrize(("rule", "zone", "start", "after", "expected"), CLOCK_CHANGES)
def test_clock_changes_neither_double_nor_lose_an_occurrence(rule, zone, start, after, expected):
    look_from = datetime.fromisoformat(after).replace(tzinfo=UTC)
    series = Recurrence.parse(rule).occurrences(datetime.fromisoformat(start), zone, after=look_from)
    times = expected.split()
    assert [f"{moment:%H:%M}" for moment in islice(series, len(times))] == times


RULES = st.sampled_from(
    [
        "FREQ=MINUTELY;INTERVAL=7",
        "FREQ=MINUTELY;INTERVAL=45;BYDAY=SA,SU",
        "FREQ=MINUTELY;INTERVAL=30;BYHOUR=1,2,3",
        "FREQ=HOURLY;INTERVAL=5",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;BYHOUR=2,3;BYMINUTE=10,50",
        "FREQ=WEEKLY;BYDAY=SU",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3,11",
    ]
)
ZONES = st.sampled_from(
    ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago"]
)
MINUTES_OF_A_YEAR = st.integers(0, 365 * 24 * 60)


@given(rule=RULES, zone=ZONES, started=st.integers(0, 90 * 24 * 60), minutes=MINUTES_OF_A_YEAR)
def test_occurrences_ascend_and_can_be_taken_up_anywhere(rule, zone, started, minutes):
    recurrence = Recurrence.parse(rule)
    start = datetime.fromisoformat("2026-01-01") + timedelta(minutes=started)
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = list(islice(recurrence.occurrences(start, zone, after=after), 12))
    assert all(earlier < later for earlier, later in pairwise([after, *found]))
    for place in (0, 5):
        again = islice(recurrence.occurrences(start, zone, after=found[place]), len(found) - place - 1)
        assert list(again) == found[place + 1 :]


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270101T000000Z", "FREQ=DAILY", "FREQ=HOURLY;COUNT=3"]
)
def test_a_rule_is_written_as_it_was_read(rule):
    assert str(Recurrence.parse(rule)) == rule


@pytest.mark.parametrize(
    "rule", ["", "FREQ=OFTEN", "BYDAY=MO", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;FREQ=DAILY", "nonsense"]
)
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(ValueError, match=r"must be|is NAME=VALUE"):
        Recurrence.parse(rule)
