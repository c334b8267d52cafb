"""An RRULE in words: "every Mon and Thu", "every 3 days", "every month on the 1st"."""

from bot.conversation.formatting import MONTHS, listed
from bot.domain.recurrence import Recurrence

UNITS = {
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
GROUPS = {("MO", "TU", "WE", "TH", "FR"): "weekday", ("SA", "SU"): "weekend day"}
ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "-1": "last", "-2": "next to last"}


def repeat_words(rrule: str) -> str:
    """The rule in words: its days, the number of times a day and the count. Omits clock times and the end date."""
    rule = Recurrence.parse(rrule)
    days, times_a_day = _days(rule), _times_a_day(rule)
    count = f"{rule.part('COUNT')} times" if rule.part("COUNT") else ""
    parts = (times_a_day if times_a_day and days == "every day" else days, times_a_day, count)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _times_a_day(rule: Recurrence) -> str:
    """The frequency within a day ("twice a day") if the rule has several hours, else ""."""
    hours = len(rule.hours)
    return "" if hours < 2 else f"{'twice' if hours == 2 else f'{hours} times'} a day"


def _days(rule: Recurrence) -> str:
    every = _every(UNITS[rule.frequency], rule.interval)
    days = rule.listed("BYDAY")
    if rule.frequency == "WEEKLY" and days:
        named = GROUPS.get(days) or listed(DAYS[day[-2:]] for day in days)
        return f"every {named}" if every == "every week" else f"{every} on {named}"
    if rule.frequency == "YEARLY" and (date := _one_date(rule)):
        return f"{every} on {date}"
    on = _days_of_month(rule)
    months = listed(MONTHS[int(month)] for month in rule.listed("BYMONTH"))
    in_months = f"{'of' if on else 'in'} {months}" if months else ""
    return " ".join(part for part in (every, f"on {on}" if on else "", in_months) if part)


def _one_date(rule: Recurrence) -> str:
    """The date ("Jun 12") if the rule names one day of one month, else ""."""
    month, day = rule.part("BYMONTH"), rule.part("BYMONTHDAY")
    is_one = month.isdigit() and day.isdigit() and not rule.part("BYSETPOS")
    return f"{MONTHS[int(month)]} {day}" if is_one else ""


def _every(unit: str, interval: int) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(rule: Recurrence) -> str:
    position, days, month_days = rule.part("BYSETPOS"), rule.listed("BYDAY"), rule.listed("BYMONTHDAY")
    if month_days:
        named = (max(month_days, key=int),) if position else month_days
        return f"the {listed('last day' if day == '-1' else _ordinal(day) for day in named)}"
    if not days:
        return ""
    if position:
        kind = GROUPS.get(days, "day")
        return f"the {_ordinal(position)} {DAYS[days[0]] if len(days) == 1 else kind}"
    return listed(f"the {_ordinal(day[:-2])} {DAYS[day[-2:]]}" if day[:-2] else DAYS[day] for day in days)


def _ordinal(number: str) -> str:
    number = number.removeprefix("+")
    known = ORDINALS.get(number)
    if known:
        return known
    value = int(number)
    if value < 0:
        return f"{_ordinal(str(-value))} to last"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th") if value not in (11, 12, 13) else "th"
    return f"{value}{ending}"
