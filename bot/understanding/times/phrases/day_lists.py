"""Lists of days: monday, wednesday and friday; saturday or sunday; today and tomorrow. The match has the first day."""

from dataclasses import replace

from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.relative_days import read_today, read_weekday

SEVERAL_DAYS = "several days"  # rule of a list that means every day, unlike "saturday or sunday"
_MAX_DAYS = 7
_MAY_FOLLOW = frozenset(
    {"at", "to", "in", "by", "filler", "number", "noon", "midnight", "part", "for", "after", "before"}
)


def read_day_list(state: ParseState, at: int, lead: str) -> Match | None:
    """Two or more days joined by commas, "and" or "or"; repeats belong to another family."""
    is_in_row = at > 0 and state.tokens[at - 1].word.weekday is not None  # not a list when read from its start
    first = None if is_in_row else _day(state, at, lead)
    if first is None:
        return None
    end, is_choice = first.end, False
    for _ in range(_MAX_DAYS):
        next_at = state.skip(end + 1 if state.tokens[end].text in {",", "/"} else end, "and", "or")
        is_choice = is_choice or state.is_a(next_at - 1, "or")
        # "monday wednesday and friday", not "tomorrow friday"
        is_row = state.tokens[next_at].word.weekday is not None and state.tokens[end - 1].word.weekday is not None
        next_day = _day(state, state.skip(next_at, "on"), "on") if next_at > end or is_row else None
        if next_day is None:
            break
        end = next_day.end
    goes_on = state.is_end(end) or not state.tokens[end].word.classes.isdisjoint(_MAY_FOLLOW)
    if end == first.end or not (goes_on or at == 0):
        return None
    return replace(first, end=end, rule=first.rule if is_choice else SEVERAL_DAYS)


def _day(state: ParseState, at: int, lead: str) -> Match | None:
    if state.is_a(at, "plural"):
        return None
    return read_weekday(state, at, lead) or read_today(state, at, lead)
