"""Compile a language's ``terms.py``: its words, and how its word order is put in the terms of the grammar.

The grammar's own terms are the English words. A language says for each of its words which of them it stands for, and
in rows what stands otherwise than in the grammar: "la semana que viene" is "next" and "week". So whatever the readers
and rules know, they know in every language. ``docs/adding-a-language.md`` describes the tables.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from bot.understanding.languages.loading import has_tables, tables_of
from bot.understanding.languages.notation import expand
from bot.understanding.languages.typos import Mender


class Branch(dict[str, "Branch"]):
    """A trie of rows: each word or class maps to what may follow it. ``terms``: what a row that ends here is put as.

    They are under the class of which a word must stand before it, "" for none.
    """

    __slots__ = ("terms",)

    def __init__(self) -> None:
        self.terms: dict[str, tuple[str, ...]] = {}

    def put_as(self, said: set[str]) -> tuple[str, ...] | None:
        """What a row that ends here is put as behind the words and classes ``said``; None where none ends."""
        found = next((terms for behind, terms in self.terms.items() if behind and behind in said), None)
        return found if found is not None else self.terms.get("")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The compiled tables of a language.

    ``words`` maps a word to the grammar's words for it, ``numbers`` to its value. ``classes`` names the classes of a
    word that ``rows`` and ``further_rows`` ask for, the second of which see what the first have made. ``endings`` are
    the endings of words that form a class, such as infinitives, with the words that only look so. ``telling`` are the
    words by which one knows the language.
    """

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    joining: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[tuple[str, ...], frozenset[str]]]
    rows: Branch
    further_rows: Branch
    letters: Mapping[int, str]
    signs: frozenset[str]
    mender: Mender

    def plain(self, word: str) -> str:
        """``word`` without accents, unless its accent makes it another word of the tables."""
        if word.isascii() or word in self.words or word in self.classes:
            return word
        return word.translate(self.letters)

    def known(self, word: str) -> str:
        """``word`` as the tables spell it: without accents, its typo mended."""
        plain = self.plain(word)
        if plain in self.words or plain in self.classes or plain in self.numbers:
            return plain
        return self.mender.mended(plain)

    def classes_of(self, word: str) -> frozenset[str]:
        found = self.classes.get(word, frozenset())
        ended = [
            kind
            for kind, (endings, others) in self.endings.items()
            if word.endswith(endings) and word not in others and len(word) > len(min(endings, key=len)) + 1
        ]
        return found.union(ended) if ended else found


def compiled_rows(table: Mapping[str, str]) -> Branch:
    """The trie of a table of rows "pattern > terms", under the class that must stand before them ("" for none)."""
    root = Branch()
    for behind, lines in table.items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            pattern, _, terms = line.partition(">")
            for words in expand(pattern.strip()):
                node = root
                for word in words:
                    node = node.setdefault(word, Branch())
                node.terms.setdefault(behind, tuple(terms.split()))
    return root


def _spelled(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, spellings in table.items():
        for spelling in spellings.split():
            yield spelling, key


def _classes(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, kind in _spelled(table):
        found[word] = found.get(word, frozenset()) | {kind}
    return found


def _forms(tables: ModuleType) -> Iterable[tuple[str, str, frozenset[str]]]:
    """The forms of the verbs, each with its terms and its classes; a language without ``forms_of`` has none."""
    forms_of: Any = getattr(tables, "forms_of", None)
    return forms_of(tables.VERBS) if forms_of is not None else ()


@cache
def load_terms(code: str) -> Terms | None:
    """The terms of the language ``code``; None where it has tables of its own, or there is no such language."""
    if not has_tables(code, "terms"):
        return None
    tables = tables_of(code, "terms")

    def table(name: str, otherwise: Any) -> Any:
        return getattr(tables, name, otherwise)

    words = {word: tuple(terms.split()) for word, terms in _spelled(tables.WORDS)}
    classes = _classes(table("CLASSES", {}))
    for form, terms, kinds in _forms(tables):
        words.setdefault(form, tuple(terms.split()))
        classes[form] = classes.get(form, frozenset()) | kinds
    numbers = {word: value for value, spellings in table("NUMBERS", {}).items() for word in spellings.split()}
    others = table("NO_ENDINGS", {})
    return Terms(
        words=words,
        numbers=numbers,
        joining=frozenset(table("JOINING_NUMBERS", "").split()),
        classes=classes,
        endings={
            kind: (tuple(endings.split()), frozenset(others.get(kind, "").split()))
            for kind, endings in table("ENDINGS", {}).items()
        },
        rows=compiled_rows(table("ROWS", {})),
        further_rows=compiled_rows(table("FURTHER_ROWS", {})),
        letters=str.maketrans(table("LETTERS", {})),
        signs=frozenset(table("SIGNS", "")),
        mender=Mender(table("MENDABLE", "").split(), {*table("CORRECT", "").split(), *words, *numbers, *classes}),
    )
