"""Dates with the month's name: march 3rd 2015, the 15th of february, 14 april, sep 2027; and the 3rd, 2014."""

from bot.understanding.times.days import CalendarPeriod, Date, Day, Month, Year
from bot.understanding.times.derived_days import Nth, WeekendNear
from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.clocks import is_before_daytime, makes_clock_time
from bot.understanding.times.phrases.numbers import full_year, read_number, read_ordinal, read_year
from bot.understanding.times.phrases.parse_state import Match, ParseState

_SEPARATORS = frozenset({"-", "/", ".", ","})
_FIRST_YEAR_AHEAD, _LAST_CLOCK, _MINUTES = 2000, 2400, 60


def read_named_date(state: ParseState, at: int, lead: str) -> Match | None:
    """All orders of day, month's name and year; "july 4th weekend"."""
    found = _named_date(state, at, lead)
    if found is None or not isinstance(found.fields.day, Date) or state.tokens[found.end].word.unit != "weekend":
        return found
    if state.is_a(found.end, "plural"):
        return found
    return Match(found.end + 1, TimeFields(day=WeekendNear(found.fields.day)), "named date")


def _named_date(state: ParseState, at: int, lead: str) -> Match | None:
    word = state.tokens[at].word
    if word.month is not None:
        return _month_first(state, at, lead)
    if year := read_year(state, at):
        return _year_first(state, *year)
    return _day_first(state, at)


def _separated(state: ParseState, at: int, signs: frozenset[str] = _SEPARATORS) -> int:
    """The index after one separator between the parts of a date."""
    return at + 1 if state.tokens[at].text in signs else at


def _day_number(state: ParseState, at: int) -> tuple[int, int] | None:
    """3, 3rd, the third, twenty first: a day of the month."""
    at = state.skip(at, "the")
    read = read_ordinal(state, at) or read_number(state, at)
    if read is None or not 1 <= read[0] <= 31 or state.tokens[at].word.digits > 2 + ("ordinal" in _classes(state, at)):
        return None
    return read


def _classes(state: ParseState, at: int) -> frozenset[str]:
    return state.tokens[at].word.classes


def starts_clock_time(state: ParseState, at: int) -> bool:
    """Whether the number at ``at`` starts a clock time and so is neither a day nor a year."""
    following = state.tokens[at + 1]
    if following.text == ":" and following.is_glued and state.tokens[at + 2].is_glued:
        return True
    if (
        following.text == "."
        and following.is_glued
        and state.tokens[at + 2].is_glued
        and state.tokens[at + 2].word.digits
    ):
        return True
    if following.word.meridiem and (
        len(following.text) > 1 or following.is_glued or state.tokens[at + 2].text in {".", "m"}
    ):
        return True
    return "oclock" in following.word.classes or (following.is_glued and "hours_mark" in following.word.classes)


def _month_first(state: ParseState, at: int, lead: str) -> Match | None:
    month = state.tokens[at].word.month or 1
    end = at + 1
    if state.tokens[end].text == "." and len(state.tokens[at].text) <= 4:
        end += 1
    month_word_end = state.skip(end, "month_word") if state.tokens[end].word.unit == "month" else end
    if state.tokens[end].word.unit == "month":
        month_word_end = end + 1
    day_at = _separated(state, end)
    if year := read_year(state, day_at):
        # september-2020-23
        if state.tokens[year[1]].text in {"-", "/"} and (day := _day_number(state, year[1] + 1)):
            return Match(day[1], TimeFields(day=Date(day[0], month, year[0])), "named date")
        if not starts_clock_time(state, day_at):
            return Match(year[1], TimeFields(day=Month(month, year[0])), "month")
    day = _day_number(state, day_at)
    if day is not None and not (starts_clock_time(state, day_at) and "number" in _classes(state, day_at)):
        return _with_year(state, day[0], month, day[1])
    return _bare_month(state, at, month_word_end, lead, month)


