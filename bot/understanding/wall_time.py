"""Between wall time and moments: the hours that a clock change skips or repeats."""

from datetime import UTC, datetime, tzinfo

from .command import Assumption


def moment_of(wall: datetime, zone: tzinfo) -> tuple[datetime, Assumption | None]:
    """The aware moment of a naive wall time in ``zone``, and what had to be assumed.

    A time that the spring change skips moves forward by the gap, one that autumn repeats is the first of the two
    (PEP 495, ``fold``).
    """
    first = wall.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return first, None
    if before > after:
        return first, Assumption.AUTUMN_FIRST
    return first.astimezone(UTC).astimezone(zone), Assumption.SPRING_GAP
