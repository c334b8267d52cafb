"""A preprocessed text: its tokens, their normalised spellings, its time mentions and quotations.

``preprocessing.make_sentence`` builds one; the readers of commands take it from there.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from bot.understanding.caching import cached_attribute
from bot.understanding.context import Context
from bot.understanding.languages.phrasebook import MARKS, PAUSES, Phrasebook
from bot.understanding.records import positional_record
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.tokens import Token

_MAX_QUOTES = 30
# Opening quotation mark -> closing one.
QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "'": "'", "\u2018": "\u2019"}
_START = attrgetter("start")
_OPENING_QUOTE = re.compile(f"[{''.join(QUOTES)}]")


@positional_record
class TimeMention:
    """A time phrase and its tokens, from ``first`` to ``last`` (excluded)."""

    phrase: TimePhrase
    first: int
    last: int


@dataclass(eq=False)
class Sentence:
    """One text. ``words`` holds one normalised spelling per token.

    ``first`` to ``last`` (excluded) is the core: the tokens without greeting and courtesy. ``find_mentions`` finds the
    time mentions when ``timed`` is first read; it is a field so that this module need not import the search.
    Treat it as immutable; it is not frozen at run time for the same reason as ``records.record``.
    """

    text: str
    context: Context
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    book: Phrasebook
    first: int
    last: int
    find_mentions: Callable[["Sentence"], tuple[TimeMention, ...]]

    @cached_attribute
    def timed(self) -> tuple[TimeMention, ...]:
        """The time mentions outside quoted text, from left to right."""
        return self.find_mentions(self)

    @cached_attribute
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The character spans of the text within quotation marks."""
        return tuple(_quoted(self.text))

    @cached_attribute
    def plain(self) -> str:
        """The words of the core joined by spaces, without punctuation: the key for ``Phrasebook.whole``."""
        return " ".join([word for word in self.words[self.first : self.last] if word not in MARKS])

    def token_at(self, offset: int) -> int:
        """The index of the first token that starts at character ``offset`` or later."""
        return bisect_left(self.tokens, offset, key=_START)

    def word(self, at: int) -> str:
        """The word at token ``at``, "" outside the core."""
        return self.words[at] if self.first <= at < self.last else ""

    def is_a(self, at: int, kind: str) -> bool:
        """Whether token ``at`` is in the core and in the word class ``kind``."""
        return self.first <= at < self.last and self.words[at] in self.book.classes[kind]

    def match(self, meaning: str, at: int) -> int:
        """The length in words of the phrase of ``meaning`` at ``at``, which must end within the core; 0 for none."""
        phrases = self.book.phrases[meaning]
        return phrases.length(self.words, at, self.last) if at < self.last and self.words[at] in phrases else 0

    def find(self, meaning: str, start: int | None = None) -> tuple[int, int] | None:
        return self.book.find(meaning, self.words, self.first if start is None else start, self.last)

    def slice(self, first: int, last: int) -> str:
        """The text as written, from token ``first`` to token ``last`` (excluded)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def timed_from(self, at: int) -> TimeMention | None:
        """The time mention that starts at token ``at``."""
        return self._mentions_by_token[0].get(at)

    def timed_until(self, at: int) -> TimeMention | None:
        """The time mention that ends just before token ``at``."""
        return self._mentions_by_token[1].get(at)

    @cached_attribute
    def _mentions_by_token(self) -> tuple[dict[int, TimeMention], dict[int, TimeMention]]:
        """The time mentions by their first token, and by the token after their last."""
        by_first: dict[int, TimeMention] = {}
        by_last: dict[int, TimeMention] = {}
        for one in self.timed:
            by_first[one.first] = by_last[one.last] = one
        return by_first, by_last

    def before_marks(self, at: int) -> int:
        """``at``, or the first of the punctuation marks directly before it."""
        while at > self.first and not any(map(str.isalnum, self.words[at - 1])):
            at -= 1
        return at

    def skip_marks(self, at: int) -> int:
        """The index of the first token from ``at`` on that is no pause."""
        while at < self.last and self.words[at] in PAUSES:
            at += 1
        return at


def _quoted(text: str) -> list[tuple[int, int]]:
    """The spans between pairs of quotation marks; a single quote counts only without a letter or digit before it."""
    found: list[tuple[int, int]] = []
    at = 0
    while len(found) < _MAX_QUOTES and (opening := _OPENING_QUOTE.search(text, at)) is not None:
        start = opening.start()
        if start and text[start - 1].isalnum():
            at = start + 1
            continue
        closing = QUOTES[text[start]]
        end = text.find(closing, start + 1)
        while end > 0 and closing in "'\u2019" and end + 1 < len(text) and text[end + 1].isalnum():
            end = text.find(closing, end + 1)  # an apostrophe
        if end < 0 and closing not in "'\u2019\u201c":
            break
        if end > 0:
            found.append((start, end + 1))
        at = max(end, start) + 1
    return found
