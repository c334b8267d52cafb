"""Periods by number: q3, the fourth quarter of 2027, week 10 of 2027, the year 2027."""

from bot.understanding.times.days import Quarter, Week, Year
from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.numbers import full_year, read_ordinal, read_year
from bot.understanding.times.phrases.parse_state import Match, ParseState

_QUARTERS, _WEEKS = 4, 53


def read_quarter(state: ParseState, at: int, lead: str) -> Match | None:
    """Third quarter, 4th quarter 2027, q1 of next year, 27q4."""
    del lead
    if state.tokens[at].word.digits and state.is_a(at + 1, "quarter_sign"):
        return _quarter_after_year(state, at)
    if state.is_a(at, "quarter_sign"):
        number, end = state.tokens[at + 1].word.number if state.tokens[at + 1].is_glued else None, at + 2
    else:
        read = read_ordinal(state, at)
        if read is None or state.tokens[read[1]].word.unit != "quarter":
            return None
        number, end = read[0], read[1] + 1
    if number is None or not 1 <= number <= 4:
        return None
    year_at = state.skip(end, "of", "in")
    if year := read_year(state, year_at):
        return Match(year[1], TimeFields(day=Quarter(number, year[0])), "counted day")
    return Match(end, TimeFields(day=Quarter(number)), "counted day")


def read_numbered_week(state: ParseState, at: int, lead: str) -> Match | None:
    """Week 10 of 2027, in week 50 (ISO 8601 weeks); the year 2027."""
    unit, number = state.tokens[at].word.unit, state.tokens[at + 1].word
    if state.is_a(at, "letter") or state.is_a(at, "plural"):
        return None
    if unit == "year" and (year := read_year(state, at + 1)):
        return Match(year[1], TimeFields(day=Year(year[0])), "year")
    if unit != "week" or number.number is None or not 1 <= number.number <= _WEEKS or not number.digits:
        return None
    year = read_year(state, at + 3) if state.is_a(at + 2, "of") else None
    if year is None and lead != "in":
        return None
    return Match(
        year[1] if year else at + 2, TimeFields(day=Week(number.number, year[0] if year else None)), "counted day"
    )


def _quarter_after_year(state: ParseState, at: int) -> Match | None:
    year, number = state.tokens[at].word, state.tokens[at + 2]
    is_glued = state.tokens[at + 1].is_glued and number.is_glued
    if not is_glued or year.digits not in {2, 4} or not 1 <= (number.word.number or 0) <= _QUARTERS:
        return None
    written = year.number or 0
    quarter = Quarter(number.word.number or 1, written if year.digits > 2 else full_year(written))
    return Match(at + 3, TimeFields(day=quarter), "counted day")
