"""The moments of a series: wall time and elapsed time across clock changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.occurrences import occurrences, occurrences_of, with_clear_start
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc
from tests.builders import make_reminder
from tests.domain.rules import RULES

NEW_YORK = "America/New_York"


def wall(text):
    return datetime.fromisoformat(text)


def moments(rule, start, after, count, zone=NEW_YORK):
    """The next ``count`` moments as the clock shows them in ``zone``; ``after`` has an offset."""
    series = occurrences(Recurrence.parse(rule), wall(start), zone, after=wall(after).astimezone(UTC))
    return [f"{moment.astimezone(ZoneInfo(zone)):%m-%d %H:%M %z}" for moment in islice(series, count)]


def test_nine_stays_nine_across_both_clock_changes():
    for start in (wall("2026-03-06T09:00"), wall("2026-10-30T09:00")):
        after = to_utc(start, NEW_YORK) - timedelta(seconds=1)
        found = list(islice(occurrences(Recurrence.parse("FREQ=DAILY"), start, NEW_YORK, after=after), 5))
        assert [to_utc(start + timedelta(days=day), NEW_YORK) for day in range(5)] == found


def test_every_half_hour_comes_once_when_clocks_go_forward():
    assert moments("FREQ=MINUTELY;INTERVAL=30", "2026-03-07T10:00", "2026-03-08T01:00-05:00", 4) == [
        "03-08 01:30 -0500",
        "03-08 03:00 -0400",
        "03-08 03:30 -0400",
        "03-08 04:00 -0400",
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=MINUTELY;INTERVAL=30", "FREQ=HOURLY", "FREQ=HOURLY;INTERVAL=5", "FREQ=SECONDLY"]
)
@pytest.mark.parametrize("night", ["2026-03-07T20:00", "2026-10-31T20:00"])
def test_a_series_below_a_day_is_elapsed_time(rule, night):
    recurrence = Recurrence.parse(rule)
    found = list(islice(occurrences(recurrence, wall(night), NEW_YORK, after=to_utc(wall(night), NEW_YORK)), 40))
    assert {later - sooner for sooner, later in pairwise(found)} == {recurrence.step}


def test_every_hour_does_not_jump_when_clocks_go_back():
    assert moments("FREQ=HOURLY", "2026-10-31T10:00", "2026-11-01T00:00-04:00", 4) == [
        "11-01 01:00 -0400",
        "11-01 01:00 -0500",
        "11-01 02:00 -0500",
        "11-01 03:00 -0500",
    ]


def test_hours_of_the_day_are_wall_time():
    assert moments("FREQ=HOURLY;BYHOUR=1,2,3", "2026-03-01T01:00", "2026-03-08T00:00-05:00", 3) == [
        "03-08 01:00 -0500",
        "03-08 03:00 -0400",  # 2:00 moves forward onto 3:00
        "03-09 01:00 -0400",
    ]


def test_times_moved_out_of_the_gap_are_sorted_in():
    assert moments("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30", "2026-03-01T02:00", "2026-03-08T00:00-05:00", 4) == [
        "03-08 03:00 -0400",
        "03-08 03:30 -0400",
        "03-09 02:00 -0400",
        "03-09 02:30 -0400",
    ]
    assert moments("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45", "2026-03-01T02:00", "2026-03-08T03:20-04:00", 2) == [
        "03-08 03:45 -0400",
        "03-09 02:15 -0400",
    ]


@pytest.mark.parametrize(
    ("zone", "start", "after", "expected"),
    [
        (NEW_YORK, "2026-03-01T02:30", "2026-03-08T03:10-04:00", "03-08 03:30 -0400"),
        (NEW_YORK, "2026-03-01T02:30", "2026-03-08T03:30-04:00", "03-09 02:30 -0400"),
        (NEW_YORK, "2026-10-01T01:30", "2026-11-01T01:10-05:00", "11-02 01:30 -0500"),
        ("Australia/Lord_Howe", "2026-10-01T02:15", "2026-10-04T02:40+11:00", "10-04 02:45 +1100"),
        ("Pacific/Apia", "2011-12-01T09:00", "2011-12-31T08:00+14:00", "12-31 09:00 +1400"),  # 30 December was skipped
    ],
)
def test_planned_anew_just_after_a_clock_change(zone, start, after, expected):
    assert moments("FREQ=DAILY", start, after, 1, zone) == [expected]


# rule, start on the wall, moment to look from (UTC), the next moments (UTC)
CLOCK_CHANGES = [
    ("FREQ=MINUTELY;INTERVAL=30", "2026-03-08 01:00", "2026-03-08 06:10", "06:30 07:00 07:30 08:00"),
    ("FREQ=HOURLY", "2026-11-01 00:00", "2026-11-01 04:30", "05:00 06:00 07:00 08:00"),
    ("FREQ=HOURLY;INTERVAL=6", "2026-03-07 20:00", "2026-03-08 01:30", "07:00 13:00 19:00"),
    ("FREQ=DAILY;BYHOUR=2,3", "2026-03-07 02:30", "2026-03-08 06:00", "07:30"),
    ("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45", "2026-03-07 02:15", "2026-03-08 06:00", "07:15 07:45"),
    ("FREQ=MINUTELY;INTERVAL=20;BYDAY=SU", "2026-03-07 12:00", "2026-03-08 04:30", "05:00 05:20 05:40"),
    ("FREQ=HOURLY;BYDAY=SU;COUNT=4", "2026-10-31 23:30", "2026-11-01 04:00", "04:30 05:30 06:30 07:30"),
    ("FREQ=HOURLY;COUNT=3", "2026-11-01 00:30", "2026-11-01 04:00", "04:30 05:30 06:30"),
]


@pytest.mark.parametrize(("rule", "start", "after", "expected"), CLOCK_CHANGES)
def test_clock_changes_neither_double_nor_lose_an_occurrence(rule, start, after, expected):
    series = occurrences(Recurrence.parse(rule), wall(start), NEW_YORK, after=wall(after).replace(tzinfo=UTC))
    times = expected.split()
    assert [f"{moment:%H:%M}" for moment in islice(series, len(times))] == times


def test_until_is_compared_as_a_moment_and_included():
    rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331T120000Z"
    assert moments(rule, "2026-03-17T08:00", "2026-03-01T00:00-05:00", 9) == [
        "03-17 08:00 -0400",
        "03-24 08:00 -0400",
        "03-31 08:00 -0400",
    ]
    assert len(moments("FREQ=DAILY;UNTIL=20260319T080000", "2026-03-17T08:00", "2026-03-01T00:00-05:00", 9)) == 3


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=MINUTELY;INTERVAL=7",
        "FREQ=HOURLY;INTERVAL=5;BYHOUR=9,10,11,12,13",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "FREQ=DAILY;COUNT=40",
    ],
)
def test_a_series_seen_late_is_the_series_seen_from_its_start(rrule):
    start, recurrence = wall("2026-03-02T09:30"), Recurrence.parse(rrule)
    first = to_utc(start, NEW_YORK) - timedelta(seconds=1)
    late = first + timedelta(days=20, hours=3, minutes=11)
    from_start = islice(occurrences(recurrence, start, NEW_YORK, after=first), 9000)
    assert [moment for moment in from_start if moment > late][:5] == list(
        islice(occurrences(recurrence, start, NEW_YORK, after=late), 5)
    )


@pytest.mark.parametrize(
    ("rule", "start"),
    [("FREQ=HOURLY;INTERVAL=5000000", "2026-03-02T09:30"), ("FREQ=YEARLY;INTERVAL=4000", "2026-03-02T09:30"),
     ("FREQ=DAILY", "9999-12-30T09:30"), ("FREQ=HOURLY;INTERVAL=24;BYHOUR=10", "2026-03-02T09:30")],
)  # fmt: skip
def test_a_series_ends_with_the_calendar(rule, start):
    found = list(occurrences(Recurrence.parse(rule), wall(start), NEW_YORK, after=datetime(2026, 1, 1, tzinfo=UTC)))
    assert len(found) < 50


ZONES = st.sampled_from(
    [NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "UTC"]
)
# around the nights when clocks change in New York, Berlin and on Lord Howe
NIGHTS = st.sampled_from(["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"])
MINUTES = st.integers(-36 * 60, 36 * 60).map(lambda minutes: timedelta(minutes=minutes))


@settings(deadline=None)
@given(RULES, ZONES, NIGHTS, st.data())
def test_moments_ascend_and_continue_from_any_moment_between(recurrence, zone, night, data):
    start = wall(night) + data.draw(MINUTES)
    after = (wall(night) + data.draw(MINUTES)).replace(tzinfo=UTC)
    found = list(islice(occurrences(recurrence, start, zone, after=after), 12))
    assert all(sooner < later for sooner, later in pairwise([after, *found]))
    if len(found) > 1:
        at = data.draw(st.integers(0, len(found) - 2))
        length = (found[at + 1] - found[at]).total_seconds()
        between = found[at] + timedelta(seconds=data.draw(st.integers(0, int(length) - 1)))
        again = list(islice(occurrences(recurrence, start, zone, after=between), len(found) - at - 1))
        assert again == found[at + 1 :]


@settings(deadline=None)
@given(RULES, NIGHTS, MINUTES)
def test_without_clock_changes_the_moments_are_those_of_dateutil(recurrence, night, start_ahead):
    start = wall(night) + start_ahead
    after = (start - timedelta(seconds=1)).replace(tzinfo=UTC)
    try:
        theirs = list(islice(rrulestr(str(recurrence), dtstart=start.replace(tzinfo=UTC)), 12))
    except ValueError:  # how dateutil says that the steps never meet the hours
        theirs = []
    assert list(islice(occurrences(recurrence, start, "UTC", after=after), 12)) == theirs


def test_the_occurrences_of_a_reminder_leave_out_what_is_skipped():
    daily = make_reminder(rrule="FREQ=DAILY", wall_start=wall("2026-03-01T09:00"), timezone="UTC")
    skipped = replace(daily, skipped_until=datetime(2026, 3, 13, 9, tzinfo=UTC))
    after = datetime(2026, 3, 11, 14, tzinfo=UTC)
    assert [moment.day for moment in islice(occurrences_of(daily, after=after), 2)] == [12, 13]
    assert [moment.day for moment in islice(occurrences_of(skipped, after=after), 2)] == [14, 15]


@pytest.mark.parametrize("hours", [0, 1])
@pytest.mark.parametrize("minutes", [5, 30, 50])
def test_a_series_of_elapsed_time_may_start_in_either_of_two_hours(hours, minutes):
    first = datetime(2027, 11, 7, 5, 51, tzinfo=UTC) + timedelta(hours=hours)  # 1:51 in New York, both times
    reminder = make_reminder(
        due_at=first,
        rrule=f"FREQ=MINUTELY;INTERVAL={minutes}",
        wall_start=wall("2027-11-07T01:51"),
        timezone=NEW_YORK,
    )
    step = timedelta(minutes=minutes)
    found = list(islice(occurrences_of(with_clear_start(reminder), after=first - timedelta(hours=2)), 3))
    assert found == [first, first + step, first + 2 * step]


def test_a_single_reminder_occurs_once():
    reminder = make_reminder()
    assert list(occurrences_of(reminder, after=reminder.due_at - timedelta(seconds=1))) == [reminder.due_at]
    assert list(occurrences_of(reminder, after=reminder.due_at)) == []
