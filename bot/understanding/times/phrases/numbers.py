"""Numbers as people write them: 5, five, twenty-five, a hundred, 21st, thirty first."""

from bot.understanding.times.phrases.parse_state import ParseState

_LARGEST_TEEN = 19
_COUNTED = frozenset(("of", "a", "an", "the"))  # "half of them", "half an hour"


def read_number(state: ParseState, at: int) -> tuple[int, int] | None:
    """A whole number in digits or words, and the index after it."""
    word = state.tokens[at].word
    if word.number is None:
        if "a" not in word.classes:
            return None
        large = {100: "hundred", 1000: "thousand"}
        return next(((count, at + 2) for count, kind in large.items() if state.is_a(at + 1, kind)), None)
    if word.digits:
        return word.number, at + 1
    value, end = _below_hundred(state, at)
    if state.is_a(end, "hundred"):
        value, end = value * 100, end + 1
        rest_at = state.skip(end, "and")
        if (rest := state.tokens[rest_at].word).number and not rest.digits:
            more, end = _below_hundred(state, rest_at)
            value += more
    elif state.is_a(end, "thousand"):
        value, end = value * 1000, end + 1
    return value, end


def _below_hundred(state: ParseState, at: int) -> tuple[int, int]:
    value = state.tokens[at].word.number or 0
    if value > _LARGEST_TEEN:
        ones_at = at + 2 if state.tokens[at + 1].text == "-" else at + 1
        ones = state.tokens[ones_at].word
        if ones.number and ones.number <= 9 and not ones.digits:
            return value + ones.number, ones_at + 1
    return value, at + 1


def half_after(state: ParseState, at: int) -> int:
    """The index after the "and (a) half" at ``at`` that counts nothing, 0 without one."""
    end = state.skip(state.skip(at, "and"), "a") + 1
    if not state.is_a(at, "and") or not state.is_a(end - 1, "half"):
        return 0
    following = state.tokens[end]
    is_counted = following.word.number is not None or (following.word.unit is not None and len(following.text) > 1)
    is_counted = is_counted or following.text in _COUNTED or state.is_a(end, "past")
    return 0 if is_counted or not (following.word.classes or state.is_end(end)) else end


def read_ordinal(state: ParseState, at: int) -> tuple[int, int] | None:
    """21st, first, twenty-second: the number, and the index after it."""
    word = state.tokens[at].word
    if word.ordinal is not None:
        return word.ordinal, at + 1
    if word.number is None or word.digits or word.number <= _LARGEST_TEEN:
        return None
    ones_at = at + 2 if state.tokens[at + 1].text == "-" else at + 1
    ones = state.tokens[ones_at].word
    if ones.ordinal is not None and ones.ordinal <= 9 and not ones.digits:
        return word.number + ones.ordinal, ones_at + 1
    return None


def read_year(state: ParseState, at: int, *, short: bool = False) -> tuple[int, int] | None:
    """2027, twenty twenty seven, '27; with ``short`` also 27. The year and the index after it."""
    token = state.tokens[at]
    if token.text == "'" and state.tokens[at + 1].is_glued and state.tokens[at + 1].word.digits == 2:
        return 2000 + (state.tokens[at + 1].word.number or 0), at + 2
    word = token.word
    if word.number is None:
        return None
    if word.digits:
        if word.digits == 4 and 1800 <= word.number <= 2999:
            return word.number, at + 1
        if short and word.digits == 2:
            return full_year(word.number), at + 1
        return None
    if word.number == 20 and state.tokens[at + 1].word.number and not state.tokens[at + 1].word.digits:
        rest, end = _below_hundred(state, at + 1)
        return (2000 + rest, end) if rest >= 10 else None
    if word.number == 2 and state.is_a(at + 1, "thousand"):
        rest_at = state.skip(at + 2, "and")
        if state.tokens[rest_at].word.number and not state.tokens[rest_at].word.digits:
            rest, end = _below_hundred(state, rest_at)
            return 2000 + rest, end
        return 2000, at + 2
    return None


def full_year(short: int) -> int:
    """The year of two digits; 70-99 is in the 20th century."""
    return 1900 + short if short >= 70 else 2000 + short
