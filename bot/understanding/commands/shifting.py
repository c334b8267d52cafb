"""Lengthening and shortening a timer, or moving a reminder by a length of time."""

# ruff: noqa: E501 - a line break would split a pattern in two

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Edit, Moment
from bot.understanding.intents.targets import number_of, period_of_phrase, spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule


def _later(match: Match) -> Edit:
    return Edit(target=spoken_of(match.target), shift_seconds=match.seconds)


def _later_then(match: Match) -> Edit | None:
    """ "delay my alarm by an hour tomorrow": the one of that day."""
    if match.start and match.span("REF") is None and any(at < match.start for at in match.mentions.times):
        return None  # "the rent is due on the first, remind me three days earlier"
    target, phrase = match.target, match.phrase
    if phrase is not None and target.period is None:
        period = period_of_phrase(match.mentions.sentence, phrase, match.text("TIME"))
        target = replace(target, period=period)
    return Edit(target=spoken_of(target), shift_seconds=match.seconds)


def _earlier_then(match: Match) -> Edit | None:
    edit = _later_then(match)
    return replace(edit, shift_seconds=-(edit.shift_seconds or 0)) if edit is not None else None


def _sure_later(match: Match) -> Edit | None:
    """Of a reminder that is there: not "set alarm to get | up in one hour"."""
    return None if match.named in (Named.ITEM, Named.DEFINITE, Named.WORDS) else _later(match)


def _sure_earlier(match: Match) -> Edit | None:
    return None if match.named in (Named.ITEM, Named.DEFINITE, Named.WORDS) else _earlier(match)


def _later_by_minutes(match: Match) -> Edit | None:
    """ "push back 1 by 45": a bare number behind "by" counts minutes."""
    minutes = number_of(match.mentions.sentence, match.mentions.tokens[(match.span("NUMBER") or (0, 0))[0]])
    if minutes is None or minutes < _FEWEST_MINUTES or match.named not in SURE:
        return None
    return Edit(target=spoken_of(match.target), shift_seconds=60 * minutes)


def _earlier_by_minutes(match: Match) -> Edit | None:
    edit = _later_by_minutes(match)
    return replace(edit, shift_seconds=-(edit.shift_seconds or 0)) if edit is not None else None


def _more(match: Match) -> Edit | None:
    """As ``_later``, where more is said: "give the cookies 5 more minutes", not "give the dog 5 minutes"."""
    first, last = match.span("LENGTH") or (0, 0)
    return _later(match) if match.mentions.has("MORE", first, last) else None


def _earlier(match: Match) -> Edit:
    return Edit(target=spoken_of(match.target), shift_seconds=-match.seconds)


def _to_length(match: Match) -> Edit:
    """ "reduce the timer to 15 minutes": from now on."""
    at = match.mentions.sentence.context.now + timedelta(seconds=match.seconds)
    return Edit(target=spoken_of(match.target), moment=Moment(at, has_date=True, has_clock=True, is_delay=True))


def _by_days(match: Match) -> Edit:
    """By a day or a week, as seen from the reminder's own day."""
    is_week = match.mentions.words[match.end - 1] == "week" or "week" in match.mentions.words[match.end - 2 : match.end]
    return Edit(target=spoken_of(match.target), shift_seconds=7 * _DAY if is_week else _DAY)


def _by_days_back(match: Match) -> Edit:
    edit = _by_days(match)
    return replace(edit, shift_seconds=-(edit.shift_seconds or 0))


def _unsaid(match: Match) -> Edit | None:
    """By how much is still to be asked."""
    if match.named not in SURE:
        return None
    return Edit(target=spoken_of(match.target))


_FEWEST_MINUTES = 5
_DAY = 86_400
_ON = "(to|on|onto|on to|in|into|for)"
_FROM = "(from|off|off of|out of|on|to|of)"

_VERB = "(set|make|do|put|MOVE|CHANGE|ADVANCE|have|bring)"
_LATER = "(LATER|later)"
_EARLIER = "(EARLIER|earlier|sooner)"
_THAN = "[[than] (that|it|this|planned|usual|i said|now|it is now|before)]"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"[{_VERB} [REF]|wake (me|us) [up]|remind (me|us) [about REF]|[MODAL] REF [MODAL] [be]] LENGTH {_LATER} {_THAN} [TIME]",
        build=_later_then,
        examples=("an hour later than that", "set the alarm 15 minutes later", "can my dentist reminder be a day later"),
        weight=13,
    ),
    Rule(
        pattern=f"[{_VERB} [REF]|wake (me|us) [up]|remind (me|us) [about REF]|[MODAL] REF [MODAL] [be]] LENGTH {_EARLIER} {_THAN} [TIME]",
        build=_earlier_then,
        examples=("30 minutes earlier", "wake me up an hour earlier tomorrow", "shift tomorrow's call an hour earlier"),
        weight=13,
    ),
    Rule(
        pattern=f"{_VERB} [REF] (LATER|later) [by] LENGTH",
        build=_sure_later,
        examples=("set my alarm back by 15 minutes", "put number 2 back an hour"),
        weight=6,
    ),
    Rule(
        pattern=f"{_VERB} [REF] {_EARLIER} [by] LENGTH",
        build=_sure_earlier,
        examples=("do 2 earlier by 15 minutes", "move the meeting up an hour"),
        weight=6,
    ),
    Rule(
        pattern="(MOVE|LENGTHEN) LENGTH",
        build=_later,
        examples=("delay 1h",),
    ),
    Rule(
        pattern="(MOVE|LENGTHEN) REF LENGTH",
        build=_sure_later,
        examples=("push the laundry timer 10 minutes",),
        weight=2,
    ),
    Rule(
        pattern="(delay|postpone|defer) REF LENGTH",
        build=_later,
        examples=("delay 3 10 min", "delay dinner 30 minutes"),
        weight=9,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [to|for] (the (day|week) after|the (next|following) (day|week))",
        build=_by_days,
        examples=("move the vet to the day after",),
        weight=14,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [to|for] (the (day|week) before|the previous (day|week))",
        build=_by_days_back,
        examples=("move 2 to the week before",),
        weight=14,
    ),
    Rule(
        pattern="(MOVE|LENGTHEN) REF by NUMBER",
        build=_later_by_minutes,
        examples=("push back 1 by 45",),
        weight=5,
    ),
    Rule(
        pattern="(ADVANCE|SHORTEN) REF by NUMBER",
        build=_earlier_by_minutes,
        examples=("bring forward 2 by 15",),
        weight=5,
    ),
    Rule(
        pattern="remind (me|us) LENGTH before (that|it|this) [INSTEAD]",
        build=_earlier,
        examples=("remind me 15 min before that instead",),
        weight=13,
    ),
    Rule(
        pattern="give REF LENGTH",
        build=_more,
        examples=("give the cookies 5 more minutes",),
        weight=13,
    ),
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
        pattern="ADVANCE REF by LENGTH",
        build=_earlier,
        examples=("move up my haircut by 20 minutes",),
        weight=9,
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
        examples=("delay my alarm by 1 hour tomorrow", "push back my haircut by 20 minutes"),
        weight=9,
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
