"""Turn a phrase into a moment, a repeat or a period: always in the future, else a named problem."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from bot.understanding.command import Assumption, Moment, Period, Repeat
from bot.understanding.context import Context
from bot.understanding.times.day_times import PART_HOURS, DayTime, day_times
from bot.understanding.times.days import ONE_DAY, Date, FromToday, Span, Weekday
from bot.understanding.times.days_from_days import Edge, is_eve
from bot.understanding.times.delay import Delay
from bot.understanding.times.phrase import Clock, Cycle, Parts, TimePhrase
from bot.understanding.times.place import Place, place_in
from bot.understanding.times.wall_time import moment_of
from bot.understanding.value import positional_value

_LAST_YEAR = 2100
_TRIES = 4
_DAYS_TRIED = {ahead: timedelta(days=ahead) for ahead in (-1, 0, 1, 2)}
_SOON = timedelta(minutes=30)
_PARTS = ("date", "clock", "part of day", "delay", "repeat", "zone")


@positional_value
class Resolved:
    """What a phrase comes to. ``moment`` or ``repeat`` is set unless ``problem`` is ("past", "too_far", "no_such_day",
    "unclear").

    Assumptions are in the moment and the repeat. ``parts`` are the phrase's, ``span`` the days found in ``zone``.
    """

    parts: Parts
    moment: Moment | None = None
    span: Span | None = None
    zone: tzinfo | None = None
    repeat: Repeat | None = None
    problem: str = ""

    @property
    def period(self) -> Period | None:
        """The stretch that the words cover, its ``words`` left empty; None for delays and repeats."""
        if self.span is None or self.zone is None:
            return None
        return _period(self.parts, self.moment, self.span, self.zone)

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the parts that the words gave ("date", "clock", ...), for the explanation."""
        parts = self.parts
        return _named(
            parts.day is not None,
            bool(parts.clocks),
            parts.part is not None,
            parts.delay is not None,
            parts.cycle is not None,
            parts.zone is not None,
        )

    @property
    def implied(self) -> tuple[str, ...]:
        """The names of the parts that had to be supplied."""
        parts = self.parts
        if parts.delay is not None:
            return ()
        return _named(parts.day is None and parts.cycle is None, not parts.clocks)


def resolve(phrase: TimePhrase, context: Context, *, meridiem: str | None = None) -> Resolved:
    """What ``phrase`` means at ``context.now``. Never raises.

    ``meridiem`` ("am", "pm") is what to prefer where the words leave it open: "wake me at 6" is the morning.
    """
    try:
        zone = zone_of(phrase.parts.zone) or context.zone
    except (ValueError, KeyError):  # "+99:00"
        return Resolved(phrase.parts, problem="unclear")
    place = place_in(zone, context, meridiem)
    parts = phrase.parts
    if parts.clocks and parts.clocks[0].is_now:
        parts = replace(parts, clocks=(Clock(hour=place.now.hour, minute=place.now.minute, is_exact=True),))
    try:
        return _resolved(parts, place)
    except (OverflowError, ValueError):
        return Resolved(phrase.parts, problem="too_far")


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
    return tuple(name for name, is_given in zip(_PARTS, given, strict=False) if is_given)


def _resolved(parts: Parts, place: Place) -> Resolved:
    if isinstance(parts.day, Date) and not parts.day.is_possible:
        return Resolved(parts, problem="no_such_day")
    if parts.cycle is not None:
        return _repeated(parts, parts.cycle, place)
    if parts.delay is not None:
        return _delayed(parts, parts.delay, place)
    if parts.day is None and not parts.clocks and parts.part is None:
        return Resolved(parts, problem="unclear")
    if parts.shift is not None and not parts.shift.is_clock_only and parts.day is None:
        return Resolved(parts, problem="unclear")  # "the night before" what nobody said
    for found, span in _candidates(parts, place):
        moment = found
        if parts.shift is not None:
            moment = replace(found, at=_added(found.at, parts.shift, place.zone))
        if _is_over(moment.at, place):
            continue
        if moment.at.year > _LAST_YEAR:
            return Resolved(parts, problem="too_far")
        return Resolved(parts, moment, span, place.zone)
    past = parts.day.find(place.calendar(place.today)) if parts.day is not None else None
    return Resolved(parts, problem="past", span=past, zone=place.zone)


