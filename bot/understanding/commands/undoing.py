"""Wanting back what the last change took: "bring those back", "no no, return it", "put them back"."""

from bot.understanding.command import Undo
from bot.understanding.match import Match
from bot.understanding.rules import Builders


def _undo(match: Match) -> Undo | None:
    """Only as a whole text: "put it back an hour" moves something."""
    mentions = match.mentions
    is_whole = match.end == len(mentions.words) and not mentions.times
    return Undo() if is_whole else None


BUILDERS: Builders = {
    "undo": _undo,
}
