"""Turn a repeat as said into an RFC 5545 rule and its first occurrence."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.understanding.command import Assumption, Repeat
from bot.understanding.times.days import ONE_DAY, DateRange
from bot.understanding.times.derived_days import Holiday
from bot.understanding.times.duration import Duration, add_months
from bot.understanding.times.first_occurrence import WEEKDAYS, first_after
from bot.understanding.times.holidays.observances import yearly_rule
from bot.understanding.times.phrase import Clock, RecurrenceSpec, TimeFields
from bot.understanding.times.reference_time import ReferenceTime
from bot.understanding.times.steps import next_step
from bot.understanding.times.times_of_day import TimeOfDay, time_of_part, times_of_clock
from bot.understanding.times.wall_time import moment_of

_CLOCKED = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_MOST_WORKING_DAYS = 23  # in a month
_SPREAD = {2: (9, 19), 3: (9, 14, 19), 4: (8, 12, 16, 20)}
_MONTHLY_SPREAD = {2: (1, 15), 3: (1, 11, 21), 4: (1, 8, 15, 22)}
_SHORTER = {"YEARLY": ("MONTHLY", 12), "HOURLY": ("MINUTELY", 60)}  # "twice a year" is every six months
_WEEKLY_SPREAD = {2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}


def repeat_of(parts: TimeFields, cycle: RecurrenceSpec, place: ReferenceTime) -> Repeat | None:
    """The rule and its first occurrence after now, or None where there is none (it ended already)."""
    settled = _settled(cycle, place)
    if settled is None or not _exists(settled):
        return None
    cycle = settled
    times = _times(parts, cycle, place)
    start, end = _bounds(cycle, times[0].at, place)
    if cycle.frequency in _CLOCKED:
        return _within_days(cycle, times, start, end, place)
    short_month = _is_short_month(cycle)
    fields = _fields(cycle, start)
    if len(times) > 1:
        fields["BYHOUR"] = ",".join(str(each.at.hour) for each in times)
    # counted from today, "every other friday" could skip the next one: its phase starts with its first occurrence
    first_fields = {**fields, "INTERVAL": "1"} if len(fields) > 1 else {**fields, "INTERVAL": str(cycle.interval)}
    opening = datetime.combine(start, times[0].at)
    wall = first_after(cycle.frequency, first_fields, opening, place)
    if wall is None or (end is not None and wall >= end):
        return None
    rule = _bounded_rule(cycle, fields, wall, end, place=place, times=len(times))
    first, change = moment_of(wall, place.zone)
    assumed = [time.assumption for time in times[:1]] + [Assumption.SHORT_MONTH if short_month else None, change]
    return Repeat(
        rrule=rule,
        first=first,
        has_clock=bool(parts.clocks),
        assumptions=tuple(each for each in assumed if each is not None),
    )


def _settled(cycle: RecurrenceSpec, place: ReferenceTime) -> RecurrenceSpec | None:
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


def _exists(cycle: RecurrenceSpec) -> bool:
    """False for a day that no month has (30 February): dateutil would look for it up to the year 9999."""
    if cycle.set_position > _MOST_WORKING_DAYS:
        return False
    longest = max((_LONGEST.get(month, 31) for month in cycle.months), default=31)
    return not cycle.month_days or min(map(abs, cycle.month_days)) <= longest


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
            end = datetime.combine(span.start, times_of_clock(cycle.to_clock, None)[0].at) + timedelta(seconds=1)
            end += ONE_DAY if end <= place.now.replace(tzinfo=None) else timedelta()
    return start, end


def _found(span: DateRange | None) -> DateRange:
    if span is None:
        raise ValueError("no such day")
    return span


def _times(parts: TimeFields, cycle: RecurrenceSpec, place: ReferenceTime) -> list[TimeOfDay]:
    """The times of day, in order. Times that differ in their minutes make no one rule: those like the first stay."""
    hours = place.context.locale.hours
    if parts.clocks:
        chosen = [times_of_clock(clock, parts.part, place.meridiem)[0] for clock in parts.clocks]
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


def _is_short_month(cycle: RecurrenceSpec) -> bool:
    """True where a month may lack the day: it is then its last."""
    if len(cycle.month_days) != 1 or cycle.weekdays:
        return False
    day = cycle.month_days[0]
    return (cycle.frequency == "MONTHLY" and day > 28) or (cycle.months == (2,) and day == 29)


def _fields(cycle: RecurrenceSpec, start: date) -> dict[str, str]:
    """The parts of the rule besides FREQ; INTERVAL always first."""
    fields: dict[str, str] = {"INTERVAL": str(cycle.interval)}
    if cycle.months:
        fields["BYMONTH"] = ",".join(map(str, cycle.months))
    if cycle.weekdays:
        fields["BYDAY"] = ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in cycle.weekdays)
    month_days = cycle.month_days
    if not month_days and not cycle.weekdays and cycle.frequency in {"MONTHLY", "YEARLY"} and start.day > 28:
        month_days = (start.day,)
        if cycle.frequency == "YEARLY":
            fields["BYMONTH"] = str(start.month)
    if len(month_days) == 1 and not cycle.weekdays and _last_may_be_missing(month_days[0], fields.get("BYMONTH")):
        fields["BYMONTHDAY"] = ",".join(map(str, range(28, month_days[0] + 1)))
        fields["BYSETPOS"] = "-1"
    elif month_days:
        fields["BYMONTHDAY"] = ",".join(map(str, sorted(set(month_days))))
    if cycle.set_position:
        fields["BYSETPOS"] = str(cycle.set_position)
    return fields


def _last_may_be_missing(day: int, months: str | None) -> bool:
    return day > 28 and (months is None or (months == "2" and day == 29))


def _written(frequency: str, fields: dict[str, str]) -> str:
    return ";".join([f"FREQ={frequency}", *(f"{k}={v}" for k, v in fields.items() if (k, v) != ("INTERVAL", "1"))])


def _bounded_rule(
    cycle: RecurrenceSpec,
    fields: dict[str, str],
    first: datetime,
    end: datetime | None,
    *,
    place: ReferenceTime,
    times: int = 1,
) -> str:
    count = cycle.count
    if cycle.lasting is not None:
        count = _count_within(cycle, cycle.lasting) * times
        if not count:
            end = _after(first, cycle.lasting)
    if count:
        fields = {**fields, "COUNT": str(count)}
    elif end is not None:
        until = moment_of(end - timedelta(seconds=1), place.zone)[0].astimezone(UTC)
        fields = {**fields, "UNTIL": f"{until:%Y%m%dT%H%M%SZ}"}
    return _written(cycle.frequency, fields)


def _after(wall: datetime, delay: Duration) -> datetime:
    return datetime.combine(add_months(wall.date(), delay.months), wall.time()) + timedelta(
        days=delay.days, seconds=delay.seconds
    )


def _count_within(cycle: RecurrenceSpec, lasting: Duration) -> int:
    """How many occurrences the length takes in, 0 where only the calendar can tell."""
    seconds = lasting.days * 86_400 + lasting.seconds
    if cycle.frequency in _CLOCKED and not lasting.months and cycle.from_clock is None:
        return seconds // (_CLOCKED[cycle.frequency] * cycle.interval)
    if cycle.frequency == "DAILY" and not lasting.months:
        return lasting.days // cycle.interval
    if cycle.frequency == "WEEKLY" and not lasting.months and lasting.days % 7 == 0:
        return lasting.days // 7 // cycle.interval * (len(cycle.weekdays) or 1)
    if cycle.frequency == "MONTHLY" and not lasting.days:
        return lasting.months // cycle.interval
    if cycle.frequency == "YEARLY" and lasting.months % 12 == 0 and not lasting.days:
        return lasting.months // 12 // cycle.interval
    return 0


def _within_days(
    cycle: RecurrenceSpec, times: list[TimeOfDay], start: date, end: datetime | None, place: ReferenceTime
) -> Repeat | None:
    """Every so many hours or minutes, all day long or between two hours."""
    fields = {"INTERVAL": str(cycle.interval)}
    step = timedelta(seconds=_CLOCKED[cycle.frequency] * cycle.interval)
    weekdays = tuple(day for _, day in cycle.weekdays)
    if weekdays:
        fields["BYDAY"] = ",".join(WEEKDAYS[day] for day in weekdays)
    wall: datetime | None
    if cycle.from_clock is not None and cycle.to_clock is not None:
        first_hour, last_hour = _hour(cycle.from_clock), _hour(cycle.to_clock)
        hours = _hours_between(cycle, first_hour, last_hour)
        fields["BYHOUR"] = ",".join(map(str, hours))
        opening = datetime.combine(start, time(first_hour))
        wall = next_step(opening, step, place, hours=tuple(hours), weekdays=weekdays)
    elif start > place.today or times[0].assumption is None:
        wall = next_step(datetime.combine(start, times[0].at), step, place, weekdays=weekdays)
    else:
        wall = (place.now.astimezone(UTC) + step).astimezone(place.zone).replace(microsecond=0, tzinfo=None)
    if wall is None or (end is not None and wall >= end):
        return None
    rule = _bounded_rule(cycle, fields, wall, end, place=place)
    return Repeat(rrule=rule, first=moment_of(wall, place.zone)[0], has_clock=True)


def _hour(clock: Clock) -> int:
    return times_of_clock(clock, None)[0].at.hour


def _hours_between(cycle: RecurrenceSpec, first: int, last: int) -> list[int]:
    """The hours of the day; an hourly repeat takes in its last one, a quicker one ends before it."""
    step = cycle.interval if cycle.frequency == "HOURLY" else 1
    count = (last - first) % 24 + (1 if cycle.frequency == "HOURLY" else 0)
    return sorted((first + ahead) % 24 for ahead in range(0, count, step))
