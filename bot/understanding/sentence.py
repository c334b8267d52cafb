"""A text made ready for the intents: its tokens, its words as the phrasebook spells them, its time phrases."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from bot.understanding.borders import with_own_borders
from bot.understanding.caching import cached_attribute
from bot.understanding.context import Context
from bot.understanding.languages.base import load_language
from bot.understanding.languages.phrasebook import MARKS, PAUSES, Phrasebook, load_phrasebook
from bot.understanding.records import positional_record
from bot.understanding.times.finder import find_phrase_spans
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.tokens import Token, tokenize

LONGEST_TEXT = 2_000  # characters; nobody texts more, and what is more is not read
# Of a long text only both ends are searched for times: there they stand, and a reading stays under 10 ms.
FIRST_TOKENS, LAST_TOKENS = 50, 30
MOST_TIMES = 30
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "'": "'", "\u2018": "\u2019"}
_START = attrgetter("start")
_OPENING_QUOTE = re.compile(f"[{''.join(_QUOTES)}]")


@positional_record
class TimeMention:
    """A time phrase and the tokens it takes, ``last`` excluded."""

    phrase: TimePhrase
    first: int
    last: int


@dataclass(eq=False)
class Sentence:
    """``words`` has one entry a token. ``first`` to ``last`` (excluded) is the core: greetings and courtesy are off.

    Nobody changes it; it is not frozen at run time for the reason that ``value`` gives.
    """

    text: str
    context: Context
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    book: Phrasebook
    first: int
    last: int

    @cached_attribute
    def timed(self) -> tuple[TimeMention, ...]:
        """The time phrases outside quoted text, from left to right."""
        tokens = self.tokens
        count = len(tokens)
        pieces = [(tokens, count)]
        if count > FIRST_TOKENS + LAST_TOKENS:
            pieces = [(tokens[:FIRST_TOKENS], FIRST_TOKENS), (tokens[-LAST_TOKENS:], count)]
        timed: list[TimeMention] = []
        for piece, end in pieces:
            found = find_phrase_spans(piece, self.context, end - len(piece))[:MOST_TIMES]
            for phrase, first, last in with_own_borders(self, found, end):
                timed.append(TimeMention(phrase, first, last))
        return tuple(timed[:MOST_TIMES])

    @cached_attribute
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text within quotation marks."""
        return tuple(_quoted(self.text))

    @cached_attribute
    def plain(self) -> str:
        """The core's words joined by blanks, without punctuation: what ``Phrasebook.whole`` is asked for."""
        return " ".join([word for word in self.words[self.first : self.last] if word not in MARKS])

    def token_at(self, offset: int) -> int:
        """The index of the first token that starts at ``offset`` or later."""
        return bisect_left(self.tokens, offset, key=_START)

    def word(self, at: int) -> str:
        """The word at ``at``, "" outside the core."""
        return self.words[at] if self.first <= at < self.last else ""

    def is_a(self, at: int, kind: str) -> bool:
        return self.first <= at < self.last and self.words[at] in self.book.classes[kind]

    def match(self, meaning: str, at: int) -> int:
        """How many words from ``at`` on make a phrase of ``meaning``, 0 for none; it must end within the core."""
        phrases = self.book.phrases[meaning]
        return phrases.length(self.words, at, self.last) if at < self.last and self.words[at] in phrases else 0

    def find(self, meaning: str, start: int | None = None) -> tuple[int, int] | None:
        return self.book.find(meaning, self.words, self.first if start is None else start, self.last)

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` to token ``last`` (excluded), as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def timed_from(self, at: int) -> TimeMention | None:
        """The time phrase that starts at token ``at``."""
        return self._mentions_by_token[0].get(at)

    def timed_until(self, at: int) -> TimeMention | None:
        """The time phrase that ends before token ``at``."""
        return self._mentions_by_token[1].get(at)

    @cached_attribute
    def _mentions_by_token(self) -> tuple[dict[int, TimeMention], dict[int, TimeMention]]:
        """The time phrases by their first token, and by the token behind them."""
        by_first: dict[int, TimeMention] = {}
        by_last: dict[int, TimeMention] = {}
        for one in self.timed:
            by_first[one.first] = by_last[one.last] = one
        return by_first, by_last

    def before_marks(self, at: int) -> int:
        """``at``, or the index of the first of the marks that stand right before it."""
        while at > self.first and not any(map(str.isalnum, self.words[at - 1])):
            at -= 1
        return at

    def skip_marks(self, at: int) -> int:
        while at < self.last and self.words[at] in PAUSES:
            at += 1
        return at


def make_sentence(text: str, context: Context) -> Sentence:
    """``text``, cut at a bound, as a sentence."""
    text = _unquoted(text[:LONGEST_TEXT])
    code = context.locale.language
    tokens = tokenize(text, load_language(code))
    book = load_phrasebook(code)
    spellings = book.spellings
    words = tuple([spellings[token.text] for token in tokens])
    first, last = _core(words, book)
    return Sentence(text, context, tokens, words, book, first, last)


def _unquoted(text: str) -> str:
    """``text`` without quotation marks round the whole of it, every other character where it was."""
    inner = text.strip()
    closing = _QUOTES.get(inner[:1])
    if closing is None or len(inner) < 3 or inner[-1] != closing or not {inner[0], closing}.isdisjoint(inner[1:-1]):
        return text
    start = text.index(inner)
    return f"{text[:start]} {inner[1:-1]} {text[start + len(inner) :]}"


def _core(words: tuple[str, ...], book: Phrasebook) -> tuple[int, int]:
    """Where what matters starts and ends: names of assistants, greetings and courtesy go, but never everything."""
    start, end = 0, len(words)
    if not words or (words[0] not in book.opening_noise and words[-1] not in book.closing_noise):
        return start, end
    names = book.classes["name"]
    while end > 1 and words[end - 1] in PAUSES:
        end -= 1
    at = start
    while at < end:
        if words[at] in PAUSES or words[at] in names:
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
    if words[end - 1] in PAUSES or words[end - 1] in book.classes["name"]:
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
    at = 0
    while len(found) < MOST_TIMES and (opening := _OPENING_QUOTE.search(text, at)) is not None:
        start = opening.start()
        if start and text[start - 1].isalnum():
            at = start + 1
            continue
        closing = _QUOTES[text[start]]
        end = text.find(closing, start + 1)
        while end > 0 and closing in "'\u2019" and end + 1 < len(text) and text[end + 1].isalnum():
            end = text.find(closing, end + 1)  # an apostrophe
        if end < 0 and closing not in "'\u2019\u201c":
            break
        if end > 0:
            found.append((start, end + 1))
        at = max(end, start) + 1
    return found
