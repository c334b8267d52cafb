"""Weekdays relative to an anchor: third tuesday after christmas, three fridays from now, the monday before easter."""

from bot.understanding.times.days import FromToday
from bot.understanding.times.derived_days import ClosestWeekday, NthAfter
from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.numbers import read_number, read_ordinal
from bot.understanding.times.phrases.parse_state import Match, ParseState


def read_from_weekday(state: ParseState, at: int, count: int, weekday: int) -> Match | None:
    """third tuesday after christmas 2014, second monday before easter."""
    after, before = state.is_a(at, "after") or state.is_a(at, "from"), state.is_a(at, "before")
    if not (after or before):
        return None
    if state.is_a(at + 1, "now"):
        return Match(at + 2, TimeFields(day=NthAfter(count, weekday, FromToday(0))), "counted day")
    anchor = state.read_inner(at + 1)
    fields = anchor.fields if anchor is not None else None
    if anchor is None or fields is None or fields.day is None or fields.shift or (after and count < 0):
        return None
    day = NthAfter(count if after else -abs(count), weekday, fields.day)
    return Match(
        anchor.end, TimeFields(day=day, clocks=fields.clocks, part=fields.part, zone=fields.zone), "counted day"
    )


def read_weekdays_from_now(state: ParseState, at: int, lead: str) -> Match | None:
    """Three fridays from now, two mondays later, in 2 sundays, 2 sundays after easter."""
    read = read_number(state, at)
    if read is None or not 0 < read[0] <= 60:
        return None
    weekday = state.tokens[read[1]].word.weekday
    if weekday is None:
        return None
    end = read[1] + 1
    if state.is_a(end, "later") and not state.is_a(end, "after"):
        return Match(end + 1, TimeFields(day=NthAfter(read[0], weekday, FromToday(0))), "counted day")
    if lead == "in":
        return Match(end, TimeFields(day=NthAfter(read[0], weekday, FromToday(0))), "counted day")
    return read_from_weekday(state, end, read[0], weekday)


def read_weekday_after(state: ParseState, at: int, lead: str) -> Match | None:
    """The friday after thanksgiving, the monday before easter."""
    del lead
    weekday = state.tokens[at].word.weekday
    if weekday is None or state.is_a(at, "plural"):
        return None  # "wednesdays from 4 to 5"
    return read_from_weekday(state, at + 1, 1, weekday)


def read_closest_weekday(state: ParseState, at: int, lead: str) -> Match | None:
    """The closest monday to february 5th, the second closest one."""
    del lead
    number, start = read_ordinal(state, at) or (1, at)
    weekday = state.tokens[start + 1].word.weekday if state.is_a(start, "closest") else None
    if weekday is None or not state.is_a(start + 2, "to") or not 1 <= number <= 60:
        return None
    anchor = state.read_inner(start + 3)
    if anchor is None or anchor.fields.day is None or anchor.fields.clocks:
        return None
    return Match(anchor.end, TimeFields(day=ClosestWeekday(number, weekday, anchor.fields.day)), "counted day")
