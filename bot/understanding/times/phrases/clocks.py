"""Clock times: 5, 5pm, 17:30, 15h30, 8.30 pm, ten thirty, nine o nine, 0500 hrs, noon."""

from bot.understanding.times.phrase import Clock, TimeFields
from bot.understanding.times.phrases.numbers import half_after, read_number
from bot.understanding.times.phrases.parse_state import Match, ParseState

CLOCK_LEADS = frozenset({"at", "by"})
_NOON = 12
# Words that can continue a clock time after the hour: "15h30", "5 thirty", "5 o five".
_MAY_FOLLOW_HOUR = frozenset({"hours_mark", "number", "oh"})
_LENGTH_LEADS = frozenset({"in", "for", "after"})
_SUFFIX_SIGNS = frozenset("'.-")  # "5 'o clock", "5. p. m.", "5-ish"


def read_clock(state: ParseState, at: int, lead: str) -> Match | None:
    following = state.tokens[at + 1]
    if lead == "in" and following.word.unit is not None and len(following.text) > 1:
        return None  # "in 2 hours"
    found = read_hour(state, at, lead)
    if found is None:
        return None
    clock, end, is_bare = found
    if lead == "in" and (is_bare or (following.text == ":" and clock.meridiem is None and clock.hour <= _NOON)):
        return None  # "in 1:15" is a duration
    is_latent = is_bare and lead not in CLOCK_LEADS
    return Match(end, TimeFields(clocks=(clock,)), "clock", is_latent)


def read_hour(state: ParseState, at: int, lead: str = "at") -> tuple[Clock, int, bool] | None:
    """A clock time, the index after it, and whether it is a bare number."""
    tokens = state.tokens
    word = tokens[at].word
    if "noon" in word.classes or "midnight" in word.classes:
        return _named(state, at)
    if word.number is None:
        return _hundred(state, at, lead)
    noon_at = state.skip(at + 1, "oclock") if word.number == _NOON else at
    if not tokens[noon_at].word.classes.isdisjoint(("noon", "midnight")):
        return _named(state, noon_at)
    if word.digits and state.is_a(at + 1, "hundred") and word.number <= 24 and lead not in {"in", "after"}:
        return Clock(hour=word.number, is_exact=True), state.skip(at + 2, "hours_mark"), False  # "6 hundred hours"
    read = _digits(state, at, lead) if word.digits else _words(state, at, lead)
    if read is None:
        return None
    clock, end, is_bare = read
    half = half_after(state, end) if is_bare else 0
    if half and (lead in CLOCK_LEADS or _meridiem(state, half) or is_before_daytime(state, half)):
        clock, end, is_bare = Clock(hour=clock.hour, minute=30, is_exact=clock.is_exact), half, False  # "5 and half pm"
    if clock.hour == 12 and clock.minute == 0 and not tokens[end].word.classes.isdisjoint(("noon", "midnight")):
        return _named(state, end)  # "12:00 noon"
    closed = _with_suffix(state, clock, end)
    if closed is None:
        return None
    clock, closed_end = closed
    return clock, closed_end, is_bare and closed_end == end


def _hundred(state: ParseState, at: int, lead: str) -> tuple[Clock, int, bool] | None:
    """ "oh nine hundred hours"."""
    is_explicit = state.is_a(at, "oh") and state.is_a(at + 2, "hundred") and not state.tokens[at + 1].word.digits
    return _words(state, at + 1, lead) if is_explicit else None


def _named(state: ParseState, at: int) -> tuple[Clock, int, bool]:
    hour = 12 if state.is_a(at, "noon") else 0
    minute, end = _minute_words(state, at + 1) or (0, at + 1)  # "noon thirty"
    return Clock(hour=hour, minute=minute, is_exact=True), _ish(state, end), False


def _ish(state: ParseState, at: int) -> int:
    """The index after "ish", "sharp", "or so", "on the dot"."""
    token = state.tokens[at]
    if not token.word.classes and token.text != "-":
        return at
    end = at + 1 if token.text == "-" and state.is_a(at + 1, "ish") else at
    if state.is_a(end, "or") and (state.is_a(end + 1, "so") or state.is_a(end + 1, "later")):
        return end + 2
    if state.is_a(end, "on") and state.is_a(end + 2, "dot"):
        return end + 3
    return state.skip(end, "ish", "sharp")


