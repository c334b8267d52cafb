"""Wall time to UTC, and the occurrences of a series. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

STEPS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
}


def to_utc(wall: datetime, timezone: str) -> datetime:
    """The UTC moment of a naive wall time in the IANA zone ``timezone``.

    A wall time that the spring change skips moves forward by the gap; one that autumn brings twice is the first.
    Both are what ``fold=0`` means (PEP 495).
    """
    return wall.replace(tzinfo=ZoneInfo(timezone), fold=0).astimezone(UTC)


def occurrences(rrule: str, wall_start: datetime, timezone: str, *, after: datetime) -> Iterator[datetime]:
    """The moments (UTC, ascending) of an RFC 5545 ``rrule`` over wall time that lie later than ``after``.

    ``wall_start`` is DTSTART: naive, in ``timezone``. UNTIL may be UTC, as RFC 5545 has it for zoned starts.
    """
    zone = ZoneInfo(timezone)
    floor = after.astimezone(zone).replace(tzinfo=None, microsecond=0)
    series = rrulestr(_with_local_until(rrule, zone), dtstart=_start_near(rrule, wall_start, floor))
    previous: datetime | None = None
    for wall in series.xafter(floor, inc=True):
        moment = to_utc(wall, timezone)
        # two wall times around a clock change can be one moment
        if moment > after and moment != previous:
            previous = moment
            yield moment


def _start_near(rrule: str, wall_start: datetime, floor: datetime) -> datetime:
    """A later start of the same series, so that what has passed is not walked through step by step.

    Only where steps have one length, and nothing is counted from the first.
    """
    parts = dict(part.split("=", 1) for part in rrule.upper().split(";") if "=" in part)
    step = STEPS.get(parts.get("FREQ", ""))
    if step is None or "COUNT" in parts or floor <= wall_start:
        return wall_start
    step *= int(parts.get("INTERVAL", "1"))
    return wall_start + step * ((floor - wall_start) // step)


def _with_local_until(rrule: str, zone: ZoneInfo) -> str:
    """UNTIL as naive local time, because dateutil compares it with the naive start."""
    parts = []
    for part in rrule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)
            parts.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
        else:
            parts.append(part)
    return ";".join(parts)
