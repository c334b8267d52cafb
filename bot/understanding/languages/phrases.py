"""The notation of phrases, and the trie that finds them in a text.

In a pattern, ``(this|that)`` is a choice and ``[maybe]`` is optional.
"""

import re
from collections.abc import Callable, Iterable, Iterator

_PIECE = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")


class Phrases(dict[str, "Phrases"]):
    """A trie of phrases: each word maps to the words that can follow it. ``is_end``: a phrase can end here.

    Equal branches are one object, because the patterns of a language match hundreds of thousands of phrases. So a trie
    is not to be changed.
    """

    __slots__ = ("is_end",)

    def __init__(self, following: "Iterable[tuple[str, Phrases]]" = (), *, is_end: bool = False) -> None:
        super().__init__(following)
        self.is_end = is_end

    def length(self, words: tuple[str, ...], at: int, end: int) -> int:
        """The length in words of the longest phrase from ``at`` that ends before ``end``; 0 for none."""
        longest, position = 0, at
        node = self
        while position < end:
            following = node.get(words[position])
            if following is None:
                break
            node, position = following, position + 1
            if node.is_end:
                longest = position - at
        return longest

    def openings(self, length: int, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """Yield the first ``length`` words of every phrase, or the whole of a shorter one."""
        if self.is_end or len(before) == length:
            yield before
        if len(before) < length:
            for word, node in self.items():
                yield from node.openings(length, (*before, word))

    def last_words(self) -> frozenset[str]:
        """The words that phrases end with."""
        found: set[str] = set()
        seen: set[int] = set()
        unvisited = [self]
        while unvisited:
            node = unvisited.pop()
            found.update(word for word, following in node.items() if following.is_end)
            new = {id(following): following for following in node.values() if id(following) not in seen}
            seen |= new.keys()
            unvisited += new.values()
        return frozenset(found)


class PhraseCompiler:
    """Compiles patterns to tries, which share their equal branches as long as the same compiler makes them."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[bool, frozenset[tuple[str, int]]], Phrases] = {}  # keeps the ids of nodes valid
        self._unions: dict[frozenset[int], Phrases] = {}
        self._end = self._node({}, is_end=True)

    def compile(self, patterns: Iterable[str]) -> Phrases:
        """The trie of every phrase that one of ``patterns`` matches, except the empty phrase."""
        found = self._union([self._choice(iter(_PIECE.findall(pattern)))(self._end) for pattern in patterns])
        return Phrases(found.items())

    def _choice(self, pieces: Iterator[str]) -> "_Part":
        """The choice up to its closing bracket, which is consumed."""
        options: list[list[_Part]] = [[]]
        for piece in pieces:
            if piece in ")]":
                break
            if piece == "|":
                options.append([])
            else:
                options[-1].append(self._part(piece, pieces))
        return lambda following: self._union([self._in_sequence(parts, following) for parts in options])

    def _part(self, piece: str, pieces: Iterator[str]) -> "_Part":
        if piece not in "([":
            return lambda following: self._node({piece: following})
        choice = self._choice(pieces)
        if piece == "(":
            return choice
        return lambda following: self._union([choice(following), following])

    def _in_sequence(self, parts: "list[_Part]", following: Phrases) -> Phrases:
        for part in reversed(parts):
            following = part(following)
        return following

    def _node(self, following: dict[str, Phrases], *, is_end: bool = False) -> Phrases:
        key = is_end, frozenset((word, id(node)) for word, node in following.items())
        if key not in self._nodes:
            self._nodes[key] = Phrases(following.items(), is_end=is_end)
        return self._nodes[key]

    def _union(self, nodes: Iterable[Phrases]) -> Phrases:
        """The trie of the phrases of all ``nodes``."""
        distinct = {id(node): node for node in nodes}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
        key = frozenset(distinct)
        if key not in self._unions:
            following: dict[str, list[Phrases]] = {}
            for node in distinct.values():
                for word, after in node.items():
                    following.setdefault(word, []).append(after)
            is_end = any(node.is_end for node in distinct.values())
            self._unions[key] = self._node({w: self._union(after) for w, after in following.items()}, is_end=is_end)
        return self._unions[key]


# From the trie of what follows a part of a pattern to the trie of the part with what follows.
_Part = Callable[[Phrases], Phrases]


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every phrase that ``pattern`` matches: "(my|the) [next] alarm" has four."""
    yield from dict.fromkeys(_sequence(_PIECE.findall(pattern)))


def _sequence(pieces: list[str]) -> list[tuple[str, ...]]:
    """The phrases of a bracketed choice, consuming ``pieces`` up to its closing bracket."""
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
