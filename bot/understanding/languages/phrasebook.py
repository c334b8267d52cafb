"""The words and phrases of commands, and how they are matched.

A language's ``intents.py`` holds the tables: ``SPELLINGS`` (variants of a word), ``CLASSES`` (word classes),
``PHRASES`` (word sequences by meaning) and ``WHOLE`` (meanings of a whole message), in the notation of ``notation.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.understanding.languages.loading import owner_of, tables_of
from bot.understanding.languages.notation import expand
from bot.understanding.languages.phrases import PhraseCompiler, Phrases
from bot.understanding.languages.typos import Mender

MARKS = frozenset(".,;:!?-()[]{}\"'*/\\|<>~+=&#@_%^$")
PAUSES = frozenset(",.;:!?-")
_MAX_CACHED, _LONGEST_CACHED = 16_384, 24
_HEADS = ("remind", "tell", "wake", "rise", "make", "entry", "tail")


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


def _patterns(lines: str) -> list[str]:
    return list(filter(None, map(str.strip, lines.splitlines())))


def _whole(table: Mapping[str, str]) -> dict[str, str]:
    return {
        " ".join(phrase): meaning
        for meaning, lines in table.items()
        for pattern in _patterns(lines)
        for phrase in expand(pattern)
        if phrase
    }


@cache
def load_phrasebook(code: str) -> Phrasebook:
    """Load the phrasebook of the language ``code``, or the English one if it has none. Cached."""
    if (owner := owner_of(code, "intents")) != code:
        return load_phrasebook(owner)
    tables = tables_of(code, "intents")
    classes = {kind: frozenset(words.split()) for kind, words in tables.CLASSES.items()} | {"mark": MARKS}
    correctable = tables.MENDABLE.split()
    correct = frozenset(tables.CORRECT.split()).union(correctable, *classes.values())
    whole = _whole(tables.WHOLE)
    compiler = PhraseCompiler()
    phrases = {meaning: compiler.compile(_patterns(lines)) for meaning, lines in tables.PHRASES.items()}
    phrases["whole"] = compiler.compile(pattern for lines in tables.WHOLE.values() for pattern in _patterns(lines))
    endings = {meaning: several.last_words() for meaning, several in phrases.items()}
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
