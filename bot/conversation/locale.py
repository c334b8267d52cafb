"""How a person writes and reads times: what they set themselves, else what is usual in the country of their number.

The clock by country is CLDR's ``timeData`` (preferred "h"), https://github.com/unicode-org/cldr-json; the order of day
and month is the one by which numeric dates are read.
"""

from dataclasses import replace

from bot.conversation.formatting import TimeFormat
from bot.conversation.newcomers import country_of
from bot.domain.model import Person
from bot.understanding.context import DayHours, Locale, is_day_first

_TWELVE_HOURS = """
    AE AG AL AR AS AU BB BD BH BM BN BO BS BT CA CL CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ FM GD GH GM GR GT GU
    GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NI NZ OM PA PE PG PH PK PR PS
    PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US UY VC VE VG VI VU WS YE ZM
"""
TWELVE_HOUR_COUNTRIES = frozenset(_TWELVE_HOURS.split())

PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")


def locale_of(person: Person) -> Locale:
    """How texts of ``person`` are to be read."""
    set_by_them = person.preferences
    parts = {part: getattr(set_by_them, part) for part in PARTS_OF_DAY}
    country = country_of(person.number)
    return Locale(
        country=country,
        day_first=set_by_them.day_first,
        clock_hours=set_by_them.clock_hours or (12 if country in TWELVE_HOUR_COUNTRIES else 24),
        hours=replace(DayHours(), **{part: hour for part, hour in parts.items() if hour is not None}),
    )


def time_format_of(person: Person) -> TimeFormat:
    """How times are said to ``person``."""
    locale = locale_of(person)
    return TimeFormat(clock_hours=locale.clock_hours, day_first=is_day_first(locale))
