"""Durations, and how to add them to dates."""

import calendar
from datetime import date, timedelta

from bot.understanding.records import record


@record
class Duration:
    """A length of time: calendar months and days plus elapsed seconds. All may be negative."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    is_vague: bool = False

    @property
    def is_clock_only(self) -> bool:
        return not self.months and not self.days

    def __neg__(self) -> "Duration":
        return Duration(months=-self.months, days=-self.days, seconds=-self.seconds, is_vague=self.is_vague)

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(
            months=self.months + other.months,
            days=self.days + other.days,
            seconds=self.seconds + other.seconds,
            is_vague=self.is_vague or other.is_vague,
        )

    def after(self, day: date) -> date:
        """``day`` plus the months and days. Raises ``OverflowError`` or ``ValueError`` past the year 9999."""
        return add_months(day, self.months) + timedelta(days=self.days)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of a shorter month: 31 January plus one month is 28 February."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))
