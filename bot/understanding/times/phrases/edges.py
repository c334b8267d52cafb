"""The beginning, middle or end of a period: mid march, early next week, the rest of the month, eom."""

from dataclasses import replace

from bot.understanding.times.days import CalendarPeriod, FromToday, Weekday, Year
from bot.understanding.times.derived_days import Edge
from bot.understanding.times.phrase import Part, TimeFields
from bot.understanding.times.phrases.counted_days import read_period
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.parts_of_day import EARLY, LATE
from bot.understanding.times.phrases.relative_days import read_today

_EDGES_OF_DAY = {"end": Part.DAY_END, "early": Part.EARLY_MORNING, "late": Part.EVENING}


def read_edge(state: ParseState, at: int, lead: str) -> Match | None:
    """beginning of january, the end of the month, mid march, early next week, eom."""
    del lead
    classes = state.tokens[at].word.classes
    for kind, unit in (("end_of_week", "week"), ("end_of_month", "month"), ("end_of_year", "year")):
        if kind in classes:
            return Match(at + 1, TimeFields(day=Edge("end", CalendarPeriod(unit, 0))), "edge")
    if "rest" in classes:
        return _rest(state, at + 1)
    which = _which(classes)
    if not which:
        return None
    end = at + 1
    if state.tokens[end].text == "-":
        end += 1
    needs_of = "end" in classes or "beginning" in classes
    if needs_of and not state.is_a(end, "of"):
        return None
    whole = read_period(state, state.skip(state.skip(end, "of"), "the"))
    if whole is None:
        return _part_of_named_day(state, state.skip(state.skip(end, "of", "on"), "the"), classes)
    day, end = whole
    if isinstance(day, Year) and not needs_of and state.tokens[end - 1].word.digits == 0:
        return None
    return Match(end, TimeFields(day=Edge(which, day)), "edge")


def _part_of_named_day(state: ParseState, at: int, classes: frozenset[str]) -> Match | None:
    """ "end of tomorrow", "early monday", "late on friday"."""
    part = next((part for kind, part in _EDGES_OF_DAY.items() if kind in classes), None)
    found = state.read_inner(at) if part else None
    if found is None or not isinstance(found.fields.day, FromToday | Weekday):
        return None
    if found.fields.part is not None:  # "early friday morning"
        part = (EARLY if "early" in classes else LATE).get(found.fields.part, found.fields.part)
    return Match(found.end, replace(found.fields, part=part), "edge") if part else None


def _rest(state: ParseState, at: int) -> Match | None:
    """ "the rest of the week", "the rest of my day", "the rest of today"."""
    if not state.is_a(at, "of"):
        return None
    start = state.skip(at + 1, "the", "my")
    if state.tokens[start].word.offset is not None:
        found = read_today(state, start, "")
        return replace(found, rule="edge", is_latent=False) if found else None
    if state.is_a(start, "daytime"):
        return Match(start + 1, TimeFields(day=FromToday(0)), "edge")
    whole = read_period(state, start)
    return Match(whole[1], TimeFields(day=whole[0]), "edge") if whole else None


def _which(classes: frozenset[str]) -> str:
    if "beginning" in classes or "early" in classes:
        return "beginning"
    if "mid" in classes:
        return "middle"
    return "end" if "end" in classes or "late" in classes else ""