def _digits(state: ParseState, at: int, lead: str) -> tuple[Clock, int, bool] | None:
    """A time that starts with digits, before its am or pm."""
    tokens = state.tokens
    word, sign, following = tokens[at].word, tokens[at + 1], tokens[at + 2]
    number = word.number or 0
    if word.digits >= 3:
        return _run_together(state, at, lead)
    if number > 24:
        return None
    exact = number > 12 or number == 0 or (word.digits == 2 and number < 10)
    if (sign.text.isalpha() or not sign.text) and sign.word.classes.isdisjoint(_MAY_FOLLOW_HOUR):
        return Clock(hour=number, is_exact=exact), at + 1, True  # "5pm", "5"
    is_loose = sign.text == ";" and (lead in CLOCK_LEADS or _meridiem(state, at + 3))  # "8; 40"
    is_minute = following.word.digits == 2 and (following.word.number or 0) < 60
    if sign.text in {":", ";"} and is_minute and (following.is_glued or is_loose):
        minute, end, second = following.word.number or 0, at + 3, 0
        if tokens[end].text == ":" and tokens[end + 1].word.digits == 2 and (tokens[end + 1].word.number or 0) < 60:
            second, end = tokens[end + 1].word.number or 0, end + 2
        if state.is_a(end, "hours_mark") and (
            tokens[end].is_glued or (len(tokens[end].text) > 1 and lead not in _LENGTH_LEADS)
        ):
            return Clock(hour=number, minute=minute, second=second, is_exact=True), end + 1, False
        return Clock(hour=number, minute=minute, second=second, is_exact=exact), end, False
    is_apart = following.word.digits == 2 and _meridiem(state, at + 3) is not None  # "7. 30am"
    if sign.text == "." and sign.is_glued and (following.is_glued or is_apart) and (following.word.number or 0) < 60:
        return _dotted(state, at, lead, exact=exact)
    if state.is_a(at + 1, "hours_mark") and (sign.is_glued or lead in CLOCK_LEADS) and len(sign.text) == 1:
        return _french(state, at, lead)
    apart = not sign.is_glued and sign.word.digits == 2 and (sign.word.number or 0) < 60
    if apart and (lead == "at" or _meridiem(state, at + 2) or (lead == "for" and _ends_clock_time(state, at + 2))):
        return Clock(hour=number, minute=sign.word.number or 0, is_exact=exact), at + 2, False
    if not sign.word.digits and (minute_end := _minute_words(state, at + 1)):
        return Clock(hour=number, minute=minute_end[0], is_exact=exact), minute_end[1], True
    if sign.is_glued and following.is_glued and ((sign.text in "/:" and sign.text) or sign.word.digits):
        return None  # part of something else
    return Clock(hour=number, is_exact=exact), at + 1, True


def _ends_clock_time(state: ParseState, at: int) -> bool:
    """True after "for 6 45" if no noun follows that the number would count."""
    following = state.tokens[at].word
    return (
        state.is_end(at) or following.offset is not None or following.weekday is not None or "on" in following.classes
    )


def _dotted(state: ParseState, at: int, lead: str, *, exact: bool) -> tuple[Clock, int, bool] | None:
    """8.30: a time if "at" precedes it, am or pm follows, or it cannot be a date."""
    tokens = state.tokens
    hour, minute_word = tokens[at].word.number or 0, tokens[at + 2].word
    if minute_word.digits != 2:
        return (Clock(hour=hour, is_exact=exact), at + 1, True) if not minute_word.digits else None
    if tokens[at + 3].text == "." and tokens[at + 4].word.digits:
        return None
    minute = minute_word.number or 0
    is_date = 1 <= hour <= 31 and 1 <= minute <= 31 and (hour <= 12 or minute <= 12)
    says_clock = lead in CLOCK_LEADS or _meridiem(state, at + 3) is not None
    says_clock = (
        says_clock or is_before_daytime(state, at + 3) or is_after_daytime(state, at) or is_after_date(state, at)
    )
    if is_date and not says_clock:
        return None
    return Clock(hour=hour, minute=minute, is_exact=exact), at + 3, False


