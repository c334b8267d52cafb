"""Ranges, of which only the start counts: 3-5pm, between 9 and 11, july 13-15."""

from dataclasses import replace

from bot.understanding.times.days import Date, Month
from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.clocks import is_before_daytime, is_next_to_day, read_hour
from bot.understanding.times.phrases.dates import read_named_date, starts_clock_time
from bot.understanding.times.phrases.day_lists import SEVERAL_DAYS
from bot.understanding.times.phrases.numbers import read_number, read_ordinal, read_year
from bot.understanding.times.phrases.numeric_dates import is_date_before_clock, read_numeric_date
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.zones import read_zone

_DAY_WORDS = frozenset({"weekday", "offset", "next", "coming", "this"})
_HOURS = 12
_STARTS = frozenset({"month", "number", "ordinal"})


def read_range(state: ParseState, at: int, lead: str) -> Match | None:
    between = state.is_a(at, "between")
    if is_date_before_clock(state, at):
        return None
    start = at + 1 if between else at
    return (
        (_between_days(state, start) if between else None)
        or _months(state, start, between=between)
        or _dates(state, start, between=between)
        or _days(state, start, between=between)
        or _clocks(state, start, lead, between=between)
    )


def _between_days(state: ParseState, at: int) -> Match | None:
    """ "between tomorrow and friday"."""
    if state.tokens[at].word.classes.isdisjoint(_DAY_WORDS):
        return None
    first = state.read_inner(at)
    if first is None or first.fields.day is None:
        return None
    if first.rule == SEVERAL_DAYS:
        return replace(first, rule="range")
    if not state.is_a(first.end, "and"):
        return None
    last = state.read_inner(first.end + 1)
    return replace(first, end=last.end) if last is not None and last.fields.day is not None else None


def _months(state: ParseState, at: int, *, between: bool) -> Match | None:
    """ "march to may", "in march or april"."""
    month = state.tokens[at].word.month
    if month is None:
        return None
    sign = _sign(state, at + 1, between=between) or _after_to(state, at + 1)
    sign = at + 2 if sign is None and state.is_a(at + 1, "or") else sign
    if sign is None or state.tokens[sign].word.month is None or state.tokens[sign + 1].word.digits:
        return None
    return Match(sign + 1, TimeFields(day=Month(month)), "range")


def _sign(state: ParseState, at: int, *, between: bool) -> int | None:
    """The index after "until", "-" or, following "between", "and"; None for other words."""
    if state.tokens[at].text == "-" or state.is_a(at, "until") or (between and state.is_a(at, "and")):
        return at + 1
    return None


def _clocks(state: ParseState, at: int, lead: str, *, between: bool) -> Match | None:
    """3pm-5pm, 9:30 - 11:00, from 3 to 5pm. Two bare numbers are a range only if the context says so."""
    first = read_hour(state, at, lead)
    if first is None:
        return None
    clock, end, is_bare = first
    zone = read_zone(state, end, "")
    sign = zone.end if zone is not None else end
    is_explicit = between or lead == "from"
    next_at = _after_clock_sign(state, sign, between=between, may_divide=not is_bare)
    if next_at is None or _is_offset(state, next_at) or (is_bare and read_year(state, next_at)):
        return None
    last = read_hour(state, next_at)
    if last is None or state.tokens[last[1]].text in {"/", "-"}:
        return None
    is_choice = state.is_a(sign, "or") and lead == "at"  # "at 8 or 9"
    if last[2] and not is_choice:
        is_dash = _sign(state, sign, between=between) is not None or state.tokens[sign].text == "/"
        if state.tokens[last[1]].word.unit is not None or state.is_a(sign, "or"):
            return None
        is_hours = is_explicit or (is_dash and _is_on_face(state, at, clock, last)) or is_before_daytime(state, last[1])
        if is_bare and not is_hours:
            return None  # "7 to 9" can be anything; "saturday 8-12" and "three to five in the afternoon" are hours
    fields = TimeFields(
        clocks=(with_meridiem_of(clock, last[0]),),
        zone=zone.fields.zone if zone is not None else None,
        to_clock=None if state.is_a(sign, "or") else last[0],
    )
    again = read_zone(state, last[1], "") if zone is not None else None  # "15:00 GMT - 18:00 GMT"
    return Match(again.end if again is not None else last[1], fields, "range")


