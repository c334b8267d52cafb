"""Days counted from today or an anchor: in 3 working days, two mornings from now, the 32nd day from now."""

from bot.understanding.times.days import CalendarPeriod, Day, FromToday
from bot.understanding.times.derived_days import Later, WorkingDaysLater
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import Part, TimeFields
from bot.understanding.times.phrases.numbers import read_number, read_ordinal
from bot.understanding.times.phrases.parse_state import Match, ParseState

_MAX_DAYS = 1000


def read_days_ahead(state: ParseState, at: int, lead: str) -> Match | None:
    """A number of working days, mornings or nights, and the anchor."""
    if state.is_a(at, "next"):
        end = _working(state, at + 1)
        return Match(end, TimeFields(day=WorkingDaysLater(1, FromToday(0))), "days ahead") if end else None
    read = read_number(state, at) or read_ordinal(state, at) or ((1, at + 1) if state.is_a(at, "a") else None)
    if read is None or not 0 < read[0] <= _MAX_DAYS:
        return None
    count, end = read
    unit, part = state.tokens[end].word.unit, state.tokens[end].word.part
    if unit == "weekend":
        return _weekends(state, count, end + 1, lead)
    working = _working(state, end)
    is_ordinal = unit == "day" and state.is_a(at, "ordinal")
    if not (working or part or is_ordinal):
        return None
    start = _start(state, working or end + 1, may_be_now=lead == "in" and not is_ordinal)
    if start is None:
        return None
    base, direction, end = start
    if working:
        return Match(end, TimeFields(day=WorkingDaysLater(direction * count, base)), "days ahead")
    day = Later(base, Duration(days=direction * count))
    return Match(end, TimeFields(day=day, part=Part(part) if part else None), "days ahead")


def _weekends(state: ParseState, count: int, at: int, lead: str) -> Match | None:
    """ "in two weekends", "two weekends from now"; the coming weekend is the first."""
    if state.is_a(at, "from") and state.is_a(at + 1, "now"):
        at += 2
    elif lead != "in":
        return None
    return Match(at, TimeFields(day=CalendarPeriod("weekend", count - 1)), "days ahead")


def _working(state: ParseState, at: int) -> int | None:
    """The index after "working days"; None for other words."""
    classes = state.tokens[at].word.classes
    if "business" in classes and state.tokens[at + 1].word.unit == "day":
        return at + 2
    return at + 1 if "workdays" in classes else None


def _start(state: ParseState, at: int, *, may_be_now: bool) -> tuple[Day, int, int] | None:
    """The anchor, the direction (1 or -1), and the index after them."""
    if state.is_a(at, "from") and state.is_a(at + 1, "now"):
        return FromToday(0), 1, at + 2
    before, after = state.is_a(at, "before"), state.is_a(at, "after") or state.is_a(at, "from")
    anchor = state.read_inner(at + 1) if before or after else None
    if anchor is not None and anchor.fields.day is not None and not anchor.fields.clocks:
        return anchor.fields.day, -1 if before else 1, anchor.end
    if state.is_a(at, "later") and not before:
        return FromToday(0), 1, at + 1
    return (FromToday(0), 1, state.skip(at, "time")) if may_be_now else None
