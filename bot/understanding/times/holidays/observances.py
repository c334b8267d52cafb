"""The dates of holidays: from tables, relative to Easter, by rules of their own, or from other calendars.

The keys are those of the languages' tables of names. Sources: the ``holidays`` library for the lunar calendars and
``dateutil.easter`` for Easter; the other rules are those by which the days are defined.
"""

from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from bot.understanding.times.holidays.lunar import LUNAR, lunar_date
from bot.understanding.times.holidays.tables import COUNTED, FIXED

_EASTER_DAYS = {
    "rose_monday": -48, "shrove_tuesday": -47, "ash_wednesday": -46, "mothering_sunday": -21, "palm_sunday": -7,
    "spy_wednesday": -4, "maundy_thursday": -3, "good_friday": -2, "holy_saturday": -1, "easter": 0, "easter_monday": 1,
    "low_sunday": 7, "ascension": 39,
    "pentecost": 49, "whit_monday": 50, "trinity_sunday": 56, "corpus_christi": 60, "sacred_heart": 68,
}  # fmt: skip
_ORTHODOX_DAYS = {
    "clean_monday": -48, "lazarus_saturday": -8, "orthodox_palm_sunday": -7, "orthodox_good_friday": -2,
    "orthodox_holy_saturday": -1, "orthodox_easter": 0, "orthodox_easter_monday": 1, "bright_monday": 1,
}  # fmt: skip

# Days that a country observes on another date than the United States.
_ELSEWHERE: dict[str, dict[str, tuple[int, int, int, int]]] = {
    "CA": {"thanksgiving": (10, 0, 2, 0)},
    "GB": {"may_day": (5, 0, 1, 0)},
    "AU": {"fathers_day": (9, 6, 1, 0)},
    "NZ": {"fathers_day": (9, 6, 1, 0), "labor_day": (10, 0, 4, 0)},
}
_LABOR_IN_SEPTEMBER = frozenset({"US", "CA", "PR", "GU"})
_MOTHERS_BY_EASTER = frozenset({"GB", "IE"})
_EUROPEAN_CLOCKS = frozenset({
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "UA",
})  # fmt: skip
# Independence and republic days of countries where many people write English.
_INDEPENDENCE = {
    "IN": (8, 15),
    "PK": (8, 14),
    "PH": (6, 12),
    "NG": (10, 1),
    "GH": (3, 6),
    "KE": (12, 12),
    "MX": (9, 16),
}
_REPUBLIC = {"IN": (1, 26), "IT": (6, 2), "TR": (10, 29), "PK": (3, 23), "NP": (5, 28)}


def date_of_holiday(name: str, year: int, country: str) -> date | None:
    """The date of holiday ``name`` in ``year`` as observed in ``country``; None if it is not known for that year."""
    if name in LUNAR:
        return lunar_date(name, year)
    counted = _ELSEWHERE.get(country, {}).get(name)
    if counted is not None:
        return _counted(year, *counted)
    if (special := _SPECIAL.get(name)) is not None:
        return special(year, country)
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in COUNTED:
        return _counted(year, *COUNTED[name])
    return _around_easter(name, year)


def yearly_rule(name: str, country: str) -> tuple[int, tuple[int, ...], tuple[tuple[int, int], ...]] | None:
    """The yearly rule of a holiday: its month, the days of the month, and the weekdays as in an RRULE's BYDAY.

    None for a holiday that no such rule gives, for example Easter.
    """
    if name in FIXED:
        month, day = FIXED[name]
        return month, (day,), ()
    if name == "independence_day":
        month, day = _INDEPENDENCE.get(country, (7, 4))
        return month, (day,), ()
    counted = _ELSEWHERE.get(country, {}).get(name) or COUNTED.get(name)
    if counted is None:
        return None
    month, weekday, which, ahead = counted
    if not ahead:
        return month, (), ((which, weekday),)
    # days after an nth weekday: one weekday within a span of seven days of the month
    first = 7 * (which - 1) + 1 + ahead
    if which < 0 or first < 1 or first + 6 > 28 + (month != 2) * 2:
        return None
    return month, tuple(range(first, first + 7)), ((0, (weekday + ahead) % 7),)


def known_holidays() -> frozenset[str]:
    """The keys of all known holidays."""
    return frozenset({*FIXED, *COUNTED, *_EASTER_DAYS, *_ORTHODOX_DAYS, *_SPECIAL, *LUNAR})


def _counted(year: int, month: int, weekday: int, which: int, ahead: int) -> date:
    if which > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.weekday() - weekday) % 7)
    return found + timedelta(days=ahead)


def _around_easter(name: str, year: int) -> date | None:
    if name in _ORTHODOX_DAYS:
        return _easter(year, EASTER_ORTHODOX) + timedelta(days=_ORTHODOX_DAYS[name])
    if name in _EASTER_DAYS:
        return _easter(year, EASTER_WESTERN) + timedelta(days=_EASTER_DAYS[name])
    return None


@cache
def _easter(year: int, method: Literal[2, 3]) -> date:
    return easter(year, method)


