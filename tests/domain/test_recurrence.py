"""Wall time, and the occurrences of a series across clock changes."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from bot.domain.occurrences import occurrences
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc

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
        found = list(islice(occurrences(Recurrence.parse("FREQ=DAILY"), start, NEW_YORK, after=after), 5))
        assert [to_utc(start + timedelta(days=day), NEW_YORK) for day in range(5)] == found


def test_until_is_read_as_utc_and_counts_the_last_day():
    start = datetime(2026, 3, 17, 8)  # noqa: DTZ001
    rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260401T035959Z"
    found = list(occurrences(Recurrence.parse(rule), start, NEW_YORK, after=datetime(2026, 3, 1, tzinfo=UTC)))
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
        for moment in islice(occurrences(Recurrence.parse(rrule), start, NEW_YORK, after=first), 9000)
        if moment > late
    ]
    assert from_start[:5] == list(islice(occurrences(Recurrence.parse(rrule), start, NEW_YORK, after=late), 5))


def test_a_moment_that_has_just_come_does_not_come_again():
    start = datetime(2026, 3, 17, 8)  # noqa: DTZ001
    first = to_utc(start, NEW_YORK)
    (following,) = islice(occurrences(Recurrence.parse("FREQ=DAILY"), start, NEW_YORK, after=first), 1)
    assert following == first + timedelta(days=1)
