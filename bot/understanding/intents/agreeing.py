"""A time as one says it in a talk, about a reminder spoken of before: "5pm works", "how about friday"."""

from bot.understanding.command import Reading, Unknown
from bot.understanding.sentence import Sentence
from bot.understanding.times.resolve import resolve


def read_agreement(sentence: Sentence) -> Reading | None:
    """ "5pm works", "how about friday", "yes, at 6": a time and nothing else, said as one does in a talk."""
    at = sentence.first
    while length := sentence.match("proposing", at):
        at = sentence.skip_marks(at + length)
    timed = sentence.timed_from(at) or (sentence.timed_from(at - 1) if at > sentence.first else None)
    if timed is None:
        return None
    end = timed.last + sentence.book.match("agreeing", sentence.words, timed.last)
    if end < sentence.last or (at == sentence.first and end == timed.last):
        return None
    found = resolve(timed.phrase, sentence.context)
    if found.moment is None and found.repeat is None:
        return None
    return Reading(Unknown(moment=found.moment, repeat=found.repeat), "It is a time, but says not of what.")
