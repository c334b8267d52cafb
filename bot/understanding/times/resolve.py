"""Resolve a phrase to a future moment, a repeat or an interval, or to a named problem."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.wall_time import LAST_YEAR
from bot.understanding.command import Assumption, Moment, Period, Repeat
from bot.understanding.context import Context
from bot.understanding.records import positional_record
from bot.understanding.times.days import ONE_DAY, Date, DateRange, FromToday, Weekday
from bot.understanding.times.derived_days import Edge, Nth, is_eve
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import HOURS_BY_NAME, Clock, RecurrenceSpec, TimeFields, TimePhrase
from bot.understanding.times.reference_time import ReferenceTime, reference_time_in
from bot.understanding.times.times_of_day import PART_HOURS, TimeOfDay, hours_until, times_of_day
from bot.understanding.times.wall_time import moment_of

_TRIES = 4
_DAYS_TRIED = {ahead: timedelta(days=ahead) for ahead in (-1, 0, 1, 2)}
_SOON = timedelta(minutes=30)
_DAYS_OF = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_MOST_DAYS_BETWEEN = 36_500  # of the times of a series: nobody sees the second one after a century
_FIELDS = ("date", "clock", "part of day", "delay", "repeat", "zone")


@positional_record
class Resolved:
    """What a phrase means: a moment, a repeat, or the problem that prevents one.

    ``moment`` or ``repeat`` is set unless ``problem`` is: "past", "too_far", "no_such_day" or "unclear". Both carry
    their assumptions. ``fields`` are the phrase's, ``date_range`` the days found in ``zone``.
    """

    fields: TimeFields
    moment: Moment | None = None
    date_range: DateRange | None = None
    zone: tzinfo | None = None
    repeat: Repeat | None = None
    problem: str = ""

    @property
    def period(self) -> Period | None:
        """The interval that the words cover, with empty ``words``; None for delays and repeats."""
        if self.date_range is None or self.zone is None:
            return None
        return _period(self.fields, self.moment, self.date_range, self.zone)

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the fields that the words gave ("date", "clock", ...), for the explanation."""
        fields = self.fields
        return _named(
            fields.day is not None,
            bool(fields.clocks),
            fields.part is not None,
            fields.delay is not None,
            fields.recurrence is not None,
            fields.zone is not None,
        )

    @property
    def implied(self) -> tuple[str, ...]:
        """The names of the fields that were supplied."""
        fields = self.fields
        if fields.delay is not None:
            return ()
        return _named(fields.day is None and fields.recurrence is None, not fields.clocks)


def resolve(phrase: TimePhrase, context: Context, *, meridiem: str | None = None) -> Resolved:
    """Resolve ``phrase`` at ``context.now``. Never raises.

    ``meridiem`` ("am", "pm") is preferred for an ambiguous clock time: "wake me at 6" means the morning.
    """
    try:
        zone = zone_of(phrase.fields.zone) or context.zone
    except (ValueError, KeyError):  # "+99:00"
        return Resolved(phrase.fields, problem="unclear")
    reference = reference_time_in(zone, context, meridiem)
    fields = phrase.fields
    if fields.clocks and fields.clocks[0].is_now:
        now = Clock(hour=reference.now.hour, minute=reference.now.minute, is_exact=True)
        fields = replace(fields, clocks=(now,) if fields.part is None else ())  # "tomorrow night at the same time"
    try:
        return _resolved(fields, reference)
    except (OverflowError, ValueError):
        return Resolved(phrase.fields, problem="too_far")


def zone_of(name: str | None) -> tzinfo | None:
    """The zone of an IANA name or of an offset such as "+02:00"."""
    if name is None:
        return None
    if name[0] in "+-":
        length = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
        return timezone(length if name[0] == "+" else -length)
    return UTC if name == "UTC" else ZoneInfo(name)


@cache
def _named(*given: bool) -> tuple[str, ...]:
    return tuple(name for name, is_given in zip(_FIELDS, given, strict=False) if is_given)


def _resolved(fields: TimeFields, reference: ReferenceTime) -> Resolved:
    if isinstance(fields.day, Date) and not fields.day.is_possible:
        return Resolved(fields, problem="no_such_day")
    if fields.recurrence is not None:
        return _repeated(fields, fields.recurrence, reference)
    if fields.delay is not None:
        return _delayed(fields, fields.delay, reference)
    if fields.day is None and not fields.clocks and fields.part is None:
        return Resolved(fields, problem="unclear")
    if fields.shift is not None and not fields.shift.is_clock_only and fields.day is None:
        return Resolved(fields, problem="unclear")  # "the night before" an event that the text does not name
    if (
        fields.shift is not None
        and fields.shift.is_clock_only
        and not fields.clocks
        and fields.part not in HOURS_BY_NAME
    ):
        return Resolved(fields, problem="unclear")  # "6 hours before the event on sunday"
    for found, date_range in _moments(fields, reference):
        moment = found
        if fields.shift is not None:
            moment = replace(found, at=_added(found.at, fields.shift, reference.zone))
        if _is_over(moment.at, reference):
            continue
        if moment.at.year > LAST_YEAR:
            return Resolved(fields, problem="too_far")
        return Resolved(fields, moment, date_range, reference.zone)
    past = fields.day.find(reference.calendar(reference.today)) if fields.day is not None else None
    return Resolved(fields, problem="past", date_range=past, zone=reference.zone)


