"""Wanting back what the last change took: "bring those back", "no no, return it", "put them back"."""

from bot.understanding.command import Undo
from bot.understanding.intents.targets import content_words
from bot.understanding.match import Match
from bot.understanding.rules import Builders


def _undo(match: Match) -> Undo | None:
    """Only as a whole text: "put it back an hour" moves something."""
    mentions = match.mentions
    is_whole = match.end == len(mentions.words) and not mentions.times
    return Undo() if is_whole else None


def _keep(match: Match) -> Undo | None:
    """ "actually keep the trash": it is to stay, or to come back; "keep the dog in at 5" is an errand."""
    mentions, (first, last) = match.mentions, match.span("THING") or (0, 0)
    words = content_words(mentions.sentence, *mentions.token_span(first, last))
    is_brief = match.end == len(mentions.words) and not mentions.times and last - first <= _MOST_WORDS
    return Undo(keeps=True, words=words) if is_brief and words else None


_MOST_WORDS = 4

BUILDERS: Builders = {
    "keep": _keep,
    "undo": _undo,
}
