"""Find the time phrases of a text.

``find_times`` is the way in: all phrases of a text, from left to right; ``find_phrase_spans`` tells which tokens they take.
``read_phrase`` takes a string that must be
a time from end to end. What they say is turned into a moment by ``resolve`` in ``resolve.py``.
"""

from bot.understanding.context import Context, is_day_first
from bot.understanding.languages.base import load_language
from bot.understanding.times.phrase import TimeFields, TimePhrase
from bot.understanding.times.phrase_parser import parse_phrase
from bot.understanding.times.phrases.parse_state import Match, ParseCache, ParseState, padded
from bot.understanding.times.phrases.registry import NO_READERS, dispatch_of
from bot.understanding.tokens import Token, tokenize

PhraseSpan = tuple[TimePhrase, int, int]  # with its first token and the one behind it

# A request names a few times; a text with more numbers and times than this is something else and costs no more.
_MAX_READINGS = 30


def find_times(tokens: tuple[Token, ...], context: Context) -> tuple[TimePhrase, ...]:
    """All time phrases, from left to right, none overlapping; parts that stand together are joined already."""
    return tuple([phrase for phrase, _, _ in find_phrase_spans(tokens, context)])


def find_phrase_spans(tokens: tuple[Token, ...], context: Context, before: int = 0) -> list[PhraseSpan]:
    """As ``find_times``, each phrase with its place where ``before`` tokens stand before the first."""
    state = _parse_state(tokens, context)
    phrases: list[PhraseSpan] = []
    covered_until = work = 0
    for at, token in enumerate(tokens):
        classes = token.word.classes
        if not classes or at < covered_until or dispatch_of[classes] is NO_READERS:
            continue
        found = parse_phrase(state, at)
        work += found is not None or token.word.number is not None
        if found is not None:
            if found.rule != "zone" or found.fields != TimeFields(zone=found.fields.zone):  # a zone alone is no time
                phrases.append((_phrase(tokens, at, found), before + at, before + found.end))
            covered_until = found.end
        if work >= _MAX_READINGS:
            break
    return phrases


def read_phrase(words: str, context: Context) -> TimePhrase | None:
    """The time that ``words`` name, or None unless every word belongs to it."""
    tokens = tokenize(words, load_language(context.locale.language))
    found = parse_phrase(_parse_state(tokens, context), 0) if tokens else None
    if found is None or any(token.text.isalnum() for token in tokens[found.end :]):
        return None
    return _phrase(tokens, 0, found)


def _parse_state(tokens: tuple[Token, ...], context: Context) -> ParseState:
    cache, locale = ParseCache({}, {}, {}, {}), context.locale
    return ParseState(
        padded(tokens), load_language(locale.language), is_day_first(locale), context, parse_phrase, cache
    )


def _phrase(tokens: tuple[Token, ...], at: int, found: Match) -> TimePhrase:
    start, end = tokens[at].start, tokens[found.end - 1].end
    introduced = tokens[at].word.classes.isdisjoint(_NOT_INTRODUCED)
    return TimePhrase(start, end, found.fields, found.rule, found.is_latent, introduced, ((start, end),))


_NOT_INTRODUCED = frozenset({"number", "ordinal", "weekday", "month", "part", "offset", "unit", "a", "holiday"})