def _repeated(parts: Parts, cycle: Cycle, place: Place) -> Resolved:
    from bot.understanding.times.repeat_rules import (  # noqa: PLC0415 - dateutil is read only when something repeats
        repeat_of,
    )

    repeat = repeat_of(parts, cycle, place)
    if repeat is None and cycle.is_yearly_day:  # "every easter" follows no rule: its next one
        return _resolved(replace(parts, cycle=None, day=cycle.start), place)
    if repeat is None:
        dates = (Date(day, month) for day in cycle.month_days for month in cycle.months)
        is_possible = all(one.is_possible for one in dates)
        return Resolved(parts, problem="past" if is_possible else "no_such_day")
    if repeat.first.year > _LAST_YEAR:
        return Resolved(parts, problem="too_far")
    return Resolved(parts, repeat=repeat)


def _delayed(parts: Parts, delay: Delay, place: Place) -> Resolved:
    at = _added(place.now.replace(microsecond=0), delay, place.zone)
    if _is_over(at, place):
        return Resolved(parts, problem="past")
    if at.year > _LAST_YEAR:
        return Resolved(parts, problem="too_far")
    assumptions = (Assumption.VAGUE,) if parts.is_vague else ()
    by_clock = delay.is_clock_only
    moment = Moment(at=at, has_date=not by_clock, has_clock=True, is_delay=by_clock, assumptions=assumptions)
    return Resolved(parts, moment)


def _is_over(at: datetime, place: Place) -> bool:
    """Whether ``at`` has come. In one zone Python compares wall times, which come twice when the clocks go back."""
    return at.astimezone(UTC) <= place.utc_now


def _added(at: datetime, delay: Delay, zone: tzinfo) -> datetime:
    """Months and days are added on the wall, hours and minutes in UTC."""
    if not delay.is_clock_only:
        wall = datetime.combine(delay.after(at.date()), at.time())
        at = moment_of(wall, zone)[0]
    return (at.astimezone(UTC) + timedelta(seconds=delay.seconds)).astimezone(zone)


def _candidates(parts: Parts, place: Place) -> Iterator[tuple[Moment, Span]]:
    """The moments that the words may mean, the likeliest first; the caller takes the first that fits."""
    options = day_times(parts, place.context.locale.hours, place.meridiem)
    if parts.day is None:
        yield from _any_day(parts, options, place)
        return
    earliest = place.today
    if isinstance(parts.day, Weekday) and not parts.clocks and parts.part is None:
        earliest += ONE_DAY
    last: Span | None = None
    for _ in range(_TRIES):
        span = parts.day.find(place.calendar(earliest))
        if span is None or span == last:
            return
        yield from _in_span(parts, span, options, place)
        earliest, last = max(earliest + ONE_DAY, span.end), span


def _any_day(parts: Parts, options: tuple[DayTime, ...], place: Place) -> Iterator[tuple[Moment, Span]]:
    """No day was said: today if the time is still to come, else tomorrow; waking hours go first."""
    found: list[tuple[bool, datetime, Moment, Span]] = []
    for ahead, days in _DAYS_TRIED.items():
        day = place.today + days
        for option in options:
            if ahead < 0 and not option.next_day:
                continue
            moment = _moment(parts, day, option, place, assumptions=(Assumption.NEXT_DAY,) if ahead == 1 else ())
            shifted = moment.at if parts.shift is None else _added(moment.at, parts.shift, place.zone)
            if shifted > place.now:
                found.append((len(options) > 1 and not option.is_sensible, moment.at, moment, Span(day, day + ONE_DAY)))
        if found and (ahead > 0 or not found[0][0]):  # a later day has nothing better
            break
    if found:
        _, _, moment, span = min(found, key=lambda each: each[:2])
        yield moment, span


