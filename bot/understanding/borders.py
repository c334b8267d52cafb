"""Where a time phrase ends and the errand begins: "turn it on | at 5", "chapter 7 | by monday", "lunch | at noon"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from .phrase import Strength, TimePhrase

if TYPE_CHECKING:
    from .sentence import Sentence

# Kinds of words before a meal with which it is a time: "at lunch", "after work".
_BEFORE_MEAL_TIME = ("at", "by", "in", "on", "to", "past", "after", "before", "the", "from")


def with_own_borders(sentence: "Sentence", found: TimePhrase) -> tuple[TimePhrase, int, int] | None:
    """The phrase and its tokens (end excluded) without what belongs to the errand; None where that is all of it."""
    phrase = _without_errand(sentence, found)
    if phrase is None or not _is_time(sentence, phrase):
        return None
    return phrase, _start(sentence, phrase), _end(sentence, phrase)


def _without_errand(sentence: "Sentence", phrase: TimePhrase) -> TimePhrase | None:
    """``phrase`` without its first word where that is a name or a number of something else."""
    at = sentence.token_at(phrase.start)
    parts = phrase.parts
    if _is_numbered(sentence, at) and sentence.is_a(at + 1, "by_word"):
        parts = replace(parts, clocks=())  # "read chapter 7 by monday"
    elif _is_name(sentence, at, phrase):
        parts = replace(parts, day=None)  # "call tom at 5"
    else:
        return phrase
    if phrase.end <= sentence.tokens[at].end:
        return None
    start = sentence.tokens[at + 1].start
    return replace(phrase, start=start, parts=parts, spans=((start, phrase.end),))


def _is_numbered(sentence: "Sentence", at: int) -> bool:
    """True for the 7 of "chapter 7"."""
    return (
        at > 0 and sentence.tokens[at].word.digits > 0 and sentence.words[at - 1] in sentence.book.classes["numbered"]
    )


def _is_name(sentence: "Sentence", at: int, phrase: TimePhrase) -> bool:
    """True for "tom", short for tomorrow, where it is somebody: "call tom", "with Tom"."""
    classes = sentence.book.classes
    if sentence.words[at] not in classes["day_or_name"] or not sentence.first < at < sentence.last:
        return False
    before = sentence.words[at - 1]
    return sentence.text[phrase.start].isupper() or before in classes["before_name"] or before in classes["errand"]


def _is_time(sentence: "Sentence", phrase: TimePhrase) -> bool:
    """False for what only looks like a time: in quotation marks, part of a word, a measure, a meal to be had."""
    first, text = sentence.token_at(phrase.start), sentence.text
    if first >= sentence.last:
        return False
    is_weak = phrase.strength is Strength.WEAK
    if is_weak and text[phrase.start : phrase.end].lower() in sentence.book.classes["pronoun"]:
        return False  # "the dentist one"
    around = text[max(0, phrase.start - 1) : phrase.start] + text[phrase.end : phrase.end + 1]
    if any(sign.isalnum() or sign == "_" for sign in around):
        return False  # "B5"
    if _is_numbered(sentence, first) or (phrase.is_clock and _is_measure(sentence, first)):
        return False
    if _is_meal(sentence, first, sentence.token_at(phrase.end)):
        return sentence.last - sentence.first == 1  # "schedule lunch with bob" is about a meal
    return not any(start < phrase.end and phrase.start < end for start, end in sentence.quoted)


def _is_measure(sentence: "Sentence", at: int) -> bool:
    """True for the "by 4" of "a 2 by 4"."""
    return at > 0 and sentence.is_a(at, "by_word") and sentence.tokens[at - 1].word.number is not None


def _is_meal(sentence: "Sentence", first: int, last: int) -> bool:
    """True for "lunch" and "about lunch", not for "at lunch" and "after work"."""
    if last - first == 2 and sentence.words[first] in sentence.book.classes["topic"]:
        first += 1
    return last - first == 1 and sentence.words[first] in sentence.book.classes["meal"]


def _start(sentence: "Sentence", phrase: TimePhrase) -> int:
    """The first token that is not the errand's: not the "on" of "turn it on at 5", nor the meal of "lunch at noon"."""
    first, classes = sentence.token_at(phrase.start), sentence.book.classes
    if sentence.token_at(phrase.end) - first < 2:
        return first
    following = first + 1
    is_doubled = (
        sentence.words[following] in classes["preposition"] or sentence.tokens[following].word.offset is not None
    )
    is_particle = sentence.words[first] in classes["particle"] and is_doubled
    return following if is_particle or sentence.words[first] in classes["meal"] else first


def _end(sentence: "Sentence", phrase: TimePhrase) -> int:
    """The token behind ``phrase``, a meal left to the errand: "tomorrow at noon lunch with bob"."""
    end = min(sentence.token_at(phrase.end), sentence.last)
    meal = end - 1
    is_meal = meal - 1 > sentence.token_at(phrase.start) and sentence.words[meal] in sentence.book.classes["meal"]
    if not is_meal or end >= sentence.last or not sentence.words[end].isalpha():
        return end
    return meal if sentence.tokens[meal - 1].word.classes.isdisjoint(_BEFORE_MEAL_TIME) else end
