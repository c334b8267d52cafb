"""Which words of a time name its day, and which its hour: "at 5 | tomorrow"."""

from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase

Span = tuple[int, int]


def day_words(sentence: Sentence, timed: TimeMention) -> Span | None:
    """The tokens (end excluded) at one end of ``timed`` that name but a day; None where no such words stand there."""
    return _part(sentence, timed, has_day=True)


def clock_words(sentence: Sentence, timed: TimeMention) -> Span | None:
    """As ``day_words``, for the hour."""
    return _part(sentence, timed, has_day=False)


def timed_words(sentence: Sentence, first: int, last: int) -> TimeMention | None:
    """The tokens from ``first`` to ``last`` (excluded) as one time, None where they are not a time from end to end."""
    phrase = read_phrase(sentence.slice(first, last), sentence.context) if first < last else None
    return TimeMention(phrase, first, last) if phrase is not None else None


def _part(sentence: Sentence, timed: TimeMention, *, has_day: bool) -> Span | None:
    """The longest such part: "april 2nd" of "april 2nd at 11:15", not "april"."""
    middles = range(timed.first + 1, timed.last)
    parts = [*((timed.first, at) for at in middles), *((at, timed.last) for at in middles)]
    for first, last in sorted(parts, key=lambda part: part[0] - part[1]):
        phrase = read_phrase(sentence.slice(first, last), sentence.context)
        if phrase is None or (phrase.fields.day is not None) is not has_day:
            continue
        if bool(phrase.fields.clocks) is not has_day:
            return first, last
    return None
