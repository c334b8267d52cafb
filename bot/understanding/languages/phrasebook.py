"""The words by which people command, and how they are matched.

A language folder's ``intents.py`` holds the tables: ``SPELLINGS`` (one word for another), ``CLASSES`` (kinds of words),
``PHRASES`` (sequences of words by meaning) and ``WHOLE`` (meanings of a whole message). A phrase is written with
``(this|that)`` for a choice and ``[maybe]`` for what may be missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from .typos import deletions, is_one_slip

_PIECE = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")
_SHORTEST_MENDED = 5
_HEADS = ("remind", "tell", "wake", "rise", "make", "entry", "tail")

# first word to the lengths of the phrases that start with it, longest first, and those phrases
Phrases = Mapping[str, tuple[tuple[int, ...], frozenset[tuple[str, ...]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """The commands of one language. Words are lower case and spelt as ``spelt`` spells them.

    ``endings`` are the last words of the phrases of a meaning, ``head_words`` the first words of commands that create;
    ``whole`` maps a whole message, its words joined by blanks, to its meaning, ``whole_openings`` their first words.
    """

    spellings: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    endings: Mapping[str, frozenset[str]]
    head_words: frozenset[str]
    whole: Mapping[str, str]
    whole_openings: frozenset[str]
    slips: Mapping[str, tuple[str, ...]]
    correct: frozenset[str]

    def match(self, meaning: str, words: tuple[str, ...], at: int) -> int:
        """How many words from ``at`` on make the longest phrase of ``meaning``; 0 for none."""
        if at >= len(words):
            return 0
        ways = self.phrases[meaning].get(words[at])
        if ways is None:
            return 0
        lengths, phrases = ways
        for length in lengths:
            found = words[at : at + length]
            if found in phrases:
                return len(found)  # shorter than ``length`` where the text ends
        return 0

    def find(self, meaning: str, words: tuple[str, ...], start: int, end: int) -> tuple[int, int] | None:
        """Where the first phrase of ``meaning`` stands between ``start`` and ``end``, as (first, after)."""
        first_words = self.phrases[meaning]
        for at in range(start, end):
            if words[at] in first_words and (length := self.match(meaning, words, at)) and at + length <= end:
                return at, at + length
        return None

    def spelt(self, word: str) -> str:
        """``word`` as the tables spell it: variants made one, slips in the words of commands mended."""
        known = self.spellings.get(word)
        if known is not None:
            return known
        if len(word) < _SHORTEST_MENDED or word in self.correct:
            return word
        return _mended(word, self)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


_MENDED: dict[tuple[int, str], str] = {}
_MOST_MENDED = 4096


def _mended(word: str, book: Phrasebook) -> str:
    """The command word that ``word`` is one slip away from, else ``word``; remembered, as texts repeat their words."""
    key = (id(book), word)
    found = _MENDED.get(key)
    if found is None:
        meant = {one for shorter in deletions(word) for one in book.slips.get(shorter, ())} if len(word) < 16 else set()
        near = [one for one in meant if is_one_slip(word, one)]
        found = near[0] if len(near) == 1 else word
        if len(_MENDED) < _MOST_MENDED:
            _MENDED[key] = found
    return found


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Every phrase that ``pattern`` stands for: "(my|the) [next] alarm" is four."""
    yield from dict.fromkeys(_sequence(_PIECE.findall(pattern)))


def _sequence(pieces: list[str]) -> list[tuple[str, ...]]:
    """The phrases of a choice of sequences, read from ``pieces`` up to the bracket that closes it."""
    choices: list[tuple[str, ...]] = []
    found: list[tuple[str, ...]] = [()]
    while pieces:
        piece = pieces.pop(0)
        if piece in ")]":
            break
        if piece == "|":
            choices += found
            found = [()]
            continue
        options = _sequence(pieces) if piece in "([" else [(piece,)]
        if piece == "[":
            options = [*options, ()]
        found = [start + option for start in found for option in options]
    return choices + found


def _by_first_word(patterns: str) -> Phrases:
    found: dict[str, set[tuple[str, ...]]] = {}
    for pattern in filter(None, map(str.strip, patterns.splitlines())):
        for phrase in expand(pattern):
            if phrase:
                found.setdefault(phrase[0], set()).add(phrase)
    return {
        first: (tuple(sorted({len(phrase) for phrase in phrases}, reverse=True)), frozenset(phrases))
        for first, phrases in found.items()
    }


def _whole(table: Mapping[str, str]) -> dict[str, str]:
    return {
        " ".join(phrase): meaning
        for meaning, patterns in table.items()
        for pattern in filter(None, map(str.strip, patterns.splitlines()))
        for phrase in expand(pattern)
    }


@cache
def load_phrasebook(code: str) -> Phrasebook:
    """The phrasebook of the language ``code``, English where it has none. Cached."""
    has_language = code.isalpha() and find_spec(f"{__package__}.{code}") is not None
    if not has_language or find_spec(f"{__package__}.{code}.intents") is None:
        code = "en"
    tables = import_module(f"{__package__}.{code}.intents")
    classes = {kind: frozenset(words.split()) for kind, words in tables.CLASSES.items()}
    mendable = tables.MENDABLE.split()
    slips: dict[str, set[str]] = {}
    for word in mendable:
        for shorter in deletions(word):
            slips.setdefault(shorter, set()).add(word)
    phrases = {meaning: _by_first_word(patterns) for meaning, patterns in tables.PHRASES.items()}
    whole = _whole(tables.WHOLE)
    return Phrasebook(
        spellings={variant: word for word, variants in tables.SPELLINGS.items() for variant in variants.split()},
        classes=classes,
        phrases=phrases,
        endings={
            meaning: frozenset(phrase[-1] for _, several in ways.values() for phrase in several)
            for meaning, ways in phrases.items()
        },
        head_words=classes["container"].union(*(phrases[meaning] for meaning in _HEADS)),
        whole=whole,
        whole_openings=frozenset(message.partition(" ")[0] for message in whole),
        slips={shorter: tuple(sorted(words)) for shorter, words in slips.items()},
        correct=frozenset(tables.CORRECT.split()) | frozenset(mendable) | frozenset().union(*classes.values()),
    )
