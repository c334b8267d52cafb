"""Wall time to moments: the hours that a clock change skips or repeats. Pure."""

from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


class WallTimeCase(Enum):
    """How often a wall time occurs on its day: once, never (skipped in spring) or twice (in autumn)."""

    PLAIN = "plain"
    GAP = "gap"
    DOUBLED = "doubled"


def to_utc(wall: datetime, timezone: str) -> datetime:
    """The UTC moment of a naive wall time in the IANA zone ``timezone``.

    A skipped wall time moves forward by the gap; of a doubled one this is the first. Both are what ``fold=0`` means
    (PEP 495).
    """
    return wall.replace(tzinfo=ZoneInfo(timezone), fold=0).astimezone(UTC)


def in_zone(wall: datetime, zone: tzinfo) -> tuple[datetime, WallTimeCase]:
    """The moment of a naive wall time by the rule of ``to_utc``, but aware in ``zone``, and which case it was."""
    if not wall.fold and zone.utcoffset(wall - _DAY) == zone.utcoffset(wall + _DAY):
        return datetime.combine(wall, wall.time(), zone), WallTimeCase.PLAIN  # no change near: the rest is slow
    first = wall.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return first, WallTimeCase.PLAIN
    if before > after:
        return first, WallTimeCase.DOUBLED
    return first.astimezone(UTC).astimezone(zone), WallTimeCase.GAP


def earliest_wall_after(moment: datetime, zone: tzinfo) -> datetime:
    """The earliest naive wall time in ``zone`` whose moment is not before ``moment``.

    What the clock shows then, except just after a gap: at 3:10 in New York on the spring day, 2:30 is still to come.
    """
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    now, before = local.utcoffset(), zone.utcoffset(wall - _DAY)
    if now is None or before is None or now <= before:
        return wall
    skipped = wall - (now - before)
    return skipped if in_zone(skipped, zone)[1] is WallTimeCase.GAP else wall
