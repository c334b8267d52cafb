"""Turn a repeat as said into an RFC 5545 rule and its first occurrence."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.recurrence import BELOW_A_DAY, SURE_DAYS, UNITS, Frequency, Recurrence
from bot.understanding.command import Assumption, Repeat
from bot.understanding.times.days import ONE_DAY, DateRange
from bot.understanding.times.derived_days import Holiday
from bot.understanding.times.duration import Duration, add_months
from bot.understanding.times.first_occurrence import first_after
from bot.understanding.times.holidays.observances import yearly_rule
from bot.understanding.times.phrase import Clock, Part, RecurrenceSpec, TimeFields, in_both_halves
from bot.understanding.times.reference_time import ReferenceTime
from bot.understanding.times.times_of_day import TimeOfDay, time_of_part, times_of_clock
from bot.understanding.times.wall_time import moment_of

_BY_DATE = frozenset({Frequency.MONTHLY, Frequency.YEARLY})
_SPREAD = {2: (9, 19), 3: (9, 14, 19), 4: (8, 12, 16, 20)}
_MONTHLY_SPREAD = {2: (1, 15), 3: (1, 11, 21), 4: (1, 8, 15, 22)}
_SHORTER = {"YEARLY": ("MONTHLY", 12), "HOURLY": ("MINUTELY", 60)}  # "twice a year" is every six months
_WEEKLY_SPREAD = {2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}


def repeat_of(parts: TimeFields, cycle: RecurrenceSpec, place: ReferenceTime) -> Repeat | None:
    """The rule and its first occurrence after now, or None where there is none (it ended already)."""
    plain = _spelled_out(cycle, place)
    if plain is None:
        return None
    times = _times(parts, plain, place)
    start, end = _bounds(plain, times[0].at, place)
    try:
        recurrence = _recurrence(plain, start, times)
    except ValueError:  # 30 February, the 25th working day
        return None
    if recurrence.is_below_a_day:
        opening = _opening(parts, start, place)
        return _within_days(plain, recurrence, opening, start, end, place=place)
    # counted from today, "every other friday" could skip the next one: its phase starts with its first occurrence
    names_days = recurrence.names_days or recurrence.hours
    counted = replace(recurrence, interval=1) if names_days and recurrence.interval > 1 else recurrence
    wall = first_after(counted, datetime.combine(start, times[0].at), place)
    if wall is None or (end is not None and wall >= end):
        return None
    first, change = moment_of(wall, place.zone)
    short_month = Assumption.SHORT_MONTH if _is_short_month(plain) else None
    assumed = (times[0].assumption, short_month, change)
    return Repeat(
        rrule=str(_bounded(recurrence, plain, wall, end, place=place, times=len(times))),
        first=first,
        has_clock=bool(parts.clocks),
        assumptions=tuple([each for each in assumed if each is not None]),
    )


def _spelled_out(cycle: RecurrenceSpec, place: ReferenceTime) -> RecurrenceSpec | None:
    """A cycle whose days are all numbers: holidays looked up, exceptions taken out, "twice a week" spread out.

    None for a holiday that follows no rule of the calendar (Easter).
    """
    if cycle.is_yearly_day and isinstance(cycle.start, Holiday):
        rule = yearly_rule(cycle.start.name, place.context.locale.country)
        if rule is None:
            return None
        month, month_days, weekdays = rule
        cycle = replace(cycle, months=(month,), month_days=month_days, weekdays=weekdays, start=None)
    if cycle.except_weekdays:
        days = [day for _, day in cycle.weekdays] or range(7)
        kept = tuple((0, day) for day in days if day not in cycle.except_weekdays)
        cycle = replace(cycle, frequency="WEEKLY", weekdays=kept, except_weekdays=()) if kept else cycle
    if cycle.times > 1 and cycle.frequency == "WEEKLY" and not cycle.weekdays:
        spread = _WEEKLY_SPREAD.get(cycle.times, tuple(range(7)))
        cycle = replace(cycle, weekdays=tuple((0, day) for day in spread), times=1)
    if cycle.times in _MONTHLY_SPREAD and cycle.frequency == "MONTHLY" and not cycle.month_days:
        cycle = replace(cycle, month_days=_MONTHLY_SPREAD[cycle.times], times=1)
    if cycle.times > 1 and cycle.frequency in _SHORTER:
        frequency, count = _SHORTER[cycle.frequency]
        interval = max(1, cycle.interval * count // cycle.times)
        cycle = replace(cycle, frequency=frequency, interval=interval, times=1)
    return cycle


def _bounds(cycle: RecurrenceSpec, at: time, place: ReferenceTime) -> tuple[date, datetime | None]:
    """The first day, and the wall time before which the last occurrence must be."""
    start, end = place.today, None
    if cycle.within is not None:
        span = _found(cycle.within.find(place.calendar(place.today)))
        start, end = max(start, span.start), datetime.combine(span.end, time())
    if cycle.start is not None:
        opening = _found(cycle.start.find(place.calendar(place.today))).start
        if opening == place.today and datetime.combine(opening, at) <= place.now.replace(tzinfo=None):
            opening = _found(cycle.start.find(place.calendar(place.today + ONE_DAY))).start
        start = max(start, opening)
    if cycle.until is not None:
        span = _found(cycle.until.find(place.calendar(start + ONE_DAY)))
        # a day is taken in ("until friday"), a month or year is not ("until june")
        end = datetime.combine(span.end if span.is_day else span.start, time())
        if cycle.to_clock is not None:  # "every hour until 5pm"
            end = datetime.combine(span.start, time())  # the hour counts from the first occurrence: ``_closing``
    return start, end


def _closing(day: date, clock: Clock, first: datetime, place: ReferenceTime) -> datetime:
    """The end of "every hour until 5": that hour, or the next one after the first occurrence if it has no am or pm."""
    ends = sorted(datetime.combine(day, each.at) + timedelta(seconds=1) for each in times_of_clock(clock, None))
    if ends[-1] <= place.now.replace(tzinfo=None):
        ends = [end + ONE_DAY for end in ends]
    return next((end for end in ends if end > first), ends[-1])


def _opening(parts: TimeFields, day: date, place: ReferenceTime) -> TimeOfDay | None:
    """The first time of "every 2 hours starting at 7": the next sensible one. None where no time is said."""
    if not parts.clocks:
        return None
    options = times_of_clock(parts.clocks[0], parts.part, place.meridiem)
    now = place.now.replace(tzinfo=None)
    return next((each for each in options if datetime.combine(day, each.at) > now), options[0])


def _found(span: DateRange | None) -> DateRange:
    if span is None:
        raise ValueError("no such day")
    return span


def _times(parts: TimeFields, cycle: RecurrenceSpec, place: ReferenceTime) -> list[TimeOfDay]:
    """The times of day, in order. Times that differ in their minutes make no one rule: those like the first stay."""
    hours = place.context.locale.hours
    if parts.clocks:
        said = tuple(zip(in_both_halves(parts.clocks), itertools.repeat(parts.part)))
        if cycle.more_parts and not any(clock.is_unambiguous for clock in parts.clocks):
            said = _in_each_part(parts.clocks, (parts.part, *cycle.more_parts))
        chosen = [times_of_clock(clock, part, place.meridiem)[0] for clock, part in said]
        chosen = [each for each in chosen if each.at.minute == chosen[0].at.minute]
        return sorted({each.at: each for each in chosen}.values(), key=lambda each: each.at)
    if cycle.frequency == "DAILY" and cycle.times > 1:
        spread = _SPREAD.get(cycle.times, tuple(range(8, 8 + cycle.times)))
        return [TimeOfDay(at=time(hour % 24), assumption=Assumption.DEFAULT_HOUR) for hour in spread]
    if parts.part is not None:
        each = sorted({time_of_part(part, hours) for part in (parts.part, *cycle.more_parts)})
        alike = [at for at in each if at.minute == each[0].minute]
        return [TimeOfDay(at=at, assumption=Assumption.PART_OF_DAY) for at in alike]
    return [TimeOfDay(at=time(*hours.morning), assumption=Assumption.DEFAULT_HOUR)]


def _in_each_part(clocks: tuple[Clock, ...], parts: tuple[Part | None, ...]) -> tuple[tuple[Clock, Part | None], ...]:
    """ "every morning and evening at 7" is at both; "every morning and night at 7 and 9" is at one each."""
    if len(clocks) == len(parts):
        return tuple(zip(clocks, parts, strict=True))
    return tuple((clock, part) for clock in clocks for part in parts)


def _is_short_month(cycle: RecurrenceSpec) -> bool:
    """True where a month may lack the day: it is then its last."""
    if len(cycle.month_days) != 1 or cycle.weekdays:
        return False
    day = cycle.month_days[0]
    return (cycle.frequency == "MONTHLY" and day > 28) or (cycle.months == (2,) and day == 29)


def _recurrence(cycle: RecurrenceSpec, start: date, times: list[TimeOfDay]) -> Recurrence:
    """The rule without its bounds. Raises ``ValueError`` for a day that no month has."""
    frequency = Frequency(cycle.frequency)
    if frequency in BELOW_A_DAY:
        weekdays = tuple([(0, day) for _, day in cycle.weekdays])
        return Recurrence(frequency=frequency, interval=cycle.interval, weekdays=weekdays, hours=_hours_between(cycle))
    months, month_days = cycle.months, tuple(sorted(set(cycle.month_days))) if cycle.month_days else ()
    if not month_days and not cycle.weekdays and frequency in _BY_DATE and start.day > SURE_DAYS:
        month_days = (start.day,)
        months = (start.month,) if frequency is Frequency.YEARLY else months
    recurrence = Recurrence(
        frequency=frequency,
        interval=cycle.interval,
        months=months,
        weekdays=cycle.weekdays,
        month_days=month_days,
        set_positions=(cycle.set_position,) if cycle.set_position else (),
        hours=tuple(each.at.hour for each in times) if len(times) > 1 else (),
    )
    is_one_date = len(month_days) == 1 and not cycle.weekdays
    return recurrence.on_month_day(month_days[0]) if is_one_date and month_days[0] > SURE_DAYS else recurrence


def _bounded(
    recurrence: Recurrence,
    cycle: RecurrenceSpec,
    first: datetime,
    end: datetime | None,
    *,
    place: ReferenceTime,
    times: int = 1,
) -> Recurrence:
    """The rule with its COUNT or UNTIL: ``first`` is its first wall time, the last one is before ``end``."""
    count = cycle.count
    if cycle.lasting is not None:
        count = _count_within(recurrence, cycle.lasting) * times
        if not count:
            end = _after(first, cycle.lasting)
    if count:
        return replace(recurrence, count=count)
    if end is None:
        return recurrence
    until = moment_of(end - timedelta(seconds=1), place.zone)[0].astimezone(UTC)
    return replace(recurrence, until=until.replace(microsecond=0))


def _after(wall: datetime, delay: Duration) -> datetime:
    return datetime.combine(add_months(wall.date(), delay.months), wall.time()) + timedelta(
        days=delay.days, seconds=delay.seconds
    )


def _count_within(recurrence: Recurrence, lasting: Duration) -> int:
    """How many occurrences the length takes in, 0 where only the calendar can tell."""
    interval, frequency = recurrence.interval, recurrence.frequency
    if lasting.months:
        if frequency is Frequency.MONTHLY and not lasting.days:
            return lasting.months // interval
        is_whole = frequency is Frequency.YEARLY and lasting.months % 12 == 0 and not lasting.days
        return lasting.months // 12 // interval if is_whole else 0
    if frequency is Frequency.WEEKLY:
        return 0 if lasting.days % 7 else lasting.days // 7 // interval * (len(recurrence.weekdays) or 1)
    if recurrence.step is None or (recurrence.is_below_a_day and recurrence.hours):
        return 0
    seconds = lasting.seconds if recurrence.is_below_a_day else 0
    return timedelta(days=lasting.days, seconds=seconds) // recurrence.step


def _within_days(
    cycle: RecurrenceSpec,
    recurrence: Recurrence,
    opening: TimeOfDay | None,
    start: date,
    end: datetime | None,
    *,
    place: ReferenceTime,
) -> Repeat | None:
    """Every so many hours or minutes, all day long or between two hours."""
    wall: datetime | None
    if recurrence.hours and cycle.from_clock is not None:
        wall = first_after(recurrence, datetime.combine(start, time(_hour(cycle.from_clock))), place)
    elif cycle.count and opening is not None:  # "three alarms every half hour from 7" starts with the first
        wall = datetime.combine(start, opening.at)
        wall += ONE_DAY if wall <= place.now.replace(tzinfo=None) else timedelta()
    elif start > place.today or opening is not None:
        at = opening.at if opening is not None else time(*place.context.locale.hours.morning)
        wall = first_after(recurrence, datetime.combine(start, at), place)
    else:
        step = UNITS[recurrence.frequency] * recurrence.interval
        wall = (place.utc_now + step).astimezone(place.zone).replace(microsecond=0, tzinfo=None)
        wall = first_after(recurrence, wall, place) if recurrence.weekdays else wall
    if wall is not None and end is not None and cycle.to_clock is not None:
        end = _closing(end.date(), cycle.to_clock, wall, place)
    if wall is None or (end is not None and wall >= end):
        return None
    rule = _bounded(recurrence, cycle, wall, end, place=place)
    first = moment_of(wall, place.zone)[0].replace(fold=wall.fold)  # counted from now, it may be the second of two
    return Repeat(rrule=str(rule), first=first, has_clock=True)


def _hour(clock: Clock) -> int:
    return times_of_clock(clock, None)[0].at.hour


def _hours_between(cycle: RecurrenceSpec) -> tuple[int, ...]:
    """The hours of "from 9 to 5", all of them where none is said.

    An hourly repeat takes in its last one, a quicker one ends before it.
    """
    if cycle.from_clock is None or cycle.to_clock is None:
        return ()
    first, last = _hour(cycle.from_clock), _hour(cycle.to_clock)
    is_hourly = cycle.frequency == Frequency.HOURLY
    count = (last - first) % 24 + (1 if is_hourly else 0)
    return tuple(sorted((first + ahead) % 24 for ahead in range(0, count, cycle.interval if is_hourly else 1)))
