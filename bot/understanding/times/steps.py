"""Find the next of many equal steps by arithmetic: a repeat every second is not walked from its beginning."""

from datetime import datetime, time, timedelta

from bot.domain.wall_time import step_on_or_after
from bot.understanding.times.days import ONE_DAY
from bot.understanding.times.reference_time import ReferenceTime
from bot.understanding.times.wall_time import moment_of

# Steps of whole minutes and the minutes of a week fall together within so many tries, if they ever do.
_MOST_TRIES = 7 * 24 * 60
_HOUR = timedelta(hours=1)


def next_step(
    opening: datetime,
    step: timedelta,
    place: ReferenceTime,
    *,
    hours: tuple[int, ...] = (),
    weekdays: tuple[int, ...] = (),
) -> datetime | None:
    """The first wall time still to come that is a whole number of ``step`` after ``opening``.

    Where ``hours`` (0-23) or ``weekdays`` (0 is Monday) are given, it lies in one of them; None where none does.
    """
    wall = step_on_or_after(opening, step, max(opening, place.now.replace(tzinfo=None)))
    for _ in range(_MOST_TRIES):
        if weekdays and wall.weekday() not in weekdays:
            wall = step_on_or_after(opening, step, datetime.combine(wall.date() + ONE_DAY, time()))
        elif hours and wall.hour not in hours:
            wall = step_on_or_after(opening, step, wall.replace(minute=0, second=0) + _HOUR)
        elif moment_of(wall, place.zone)[0] <= place.now:
            wall += step
        else:
            return wall
    return None
