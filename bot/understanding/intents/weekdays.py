"""Several days of the week as the new time of one reminder: "gym is mon and wed now" comes on both of them."""

from bot.understanding.context import Context
from bot.understanding.preprocessing import make_sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase

_TWO = 2


def with_all_weekdays(phrase: TimePhrase, words: str, context: Context) -> TimePhrase:
    """``phrase``, read from ``words``; the repeat on all the days of the week that they name, if those are several."""
    if phrase.is_repeat or phrase.is_delay:
        return phrase
    sentence = make_sentence(words, context)
    days = {token.word.weekday for token in sentence.tokens if token.word.weekday is not None}
    if len(days) < _TWO or not sentence.book.classes["correcting"].isdisjoint(sentence.words):
        return phrase
    each = min(sentence.book.classes["each_word"])
    repeat = read_phrase(f"{each} {words}", context)
    return repeat if repeat is not None and repeat.is_repeat else phrase
