"""Wall time and moments: the one place that knows what a clock change skips or repeats."""

from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from zoneinfo import ZoneInfo

LAST_YEAR = 2100  # nothing is planned for later
_DAY = timedelta(days=1)


class ClockChange(Enum):
    """How a wall time stands to the clock changes of its zone."""

    NONE = "none"
    GAP = "gap"  # the spring change skips it
    DOUBLED = "doubled"  # the autumn change brings it twice


def moment_at(wall: datetime, zone: tzinfo) -> tuple[datetime, ClockChange]:
    """The aware moment of the naive ``wall`` time in ``zone``, and whether a clock change had a say.

    A time in the spring gap moves forward by the gap; of a doubled autumn time the first is taken. Both are what
    ``fold=0`` means (PEP 495).
    """
    if not wall.fold and zone.utcoffset(wall - _DAY) == zone.utcoffset(wall + _DAY):
        return datetime.combine(wall, wall.time(), zone), ClockChange.NONE  # no change is near; the rest is slow
    first = wall.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return first, ClockChange.NONE
    if before > after:
        return first, ClockChange.DOUBLED
    return first.astimezone(UTC).astimezone(zone), ClockChange.GAP


def to_utc(wall: datetime, timezone: str) -> datetime:
    """The UTC moment of the naive ``wall`` time in the IANA zone ``timezone``; clock changes as in ``moment_at``."""
    return wall.replace(tzinfo=ZoneInfo(timezone), fold=0).astimezone(UTC)


def earliest_wall_after(moment: datetime, zone: tzinfo) -> datetime:
    """The earliest naive wall time in ``zone`` whose moment is not before ``moment``.

    What the clock shows then, except just after a gap: at 3:10 in New York on the spring day, 2:30 is still to come.
    """
    return skipped_wall(moment, zone) or moment.astimezone(zone).replace(tzinfo=None, fold=0)


def skipped_wall(moment: datetime, zone: tzinfo) -> datetime | None:
    """The naive wall time in the spring gap that moves forward to ``moment``; None if there is none."""
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    now, before = local.utcoffset(), zone.utcoffset(wall - _DAY)
    if now is None or before is None or now <= before:
        return None
    skipped = wall - (now - before)
    return skipped if moment_at(skipped, zone)[1] is ClockChange.GAP else None


def step_on_or_after(start: datetime, step: timedelta, earliest: datetime) -> datetime:
    """The first of ``start``, ``start + step``, ``start + 2 * step`` ... that is not before ``earliest``.

    Found by arithmetic: a series by the second is not walked from its beginning. ``start`` may be later than
    ``earliest``: then the answer can be before ``start``, on the same grid.
    """
    return start - (start - earliest) // step * step


def require_aware(**moments: datetime | None) -> None:
    """Raise ``ValueError`` for the first naive datetime, with its name."""
    for name, moment in moments.items():
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{name} must be aware")
