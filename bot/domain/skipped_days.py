"""Days on which a series does not come, as the text that ``Reminder.skipped_days`` stores. Pure.

The text holds the dates in order, separated by spaces: "2026-12-04 2026-12-24". They are days in the zone of the
reminder, so that they stay the same when its clock time changes.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def parse_days(stored: str | None) -> frozenset[date]:
    """The days. Raises ``ValueError`` for anything that is no date."""
    return frozenset(map(date.fromisoformat, (stored or "").split()))


def with_days(stored: str | None, days: Iterable[date], today: date) -> str | None:
    """The stored text with further ``days``, and without those before ``today``; None for no day at all."""
    kept = sorted(day for day in parse_days(stored) | set(days) if day >= today)
    return " ".join(day.isoformat() for day in kept) or None
