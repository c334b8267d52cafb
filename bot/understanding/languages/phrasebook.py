"""The words and phrases of commands, and how they are matched.

A language's ``intents.py`` holds the tables: ``SPELLINGS`` (variants of a word), ``CLASSES`` (word classes),
``PHRASES`` (word sequences by meaning, in the notation of ``phrases.py``) and ``WHOLE`` (meanings of a whole message).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from bot.understanding.languages.phrases import PhraseCompiler, Phrases, expand
from bot.understanding.languages.typos import deletions, is_one_edit_apart

MARKS = frozenset(".,;:!?-()[]{}\"'*/\\|<>~+=&#@_%^$")
PAUSES = frozenset(",.;:!?-")
_SHORTEST_CORRECTED, _LONGEST_CORRECTED = 5, 15
_MAX_CACHED, _LONGEST_CACHED = 16_384, 24
_HEADS = ("remind", "tell", "wake", "rise", "make", "entry", "tail")


class Spellings(dict[str, str]):
    """Maps any word to its spelling in the command tables: variants unified, typos of command words corrected.

    Results for new words are cached, as texts share most of their words.
    """

    def __init__(
        self, variants: Mapping[str, str], typos: Mapping[str, tuple[str, ...]], correct: frozenset[str]
    ) -> None:
        super().__init__(variants)
        self._typos, self._correct = typos, correct

    def __missing__(self, word: str) -> str:
        found = word if len(word) < _SHORTEST_CORRECTED or word in self._correct else self._corrected(word)
        if len(self) < _MAX_CACHED and len(word) <= _LONGEST_CACHED:
            self[word] = found
        return found

    def _corrected(self, word: str) -> str:
        """The only command word one edit away from ``word``, else ``word`` itself."""
        if len(word) > _LONGEST_CORRECTED:
            return word
        intended = {one for shorter in deletions(word) for one in self._typos.get(shorter, ())}
        near = [one for one in intended if is_one_edit_apart(word, one)]
        return near[0] if len(near) == 1 else word


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
    has_language = code.isalpha() and find_spec(f"{__package__}.{code}") is not None
    if not has_language or find_spec(f"{__package__}.{code}.intents") is None:
        code = "en"
    tables = import_module(f"{__package__}.{code}.intents")
    classes = {kind: frozenset(words.split()) for kind, words in tables.CLASSES.items()} | {"mark": MARKS}
    correctable = tables.MENDABLE.split()
    typos: dict[str, set[str]] = {}
    for word in correctable:
        for shorter in deletions(word):
            typos.setdefault(shorter, set()).add(word)
    whole = _whole(tables.WHOLE)
    compiler = PhraseCompiler()
    phrases = {meaning: compiler.compile(_patterns(lines)) for meaning, lines in tables.PHRASES.items()}
    phrases["whole"] = compiler.compile(pattern for lines in tables.WHOLE.values() for pattern in _patterns(lines))
    endings = {meaning: several.last_words() for meaning, several in phrases.items()}
    return Phrasebook(
        spellings=Spellings(
            {variant: word for word, variants in tables.SPELLINGS.items() for variant in variants.split()},
            typos={shorter: tuple(sorted(words)) for shorter, words in typos.items()},
            correct=frozenset(tables.CORRECT.split()) | frozenset(correctable) | frozenset().union(*classes.values()),
        ),
        classes=classes,
        phrases=phrases,
        endings=endings,
        opening_noise=PAUSES | classes["name"] | phrases["courtesy"].keys(),
        closing_noise=PAUSES | classes["name"] | endings["farewell"],
        head_words=classes["container"].union(*(phrases[meaning] for meaning in _HEADS)),
        whole=whole,
    )