def _after_clock_sign(state: ParseState, at: int, *, between: bool, may_divide: bool) -> int | None:
    """The index after the sign or word between two hours; None for other words."""
    if (next_at := _sign(state, at, between=between)) is not None:
        return next_at
    if state.is_a(at, "or") or (may_divide and state.tokens[at].text == "/"):
        return at + 1
    return _after_to(state, at)


def _is_on_face(state: ParseState, at: int, first: Clock, last: tuple[Clock, int, bool]) -> bool:
    """Whether both are hours on a clock face with a day next to them."""
    return max(first.hour, last[0].hour) <= _HOURS and is_next_to_day(state, at, last[1])


def _is_offset(state: ParseState, at: int) -> bool:
    """ "13:00 -0500" is no range."""
    digits = state.tokens[at]
    return digits.is_glued and digits.word.digits == 4 and not state.tokens[at - 1].is_glued


def with_meridiem_of(first: Clock, last: Clock) -> Clock:
    """ "3-5pm" starts at 3 pm, "10-1pm" in the morning."""
    if first.is_unambiguous or last.meridiem is None:
        return first
    crosses = first.hour % 12 > last.hour % 12 or (last.hour == 12 and first.hour != 12)
    if crosses and last.meridiem == "pm":
        return replace(first, meridiem="am")
    return replace(first, meridiem=last.meridiem)


def _dates(state: ParseState, at: int, *, between: bool) -> Match | None:
    """12 august - 22 september, 8/12 - 8/14, the 23rd to the 26th of october, the 26th of july until the 30th."""
    first = _date(state, at)
    if first is None:
        return None
    sign = _sign(state, first[1], between=between) or _after_to(state, first[1])
    last = _date(state, state.skip(sign, "the")) if sign else None
    if last is None or (first[0].month is last[0].month is None and not state.tokens[at].word.digits):
        return None
    start, end = first[0], last[0]
    if start.month is None:
        start = replace(start, month=end.month)
    if start.year is None and end.year is not None:
        start = replace(start, year=end.year - ((start.month or 0) > (end.month or start.month or 0)))
    return Match(last[1], TimeFields(day=start), "range")


def _after_to(state: ParseState, at: int) -> int | None:
    is_to = state.is_a(at, "to") and not state.is_a(at, "before") and not state.is_a(at, "of")
    return at + 1 if is_to else None


def _date(state: ParseState, at: int) -> tuple[Date, int] | None:
    """A date with its month or an ordinal day of the month ("23rd"), and the index after it."""
    found = None
    if not state.tokens[at].word.classes.isdisjoint(_STARTS):
        found = read_named_date(state, at, "") or read_numeric_date(state, at, "")
    if found is not None and isinstance(found.fields.day, Date):
        return found.fields.day, found.end
    read = read_ordinal(state, at)
    return (Date(read[0]), read[1]) if read and 1 <= read[0] <= 31 else None


def _days(state: ParseState, at: int, *, between: bool) -> Match | None:
    """July 13-15, 13 to 15 july."""
    month = state.tokens[at].word.month
    first = _day(state, at + 1 if month else at)
    if first is None:
        return None
    next_at = _sign(state, first[1], between=between)
    if next_at is None:
        next_at = first[1] + 1 if state.is_a(first[1], "to") else None
    if next_at is None:
        return None
    if month and state.tokens[next_at].word.month == month:
        next_at += 1
    last = _day(state, next_at)
    if last is None or last[0] <= first[0] or starts_clock_time(state, next_at):
        return None
    end = last[1]
    if month is None:
        month_at = state.skip(end, "of")
        month, end = state.tokens[month_at].word.month, month_at + 1
    return Match(end, TimeFields(day=Date(first[0], month)), "range") if month else None


def _day(state: ParseState, at: int) -> tuple[int, int] | None:
    at = state.skip(at, "the")
    read = read_ordinal(state, at) or read_number(state, at)
    if read is None or not 1 <= read[0] <= 31 or state.tokens[at].word.digits > 4:
        return None
    return read
