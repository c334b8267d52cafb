"""The notation of phrases and patterns: ``(this|that)`` is a choice, ``[maybe]`` is optional."""

import re
from collections.abc import Iterator

Sequence = list["str | list[Sequence]"]  # words and, for choices, their alternatives; an empty one may be left out
_PIECE = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")


def parsed(pattern: str) -> Sequence:
    """A pattern as a list of words and, for choices, lists of lists."""
    whole, _ = _choices([*_PIECE.findall(pattern), ")"])
    return whole[0] if len(whole) == 1 else [whole]


def _choices(pieces: list[str]) -> tuple[list[Sequence], list[str]]:
    """The alternatives up to the closing bracket, and the pieces behind it."""
    choices: list[Sequence] = [[]]
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if piece in ")]":
            break
        if piece == "|":
            choices.append([])
        elif piece in "([":
            inner, pieces = _choices(pieces)
            choices[-1].append([*inner, []] if piece == "[" else inner)
        else:
            choices[-1].append(piece)
    return choices, pieces


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every phrase that ``pattern`` matches: "(my|the) [next] alarm" has four."""
    yield from dict.fromkeys(_expanded(parsed(pattern)))


def _expanded(sequence: Sequence) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for piece in sequence:
        options = [(piece,)] if isinstance(piece, str) else [option for choice in piece for option in _expanded(choice)]
        found = [start + option for start in found for option in options]
    return found
