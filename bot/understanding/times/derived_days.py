"""Day expressions built on other days: counted within a period, before or after a day; and holidays."""

from datetime import date, timedelta
from functools import lru_cache

from bot.understanding.records import positional_record
from bot.understanding.times.days import ONE_DAY, Calendar, DateRange, Day, one_day, week_of
from bot.understanding.times.duration import Duration, add_months

_YEARS_AHEAD = 9  # search limit for days that not every year has


@positional_record
class Nth:
    """first tuesday of october, fifth last day of may, 20th of next month, first business day of june.

    A negative ``number`` counts from the end. ``what`` is "day", "business", "week", "weekend", "month" or
    "weekday", the last with ``weekday``.
    """

    number: int
    what: str
    within: Day
    weekday: int = 0

    def find(self, calendar: Calendar) -> DateRange | None:
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

    def _in(self, whole: DateRange) -> DateRange | None:
        number = self.number
        if self.what == "month":
            start = add_months(whole.start if number > 0 else whole.end, number - 1 if number > 0 else number)
            found = DateRange(start, add_months(start, 1))
        elif self.what == "week":
            # only whole weeks count: the last of september 2014 is the 22nd to the 28th
            start = whole.start - timedelta(days=whole.start.weekday() - 7 * bool(whole.start.weekday()))
            end = whole.end - timedelta(days=whole.end.weekday())
            monday = start + timedelta(days=7 * (number - 1)) if number > 0 else end + timedelta(days=7 * number)
            found = DateRange(monday, monday + timedelta(days=7))
        elif self.what == "day":
            start = whole.start + timedelta(days=number - 1) if number > 0 else whole.end + timedelta(days=number)
            found = one_day(start)
        else:
            return self._counted(whole)
        return found if whole.start <= found.start and found.end <= whole.end else None

    def _counted(self, whole: DateRange) -> DateRange | None:
        """Count weekdays, weekends and business days one by one."""
        wanted = {"business": (0, 1, 2, 3, 4), "weekend": (5,)}.get(self.what, (self.weekday,))
        step = ONE_DAY if self.number > 0 else -ONE_DAY
        day = whole.start if self.number > 0 else whole.end - ONE_DAY
        left = abs(self.number)
        while whole.start <= day < whole.end:
            if day.weekday() in wanted:
                left -= 1
                if not left:
                    return DateRange(day, day + (2 if self.what == "weekend" else 1) * ONE_DAY)
            day += step
        return None


