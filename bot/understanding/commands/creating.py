"""Asking for a reminder in a roundabout way. Each row says the same as "remind me to ..." or "set a timer for ..."."""

from bot.understanding.command import AskTime, Create
from bot.understanding.match import Match
from bot.understanding.rules import Builders

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


BUILDERS: Builders = {
    "in_time": _in_time,
    "remind": _remind,
    "alarm": _alarm,
    "ask_time": lambda _: AskTime(message=""),
    "timed_thing": _timed_thing,
    "named_only": _named_only,
    "timer": _timer,
    "named_timer": _named_timer,
}
