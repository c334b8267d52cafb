"""Quiet hours: "quiet hours 10pm to 7am", "don't text me at night", "only text me between 8 and 9pm".

A person's preference, read from end to end: what is not understood of it is asked about, and never left out.
"""

from datetime import time
from itertools import product

from bot.domain.quiet_hours import hours_words
from bot.understanding.command import ChangeSettings, Reading
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import Clock

EXAMPLES = (
    "quiet hours 10pm to 7am",
    "don't text me at night",
    "don't text me after 10",
    "only text me between 8am and 9pm",
    "quiet hours",
    "no quiet hours",
)

USUAL_START, USUAL_END = time(22), time(7)
NAME = "quiet_hours"
_NOON, _EVENING, _MORNING, _DAY_HOURS = 12, 18, 6, 24
_LONGEST_CLOCK = 5  # tokens of "half past 10 pm"


def read_quiet_hours(sentence: Sentence) -> Reading | None:
    """The reading of a text about quiet hours; None for any other text."""
    first = sentence.first
    if (length := sentence.match("no_quiet_hours", first)) and _is_end(sentence, first + length):
        return Reading(ChangeSettings(name=NAME, value="none"), "It ends the quiet hours.")
    if (length := sentence.match("quiet_hours", first)) > 0:
        return _named(sentence, first + length)
    if (length := sentence.match("quiet_time", first)) > 0:  # "quiet time with the kids at 3" is something else
        hours = _hours(sentence, first + length)
        return _set(*hours) if hours is not None else None
    if (length := sentence.match("no_texts", first)) > 0:
        hours = _at_night(sentence, first + length) or _hours(sentence, first + length)
        return _set(*hours) if hours is not None else None
    if (length := sentence.match("only_texts", first)) > 0:
        awake = _between(sentence, first + length)
        return _set(*_nearest(awake[1], awake[0])) if awake is not None else None
    return None


def _named(sentence: Sentence, at: int) -> Reading | None:
    """What stands behind "quiet hours": the hours, or nothing. Anything else is asked about."""
    at = sentence.skip_marks(at)
    if _is_end(sentence, at):
        return Reading(ChangeSettings(name=NAME), "It asks about the quiet hours.")
    hours = _at_night(sentence, at) or _at_night(sentence, at - 1) or _hours(sentence, at)  # the "at" may be behind
    if hours is not None:
        return _set(*hours)
    return Reading(ChangeSettings(name=NAME, value="unclear"), "It is about quiet hours, but I do not see which.")


def _set(start: time, end: time) -> Reading | None:
    if start == end:
        return Reading(ChangeSettings(name=NAME, value="unclear"), "It is about quiet hours that do not end.")
    value = hours_words(start, end)
    return Reading(ChangeSettings(name=NAME, value=value), f"It asks for no texts from {start:%H:%M} to {end:%H:%M}.")


def _is_end(sentence: Sentence, at: int) -> bool:
    """Whether nothing follows but "every night"."""
    return _after_marks(sentence, at + sentence.match("every_night", at)) >= sentence.last


def _after_marks(sentence: Sentence, at: int) -> int:
    while at < sentence.last and not any(map(str.isalnum, sentence.words[at])):
        at += 1
    return at


def _at_night(sentence: Sentence, at: int) -> tuple[time, time] | None:
    length = sentence.match("at_night", at)
    return (USUAL_START, USUAL_END) if length and _is_end(sentence, at + length) else None


def _hours(sentence: Sentence, at: int) -> tuple[time, time] | None:
    """The hours of "between 10pm and 7am", "10-7", "after 10", "before 8", "after 10 and before 8"."""
    if (between := _between(sentence, at)) is not None:
        return _nearest(*between)
    start, end = _bound(sentence, at, "later_than"), _bound(sentence, at, "earlier_than")
    if start is not None:
        clock, at = start
        if _is_end(sentence, at):
            return _nearest(clock, None)
        end = _bound(sentence, at + sentence.match("and_or", at), "earlier_than")
        end = end or _bound(sentence, at, "range_end")
        return _nearest(clock, end[0]) if end is not None and _is_end(sentence, end[1]) else None
    if end is None:
        return None
    clock, at = end
    if _is_end(sentence, at):
        return _nearest(None, clock)
    start = _bound(sentence, at + sentence.match("and_or", at), "later_than")
    return _nearest(start[0], clock) if start is not None and _is_end(sentence, start[1]) else None


def _between(sentence: Sentence, at: int) -> tuple[Clock, Clock] | None:
    """The two of "from 10pm to 7am", however they are joined."""
    start = _clock(sentence, at + sentence.match("range_start", at))
    if start is None:
        return None
    clock, at = start
    end = _bound(sentence, at, "range_end")
    return (clock, end[0]) if end is not None and _is_end(sentence, end[1]) else None


def _bound(sentence: Sentence, at: int, meaning: str) -> tuple[Clock, int] | None:
    length = sentence.match(meaning, at)
    return _clock(sentence, at + length) if length else None


def _clock(sentence: Sentence, at: int) -> tuple[Clock, int] | None:
    """The longest clock time at a token, and where it ends; of a range its first."""
    places = range(at + 1, min(sentence.last, at + _LONGEST_CLOCK))
    ends = (place for place in places if sentence.match("range_end", place) or sentence.match("and_or", place))
    end = next(ends, at + _LONGEST_CLOCK)
    for last in range(min(sentence.last, end), at, -1):
        phrase = read_phrase(sentence.slice(at, last), sentence.context)
        if phrase is not None and phrase.is_clock and any(map(str.isalnum, sentence.words[last - 1])):
            return phrase.fields.clocks[0], last
    hour = sentence.word(at)
    if hour.isdecimal() and int(hour) <= _DAY_HOURS:  # "22 to 7"
        return Clock(hour=int(hour), is_exact=not 0 < int(hour) <= _NOON), at + 1
    return None


def _nearest(start: Clock | None, end: Clock | None) -> tuple[time, time]:
    """The hours as they are most likely meant: the shortest span, and by night rather than by day."""
    starts = [USUAL_START] if start is None else _readings(start)
    ends = [USUAL_END] if end is None else _readings(end)
    return min(product(starts, ends), key=_unlikelihood)


def _readings(clock: Clock) -> list[time]:
    if clock.is_exact or clock.meridiem is not None:
        hour = clock.hour % _DAY_HOURS if clock.is_exact else clock.hour % _NOON + _NOON * (clock.meridiem == "pm")
        return [time(hour, clock.minute)]
    return [time(clock.hour % _NOON + half, clock.minute) for half in (0, _NOON)]


def _unlikelihood(hours: tuple[time, time]) -> tuple[int, bool]:
    start, end = (moment.hour * 60 + moment.minute for moment in hours)
    is_by_day = _MORNING <= hours[0].hour < _EVENING
    return ((end - start) % (_DAY_HOURS * 60) or _DAY_HOURS * 60, is_by_day)
