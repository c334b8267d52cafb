"""Durations: 2 hours, an hour and a half, 1d 2h, half an hour, 3/4 hour, a couple of days."""

from fractions import Fraction
from math import ceil

from bot.understanding.times.duration import Duration
from bot.understanding.times.phrases.clocks import makes_clock_time
from bot.understanding.times.phrases.numbers import read_number
from bot.understanding.times.phrases.parse_state import ParseState

_FEW, _TEN, _SIXTY = 3, 10, 60
_MAX_PIECES = 6
Amount = int | Fraction  # an int if possible, as fractions are slow
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_UNITS = ("decade", "year", "quarter", "month", "fortnight", "week", "day", "hour", "minute", "second")
_SMALLER = {"hour": "minute", "minute": "second"}
_HALF, _THIRD, _QUARTER = Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)


def read_duration(state: ParseState, at: int) -> tuple[Duration, int] | None:
    """A duration and the index after it."""
    durations = state.cache.durations
    if at not in durations:
        durations[at] = _read_duration(state, at)
    return durations[at]


def _read_duration(state: ParseState, at: int) -> tuple[Duration, int] | None:
    first = _piece(state, at) if state.has_unit_ahead(at) else None
    if first is None:
        return None
    total, unit, end = first
    for _ in range(_MAX_PIECES):
        next_at = state.skip(end + 1 if state.tokens[end].text == "," else end, "and")
        piece = _piece(state, next_at)
        if piece is None or _UNITS.index(piece[1]) <= _UNITS.index(unit) or _is_clock_offset(state, *piece[1:]):
            break
        total, unit, end = total + piece[0], piece[1], piece[2]
    if unit in _SMALLER and (rest := _rest(state, end)) is not None:
        total, end = total + _length(rest[0], _SMALLER[unit]), rest[1]
    return total, end


def _rest(state: ParseState, at: int) -> tuple[int, int] | None:
    """The 30 of "1h30", "1 hr 30 from now" and "an hour and thirty", in the next smaller unit."""
    if state.tokens[at].is_glued:
        number = state.tokens[at].word.number if state.tokens[at].word.digits else None
        return (number, at + 1) if number is not None and number < _SIXTY else None
    start = state.skip(at, "and")
    read = read_number(state, start)
    if read is None or not _TEN <= read[0] < _SIXTY or state.tokens[start].word.digits not in {0, 2}:
        return None
    return read if state.is_a(read[1], "from") or _is_end(state, read[1]) else None


def _is_end(state: ParseState, at: int) -> bool:
    return state.is_end(at) and state.tokens[at].text not in {"-", "/", ":"}


def _is_clock_offset(state: ParseState, unit: str, end: int) -> bool:
    """True for the minutes of "in 10 days, 20 minutes past nine"."""
    is_clock_phrase = state.is_a(end, "past") or state.is_a(end, "to")
    return unit == "minute" and is_clock_phrase and state.tokens[end + 1].word.number is not None


def _piece(state: ParseState, at: int) -> tuple[Duration, str, int] | None:
    """One quantity with its unit."""
    quantity = read_quantity(state, at)
    if quantity is None:
        return None
    amount, end, vague = quantity
    if second := _or_more(state, end):
        end, vague = second, True
    end = state.skip(end, "more")
    if state.tokens[end].text == "-" and state.tokens[end].is_glued and state.tokens[end + 1].is_glued:
        end += 1  # "10-minute"
    unit = state.tokens[end].word.unit
    if state.is_a(end, "ordinal") and state.is_a(at, "tens"):
        return None  # "the twenty-second"
    if unit == "quarter" and not state.is_a(end, "plural") and (amount > 1 or makes_clock_time(state, end + 1)):
        return None  # "on the 5th, quarter to nine"
    if unit is None or unit == "weekend" or (state.is_a(end, "letter") and not _is_short_unit(state, end)):
        return None
    end += 1
    more, end = _more_of_unit(state, end)
    amount += more
    if state.is_a(end, "or") and state.tokens[end + 1].word.number == 2 and not state.tokens[end + 2].word.unit:
        end, vague = end + 2, True  # "an hour or two"
    return _length(amount, unit, vague=vague), unit, end


def _more_of_unit(state: ParseState, at: int) -> tuple[Amount, int]:
    """The "and a half" or "and three quarters" after a unit, 0 if there is none; and the index after it."""
    if not state.is_a(at, "and"):
        return 0, at
    count = 3 if state.tokens[at + 1].word.number == 3 else 1
    end = at + 2 if count > 1 or state.is_a(at + 1, "a") else at + 1
    if count == 1 and state.is_a(end, "half") and (end > at + 1 or not state.tokens[end + 1].word.number):
        return _HALF, end + 1
    if end > at + 1 and state.is_a(end, "quarter") and not (count == 1 and state.is_a(end + 1, "of")):
        return count * _QUARTER, end + 1
    return 0, at


def _or_more(state: ParseState, at: int) -> int | None:
    """The index after the larger number of "5-10 minutes" and "2 or 3 days", which is ignored."""
    if state.tokens[at].text != "-" and not state.is_a(at, "or") and not state.is_a(at, "to"):
        return None
    number = read_number(state, at + 1)
    is_mixed = state.is_a(at, "to") and not state.tokens[at - 1].word.digits and state.tokens[at + 1].word.digits > 0
    if is_mixed:
        return None  # "change the rent one to 2 days before"
    return number[1] if number and state.tokens[number[1]].word.unit else None


