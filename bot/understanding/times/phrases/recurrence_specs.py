"""Shared by the readers of repeats: units as frequencies, and the recurrence that a single day implies."""

from dataclasses import replace

from bot.understanding.times.days import Date, Month, Weekday
from bot.understanding.times.derived_days import Holiday
from bot.understanding.times.phrase import NEEDS_LEAD, Part, RecurrenceSpec, TimeFields, TimePhrase
from bot.understanding.times.phrases.parse_state import Match, ParseState

FREQUENCIES = {
    "second": ("SECONDLY", 1),
    "minute": ("MINUTELY", 1),
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
    "decade": ("YEARLY", 10),
}


def repeat_match(recurrence: RecurrenceSpec, end: int, *, is_latent: bool = False, part: Part | None = None) -> Match:
    return Match(end, TimeFields(recurrence=recurrence, part=part), "repeat", is_latent)


def weekly_match(state: ParseState, days: tuple[int, ...], end: int, interval: int = 1) -> Match:
    """A weekly repeat on certain weekdays, with a part of the day that may follow ("friday mornings")."""
    recurrence = RecurrenceSpec(frequency="WEEKLY", interval=interval, weekdays=tuple((0, day) for day in days))
    word = state.tokens[end].word
    if word.part is not None and word.offset is None and word.part not in NEEDS_LEAD:
        return repeat_match(recurrence, end + 1, part=Part(word.part))
    return repeat_match(recurrence, end, part=Part.NIGHT if state.is_a(end - 1, "weeknight") else None)


def yearly_recurrence(month: int, day: int) -> RecurrenceSpec:
    return RecurrenceSpec(frequency="YEARLY", months=(month,), month_days=(day,))


def recurrence_of_day(fields: TimeFields) -> RecurrenceSpec | None:
    """The recurrence that a single time implies: a date yearly, a weekday weekly, a clock time daily."""
    day = fields.day
    if day is None:
        return RecurrenceSpec(frequency="DAILY") if fields.clocks or fields.part else None
    if isinstance(day, Weekday):
        return RecurrenceSpec(frequency="WEEKLY", weekdays=((0, day.weekday),))
    if isinstance(day, Date):
        if day.month is None:
            weekdays = ((0, day.weekday),) if day.weekday is not None else ()
            return RecurrenceSpec(frequency="MONTHLY", month_days=(day.day,), weekdays=weekdays)
        return yearly_recurrence(day.month, day.day)
    if isinstance(day, Month):
        return yearly_recurrence(day.month, 1)
    if isinstance(day, Holiday):
        return RecurrenceSpec(frequency="YEARLY", start=day, is_yearly_day=True)
    return None


def repeated(phrase: TimePhrase) -> TimePhrase | None:
    """A single time turned into the repeat it implies; None if it implies none ("next week", a delay)."""
    if phrase.is_repeat:
        return phrase
    recurrence = recurrence_of_day(phrase.fields)
    return replace(phrase, fields=replace(phrase.fields, day=None, recurrence=recurrence)) if recurrence else None
