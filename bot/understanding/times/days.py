"""Day expressions: small values such as "friday" or "next week" that find their own dates on the calendar."""

import calendar as months_of_calendar
from datetime import date, timedelta
from typing import Protocol

from bot.understanding.records import positional_record
from bot.understanding.times.duration import add_months

ONE_DAY = timedelta(days=1)
# How many next occurrences of a date are tried to match the weekday given with it.
_MONTHS_TRIED, _YEARS_TRIED = 18, 2
# The day of the equinox or solstice by month; in this century off by at most one.
_SEASON_STARTS = {3: 20, 6: 21, 9: 22, 12: 21}
_LEAP_YEAR = 2024
_SHORTEST_MONTH = 28  # every month has this many days
_YEARS_AHEAD = 9  # 29 February is at most eight years away


@positional_record
class Calendar:
    """What a search depends on: ``today`` in the person's zone, the ``earliest`` acceptable date, and the country."""

    today: date
    earliest: date
    country: str = "US"

    def starting(self, earliest: date) -> "Calendar":
        return Calendar(self.today, earliest, self.country)


@positional_record
class DateRange:
    """Consecutive dates, end excluded."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        return self.end - self.start == ONE_DAY


class Day(Protocol):
    """An expression for a day or a range of days."""

    def find(self, calendar: Calendar) -> DateRange | None:
        """The dates meant; of several candidates the first that ends after ``calendar.earliest``.

        None if the calendar has no such day. Raises ``OverflowError`` or ``ValueError`` past the year 9999.
        """


def one_day(day: date) -> DateRange:
    return DateRange(day, day + ONE_DAY)


def _month(year: int, month: int) -> DateRange:
    start = date(year, month, 1)
    return DateRange(start, add_months(start, 1))


def _year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year + 1, 1, 1))


def week_of(day: date) -> DateRange:
    monday = day - timedelta(days=day.weekday())
    return DateRange(monday, monday + timedelta(days=7))


@positional_record
class FromToday:
    """today, tomorrow: ``days`` after today."""

    days: int

    def find(self, calendar: Calendar) -> DateRange | None:
        return one_day(calendar.today + timedelta(self.days))


@positional_record
class Weekday:
    """friday. ``weeks`` counts from this week (Monday to Sunday); None means the next occurrence.

    ``is_coming``: never today ("coming friday").
    """

    weekday: int
    weeks: int | None = None
    is_coming: bool = False

    def find(self, calendar: Calendar) -> DateRange | None:
        if self.weeks is not None:
            monday = week_of(calendar.today).start
            return one_day(monday + timedelta(7 * self.weeks + self.weekday))
        first = max(calendar.earliest, calendar.today + ONE_DAY) if self.is_coming else calendar.earliest
        return one_day(first + timedelta((self.weekday - first.weekday()) % 7))


@positional_record
class Date:
    """the 3rd, march 3rd, fri sep 20, 3/3/2015. ``years_ahead`` counts from this year ("next year")."""

    day: int
    month: int | None = None
    year: int | None = None
    years_ahead: int | None = None
    weekday: int | None = None

    def find(self, calendar: Calendar) -> DateRange | None:
        year = self.year if self.years_ahead is None else calendar.today.year + self.years_ahead
        if year is not None and self.month is not None:
            return one_day(date(year, self.month, self.day)) if self._is_in(year, self.month) else None
        earliest = calendar.earliest
        step = 12 if self.month else 1
        first = date(earliest.year, self.month or earliest.month, 1)
        nearest: date | None = None
        tries = 0
        for months in range(0, _YEARS_AHEAD * 12, step):
            start = add_months(first, months)
            if not self._is_in(start.year, start.month):
                continue
            found = date(start.year, start.month, self.day)
            if found < earliest:
                continue
            if self.weekday is None or found.weekday() == self.weekday:
                return one_day(found)
            nearest = nearest or found
            tries += 1
            if tries == (_YEARS_TRIED if self.month else _MONTHS_TRIED):
                break
        # a weekday that never matches is a mistake; the number is more likely right
        return one_day(nearest) if nearest else None

    @property
    def is_possible(self) -> bool:
        """False for a date that does not exist: february 30th, february 29th 2027."""
        return self.month is None or self._is_in(self.year or _LEAP_YEAR, self.month)

    def _is_in(self, year: int, month: int) -> bool:
        if self.day <= _SHORTEST_MONTH:
            return self.day > 0
        return self.day <= months_of_calendar.monthrange(year, month)[1]


@positional_record
class Month:
    """march, march 2014, june next year."""

    month: int
    year: int | None = None
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> DateRange | None:
        if self.year is not None:
            return _month(self.year, self.month)
        if self.years_ahead is not None:
            return _month(calendar.today.year + self.years_ahead, self.month)
        date_range = _month(calendar.earliest.year, self.month)
        return date_range if date_range.end > calendar.earliest else _month(calendar.earliest.year + 1, self.month)


@positional_record
class CalendarPeriod:
    """next week, this month, the year after next: the calendar ``unit`` that is ``ahead`` of the current one."""

    unit: str
    ahead: int = 0

    def find(self, calendar: Calendar) -> DateRange | None:
        today, ahead = calendar.today, self.ahead
        if self.unit == "day":
            return one_day(today + timedelta(days=ahead))
        if self.unit == "week":
            return week_of(today + timedelta(days=7 * ahead))
        if self.unit == "weekend":
            monday = week_of(today).start + timedelta(days=7 * ahead)
            return DateRange(monday + timedelta(days=5), monday + timedelta(days=7))
        if self.unit == "month":
            start = add_months(today.replace(day=1), ahead)
            return DateRange(start, add_months(start, 1))
        if self.unit == "quarter":
            start = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * ahead)
            return DateRange(start, add_months(start, 3))
        if self.unit == "decade":
            start = date(today.year // 10 * 10 + 10 * ahead, 1, 1)
            return DateRange(start, start.replace(year=start.year + 10))
        return _year(today.year + ahead)


@positional_record
class Year:
    """2014."""

    year: int

    def find(self, calendar: Calendar) -> DateRange | None:
        del calendar
        return _year(self.year)


@positional_record
class Week:
    """week 10 of 2027, by ISO 8601: week 1 contains the first Thursday of the year."""

    number: int
    year: int | None = None

    def find(self, calendar: Calendar) -> DateRange | None:
        years = (calendar.earliest.year, calendar.earliest.year + 1) if self.year is None else (self.year,)
        found = (week_of(date(year, 1, 4) + timedelta(days=7 * (self.number - 1))) for year in years)
        return next((week for week in found if self.year is not None or week.end > calendar.earliest), None)


@positional_record
class Quarter:
    """the third quarter, q3 2027."""

    number: int
    year: int | None = None
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> DateRange | None:
        whole = Month(3 * self.number - 2, self.year, self.years_ahead).find(calendar)
        return DateRange(whole.start, add_months(whole.start, 3)) if whole else None


@positional_record
class Season:
    """spring: the three months from the equinox or solstice in ``month``, for the northern hemisphere.

    ``is_running`` selects a season that has already begun ("this summer"); otherwise it means the next one.
    """

    month: int
    year: int | None = None
    years_ahead: int | None = None
    is_running: bool = False

    def find(self, calendar: Calendar) -> DateRange | None:
        whole = Month(self.month, self.year, self.years_ahead).find(calendar)
        if whole is None:
            return None
        start = whole.start.replace(day=_SEASON_STARTS[self.month])
        if self.is_running and self.year is None and self.years_ahead is None:
            for before in (start.replace(year=start.year - 1), start):
                if before <= calendar.earliest < add_months(before, 3):
                    return DateRange(before, add_months(before, 3))
        if self.year is None and self.years_ahead is None and start < calendar.earliest:
            start = start.replace(year=start.year + 1)
        return DateRange(start, add_months(start, 3))
