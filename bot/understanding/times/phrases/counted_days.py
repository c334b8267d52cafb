"""Days counted within a period: first tuesday of october, last day of may, 20th of next month."""

from dataclasses import replace

from bot.understanding.times.days import CalendarPeriod, Date, Day, Month, Season, Year
from bot.understanding.times.derived_days import Edge, Half, Holiday, Later, Nth, WeekendNear, WeekOf
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import Part, TimeFields
from bot.understanding.times.phrases.anchored_weekdays import read_from_weekday
from bot.understanding.times.phrases.clocks import makes_clock_time
from bot.understanding.times.phrases.dates import read_bare_year
from bot.understanding.times.phrases.holidays import read_holiday
from bot.understanding.times.phrases.numbered_periods import read_quarter
from bot.understanding.times.phrases.numbers import read_number, read_ordinal, read_year
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.relative_days import read_calendar_period

_COUNTED = frozenset({"day", "week", "weekend", "month"})

_HALVES = (1, 2)
_NEW_YEAR = Holiday("new_year")
_MOST = 32
_DAYS_OF = {"day": 1, "week": 7}


def read_counted_day(state: ParseState, at: int, lead: str) -> Match | None:
    """first tuesday of october 2014, the fifth last day of may, first business day of june."""
    del lead
    number = _number(state, at)
    if number is None:
        return None
    count, end = number
    if state.is_a(end, "half") and count in _HALVES and (whole := _counted_period(state, end + 1)):
        return Match(whole[1], TimeFields(day=Half(count - 1, whole[0])), "counted day")
    if abs(count) == 1 and (state.is_a(end, "few") or state.is_a(end, "couple")):
        return _few_days(state, end + 1, "beginning" if count > 0 else "end")
    if abs(count) == 1 and (several := _several_days(state, count, end)) is not None:
        return several
    what, end, weekday = _what(state, end)
    if not what:
        return _day_of_period(state, at)
    if what == "weekday" and (after := read_from_weekday(state, end, count, weekday)):
        return after
    part = _part_between(state, end) if what in {"day", "weekday"} else None
    whole = _counted_period(state, end + 1 if part else end)
    if whole is None:
        return _day_of_holiday(state, count, end) if what == "day" else None
    day, end = whole
    return Match(end, TimeFields(day=Nth(count, what, day, weekday), part=part), "counted day")


def _several_days(state: ParseState, count: int, at: int) -> Match | None:
    """The start of "the last two weeks of march" and "the first 3 days of june"."""
    read = read_number(state, at)
    days = _DAYS_OF.get(state.tokens[read[1]].word.unit or "") if read is not None else None
    whole = _counted_period(state, read[1] + 1) if read is not None and days is not None else None
    if read is None or days is None or whole is None or not 0 < read[0] < _MOST:
        return None
    return Match(whole[1], TimeFields(day=Nth(-days * read[0] if count < 0 else 1, "day", whole[0])), "counted day")


def _few_days(state: ParseState, at: int, which: str) -> Match | None:
    """ "the first few days of april"."""
    unit_at = state.skip(at, "of")
    whole = _counted_period(state, unit_at + 1) if state.tokens[unit_at].word.unit in {"day", "week"} else None
    return Match(whole[1], TimeFields(day=Edge(which, whole[0])), "counted day") if whole else None


def _day_of_holiday(state: ParseState, count: int, at: int) -> Match | None:
    """ "the first day of hanukkah"."""
    if count < 1 or not state.is_a(at, "of") or not state.is_a(state.skip(at + 1, "the"), "holiday"):
        return None
    found = read_holiday(state, state.skip(at + 1, "the"), "of")
    if found is None or found.fields.day is None:
        return None
    return replace(found, fields=replace(found.fields, day=Later(found.fields.day, Duration(days=count - 1))))


def _part_between(state: ParseState, at: int) -> Part | None:
    """ "first monday evening of next month"."""
    word = state.tokens[at].word
    return Part(word.part) if word.part and state.is_a(at + 1, "of") else None


def _number(state: ParseState, at: int) -> tuple[int, int] | None:
    """first, 5th, last, second to last, fifth last; negative numbers count from the end."""
    if state.is_a(at, "penultimate"):
        return -2, at + 1
    if state.is_a(at, "last"):
        return -1, at + 1
    read = read_ordinal(state, at)
    if read is None:
        return None
    count, end = read
    last_at = state.skip(state.skip(end + 1 if state.tokens[end].text == "-" else end, "to"), "the")
    if state.tokens[last_at].text == "-":
        last_at += 1
    return (-count, last_at + 1) if state.is_a(last_at, "last") else (count, end)


def _what(state: ParseState, at: int) -> tuple[str, int, int]:
    word = state.tokens[at].word
    if word.weekday is not None:
        return "weekday", at + 1, word.weekday
    if "business" in word.classes and state.is_a(at + 1, "daytime"):
        return "business", at + 2, 0
    if "workdays" in word.classes:
        return "business", at + 1, 0
    if word.unit in _COUNTED:
        return word.unit or "", at + 1, 0
    return "", at, 0


def _counted_period(state: ParseState, at: int) -> tuple[Day, int] | None:
    """The period that the days are counted in: "of october 2014", "of next month", "in 2027"."""
    if state.is_a(at, "next") and state.tokens[at + 1].word.unit == "month":
        return read_period(state, at)  # "first sunday next month"
    if not state.is_a(at, "of"):
        return None
    return read_period(state, state.skip(at + 1, "the"))