def _bare_month(state: ParseState, at: int, end: int, lead: str, month: int) -> Match:
    """march, in march, march '27."""
    if state.tokens[end].text == "'" and (year := read_year(state, end)):
        return Match(year[1], TimeFields(day=Month(month, year[0])), "month")
    sure = lead in {"in", "by", "before", "until", "of"} or not state.is_a(at, "loose")
    return Match(end, TimeFields(day=Month(month)), "month", is_latent=not sure)


def _with_year(state: ParseState, day: int, month: int, end: int) -> Match:
    """A day and a month with the year that may follow."""
    start = state.skip(_separated(state, end), "of", "in") if state.tokens[end].text != "." else end
    year = read_year(state, start) if not makes_clock_time(state, start + 1) else None
    if year is None and start == end and state.tokens[end].text == "'":
        year = read_year(state, end)
    if year is None and (state.tokens[start].word.digits == 2 and not starts_clock_time(state, start)):
        short = state.tokens[start].word.number or 0
        is_after_day = state.is_a(end - 1, "ordinal") or state.tokens[end - 1].word.month is not None
        is_sure = start == end and is_after_day
        if state.tokens[end].text in {"-", "/"}:  # "july 13-15" is a range of days, "13-jul-15" a date
            is_sure = state.tokens[end].text in {state.tokens[end - 2].text, state.tokens[end - 3].text}

        is_hour = (
            _is_before_part_of_day(state, start + 1) or makes_clock_time(state, start + 1) or _is_range(state, start)
        )
        if is_sure and not is_hour:
            year = full_year(short), start + 1
    if year is None or (starts_clock_time(state, start) and state.tokens[start].word.digits != 4):
        return Match(end, TimeFields(day=Date(day, month)), "named date")
    return Match(year[1], TimeFields(day=Date(day, month, year[0])), "named date")


def _is_range(state: ParseState, at: int) -> bool:
    """True for the 12 of "may 4 12-2pm"."""
    return state.tokens[at + 1].text == "-" and state.tokens[at + 2].word.digits in {1, 2}


def _is_before_part_of_day(state: ParseState, at: int) -> bool:
    at = state.skip(state.skip(at, "in", "at"), "the")
    return state.tokens[at].word.part is not None


def _day_first(state: ParseState, at: int) -> Match | None:
    """the 15th of february, 14 april 2015, 10-august-2012, 23-2020-september."""
    tokens = state.tokens
    day = _day_number(state, at)
    if day is None:
        return None
    number, end = day
    middle = state.skip(state.skip(_separated(state, end), "of"), "the")
    if tokens[end].text in {"-", "/"} and (year := read_year(state, end + 1)):
        month_at = _separated(state, year[1])
        month = tokens[month_at].word.month
        return Match(month_at + 1, TimeFields(day=Date(number, month, year[0])), "named date") if month else None
    if tokens[middle].word.unit == "day" and state.is_a(middle + 1, "of"):
        middle = state.skip(middle + 2, "the")
    month = tokens[middle].word.month
    if month is None:
        return None
    end = middle + 1
    if tokens[end].text == "." and len(tokens[middle].text) <= 4 and tokens[end + 1].word.digits:
        end += 1
    return _with_year(state, number, month, end)


def _year_first(state: ParseState, year: int, end: int) -> Match | None:
    """2018 march 18, 2020/sep/23, 2020/23/sep."""
    tokens = state.tokens
    middle = _separated(state, end)
    month = tokens[middle].word.month
    if month is not None:
        day_at = _separated(state, middle + 1)
        day = _day_number(state, day_at)
        if day is None or starts_clock_time(state, day_at):
            return Match(middle + 1, TimeFields(day=Month(month, year)), "month")
        return Match(day[1], TimeFields(day=Date(day[0], month, year)), "named date")
    day = _day_number(state, middle) if middle > end else None
    if day is None:
        return None
    month_at = _separated(state, day[1])
    month = tokens[month_at].word.month
    return Match(month_at + 1, TimeFields(day=Date(day[0], month, year)), "named date") if month else None


