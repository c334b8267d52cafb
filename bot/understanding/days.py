"""Ways of naming a day: each is a small value that finds itself on the calendar."""

import calendar as months_of_calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from .delay import Delay, add_months

ONE_DAY = timedelta(days=1)
# How many of a date's next turns are looked at for the weekday that stands with it.
_MONTHS_TRIED, _YEARS_TRIED = 18, 2
_YEARS_AHEAD = 9  # 29 February is at most eight years away, a Tuesday the 31st less


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Where days are looked for: ``today`` at the person's place, the ``earliest`` day wanted, and the country."""

    today: date
    earliest: date
    country: str = "US"

    def starting(self, earliest: date) -> "Calendar":
        return Calendar(today=self.today, earliest=earliest, country=self.country)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, end excluded."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        return self.end - self.start == ONE_DAY


class Day(Protocol):
    """A way of naming a day or a stretch of days."""

    def find(self, calendar: Calendar) -> Span | None:
        """The stretch meant, the first that ends after ``calendar.earliest`` begins where there is a choice.

        None where the calendar has no such day; ``OverflowError`` or ``ValueError`` past the year 9999.
        """


def _one(day: date) -> Span:
    return Span(day, day + ONE_DAY)


def _month(year: int, month: int) -> Span:
    start = date(year, month, 1)
    return Span(start, add_months(start, 1))


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year + 1, 1, 1))


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=7))


