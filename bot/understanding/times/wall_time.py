"""Between wall time and moments: the hours that a clock change skips or repeats."""

from datetime import UTC, datetime, timedelta, tzinfo

from bot.understanding.command import Assumption

_DAY = timedelta(days=1)


def moment_of(wall: datetime, zone: tzinfo) -> tuple[datetime, Assumption | None]:
    """The aware moment of a naive wall time in ``zone``, and what had to be assumed.

    A time that the spring change skips moves forward by the gap, one that autumn repeats is the first of the two
    (PEP 495, ``fold``).
    """
    if not wall.fold and zone.utcoffset(wall - _DAY) == zone.utcoffset(wall + _DAY):
        return datetime.combine(wall, wall.time(), zone), None  # no change near: the rest is slow
    first = wall.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return first, None
    if before > after:
        return first, Assumption.AUTUMN_FIRST
    return first.astimezone(UTC).astimezone(zone), Assumption.SPRING_GAP
