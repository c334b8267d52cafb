"""The first occurrence of a rule that is still to come."""

from datetime import datetime, timedelta

from bot.domain.occurrences import first_wall_time
from bot.domain.recurrence import Frequency, Recurrence
from bot.understanding.times.days import Date
from bot.understanding.times.reference_time import ReferenceTime
from bot.understanding.times.wall_time import moment_of

_FAR = timedelta(days=366 * 9)
_TRIES = 3  # today's, which may be past, the next, and one more that a clock change moves


def first_after(recurrence: Recurrence, opening: datetime, place: ReferenceTime) -> datetime | None:
    """The first wall time of a rule, counted from ``opening``, whose moment is still to come within nine years.

    A single date is found by arithmetic, because dateutil walks through every day of the year.
    """
    day = _one_date(recurrence, opening)
    if day is not None:
        return _first_on(day, opening, place)
    wall = first_wall_time(recurrence, opening, place.zone, after=place.utc_now)
    return None if wall is None or wall > max(place.now.replace(tzinfo=None), opening) + _FAR else wall


def _one_date(recurrence: Recurrence, opening: datetime) -> Date | None:
    """The day of a month, or of a year, where the rule is no more than that."""
    is_yearly = recurrence.frequency is Frequency.YEARLY
    if not is_yearly and recurrence.frequency is not Frequency.MONTHLY:
        return None
    is_more = recurrence.interval > 1 or recurrence.weekdays or recurrence.hours or recurrence.set_positions
    days, months = recurrence.month_days or (opening.day,), recurrence.months
    if is_yearly and not recurrence.month_days and not months:
        months = (opening.month,)
    if is_more or len(days) > 1 or days[0] < 0 or len(months) > 1:
        return None
    return Date(days[0], months[0] if months else None)


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
