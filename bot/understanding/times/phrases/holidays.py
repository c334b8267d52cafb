"""Holidays by name, with an optional year: thanksgiving, christmas eve, easter 2027, next halloween."""

from bot.understanding.times.derived_days import Holiday, Later, WeekendNear, WeekOf
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.numbers import read_year
from bot.understanding.times.phrases.parse_state import Match, ParseState

_LONGEST_NAME = 12  # tokens, with the signs between
_SIGNS = frozenset(".'-")
_PERIODS: dict[str | None, type[WeekendNear | WeekOf]] = {"weekend": WeekendNear, "week": WeekOf}
# Observances that are an hour rather than a day.
_CLOCKS = {"earth_hour": (Clock(hour=20, minute=30, is_exact=True),)}


def read_holiday(state: ParseState, at: int, lead: str) -> Match | None:
    start, found = at, _named(state, at)
    if found is None and (start := state.skip(at, "next", "coming", "last")) > at:
        found = _named(state, start)
    if found is None:
        return None
    name, end = found
    if state.is_a(end - 1, "daytime") and _counts_from_today(state, end):
        return None
    clocks = _CLOCKS.get(name, ())
    year_at = state.skip(state.skip(end + 1 if state.tokens[end].text == "," else end, "of"), "in", "for")
    if start > at and state.is_a(at, "last"):
        return Match(end, TimeFields(day=Holiday(name, after=Duration(months=-12)), clocks=clocks), "holiday")
    year = read_year(state, year_at)
    if year is not None:
        return Match(year[1], TimeFields(day=Holiday(name, year[0]), clocks=clocks), "holiday")
    if (near := _near_holiday(state, name, end)) is not None:
        return near
    following = state.tokens[end]
    describes = not lead and start == at and following.text.isalpha() and not following.word.classes  # "easter eggs"
    return Match(end, TimeFields(day=Holiday(name), clocks=clocks), "holiday", is_latent=describes)


def _near_holiday(state: ParseState, name: str, at: int) -> Match | None:
    """ "labor day eve", "thanksgiving weekend 2027", "christmas week"."""
    word = state.tokens[at].word
    is_period = word.unit in _PERIODS and word.classes.isdisjoint(("plural", "letter"))
    if not is_period and not state.is_a(at, "eve"):
        return None
    year = read_year(state, state.skip(at + 1, "of"))
    holiday = Holiday(name, year[0] if year is not None else None)
    day = _PERIODS[word.unit](holiday) if is_period else Later(holiday, Duration(days=-1))
    return Match(year[1] if year is not None else at + 1, TimeFields(day=day), "holiday")


def _counts_from_today(state: ParseState, at: int) -> bool:
    """ "call mom day after tomorrow" names no holiday."""
    return (state.is_a(at, "after") or state.is_a(at, "before")) and state.tokens[at + 1].word.offset is not None


def _named(state: ParseState, at: int) -> tuple[str, int] | None:
    """The longest name of a holiday that starts at ``at``."""
    node = state.language.holidays
    best: tuple[str, int] | None = None
    for end in range(at, at + _LONGEST_NAME):
        token = state.tokens[end]
        if token.text in _SIGNS and end > at:
            continue
        child = node.next.get(_plain(token.text))
        if child is None:
            break
        node = child
        if node.key is not None:
            best = node.key, end + 1
    if best is None and state.is_a(at, "national"):  # "national boss day": many days have this prefix
        return _named(state, at + 1)
    return best


def _plain(text: str) -> str:
    """Drop the apostrophe, which people misplace or leave out: boss's becomes boss, mother's becomes mothers."""
    if "'" not in text:
        return text
    stem = text.removesuffix("'s")
    if stem != text:
        return stem if stem.endswith("s") else stem + "s"
    return text.replace("'", "")
