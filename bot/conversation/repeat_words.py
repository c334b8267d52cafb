"""A recurrence rule in words: "every Mon and Thu", "every 3 days", "every month on the 1st"."""

from bot.conversation.formatting import MONTHS, listed
from bot.domain.recurrence import Frequency, Recurrence

UNITS = {
    Frequency.SECONDLY: "second",
    Frequency.MINUTELY: "minute",
    Frequency.HOURLY: "hour",
    Frequency.DAILY: "day",
    Frequency.WEEKLY: "week",
    Frequency.MONTHLY: "month",
    Frequency.YEARLY: "year",
}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_GROUPS = {((0, 0), (0, 1), (0, 2), (0, 3), (0, 4)): "weekday", ((0, 5), (0, 6)): "weekend day"}
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", -1: "last", -2: "next to last"}


def hours_of(rrule: str) -> tuple[int, ...]:
    """The hours (0 to 23) that a rule by days or longer names; empty where it takes the hour of its start."""
    return _hours(Recurrence.parse(rrule))


def repeat_words(rrule: str) -> str:
    """The rule in words, without its clock times and the day it ends: how often a day, and how often in all."""
    recurrence = Recurrence.parse(rrule)
    days, times_a_day = _days(recurrence), _times_a_day(recurrence)
    count = f"{recurrence.count} times" if recurrence.count is not None else ""
    words = (times_a_day if times_a_day and days == "every day" else days, times_a_day, count)
    return ", ".join(dict.fromkeys(part for part in words if part))


def _times_a_day(recurrence: Recurrence) -> str:
    """ "twice a day" where the rule has several hours."""
    hours = len(_hours(recurrence))
    return "" if hours < 2 else f"{'twice' if hours == 2 else f'{hours} times'} a day"


def _hours(recurrence: Recurrence) -> tuple[int, ...]:
    return () if recurrence.is_below_a_day else recurrence.hours


def _days(recurrence: Recurrence) -> str:
    every = _every(UNITS[recurrence.frequency], recurrence.interval)
    if recurrence.frequency is Frequency.WEEKLY and recurrence.weekdays:
        days = _GROUPS.get(recurrence.weekdays) or listed(DAYS[day] for _, day in recurrence.weekdays)
        return f"every {days}" if every == "every week" else f"{every} on {days}"
    on = _days_of_month(recurrence)
    months = listed(MONTHS[month] for month in recurrence.months)
    return " ".join(part for part in (every, f"on {on}" if on else "", f"in {months}" if months else "") if part)


def _every(unit: str, interval: int) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(recurrence: Recurrence) -> str:
    days, month_days, positions = recurrence.weekdays, recurrence.month_days, recurrence.set_positions
    if month_days:
        # "the 31st" is kept as the last of the days from 28 to 31
        named = [max(month_days)] if positions else month_days
        return f"the {listed('last day' if day == -1 else _ordinal(day) for day in named)}"
    if not days:
        return ""
    if positions:
        kind = DAYS[days[0][1]] if len(days) == 1 else _GROUPS.get(days, "day")
        return f"the {listed(map(_ordinal, positions))} {kind}"
    return listed(f"the {_ordinal(ordinal)} {DAYS[day]}" if ordinal else DAYS[day] for ordinal, day in days)


def _ordinal(number: int) -> str:
    known = ORDINALS.get(number)
    if known:
        return known
    if number < 0:
        return f"{_ordinal(-number)} to last"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
