"""The input and output of the phrase readers: ``ParseState`` and ``Match``."""

from collections.abc import Callable

from bot.understanding.caching import cached_lookup
from bot.understanding.context import Context
from bot.understanding.languages.base import UNKNOWN, Language
from bot.understanding.records import positional_record
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import TimeFields
from bot.understanding.tokens import Token

# Readers look a few tokens ahead without checking for the end of the text, so it is padded with these.
_PADDING = (Token("", UNKNOWN, -1, -1, False),) * 4
# The word that identifies a phrase (see _INDICATORS) is at most this many tokens after its first word.
_LOOKAHEAD = 10
_MAX_DEPTH = 2
# Word classes and signs that can be required to follow the first word of a phrase (``Family.needs``).
_INDICATORS = (
    "times", "per", "every", "next", "past", "to", "number", "before", "after", "from", "on", "offset", "unit",
    "holiday", "weekday", "business", "workdays", "of", "closest", "ordinal", "last", "penultimate", "tens", "part",
    "quarter_sign", "until", "and", "or", "numeral", "month", "time", "thousand", "half", "week_start", "basis",
    "season", "soon", "recurrence",
    "-", "/", ".", ",",
)  # fmt: skip
_BIT = {kind: 1 << bit for bit, kind in enumerate(_INDICATORS)}


def bits(*kinds: str) -> int:
    """Encode a set of indicators as a bit mask, as the lookahead is tested at every number of a text."""
    return sum(_BIT[kind] for kind in kinds)


@cached_lookup
def _indicator_bits(classes: frozenset[str]) -> int:
    return bits(*(kind for kind in classes if kind in _BIT))


_UNIT = bits("unit")


@positional_record
class Match:
    """What a reader found. ``end`` is the index of the first token after it; see ``TimePhrase`` for the rest."""

    end: int
    fields: TimeFields
    rule: str
    is_latent: bool = False


@positional_record
class ParseCache:
    """Results by token index, so that no span is read twice.

    ``components`` (with their prepositions) and ``phrases`` are keyed by index and depth, ``durations`` and
    ``lookahead`` by index.
    """

    components: dict[tuple[int, int], tuple[Match | None, str]]
    phrases: dict[tuple[int, int], Match | None]
    durations: dict[int, tuple[Duration, int] | None]
    lookahead: dict[int, int]


@positional_record
class ParseState:
    """A text as the readers see it. ``tokens`` are padded; ``day_first`` is the order of "3/4".

    ``read`` parses a whole phrase. Readers of phrases that contain others ("two days before easter") call it through
    ``read_inner``, which limits the nesting ``depth``. All depths share one ``cache``.
    """

    tokens: tuple[Token, ...]
    language: Language
    day_first: bool
    context: Context
    read: "PhraseReader"
    cache: ParseCache
    depth: int = 0

    def read_inner(self, at: int) -> Match | None:
        """The phrase at ``at`` inside another phrase; None at the maximum depth."""
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
        """Whether the token at ``at`` is in the word class ``kind``."""
        return kind in self.tokens[at].word.classes

    def skip(self, at: int, *kinds: str) -> int:
        """The index after the token at ``at`` if it is in one of the word classes ``kinds``, else ``at``."""
        return at if self.tokens[at].word.classes.isdisjoint(kinds) else at + 1

    def lookahead(self, at: int) -> int:
        """The indicators among the next few tokens after ``at``, as ``bits``."""
        found = self.cache.lookahead.get(at)
        if found is None:
            found, end = 0, len(self.tokens) - len(_PADDING)
            for token in self.tokens[at + 1 : min(at + _LOOKAHEAD + 1, end)]:
                classes = token.word.classes
                found |= _indicator_bits[classes] if classes else _BIT.get(token.text, 0)
            self.cache.lookahead[at] = found
        return found

    def has_unit_ahead(self, at: int) -> bool:
        """Whether one of the next few tokens after ``at`` is a unit of time."""
        return self.lookahead(at) & _UNIT > 0

    def is_end(self, at: int) -> bool:
        """Whether the text or a clause ends at ``at``."""
        token = self.tokens[at]
        return token.start < 0 or not (token.word.classes or token.text.isalnum())


# Arguments: the state, a token index, and the class of the preposition before it ("" for none), called ``lead``.
Reader = Callable[[ParseState, int, str], Match | None]
PhraseReader = Callable[[ParseState, int], Match | None]


def padded(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tokens + _PADDING
