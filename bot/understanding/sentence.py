"""A text made ready for the intents: its tokens, its words as the phrasebook spells them, its time phrases."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from .command import Context
from .languages.base import load_language
from .languages.phrasebook import Phrasebook, load_phrasebook
from .phrase import Strength, TimePhrase
from .times import find_times
from .tokens import Token, tokenize

LONGEST_TEXT = 2_000  # characters; nobody texts more, and what is more is not read
MOST_TOKENS_WITH_TIMES = 350
MOST_TIMES = 30
MARKS = frozenset(".,;:!?-()[]{}\"'*/\\|<>~+=&#@_%^$")
_PAUSES = frozenset(",.;:!?-")
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "'": "'", "\u2018": "\u2019"}


@dataclass(frozen=True, slots=True)
class Timed:
    """A time phrase and the tokens it takes, ``last`` excluded."""

    phrase: TimePhrase
    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """``words`` has one entry a token. ``first`` to ``last`` (excluded) is the core: greetings and courtesy are off."""

    text: str
    context: Context
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    book: Phrasebook
    first: int
    last: int

    @cached_property
    def timed(self) -> tuple[Timed, ...]:
        """The time phrases outside quoted text, from left to right."""
        found = find_times(self.tokens[:MOST_TOKENS_WITH_TIMES], self.context)[:MOST_TIMES]
        return tuple(
            Timed(phrase, self._own_start(phrase), self._own_end(phrase))
            for one in found
            if (phrase := self._own_part(one)) is not None and self._is_meant(phrase)
        )

    def _own_part(self, phrase: TimePhrase) -> TimePhrase | None:
        """``phrase`` without what is the message's: the "tom" of "call tom at 5", the 7 of "chapter 7 by monday"."""
        at = self.token_at(phrase.start)
        if self._is_numbered(at) and self.words[at + 1 : at + 2] == ("by",) and phrase.end > self.tokens[at + 1].end:
            start = self.tokens[at + 1].start  # "read chapter 7 by monday"
            return replace(phrase, start=start, parts=replace(phrase.parts, clocks=()), spans=((start, phrase.end),))
        if self.words[at] not in self.book.classes["day_or_name"] or not self.first < at < self.last:
            return phrase
        before, written = self.words[at - 1], self.text[phrase.start]
        is_name = written.isupper() or any(before in self.book.classes[kind] for kind in ("before_name", "errand"))
        if not is_name:
            return phrase
        if phrase.end <= self.tokens[at].end:
            return None
        start = self.tokens[at + 1].start
        return replace(phrase, start=start, parts=replace(phrase.parts, day=None), spans=((start, phrase.end),))

    def _is_meant(self, phrase: TimePhrase) -> bool:
        if self.token_at(phrase.start) >= self.last:
            return False
        if (
            phrase.strength is Strength.WEAK
            and self.text[phrase.start : phrase.end].lower() in self.book.classes["pronoun"]
        ):
            return False  # "the dentist one"
        around = self.text[max(0, phrase.start - 1) : phrase.start] + self.text[phrase.end : phrase.end + 1]
        if any(sign.isalnum() or sign == "_" for sign in around):
            return False  # a part of a word: "B5"
        first = self.token_at(phrase.start)
        if self._is_numbered(first):
            return False  # "version 2.10"
        if phrase.is_clock and first and self.words[first] == "by" and self.tokens[first - 1].word.number is not None:
            return False  # "a 2 by 4"
        if self._is_meal(first, self.token_at(phrase.end)):
            return self.last - self.first == 1  # "schedule lunch with bob" is about a meal
        return not any(start < phrase.end and phrase.start < end for start, end in self.quoted)

    def _is_numbered(self, at: int) -> bool:
        """True for the 7 of "chapter 7"."""
        return at > 0 and self.tokens[at].word.digits > 0 and self.words[at - 1] in self.book.classes["numbered"]

    def _is_meal(self, first: int, last: int) -> bool:
        """True for "lunch" and "about lunch", not for "at lunch" and "after work"."""
        if last - first == 2 and self.words[first] in self.book.classes["topic"]:
            first += 1
        return last - first == 1 and self.words[first] in self.book.classes["meal"]

    def _own_start(self, phrase: TimePhrase) -> int:
        """The first token of ``phrase`` that is not the message's: not the "on" of "turn it on at 5", nor a meal."""
        first = self.token_at(phrase.start)
        if self.token_at(phrase.end) - first < 2:
            return first
        following = self.tokens[first + 1].word
        is_particle = self.words[first] in self.book.classes["particle"]
        if is_particle and (self.words[first + 1] in self.book.classes["preposition"] or following.offset is not None):
            return first + 1
        return first + 1 if self.words[first] in self.book.classes["meal"] else first

    def _own_end(self, phrase: TimePhrase) -> int:
        """The token behind ``phrase``, a meal left to the message: "tomorrow at noon lunch with bob"."""
        end = min(self.token_at(phrase.end), self.last)
        meal = end - 1
        is_meal = meal - 1 > self.token_at(phrase.start) and self.words[meal] in self.book.classes["meal"]
        if not is_meal or end >= self.last or not self.words[end].isalpha():
            return end
        before = self.tokens[meal - 1].word.classes
        return (
            meal if before.isdisjoint(("at", "by", "in", "on", "to", "past", "after", "before", "the", "from")) else end
        )

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text within quotation marks."""
        return tuple(_quoted(self.text))

    @cached_property
    def plain(self) -> str:
        """The core's words joined by blanks, without punctuation: what ``Phrasebook.whole`` is asked for."""
        return " ".join(word for word in self.words[self.first : self.last] if word not in MARKS)

    def token_at(self, offset: int) -> int:
        """The index of the first token that starts at ``offset`` or later."""
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def word(self, at: int) -> str:
        """The word at ``at``, "" outside the core."""
        return self.words[at] if self.first <= at < self.last else ""

    def is_a(self, at: int, kind: str) -> bool:
        return self.first <= at < self.last and self.words[at] in self.book.classes[kind]

    def match(self, meaning: str, at: int) -> int:
        """How many words from ``at`` on make a phrase of ``meaning``, 0 for none; it must end within the core."""
        if at >= self.last or self.words[at] not in self.book.phrases[meaning]:
            return 0
        length = self.book.match(meaning, self.words, at)
        return length if at + length <= self.last else 0

    def find(self, meaning: str, start: int | None = None) -> tuple[int, int] | None:
        return self.book.find(meaning, self.words, self.first if start is None else start, self.last)

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` to token ``last`` (excluded), as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def timed_from(self, at: int) -> Timed | None:
        """The time phrase that starts at token ``at``."""
        return self._timed_by_first.get(at)

    def timed_until(self, at: int) -> Timed | None:
        """The time phrase that ends before token ``at``."""
        return self._timed_by_last.get(at)

    @cached_property
    def _timed_by_first(self) -> dict[int, Timed]:
        return {one.first: one for one in self.timed}

    @cached_property
    def _timed_by_last(self) -> dict[int, Timed]:
        return {one.last: one for one in self.timed}

    def skip_marks(self, at: int) -> int:
        while at < self.last and self.words[at] in _PAUSES:
            at += 1
        return at


def make_sentence(text: str, context: Context) -> Sentence:
    """``text``, cut at a bound, as a sentence."""
    text = text[:LONGEST_TEXT]
    code = context.locale.language
    tokens = tokenize(text, load_language(code))
    book = load_phrasebook(code)
    spelt = book.spelt
    words = tuple([spelt(token.text) for token in tokens])
    first, last = _core(words, book)
    return Sentence(text, context, tokens, words, book, first, last)


def _core(words: tuple[str, ...], book: Phrasebook) -> tuple[int, int]:
    """Where what matters starts and ends: names of assistants, greetings and courtesy go, but never everything."""
    start, end = 0, len(words)
    names = book.classes["name"]
    while end > 1 and words[end - 1] in _PAUSES:
        end -= 1
    at = start
    while at < end:
        if words[at] in _PAUSES or words[at] in names:
            at += 1
        elif length := book.match("courtesy", words, at):
            at += length
        else:
            break
    if at < end:
        start = at
    while end > start + 1:
        trimmed = _without_farewell(words, start, end, book)
        if trimmed == end:
            break
        end = trimmed
    return start, end


def _without_farewell(words: tuple[str, ...], start: int, end: int, book: Phrasebook) -> int:
    if words[end - 1] in _PAUSES or words[end - 1] in book.classes["name"]:
        return end - 1
    if words[end - 1] not in book.endings["farewell"]:
        return end
    for length in (1, 2, 3, 4):
        if end - length > start and book.match("farewell", words, end - length) == length:
            return end - length
    return end


def _quoted(text: str) -> list[tuple[int, int]]:
    """Pairs of quotation marks, a single one only where no letter stands before it."""
    found: list[tuple[int, int]] = []
    if _QUOTES.keys().isdisjoint(text):
        return found
    at = 0
    while at < len(text) and len(found) < MOST_TIMES:
        closing = _QUOTES.get(text[at])
        if closing is not None and (at == 0 or not text[at - 1].isalnum()):
            end = text.find(closing, at + 1)
            while end > 0 and closing in "'\u2019" and end + 1 < len(text) and text[end + 1].isalnum():
                end = text.find(closing, end + 1)  # an apostrophe
            if end < 0 and closing not in "'\u2019\u201c":
                break
            if end > 0:
                found.append((at, end + 1))
                at = end
        at += 1
    return found
