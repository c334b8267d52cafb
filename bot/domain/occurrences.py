"""When a series occurs: the moments of a recurrence rule from its start on, across clock changes. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import count, dropwhile, islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, HOURLY, MINUTELY, MONTHLY, SECONDLY, WEEKLY, YEARLY, rrule, weekday

from bot.domain.model import Reminder
from bot.domain.quiet_hours import parse_quiet_hours
from bot.domain.records import replace
from bot.domain.recurrence import UNITS, Frequency, Recurrence
from bot.domain.skipped_days import parse_days
from bot.domain.wall_time import ClockChange, earliest_wall_after, moment_at, step_on_or_after, to_utc

_DATEUTIL: dict[Frequency, Literal[0, 1, 2, 3, 4, 5, 6]] = {
    Frequency.SECONDLY: SECONDLY,
    Frequency.MINUTELY: MINUTELY,
    Frequency.HOURLY: HOURLY,
    Frequency.DAILY: DAILY,
    Frequency.WEEKLY: WEEKLY,
    Frequency.MONTHLY: MONTHLY,
    Frequency.YEARLY: YEARLY,
}
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_INSTANT = timedelta(microseconds=1)
# Steps of whole minutes and the minutes of a week meet within so many tries, if they ever do.
_MOST_TRIES = 7 * 24 * 60


def occurrences_of(reminder: Reminder, *, after: datetime) -> Iterator[datetime]:
    """The moments (UTC, ascending) of ``reminder`` later than ``after``, without those that are skipped.

    Those of a series by the minute or hour come at the end of quiet hours that they fall into, once.
    """
    if reminder.rrule is None or reminder.wall_start is None:
        return iter((reminder.due_at,) if reminder.due_at > after else ())
    if reminder.skipped_until is not None:
        after = max(after, reminder.skipped_until)
    recurrence, quiet = Recurrence.parse(reminder.rrule), parse_quiet_hours(reminder.quiet_hours)
    if quiet is None or not recurrence.is_below_a_day or recurrence.hours:  # the person said at which hours
        return _unskipped(recurrence, reminder, after)
    until = None if recurrence.until is None else _until(recurrence.until, reminder.timezone)
    return quiet.put_off(_unskipped(recurrence, reminder, quiet.before(after)), after=after, until=until)


def _unskipped(recurrence: Recurrence, reminder: Reminder, after: datetime) -> Iterator[datetime]:
    moments = occurrences(recurrence, reminder.wall_start or reminder.due_at, reminder.timezone, after=after)
    if reminder.skipped_days is None:
        return moments
    zone, skipped = ZoneInfo(reminder.timezone), parse_days(reminder.skipped_days)
    return (moment for moment in moments if moment.astimezone(zone).date() not in skipped)


def with_clear_start(reminder: Reminder) -> Reminder:
    """A new series of elapsed time, with a start that its wall time can say.

    One that starts in the second of a doubled hour gets an earlier start, in steps, and skips what is before its first
    occurrence: a wall time alone means the first of the two. A series with a count is left as it is.
    """
    if reminder.rrule is None or reminder.wall_start is None:
        return reminder
    recurrence, zone = Recurrence.parse(reminder.rrule), ZoneInfo(reminder.timezone)
    start = reminder.due_at.astimezone(zone)
    if not start.fold or not recurrence.is_elapsed or recurrence.step is None or recurrence.count is not None:
        return reminder
    while start.fold:
        start = (start.astimezone(UTC) - recurrence.step).astimezone(zone)
    return replace(reminder, wall_start=start.replace(tzinfo=None), skipped_until=reminder.due_at - _INSTANT)


def occurrences(recurrence: Recurrence, wall_start: datetime, timezone: str, *, after: datetime) -> Iterator[datetime]:
    """The moments (UTC, strictly ascending) of a series later than ``after``.

    ``wall_start`` is its DTSTART: naive, in the IANA zone ``timezone``. The same moments come whatever ``after`` is.
    """
    return _within_calendar(_occurrences(recurrence, wall_start, timezone, after))


def _occurrences(recurrence: Recurrence, wall_start: datetime, timezone: str, after: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(timezone)
    if recurrence.is_elapsed:
        moments = _elapsed(recurrence, to_utc(wall_start, timezone), zone, after)
    else:
        moments = _by_the_wall(recurrence, wall_start, zone, after)
    if recurrence.until is None:
        yield from moments
    else:
        until = _until(recurrence.until, timezone)
        yield from takewhile(lambda moment: moment <= until, moments)


def _until(until: datetime, timezone: str) -> datetime:
    return until if until.tzinfo else to_utc(until, timezone)


def first_wall_time(recurrence: Recurrence, wall_start: datetime, zone: tzinfo, *, after: datetime) -> datetime | None:
    """The first wall time of a series (from the naive ``wall_start``) whose moment is later than ``after``, if any.

    UNTIL is not looked at.
    """
    try:
        for wall in _walls(recurrence, wall_start, earliest_wall_after(after, zone)):
            if moment_at(wall, zone)[0].astimezone(UTC) > after:
                return wall
    except OverflowError:  # past the year 9999
        pass
    return None


def _within_calendar(moments: Iterator[datetime]) -> Iterator[datetime]:
    try:
        yield from moments
    except OverflowError:  # past the year 9999
        return


def _elapsed(recurrence: Recurrence, start: datetime, zone: tzinfo, after: datetime) -> Iterator[datetime]:
    """Equal steps in UTC, of which those on certain weekdays in ``zone`` may be chosen."""
    step = UNITS[recurrence.frequency] * recurrence.interval
    first = max(0, (after - start) // step + 1)
    if not recurrence.weekdays:
        numbers = count(first) if recurrence.count is None else range(first, recurrence.count)
        return (start + number * step for number in numbers)
    weekdays = {day for _, day in recurrence.weekdays}
    if recurrence.count is None:
        return _on_weekdays(start + first * step, step, zone, weekdays)
    counted = islice(_on_weekdays(start, step, zone, weekdays), recurrence.count)
    return dropwhile(lambda moment: moment <= after, counted)


def _on_weekdays(moment: datetime, step: timedelta, zone: tzinfo, weekdays: set[int]) -> Iterator[datetime]:
    tries = 0
    while tries < _MOST_TRIES:
        tries += 1
        local = moment.astimezone(zone)
        if local.weekday() in weekdays:
            yield moment
            moment += step
            tries = 0
        else:
            midnight = moment_at(datetime.combine(local.date() + _DAY, time()), zone)[0].astimezone(UTC)
            moment = step_on_or_after(moment, step, midnight)


def _by_the_wall(recurrence: Recurrence, start: datetime, zone: tzinfo, after: datetime) -> Iterator[datetime]:
    """Each wall time as a moment. Those in a gap move forward, beyond others or onto them: they are sorted in, once."""
    previous = after
    moved: list[datetime] = []
    for wall in _walls(recurrence, start, earliest_wall_after(after, zone)):
        at, change = moment_at(wall, zone)
        moment = at.astimezone(UTC)
        if change is ClockChange.GAP:
            moved.append(moment)
            continue
        while moved and moved[0] <= moment:
            if (sooner := moved.pop(0)) > previous:
                yield sooner
                previous = sooner
        if moment > previous:
            yield moment
            previous = moment
    yield from (moment for moment in moved if moment > previous)


def _walls(recurrence: Recurrence, start: datetime, earliest: datetime) -> Iterator[datetime]:
    """The wall times of a series (ascending) from ``earliest`` on."""
    if recurrence.count is not None:  # counted from the first one
        walls = islice(_endless_walls(recurrence, start, start), recurrence.count)
        return dropwhile(lambda wall: wall < earliest, walls)
    return _endless_walls(recurrence, start, max(start, earliest))


def _endless_walls(recurrence: Recurrence, start: datetime, earliest: datetime) -> Iterator[datetime]:
    step = _step_of_all(recurrence)
    if step is None:
        return _dateutil_walls(recurrence, start, earliest)
    return _steps(start, step, earliest, recurrence.hours, [day for _, day in recurrence.weekdays])


def _step_of_all(recurrence: Recurrence) -> timedelta | None:
    """The step of a series of equal steps, of which some hours or weekdays are chosen; None for any other series."""
    if recurrence.months or recurrence.month_days or recurrence.year_days or recurrence.set_positions:
        return None
    if recurrence.minutes or recurrence.seconds or (recurrence.hours and not recurrence.is_below_a_day):
        return None
    if recurrence.weekdays and recurrence.frequency is Frequency.WEEKLY:
        return _DAY if recurrence.interval == 1 else None
    return recurrence.step


def _steps(
    start: datetime, step: timedelta, earliest: datetime, hours: tuple[int, ...], weekdays: list[int]
) -> Iterator[datetime]:
    """The steps by arithmetic: a series every second is not walked from its start."""
    wall = step_on_or_after(start, step, earliest)
    tries = 0
    while tries < _MOST_TRIES:
        tries += 1
        if weekdays and wall.weekday() not in weekdays:
            wall = step_on_or_after(start, step, datetime.combine(wall.date() + _DAY, time()))
        elif hours and wall.hour not in hours:
            wall = step_on_or_after(start, step, wall.replace(minute=0, second=0, microsecond=0) + _HOUR)
        else:
            yield wall
            wall += step
            tries = 0


def _dateutil_walls(recurrence: Recurrence, start: datetime, earliest: datetime) -> Iterator[datetime]:
    """What dateutil finds. The rule is built, not parsed: dateutil takes longer to read a rule than to follow it."""
    if recurrence.step is not None:
        # a later start of the same series, so that dateutil does not walk through what has passed
        start += (earliest - start) // recurrence.step * recurrence.step
    try:
        series = rrule(
            _DATEUTIL[recurrence.frequency],
            dtstart=start,
            interval=recurrence.interval,
            wkst=recurrence.week_start,
            bysetpos=recurrence.set_positions or None,
            bymonth=recurrence.months or None,
            bymonthday=recurrence.month_days or None,
            byyearday=recurrence.year_days or None,
            byweekno=recurrence.week_numbers or None,
            byweekday=[weekday(day, ordinal or None) for ordinal, day in recurrence.weekdays] or None,
            byhour=recurrence.hours or None,
            byminute=recurrence.minutes or None,
            bysecond=recurrence.seconds or None,
        )
    except ValueError:  # steps that never meet an hour or minute of the rule
        return iter(())
    return series.xafter(earliest, inc=True)
