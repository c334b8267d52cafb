"""ISO 8601 timestamps: 2027-03-05T14:30, 2027-03-05T14:30:00Z, 2027-03-05 14:30+02:00, 20270305."""

from dataclasses import replace

from bot.understanding.languages.base import UNKNOWN
from bot.understanding.times.days import Date, Week
from bot.understanding.times.derived_days import Nth
from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.clocks import is_before_daytime, read_hour
from bot.understanding.times.phrases.parse_state import Match, ParseState

_WEEK = 7
_DATE_LENGTH = 5  # year, month and day with two signs between
_COMPACT_DIGITS = 8


def read_iso_timestamp(state: ParseState, at: int, lead: str) -> Match | None:
    """Year, month, day and, after a T or a space, the 24-hour time with its offset."""
    del lead
    tokens = state.tokens
    if tokens[at].word.digits == _COMPACT_DIGITS:
        return _compact(state, tokens[at].word.number or 0, at)
    if tokens[at].word.digits != 4 or tokens[at + 1].text != "-":
        return None
    if tokens[at + 2].word.unit == "week" and tokens[at + 2].is_glued:
        return _week(state, at)
    month, sign, day = tokens[at + 2].word, tokens[at + 3].text if at + 4 < len(tokens) else "", tokens[at + 4].word
    if sign != "-" or month.digits != 2 or day.digits != 2:
        return None
    date = Date(day.number or 0, month.number or 0, tokens[at].word.number or 0)
    if not (1 <= date.day <= 31 and 1 <= (date.month or 0) <= 12):
        return None
    end = at + _DATE_LENGTH
    hour_at = state.skip(end, "iso_t")
    hour = tokens[hour_at].word
    if hour_at > end and tokens[hour_at].is_glued and hour.digits == 2 and tokens[hour_at + 1].text != ":":
        clock = Clock(hour=(hour.number or 0) % 24, is_exact=True)
        return Match(hour_at + 1, TimeFields(day=date, clocks=(clock,)), "iso moment")  # "2027-03-05T14"
    found = read_hour(state, hour_at) if tokens[hour_at + 1].text == ":" else None
    if found is None or found[0].meridiem is not None or (hour_at == end and is_before_daytime(state, found[1])):
        return None  # a plain date for the numeric date reader: "2027-03-05 9:15 in the evening"
    if hour_at == end and _is_later_hour(state, found[1], found[0]):
        return None  # "2027-03-05 8:00-10:00"
    zone, end = _offset(state, _skip_fraction(state, found[1]))
    return Match(end, TimeFields(day=date, clocks=(replace(found[0], is_exact=True),), zone=zone), "iso moment")


def _week(state: ParseState, at: int) -> Match | None:
    """ "2027-W10", "2027-W10-3": a week, and a day in it."""
    tokens = state.tokens
    number = tokens[at + 3].word
    if not tokens[at + 3].is_glued or number.digits != 2:
        return None
    week = Week(number.number or 1, tokens[at].word.number or 0)
    day = tokens[at + 5].word if tokens[at + 4].text == "-" else UNKNOWN
    if day.digits == 1 and 1 <= (day.number or 0) <= _WEEK:
        return Match(at + 6, TimeFields(day=Nth(day.number or 1, "day", week)), "iso moment")
    return Match(at + 4, TimeFields(day=week), "iso moment")


def _is_later_hour(state: ParseState, at: int, first: Clock) -> bool:
    """Whether the number after a dash is a later hour, not an offset."""
    hour = state.tokens[at + 1].word
    is_clock = state.tokens[at].text == "-" and not first.second
    return is_clock and (hour.digits == 1 or (state.tokens[at + 2].text == ":" and (hour.number or 0) > first.hour))


def _skip_fraction(state: ParseState, at: int) -> int:
    """The index after a fraction of a second, which is ignored."""
    dot, digits = state.tokens[at], state.tokens[at + 1]
    return at + 2 if dot.text in {".", ","} and dot.is_glued and digits.is_glued and digits.word.digits else at


def _compact(state: ParseState, number: int, at: int) -> Match | None:
    """20270305, and with its time 20270305T1430 or 20270305T143000Z."""
    year, rest = divmod(number, 10_000)
    month, day = divmod(rest, 100)
    if not (1900 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    date, time, run = Date(day, month, year), state.tokens[at + 2].word, state.tokens[at + 1].word
    if run.digits == 4 and (run.number or 0) < 2400 and (run.number or 0) % 100 < 60:  # "20270305 1430"
        clock = Clock(hour=(run.number or 0) // 100, minute=(run.number or 0) % 100, is_exact=True)
        return Match(at + 2, TimeFields(day=date, clocks=(clock,)), "iso moment")
    if state.is_a(at + 1, "iso_t") and state.tokens[at + 2].is_glued and time.digits in {4, 6}:
        hour, rest = divmod((time.number or 0) * 10 ** (6 - time.digits), 10_000)
        if hour < 24 and rest // 100 < 60 and rest % 100 < 60:
            zone, end = _offset(state, _skip_fraction(state, at + 3))
            clock = Clock(hour=hour, minute=rest // 100, second=rest % 100, is_exact=True)
            return Match(end, TimeFields(day=date, clocks=(clock,), zone=zone), "iso moment")
    return Match(at + 1, TimeFields(day=date), "iso moment")


def _offset(state: ParseState, at: int) -> tuple[str | None, int]:
    """Z, +02:00, -0530, and the index after it."""
    tokens = state.tokens
    if state.is_a(at, "utc") and tokens[at].is_glued:
        return "UTC", at + 1
    sign, hours = tokens[at], tokens[at + 1].word
    if sign.text not in {"+", "-"} or not sign.is_glued or not hours.digits or not tokens[at + 1].is_glued:
        return None, at
    if hours.digits == 3:
        return None, at
    if hours.digits == 4:
        return f"{sign.text}{(hours.number or 0) // 100:02}:{(hours.number or 0) % 100 % 60:02}", at + 2
    if tokens[at + 2].text == ":" and tokens[at + 3].word.digits == 2:
        return f"{sign.text}{hours.number or 0:02}:{(tokens[at + 3].word.number or 0) % 60:02}", at + 4
    return f"{sign.text}{hours.number or 0:02}:00", at + 2