@positional_record
class Edge:
    """beginning of january, mid march, end of next week. ``which`` is "beginning", "middle" or "end"."""

    which: str
    within: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        whole = self.within.find(calendar)
        if whole is None or whole.is_day:
            return whole
        found = self._in(whole)
        if found.end <= calendar.earliest and whole.end > calendar.earliest:
            later = self.within.find(calendar.starting(whole.end))
            return self._in(later) if later and later != whole else found
        return found

    def _in(self, whole: DateRange) -> DateRange:
        length = (whole.end - whole.start).days
        if self.which == "beginning":
            return DateRange(whole.start, whole.start + timedelta(days=max(1, length // 3)))
        if self.which == "middle":
            return one_day(
                whole.start + timedelta(days={7: 2, 28: 14, 29: 14, 30: 14, 31: 14}.get(length, length // 2))
            )
        last = whole.end - ONE_DAY
        return one_day(last - timedelta(days=2) if length == 7 else last)  # the end of a week is its Friday


@positional_record
class Half:
    """the first half of march, the second half of the year. ``which`` is 0 or 1."""

    which: int
    within: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        whole = self.within.find(calendar)
        if whole is None:
            return None
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month
        is_even = whole.start.day == whole.end.day and months and months % 2 == 0
        middle = add_months(whole.start, months // 2) if is_even else whole.start + (whole.end - whole.start) // 2
        return DateRange(middle, whole.end) if self.which else DateRange(whole.start, middle)


@positional_record
class WeekOf:
    """the week of october 7th. For a Sunday it is the following week, as in countries whose weeks start on Sunday."""

    day: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        found = self.day.find(calendar)
        return week_of(found.start + ONE_DAY if found.start.weekday() == 6 else found.start) if found else None


@positional_record
class WeekendNear:
    """labor day weekend: the weekend nearest to a day. ``side`` -1 is the weekend before it, 1 the one after."""

    day: Day
    side: int = 0

    def find(self, calendar: Calendar) -> DateRange | None:
        found = self.day.find(calendar)
        if found is None:
            return None
        ahead = (5 - found.start.weekday() + 3) % 7 - 3
        if self.side:
            ahead = (4 - found.start.weekday()) % 7 + 1 if self.side > 0 else -(found.start.weekday() + 2)
        saturday = found.start + timedelta(days=ahead)
        return DateRange(saturday, saturday + timedelta(days=2))


@positional_record
class Later:
    """three weeks from tuesday, two days before christmas."""

    base: Day
    duration: Duration

    def find(self, calendar: Calendar) -> DateRange | None:
        earliest = calendar.earliest
        for _ in range(3):
            base = self.base.find(calendar.starting(earliest))
            if base is None:
                return None
            found = self.duration.after(base.start)
            if found >= calendar.earliest:
                break
            earliest = max(base.end, earliest)
        return one_day(found)


@positional_record
class WorkingDaysLater:
    """three working days from now, two before christmas (negative ``number``). Working days are Monday to Friday."""

    number: int
    base: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        base = self.base.find(calendar)
        if base is None:
            return None
        day, step = base.start, ONE_DAY if self.number > 0 else -ONE_DAY
        # whole weeks in one step, as a text may ask for a million working days
        weeks, left = divmod(max(abs(self.number) - 1, 0), 5)
        left += self.number != 0
        while left:
            day += step
            left -= day.weekday() < 5
        return one_day(day + 7 * weeks * step)


@positional_record
class ClosestWeekday:
    """the second closest monday to february 5th, on either side; the day itself comes first if it is a Monday."""

    number: int
    weekday: int
    base: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        base = self.base.find(calendar)
        if base is None:
            return None
        ahead = (self.weekday - base.start.weekday()) % 7
        # the distances to one weekday alternate between the sides: 2, -5, 9, -12
        weeks = self.number // 2 if (ahead <= 3) != (self.number % 2 == 0) else -(self.number // 2)
        return one_day(base.start + timedelta(days=(ahead if ahead <= 3 else ahead - 7) + 7 * weeks))


@positional_record
class NthAfter:
    """third tuesday after christmas, three fridays from now. A negative ``number`` means "before"."""

    number: int
    weekday: int
    base: Day

    def find(self, calendar: Calendar) -> DateRange | None:
        base = self.base.find(calendar)
        if base is None:
            return None
        if self.number < 0:
            ahead = -((base.start.weekday() - self.weekday - 1) % 7 + 1) + 7 * (self.number + 1)
        else:
            ahead = (self.weekday - base.start.weekday() - 1) % 7 + 1 + 7 * (self.number - 1)
        return one_day(base.start + timedelta(days=ahead))


@positional_record
class Holiday:
    """thanksgiving, easter 2019, christmas in two years. ``after`` is the distance from today to the search's start."""

    name: str
    year: int | None = None
    years_ahead: int | None = None
    after: Duration | None = None

    def find(self, calendar: Calendar) -> DateRange | None:
        year = self.year if self.years_ahead is None else calendar.today.year + self.years_ahead
        if year is not None:
            found = _holiday(self.name, year, calendar.country)
            return one_day(found) if found else None
        first = self.after.after(calendar.today) if self.after else calendar.earliest
        for year in range(first.year, first.year + _YEARS_AHEAD):
            found = _holiday(self.name, year, calendar.country)
            if found is not None and found >= first:
                return one_day(found)
        return None


def holiday_of(day: Day | None) -> str:
    """The name of the holiday that ``day`` is, or is counted from: "mothers day"; "" for any other day."""
    base = day.base if isinstance(day, Later | WorkingDaysLater | NthAfter | ClosestWeekday) else day
    return base.name.replace("_", " ") if isinstance(base, Holiday) else ""


def is_eve(day: Day) -> bool:
    """Whether ``day`` is an eve, whose "midnight" is the end of the day."""
    if isinstance(day, Later):
        return isinstance(day.base, Holiday) and day.duration == Duration(days=-1)
    return isinstance(day, Holiday) and day.name.endswith("_eve")


@lru_cache(maxsize=1024)
def _holiday(name: str, year: int, country: str) -> date | None:
    from bot.understanding.times.holidays.observances import (  # noqa: PLC0415 - slow to import, and few texts name a holiday
        date_of_holiday,
    )

    return date_of_holiday(name, year, country)
