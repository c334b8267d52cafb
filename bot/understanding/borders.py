"""Where a time phrase ends and the errand begins: "turn it on | at 5", "chapter 7 | by monday", "lunch | at noon"."""

from typing import TYPE_CHECKING

from .phrase import Strength, TimePhrase
from .times import find_times

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
    if not (_is_numbered(sentence, at) or _is_title(sentence, at, phrase) or _is_name(sentence, at, phrase)):
        return phrase
    behind = sentence.tokens[at + 1 : sentence.token_at(phrase.end)]
    found = find_times(behind, sentence.context) if behind else ()
    return found[0] if found else None


def _is_numbered(sentence: "Sentence", at: int) -> bool:
    """True for the 7 of "chapter 7"."""
    return (
        at > 0 and sentence.tokens[at].word.digits > 0 and sentence.words[at - 1] in sentence.book.classes["numbered"]
    )


def _is_title(sentence: "Sentence", at: int, phrase: TimePhrase) -> bool:
    """True for the number of "watch 24 at 9pm": nobody writes a day or a year so, behind an errand's verb."""
    if not phrase.parts.clocks or phrase.introduced or not 0 < at < sentence.last - 1:
        return False
    written = sentence.tokens[at].word
    return (
        written.number is not None
        and written.digits > 1
        and "at" in sentence.tokens[at + 1].word.classes
        and sentence.words[at - 1] in sentence.book.classes["errand"]
    )


def _is_name(sentence: "Sentence", at: int, phrase: TimePhrase) -> bool:
    """True for "tom" and "eve" where that is somebody: "call tom", "with Tom", "bob and eve"."""
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
    if sentence.token_at(phrase.end) - first == 1 and _is_night_out(sentence, first):
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


def _is_night_out(sentence: "Sentence", at: int) -> bool:
    """True for the "night" of "movie night"."""
    classes = sentence.book.classes
    return (
        sentence.words[at] in classes["night_out"]
        and at > sentence.first
        and sentence.words[at - 1] in classes["before_night_out"]
    )


def _start(sentence: "Sentence", phrase: TimePhrase) -> int:
    """The first token that is not the errand's: not the "on" of "turn it on at 5", nor the meal of "lunch at noon"."""
    first, classes = sentence.token_at(phrase.start), sentence.book.classes
    if sentence.token_at(phrase.end) - first < 2:
        return first
    if _is_night_out(sentence, first):
        return first + 1  # "movie night | at 8": still says that it is late
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