def read_day_of_month(state: ParseState, at: int, lead: str) -> Match | None:
    """the 3rd, on the 15, on 24th."""
    read = read_ordinal(state, at)
    if read is None and (lead == "on" or (lead != "at" and _has_the(state, at))):
        read = read_number(state, at)
    if read is None or not 1 <= read[0] <= 31 or state.tokens[at].word.digits > 4 or starts_clock_time(state, at):
        return None
    is_quarter = state.is_a(read[1], "quarter") and makes_clock_time(state, read[1] + 1)  # "the 3rd, quarter to nine"
    if state.tokens[read[1]].word.unit not in {None, "day"} and not state.is_a(read[1], "end") and not is_quarter:
        return None
    sure = lead in {"on", "by", "for", "before", "until"} or (
        state.is_a(at, "ordinal") and _digits(state, at) and _has_the(state, at)
    )
    end = state.skip(read[1], "daytime") if state.is_a(read[1] + 1, "of") else read[1]
    month_at = state.skip(end + 1, "the")
    if state.is_a(end, "of") and state.tokens[month_at].word.unit == "month" and not state.is_a(month_at, "plural"):
        return Match(month_at + 1, TimeFields(day=Date(read[0])), "day of month")  # "20th of the month"
    is_year = state.is_a(end, "of") and state.tokens[month_at].word.unit == "year" and state.is_end(month_at + 1)
    if is_year and read[0] == 1 and end == read[1]:
        return Match(month_at + 1, TimeFields(day=Date(1, 1)), "day of month")  # "the first of the year"
    if end > read[1]:
        return None  # "the first day of school"
    return Match(end, TimeFields(day=Date(read[0])), "day of month", is_latent=not sure)


def read_numbered_day(state: ParseState, at: int, lead: str) -> Match | None:
    """ "the day 25", "the day 25 of this month": what speakers of Spanish, Italian and Portuguese say."""
    number = state.tokens[at + 1].word
    if not (lead or _has_the(state, at)) or not number.digits or not 1 <= (number.number or 0) <= 31:
        return None
    day, end = number.number or 1, at + 2
    month_at = state.skip(end + 1, "this", "next", "the")
    if state.is_a(end, "of") and state.tokens[month_at].word.unit == "month":
        within = CalendarPeriod("month", int(state.is_a(month_at - 1, "next")))
        exact: Day = (
            Nth(day, "day", within) if month_at > end + 1 and not state.is_a(month_at - 1, "the") else Date(day)
        )
        return Match(month_at + 1, TimeFields(day=exact), "day of month")
    is_counted = state.tokens[end].text.isalpha() and not state.tokens[end].word.classes  # "the day 3 exam"
    return None if is_counted else Match(end, TimeFields(day=Date(day)), "day of month")


def _digits(state: ParseState, at: int) -> bool:
    return state.tokens[at].word.digits > 0


def _has_the(state: ParseState, at: int) -> bool:
    return at > 0 and state.is_a(at - 1, "the")


def read_bare_day_of_month(state: ParseState, at: int, lead: str) -> Match | None:
    """15: a number that can only be a day of the month if it is a time at all."""
    word = state.tokens[at].word
    if lead in {"at", "in"} or word.digits != 2 or not 13 <= (word.number or 0) <= 31:
        return None
    following = state.tokens[at + 1]
    if starts_clock_time(state, at) or following.is_glued or following.word.unit:
        return None
    return Match(at + 1, TimeFields(day=Date(word.number or 0)), "day of month", is_latent=True)


def read_bare_year(state: ParseState, at: int, lead: str) -> Match | None:
    """2027, in 2027."""
    read = read_year(state, at)
    if read is None or state.is_a(read[1], "hours_mark"):
        return None
    is_written = state.tokens[at].word.digits > 0
    is_hour = lead == "at" or (lead == "for" and read[0] < _FIRST_YEAR_AHEAD)
    if is_written and is_hour and read[0] % 100 < _MINUTES and read[0] < _LAST_CLOCK and read[1] == at + 1:
        return None  # "at 2015", "for 1800" are hours
    if is_written and state.tokens[read[1]].is_glued and not state.is_end(read[1]):
        return None
    if not is_written and is_before_daytime(state, read[1]):
        return None  # "twenty thirty tonight"
    day: Day = Year(read[0])
    return Match(read[1], TimeFields(day=day), "year", is_latent=lead not in {"in", "by"})
