"""What a language is made of: words and all that each of them can be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """All that one word can be. ``classes`` are the word classes by which the families ask for it.

    Values go with the classes: ``number`` ("five", 5), ``ordinal`` ("first", 1), ``unit`` ("hours"), ``weekday``
    (0 is Monday), ``month`` (1-12), ``meridiem`` ("am", "pm"), ``part`` (of the day), ``offset`` (days from today:
    "tomorrow", 1). ``digits`` is how many digits a number was written with, 0 for words.
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
    digits: int = 0


UNKNOWN = Word()


class Language:
    """A language: its words, and the holidays' names. Made once by ``load_language`` (language code, "en")."""


def load_language(code: str) -> Language:
    """The language of ``code``, English where there is none of that name. Cached."""
    raise NotImplementedError
