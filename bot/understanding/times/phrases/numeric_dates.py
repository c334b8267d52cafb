"""Dates in digits alone: 2027-03-05, 3/5/2027, 5.3.27, 3/5, 9/2027, 2027/10."""

from bot.understanding.times.days import Date, Day, Month
from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.clocks import (
    is_after_date,
    is_after_daytime,
    is_before_daytime,
    is_next_to_day,
    makes_clock_time,
)
from bot.understanding.times.phrases.numbers import full_year
from bot.understanding.times.phrases.parse_state import Match, ParseState

_HOURS = 12  # on a clock face
_SIGNS = frozenset({"/", "-", "."})


def read_numeric_date(state: ParseState, at: int, lead: str) -> Match | None:
    numbers, sign, end = _numbers(state, at)
    if len(numbers) < 2:
        return None
    if len(numbers) == 2:
        if _is_clock(state, numbers, at, sign, end):
            return None
        return _two(state, numbers, sign, end, lead)
    day = _three(numbers, day_first=state.day_first)
    if day is None:
        return None
    return Match(end, TimeFields(day=day), "numeric date")


def _numbers(state: ParseState, at: int) -> tuple[list[tuple[int, int]], str, int]:
    """Numbers separated by the same sign, each with its count of digits; the sign; and the index after them."""
    tokens = state.tokens
    numbers: list[tuple[int, int]] = []
    sign = tokens[at + 1].text
    if sign not in _SIGNS:
        return _spaced(state, at)
    word, end = tokens[at].word, at
    while word.digits and word.number is not None and len(numbers) < 3:
        numbers.append((word.number, word.digits))
        end += 1
        spaced = sign != "." and not tokens[end].is_glued and not tokens[end + 1].is_glued
        glued = tokens[end].is_glued and tokens[end + 1].is_glued
        if tokens[end].text != sign or not tokens[end + 1].word.digits or not (glued or spaced):
            break
        word = tokens[end + 1].word
        end += 1
    goes_on = tokens[end].text == sign and tokens[end].is_glued and tokens[end + 1].is_glued
    if len(numbers) == 3 and goes_on and tokens[end + 1].word.digits and sign != ".":
        return [], sign, at
    return numbers, sign, end


def _spaced(state: ParseState, at: int) -> tuple[list[tuple[int, int]], str, int]:
    """05 03 2027 and 2027 03 05: three numbers separated by spaces."""
    if not state.tokens[at + 1].word.digits:
        return [], "", at
    words = [token.word for token in state.tokens[at : at + 3]]
    digits = tuple(word.digits for word in words)
    if digits not in {(2, 2, 4), (4, 2, 2)} or any(state.is_a(index, "ordinal") for index in range(at, at + 3)):
        return [], "", at
    return [(word.number or 0, word.digits) for word in words], " ", at + 3


def _is_clock(state: ParseState, numbers: list[tuple[int, int]], at: int, sign: str, end: int) -> bool:
    """True for the hours of "saturday 8-12" and the time of "tomorrow morning 8.15"."""
    if sign == "-":
        return max(number for number, _ in numbers) <= _HOURS and is_next_to_day(state, at, end)
    return sign == "." and (is_after_daytime(state, at) or is_after_date(state, at))


def _two(state: ParseState, numbers: list[tuple[int, int]], sign: str, end: int, lead: str) -> Match | None:
    (first, first_digits), (second, second_digits) = numbers
    if second_digits == 4:
        return Match(end, TimeFields(day=Month(first, second)), "month") if _is_month_year(first, second) else None
    if first_digits == 4:
        return Match(end, TimeFields(day=Month(second, first)), "month") if _is_month_year(second, first) else None
    if (
        first_digits > 2
        or second_digits > 2
        or (sign == "." and (lead in {"at", "by"} or is_before_daytime(state, end)))
    ):
        return None
    pair = _day_and_month(first, second, day_first=state.day_first)
    is_counted = state.tokens[end].word.unit and not makes_clock_time(state, end + 1)  # not "10/26 quarter to 8"
    if pair is None or is_counted:
        return None
    # "3/4 inch" is a fraction
    is_fraction = first < second <= 10 and not lead and not state.is_end(end) and not state.tokens[end].word.classes
    is_sure = (sign == "/" and not is_fraction) or (sign == "-" and state.tokens[end + 1].text == ":")
    return Match(end, TimeFields(day=Date(*pair)), "numeric date", is_latent=not is_sure)


def is_date_before_clock(state: ParseState, at: int) -> bool:
    """True for the start of "06-17 13:00"."""
    tokens = state.tokens
    if len(tokens) < at + 6 or tokens[at + 1].text != "-" or tokens[at + 4].text != ":":
        return False
    return all(tokens[place].word.digits == 2 for place in (at, at + 2, at + 5)) and not tokens[at + 3].is_glued


def _is_month_year(month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1900 <= year <= 2999


def _three(numbers: list[tuple[int, int]], *, day_first: bool) -> Day | None:
    (first, first_digits), (second, _), (third, third_digits) = numbers
    if first_digits == 4:
        pair = _day_and_month(third, second, day_first=True)
        return Date(*pair, first) if pair else None
    if third_digits not in {2, 4}:
        return None
    pair = _day_and_month(first, second, day_first=day_first)
    year = third if third_digits == 4 else full_year(third)
    return Date(*pair, year) if pair else None


def _day_and_month(first: int, second: int, *, day_first: bool) -> tuple[int, int] | None:
    """Day and month from two numbers in the person's order, or in the other order if that is no date."""
    orders = ((first, second), (second, first)) if day_first else ((second, first), (first, second))
    return next(((day, month) for day, month in orders if 1 <= day <= 31 and 1 <= month <= 12), None)
