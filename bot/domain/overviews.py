"""Overviews: a list of what is on, texted every morning or every week. Pure.

An overview is a reminder whose text is written when it is due, from what the person has then.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.wall_time import to_utc

WRITTEN_WITHIN = timedelta(hours=3)  # later, the day is too far gone for its list
_WEEK_DAYS = 7


class Scope(StrEnum):
    """What an overview is of."""

    DAY = "day"  # the rest of the day on which it comes
    WEEK = "week"  # the seven days from then on


def covered_until(scope: Scope, now: datetime, timezone: str) -> datetime:
    """The end (UTC) of what an overview at ``now`` lists: a midnight in the IANA zone ``timezone``."""
    days = 1 if scope is Scope.DAY else _WEEK_DAYS
    last_day = now.astimezone(ZoneInfo(timezone)).date() + timedelta(days=days)
    return to_utc(datetime.combine(last_day, time()), timezone).astimezone(UTC)
