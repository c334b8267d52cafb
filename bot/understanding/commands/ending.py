"""When a series ends: "make 1 until friday", "end the pills on the 18th", "only for 10 days"."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Edit, Moment, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_SURE = frozenset({Named.NUMBER, Named.KNOWN, Named.PRONOUN, Named.PICK, Named.OWN_ITEM})
_SHORTEST = timedelta(hours=20)  # "for 10 minutes" is how long something takes


def _end(match: Match) -> Moment | None:
    """The time that THING names; None for anything else, and for a length below a day."""
    context = match.mentions.sentence.context
    phrase = read_phrase(match.text("THING"), context)
    moment = resolve(phrase, context).moment if phrase is not None and not phrase.is_repeat else None
    if moment is not None and phrase is not None and phrase.fields.delay is not None:
        moment = replace(moment, is_delay=True)  # "10 days" counts from the series
    if moment is None or not moment.is_delay:
        return None if match.mentions.has("FOR", match.start, match.end) else moment
    return moment if moment.at - context.now >= _SHORTEST else None


def _named(match: Match) -> Edit | None:
    """The end of the series that REF names."""
    is_one = match.named in _SURE and not match.mentions.has("ITEMS", *(match.span("REF") or (0, 0)))
    until = _end(match) if is_one else None
    if until is not None and until.has_clock and not until.has_date and not until.is_delay:
        return None  # "soccer ends at 5:45" says when it is over that day
    return Edit(target=spoken_of(replace(match.target, period=None)), until=until) if until is not None else None


def _last(match: Match) -> Edit | None:
    """The end of the series mentioned last, in a text that says nothing else."""
    until = _end(match) if match.end - match.start == len(match.mentions.words) else None
    return Edit(target=Target(), until=until) if until is not None else None


BUILDERS: Builders = {
    "named": _named,
    "last": _last,
}
