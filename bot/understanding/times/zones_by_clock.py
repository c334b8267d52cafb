"""The zone whose clocks show a time now: what "it's 4:10pm here" says about where a person is."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.zones import zones_of
from bot.understanding.context import Context
from bot.understanding.times.phrase import Clock

_MINUTES_A_DAY = 24 * 60
_STEP = 15  # every zone is a multiple of a quarter of an hour from UTC
_EARLIEST, _LATEST = -12 * 60, 14 * 60
# Where many people live, for those whose own country does not have such a clock.
_COMMON = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Europe/Paris",
    "Europe/Athens",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "America/Halifax",
    "America/St_Johns",
    "Atlantic/Azores",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Yangon",
    "America/Mexico_City",
    "America/Caracas",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Australia/Perth",
    "Australia/Brisbane",
)


def zone_with_clock(clock: Clock, context: Context) -> str | None:
    """An IANA zone where it is ``clock`` now, None where there is none.

    The person's own zone goes first, then the zones of their country, those where many live before the others.

    A time without am or pm may be either; people's clocks may be some minutes off.
    """
    hours = (clock.hour % 24,) if clock.is_exact else tuple(_hours(clock))
    wanted = {offset for hour in hours for offset in _offsets(hour * 60 + clock.minute, context)}
    return next((name for name in _zones(context) if _offset(name, context) in wanted), None)


def _hours(clock: Clock) -> Iterator[int]:
    if clock.meridiem != "pm":
        yield clock.hour % 12
    if clock.meridiem != "am":
        yield clock.hour % 12 + 12


def _offsets(minutes: int, context: Context) -> Iterator[int]:
    """The offsets from UTC, in minutes, at which it is ``minutes`` after midnight now."""
    now = context.now
    utc = now - (now.utcoffset() or now.replace(tzinfo=None) - now.replace(tzinfo=None))
    apart = minutes - (utc.hour * 60 + utc.minute)
    rounded = round(apart / _STEP) * _STEP
    for days in (-1, 0, 1):
        offset = rounded + days * _MINUTES_A_DAY
        if _EARLIEST <= offset <= _LATEST:
            yield offset


def _zones(context: Context) -> Iterator[str]:
    if isinstance(context.zone, ZoneInfo):
        yield context.zone.key
    of_country = zones_of(context.locale.country)
    yield from (name for name in _COMMON if name in of_country)
    yield from of_country
    yield from _COMMON


def _offset(name: str, context: Context) -> int | None:
    try:
        offset = context.now.astimezone(ZoneInfo(name)).utcoffset()
    except ZoneInfoNotFoundError:
        return None
    return None if offset is None else int(offset.total_seconds() // 60)