def _is_short_unit(state: ParseState, at: int) -> bool:
    """A unit of one letter counts only after a number in digits ("2h", "2 h")."""
    before = state.tokens[at - 1] if at else None
    return before is not None and bool(before.word.digits)


def read_quantity(state: ParseState, at: int) -> tuple[Amount, int, bool] | None:
    """A whole number, a fraction, "a", "a few": the amount, the index after it, and whether it is vague."""
    tokens = state.tokens
    classes = tokens[at].word.classes
    if "a" in classes and (state.is_a(at + 1, "hundred") or state.is_a(at + 1, "thousand")):
        return _counted(state, at)
    if "a" in classes or "the" in classes:
        inner = read_quantity(state, at + 1) if _is_collective(state, at + 1) else None
        return inner or ((1, at + 1, False) if "a" in classes else None)
    if "decimal" in classes:
        digits = tokens[at].text[1:]
        return Fraction(int(digits), 10 ** len(digits)), at + 1, False
    if "more" in classes:
        return read_quantity(state, at + 1) or (1, at + 1, False)
    if "half" in classes:
        return _HALF, state.skip(state.skip(at + 1, "of"), "a"), False
    if "quarter" in classes and (state.is_a(at + 1, "of") or tokens[at + 1].word.unit):
        return _QUARTER, state.skip(state.skip(at + 1, "of"), "a"), False
    if "couple" in classes:
        return 2, state.skip(at + 1, "of"), True
    if "few" in classes:
        return _FEW, state.skip(at + 1, "of"), True
    if "dozen" in classes:
        return 12, state.skip(at + 1, "of"), False
    return _counted(state, at)


def _is_collective(state: ParseState, at: int) -> bool:
    return not state.tokens[at].word.classes.isdisjoint(("half", "quarter", "couple", "few", "dozen"))


def _counted(state: ParseState, at: int) -> tuple[Amount, int, bool] | None:
    tokens = state.tokens
    number = read_number(state, at)
    if number is None:
        return None
    amount, end = number[0], number[1]
    sign, following = tokens[end].text, tokens[end + 1].word
    if tokens[at].word.digits and tokens[end].is_glued and following.digits and tokens[end + 1].is_glued:
        if sign in (".", ",") and following.digits <= 2:
            return amount + Fraction(following.number or 0, 10**following.digits), end + 2, False
        if sign == "/" and following.number and amount < following.number <= 60:
            return Fraction(amount, following.number), state.skip(state.skip(end + 2, "of"), "a"), False
    if state.is_a(end, "quarter") and state.is_a(end + 1, "of"):
        return amount * _QUARTER, state.skip(end + 2, "a"), False
    if fraction := _and_fraction(state, end):
        return amount + fraction[0], fraction[1], False
    if sign == ":" and following.digits == 2 and (following.number or 0) < 60 and tokens[end + 2].word.unit in _SMALLER:
        return amount + Fraction(following.number or 0, 60), end + 2, False  # "1:30 hours"
    if state.is_a(end, "dozen"):
        return amount * 12, end + 1, False
    if tokens[at].word.digits and (fraction := _written_fraction(state, end)):
        return amount + fraction[0], fraction[1], False
    if state.is_a(end, "point") and following.number is not None and following.number < _TEN:
        return amount + Fraction(following.number, _TEN), end + 2, False  # "one point five"
    return amount, end, False


def _written_fraction(state: ParseState, at: int) -> tuple[Amount, int] | None:
    """The 3/4 of "1 3/4 hours" and the sign of "1\u00bd hours"."""
    tokens = state.tokens
    if len(tokens[at].text) == 1:
        for kind, part in (("half", _HALF), ("quarter", _QUARTER)):
            if state.is_a(at, kind):
                return part, at + 1
    above, below = tokens[at].word.number, tokens[at + 2].word.number
    if tokens[at + 1].text != "/" or not above or not below or not above < below <= _TEN or tokens[at].is_glued:
        return None
    return Fraction(above, below), at + 3


def _and_fraction(state: ParseState, at: int) -> tuple[Amount, int] | None:
    """ "and a half", "and three quarters" before a unit."""
    if state.is_a(at, "and") and (written := _written_fraction(state, state.skip(at + 1, "a"))):
        return written  # "1 and 1/2 hours", "1 and a 1/2 hours"
    count = read_number(state, at + 1) if state.is_a(at, "and") and not state.is_a(at + 1, "a") else (1, at + 2)
    if state.is_a(at, "and") and state.is_a(at + 1, "half") and state.tokens[at + 2].word.unit:
        return _HALF, at + 2  # "three and half hours"
    if not state.is_a(at, "and") or count is None:
        return None
    amount, end = count
    for kind, part in (("half", _HALF), ("quarter", _QUARTER), ("thirds", _THIRD)):
        if state.is_a(end, kind) and (kind == "half" or state.tokens[end + 1].word.unit):
            return amount * part, end + 1
    return None


def _length(amount: Amount, unit: str, *, vague: bool = False) -> Duration:
    if unit in _SECONDS:
        return Duration(seconds=ceil(amount * _SECONDS[unit]), is_vague=vague)
    if unit in _DAYS:
        days = amount * _DAYS[unit]
        return Duration(days=int(days), seconds=int((days - int(days)) * 86_400), is_vague=vague)
    months = amount * _MONTHS[unit]
    return Duration(months=int(months), days=int((months - int(months)) * 30), is_vague=vague)