@dataclass(frozen=True, slots=True)
class FromToday:
    """today, tomorrow: so many days from today."""

    days: int

    def find(self, calendar: Calendar) -> Span | None:
        return _one(calendar.today + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Weekday:
    """friday. ``weeks`` is None for the first one, else how many weeks after this week (Monday to Sunday).

    ``is_coming`` marks the ones that never mean today ("coming friday").
    """

    weekday: int
    weeks: int | None = None
    is_coming: bool = False

    def find(self, calendar: Calendar) -> Span | None:
        if self.weeks is not None:
            monday = _week(calendar.today).start
            return _one(monday + timedelta(days=7 * self.weeks + self.weekday))
        first = max(calendar.earliest, calendar.today + ONE_DAY) if self.is_coming else calendar.earliest
        return _one(first + timedelta(days=(self.weekday - first.weekday()) % 7))


@dataclass(frozen=True, slots=True)
class Date:
    """the 3rd, march 3rd, fri sep 20, 3/3/2015. ``years_ahead`` counts from this year ("next year")."""

    day: int
    month: int | None = None
    year: int | None = None
    years_ahead: int | None = None
    weekday: int | None = None

    def find(self, calendar: Calendar) -> Span | None:
        year = self.year if self.years_ahead is None else calendar.today.year + self.years_ahead
        if year is not None and self.month is not None:
            return _one(date(year, self.month, self.day)) if self._is_in(year, self.month) else None
        earliest = calendar.earliest
        step = 12 if self.month else 1
        first = earliest.replace(day=1, month=self.month or earliest.month)
        nearest: date | None = None
        tries = 0
        for months in range(0, _YEARS_AHEAD * 12, step):
            start = add_months(first, months)
            if not self._is_in(start.year, start.month) or (found := start.replace(day=self.day)) < earliest:
                continue
            if self.weekday is None or found.weekday() == self.weekday:
                return _one(found)
            nearest = nearest or found
            tries += 1
            if tries == (_YEARS_TRIED if self.month else _MONTHS_TRIED):
                break
        # a weekday that fits none of the next ones was a slip: the number is believed
        return _one(nearest) if nearest else None

    def _is_in(self, year: int, month: int) -> bool:
        return 1 <= self.day <= months_of_calendar.monthrange(year, month)[1]


@dataclass(frozen=True, slots=True)
class Month:
    """march, march 2014, june next year."""

    month: int
    year: int | None = None
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> Span | None:
        if self.year is not None:
            return _month(self.year, self.month)
        if self.years_ahead is not None:
            return _month(calendar.today.year + self.years_ahead, self.month)
        span = _month(calendar.earliest.year, self.month)
        return span if span.end > calendar.earliest else _month(calendar.earliest.year + 1, self.month)


@dataclass(frozen=True, slots=True)
class Stretch:
    """next week, this month, the year after next: ``ahead`` units from the one of today."""

    unit: str
    ahead: int = 0

    def find(self, calendar: Calendar) -> Span | None:
        today, ahead = calendar.today, self.ahead
        if self.unit == "day":
            return _one(today + timedelta(days=ahead))
        if self.unit == "week":
            return _week(today + timedelta(days=7 * ahead))
        if self.unit == "weekend":
            monday = _week(today).start + timedelta(days=7 * ahead)
            return Span(monday + timedelta(days=5), monday + timedelta(days=7))
        if self.unit == "month":
            start = add_months(today.replace(day=1), ahead)
            return Span(start, add_months(start, 1))
        if self.unit == "quarter":
            start = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * ahead)
            return Span(start, add_months(start, 3))
        if self.unit == "decade":
            start = date(today.year // 10 * 10 + 10 * ahead, 1, 1)
            return Span(start, start.replace(year=start.year + 10))
        return _year(today.year + ahead)


@dataclass(frozen=True, slots=True)
class Year:
    """2014."""

    year: int

    def find(self, calendar: Calendar) -> Span | None:
        del calendar
        return _year(self.year)


@dataclass(frozen=True, slots=True)
class Quarter:
    """the third quarter, q3 2027."""

    number: int
    year: int | None = None
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> Span | None:
        whole = Month(3 * self.number - 2, self.year, self.years_ahead).find(calendar)
        return Span(whole.start, add_months(whole.start, 3)) if whole else None


@dataclass(frozen=True, slots=True)
class Season:
    """spring: three months from ``month``'s 21st, as almanacs count them in the north."""

    month: int
    year: int | None = None
    years_ahead: int | None = None

    def find(self, calendar: Calendar) -> Span | None:
        whole = Month(self.month, self.year, self.years_ahead).find(calendar)
        if whole is None:
            return None
        start = whole.start.replace(day=21)
        if self.year is None and self.years_ahead is None and start < calendar.earliest:
            start = start.replace(year=start.year + 1)
        return Span(start, add_months(start, 3))


@dataclass(frozen=True, slots=True)
class Nth:
    """first tuesday of october, fifth last day of may, 20th of next month, first business day of june.

    ``number`` counts from the end where negative. ``what`` is "day", "business", "week", "weekend", "month" or
    "weekday", the last with ``weekday``.
    """

    number: int
    what: str
    within: Day
    weekday: int = 0

    def find(self, calendar: Calendar) -> Span | None:
        earliest = calendar.earliest
        for _ in range(_YEARS_AHEAD):
            whole = self.within.find(calendar.starting(earliest))
            if whole is None:
                return None
            found = self._in(whole)
            if found is not None and found.end > calendar.earliest:
                return found
            if whole.end <= earliest:
                break
            earliest = whole.end
        whole = self.within.find(calendar)
        return self._in(whole) if whole else None

    def _in(self, whole: Span) -> Span | None:
        number = self.number
        if self.what == "month":
            start = add_months(whole.start if number > 0 else whole.end, number - 1 if number > 0 else number)
            found = Span(start, add_months(start, 1))
        elif self.what == "week":
            # weeks that lie in it whole: the last of september 2014 is the 22nd to the 28th
            start = whole.start - timedelta(days=whole.start.weekday() - 7 * bool(whole.start.weekday()))
            end = whole.end - timedelta(days=whole.end.weekday())
            monday = start + timedelta(days=7 * (number - 1)) if number > 0 else end + timedelta(days=7 * number)
            found = Span(monday, monday + timedelta(days=7))
        elif self.what == "day":
            start = whole.start + timedelta(days=number - 1) if number > 0 else whole.end + timedelta(days=number)
            found = _one(start)
        else:
            return self._counted(whole)
        return found if whole.start <= found.start and found.end <= whole.end else None

    def _counted(self, whole: Span) -> Span | None:
        """Weekdays, weekends and business days, counted one by one."""
        wanted = {"business": (0, 1, 2, 3, 4), "weekend": (5,)}.get(self.what, (self.weekday,))
        step = ONE_DAY if self.number > 0 else -ONE_DAY
        day = whole.start if self.number > 0 else whole.end - ONE_DAY
        left = abs(self.number)
        while whole.start <= day < whole.end:
            if day.weekday() in wanted:
                left -= 1
                if not left:
                    return Span(day, day + (2 if self.what == "weekend" else 1) * ONE_DAY)
            day += step
        return None


@dataclass(frozen=True, slots=True)
class Edge:
    """beginning of january, mid march, end of next week. ``which`` is "beginning", "middle" or "end"."""

    which: str
    within: Day

    def find(self, calendar: Calendar) -> Span | None:
        whole = self.within.find(calendar)
        if whole is None or whole.is_day:
            return whole
        found = self._in(whole)
        if found.end <= calendar.earliest and whole.end > calendar.earliest:
            later = self.within.find(calendar.starting(whole.end))
            return self._in(later) if later and later != whole else found
        return found

    def _in(self, whole: Span) -> Span:
        length = (whole.end - whole.start).days
        if self.which == "beginning":
            return Span(whole.start, whole.start + timedelta(days=max(1, length // 3)))
        if self.which == "middle":
            return _one(whole.start + timedelta(days=14 if 28 <= length <= 31 else (length - 1) // 2))
        last = whole.end - ONE_DAY
        return _one(last - timedelta(days=2) if length == 7 else last)  # a week ends on its Friday


@dataclass(frozen=True, slots=True)
class WeekOf:
    """the week of october 7th. Of a Sunday it is the week that follows, as where weeks start on Sundays."""

    day: Day

    def find(self, calendar: Calendar) -> Span | None:
        found = self.day.find(calendar)
        return _week(found.start + ONE_DAY if found.start.weekday() == 6 else found.start) if found else None


@dataclass(frozen=True, slots=True)
class Later:
    """three weeks from tuesday, two days before christmas."""

    base: Day
    delay: Delay

    def find(self, calendar: Calendar) -> Span | None:
        earliest = calendar.earliest
        for _ in range(3):
            base = self.base.find(calendar.starting(earliest))
            if base is None:
                return None
            found = self.delay.after(base.start)
            if found >= calendar.earliest:
                break
            earliest = max(base.end, earliest)
        return _one(found)


@dataclass(frozen=True, slots=True)
class NthAfter:
    """third tuesday after christmas, three fridays from now. ``number`` is negative for "before"."""

    number: int
    weekday: int
    base: Day

    def find(self, calendar: Calendar) -> Span | None:
        base = self.base.find(calendar)
        if base is None:
            return None
        if self.number < 0:
            ahead = -((base.start.weekday() - self.weekday - 1) % 7 + 1) + 7 * (self.number + 1)
        else:
            ahead = (self.weekday - base.start.weekday() - 1) % 7 + 1 + 7 * (self.number - 1)
        return _one(base.start + timedelta(days=ahead))


@dataclass(frozen=True, slots=True)
class Holiday:
    """thanksgiving, easter 2019, christmas in two years. ``after`` is how long from today the search starts."""

    name: str
    year: int | None = None
    years_ahead: int | None = None
    after: Delay | None = None

    def find(self, calendar: Calendar) -> Span | None:
        year = self.year if self.years_ahead is None else calendar.today.year + self.years_ahead
        if year is not None:
            found = _holiday(self.name, year, calendar.country)
            return _one(found) if found else None
        first = self.after.after(calendar.today) if self.after else calendar.earliest
        for year in range(first.year, first.year + _YEARS_AHEAD):
            found = _holiday(self.name, year, calendar.country)
            if found is not None and found >= first:
                return _one(found)
        return None


@lru_cache(maxsize=1024)
def _holiday(name: str, year: int, country: str) -> date | None:
    from .observances import date_of_holiday  # noqa: PLC0415 - its library is read only when a holiday is named

    return date_of_holiday(name, year, country)
