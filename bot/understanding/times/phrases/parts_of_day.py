"""Parts of a day: this evening, tonight, in the morning, at lunchtime, after work, end of day."""

from bot.understanding.times.days import FromToday
from bot.understanding.times.phrase import MEALS, Part, Parts, Strength
from bot.understanding.times.phrases.parse_state import Match, Scene

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


def read_part_of_day(scene: Scene, at: int, lead: str) -> Match | None:
    tokens = scene.tokens
    start, is_today, classes = at, lead == "this", tokens[at].word.classes
    if "last" in classes:
        return _other_day(scene, at, -1)
    if "next" in classes or "coming" in classes:
        return _other_day(scene, at, 1)
    early, late = "early" in classes, "late" in classes
    if early or late:
        at = scene.skip(at + 1, "in", "at", "this")
        is_today = is_today or scene.is_a(at - 1, "this")
        at = scene.skip(at, "the")
        offset = tokens[at].word.offset
        if offset and tokens[at + 1].word.part:  # "late tomorrow night"
            part = Part(tokens[at + 1].word.part or "")
            part = EARLY.get(part, part) if early else LATE.get(part, part)
            return Match(at + 2, Parts(day=FromToday(offset), part=part), "part of day")
    if scene.is_a(at, "end") and (end := _day_end(scene, at)):
        return Match(end, Parts(part=Part.DAY_END), "part of day")
    word = tokens[at].word
    if lead in _AROUND and start == at and (found := _around_work(scene, at, lead)) is not None:
        return found
    if word.part is None:
        return _half_day(scene, at, lead)
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
    if part in MEALS and not lead and scene.is_a(at, "loose") and not is_today:
        sure = False
    return Match(at + 1, Parts(day=day, part=part), "part of day", Strength.STRONG if sure else Strength.WEAK)


def _around_work(scene: Scene, at: int, lead: str) -> Match | None:
    """ "before work", "after school"; None for "after work", which needs no more, and "school starts"."""
    is_school, is_before = scene.is_a(at, "school"), lead == "before"
    behind = scene.tokens[at + 1]
    is_plain = not behind.text.isalpha() or (bool(behind.word.classes) and not scene.is_a(at + 1, "start"))
    if not is_plain or not (is_school or (is_before and scene.tokens[at].word.part == Part.WORK_END)):
        return None
    return Match(at + 1, Parts(part=Part.WORK_START if is_before else Part.SCHOOL_END), "part of day")


def _half_day(scene: Scene, at: int, lead: str) -> Match | None:
    """ "tomorrow am", "in the pm"."""
    meridiem = scene.tokens[at].word.meridiem
    if meridiem is None or scene.is_a(at, "letter") or at == 0:
        return None
    before = scene.tokens[at - 1].word
    if before.offset is None and before.weekday is None and not (lead == "in" and "the" in before.classes):
        return None
    return Match(at + 1, Parts(part=Part.MORNING if meridiem == "am" else Part.AFTERNOON), "part of day")


def _day_end(scene: Scene, at: int) -> int | None:
    """ "end of day", "end of the business day", "close of business"."""
    if not scene.is_a(at + 1, "of"):
        return None
    day_at = scene.skip(scene.skip(at + 2, "the"), "business")
    if scene.is_a(day_at, "daytime"):
        return day_at + 1
    return day_at if scene.is_a(day_at - 1, "business") else None


def _other_day(scene: Scene, at: int, days: int) -> Match | None:
    """ "last night", "the next morning"."""
    part = scene.tokens[at + 1].word.part
    if part is None or scene.tokens[at + 1].word.offset is not None:
        return None
    return Match(at + 2, Parts(day=FromToday(days), part=Part(part)), "part of day")