def _moment(
    parts: Parts, day: date, option: DayTime, place: Place, *, days: int = 1, assumptions: tuple[Assumption, ...] = ()
) -> Moment:
    wall = datetime.combine(day + ONE_DAY if option.next_day else day, option.at)
    at, change = moment_of(wall, place.zone)
    if option.assumption is not None:
        assumptions = (*assumptions, option.assumption)
    if change is not None:
        assumptions = (*assumptions, change)
    if parts.is_vague:
        assumptions = (*assumptions, Assumption.VAGUE)
    return Moment(at, parts.day is not None, bool(parts.clocks), assumptions, parts.zone, days)


def _in_span(parts: Parts, span: Span, options: tuple[DayTime, ...], place: Place) -> Iterator[tuple[Moment, Span]]:
    day, days = span.start, (span.end - span.start).days
    if day == place.today and len(options) > 1:
        options = tuple(sorted(options, key=lambda option: (not option.is_sensible, option.at)))
    year_moved: tuple[Assumption, ...] = ()
    if isinstance(parts.day, Date) and parts.day.month and parts.day.year is None and day.year > place.today.year:
        year_moved = (Assumption.NEXT_YEAR,)
    if parts.day is not None and _is_midnight(parts):
        if isinstance(parts.day, FromToday) and day == place.today:  # today's midnight is the one to come
            options = tuple(replace(option, next_day=True) for option in options)
        elif is_eve(parts.day):
            assumption = Assumption.NIGHT_END
            options = tuple(replace(option, next_day=True, assumption=assumption) for option in options)
    for option in options:
        yield _moment(parts, day, option, place, days=days, assumptions=year_moved), span
    if not parts.clocks and span.start <= place.today < span.end and parts.shift is None:
        yield from _still_to_come(parts, span, options[0], place)


def _is_midnight(parts: Parts) -> bool:
    return bool(parts.clocks) and parts.clocks[0].is_exact and not parts.clocks[0].hour


def _still_to_come(parts: Parts, span: Span, option: DayTime, place: Place) -> Iterator[tuple[Moment, Span]]:
    """Today, this week or this evening is running already and its usual hour is past: what is left of it."""
    if span.is_day and not isinstance(parts.day, FromToday | Edge):
        return
    days = (span.end - span.start).days
    if parts.part is None:
        tomorrow = place.today + ONE_DAY
        if not span.is_day:
            if place.now.time() < option.at:
                yield _moment(parts, place.today, option, place, days=days), span
            if tomorrow < span.end:
                yield _moment(parts, tomorrow, option, place, days=days), span
        hours = place.context.locale.hours
        for hour in (hours.noon, hours.afternoon, hours.evening, hours.night):
            later = DayTime(at=time(*hour), assumption=Assumption.DEFAULT_HOUR)
            if (moment := _moment(parts, place.today, later, place, days=days)).at > place.now + _SOON:
                yield moment, span
    elif place.now.hour >= PART_HOURS[parts.part][1]:
        return
    soon = (place.now + _SOON).replace(minute=(place.now + _SOON).minute // 15 * 15, second=0, microsecond=0)
    yield (
        Moment(
            at=max(soon, (place.now + timedelta(minutes=1)).replace(second=0, microsecond=0)),
            has_date=True,
            has_clock=False,
            assumptions=(option.assumption or Assumption.DEFAULT_HOUR,),
            zone_named=parts.zone,
            days=days,
        ),
        span,
    )


def _period(parts: Parts, moment: Moment | None, span: Span, zone: tzinfo) -> Period:
    """The stretch that the words cover: a minute, a part of a day, or whole days."""
    if moment is not None and (parts.clocks or parts.shift is not None):
        return Period(start=moment.at, end=moment.at + timedelta(minutes=1), words="")
    start, end = datetime.combine(span.start, time()), datetime.combine(span.end, time())
    if parts.part is not None:
        low, high = PART_HOURS[parts.part]
        start, end = start + timedelta(hours=low), start + timedelta(hours=high)
    return Period(start=moment_of(start, zone)[0], end=moment_of(end, zone)[0], words="")
