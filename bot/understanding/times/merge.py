"""Combine the fields of two time phrases, adjacent or apart in the text, into one time."""

from dataclasses import replace

from bot.understanding.times.days import CalendarPeriod, Date, Day, FromToday, Month, Quarter, Season, Weekday, Year
from bot.understanding.times.derived_days import Holiday, Later, Nth
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import CLOCKED, Clock, Part, RecurrenceSpec, TimeFields, TimePhrase, in_both_halves

_TODAY = FromToday(0)


def merge(first: TimePhrase, *others: TimePhrase) -> TimePhrase | None:
    """Merge several phrases into one, or return None if two of them contradict each other ("at 5 ... at 6")."""
    whole = first
    for other in others:
        fields = combined(whole.fields, other.fields)
        if fields is None:
            return None
        whole = TimePhrase(
            start=min(whole.start, other.start),
            end=max(whole.end, other.end),
            fields=fields,
            rule=f"{whole.rule} + {other.rule}",
            is_latent=whole.is_latent and other.is_latent,
            introduced=whole.introduced or other.introduced,
            spans=tuple(
                sorted((whole.spans or ((whole.start, whole.end),)) + (other.spans or ((other.start, other.end),)))
            ),
        )
    return whole


def combined(first: TimeFields, second: TimeFields) -> TimeFields | None:
    """The fields of both, or None if they contradict each other."""
    if first.recurrence is not None or second.recurrence is not None:
        return _combined_repeat(first, second)
    if first.shift is not None or second.shift is not None:
        return _combined_shift(first, second)
    if first.delay is not None or second.delay is not None:
        return _combined_delay(first, second)
    if first.clocks and second.clocks and first.clocks != second.clocks:
        return None
    if first.zone and second.zone and first.zone != second.zone:
        return None
    part = _joined_part(first.part, second.part)
    if part is None and first.part and second.part:
        return None
    day = first.day or second.day
    if first.day is not None and second.day is not None:
        day = joined_day(first.day, second.day)
        if day is None:
            return None
    return TimeFields(
        day=day,
        clocks=first.clocks or second.clocks,
        part=part,
        zone=first.zone or second.zone,
        is_vague=first.is_vague or second.is_vague,
        to_clock=first.to_clock or second.to_clock,
    )


def _joined_part(first: Part | None, second: Part | None) -> Part | None:
    if first is None or second is None or first == second:
        return first or second
    if first in second:  # "early morning" is more precise than "morning"
        return second
    if second in first:
        return first
    if Part.BEDTIME in {first, second} and not {first, second}.isdisjoint({Part.NIGHT, Part.EVENING}):
        return Part.BEDTIME  # "every night before bed"
    return Part.NIGHT if {first, second} == {Part.EVENING, Part.NIGHT} else None


def _combined_shift(first: TimeFields, second: TimeFields) -> TimeFields | None:
    """A shift and its anchor: the day of "an hour before noon" and "tomorrow" goes to the anchor."""
    if first.shift is not None and second.shift is not None:
        return None
    shifted, other = (first, second) if first.shift is not None else (second, first)
    if shifted.part is not None:
        other = replace(other, clocks=())  # "... at 7am, remind me the night before"
    whole = combined(replace(shifted, shift=None), replace(other, shift=None))
    return replace(whole, shift=first.shift or second.shift) if whole else None


