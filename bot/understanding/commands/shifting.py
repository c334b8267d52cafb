"""Lengthening and shortening a timer, or moving a reminder by a length of time."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Edit, Moment
from bot.understanding.intents.targets import number_of, period_of_phrase, spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Builders


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
    is_week = match.mentions.has("WEEK", match.end - 2, match.end)
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


def _moved_later(match: Match) -> Edit | None:
    """ "it was moved a day later": news of what is surely named."""
    return _later(match) if match.named in SURE or match.named is Named.NOTHING else None


def _moved_earlier(match: Match) -> Edit | None:
    return _earlier(match) if match.named in SURE or match.named is Named.NOTHING else None


BUILDERS: Builders = {
    "moved_later": _moved_later,
    "moved_earlier": _moved_earlier,
    "later_then": _later_then,
    "earlier_then": _earlier_then,
    "sure_later": _sure_later,
    "sure_earlier": _sure_earlier,
    "later": _later,
    "by_days": _by_days,
    "by_days_back": _by_days_back,
    "later_by_minutes": _later_by_minutes,
    "earlier_by_minutes": _earlier_by_minutes,
    "earlier": _earlier,
    "more": _more,
    "to_length": _to_length,
    "unsaid": _unsaid,
}
