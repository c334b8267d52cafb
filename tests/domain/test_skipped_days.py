"""Days on which a series does not come."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from bot.domain.occurrences import occurrences_of
from bot.domain.skipped_days import parse_days, with_days
from tests.builders import make_reminder

DAILY = make_reminder(
    rrule="FREQ=DAILY",
    wall_start=datetime(2026, 3, 10, 22, tzinfo=UTC).replace(tzinfo=None),
    timezone="America/New_York",
    due_at=datetime(2026, 3, 11, 2, tzinfo=UTC),
)


def test_days_are_kept_in_order_and_those_that_have_passed_are_dropped():
    stored = with_days("2026-03-09 2026-03-20", [date(2026, 3, 12), date(2026, 3, 20)], date(2026, 3, 10))
    assert stored == "2026-03-12 2026-03-20"
    assert parse_days(stored) == {date(2026, 3, 12), date(2026, 3, 20)}
    assert with_days("2026-03-09", [], date(2026, 3, 10)) is None
    assert parse_days(None) == frozenset()


@pytest.mark.parametrize("stored", ["x", "2026-02-30", "2026-03-12,2026-03-13"])
def test_anything_else_is_an_error(stored):
    with pytest.raises(ValueError, match=r"date|month|isoformat"):
        parse_days(stored)


def test_a_series_does_not_come_on_the_days_of_its_zone():
    skipping = replace(DAILY, skipped_days="2026-03-11 2026-03-13")  # 10 PM in New York is the next day in UTC
    coming = occurrences_of(skipping, after=datetime(2026, 3, 10, tzinfo=UTC))
    assert [moment.day for moment in islice(coming, 3)] == [11, 13, 15]
