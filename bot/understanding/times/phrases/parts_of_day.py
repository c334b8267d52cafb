"""Parts of a day: this evening, tonight, in the morning, at lunchtime, after work, end of day."""

from bot.understanding.times.days import FromToday
from bot.understanding.times.phrase import MEALS, Part, TimeFields
from bot.understanding.times.phrases.parse_state import Match, ParseState

EARLY = {"morning": Part.EARLY_MORNING, "evening": Part.EVENING, "afternoon": Part.AFTERNOON}
LATE = {
    "morning": Part.MID_MORNING,
    "afternoon": Part.AFTERNOON,
    "evening": Part.LATE_NIGHT,
    "night": Part.LATE_NIGHT,
}
_NEEDS_LEAD = {Part.WORK_END: {"after"}, Part.BEDTIME: {"before", "at", "to"}}
_AROUND = frozenset({"before", "after"})
_SURE = frozenset({Part.DAY_END})


def read_part_of_day(state: ParseState, at: int, lead: str) -> Match | None:
    tokens = state.tokens
    start, is_today, classes = at, lead == "this", tokens[at].word.classes
    if "last" in classes:
        return _other_day(state, at, -1)
    if "next" in classes or "coming" in classes:
        return _other_day(state, at, 1)
    early, late = "early" in classes, "late" in classes
    if early or late:
        at = state.skip(at + 1, "in", "at", "this")
        is_today = is_today or state.is_a(at - 1, "this")
        at = state.skip(at, "the")
        offset = tokens[at].word.offset
        if offset and tokens[at + 1].word.part:  # "late tomorrow night"
            part = Part(tokens[at + 1].word.part or "")
            part = EARLY.get(part, part) if early else LATE.get(part, part)
            return Match(at + 2, TimeFields(day=FromToday(offset), part=part), "part of day")
    if state.is_a(at, "end") and (end := _day_end(state, at)):
        return Match(end, TimeFields(part=Part.DAY_END), "part of day")
    word = tokens[at].word
    if lead in _AROUND and start == at and (found := _around_work(state, at, lead)) is not None:
        return found
    if word.part is None:
        return _half_day(state, at, lead)
    part = Part(word.part)
    if part in _NEEDS_LEAD and lead not in _NEEDS_LEAD[part]:
        return None
    is_today = is_today or word.offset == 0
    if early:
        part = EARLY.get(part, part)
    if late:
        part = LATE.get(part, part)
    day = FromToday(0) if is_today else None
    sure = is_today or part in _SURE or start != at or lead in {"in", "at", "after", "before", "by"}
    if part in MEALS and not lead and state.is_a(at, "loose") and not is_today:
        sure = False
    return Match(at + 1, TimeFields(day=day, part=part), "part of day", is_latent=not sure)


def _around_work(state: ParseState, at: int, lead: str) -> Match | None:
    """ "before work", "after school"; None for "after work", which ``part`` covers, and "school starts"."""
    is_school, is_before = state.is_a(at, "school"), lead == "before"
    following = state.tokens[at + 1]
    is_plain = not following.text.isalpha() or (bool(following.word.classes) and not state.is_a(at + 1, "start"))
    if not is_plain or not (is_school or (is_before and state.tokens[at].word.part == Part.WORK_END)):
        return None
    return Match(at + 1, TimeFields(part=Part.WORK_START if is_before else Part.SCHOOL_END), "part of day")


def _half_day(state: ParseState, at: int, lead: str) -> Match | None:
    """ "tomorrow am", "in the pm"."""
    meridiem = state.tokens[at].word.meridiem
    if meridiem is None or state.is_a(at, "letter") or at == 0:
        return None
    before = state.tokens[at - 1].word
    if before.offset is None and before.weekday is None and not (lead == "in" and "the" in before.classes):
        return None
    return Match(at + 1, TimeFields(part=Part.MORNING if meridiem == "am" else Part.AFTERNOON), "part of day")


def _day_end(state: ParseState, at: int) -> int | None:
    """ "end of day", "end of the business day", "close of business"."""
    if not state.is_a(at + 1, "of"):
        return None
    day_at = state.skip(state.skip(at + 2, "the"), "business")
    if state.is_a(day_at, "daytime"):
        return day_at + 1
    return day_at if state.is_a(day_at - 1, "business") else None


def _other_day(state: ParseState, at: int, days: int) -> Match | None:
    """ "last night", "the next morning"."""
    part = state.tokens[at + 1].word.part
    if part is None or state.tokens[at + 1].word.offset is not None:
        return None
    return Match(at + 2, TimeFields(day=FromToday(days), part=Part(part)), "part of day")
