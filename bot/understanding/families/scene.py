"""What a reader of phrases is given and what it gives back."""

from collections.abc import Callable
from typing import NamedTuple

from bot.understanding.languages.base import UNKNOWN, Language
from bot.understanding.phrase import Parts, Strength
from bot.understanding.tokens import Token

# Readers look a few tokens ahead without asking where the text ends: these stand behind its last token.
_PADDING = 4


class Match(NamedTuple):
    """What a reader found: its parts, and the index of the first token behind it."""

    end: int
    parts: Parts
    rule: str
    strength: Strength = Strength.STRONG


class Scene(NamedTuple):
    """A text as readers see it: padded tokens, its language, and whether the day comes first in "3/4".

    ``read`` reads one whole phrase at an index, for families that are made of others ("two days before easter").
    ``depth`` counts how often that was done, since phrases may not nest for ever.
    """

    tokens: tuple[Token, ...]
    language: Language
    day_first: bool
    read: "PhraseReader"
    depth: int = 0

    def deeper(self) -> "Scene":
        return self._replace(depth=self.depth + 1)

    def is_a(self, at: int, kind: str) -> bool:
        return kind in self.tokens[at].word.classes

    def skip(self, at: int, *kinds: str) -> int:
        """The index behind the token at ``at`` if it is of one of ``kinds``, else ``at``."""
        classes = self.tokens[at].word.classes
        return at + 1 if any(kind in classes for kind in kinds) else at

    def is_end(self, at: int) -> bool:
        """True where the text, or at least its sentence, ends."""
        token = self.tokens[at]
        return token.start < 0 or not (token.word.classes or token.text.isalnum())


Reader = Callable[[Scene, int, str], Match | None]
PhraseReader = Callable[[Scene, int], Match | None]


def padded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tokens + (Token("", UNKNOWN, -1, -1, False),) * _PADDING
