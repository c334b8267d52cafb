"""Clock times relative to an hour: half past six, quarter to nine, ten minutes after eleven, half three."""

from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.clocks import read_hour
from bot.understanding.times.phrases.numbers import read_number
from bot.understanding.times.phrases.parse_state import Match, ParseState

_HOUR_MINUTES = 60
_LAST_HOUR = 24
_MINUTES_OR_HOURS = (5, 10)  # round numbers of minutes that can also be hours: "10 to 11"


def read_clock_offset(state: ParseState, at: int, lead: str) -> Match | None:
    minutes = _minutes(state, at)
    if minutes is None:
        return None
    count, end, is_half = minutes
    if state.is_a(end, "past"):
        sign, end = 1, end + 1
    elif state.is_a(end, "to") and not is_half:
        sign, end = -1, end + 1
    elif is_half and state.tokens[end].word.number:  # "half three" is half past three
        sign = 1
    else:
        return None
    hour = read_hour(state, end)
    if hour is None or hour[0].minute or hour[0].second:
        return None
    if hour[2] and state.tokens[hour[1]].word.unit is not None:
        return None  # "3 after 8 months"
    if sign < 0 and _is_range(state, at, lead, count, hour[0]):
        return None
    clock = _moved(hour[0], sign * count)
    return Match(hour[1], TimeFields(clocks=(clock,)), "clock offset")


def _is_range(state: ParseState, at: int, lead: str, count: int, hour: Clock) -> bool:
    """True for a range of hours: "from ten to eleven am", "meeting 10 to 11am", "saturday, 5 to 7pm"."""
    is_hour = count in _MINUTES_OR_HOURS and state.tokens[at + 1].word.unit is None
    if not is_hour or lead == "from":
        return is_hour  # "every 2 hours from 10 to 6"
    return hour.meridiem is not None and (not lead and state.tokens[at].word.digits > 0 and count < hour.hour)


def _minutes(state: ParseState, at: int) -> tuple[int, int, bool] | None:
    """half, a quarter, ten, 20 minutes: the minutes, the index after them, and whether it is a half."""
    start = state.skip(at, "a")
    if state.is_a(start, "half"):
        return 30, start + 1, True
    if state.is_a(start, "quarter"):
        return 15, start + 1, False
    number = read_number(state, at)
    if number is None or not 0 < number[0] < _HOUR_MINUTES:
        return None
    count, end = number
    if state.is_a(end, "quarter") and count <= 3:  # "three quarters past"
        return 15 * count, end + 1, False
    if state.tokens[end].word.unit == "minute":
        return count, end + 1, False
    # "9 to 5" is a range of hours: without the word "minutes" only multiples of five are minutes
    is_sure = count > _LAST_HOUR or state.is_a(end + 1, "noon") or state.is_a(end + 1, "midnight")
    return (count, end, False) if is_sure or count % 5 == 0 or state.is_a(end, "past") else None


def _moved(clock: Clock, minutes: int) -> Clock:
    total = clock.hour * _HOUR_MINUTES + minutes
    if clock.is_exact:
        hour, minute = divmod(total % (24 * _HOUR_MINUTES), _HOUR_MINUTES)
        return Clock(hour=hour, minute=minute, is_exact=True)
    hour, minute = divmod(total, _HOUR_MINUTES)
    meridiem = clock.meridiem
    if meridiem and clock.hour == 12 and hour == 11:  # ten to twelve pm is before noon
        meridiem = "am" if meridiem == "pm" else "pm"
    return Clock(hour=hour or 12, minute=minute, meridiem=meridiem)
