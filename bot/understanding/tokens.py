"""A text cut into tokens, each knowing all that its word can be."""

from typing import NamedTuple

from .languages.base import Language, Word


class Token(NamedTuple):
    """One word, number or sign. ``text`` is lowered and mended, ``start`` and ``end`` index the original text.

    ``is_glued`` is True where no space stands before it. A named tuple, since a text makes a dozen of them and a
    frozen dataclass costs three times as much to build.
    """

    text: str
    word: Word
    start: int
    end: int
    is_glued: bool


def tokenize(text: str, language: Language) -> tuple[Token, ...]:
    """Cut ``text``, mending typos of the words that ``language`` knows."""
    raise NotImplementedError
