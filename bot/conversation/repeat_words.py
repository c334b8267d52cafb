"""An RRULE in words: "every Mon and Thu", "every 3 days", "every month on the 1st"."""

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
GROUPS = {((0, 0), (0, 1), (0, 2), (0, 3), (0, 4)): "weekday", ((0, 5), (0, 6)): "weekend day"}
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", -1: "last", -2: "next to last"}


def repeat_words(rrule: str) -> str:
    """The rule in words: its days, the number of times a day and the count. Omits clock times and the end date."""
    rule = Recurrence.parse(rrule)
    days, times_a_day = _days(rule), _times_a_day(rule)
    count = f"{rule.count} times" if rule.count is not None else ""
    parts = (times_a_day if times_a_day and days == "every day" else days, times_a_day, count)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _times_a_day(rule: Recurrence) -> str:
    """The frequency within a day ("twice a day") if the rule has several hours, else ""."""
    hours = len(rule.daily_hours)
    return "" if hours < 2 else f"{'twice' if hours == 2 else f'{hours} times'} a day"


def _days(rule: Recurrence) -> str:
    every = _every(UNITS[rule.frequency], rule.interval)
    if rule.frequency is Frequency.WEEKLY and rule.weekdays:
        days = GROUPS.get(rule.weekdays) or listed(DAYS[day] for _, day in rule.weekdays)
        return f"every {days}" if every == "every week" else f"{every} on {days}"
    if rule.frequency is Frequency.YEARLY and (date := _one_date(rule)):
        return f"{every} on {date}"
    on = _days_of_month(rule)
    months = listed(MONTHS[month] for month in rule.months)
    return " ".join(part for part in (every, f"on {on}" if on else "", f"in {months}" if months else "") if part)


def _one_date(rule: Recurrence) -> str:
    """The date ("Jun 12") if the rule names one day of one month, else ""."""
    is_one = len(rule.months) == len(rule.month_days) == 1 and rule.month_days[0] > 0 and not rule.set_positions
    return f"{MONTHS[rule.months[0]]} {rule.month_days[0]}" if is_one else ""


def _every(unit: str, interval: int) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(rule: Recurrence) -> str:
    days, month_days, positions = rule.weekdays, rule.month_days, rule.set_positions
    if month_days:
        # "the 31st" is stored as the last of the days from 28 to 31
        named = [max(month_days)] if positions else month_days
        return f"the {listed('last day' if day == -1 else _ordinal(day) for day in named)}"
    if not days:
        return ""
    if positions:
        kind = DAYS[days[0][1]] if len(days) == 1 else GROUPS.get(days, "day")
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
