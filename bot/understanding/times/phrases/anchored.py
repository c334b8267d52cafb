"""Times relative to an anchor: three weeks from tuesday, half an hour before noon, the day after christmas."""

from bot.understanding.times.days import FromToday
from bot.understanding.times.derived_days import Later
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import Part, TimeFields
from bot.understanding.times.phrases.clocks import read_hour
from bot.understanding.times.phrases.durations import read_duration
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.relative_days import read_today, read_weekday
from bot.understanding.times.times_of_day import disambiguated

BARE_UNITS = {
    "day": Duration(days=1),
    "week": Duration(days=7),
    "fortnight": Duration(days=14),
    "month": Duration(months=1),
    "year": Duration(months=12),
}


def read_anchored(state: ParseState, at: int, lead: str) -> Match | None:
    """A duration, "before" or "after", and the anchor."""
    found = _duration(state, at, lead)
    if found is None:
        return None
    duration, end = found
    if state.is_a(end, "before"):
        duration = -duration
    elif (
        duration.days
        and duration.days % 7 == 0
        and (state.is_a(end, "next") or (state.is_a(end, "on") and lead != "in"))
    ):
        end -= state.is_a(end, "next")  # "a week next tuesday", "a week on friday"
    elif duration.days and duration.days % 7 == 0 and state.tokens[end].word.offset in {0, 1}:
        end -= 1  # "a week tomorrow"
    elif state.is_a(end, "week_start") or state.tokens[end].word.classes.isdisjoint(("after", "from", "past")):
        return None
    if state.is_a(end + 1, "that"):  # "30 minutes before that": the anchor is elsewhere in the text
        return Match(end + 2, TimeFields(shift=duration), "anchored", is_latent=True)
    anchor = state.read_inner(state.skip(end + 1, "my"))
    is_before_mine = state.is_a(end, "before") and state.is_a(end + 1, "my") and lead in {"", "on"}
    if anchor is None and is_before_mine and not duration.is_clock_only:
        return Match(end + 1, TimeFields(shift=duration), "anchored", is_latent=True)  # "the day before my exam"
    is_bare = anchor is None and state.is_a(end, "before") and end == at + 1 and state.is_a(at - 1, "the")
    if is_bare and (state.is_end(end + 1) or state.is_a(end + 1, "to")):
        return Match(
            end + 1, TimeFields(shift=duration), "anchored", is_latent=True
        )  # "friday, remind me the day before"
    if anchor is None or anchor.fields.delay or anchor.fields.recurrence or anchor.fields.shift:
        return None
    if state.tokens[end - 1].word.unit == "quarter" and anchor.fields.clocks:
        return None  # in "a quarter after nine on may 21st" the quarter is one of an hour
    return _from_anchor(anchor, duration)


def read_part_before(state: ParseState, at: int, lead: str) -> Match | None:
    """The night before christmas, the morning after thanksgiving; "the night before" an event named elsewhere."""
    word, before = state.tokens[at].word, state.is_a(at + 1, "before")
    if word.part is None or word.offset is not None or not (before or state.is_a(at + 1, "after")):
        return None
    if at and (state.tokens[at - 1].word.offset is not None or state.tokens[at - 1].word.weekday is not None):
        return None  # "friday night before eight"
    part, duration = Part(word.part), Duration(days=-1 if before else 1)
    anchor = state.read_inner(state.skip(at + 2, "my"))
    fields = anchor.fields if anchor else None
    if (
        anchor
        and fields
        and fields.day is not None
        and not (fields.clocks or fields.part or fields.recurrence or fields.shift)
    ):
        return Match(anchor.end, TimeFields(day=Later(fields.day, duration), part=part), "anchored")
    is_of_event = before and not lead and at > 0 and state.is_a(at - 1, "the")
    if is_of_event and state.is_a(at + 2, "at") and (hour := read_hour(state, at + 3)):
        clocks = (disambiguated(hour[0], part),)  # "the night before at 9"
        return Match(hour[1], TimeFields(part=part, clocks=clocks, shift=duration), "anchored", is_latent=True)
    if is_of_event and anchor is None:
        return Match(at + 2, TimeFields(part=part, shift=duration), "anchored", is_latent=True)
    return None


def _duration(state: ParseState, at: int, lead: str) -> tuple[Duration, int] | None:
    """The duration; in "the day before" it is one day."""
    bare_unit = BARE_UNITS.get(state.tokens[at].word.unit or "")
    if bare_unit is not None and (lead in {"", "on"} or state.is_a(at - 1, "the")):
        return bare_unit, at + 1
    return read_duration(state, at)


def _from_anchor(anchor: Match, duration: Duration) -> Match | None:
    fields = anchor.fields
    if duration.seconds:
        if not fields.clocks and fields.day is None and fields.part is None:
            return None
        shifted = TimeFields(
            day=fields.day,
            clocks=fields.clocks,
            part=fields.part,
            zone=fields.zone,
            shift=duration,
            is_vague=duration.is_vague,
        )
        return Match(anchor.end, shifted, "anchored")
    base = fields.day
    if base is None:
        if not fields.clocks:
            return None
        base = FromToday(0)
    moved = TimeFields(day=Later(base, duration), clocks=fields.clocks, part=fields.part, zone=fields.zone)
    return Match(anchor.end, moved, "anchored")


def read_week_after_weekday(state: ParseState, at: int, lead: str) -> Match | None:
    """friday week, tomorrow week: British English for a week after that day."""
    del lead
    found = read_weekday(state, at, "on") or read_today(state, at, "")
    if found is None or found.fields.day is None or found.fields.part is not None:
        return None
    if state.tokens[found.end].word.unit != "week" or state.is_a(found.end, "plural"):
        return None
    if len(state.tokens[found.end].text) < 4 or state.is_a(found.end + 1, "after"):
        return None
    return Match(found.end + 1, TimeFields(day=Later(found.fields.day, Duration(days=7))), "anchored")
