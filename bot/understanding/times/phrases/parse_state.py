"""What a reader of phrases is given and what it gives back."""

from collections.abc import Callable

from bot.understanding.caching import cached_lookup
from bot.understanding.context import Context
from bot.understanding.languages.base import UNKNOWN, Language
from bot.understanding.records import positional_record
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import TimeFields
from bot.understanding.tokens import Token

# Readers look a few tokens ahead without asking where the text ends: these stand behind its last token.
_PADDING = (Token("", UNKNOWN, -1, -1, False),) * 4
# So far from its first word a phrase of any family shows what it is.
_LOOKAHEAD = 10
_MAX_DEPTH = 2
# The word classes and signs by which a phrase may show what it is behind its first word: what families need near.
_SHOWING = (
    "times", "per", "every", "next", "past", "to", "number", "before", "after", "from", "on", "offset", "unit",
    "holiday", "weekday", "business", "workdays", "of", "closest", "ordinal", "last", "penultimate", "tens", "part",
    "quarter_sign", "until", "and", "or", "numeral", "month", "time", "thousand", "half", "week_start", "basis",
    "season", "soon",
    "-", "/", ".", ",",
)  # fmt: skip
_BIT = {kind: 1 << bit for bit, kind in enumerate(_SHOWING)}


def bits(*kinds: str) -> int:
    """A set of word classes and signs as one number, since it is asked at every number of a text what stands near."""
    return sum(_BIT[kind] for kind in kinds)


@cached_lookup
def _shown_bits(classes: frozenset[str]) -> int:
    return bits(*(kind for kind in classes if kind in _BIT))


_UNIT = bits("unit")


@positional_record
class Match:
    """What a reader found: its parts, and the index of the first token behind it."""

    end: int
    fields: TimeFields
    rule: str
    is_latent: bool = False


@positional_record
class ParseCache:
    """What was found at an index and a depth: parts with their prepositions, and whole phrases; at an index: lengths
    of time, and what shows near behind.
    """

    components: dict[tuple[int, int], tuple[Match | None, str]]
    phrases: dict[tuple[int, int], Match | None]
    durations: dict[int, tuple[Duration, int] | None]
    lookahead: dict[int, int]


@positional_record
class ParseState:
    """A text as readers see it: padded tokens, its language, whether the day comes first in "3/4", when and where.

    ``read`` reads one whole phrase at an index, for families that are made of others ("two days before easter"), which
    use ``read_inner``. ``depth`` counts how often that was done, since phrases may not nest for ever. ``cache`` keeps
    what was found at an index and depth: no stretch of the text is read twice, however it is asked for.
    """

    tokens: tuple[Token, ...]
    language: Language
    day_first: bool
    context: Context
    read: "PhraseReader"
    cache: ParseCache
    depth: int = 0

    def read_inner(self, at: int) -> Match | None:
        """The phrase at ``at`` as part of another, None where phrases are nested too deep already."""
        if self.depth >= _MAX_DEPTH:
            return None
        key = (at, self.depth)
        found = self.cache.phrases
        if key not in found:
            deeper = self.depth + 1
            inner = ParseState(self.tokens, self.language, self.day_first, self.context, self.read, self.cache, deeper)
            found[key] = self.read(inner, at)
        return found[key]

    def is_a(self, at: int, kind: str) -> bool:
        return kind in self.tokens[at].word.classes

    def skip(self, at: int, *kinds: str) -> int:
        """The index behind the token at ``at`` if it is of one of ``kinds``, else ``at``."""
        return at if self.tokens[at].word.classes.isdisjoint(kinds) else at + 1

    def lookahead(self, at: int) -> int:
        """What the next few tokens behind ``at`` show, as ``bits``."""
        found = self.cache.lookahead.get(at)
        if found is None:
            found, end = 0, len(self.tokens) - len(_PADDING)
            for token in self.tokens[at + 1 : min(at + _LOOKAHEAD + 1, end)]:
                classes = token.word.classes
                found |= _shown_bits[classes] if classes else _BIT.get(token.text, 0)
            self.cache.lookahead[at] = found
        return found

    def has_unit_ahead(self, at: int) -> bool:
        """Whether one of the next few tokens behind ``at`` is a unit of time."""
        return self.lookahead(at) & _UNIT > 0

    def is_end(self, at: int) -> bool:
        """True where the text, or at least its sentence, ends."""
        token = self.tokens[at]
        return token.start < 0 or not (token.word.classes or token.text.isalnum())


Reader = Callable[[ParseState, int, str], Match | None]
PhraseReader = Callable[[ParseState, int], Match | None]


def padded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tokens + _PADDING
