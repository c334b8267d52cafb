"""The first occurrence of a rule that is still to come."""

from datetime import datetime, timedelta
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from bot.understanding.times.days import ONE_DAY, Date
from bot.understanding.times.reference_time import ReferenceTime
from bot.understanding.times.steps import next_step
from bot.understanding.times.wall_time import moment_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
_ARGUMENTS = {"BYMONTH": "bymonth", "BYMONTHDAY": "bymonthday", "BYSETPOS": "bysetpos", "BYHOUR": "byhour"}
_STEP_DAYS = {"DAILY": 1, "WEEKLY": 7}
_FAR = timedelta(days=366 * 9)
_TRIES = 3  # today's, which may be past, the next, and one more that a clock change moves


def first_after(frequency: str, fields: dict[str, str], opening: datetime, place: ReferenceTime) -> datetime | None:
    """The first wall time of a rule, counted from ``opening``, whose moment is still to come; None where none is.

    ``fields`` are the parts of the rule besides FREQ (RFC 5545, 3.3.10), INTERVAL among them. Days and dates are found
    by arithmetic; dateutil, which walks through every day of the year, is asked for all else.
    """
    if frequency in _STEP_DAYS and fields.keys() <= {"INTERVAL", "BYDAY"}:
        weekdays = tuple(WEEKDAYS.index(day) for day in fields["BYDAY"].split(",")) if "BYDAY" in fields else ()
        step = 1 if weekdays else _STEP_DAYS[frequency] * int(fields["INTERVAL"])
        return next_step(opening, timedelta(days=step), place, weekdays=weekdays)
    day = _one_date(frequency, fields, opening)
    return _first_of_rule(frequency, fields, opening, place) if day is None else _first_on(day, opening, place)


def _one_date(frequency: str, fields: dict[str, str], opening: datetime) -> Date | None:
    """The day of a month, or of a year, where the rule is no more than that."""
    if (
        frequency in _STEP_DAYS
        or fields["INTERVAL"] != "1"
        or not fields.keys() <= {"INTERVAL", "BYMONTH", "BYMONTHDAY"}
    ):
        return None
    days, months = fields.get("BYMONTHDAY", str(opening.day)), fields.get("BYMONTH", "")
    if frequency == "YEARLY" and "BYMONTHDAY" not in fields and not months:
        months = str(opening.month)
    is_one = days.isdecimal() and (months.isdecimal() or not months)
    return Date(int(days), int(months) if months else None) if is_one else None


def _first_on(day: Date, opening: datetime, place: ReferenceTime) -> datetime | None:
    earliest = opening.date()
    for _ in range(_TRIES):
        span = day.find(place.calendar(earliest))
        if span is None:
            return None
        wall = datetime.combine(span.start, opening.time())
        if moment_of(wall, place.zone)[0] > place.now:
            return wall
        earliest = span.end
    return None


def _first_of_rule(frequency: str, fields: dict[str, str], opening: datetime, place: ReferenceTime) -> datetime | None:
    """As dateutil finds it. The rule is built, not parsed: it takes longer to read one than to follow it."""
    now = place.now.replace(tzinfo=None)
    parts: dict[str, Any] = {
        _ARGUMENTS[name]: tuple(map(int, value.split(",")))
        for name, value in fields.items()
        if name not in {"INTERVAL", "BYDAY"}
    }
    days = [_weekday(day) for day in fields["BYDAY"].split(",")] if "BYDAY" in fields else None
    series = rrule(
        _FREQUENCIES[frequency],
        dtstart=opening,
        interval=int(fields["INTERVAL"]),
        until=max(now, opening) + _FAR,
        byweekday=days,
        **parts,
    )
    return next((wall for wall in series if wall > now - ONE_DAY and moment_of(wall, place.zone)[0] > place.now), None)


def _weekday(written: str) -> weekday:
    """ "MO", "-1FR"."""
    return weekday(WEEKDAYS.index(written[-2:]), int(written[:-2]) if written[:-2] else None)
