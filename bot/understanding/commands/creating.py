"""Asking for a reminder in a roundabout way. Each row says the same as "remind me to ..." or "set a timer for ..."."""

from bot.understanding.command import AskTime, Create
from bot.understanding.match import Match
from bot.understanding.rules import Rule

Wanted = Create | AskTime | None


def _again(match: Match, words: str) -> Wanted:
    """What ``words``, a plain request, ask for."""
    read_plainly = match.read_plainly
    command = read_plainly(words, match.mentions.sentence.context) if read_plainly is not None else None
    return command if isinstance(command, Create | AskTime) else None


def _remind(match: Match) -> Wanted:
    return _again(match, f"remind me to {match.rest('THING')}")


def _remind_about(match: Match) -> Wanted:
    return _again(match, f"remind me about {match.rest('THING')}")


def _timer(match: Match) -> Wanted:
    return _again(match, f"set a timer for {match.text('LENGTH') or match.text('NEW')}")


def _named_timer(match: Match) -> Wanted:
    length = match.text("LENGTH") or match.text("NEW")
    return _again(match, f"remind me about {match.text('THING')} in {length}")


def _alarm(match: Match) -> Wanted:
    return _again(match, f"set an alarm {match.rest('NEW') or match.rest('TIME')}")


ROWS = (
    Rule(
        pattern="[i|we] NEG (WANT|like) to (forget|miss) [about|to] THING",
        build=_remind,
        examples=("I don't want to forget to feed the fish", "we do not want to miss the bus at 5"),
        weight=8,
    ),
    Rule(
        pattern="(SET|WANT) [INDEF] ITEM [for me] to THING",
        build=_remind,
        examples=("set a reminder for me to request time off",),
        weight=4,
    ),
    Rule(
        pattern="LENGTH (is|be) [THING] ITEM [MODAL] [be] [set] [to|for|at]",
        build=_timer,
        examples=("10 minutes is what the timer should be set at",),
        weight=6,
    ),
    Rule(
        pattern="(set|start|put|begin|run|do) LENGTH (for|on) THING",
        build=_named_timer,
        examples=("set 1 hour for my online job",),
        weight=2,
    ),
    Rule(
        pattern="(set|put|make) THING time (to|for|at) LENGTH",
        build=_named_timer,
        examples=("set baking time to ten minutes",),
        weight=4,
    ),
)  # fmt: skip