def read_period(state: ParseState, at: int) -> tuple[Day, int] | None:
    """A week, month, season, quarter or year, and the index after it."""
    if state.tokens[at].word.unit == "month" and state.is_a(at + 1, "of") and state.tokens[at + 2].word.month:
        at += 2  # "the month of april"
    word = state.tokens[at].word
    if word.month is not None:
        end = at + 2 if state.tokens[at + 1].word.unit == "month" else at + 1
        year_at = state.skip(end + 1 if state.tokens[end].text == "," else end, "of", "in")
        if year := read_year(state, year_at):
            return Month(word.month, year[0]), year[1]
        period = read_calendar_period(state, state.skip(end, "of"), "")
        if period and isinstance(period.fields.day, CalendarPeriod) and period.fields.day.unit == "year":
            return Month(word.month, years_ahead=period.fields.day.ahead), period.end
        return Month(word.month), end
    period = read_calendar_period(state, at, "") or read_bare_year(state, at, "in")
    if period and period.fields.day:
        return period.fields.day, period.end
    if word.season is not None:
        return Season(word.season), at + 1
    if state.is_a(at, "holiday") and (holiday := read_holiday(state, at, "of")) and holiday.fields.day == _NEW_YEAR:
        return CalendarPeriod("year", 1), holiday.end
    may_be_quarter = "quarter_sign" in word.classes or state.tokens[at + 1].word.unit == "quarter"
    if may_be_quarter and (quarter := read_quarter(state, at, "")) and quarter.fields.day:
        return quarter.fields.day, quarter.end
    if word.unit == "year" and (year := read_year(state, at + 1)):
        return Year(year[0]), year[1]
    is_whole = word.unit in {"week", "month", "year", "quarter", "weekend"} and not makes_clock_time(state, at + 1)
    if is_whole and not state.tokens[at - 1].word.digits:
        return CalendarPeriod(word.unit or "", 0), at + 1
    return None


def _day_of_period(state: ParseState, at: int) -> Match | None:
    """20th of next month, 20 of this month."""
    read = read_ordinal(state, at)
    if read is None or not state.is_a(read[1], "of"):
        return None
    whole = read_calendar_period(state, state.skip(read[1] + 1, "the"), "")
    if whole is None or whole.fields.day is None or not 1 <= read[0] <= 31:
        return None
    return Match(whole.end, TimeFields(day=Nth(read[0], "day", whole.fields.day)), "counted day")


def read_days_of_coming_period(state: ParseState, at: int, lead: str) -> Match | None:
    """The period before the day counted in it: "next month's first monday", "march's last friday"."""
    month = state.tokens[at].word.month
    if month is not None:
        if not (state.tokens[at].text.endswith(state.language.possessives) or state.is_a(at + 1, "last")):
            return None  # "march 1st, saturday"
        whole = Match(at + 1, TimeFields(day=Month(month)), "month")
    else:
        whole = read_calendar_period(state, at, lead) or Match(at, TimeFields(), "")
        if not isinstance(whole.fields.day, CalendarPeriod) or whole.fields.day.unit not in {"month", "year"}:
            return None
    if whole.fields.day is None:
        return None
    number = _number(state, whole.end)
    what, end, weekday = _what(state, number[1]) if number else ("", 0, 0)
    if number is None or what not in {"weekday", "business", "weekend", "day"}:
        return None
    return Match(end, TimeFields(day=Nth(number[0], what, whole.fields.day, weekday)), "counted day")


def read_numbered_day_of_period(state: ParseState, at: int, lead: str) -> Match | None:
    """ "20 of next month": a number instead of an ordinal."""
    del lead
    read = read_number(state, at)
    if read is None or not 1 <= read[0] <= 31 or not state.is_a(read[1], "of"):
        return None
    whole = read_calendar_period(state, state.skip(read[1] + 1, "the"), "")
    if whole is None or not isinstance(whole.fields.day, CalendarPeriod) or whole.fields.day.unit != "month":
        return None
    return Match(whole.end, TimeFields(day=Nth(read[0], "day", whole.fields.day)), "counted day")


def read_week_of(state: ParseState, at: int, lead: str) -> Match | None:
    """The week of october 7th, the week starting monday, the weekend of christmas, the weekend before easter."""
    del lead
    unit = state.tokens[at].word.unit
    side = 0
    if unit == "weekend":
        side = -1 if state.is_a(at + 1, "before") else int(state.is_a(at + 1, "after"))
    if unit in {"day", "month"} and state.is_a(at + 1, "of") and not state.is_a(at, "letter"):
        return _named_by_kind(state, at + 2, unit)
    is_named = state.is_a(at + 1, "of") or (unit == "week" and state.is_a(at + 1, "week_start")) or side
    if unit not in {"week", "weekend"} or not is_named or state.is_a(at, "letter"):
        return None
    found = state.read_inner(state.skip(at + 2, "on"))
    if found is None or found.fields.day is None or found.fields.clocks or found.fields.shift:
        return None
    if not state.is_a(at + 1, "of") and not side:
        return Match(found.end, TimeFields(day=found.fields.day), "counted day")  # starts that day
    day = WeekOf(found.fields.day) if unit == "week" else WeekendNear(found.fields.day, side)
    return Match(found.end, TimeFields(day=day), "counted day")


def _named_by_kind(state: ParseState, at: int, unit: str) -> Match | None:
    """ "the day of march 18th", "the month of march": just that day or month."""
    found = state.read_inner(at)
    kind = Month if unit == "month" else Date | Holiday | Nth
    if found is None or not isinstance(found.fields.day, kind) or state.tokens[at].word.unit is not None:
        return None
    return Match(found.end, found.fields, "counted day")