def _repeated(fields: TimeFields, recurrence: RecurrenceSpec, reference: ReferenceTime) -> Resolved:
    from bot.understanding.times.repeat_rules import (  # noqa: PLC0415 - dateutil is slow to import and needed for repeats only
        repeat_of,
    )

    if recurrence.interval * _DAYS_OF.get(recurrence.frequency, 0) > _MOST_DAYS_BETWEEN:
        return Resolved(fields, problem="too_far")
    repeat = repeat_of(fields, recurrence, reference)
    if repeat is None and recurrence.is_yearly_day:  # "every easter" has no RRULE: only the next one
        return _resolved(replace(fields, recurrence=None, day=recurrence.start), reference)
    if repeat is None:
        dates = (Date(day, month) for day in recurrence.month_days for month in recurrence.months)
        is_possible = all(one.is_possible for one in dates)
        return Resolved(fields, problem="past" if is_possible else "no_such_day")
    if repeat.first.year > LAST_YEAR:
        return Resolved(fields, problem="too_far")
    return Resolved(fields, repeat=repeat)


def _delayed(fields: TimeFields, delay: Duration, reference: ReferenceTime) -> Resolved:
    at = _added(reference.now.replace(microsecond=0), delay, reference.zone)
    if _is_over(at, reference):
        return Resolved(fields, problem="past")
    if at.year > LAST_YEAR:
        return Resolved(fields, problem="too_far")
    assumptions = (Assumption.VAGUE,) if fields.is_vague else ()
    by_clock = delay.is_clock_only
    moment = Moment(at=at, has_date=not by_clock, has_clock=True, is_delay=by_clock, assumptions=assumptions)
    return Resolved(fields, moment)


def _is_over(at: datetime, reference: ReferenceTime) -> bool:
    """Whether ``at`` has passed. Compared in UTC, as Python compares times of one zone by wall time, ignoring fold."""
    return at.astimezone(UTC) <= reference.utc_now


def _added(at: datetime, delay: Duration, zone: tzinfo) -> datetime:
    """Add months and days to the wall time, hours and minutes in UTC."""
    if not delay.is_clock_only:
        wall = datetime.combine(delay.after(at.date()), at.time())
        at = moment_of(wall, zone)[0]
    return (at.astimezone(UTC) + timedelta(seconds=delay.seconds)).astimezone(zone)


def _moments(fields: TimeFields, reference: ReferenceTime) -> Iterator[tuple[Moment, DateRange]]:
    """The candidate moments with their dates, most likely first; the caller takes the first that fits."""
    candidates = times_of_day(fields, reference.context.locale.hours, reference.meridiem)
    if fields.day is None:
        yield from _any_day(fields, candidates, reference)
        return
    earliest = reference.today
    if isinstance(fields.day, Weekday) and not fields.clocks and fields.part is None:
        earliest += ONE_DAY
    last: DateRange | None = None
    for _ in range(_TRIES):
        date_range = fields.day.find(reference.calendar(earliest))
        if date_range is None or date_range == last:
            return
        yield from _in_date_range(fields, date_range, candidates, reference)
        earliest, last = max(earliest + ONE_DAY, date_range.end), date_range


def _any_day(
    fields: TimeFields, candidates: tuple[TimeOfDay, ...], reference: ReferenceTime
) -> Iterator[tuple[Moment, DateRange]]:
    """Without a day: today if the time is in the future, else tomorrow; waking hours first."""
    found: list[tuple[bool, datetime, Moment, DateRange]] = []
    if fields.shift is not None and len(candidates) == 1 and fields.clocks:
        today = _moment(fields, reference.today, candidates[0], reference)
        if _added(today.at, fields.shift, reference.zone) <= reference.now < today.at:
            return  # "2 hours before my 11 am haircut" at 10 am: over, and tomorrow is not meant
    for ahead, days in _DAYS_TRIED.items():
        day = reference.today + days
        for candidate in candidates:
            if ahead < 0 and not candidate.next_day:
                continue
            moment = _moment(
                fields, day, candidate, reference, assumptions=(Assumption.NEXT_DAY,) if ahead == 1 else ()
            )
            shifted = moment.at if fields.shift is None else _added(moment.at, fields.shift, reference.zone)
            if shifted > reference.now:
                found.append(
                    (
                        len(candidates) > 1 and not candidate.is_sensible,
                        moment.at,
                        moment,
                        DateRange(day, day + ONE_DAY),
                    )
                )
        if found and (ahead > 0 or not found[0][0]):  # later days have nothing better
            break
    if found:
        _, _, moment, date_range = min(found, key=lambda each: each[:2])
        yield moment, date_range


