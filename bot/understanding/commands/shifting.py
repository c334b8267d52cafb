"""Lengthening and shortening a timer, or moving a reminder by a length of time."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Edit, Moment
from bot.understanding.intents.targets import period_of_phrase, spoken_of
from bot.understanding.match import SURE, Match
from bot.understanding.rules import Rule


def _later(match: Match) -> Edit:
    return Edit(target=spoken_of(match.target), shift_seconds=match.seconds)


def _later_then(match: Match) -> Edit:
    """ "delay my alarm by an hour tomorrow": the one of that day."""
    target, phrase = match.target, match.phrase
    if phrase is not None and target.period is None:
        period = period_of_phrase(match.mentions.sentence, phrase, match.text("TIME"))
        target = replace(target, period=period)
    return Edit(target=spoken_of(target), shift_seconds=match.seconds)


def _earlier(match: Match) -> Edit:
    return Edit(target=spoken_of(match.target), shift_seconds=-match.seconds)


def _to_length(match: Match) -> Edit:
    """ "reduce the timer to 15 minutes": from now on."""
    at = match.mentions.sentence.context.now + timedelta(seconds=match.seconds)
    return Edit(target=spoken_of(match.target), moment=Moment(at, has_date=True, has_clock=True, is_delay=True))


def _unsaid(match: Match) -> Edit | None:
    """By how much is still to be asked."""
    if match.named not in SURE:
        return None
    return Edit(target=spoken_of(match.target))


_ON = "(to|on|onto|on to|in|into)"
_FROM = "(from|off|off of|out of|on|to|of)"

ROWS = (
    Rule(
        pattern=f"ADD LENGTH [MORE] [on|more] [{_ON} REF]",
        build=_later,
        examples=("add 5 minutes to the timer", "add another 10 min", "tack an extra hour on to my laundry alarm"),
        weight=3,
    ),
    Rule(
        pattern="(give REF|put) LENGTH [MORE] [on the clock] [for REF]",
        build=_later,
        examples=("give the timer two more minutes", "put another 5 minutes on the clock for the pasta timer"),
        weight=1,
    ),
    Rule(
        pattern="REF (needs to|need to|has to|should|must|MODAL) be (MOVE+ED|LENGTHEN+ED) [back|out|LATER] [by] LENGTH",
        build=_later,
        examples=("my 6 am alarm needs to be pushed back an hour",),
        weight=3,
    ),
    Rule(
        pattern="LENGTHEN REF [by|for|with|an] LENGTH [MORE|LONGER]",
        build=_later,
        examples=("increase my next timer by 30 seconds", "extend the roast timer another 10 minutes"),
    ),
    Rule(
        pattern="(LENGTHEN|ADD) [the|my] TIMEWORD by LENGTH",
        build=_later,
        examples=("extend the time by 4 minutes",),
        weight=3,
    ),
    Rule(
        pattern="LENGTHEN [by|for] LENGTH [MORE|LONGER]",
        build=_later,
        examples=("extend by 5 minutes",),
    ),
    Rule(
        pattern=f"(SUBTRACT|SHORTEN) LENGTH [off|away] [{_FROM} REF]",
        build=_earlier,
        examples=("subtract 15 seconds", "remove 10 minutes from my timer", "knock 5 min off the nap alarm"),
        weight=3,
    ),
    Rule(
        pattern="(SHORTEN|SUBTRACT) REF by LENGTH",
        build=_earlier,
        examples=("reduce the timer by 30 seconds", "cut the egg timer by a minute"),
        weight=3,
    ),
    Rule(
        pattern="make REF [a|an] LENGTH (LONGER|LATER)",
        build=_later,
        examples=("make tomorrow's alarm a half hour later", "make the timer 5 minutes longer"),
        weight=4,
    ),
    Rule(
        pattern="make REF [a|an] LENGTH (SHORTER|EARLIER)",
        build=_earlier,
        examples=("make my alarm 10 minutes earlier", "make the timer 5 minutes shorter"),
        weight=4,
    ),
    Rule(
        pattern="MOVE REF by LENGTH [TIME]",
        build=_later_then,
        examples=("delay my alarm by 1 hour tomorrow",),
    ),
    Rule(
        pattern="(SHORTEN|LENGTHEN) REF [down|up|out] to [a|an] LENGTH",
        build=_to_length,
        examples=("reduce the timer for the brownies to 15 minutes", "extend the nap timer to an hour"),
        weight=1,
    ),
    Rule(
        pattern=f"(ADD|LENGTHEN|SUBTRACT|SHORTEN) [MORE] [the|some|MORE] [TIMEWORD] ({_ON}|{_FROM}) REF",
        build=_unsaid,
        examples=("add some more time to my bread timer", "remove time from my coffee timer", "add to my timer"),
        weight=-1,
    ),
    Rule(
        pattern="(LENGTHEN|SHORTEN) REF",
        build=_unsaid,
        examples=("extend my timer", "shorten the pasta timer"),
        weight=-1,
    ),
    Rule(
        pattern="make REF (LONGER|SHORTER|later|earlier|sooner)",
        build=_unsaid,
        examples=("make the timer longer", "make my alarm earlier"),
        weight=1,
    ),
)  # fmt: skip
