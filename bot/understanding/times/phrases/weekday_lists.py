"""Lists of weekdays: mondays and thursdays, mon/wed/fri, mon-fri, weekdays, weekends."""

from typing import NamedTuple

from bot.understanding.times.phrases.parse_state import ParseState

WORKING_DAYS = (0, 1, 2, 3, 4)
WEEKEND_DAYS = (5, 6)
_GROUPS = {"mon_wed_fri": (0, 2, 4), "tue_thu": (1, 3)}  # "mwf at 9", as in timetables
_LETTERS = {"mon_letter": 0, "tue_letter": 1, "wed_letter": 2, "thu_letter": 3, "fri_letter": 4}
_LONGEST_LETTERS = 2
_MAX_DAYS = 7


class WeekdayList(NamedTuple):
    """Weekdays (0-6), the index after them, and whether their form alone makes them a repeat."""

    days: tuple[int, ...]
    end: int
    repeats: bool


def read_weekdays(state: ParseState, at: int) -> WeekdayList | None:
    """One or more weekdays that start at ``at``."""
    if len(state.tokens[at].text) <= _LONGEST_LETTERS and (letters := _letters(state, at)):
        return letters
    days: list[int] = []
    repeats, end = False, at
    for _ in range(_MAX_DAYS):
        found = _one(state, end)
        if found is None:
            break
        days += (day for day in found.days if day not in days)
        repeats = repeats or found.repeats
        at, end = found.end, _skip_joiner(state, found.end)
    return WeekdayList(tuple(sorted(days)), at, repeats) if days else None


def _letters(state: ParseState, at: int) -> WeekdayList | None:
    """ "m/w/f", "m w f", "t/th", as in timetables."""
    days: list[int] = []
    is_every = at > 0 and state.is_a(at - 1, "every")
    while (day := next((day for kind, day in _LETTERS.items() if state.is_a(at, kind)), None)) is not None:
        days.append(day)
        at += 1
        at += state.tokens[at].text == "/"
    is_sure = len(days) > 2 or (len(days) == 2 and (is_every or days == [1, 3]))  # "m/f" alone is something else
    return WeekdayList(tuple(sorted(days)), at, True) if is_sure else None


def _skip_joiner(state: ParseState, at: int) -> int:
    if state.tokens[at].text == "." and state.tokens[at].is_glued and not state.is_end(at + 1):
        at += 1  # "mon. and wed."
    if state.tokens[at].text in {",", "/", "+"}:
        at += 1
    at = state.skip(at, "and")
    return state.skip(state.skip(at, "on"), "every") if state.tokens[at + 1].word.weekday is not None else at


def _one(state: ParseState, at: int) -> WeekdayList | None:
    """A weekday, a range ("mon-fri"), or a word for several ("weekends")."""
    word = state.tokens[at].word
    if "workdays" in word.classes:
        return WeekdayList(WORKING_DAYS, at + 1, "plural" in word.classes)
    if word.unit == "weekend":
        return WeekdayList(WEEKEND_DAYS, at + 1, "plural" in word.classes)
    if "business" in word.classes and state.tokens[at + 1].word.unit == "day":
        return WeekdayList(WORKING_DAYS, at + 2, state.is_a(at + 1, "plural"))
    for kind in _GROUPS.keys() & word.classes:
        return WeekdayList(_GROUPS[kind], at + 1, True)
    if word.weekday is None:
        return None
    end = at + 1
    if state.tokens[end].text == "-" or state.is_a(end, "to") or state.is_a(end, "until"):
        last = state.tokens[end + 1].word.weekday
        if last is not None and last != word.weekday:
            count = (last - word.weekday) % 7 + 1
            return WeekdayList(tuple((word.weekday + ahead) % 7 for ahead in range(count)), end + 2, True)
    return WeekdayList((word.weekday,), end, "plural" in word.classes)
