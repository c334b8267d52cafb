"""Days relative to today: tomorrow, the day after tomorrow, next friday, this weekend, the week after next."""

from bot.understanding.times.days import CalendarPeriod, Day, FromToday, Month, Season, Weekday
from bot.understanding.times.derived_days import NthAfter
from bot.understanding.times.phrase import Part, TimeFields
from bot.understanding.times.phrases.parse_state import Match, ParseState

RELATIVE_DAY = "relative day"
_PERIODS = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade"})


def read_today(state: ParseState, at: int, lead: str) -> Match | None:
    """today, tomorrow, tonight, yesterday, the day after tomorrow."""
    del lead
    word = state.tokens[at].word
    if word.offset is not None:
        part = Part(word.part) if word.part else None
        if part is Part.NIGHT and state.is_a(at + 1, "late") and state.is_end(at + 2):  # "tonight late"
            return Match(at + 2, TimeFields(day=FromToday(word.offset), part=Part.LATE_NIGHT), RELATIVE_DAY)
        is_latent = "loose" in word.classes
        return Match(at + 1, TimeFields(day=FromToday(word.offset), part=part), RELATIVE_DAY, is_latent)
    if not state.is_a(at, "daytime"):
        return None
    offset = state.tokens[at + 2].word.offset
    if offset is None or state.tokens[at + 2].word.part:
        return None
    if state.is_a(at + 1, "after"):
        return Match(at + 3, TimeFields(day=FromToday(offset + 1)), RELATIVE_DAY)
    if state.is_a(at + 1, "before"):
        return Match(at + 3, TimeFields(day=FromToday(offset - 1)), RELATIVE_DAY)
    return None


def read_weekday(state: ParseState, at: int, lead: str) -> Match | None:
    """friday, this friday, next friday, this coming friday, last friday."""
    weeks, coming, noun_at = _which(state, at, lead)
    word = state.tokens[noun_at].word
    if word.weekday is None or ("plural" in word.classes and noun_at == at):
        return None
    end = noun_at + 1
    if weeks is None and state.is_a(end, "after") and state.is_a(end + 1, "next"):
        return Match(end + 2, TimeFields(day=NthAfter(2, word.weekday, FromToday(0))), "weekday")
    is_last = state.is_end(end + 1) or state.is_a(end + 1, "at")
    if weeks is None and is_last and (state.is_a(end, "coming") or state.is_a(end, "next")):
        return Match(
            end + 1, TimeFields(day=Weekday(word.weekday, None, True)), "weekday"
        )  # "monday coming", "monday next"
    if state.tokens[end].text == "." and len(state.tokens[noun_at].text) <= 5 and not state.is_end(end + 1):
        end += 1
    day: Day = Weekday(word.weekday, weeks, coming)
    # "sun", "sat" and "mon" can be other words
    named = bool(lead) or noun_at > at or not state.is_a(noun_at, "loose")
    return Match(end, TimeFields(day=day), "weekday", is_latent=not named)


def _which(state: ParseState, at: int, lead: str) -> tuple[int | None, bool, int]:
    """How many weeks ahead if the words say so, whether today is excluded, and the index after these words."""
    classes = state.tokens[at].word.classes
    if "coming" in classes:
        return None, True, at + 1
    if "next" in classes:
        weeks = 1
        while state.is_a(at + weeks, "next"):
            weeks += 1  # "next next tuesday"
        return weeks, False, state.skip(at + weeks, "coming")
    if "last" in classes:
        return -1, False, at + 1
    del lead
    return None, False, at


def read_calendar_period(state: ParseState, at: int, lead: str) -> Match | None:
    """next week, this month, the following year, weekend, the week after next."""
    tokens = state.tokens
    unit = tokens[at].word.unit
    if unit in _PERIODS and state.is_a(at + 1, "after"):
        next_at = state.skip(at + 2, "the")
        if state.is_a(next_at, "next") or state.is_a(next_at, "coming"):
            end = next_at + 1
            return Match(
                end + 1 if tokens[end].word.unit == unit else end,
                TimeFields(day=CalendarPeriod(unit, 2)),
                "calendar period",
            )
        this_end = state.skip(next_at + 1, "one")
        if state.is_a(next_at, "this") and state.is_end(this_end):  # "the weekend after this one"
            return Match(this_end, TimeFields(day=CalendarPeriod(unit, 1)), "calendar period")
    ahead, noun_at = _ahead(state, at, lead)
    unit = tokens[noun_at].word.unit
    if unit == "weekend" and not state.is_a(noun_at, "plural"):
        is_coming = state.is_a(at, "coming")  # "coming weekend" is this one, "next weekend" the one after
        return Match(
            noun_at + 1, TimeFields(day=CalendarPeriod("weekend", 0 if is_coming else ahead or 0)), "calendar period"
        )
    if ahead is None:
        return None
    if ahead == 1 and tokens[noun_at].word.number and tokens[noun_at + 1].word.unit == "weekend":
        return Match(
            noun_at + 2, TimeFields(day=CalendarPeriod("weekend", 0)), "calendar period"
        )  # "the next two weekends"
    if unit in _PERIODS and not state.is_a(noun_at, "letter") and (unit != "day" or ahead >= 0):
        return Match(noun_at + 1, TimeFields(day=CalendarPeriod(unit, ahead)), "calendar period")
    return _next_month_or_season(state, noun_at, ahead)


def _next_month_or_season(state: ParseState, at: int, ahead: int) -> Match | None:
    """next june, this summer, next spring."""
    word = state.tokens[at].word
    if ahead < 0:
        return None
    if word.month is not None:
        return Match(at + 1, TimeFields(day=Month(word.month)), "calendar period")
    if word.season is not None:
        return Match(at + 1, TimeFields(day=Season(word.season, is_running=not ahead)), "calendar period")
    return None


def _ahead(state: ParseState, at: int, lead: str) -> tuple[int | None, int]:
    classes = state.tokens[at].word.classes
    if "coming" in classes or "next" in classes:
        return 1, at + 1
    if "last" in classes:
        return -1, at + 1
    if "this" in classes:
        return 0, at + 1
    return (0 if lead == "this" else None), at


def read_season(state: ParseState, at: int, lead: str) -> Match | None:
    """spring, in the summer."""
    season = state.tokens[at].word.season
    if season is None:
        return None
    return Match(at + 1, TimeFields(day=Season(season)), "season", is_latent=lead != "in")
