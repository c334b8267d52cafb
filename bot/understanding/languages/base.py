"""Compile a language's word tables into one lookup from word to everything it can mean.

A language is a folder here with the tables that ``load_language`` reads. The phrase readers test word classes and
values only, never the words themselves, so that they work for any language.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from types import ModuleType

from bot.understanding.languages.loading import ENGLISH, has_tables, tables_of
from bot.understanding.languages.terms import Terms, load_terms
from bot.understanding.languages.typos import Mender


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Everything one word can mean. The phrase readers test its ``classes``.

    Some classes come with a value: ``number`` ("five": 5), ``ordinal`` ("first": 1), ``unit`` ("hours"), ``weekday``
    (0 is Monday), ``month`` (1-12), ``meridiem`` ("am", "pm"), ``part`` (of the day), ``offset`` (days from today,
    "tomorrow": 1), ``recurrence`` (frequency and interval of "daily"), ``season`` (its first month) and ``soon``
    (minutes meant by "a bit"). ``digits`` is the number of digits of a number in figures, 0 for one in words.
    """

    classes: frozenset[str] = frozenset()
    number: int | None = None
    ordinal: int | None = None
    unit: str | None = None
    weekday: int | None = None
    month: int | None = None
    meridiem: str | None = None
    part: str | None = None
    offset: int | None = None
    recurrence: tuple[str, int] | None = None
    season: int | None = None
    soon: int | None = None
    digits: int = 0


UNKNOWN = Word()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """The compiled tables of a language, created once by ``load_language``.

    ``compounds`` maps two words to the one they form when joined. ``mender`` mends typos of
    the words that matter. ``terms`` are those of a language that is put in the terms of the grammar.
    """

    code: str
    words: Mapping[str, Word]
    pattern: re.Pattern[str]
    compounds: Mapping[tuple[str, str], str]
    compound_ends: frozenset[str]
    mender: Mender
    endings: tuple[str, ...]
    possessives: tuple[str, ...]
    ordinal_endings: frozenset[str]
    holidays: "NameTree"
    zones: "NameTree"
    terms: Terms | None = None


class _Words:
    """Collects everything each word can mean."""

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}

    def add(self, spellings: str | Iterable[str], kind: str, **values: object) -> None:
        for spelling in spellings.split() if isinstance(spellings, str) else spellings:
            known = self.words.get(spelling, UNKNOWN)
            self.words[spelling] = replace(known, classes=known.classes | {kind}, **values)  # type: ignore[arg-type]


def _collect(
    tables: ModuleType, holidays: Iterable[tuple[str, ...]], zones: Iterable[tuple[str, ...]]
) -> dict[str, Word]:
    found = _Words()
    for attribute in (
        "number",
        "ordinal",
        "unit",
        "weekday",
        "month",
        "meridiem",
        "part",
        "offset",
        "recurrence",
        "season",
        "soon",
    ):
        for value, spellings in getattr(tables, f"{attribute.upper()}S").items():
            found.add(spellings, attribute, **{attribute: value})
    found.add((word for value, words in tables.NUMBERS.items() if value >= 20 for word in words.split()), "tens")
    for value, spellings in tables.PLURAL_WEEKDAYS.items():
        found.add(spellings, "weekday", weekday=value)
        found.add(spellings, "plural")
    for value, spellings in tables.PLURAL_PARTS.items():
        found.add(spellings, "part", part=value)
        found.add(spellings, "plural")
    for kind, spellings in tables.CLASSES.items():
        found.add(spellings, kind)
    found.add([word for word in found.words if len(word) == 1], "letter")
    found.add({name[0] for name in holidays}, "holiday")
    found.add({name[0] for name in zones}, "zone")
    return found.words


def _pattern(words: Mapping[str, Word], endings: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a token; words that mix letters and digits come first ("2nite", "3rd")."""
    mixed = sorted((re.escape(word) for word in words if not word.isalpha() and word.isalnum()), key=len, reverse=True)
    forms = [rf"(?:{'|'.join(mixed)})\b"] if mixed else []
    forms += [rf"\d+(?:{'|'.join(endings)})(?![^\W\d_])"] if endings else []
    return re.compile(
        "|".join([*forms, r"(?<!\S)\.\d{1,2}(?!\w)", r"\d+", r"[^\W\d_]+(?:'[^\W\d_]+)*", r"[^\s\w]", "_"])
    )


def names_of(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Map every spelling of each name, as a tuple of words, to the name's key."""
    found: dict[tuple[str, ...], str] = {}
    for key, spellings in table.items():
        for spelling in spellings.split("|"):
            choices = [(*word.removesuffix("?").split("/"), *("",) * word.endswith("?")) for word in spelling.split()]
            found.update({tuple(word for word in words if word): key for words in product(*choices)})
    return found


@dataclass(frozen=True, slots=True)
class NameTree:
    """A trie of names by word: ``key`` is set if a name ends here, ``next`` maps the next word to its node."""

    next: dict[str, "NameTree"]
    key: str | None = None


def _tree(names: Mapping[tuple[str, ...], str]) -> NameTree:
    by_first: dict[str, dict[tuple[str, ...], str]] = {}
    for words, key in names.items():
        if words:
            by_first.setdefault(words[0], {})[words[1:]] = key
    return NameTree({word: _tree(rest) for word, rest in by_first.items()}, names.get(()))


@cache
def load_language(code: str) -> Language:
    """Load the language ``code``, or English if there is no such folder. Cached."""
    if (terms := load_terms(code)) is not None:
        return replace(load_language(ENGLISH), code=code, mender=Mender((), ()), terms=terms)
    if not has_tables(code, "words"):
        code = ENGLISH
    tables, names, places = (tables_of(code, name) for name in ("words", "names", "places"))
    holidays, zones = names_of(names.HOLIDAYS), names_of(places.ZONES)
    zones |= names_of(getattr(places, "OFFSETS", {}))  # not every language has abbreviations
    words = _collect(tables, holidays, zones)
    return Language(
        code=code,
        words=words,
        pattern=_pattern(words, tables.ORDINAL_ENDINGS),
        compounds=tables.COMPOUNDS,
        compound_ends=frozenset(end for _, end in tables.COMPOUNDS),
        mender=Mender(tables.MENDABLE.split(), tables.CORRECT.split()),
        endings=tables.ENDINGS,
        possessives=tables.POSSESSIVES,
        ordinal_endings=frozenset(tables.ORDINAL_ENDINGS),
        holidays=_tree(holidays),
        zones=_tree(zones),
    )
