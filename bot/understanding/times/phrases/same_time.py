"""The current clock time on another day: this time tomorrow, same time next week, at the same time on friday."""

from dataclasses import replace

from bot.understanding.times.days import CalendarPeriod, FromToday
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.parse_state import Match, ParseState

_NOW = Clock(hour=0, is_exact=True, is_now=True)
_LENGTHS = {"day": Duration(days=1), "week": Duration(days=7), "month": Duration(months=1), "year": Duration(months=12)}


def read_same_time(state: ParseState, at: int, lead: str) -> Match | None:
    """ "this time" followed by a day, or after "at" with the day elsewhere in the text."""
    if not state.is_a(at + 1, "time"):
        return None
    found = state.read_inner(at + 2)
    if found is not None and not found.fields.clocks and not found.fields.delay and not found.fields.shift:
        day = found.fields.day
        if isinstance(day, FromToday) and day.days > 0:
            return Match(found.end, TimeFields(delay=Duration(days=day.days)), "same time")
        if (
            isinstance(day, CalendarPeriod) and day.ahead == 1 and day.unit in _LENGTHS
        ):  # a week from now, not its Monday
            return Match(found.end, TimeFields(delay=_LENGTHS[day.unit]), "same time")
        if day is not None or found.fields.recurrence is not None:
            return Match(found.end, replace(found.fields, clocks=(_NOW,)), "same time")
    return Match(at + 2, TimeFields(clocks=(_NOW,)), "same time") if lead == "at" else None
