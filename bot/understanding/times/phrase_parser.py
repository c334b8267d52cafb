"""Parse one time phrase: one component after another, for as long as they combine.

The components of "friday at 5 PST" are a day, a clock time and a zone; each comes from a reader in ``phrases/``.
"""

from dataclasses import replace

from bot.understanding.times.days import Calendar, Date, FromToday, Month, Season, Weekday
from bot.understanding.times.merge import combined
from bot.understanding.times.phrase import MEALS, RecurrenceSpec
from bot.understanding.times.phrases.clocks import read_hour
from bot.understanding.times.phrases.day_lists import SEVERAL_DAYS
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.registry import dispatch_of, readers_of
from bot.understanding.times.phrases.repeat_bounds import read_repeat_bound
from bot.understanding.times.phrases.zones import read_distant_place, read_place_time, read_written_offset

_MAX_COMPONENTS = 6
_MAX_INNER_COMPONENTS = 3
_MAX_CLOCKS = 6
_MAX_THING_WORDS = 4  # between the day and the time of the next errand
# What must follow "9 and 5" for it to be a list of times: a repeat, or one more time.
_BEFORE_REPEAT = frozenset({"every", "recurrence", "and", "workdays", "plural"})
_MAX_LEADS = 3
_FEWEST_DAYS = 2
_GLUE = frozenset({",", "-", ";", "(", ")"})


def read_component(state: ParseState, at: int) -> tuple[Match | None, str]:
    """The longest component that starts at ``at``, with its preposition, and the class of that preposition."""
    key = (at, state.depth)
    found = state.cache.components.get(key)
    if found is None:
        found = state.cache.components[key] = _read_component(state, at)
    return found


def _read_component(state: ParseState, at: int) -> tuple[Match | None, str]:
    lead, best_lead = "", ""
    best: Match | None = None
    tokens = state.tokens
    for ahead in range(at, at + _MAX_LEADS + 1):
        classes = tokens[ahead].word.classes
        has_readers, needs, new_lead = dispatch_of[classes]
        if has_readers:
            for reader in readers_of(classes, state.lookahead(ahead) & needs if needs else 0):
                found = reader(state, ahead, lead)
                if found is not None and (best is None or found.end > best.end):
                    best, best_lead = found, lead
        if new_lead is None:
            break
        if new_lead != "the" and (new_lead != "filler" or not lead):
            lead = new_lead
    return best, best_lead


def parse_phrase(state: ParseState, at: int) -> Match | None:
    """The phrase that starts at ``at``: a component and all following ones that combine with it."""
    whole, lead = read_component(state, at)
    if whole is None:
        return None
    if lead == "for" and (series := _series_of_days(state, whole)):
        whole = series
    for _ in range(_MAX_COMPONENTS if state.depth == 0 else _MAX_INNER_COMPONENTS):
        joined = _join_next(state, whole) if _may_continue(state, whole) else None
        if joined is None:
            break
        whole = joined
    end = whole.end
    while "sharp" in state.tokens[end].word.classes and not state.tokens[end].word.unit:
        end += 1
    return whole if end == whole.end else replace(whole, end=end)


def _series_of_days(state: ParseState, whole: Match) -> Match | None:
    """ "for the next 5 days at 9": every day at that hour, so many times."""
    delay = whole.fields.delay
    if state.tokens[whole.end - 1].word.unit is None:
        return None  # "for a week from today"
    if delay is None or delay.days < _FEWEST_DAYS or delay.months or delay.seconds:
        return None
    hour, hour_lead = read_component(state, whole.end)
    if hour is None or hour_lead != "at" or not hour.fields.clocks or hour.fields.day or hour.fields.recurrence:
        return None
    recurrence = RecurrenceSpec(frequency="DAILY", lasting=delay)
    return Match(hour.end, replace(hour.fields, recurrence=recurrence), "repeat")


def _may_continue(state: ParseState, whole: Match) -> bool:
    """False at the end of the text and before an unknown word, except after a clock time ("5pm London time")."""
    following = state.tokens[whole.end]
    if following.word.classes:
        return True
    return following.start >= 0 and (bool(whole.fields.clocks) or not following.text.isalpha())


def _join_next(state: ParseState, whole: Match) -> Match | None:
    """``whole`` with the component that follows it, or None if they do not combine."""
    if whole.fields.recurrence is not None and state.depth == 0 and (bounded := _bounded(state, whole)):
        return bounded
    at = _skip_glue(state, whole.end)
    if state.tokens[at - 1].text == "(" and state.tokens[at + 1].text == "/" and state.tokens[at + 3].text == ")":
        return None  # "at 4 pm (1/3)": the first of three texts
    special = _clock_list(state, whole) or _place_time(state, whole, at) if whole.fields.clocks else None
    if special := special or _without_other(state, whole, at):
        return special
    found, lead = read_component(state, at if state.is_a(at, "in") else state.skip(at, "of"))
    if found is None or not _may_follow(state, whole, found, lead):
        return None
    added, day = found.fields, found.fields.day
    if isinstance(whole.fields.day, FromToday):
        is_its_weekday = isinstance(day, Weekday) and day.weeks is None  # "tomorrow, thursday, at 5"
        if is_its_weekday or (isinstance(day, Date) and _is_same(state, whole, day)):  # "today, feb 12, at 5"
            added = replace(added, day=None)
    fields = combined(whole.fields, added)
    if fields is None and whole.fields.part in MEALS and added.part is not None:
        fields = combined(replace(whole.fields, part=None), added)  # "for lunch on tuesday night at 6"
    rule = SEVERAL_DAYS if found.rule == SEVERAL_DAYS else whole.rule
    return Match(found.end, fields, rule, _is_joined_latent(whole, found)) if fields else None


