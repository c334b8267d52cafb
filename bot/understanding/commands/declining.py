"""Requests about reminders that the bot cannot carry out: doing something else instead would be wrong."""

from bot.understanding.command import Unknown
from bot.understanding.match import Match
from bot.understanding.rules import Builders


def _declined(_: Match) -> Unknown:
    return Unknown()


BUILDERS: Builders = {
    "declined": _declined,
}
