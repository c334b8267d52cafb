"""Find the time phrases of a text.

``find_times`` returns all phrases from left to right, ``find_phrase_spans`` the same with their tokens. ``read_phrase``
reads a string that is a time from end to end. ``resolve.resolve`` turns a phrase into a moment.
"""

from bot.understanding.context import Context, is_day_first
from bot.understanding.languages.base import load_language
from bot.understanding.rewording import tokens_of
from bot.understanding.times.phrase import TimeFields, TimePhrase
from bot.understanding.times.phrase_parser import parse_phrase
from bot.understanding.times.phrases.parse_state import Match, ParseCache, ParseState, padded
from bot.understanding.times.phrases.registry import NO_READERS, dispatch_of
from bot.understanding.tokens import Token

PhraseSpan = tuple[TimePhrase, int, int]  # with its first token and the one after its last

# Bounds the work: no request has this many numbers and times.
_MAX_READINGS = 30
# Classes of a first word that is part of the time itself, not a preposition before it.
_NOT_INTRODUCED = frozenset({"number", "ordinal", "weekday", "month", "part", "offset", "unit", "a", "holiday"})


def find_times(tokens: tuple[Token, ...], context: Context) -> tuple[TimePhrase, ...]:
    """All time phrases from left to right, without overlaps; adjacent components are joined."""
    return tuple([phrase for phrase, _, _ in find_phrase_spans(tokens, context)])


def find_phrase_spans(tokens: tuple[Token, ...], context: Context, before: int = 0) -> list[PhraseSpan]:
    """Like ``find_times``, with the token span of each phrase. ``before`` is added to every index."""
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
            if found.rule != "zone" or found.fields != TimeFields(
                zone=found.fields.zone
            ):  # a zone by itself is not a time
                phrases.append((_phrase(tokens, at, found), before + at, before + found.end))
            covered_until = found.end
        if work >= _MAX_READINGS:
            break
    return phrases


def read_phrase(words: str, context: Context) -> TimePhrase | None:
    """The time that ``words`` name, or None if a word does not belong to it."""
    tokens = tokens_of(words, load_language(context.locale.language))
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