def _combined_delay(first: TimeFields, second: TimeFields) -> TimeFields | None:
    """A delay with a day, a clock time or a part of the day: "in 2 days at 5", "today in one hour"."""
    if first.delay is not None and second.delay is not None:
        return None
    delayed, other = (first, second) if first.delay is not None else (second, first)
    delay = delayed.delay or Duration()
    if other.day == _TODAY and not other.clocks and other.part is None:
        return replace(delayed, zone=delayed.zone or other.zone)
    if isinstance(other.day, Holiday) and other.day.year is None and not delay.seconds:
        return replace(other, day=replace(other.day, after=delay))
    if other.day is not None and delay.months + delay.days and not delay.seconds:
        day = _day_in(other.day, delay)
        return replace(other, day=day, zone=delayed.zone or other.zone) if day else None
    if other.day is None and delayed.day is None and not delay.seconds and (other.clocks or other.part):
        return replace(other, day=Later(_TODAY, delay), zone=delayed.zone or other.zone)
    if other.day is None and not other.clocks and other.part is None:
        return replace(delayed, zone=other.zone)
    return None


def _day_in(day: Day, delay: Duration) -> Day | None:
    """ "monday in 2 weeks", "the 15th in two months"."""
    if isinstance(day, Weekday) and day.weeks is None and not delay.months and delay.days % 7 == 0:
        return Weekday(day.weekday, delay.days // 7)
    if isinstance(day, Date) and day.month is None and not delay.days:
        return Nth(day.day, "day", CalendarPeriod("month", delay.months))
    return None


def joined_day(first: Day, second: Day) -> Day | None:
    """One day from two expressions: "fri" and "sep 20", "june" and "next year", "friday" and "next week"."""
    if first == second:
        return first
    return _joined_in_order(first, second) or _joined_in_order(second, first)


def _joined_in_order(first: Day, second: Day) -> Day | None:
    if isinstance(first, Weekday):
        return _with_weekday(first, second)
    if isinstance(first, Date) and first.month is None:
        return _in_month(first, second)
    if not isinstance(first, Date | Month | Holiday | Quarter | Season):
        return None
    if first.year is not None or first.years_ahead is not None:
        return None
    if isinstance(second, Year):
        return replace(first, year=second.year)
    if isinstance(second, CalendarPeriod) and second.unit == "year":
        return replace(first, years_ahead=second.ahead)
    return None


def _in_month(day: Date, month: Day) -> Day | None:
    """ "the 20th" and "next month", "the 3rd" and "march"."""
    if isinstance(month, Month) and month.years_ahead is None:
        return replace(day, month=month.month, year=month.year)
    if isinstance(month, CalendarPeriod) and month.unit == "month":
        return Nth(day.day, "day", month)
    if isinstance(month, CalendarPeriod) and month.unit == "week":
        return day  # "next week on the 8th"
    return None


def _with_weekday(first: Weekday, second: Day) -> Day | None:
    """A weekday with a date, a week or another day that it refines."""
    if isinstance(second, Date):
        return replace(second, weekday=first.weekday) if second.weekday in (None, first.weekday) else None
    if isinstance(second, CalendarPeriod) and second.unit == "week" and first.weeks is None:
        return Weekday(first.weekday, second.ahead)
    if isinstance(second, CalendarPeriod) and second.unit == "weekend" and first.weekday >= 5 and first.weeks is None:
        return Weekday(first.weekday, second.ahead)
    if isinstance(second, Weekday) and second.weekday == first.weekday:
        return first if first.weeks is not None else second
    if isinstance(second, Holiday) and first.weeks is None:
        return second
    return None


def _combined_repeat(first: TimeFields, second: TimeFields) -> TimeFields | None:
    repeat, other = (first, second) if first.recurrence is not None else (second, first)
    if repeat.recurrence is None or other.delay is not None or other.shift is not None:
        return None
    recurrence: RecurrenceSpec | None = repeat.recurrence
    if other.recurrence is not None:
        recurrence = _joined_recurrence(repeat.recurrence, other.recurrence)
    elif other.day is not None:
        recurrence = _recurrence_with_day(repeat.recurrence, other.day)
    part = _joined_part(repeat.part, other.part)
    if recurrence is None or (part is None and repeat.part and other.part):
        return None
    if repeat.zone and other.zone and repeat.zone != other.zone:
        return None
    if other.to_clock is not None and recurrence.frequency in CLOCKED and recurrence.from_clock is None:
        # "every 4 hours while she's awake, 8am to 8pm"
        recurrence = replace(recurrence, from_clock=other.clocks[0], to_clock=other.to_clock)
        return TimeFields(recurrence=recurrence, clocks=repeat.clocks, part=part, zone=repeat.zone or other.zone)
    return TimeFields(
        recurrence=recurrence,
        clocks=tuple(dict.fromkeys(_clocks_of_both(repeat, other))),
        part=part,
        zone=repeat.zone or other.zone,
    )


def _clocks_of_both(repeat: TimeFields, other: TimeFields) -> tuple[Clock, ...]:
    """The clock times of both: "at 7 ... at 7" says one twice, "at 7 and 7" two."""
    return (*in_both_halves(repeat.clocks), *in_both_halves(other.clocks))


def _joined_recurrence(first: RecurrenceSpec, second: RecurrenceSpec) -> RecurrenceSpec | None:
    """ "every week ... on mondays", "every day ... 7 days a week"."""
    if first == second:
        return first
    for one, other in ((first, second), (second, first)):
        if one.frequency in {"WEEKLY", "DAILY"} and not one.weekdays and other.frequency == "WEEKLY" and other.weekdays:
            return replace(other, interval=max(one.interval, other.interval))
        if one == RecurrenceSpec(frequency=other.frequency):  # "a monthly reminder ... on the 19th of every month"
            return other
        if one.frequency == "WEEKLY" and other.frequency == "DAILY" and one.weekdays and other.interval == 1:
            return one
        if one.frequency == "WEEKLY" and one.weekdays and one.interval == 1 and other.frequency in CLOCKED:
            return None if other.weekdays else replace(other, weekdays=one.weekdays)  # "mon-fri every 2 hours"
        if one.frequency == "YEARLY" and one == RecurrenceSpec(frequency="YEARLY") and other.frequency == "MONTHLY":
            return None
    return None


def _recurrence_with_day(recurrence: RecurrenceSpec, day: Day) -> RecurrenceSpec | None:
    """A recurrence with its day ("june 5th" and "every year") or, for any other day, its start."""
    if isinstance(day, Weekday):
        if recurrence.weekdays:
            return recurrence if (0, day.weekday) in recurrence.weekdays else None
        if recurrence.frequency == "WEEKLY":
            start = day if day.weeks is not None else None
            return replace(recurrence, weekdays=((0, day.weekday),), start=start)
    if isinstance(day, Date) and not recurrence.month_days and not recurrence.weekdays:
        if day.month is None and recurrence.frequency == "MONTHLY":
            return replace(recurrence, month_days=(day.day,))
        if day.month is not None and recurrence.frequency == "YEARLY":
            dated = replace(recurrence, months=(day.month,), month_days=(day.day,))
            return replace(dated, start=day) if day.year is not None else dated
    if (
        isinstance(day, Nth)
        and isinstance(day.within, Month)
        and day.what == "weekday"
        and recurrence.frequency == "YEARLY"
    ):
        return replace(recurrence, months=(day.within.month,), weekdays=((day.number, day.weekday),))
    if (
        isinstance(day, Nth)
        and day.within == CalendarPeriod("month")
        and recurrence == RecurrenceSpec(frequency="MONTHLY")
    ):
        if day.what == "weekday":  # "the last monday of the month every month"
            return replace(recurrence, weekdays=((day.number, day.weekday),))
        return replace(recurrence, month_days=(day.number,)) if day.what == "day" else None
    if isinstance(day, Holiday) and recurrence.frequency == "YEARLY":
        return replace(recurrence, start=day, is_yearly_day=True)
    if isinstance(day, Month) and recurrence.frequency == "YEARLY" and not recurrence.months:
        return replace(recurrence, months=(day.month,), month_days=(1,))
    return replace(recurrence, start=day) if recurrence.start is None else None
