"""News about a reminder that is set: "doctor changed metformin to 7", "no school friday, so no pickup".

A statement changes only what it names by words of a reminder that is there; else the reply asks.
"""

from dataclasses import replace

from bot.understanding.command import Edit
from bot.understanding.commands.correcting import is_arrival
from bot.understanding.commands.skipping import periods_in, weekdays_in
from bot.understanding.intents.targets import read_target, spoken_of
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.match import Match, Named, named
from bot.understanding.rules import Builders
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_MOST_SPEAKER_WORDS = 4
_KNOWN = frozenset({Named.KNOWN, Named.NUMBER, Named.OWN_ITEM})
_NAMED = frozenset({Named.KNOWN, Named.NUMBER})


def _is_speaker(match: Match) -> bool:
    """Whether the first THING may be who says so: "my doctor", "prof", "the lady at the desk"."""
    first, last = match.span("THING") or (0, 0)
    labels = match.mentions.labels
    is_verb = any(
        "SURE_VERB" in labels[at] or "REMIND" in labels[at] or "WH" in labels[at] for at in range(first, last)
    )
    return last - first <= _MOST_SPEAKER_WORDS and not is_verb and "NEG" not in labels[first]


def _changed(match: Match) -> Edit | None:
    """A new time, or another repeat, for what is known by its words."""
    phrase = match.phrase
    if not _is_named(match) or is_arrival(match) or phrase is None or (match.span("THING") and not _is_speaker(match)):
        return None
    phrase = with_all_weekdays(phrase, match.text("NEW"), match.mentions.sentence.context)
    resolved = resolve(phrase, match.mentions.sentence.context)
    if (resolved.moment is None and resolved.repeat is None) or phrase.is_delay:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _is_named(match: Match) -> bool:
    """Whether REF is a number or words of a reminder, and no part of a clock time: "we said 6 | :15"."""
    _, last = match.span("REF") or (0, 0)
    behind = match.mentions.tokens[last - 1] + 1
    return match.named in _NAMED and match.mentions.sentence.word(behind) != ":"


def _changed_from(match: Match) -> Edit | None:
    """ "8 not 9 for plants", "not tuesday, wednesday for piano": the new time and the old one, in this order."""
    new, old = _new_and_old(match)
    return _edit(match, new, old) if match.named in _KNOWN else None


def _new_and_old(match: Match) -> tuple[str, str]:
    said = [match.mentions.text(first, last) for slot, first, last in match.bound if slot == "THING"]
    is_old_first = match.mentions.words[match.start] in match.wording.NOT
    return (said[1], said[0]) if is_old_first else (said[0], said[1])


def _edit(match: Match, new: str, old: str) -> Edit | None:
    context, at = match.mentions.sentence.context, match.wording.AT
    phrase = read_phrase(new, context) or read_phrase(at.format(new), context)
    before = read_phrase(old, context) or read_phrase(at.format(old), context)
    if phrase is None or before is None or phrase.is_delay:
        return None
    resolved = resolve(phrase, context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _off_then(match: Match) -> Edit | None:
    """ "no school friday so no pickup", "the nurse isn't coming friday": not on the day that is named last."""
    if match.named not in (*_NAMED, Named.ITEM, Named.OWN_ITEM):
        return None
    mentions, target = match.mentions, replace(match.target, period=None)
    if not (target.words or target.numbers):
        return None
    spans = [(first, last) for slot, first, last in match.bound if slot == "TIME"]
    words = mentions.text(*spans[-1]) if spans else ""
    weekdays = weekdays_in(match, words) if match.wording.REPEATS.search(words) else ()
    if weekdays:
        return Edit(target=target, but_weekdays=weekdays)
    periods = periods_in(match, match.wording.DAY_LEAD.sub("", words))
    return Edit(target=target, skipped=periods) if periods else None


def _not_then(match: Match) -> Edit | None:
    """ "don't remind me about water on weekends": about what THING names, not on the days behind it."""
    things = [(first, last) for slot, first, last in match.bound if slot == "THING"]
    mentions = match.mentions
    if named(mentions, *things[0]) not in _KNOWN:
        return None
    target = read_target(mentions.sentence, *mentions.token_span(*things[0]))
    words = mentions.text(*things[1])
    weekdays = weekdays_in(match, words) if match.wording.REPEATS.search(words) else ()
    if weekdays:
        return Edit(target=target, but_weekdays=weekdays)
    periods = periods_in(match, words)
    return Edit(target=target, skipped=periods) if periods else None


BUILDERS: Builders = {
    "changed": _changed,
    "changed_from": _changed_from,
    "off_then": _off_then,
    "not_then": _not_then,
}
