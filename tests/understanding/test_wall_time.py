"""The moment of a wall time is the same whether a clock change is looked for or ruled out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import Assumption
from bot.understanding.times.wall_time import moment_of

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
        change = None
        if at.replace(tzinfo=None) != wall:
            change = Assumption.SPRING_GAP
        elif first.utcoffset() != second.utcoffset():
            change = Assumption.AUTUMN_FIRST
        found, assumption = moment_of(wall.replace(fold=fold), zone)
        assert (found.isoformat(), found.fold, assumption) == (at.isoformat(), 0, change)
