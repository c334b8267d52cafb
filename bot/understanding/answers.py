"""A text that only names a reminder, as an answer to "Which one?": "2", "the first", "yeah that one", "the gym one"."""

from bot.domain.naming import named_by
from bot.understanding.command import Target
from bot.understanding.context import Context
from bot.understanding.intents.targets import read_numbers, read_some, read_target
from bot.understanding.languages.en import agreement_words as said
from bot.understanding.picking import place_of
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

_MOST_WORDS = 6
_BEFORE = frozenset(said.BEFORE_NAME.split())
_BEHIND = frozenset(said.BEHIND_NAME.split())
_THIS_ONE = frozenset(phrase.strip() for phrase in said.THIS_ONE.split("|"))


def read_named(text: str, context: Context) -> Target | None:
    """What ``text`` names and says nothing else about; None for any other text."""
    sentence = make_sentence(text, context)
    at, end = 0, len(sentence.words)
    while at < end and sentence.words[at] in _BEFORE and " ".join(sentence.words[at:end]) not in _THIS_ONE:
        at += 1
    while end > at and sentence.words[end - 1] in _BEHIND:
        end -= 1
    if not 0 < end - at <= _MOST_WORDS:
        return None
    if " ".join(sentence.words[at:end]) in _THIS_ONE:
        return Target(is_last=True)
    if (numbers := read_numbers(sentence, at, end)) is not None:
        return None if numbers.bad_numbers else numbers
    return _place(sentence, at, end) or read_some(sentence, at, end) or _named(sentence, at, end)


def _place(sentence: Sentence, at: int, end: int) -> Target | None:
    """ "the first", "the second one", "last"."""
    at += sentence.words[at] in sentence.book.classes["the"]
    end -= end - 1 > at and sentence.words[end - 1] in sentence.book.classes["one_of_them"]
    place = place_of(sentence, at) if end - at == 1 else 0
    return Target(place=place) if place else None


def _named(sentence: Sentence, at: int, end: int) -> Target | None:
    """By words of a reminder that is there, or by its time: "the friday one"."""
    part = make_sentence(sentence.slice(at, end), sentence.context)
    target = read_target(part, part.first)
    if target.words:
        return target if named_by(target.words, sentence.context.known) else None
    return target if target.period is not None else None
