"""Tell in which language a text is, by the words that only one language has. Pure; the tables it needs are small."""

import itertools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pkgutil import iter_modules
from typing import NamedTuple

from bot.understanding import languages
from bot.understanding.context import Locale
from bot.understanding.languages.loading import ENGLISH, has_tables, tables_of

__all__ = ["ENGLISH", "in_own_language", "language_of", "with_habits"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = "#"
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_LONGEST = 400  # characters that are looked at
_FEWEST_LIKELY = 2


class _Telling(NamedTuple):
    """The words by which a language is known, see ``languages/es/telling.py``."""

    sure: frozenset[str]
    likely: frozenset[str]
    in_names: frozenset[str]
    pairs: frozenset[str]
    day_first: bool


def language_of(text: str, remembered: str = ENGLISH) -> str:
    """The language of ``text``, ``remembered`` where its words do not tell."""
    said = [_NUMBER if word.isdecimal() else word for word in _WORD.findall(_plain(text[:_LONGEST].lower()))]
    words = set(said) - {_NUMBER}
    for code, telling in _telling().items():
        if not words.isdisjoint(telling.sure):
            return code
        likely = len(words & telling.likely)
        if likely and not telling.pairs.isdisjoint(f"{one} {other}" for one, other in itertools.pairwise(said)):
            return code
        if likely and likely == len(words) and not words <= telling.in_names:
            return code
        if likely >= _FEWEST_LIKELY and (2 * likely >= len(words) or _in_a_row(said, telling)):
            return code
        if code == remembered and not words.isdisjoint(_english()):
            return code if likely else ENGLISH
    return remembered


def in_own_language(text: str, locale: Locale) -> Locale:
    """``locale`` with the language of ``text``."""
    code = language_of(text, locale.language)
    return with_habits(locale if code == locale.language else replace(locale, language=code))


def with_habits(locale: Locale) -> Locale:
    """``locale`` with what is usual in its language, where the person has not set it."""
    telling = _telling().get(locale.language)
    if telling is None or locale.day_first is not None:
        return locale
    return replace(locale, day_first=telling.day_first)


def _plain(text: str) -> str:
    """``text`` without accents."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text))


def _in_a_row(said: list[str], telling: _Telling) -> bool:
    """Whether two likely words stand side by side, other than in names: "para las", unlike "de la"."""
    return any(
        one in telling.likely and other in telling.likely and not {one, other} <= telling.in_names
        for one, other in itertools.pairwise(said)
    )


@cache
def _telling() -> Mapping[str, _Telling]:
    """The words of the languages other than English, by code."""
    codes = sorted(found.name for found in iter_modules(languages.__path__) if found.ispkg)
    tables = {code: tables_of(code, "telling") for code in codes if has_tables(code, "telling")}
    return {
        code: _Telling(_set(one.SURE), _set(one.LIKELY), _set(one.IN_NAMES), one.PAIRS, one.DAY_FIRST)
        for code, one in tables.items()
    }


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _english() -> frozenset[str]:
    return _set(tables_of(ENGLISH, "own_words").COMMON)
