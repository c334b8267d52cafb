"""Wall time to moments: the same whether a clock change is looked for or ruled out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.wall_time import ClockChange, earliest_wall_after, moment_at, to_utc

# days on which the clocks change, or do not
DAYS = [
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Asia/Kolkata", "2026-06-01"),
]


@pytest.mark.parametrize(("name", "day"), DAYS)
@pytest.mark.parametrize("fold", [0, 1])
def test_the_moment_of_every_half_hour_near_a_change(name, day, fold):
    zone, middle = ZoneInfo(name), datetime.fromisoformat(day)
    for step in range(-150, 150):
        wall = middle + timedelta(minutes=30 * step)
        first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
        at = first.astimezone(UTC).astimezone(zone)
        expected = ClockChange.NONE
        if at.replace(tzinfo=None) != wall:
            expected = ClockChange.GAP
        elif first.utcoffset() != second.utcoffset():
            expected = ClockChange.DOUBLED
        found, case = moment_at(wall.replace(fold=fold), zone)
        assert (found.isoformat(), found.fold, case) == (at.isoformat(), 0, expected)
        assert to_utc(wall.replace(fold=fold), name) == found.astimezone(UTC)


WALLS = [
    ("2026-07-01T09:00", "America/New_York", "2026-07-01T13:00:00+00:00"),
    ("2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00+00:00"),  # skipped: 3:30 summer time
    ("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00+00:00"),  # twice: the first
    ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00+00:00"),
    ("2026-05-05T12:00", "Asia/Kathmandu", "2026-05-05T06:15:00+00:00"),
]


@pytest.mark.parametrize(("wall", "zone", "moment"), WALLS)
def test_wall_time_becomes_utc(wall, zone, moment):
    assert to_utc(datetime.fromisoformat(wall), zone).isoformat() == moment


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_earliest_wall_time_still_to_come(name, day):
    """Looked for minute by minute: no wall time before it has a moment that is still to come."""
    zone, midnight = ZoneInfo(name), datetime.fromisoformat(day).replace(tzinfo=UTC)
    for step in range(-48, 96):
        moment = midnight + timedelta(minutes=30 * step)
        found = earliest_wall_after(moment, zone)
        shown = moment.astimezone(zone).replace(tzinfo=None)
        before = [shown - timedelta(minutes=minutes) for minutes in range(1, 120)]
        coming = [wall for wall in before if to_utc(wall, name) >= moment]
        assert found == min([shown, *coming])
