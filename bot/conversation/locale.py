"""How a person reads and writes times: their own settings, else the convention of their number's country.

12-hour countries are those with preferred "h" in CLDR's ``timeData`` (https://github.com/unicode-org/cldr-json).
Replies use the same order of day and month as the parser uses for numeric dates.
"""

from datetime import time

from bot.conversation.formatting import TimeFormat
from bot.domain.model import Person
from bot.domain.phone_numbers import country_of
from bot.domain.quiet_hours import parse_hours
from bot.domain.records import replace
from bot.understanding.context import DayHours, Locale, is_day_first
from bot.understanding.detecting import ENGLISH, with_habits

_TWELVE_HOURS = """
    AE AG AL AR AS AU BB BD BH BM BN BO BS BT CA CL CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ FM GD GH GM GR GT GU
    GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NI NZ OM PA PE PG PH PK PR PS
    PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US UY VC VE VG VI VU WS YE ZM
"""
TWELVE_HOUR_COUNTRIES = frozenset(_TWELVE_HOURS.split())

_NOON = 12
PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")


def locale_of(person: Person) -> Locale:
    """The locale for reading the person's texts."""
    preferences = person.preferences
    parts = {part: getattr(preferences, part) for part in PARTS_OF_DAY}
    parts["morning"] = parts["morning"] or _morning_after(preferences.quiet_hours)
    country = country_of(person.number)
    return Locale(
        language=person.memory.language or ENGLISH,
        country=country,
        day_first=preferences.day_first,
        clock_hours=preferences.clock_hours or (12 if country in TWELVE_HOUR_COUNTRIES else 24),
        hours=replace(DayHours(), **{part: hour for part, hour in parts.items() if hour is not None}),
    )


def _morning_after(quiet_hours: str | None) -> tuple[int, int] | None:
    """The end of quiet hours that hold the usual morning, the hour of a date without a time."""
    if not quiet_hours:
        return None
    usual, (start, end) = time(*DayHours().morning), parse_hours(quiet_hours)
    is_quiet = start <= usual < end if start < end else usual < end
    return (end.hour, end.minute) if is_quiet and end.hour < _NOON else None


def time_format_of(person: Person) -> TimeFormat:
    """The format for times in texts to ``person``."""
    locale = with_habits(locale_of(person))
    return TimeFormat(clock_hours=locale.clock_hours, day_first=is_day_first(locale))
