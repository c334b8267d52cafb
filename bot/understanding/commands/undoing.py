"""Wanting back what the last change took: "bring those back", "no no, return it", "put them back"."""

from bot.understanding.command import Undo
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _undo(match: Match) -> Undo | None:
    """Only as a whole text: "put it back an hour" moves something."""
    mentions = match.mentions
    is_whole = match.end == len(mentions.words) and not mentions.times
    return Undo() if is_whole else None


_THEM = "(it|that|those|them|these|this|that one|those ones|this one|both|all of them|them all|the last one|mine)"
_NO = "[no|no no|oops|wait|sorry]"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"{_NO} [i|we] (bring|put|give|get|want|need|take|have) {_THEM} back [again|in|there]",
        build=_undo,
        examples=("bring those back", "put them back", "I want it back"),
        weight=12,
        overrules=True,
    ),
    Rule(
        pattern=f"{_NO} (bring|put|give|get) back {_THEM}",
        build=_undo,
        examples=("bring back those",),
        weight=12,
        overrules=True,
    ),
    Rule(
        pattern=f"{_NO} (return|restore|undelete|reinstate|recover|revive) {_THEM} [back|again]",
        build=_undo,
        examples=("return it", "restore them"),
        weight=12,
        overrules=True,
    ),
)
