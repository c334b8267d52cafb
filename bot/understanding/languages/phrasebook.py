"""The words and phrases of commands, and how they are matched.

A language's ``intents.py`` holds the tables: ``SPELLINGS`` (variants of a word), ``CLASSES`` (word classes),
``PHRASES`` (word sequences by meaning) and ``WHOLE`` (meanings of a whole message), in the notation of ``notation.py``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from bot.understanding.languages.notation import expanded, parsed
from bot.understanding.languages.typos import Mender

MARKS = frozenset(".,;:!?-()[]{}\"'*/\\|<>~+=&#@_%^$")
PAUSES = frozenset(",.;:!?-")
_MAX_CACHED, _LONGEST_CACHED = 16_384, 24
_HEADS = ("remind", "tell", "wake", "rise", "make", "entry", "tail")


class Phrases(dict[str, "Phrases"]):
    """A trie of phrases: each word maps to the words that can follow it. ``is_end``: a phrase can end here."""

    __slots__ = ("is_end",)

    def __init__(self) -> None:
        self.is_end = False

    def add(self, phrase: tuple[str, ...]) -> None:
        node = self
        for word in phrase:
            node = node.setdefault(word, Phrases())
        node.is_end = True

    def length(self, words: tuple[str, ...], at: int, end: int) -> int:
        """The length in words of the longest phrase from ``at`` that ends before ``end``; 0 for none."""
        longest, position = 0, at
        node = self
        while position < end:
            following = node.get(words[position])
            if following is None:
                break
            node, position = following, position + 1
            if node.is_end:
                longest = position - at
        return longest

    def walk(self, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """Yield every phrase."""
        if self.is_end:
            yield before
        for word, node in self.items():
            yield from node.walk((*before, word))


class Spellings(dict[str, str]):
    """Maps any word to its spelling in the command tables: variants unified, typos of command words corrected.

    Results for new words are cached, as texts share most of their words.
    """

    def __init__(self, variants: Mapping[str, str], mender: Mender) -> None:
        super().__init__(variants)
        self._mender = mender

    def __missing__(self, word: str) -> str:
        found = self._mender.mended(word)
        if len(self) < _MAX_CACHED and len(word) <= _LONGEST_CACHED:
            self[word] = found
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrasebook:
    """The command words and phrases of one language, in lower case and normalised by ``spellings``.

    ``opening_noise`` and ``closing_noise`` are the words that can start or end a greeting, an assistant's name or a
    courtesy. ``endings`` holds the last words of each meaning's phrases, ``head_words`` the first words of the commands
    that create a reminder. ``whole`` maps a whole message, its words joined by spaces, to its meaning; these messages
    are also the phrases of the meaning "whole". The word class "mark" is ``MARKS``.
    """

    spellings: Spellings
    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    endings: Mapping[str, frozenset[str]]
    opening_noise: frozenset[str]
    closing_noise: frozenset[str]
    head_words: frozenset[str]
    whole: Mapping[str, str]

    def match(self, meaning: str, words: tuple[str, ...], at: int) -> int:
        """The length in words of the longest phrase of ``meaning`` at ``at``; 0 for none."""
        return self.phrases[meaning].length(words, at, len(words))

    def find(self, meaning: str, words: tuple[str, ...], start: int, end: int) -> tuple[int, int] | None:
        """The first phrase of ``meaning`` between ``start`` and ``end``, as (first token, token after the last)."""
        phrases = self.phrases[meaning]
        if phrases.keys().isdisjoint(words):
            return None
        for at in range(start, end):
            if words[at] in phrases and (length := phrases.length(words, at, end)):
                return at, at + length
        return None


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every phrase that ``pattern`` matches: "(my|the) [next] alarm" has four."""
    yield from dict.fromkeys(expanded(parsed(pattern)))


def _expanded(patterns: str) -> Iterator[tuple[str, ...]]:
    for pattern in filter(None, map(str.strip, patterns.splitlines())):
        yield from filter(None, expand(pattern))


def _phrases(words: Iterable[tuple[str, ...]]) -> Phrases:
    found = Phrases()
    for phrase in words:
        found.add(phrase)
    return found


def _whole(table: Mapping[str, str]) -> dict[str, str]:
    return {" ".join(phrase): meaning for meaning, patterns in table.items() for phrase in _expanded(patterns)}


@cache
def load_phrasebook(code: str) -> Phrasebook:
    """Load the phrasebook of the language ``code``, or the English one if it has none. Cached."""
    has_language = code.isalpha() and find_spec(f"{__package__}.{code}") is not None
    if not has_language or find_spec(f"{__package__}.{code}.intents") is None:
        code = "en"
    tables = import_module(f"{__package__}.{code}.intents")
    classes = {kind: frozenset(words.split()) for kind, words in tables.CLASSES.items()} | {"mark": MARKS}
    correctable = tables.MENDABLE.split()
    correct = frozenset(tables.CORRECT.split()).union(correctable, *classes.values())
    whole = _whole(tables.WHOLE)
    phrases = {meaning: _phrases(_expanded(patterns)) for meaning, patterns in tables.PHRASES.items()}
    phrases["whole"] = _phrases(tuple(message.split()) for message in whole)
    endings = {meaning: frozenset(phrase[-1] for phrase in several.walk()) for meaning, several in phrases.items()}
    return Phrasebook(
        spellings=Spellings(
            {variant: word for word, variants in tables.SPELLINGS.items() for variant in variants.split()},
            Mender(correctable, correct),
        ),
        classes=classes,
        phrases=phrases,
        endings=endings,
        opening_noise=PAUSES | classes["name"] | phrases["courtesy"].keys(),
        closing_noise=PAUSES | classes["name"] | endings["farewell"],
        head_words=classes["container"].union(*(phrases[meaning] for meaning in _HEADS)),
        whole=whole,
    )
