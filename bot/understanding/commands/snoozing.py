"""Being reminded again later of what has come."""

from bot.understanding.command import Snooze, Target
from bot.understanding.languages.phrasebook import PAUSES
from bot.understanding.match import Match
from bot.understanding.rules import Builders
from bot.understanding.times.resolve import resolve

_LONGEST_PAUSE = 3600  # "pause the alarm for 10 minutes" is a snooze, "for two days" a pause
_FEWEST_MINUTES = 5  # "snooze 10" is ten minutes, "snooze 2" is reminder 2
_LAST = Target(is_last=True)


def snoozed(match: Match) -> Snooze | None:
    """Again at the time that is named, or after the default pause."""
    target, minutes = _target(match), _minutes(match)
    if match.span("NUMBER"):
        return Snooze(target=target, delay_seconds=60 * minutes) if minutes >= _FEWEST_MINUTES else None
    if match.span("LENGTH"):
        return Snooze(target=target, delay_seconds=match.seconds)
    phrase = match.phrase
    if phrase is None:
        if len(target.numbers) == 1 and target.numbers[0] >= _FEWEST_MINUTES:
            return Snooze(target=_LAST, delay_seconds=60 * target.numbers[0])  # "snooze 10"
        return Snooze(target=target)
    if phrase.is_delay:
        return Snooze(target=target, delay_seconds=phrase.delay_seconds)
    recurrence = phrase.fields.recurrence
    if recurrence is None:
        return Snooze(target=target, moment=resolve(phrase, match.mentions.sentence.context).moment)
    if recurrence.frequency != "MINUTELY":
        return None
    return Snooze(target=target, delay_seconds=60 * recurrence.interval)


def _target(match: Match) -> Target:
    """What REF names; all of them are what has come."""
    target, mentions = match.target, match.mentions
    span = match.span("REF") or (0, 0)
    is_all = mentions.has("ALL", *span) and mentions.has("ITEMS", *span) and target.period is None
    return _LAST if is_all or target == Target() else target


def _minutes(match: Match) -> int:
    """A number by itself is of minutes: "give me 15"."""
    first, _ = match.span("NUMBER") or (0, 0)
    return int(match.mentions.sentence.tokens[match.mentions.tokens[first]].word.number or 0)


def again(match: Match) -> Snooze | None:
    """As ``snoozed``, where a question asks for something else unless it names a time."""
    is_asked = "?" in match.mentions.sentence.words and match.phrase is None and not match.seconds
    return None if is_asked else snoozed(match)


def _short(match: Match) -> Snooze | None:
    return snoozed(match) if match.seconds <= _LONGEST_PAUSE else None


def _set_off(match: Match) -> Snooze | None:
    """ "in a meeting, 5pm", "in a meeting, 20 min", but not "lunch at 5"."""
    first, _ = match.span("NEW") or match.span("NUMBER") or (0, 0)
    sentence = match.mentions.sentence
    is_delay = match.phrase is not None and match.phrase.is_delay
    is_set_off = sentence.words[match.mentions.tokens[first] - 1] in PAUSES
    return snoozed(match) if is_delay or is_set_off else None


BUILDERS: Builders = {
    "snoozed": snoozed,
    "again": again,
    "set_off": _set_off,
    "short": _short,
}