def _is_same(state: ParseState, whole: Match, date: Date) -> bool:
    """Whether ``date`` is the day of ``whole``, which is relative to today."""
    if whole.fields.day is None or not date.is_possible:
        return False
    today = state.context.now.astimezone(state.context.zone).date()
    calendar = Calendar(today=today, earliest=today)
    try:
        return whole.fields.day.find(calendar) == date.find(calendar)
    except (OverflowError, ValueError):  # past the year 9999
        return False


def _skip_glue(state: ParseState, at: int) -> int:
    """The index after commas and the like, including one after "maybe"."""
    if state.is_a(at, "sharp") and state.tokens[at + 1].text in _GLUE:
        at += 1
    for _ in range(2):
        token = state.tokens[at]
        if token.text in _GLUE or (token.text == "." and token.is_glued and state.tokens[at + 1].is_glued):
            at += 1
        else:
            break
    return at


def _may_follow(state: ParseState, whole: Match, found: Match, lead: str) -> bool:
    if found.rule == "zone":
        return bool(whole.fields.clocks)
    if whole.fields.clocks and found.fields.clocks and not whole.fields.recurrence and not found.fields.recurrence:
        return False
    if whole.fields.day is not None and lead == "until" and (found.fields.day is not None or found.fields.clocks):
        return False  # "monday at 9 until april 1", "today until 8 tonight": ends a series
    if whole.fields.clocks and lead == "for" and found.fields.delay is not None and not found.fields.clocks:
        return False  # "at 9 pm for the next 7 days"
    if whole.fields.day is not None and lead == "by" and found.fields.delay is not None:
        return False  # "push everything today by 30 minutes"
    if whole.fields.clocks and state.tokens[whole.end].text == "," and _starts_another_time(state, found):
        return False
    if whole.is_latent:
        if found.fields.day is not None and isinstance(whole.fields.day, FromToday):
            return False  # "call tom on friday"
        if found.fields.clocks and isinstance(whole.fields.day, Month | Season):
            return False  # "email june at noon"
    if state.is_a(found.end - 1, "one") and not lead and (state.is_a(found.end, "at") or state.is_a(found.end, "for")):
        return False  # "for tomorrow, one at six and one at seven"
    is_loose = found.is_latent and not lead and found.rule in {"clock", "day of month", "delay"}
    following = state.tokens[found.end].word.classes
    # "tomorrow 2 eggs", "tomorrow 2 dozen eggs": something is counted
    return not is_loose or state.is_end(found.end) or (bool(following) and "dozen" not in following)


def _starts_another_time(state: ParseState, found: Match) -> bool:
    """True for the day of "at 5, tomorrow at 6" and "haircut at 5, monday dentist at 3", which has its own time."""
    if found.fields.day is None or found.fields.clocks:
        return False
    following = state.tokens[found.end : found.end + _MAX_THING_WORDS]
    at = next((index for index, token in enumerate(following) if "at" in token.word.classes), None)
    return at is not None and state.tokens[found.end + at + 1].word.number is not None


def _is_joined_latent(whole: Match, found: Match) -> bool:
    """Whether the joined phrase still needs support; two days ("sat 14th") or a clock time with a zone do not."""
    if found.rule == "zone" or (whole.fields.day is not None and found.fields.day is not None):
        return False
    return whole.is_latent and found.is_latent


def _without_other(state: ParseState, whole: Match, at: int) -> Match | None:
    """Skip a rejected alternative: "friday, not saturday", "at 5 instead of 6"."""
    if not state.is_a(at, "not"):
        return None
    other, _ = read_component(state, state.skip(at + 1, "of"))
    if other is None or other.fields.recurrence is not None or whole.fields.recurrence is not None:
        return None
    is_alike = bool(whole.fields.day and other.fields.day) or bool(whole.fields.clocks and other.fields.clocks)
    return replace(whole, end=other.end) if is_alike else None


def _place_time(state: ParseState, whole: Match, at: int) -> Match | None:
    """A clock time followed by its zone: "London time"."""
    if whole.fields.zone is not None and state.tokens[whole.end].text == "(" and state.is_a(at, "zone"):
        return replace(whole, end=at + 2) if state.tokens[at + 1].text == ")" else None  # "GMT+0900 (JST)"
    found = read_written_offset(state, whole.end) or read_place_time(state, state.skip(at, "in"))
    if found is None and state.is_a(at, "in") and whole.fields.zone is None and whole.fields.clocks[0].is_unambiguous:
        found = read_distant_place(state, at + 1)
    fields = combined(whole.fields, found.fields) if found else None
    return Match(found.end, fields, whole.rule) if found and fields else None


def _bounded(state: ParseState, whole: Match) -> Match | None:
    """A repeat with the next restriction of its days, its start or its end."""
    comma = state.tokens[whole.end].text == ","
    return read_repeat_bound(state, whole.end, whole) or (
        read_repeat_bound(state, whole.end + 1, whole) if comma else None
    )


def _clock_list(state: ParseState, whole: Match) -> Match | None:
    """A list of times, if a repeat follows: "at 9 and 5 every day"."""
    fields = whole.fields
    if fields.day is not None or fields.recurrence is not None or len(fields.clocks) > _MAX_CLOCKS:
        return None
    at = state.skip(whole.end + 1 if state.tokens[whole.end].text == "," else whole.end, "and")
    found = read_hour(state, state.skip(at, "at"), "at") if at > whole.end else None
    if found is None:
        return None
    following = state.tokens[found[1]].word
    if following.classes.isdisjoint(_BEFORE_REPEAT) or following.unit not in {None, "weekend"}:
        return None  # "at 5pm, 2 weeks from today"
    return Match(found[1], replace(fields, clocks=(*fields.clocks, found[0])), whole.rule, is_latent=whole.is_latent)
