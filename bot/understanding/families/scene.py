"""What a reader of phrases is given and what it gives back."""

from collections.abc import Callable
from typing import NamedTuple

from bot.understanding.command import Context
from bot.understanding.delay import Delay
from bot.understanding.languages.base import UNKNOWN, Language
from bot.understanding.phrase import Parts, Strength
from bot.understanding.tokens import Token

# Readers look a few tokens ahead without asking where the text ends: these stand behind its last token.
_PADDING = 4
# So far from its first word a phrase of any family shows what it is.
_NEAR = 10
_DEEPEST = 2


class Match(NamedTuple):
    """What a reader found: its parts, and the index of the first token behind it."""

    end: int
    parts: Parts
    rule: str
    strength: Strength = Strength.STRONG


class Memory(NamedTuple):
    """What was found at an index and a depth: parts with their prepositions, and whole phrases; at an index: lengths
    of time, and the word classes near behind.
    """

    parts: dict[tuple[int, int], tuple[Match | None, str]]
    phrases: dict[tuple[int, int], Match | None]
    lengths: dict[int, tuple[Delay, int] | None]
    near: dict[int, set[str]]


class Scene(NamedTuple):
    """A text as readers see it: padded tokens, its language, whether the day comes first in "3/4", when and where.

    ``read`` reads one whole phrase at an index, for families that are made of others ("two days before easter"), which
    use ``read_inner``. ``depth`` counts how often that was done, since phrases may not nest for ever. ``memory`` keeps
    what was found at an index and depth: no stretch of the text is read twice, however it is asked for.
    """

    tokens: tuple[Token, ...]
    language: Language
    day_first: bool
    context: Context
    read: "PhraseReader"
    memory: Memory
    depth: int = 0

    def read_inner(self, at: int) -> Match | None:
        """The phrase at ``at`` as part of another, None where phrases are nested too deep already."""
        if self.depth >= _DEEPEST:
            return None
        place = (at, self.depth)
        if place not in self.memory.phrases:
            self.memory.phrases[place] = self.read(self._replace(depth=self.depth + 1), at)
        return self.memory.phrases[place]

    def is_a(self, at: int, kind: str) -> bool:
        return kind in self.tokens[at].word.classes

    def skip(self, at: int, *kinds: str) -> int:
        """The index behind the token at ``at`` if it is of one of ``kinds``, else ``at``."""
        return at if self.tokens[at].word.classes.isdisjoint(kinds) else at + 1

    def near(self, at: int) -> set[str]:
        """The word classes, and the words and signs themselves, of the next few tokens behind ``at``."""
        found = self.memory.near.get(at)
        if found is None:
            found = self.memory.near[at] = set()
            for token in self.tokens[at + 1 : at + _NEAR + 1]:
                found |= token.word.classes
                found.add(token.text)
        return found

    def is_end(self, at: int) -> bool:
        """True where the text, or at least its sentence, ends."""
        token = self.tokens[at]
        return token.start < 0 or not (token.word.classes or token.text.isalnum())


Reader = Callable[[Scene, int, str], Match | None]
PhraseReader = Callable[[Scene, int], Match | None]


def padded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tokens + (Token("", UNKNOWN, -1, -1, False),) * _PADDING