def _french(state: ParseState, at: int, lead: str) -> tuple[Clock, int, bool] | None:
    """15h, 15h30; "8h" is a duration unless a clock time is expected."""
    tokens = state.tokens
    hour, following = tokens[at].word.number or 0, tokens[at + 2]
    before = tokens[at - 1].word if at else None
    is_day = before is not None and (before.weekday is not None or before.offset is not None or before.digits > 0)
    expected = lead in CLOCK_LEADS or is_day
    is_spaced = lead in CLOCK_LEADS and not tokens[at + 1].is_glued  # "at 9 h 30"
    if (following.is_glued or is_spaced) and following.word.digits == 2 and (following.word.number or 0) < 60:
        is_length = lead == "in" or (lead == "for" and hour <= _NOON)
        if is_length or (0 < hour < 5 and not expected):
            return None
        return Clock(hour=hour, minute=following.word.number or 0, is_exact=True), at + 3, False
    if (hour > 12 and lead not in {"in", "for"}) or expected:
        return Clock(hour=hour, is_exact=True), at + 2, False
    return None


def _run_together(state: ParseState, at: int, lead: str) -> tuple[Clock, int, bool] | None:
    """1030, 730, 0500 hrs."""
    word = state.tokens[at].word
    if word.digits > 4 or state.tokens[at + 1].text in {"/", ":"}:
        return None
    hour, minute = divmod(word.number or 0, 100)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    exact = hour > 12 or hour == 0 or (word.digits == 4 and hour < 10)
    end = at + 1
    if state.is_a(end, "hours_mark"):
        if word.digits != 4 or lead == "in":
            return None  # "100 hours" is a duration
        return Clock(hour=hour, minute=minute, is_exact=True), end + 1, False
    # "2015" is a year and "150" a number unless the context makes it a time
    clock = Clock(hour=hour, minute=minute, is_exact=exact)
    if lead in CLOCK_LEADS | {"filler"} or _meridiem(state, end) or is_before_daytime(state, end):
        return clock, end, False
    is_number = word.digits == 3 and not _is_after_day(state, at)
    return None if hour in (19, 20) or is_number or minute % 5 else (clock, end, True)


def _is_after_day(state: ParseState, at: int) -> bool:
    """True for the 730 of "tomorrow 730" and "mon 730"."""
    return is_after_daytime(state, at) or (at > 0 and state.tokens[at - 1].word.weekday is not None)


def is_before_daytime(state: ParseState, at: int) -> bool:
    """True before a part of the day or a relative day ("in the evening", "tomorrow")."""
    at = state.skip(state.skip(at, "in", "at"), "the", "this")
    return state.tokens[at].word.part is not None or state.tokens[at].word.offset is not None


def makes_clock_time(state: ParseState, at: int) -> bool:
    """True after the number of "20 past seven", "quarter to 4", "10 minutes to nine" and "2100 hours"."""
    if state.tokens[at].word.unit == "minute" or state.is_a(at, "hours_mark"):
        return True
    hour = state.tokens[at + 1].word
    is_hour = hour.number is not None or not hour.classes.isdisjoint(("noon", "midnight"))
    return is_hour and (state.is_a(at, "past") or (state.is_a(at, "to") and not state.is_a(at, "of")))


def is_after_daytime(state: ParseState, at: int) -> bool:
    """True after a part of the day or a relative day ("tomorrow morning 8.15")."""
    if at and (state.tokens[at - 1].text == "," or "at" in state.tokens[at - 1].word.classes):
        at -= 1
    before = state.tokens[at - 1].word if at else None
    return before is not None and (before.part is not None or before.offset is not None)


def is_after_date(state: ParseState, at: int) -> bool:
    """True after a weekday or a date, where a second date is unlikely: "mon 9.30", "tuesday 16th june, 10.10"."""
    before = state.tokens[at - 2 if at > 1 and state.tokens[at - 1].text == "," else at - 1].word
    is_date = before.month is not None or (before.ordinal is not None and not state.is_a(at - 1, "of"))
    minute = state.tokens[at + 2].word
    may_be_date = state.day_first and 1 <= (minute.number or 0) <= _NOON
    return at > 0 and (is_date or (before.weekday is not None and minute.digits == 2 and not may_be_date))


def is_next_to_day(state: ParseState, at: int, end: int) -> bool:
    """True if a weekday or a relative day is directly before ``at`` or at ``end``."""
    if at and not state.tokens[at - 1].word.classes.isdisjoint(("at", "from", "by")):
        at -= 1
    before = state.tokens[at - 1].word if at else None
    following = state.tokens[state.skip(state.skip(end, "on"), "this", "next", "coming")].word
    return any(
        word is not None and (word.weekday is not None or word.offset is not None) for word in (before, following)
    )