def _boss_day(year: int, _: str) -> date:
    """16 October, or the working day nearest to it."""
    day = date(year, 10, 16)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _admin_day(year: int, _: str) -> date:
    """The Wednesday of the last full week (Sunday to Saturday) of April."""
    last_saturday = _counted(year, 4, 5, -1, 0)
    return last_saturday - timedelta(days=3)


def _emancipation_day(year: int, _: str) -> date:
    """16 April as observed in the District of Columbia: the working day nearest to it."""
    day = date(year, 4, 16)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _tax_day(year: int, country: str) -> date:
    """15 April, or the next day that is neither a weekend day nor Emancipation Day (26 USC 7503)."""
    day = date(year, 4, 15)
    while day.weekday() > 4 or day == _emancipation_day(year, country):
        day += timedelta(days=1)
    return day


def _earth_hour(year: int, _: str) -> date:
    """The last Saturday of March, or a week earlier if that is Holy Saturday."""
    day = _counted(year, 3, 5, -1, 0)
    return day - timedelta(days=7) if day == _easter(year, EASTER_WESTERN) - timedelta(days=1) else day


def _super_bowl(year: int, _: str) -> date:
    """The second Sunday of February since the season has 17 games (2022); the first before that."""
    return _counted(year, 2, 6, 2 if year >= 2022 else 1, 0)


def _leap_day(year: int, _: str) -> date | None:
    return date(year, 2, 29) if isleap(year) else None


def _inauguration_day(year: int, _: str) -> date | None:
    """20 January after a presidential election, or the 21st if that is a Sunday."""
    day = date(year, 1, 20)
    return day + timedelta(days=day.weekday() == 6) if year % 4 == 1 else None


def _tu_bishvat(year: int, _: str) -> date | None:
    """15 Shevat: 29 days before Purim, or 59 in a leap year, which has a second month of Adar in between."""
    purim = lunar_date("purim", year)
    if purim is None:
        return None
    day = purim - timedelta(days=29)
    return day if day <= date(year, 2, 13) else day - timedelta(days=30)


def _kings_day(year: int, _: str) -> date:
    """27 April, or the day before if that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _victoria_day(year: int, _: str) -> date:
    """The Monday before 25 May."""
    day = date(year, 5, 24)
    return day - timedelta(days=day.weekday())


def _advent(year: int, _: str) -> date:
    """The fourth Sunday before Christmas."""
    christmas_eve = date(year, 12, 24)
    return christmas_eve - timedelta(days=(christmas_eve.weekday() + 1) % 7 + 21)


def _advent_sunday(which: int) -> Callable[[int, str], date | None]:
    """The later Sundays of Advent."""
    return lambda year, country: _advent(year, country) + timedelta(days=7 * (which - 1))


def _shushan_purim(year: int, _: str) -> date | None:
    purim = lunar_date("purim", year)
    return purim + timedelta(days=1) if purim is not None else None


def _volkstrauertag(year: int, country: str) -> date:
    """Two Sundays before the first of Advent."""
    return _advent(year, country) - timedelta(days=14)


def _mothers_day(year: int, country: str) -> date:
    if country in _MOTHERS_BY_EASTER:
        return _easter(year, EASTER_WESTERN) - timedelta(days=21)
    return _counted(year, *COUNTED["mothers_day"])


def _labor_day(year: int, country: str) -> date:
    return _counted(year, *COUNTED["labor_day"]) if country in _LABOR_IN_SEPTEMBER else date(year, 5, 1)


def _independence_day(year: int, country: str) -> date:
    return date(year, *_INDEPENDENCE.get(country, (7, 4)))


def _republic_day(year: int, country: str) -> date:
    return date(year, *_REPUBLIC.get(country, (1, 26)))


def _clocks_forward(year: int, country: str) -> date:
    return _counted(year, 3, 6, -1, 0) if country in _EUROPEAN_CLOCKS else _counted(year, 3, 6, 2, 0)


def _clocks_back(year: int, country: str) -> date:
    return _counted(year, 10, 6, -1, 0) if country in _EUROPEAN_CLOCKS else _counted(year, 11, 6, 1, 0)


_SPECIAL: dict[str, Callable[[int, str], date | None]] = {
    "boss_day": _boss_day,
    "admin_day": _admin_day,
    "emancipation_day": _emancipation_day,
    "tax_day": _tax_day,
    "earth_hour": _earth_hour,
    "tu_bishvat": _tu_bishvat,
    "leap_day": _leap_day,
    "inauguration_day": _inauguration_day,
    "super_bowl": _super_bowl,
    "kings_day": _kings_day,
    "victoria_day": _victoria_day,
    "advent": _advent,
    "second_advent": _advent_sunday(2),
    "third_advent": _advent_sunday(3),
    "fourth_advent": _advent_sunday(4),
    "shushan_purim": _shushan_purim,
    "volkstrauertag": _volkstrauertag,
    "mothers_day": _mothers_day,
    "labor_day": _labor_day,
    "independence_day": _independence_day,
    "republic_day": _republic_day,
    "dst_start": _clocks_forward,
    "dst_end": _clocks_back,
}
