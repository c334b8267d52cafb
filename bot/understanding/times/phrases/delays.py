"""Delays: in 2 hours, 5 minutes from now, +15 minutes, a week later, in 15."""

from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.durations import read_duration
from bot.understanding.times.phrases.parse_state import Match, ParseState

_COUNTED = frozenset({"unit", "part", "weekday", "workdays", "plural"})
_MAX_BARE_MINUTES = 120
_MAX_HOURS = 12  # a larger number is a clock time


def read_delay(state: ParseState, at: int, lead: str) -> Match | None:
    is_counted = state.has_unit_ahead(at) or state.tokens[at].word.unit is not None
    if lead != "in" and not is_counted and not state.is_a(at, "now"):
        return None
    if lead == "in" and (soon := _soon(state, at)):
        return soon
    plus = state.is_a(at, "plus")
    if state.is_a(at, "now"):
        if state.is_a(at - 1, "from") and not state.tokens[at - 2].word.classes.isdisjoint(_COUNTED):
            return None  # "from now" after something that is counted from now
        return Match(at + 1, TimeFields(delay=Duration(seconds=1)), "delay", is_latent=True)
    if lead == "in" and (written := _written(state, at)) is not None:
        return written
    start = at + 1 if plus else state.skip(at, "next", "coming")
    found = read_duration(state, start) or _one_hour(state, start)
    if found is None:
        return _bare_minutes(state, at, lead) or (_ahead(state, start) if start > at else None)
    delay, end = found
    end, says_later = _skip_from_now(state, end)
    if state.is_a(end, "ago") and not says_later:
        return Match(end + 1, TimeFields(delay=-delay), "delay")
    if not says_later and state.is_a(end, "or") and state.is_a(end + 1, "so"):
        end += 2
    sure = plus or says_later or lead in {"in", "after"}
    return Match(end, TimeFields(delay=delay, is_vague=delay.is_vague), "delay", is_latent=not sure)


def _written(state: ParseState, at: int) -> Match | None:
    """ "in 1:15", "in 01:15:00": hours, minutes and seconds."""
    seconds, end = state.tokens[at].word.number or 0, at + 1
    if not state.tokens[at].word.digits or seconds > _MAX_HOURS:
        return None
    for unit in (60, 60):
        sign, number = state.tokens[end], state.tokens[end + 1].word
        if sign.text != ":" or not sign.is_glued or number.digits != 2 or (number.number or 0) >= unit:
            break
        seconds, end = seconds * unit + (number.number or 0), end + 2
    if end == at + 1 or state.tokens[end].word.meridiem or state.tokens[end].word.unit:
        return None
    return Match(end, TimeFields(delay=Duration(seconds=seconds * (60 if end == at + 3 else 1))), "delay")


def _one_hour(state: ParseState, at: int) -> tuple[Duration, int] | None:
    """ "hour and a half from now": an hour without "an"."""
    if state.tokens[at].word.unit != "hour" or state.is_a(at, "letter") or state.is_a(at, "plural"):
        return None
    if state.is_a(at + 1, "and") and state.is_a(at + 2, "a") and state.is_a(at + 3, "half"):
        return Duration(seconds=5400), at + 4
    return (Duration(seconds=3600), at + 1) if state.is_a(at + 1, "from") else None


def _soon(state: ParseState, at: int) -> Match | None:
    """ "in a bit", "in a little while"."""
    end = state.skip(state.skip(at, "a"), "little")
    minutes = state.tokens[end].word.soon
    if minutes is None:
        return None
    return Match(end + 1, TimeFields(delay=Duration(seconds=60 * minutes, is_vague=True), is_vague=True), "delay")


def _ahead(state: ParseState, at: int) -> Match | None:
    """ "in the next hour": one unit that is no calendar period."""
    if state.tokens[at].word.unit not in {"minute", "hour"} or state.is_a(at, "letter"):
        return None
    return Match(
        at + 1, TimeFields(delay=Duration(seconds=3600 if state.tokens[at].word.unit == "hour" else 60)), "delay"
    )


def _skip_from_now(state: ParseState, at: int) -> tuple[int, bool]:
    """Skip "from now", "later" and the like; True if there was any."""
    start = state.skip(at, "filler") if state.is_a(at + 1, "from") else at
    if state.is_a(start, "from"):
        now_at = state.skip(start + 1, "filler")
        if state.is_a(now_at, "now"):
            return now_at + 1, True
    if state.is_a(at, "in") and state.is_a(at + 2, "future"):
        return at + 3, True
    if state.is_a(at, "later") and not state.is_a(at, "after"):
        return at + 1, True
    if state.is_a(at, "out"):
        return at + 1, True
    if state.tokens[at].text == "'":
        at += 1
    if state.is_a(at, "time"):
        return at + 1, True
    return at, False


def _bare_minutes(state: ParseState, at: int, lead: str) -> Match | None:
    """ "in 15": minutes, unless the number counts something."""
    word = state.tokens[at].word
    if lead != "in" or word.number is None or word.digits > 3 or not 0 < word.number <= _MAX_BARE_MINUTES:
        return None
    if state.is_a(at - 1, "the") or state.tokens[at + 1].word.weekday is not None:
        return None
    if state.is_a(at + 1, "business") or (at + 2 < len(state.tokens) and state.tokens[at + 2].word.unit):
        return None  # "in 5 light years"
    following = state.tokens[at + 1]
    if following.text == "'" and following.is_glued:  # in 5'
        return Match(at + 2, TimeFields(delay=Duration(seconds=60 * word.number)), "delay")
    is_latent = not (state.is_end(at + 1) or following.word.classes)
    return Match(at + 1, TimeFields(delay=Duration(seconds=60 * word.number)), "delay", is_latent)
