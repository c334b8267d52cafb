"""The message of a reminder that names only its time: "10 minutes before bedtime", "a week before christmas"."""

from bot.understanding.sentence import Sentence
from bot.understanding.times.derived_days import holiday_of
from bot.understanding.times.phrase import HOURS_BY_NAME, MEALS, TimePhrase


def named_hour(sentence: Sentence, phrase: TimePhrase | None) -> str:
    """ "about lunch at 1", "10 minutes before bedtime": where something else says when, that is what it is about."""
    if phrase is None:
        return ""
    is_meal = phrase.fields.part in MEALS and bool(phrase.fields.clocks)
    if not (is_meal or (phrase.fields.part in HOURS_BY_NAME and phrase.fields.shift is not None)):
        return ""
    first = sentence.token_at(phrase.start)
    end = min(sentence.last, sentence.token_at(phrase.end))
    while first < end and not _is_content(sentence, first):
        first += 1
    last = first
    while last < end and _is_content(sentence, last):
        last += 1
    return sentence.slice(first, last)


def named_holiday(sentence: Sentence, phrase: TimePhrase) -> str:
    """ "a week before christmas every year": where nothing else is named, the holiday is what it is about."""
    cycle = phrase.fields.recurrence
    name = holiday_of(cycle.start if cycle is not None else phrase.fields.day)
    words = name.split()
    for first in range(sentence.token_at(phrase.start), sentence.last - len(words) + 1):
        end = first + len(words)
        plain = sentence.slice(first, end).lower().replace("'", "").replace("\u2019", "")
        if words and plain.startswith(name):
            return sentence.slice(first, end + (sentence.words[end : end + 1] == ("day",)))
    return name


def _is_content(sentence: Sentence, at: int) -> bool:
    word = sentence.tokens[at].word
    return sentence.words[at].isalpha() and not (sentence.is_a(at, "function") or word.number or word.meridiem)
