"""An RRULE in words: "every Mon and Thu", "every 3 days", "every month on the 1st"."""

from bot.conversation.formatting import MONTHS, listed

UNITS = {
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
WEEKDAYS = "MO,TU,WE,TH,FR"
WEEKEND = "SA,SU"
_BY_DAYS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "-1": "last", "-2": "next to last"}


def hours_of(rrule: str) -> tuple[int, ...]:
    """The hours (0 to 23) that a rule by days or longer names; none where it has but the one of its start."""
    return _hours(_parts(rrule))


def _parts(rrule: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in rrule.upper().split(";"))}


def repeat_words(rrule: str) -> str:
    """The rule in words, without its clock times and the day it ends: how often a day, and how often in all."""
    parts = _parts(rrule)
    days, times_a_day = _days(parts), _times_a_day(parts)
    count = f"{parts['COUNT']} times" if "COUNT" in parts else ""
    said = (times_a_day if times_a_day and days == "every day" else days, times_a_day, count)
    return ", ".join(dict.fromkeys(part for part in said if part))


def _times_a_day(parts: dict[str, str]) -> str:
    """ "twice a day" where the rule has several hours."""
    hours = len(_hours(parts))
    return "" if hours < 2 else f"{'twice' if hours == 2 else f'{hours} times'} a day"


def _hours(parts: dict[str, str]) -> tuple[int, ...]:
    hours = parts.get("BYHOUR", "") if parts["FREQ"] in _BY_DAYS else ""
    return tuple(int(hour) for hour in hours.split(",") if hour)


def _days(parts: dict[str, str]) -> str:
    every = _every(UNITS[parts["FREQ"]], int(parts.get("INTERVAL", "1")))
    days = parts.get("BYDAY", "")
    if parts["FREQ"] == "WEEKLY" and days:
        named = {WEEKDAYS: "weekday", WEEKEND: "weekend day"}.get(days) or listed(
            DAYS[day[-2:]] for day in days.split(",")
        )
        return f"every {named}" if every == "every week" else f"{every} on {named}"
    if parts["FREQ"] == "YEARLY" and (date := _one_date(parts)):
        return f"{every} on {date}"
    on = _days_of_month(parts)
    months = listed(MONTHS[int(month)] for month in parts.get("BYMONTH", "").split(",") if month)
    return " ".join(part for part in (every, f"on {on}" if on else "", f"in {months}" if months else "") if part)


def _one_date(parts: dict[str, str]) -> str:
    """``Jun 12`` where the rule names one day of one month."""
    month, day = parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", "")
    return f"{MONTHS[int(month)]} {day}" if month.isdigit() and day.isdigit() and "BYSETPOS" not in parts else ""


def _every(unit: str, interval: int) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(parts: dict[str, str]) -> str:
    position = parts.get("BYSETPOS", "")
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    month_days = [day for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if month_days:
        latest = max(month_days, key=int)
        named = [latest] if position else month_days
        return f"the {listed('last day' if day == '-1' else _ordinal(day) for day in named)}"
    if not days:
        return ""
    if position:
        kind = {WEEKDAYS: "weekday", WEEKEND: "weekend day"}.get(",".join(days), "day")
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
