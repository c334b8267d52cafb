"""Asking for a reminder in a roundabout way. Each row says the same as "remind me to ..." or "set a timer for ..."."""

from bot.understanding.command import AskTime, Create
from bot.understanding.match import Match
from bot.understanding.rules import Rule

_MOST_NAME_WORDS = 4
Wanted = Create | AskTime | None


def _again(match: Match, words: str) -> Wanted:
    """What ``words``, a plain request, ask for."""
    read_plainly = match.read_plainly
    command = read_plainly(words, match.mentions.sentence.context) if read_plainly is not None else None
    return command if isinstance(command, Create | AskTime) else None


def _remind(match: Match) -> Wanted:
    return _again(match, f"remind me to {match.rest('THING')}")


def _timer(match: Match) -> Wanted:
    return _again(match, f"set a timer for {match.text('LENGTH') or match.text('NEW')}")


def _named_timer(match: Match) -> Wanted:
    length = match.text("LENGTH") or match.text("NEW")
    return _again(match, f"remind me about {match.text('THING')} in {length}")


def _timed_thing(match: Match) -> Wanted:
    first, last = match.span("THING") or (0, 0)
    is_name = last - first <= 2 and not any(at in match.mentions.times for at in range(first, last))
    return AskTime(message=match.text("THING")) if is_name else None


def _named_only(match: Match) -> Wanted:
    """A name and nothing else: a request where nothing better is seen."""
    first, last = match.span("THING") or (0, 0)
    labels = match.mentions.labels
    is_name = match.mentions.words[first].isalpha() and last - first <= _MOST_NAME_WORDS
    is_other = any(one in labels[first] for one in ("OPENING_VERB", "DEF", "ALL", "LAST", "WH", "AUX", "NEG", "SHOW"))
    is_timed = any(at in match.mentions.times for at in range(first, last))
    return AskTime(message=match.text("THING")) if is_name and not (is_other or is_timed) else None


def _alarm(match: Match) -> Wanted:
    return _again(match, f"set an alarm {match.rest('NEW') or match.rest('TIME')}")


def _in_time(match: Match) -> Wanted:
    """Ahead of an event by a time that nobody said."""
    return AskTime(message=match.text("THING"))


ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(REMIND|wake|get) (me|us) [up] (in time|early enough|in plenty of time|in good time) (for|to) THING",
        build=_in_time,
        examples=("wake me in time for a 7am flight", "remind me early enough to catch the bus"),
        weight=20,
    ),
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
        pattern="WANT (my|the|an|a) ITEM set (for|at|to) [TIME|NEW]",
        build=_alarm,
        examples=("I want my alarm set for 4 am on saturday",),
        weight=4,
    ),
    Rule(
        pattern="time me",
        build=lambda _: AskTime(message=""),
        examples=("time me",),
        weight=4,
    ),
    Rule(
        pattern="time (my|our|this|the) THING",
        build=_timed_thing,
        examples=("time my shower",),
    ),
    Rule(
        pattern="THING (reminder|reminders)",
        build=_named_only,
        examples=("game of thrones reminder",),
        weight=-3,
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