def _words(state: ParseState, at: int, lead: str) -> tuple[Clock, int, bool] | None:
    """ten, ten thirty, eight twenty-five, nine o nine, seventeen hundred."""
    read = read_number(state, at)
    if read is None:
        return None
    hour, end = read
    if state.is_a(end - 1, "hundred") and hour % 100 == 0 and hour <= 2400:
        if lead in _LENGTH_LEADS:
            return None  # "in one hundred hours"
        return Clock(hour=hour // 100, is_exact=True), state.skip(end, "hours_mark"), False
    if hour > 24:
        return None
    exact = hour > 12 or hour == 0
    if minutes := _minute_words(state, end):
        return Clock(hour=hour, minute=minutes[0], is_exact=exact), minutes[1], False
    return Clock(hour=hour, is_exact=exact), end, not state.is_a(at, "about_hour")


def _minute_words(state: ParseState, at: int) -> tuple[int, int] | None:
    """The minutes of "ten thirty" and "nine o nine"."""
    tokens = state.tokens
    if tokens[at].text == "-":
        at += 1
    if state.is_a(at, "oh"):
        ones_at = at + 2 if tokens[at + 1].text == "-" else at + 1
        ones = tokens[ones_at].word
        if ones.number and ones.number < 10 and ones.digits <= 1:
            return ones.number, ones_at + 1
        return None
    if tokens[at].word.digits == 2 and (tokens[at].word.number or 60) < 60 and _meridiem(state, at + 1):
        return tokens[at].word.number or 0, at + 1  # "six 45 a.m."
    word = tokens[at].word
    if word.number is None or word.digits or word.number < 10:
        return None
    read = read_number(state, at)
    if read is None or read[0] > 59 or tokens[read[1]].word.unit or _is_before_hour(state, read[1]):
        return None
    return read


def _is_before_hour(state: ParseState, at: int) -> bool:
    """True for "to six" and "past noon"; "three thirty to call mom" is half past three."""
    following = state.tokens[at + 1].word
    is_hour = following.number is not None or not following.classes.isdisjoint(("noon", "midnight", "the"))
    return is_hour and (state.is_a(at, "to") or state.is_a(at, "past"))


def _with_suffix(state: ParseState, clock: Clock, at: int) -> tuple[Clock, int] | None:
    """Add am or pm, "o'clock" and "sharp" to a clock time; None if the result is no time."""
    token = state.tokens[at]
    if not token.word.classes and token.text not in _SUFFIX_SIGNS and clock.hour < 24:
        return clock, at
    end = at + 1 if token.text == "'" and state.is_a(at + 1, "oclock") else at
    end = state.skip(end, "oclock")
    found = _meridiem(state, end)
    if found is None and state.tokens[end].text == ".":
        found = _meridiem(state, end + 1) if state.tokens[end + 1].is_glued else None
    if found is None and state.is_a(end, "in") and state.is_a(end + 1, "the"):
        found = _meridiem(state, end + 2)
    meridiem = None
    if found is not None:
        meridiem, end = found
        end = state.skip(end, "oclock")
    if clock.hour > 12 or clock.hour == 0:
        meridiem = None
    if (ish_end := _ish(state, end)) > end:
        end = ish_end
        if meridiem is None and clock.hour <= 12 and (found := _meridiem(state, end)) is not None:
            meridiem, end = found  # "9ish pm"
    if clock.hour > 24 or (clock.hour == 24 and clock.minute):
        return None
    if meridiem is None and clock.hour < 24:
        return clock, end
    is_exact = clock.is_exact and meridiem is None
    closed = Clock(hour=clock.hour % 24, minute=clock.minute, second=clock.second, meridiem=meridiem, is_exact=is_exact)
    return closed, end


def _meridiem(state: ParseState, at: int) -> tuple[str, int] | None:
    """am, a.m., a . m ., a: the meridiem and the index after it."""
    tokens = state.tokens
    token = tokens[at]
    meridiem = token.word.meridiem
    if meridiem is None:
        return None
    if len(token.text) > 1:
        return meridiem, at + 1
    dot_at = at + 1 if tokens[at + 1].text == "." else at
    if tokens[dot_at + 1].text == "m":
        end = dot_at + 2
        return meridiem, end + 1 if dot_at > at and tokens[end].text == "." else end
    if token.is_glued or (meridiem == "pm" and not tokens[at + 1].is_glued):
        return meridiem, at + 1
    return None
