"""Requests about reminders that the bot cannot carry out: doing something else instead would be wrong."""

from bot.understanding.command import Unknown
from bot.understanding.match import Match
from bot.understanding.rules import Rule


def _declined(_: Match) -> Unknown:
    return Unknown()


ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="CHANGE [the|my] snooze [TIMEWORD] [from LENGTH] to LENGTH",
        build=_declined,
        examples=("change the snooze from 10 minutes to 15 minutes",),
        weight=9,
    ),
    Rule(
        pattern="(SET|CHANGE) [the|my|a] snooze (setting|length|time|duration|interval|period) [on REF] (to|at) LENGTH",
        build=_declined,
        examples=("set the snooze time to 9 minutes",),
        weight=9,
    ),
    Rule(
        pattern="SET [the|my|a] snooze (for|to|at) LENGTH (on|for) (all|every) [my|the] [THING] (ITEM|ITEMS)",
        build=_declined,
        examples=("set snooze for 5 minutes on all my alarms",),
        weight=9,
    ),
)  # fmt: skip
