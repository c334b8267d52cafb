"""Find the time phrases of a text.

``find_times`` is the way in: all phrases of a text, from left to right. ``read_phrase`` takes a string that must be
a time from end to end. What they say is turned into a moment by ``resolve`` in ``resolve.py``.
"""

from .command import Context
from .merge import merge
from .phrase import TimePhrase
from .resolve import Resolved, resolve
from .tokens import Token

__all__ = ["Resolved", "find_times", "merge", "read_phrase", "resolve"]


def find_times(tokens: tuple[Token, ...], context: Context) -> tuple[TimePhrase, ...]:
    """All time phrases, from left to right, none overlapping; parts that stand together are joined already."""
    raise NotImplementedError


def read_phrase(words: str, context: Context) -> TimePhrase | None:
    """The time that ``words`` name, or None unless every word belongs to it."""
    raise NotImplementedError
