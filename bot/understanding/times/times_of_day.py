"""Candidate times of day: from a written clock time, from a part of the day, or by default."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.understanding.command import Assumption
from bot.understanding.context import DayHours
from bot.understanding.records import positional_record
from bot.understanding.times.phrase import Clock, Part, TimeFields

# Waking hours: "at 5" means the afternoon, "at 10" the morning.
FIRST_SENSIBLE, LAST_SENSIBLE = 7, 22

_NIGHTS = frozenset({Part.NIGHT, Part.LATE_NIGHT, Part.BEDTIME})
_MORNINGS = frozenset({Part.EARLY_MORNING, Part.MID_MORNING, Part.MORNING, Part.BREAKFAST, Part.WORK_START})
_MIDDAYS = frozenset({Part.NOON, Part.LUNCH})
_FIXED = {
    Part.EARLY_MORNING: time(7),
    Part.MID_MORNING: time(10),
    Part.MID_AFTERNOON: time(14, 30),
    Part.LATE_NIGHT: time(22),
    Part.BREAKFAST: time(8),
    Part.LUNCH: time(12),
    Part.DINNER: time(18),
    Part.WORK_START: time(8),
    Part.SCHOOL_END: time(15),
    Part.WORK_END: time(18),
    Part.BEDTIME: time(21, 30),
    Part.DAY_END: time(17),
}
# First and last hour (excluded) of each part of the day; 24 and above is the next day.
PART_HOURS = {
    Part.EARLY_MORNING: (4, 9),
    Part.MORNING: (4, 12),
    Part.MID_MORNING: (9, 12),
    Part.NOON: (11, 13),
    Part.MID_AFTERNOON: (13, 17),
    Part.AFTERNOON: (12, 18),
    Part.EVENING: (17, 24),
    Part.NIGHT: (18, 28),
    Part.LATE_NIGHT: (21, 28),
    Part.BREAKFAST: (6, 11),
    Part.LUNCH: (11, 14),
    Part.DINNER: (17, 22),
    Part.WORK_START: (5, 10),
    Part.SCHOOL_END: (14, 18),
    Part.WORK_END: (16, 20),
    Part.BEDTIME: (20, 24),
    Part.DAY_END: (16, 24),
}


@positional_record
class TimeOfDay:
    """A candidate time of day. ``next_day``: it belongs to the next date, as 1 AM of "friday night at 1"."""

    at: time
    next_day: bool = False
    assumption: Assumption | None = None

    @property
    def is_sensible(self) -> bool:
        return FIRST_SENSIBLE <= self.at.hour < LAST_SENSIBLE


def is_waking_hour(hour: int) -> bool:
    """Whether ``hour`` is a waking hour, the last one included."""
    return FIRST_SENSIBLE <= hour <= LAST_SENSIBLE


def times_of_day(fields: TimeFields, hours: DayHours, meridiem: str | None = None) -> tuple[TimeOfDay, ...]:
    """The candidate times, most likely first. ``meridiem`` is preferred if the words give none."""
    if fields.clocks:
        return times_of_clock(fields.clocks[0], fields.part, meridiem)
    if fields.part is not None:
        return (TimeOfDay(time_of_part(fields.part, hours), assumption=Assumption.PART_OF_DAY),)
    return (TimeOfDay(time(*hours.morning), assumption=Assumption.DEFAULT_HOUR),)


def time_of_part(part: Part, hours: DayHours) -> time:
    """The time that stands for a part of the day."""
    if part in _FIXED:
        return _FIXED[part]
    return time(
        *{
            Part.MORNING: hours.morning,
            Part.NOON: hours.noon,
            Part.AFTERNOON: hours.afternoon,
            Part.EVENING: hours.evening,
        }.get(part, hours.night)
    )


def times_of_clock(clock: Clock, part: Part | None, meridiem: str | None = None) -> tuple[TimeOfDay, ...]:
    """The candidate times of a written clock time."""
    minute, second = clock.minute, clock.second
    if clock.is_exact:
        late = part in _NIGHTS and clock.hour < 5
        return (TimeOfDay(time(clock.hour, minute, second), late),)
    hour, half = clock.hour % 12, clock.meridiem or _meridiem_of(part, clock.hour)
    if half is not None:
        at = time(hour if half == "am" else hour + 12, minute, second)
        late = at.hour < 5 and (part in _NIGHTS or (part is Part.EVENING and clock.meridiem is None))
        late = late or (half == clock.meridiem == "am" and part in _NIGHTS)  # "5:30 am tonight"
        return (TimeOfDay(at, late),)
    morning = TimeOfDay(time(hour, minute, second), assumption=Assumption.MERIDIEM)
    afternoon = TimeOfDay(time(hour + 12, minute, second), assumption=Assumption.MERIDIEM)
    if meridiem is not None:
        return (morning,) if meridiem == "am" else (afternoon,)
    is_early = morning.is_sensible or not afternoon.is_sensible
    return (morning, afternoon) if is_early else (afternoon, morning)


def hours_until(start: datetime, clock: Clock) -> timedelta:
    """From ``start`` to the next time that ``clock`` shows; the nearer one where am or pm is not said."""
    options = (datetime.combine(start.date(), each.at, start.tzinfo) - start for each in times_of_clock(clock, None))
    return min(ahead % timedelta(days=1) or timedelta(days=1) for ahead in options)


def disambiguated(clock: Clock, part: Part | None) -> Clock:
    """``clock`` with the meridiem that ``part`` implies."""
    return clock if clock.is_unambiguous else replace(clock, meridiem=_meridiem_of(part, clock.hour))


def _meridiem_of(part: Part | None, hour: int) -> str | None:
    """The meridiem that a part of the day implies for ``hour``."""
    if part is None:
        return None
    if part in _MORNINGS:
        return "am"
    if part in _NIGHTS:
        return "pm" if 4 < hour < 12 else "am"
    if part in _MIDDAYS:
        return "am" if hour in (10, 11) else "pm"
    if part is Part.EVENING:
        return "am" if hour == 12 else "pm"
    return "pm"