def _moment(
    fields: TimeFields,
    day: date,
    candidate: TimeOfDay,
    reference: ReferenceTime,
    *,
    days: int = 1,
    assumptions: tuple[Assumption, ...] = (),
) -> Moment:
    wall = datetime.combine(day + ONE_DAY if candidate.next_day else day, candidate.at)
    at, change = moment_of(wall, reference.zone)
    vague = Assumption.VAGUE if fields.is_vague else None
    assumptions = (*assumptions, *filter(None, (candidate.assumption, change, vague)))
    said = fields.day
    of_week, of_month = isinstance(said, Weekday) and said.weeks is None, isinstance(said, Date) and said.month is None
    return Moment(at, said is not None, bool(fields.clocks), assumptions, fields.zone, days, False, of_week, of_month)


def _in_date_range(
    fields: TimeFields, date_range: DateRange, candidates: tuple[TimeOfDay, ...], reference: ReferenceTime
) -> Iterator[tuple[Moment, DateRange]]:
    day, days = date_range.start, (date_range.end - date_range.start).days
    if day == reference.today and len(candidates) > 1:
        candidates = tuple(sorted(candidates, key=lambda candidate: (not candidate.is_sensible, candidate.at)))
    year_moved: tuple[Assumption, ...] = ()
    if (
        isinstance(fields.day, Date)
        and fields.day.month
        and fields.day.year is None
        and day.year > reference.today.year
    ):
        year_moved = (Assumption.NEXT_YEAR,)
    if fields.day is not None and _is_midnight(fields):
        if isinstance(fields.day, FromToday) and day == reference.today:  # "midnight today" is the coming one
            candidates = tuple(replace(candidate, next_day=True) for candidate in candidates)
        elif is_eve(fields.day):
            assumption = Assumption.NIGHT_END
            candidates = tuple(replace(candidate, next_day=True, assumption=assumption) for candidate in candidates)
    for candidate in candidates:
        yield _moment(fields, day, candidate, reference, days=days, assumptions=year_moved), date_range
    if not fields.clocks and date_range.start <= reference.today < date_range.end and fields.shift is None:
        yield from _rest_of_date_range(fields, date_range, candidates[0], reference)


def _is_midnight(fields: TimeFields) -> bool:
    return bool(fields.clocks) and fields.clocks[0].is_exact and not fields.clocks[0].hour


def _rest_of_date_range(
    fields: TimeFields, date_range: DateRange, candidate: TimeOfDay, reference: ReferenceTime
) -> Iterator[tuple[Moment, DateRange]]:
    """Candidates in the rest of a day, week or evening that has begun and whose default time has passed."""
    if date_range.is_day and not isinstance(fields.day, FromToday | Edge | Nth):
        return
    days = (date_range.end - date_range.start).days
    if fields.part is None:
        tomorrow = reference.today + ONE_DAY
        if not date_range.is_day:
            if reference.now.time() < candidate.at:
                yield _moment(fields, reference.today, candidate, reference, days=days), date_range
            if tomorrow < date_range.end:
                yield _moment(fields, tomorrow, candidate, reference, days=days), date_range
        hours = reference.context.locale.hours
        for hour in (hours.noon, hours.afternoon, hours.evening, hours.night):
            later = TimeOfDay(at=time(*hour), assumption=Assumption.DEFAULT_HOUR)
            if (moment := _moment(fields, reference.today, later, reference, days=days)).at > reference.now + _SOON:
                yield moment, date_range
    elif reference.now.hour >= PART_HOURS[fields.part][1]:
        return
    soon = (reference.now + _SOON).replace(minute=(reference.now + _SOON).minute // 15 * 15, second=0, microsecond=0)
    yield (
        Moment(
            at=max(soon, (reference.now + timedelta(minutes=1)).replace(second=0, microsecond=0)),
            has_date=True,
            has_clock=False,
            assumptions=(candidate.assumption or Assumption.DEFAULT_HOUR,),
            zone_named=fields.zone,
            days=days,
        ),
        date_range,
    )


def _period(fields: TimeFields, moment: Moment | None, date_range: DateRange, zone: tzinfo) -> Period:
    """The interval that the words cover: a minute, some hours, a part of a day, or whole days."""
    if moment is not None and (fields.clocks or fields.shift is not None):
        lasts = hours_until(moment.at, fields.to_clock) if fields.to_clock is not None else timedelta(minutes=1)
        return Period(start=moment.at, end=moment.at + lasts, words="")
    start, end = datetime.combine(date_range.start, time()), datetime.combine(date_range.end, time())
    if fields.part is not None:
        low, high = PART_HOURS[fields.part]
        start, end = start + timedelta(hours=low), start + timedelta(hours=high)
    return Period(start=moment_of(start, zone)[0], end=moment_of(end, zone)[0], words="")
