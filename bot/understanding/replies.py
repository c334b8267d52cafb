"""What a text means as a reply to a reminder that has just come: done, or again later, with or without an excuse.

"he didnt pick up, try again in 15" asks for nothing new then, though it might at any other time.
"""

from collections.abc import Iterator
from functools import cache

from bot.understanding.command import AskTime, Create, Done, Edit, Reading, Snooze, Target, Unknown
from bot.understanding.commands.reporting import BUILDERS
from bot.understanding.context import Context
from bot.understanding.languages.en.anchors import BEFORE
from bot.understanding.languages.loading import owner_of
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.preprocessing import make_sentence
from bot.understanding.rules import Rule, load_rows
from bot.understanding.scoring import LEAST, candidates

_MOST_WORDS = 25
_EXCUSES = ("EXCUSE", "NEG", "SEE_TO+ING")
_LAST = Target(is_last=True)
_NO_REPORT = frozenset({"NEG", "MODAL", "WH", "REMIND", "SNOOZE"})
_NO_VERB = frozenset(
    {"SOMEBODY", "PREP", "AUX", "BE", "SURE_VERB", "CHANGE", "MOVE", "CANCEL", "DROP", "SHOW", "IT", "DEF"}
)
_SHORTEST_PAST = 4
_TWO = 2
_MOST_EXCUSE_WORDS = 6


@cache
def rules_of_replies(code: str) -> tuple[Rule, ...]:
    if (owner := owner_of(code, "rules.reporting")) != code:
        return rules_of_replies(owner)
    return load_rows(code, "reporting", BUILDERS)


def read_reply(text: str, context: Context, plain: Reading) -> Reading:
    """The reading of ``text`` right after a reminder; ``plain`` is the one at any other time, and may be the best."""
    if plain.acts or not _may_be_reply(plain):
        return plain
    mentions = find_mentions(make_sentence(text, context))
    if not BEFORE.isdisjoint(mentions.words):
        return plain  # "the night before and an hour before" counts from an event
    is_asked = "?" in mentions.sentence.words and not mentions.times
    if is_asked or not 0 < len(mentions.words) <= _MOST_WORDS:
        return plain
    is_timed = isinstance(plain.command, Create) and bool(mentions.times)
    whole = _by_rules(mentions)
    is_sure = isinstance(plain.command, Done) or is_timed
    if whole is not None and not (is_sure and isinstance(whole.command, Done)):
        return whole  # but "paid leave friday" is for friday
    for core in _without_excuse(mentions):
        part = find_mentions(make_sentence(core, context))
        if part.words and (reading := _by_rules(part) or _length_alone(part) or _moved(part)) is not None:
            return reading
    return plain


def _may_be_reply(plain: Reading) -> bool:
    command = plain.command
    if isinstance(command, Unknown):
        return command.moment is None and command.repeat is None and command.number is None
    return isinstance(command, Create | AskTime) or (isinstance(command, Done) and bool(command.target.words))


def _by_rules(mentions: Mentions) -> Reading | None:
    rules = rules_of_replies(mentions.sentence.context.locale.language)
    found = [one for one in candidates(mentions, None, rules) if one.score >= LEAST]
    return found[0].reading if found else _done_in_a_word(mentions)


def _done_in_a_word(mentions: Mentions) -> Reading | None:
    """ "ironed", "hung it": any verb in the past will do, and nobody can list them all."""
    words, count = mentions.words, len(mentions.words)
    if mentions.times or mentions.present & _NO_REPORT or not words[0].isalpha():
        return None
    is_past = words[0].endswith("ed") and len(words[0]) > _SHORTEST_PAST
    is_about_it = count == _TWO and "HIM" in mentions.labels[1] and not mentions.labels[0].keys() & _NO_VERB
    if (is_past and count <= _TWO) or is_about_it:
        return Reading(Done(target=_LAST, is_report=True), "It says that something is done.")
    return None


def _length_alone(mentions: Mentions) -> Reading | None:
    """ "line was busy. 10 min": a length of time and nothing else."""
    for behind, seconds in mentions.lengths_of_time(0):
        if behind == len(mentions.words) and seconds and mentions.words[-1] != "before":
            return Reading(Snooze(target=_LAST, delay_seconds=seconds), "It asks to be told again later.")
    return None


def _moved(mentions: Mentions) -> Reading | None:
    """ "push that back twenty minutes im on the phone"."""
    found = [one for one in candidates(mentions) if one.score >= LEAST]
    command = found[0].reading.command if found else None
    if isinstance(command, Snooze | Done):
        return found[0].reading
    if isinstance(command, Edit) and command.target in (Target(), _LAST) and command.shift_seconds:
        return found[0].reading
    return None


def _without_excuse(mentions: Mentions) -> Iterator[str]:
    """The text without the excuse that it begins or ends with."""
    sentence, count = mentions.sentence, len(mentions.words)
    for at in range(1, count):
        is_set_off = (
            mentions.tokens[at] > mentions.tokens[at - 1] + 1 and not sentence.words[mentions.tokens[at] - 1].isalnum()
        )
        is_told = "SOMEBODY" in mentions.labels[at] or "EXCUSE" in mentions.labels[at]
        is_timed = any(place in mentions.times for place in range(at, count))
        if (is_set_off or is_told) and not is_timed and _is_excuse(mentions, at, count):
            yield mentions.text(0, at)
        is_asked = "REASK" in mentions.labels[at] or "SNOOZE" in mentions.labels[at] or mentions.words[at] == "again"
        is_plea = mentions.words[at] in ("give", "gimme") and not sentence.is_a(mentions.tokens[0], "errand")
        if is_plea and at <= _MOST_EXCUSE_WORDS:  # "under a sink give me 40 min"
            yield mentions.text(at, count)
        if (is_set_off or is_asked or at in mentions.times) and _is_excuse(mentions, 0, at):
            yield mentions.text(at, count)


def _is_excuse(mentions: Mentions, first: int, last: int) -> bool:
    """Whether the words from ``first`` to ``last`` say why not now, and ask for nothing."""
    if mentions.has("REMIND", first, last) or mentions.has("ITEM", first, last):
        return False
    is_told = "SOMEBODY" in mentions.labels[first]
    return is_told or any(mentions.has(kind, first, last) for kind in _EXCUSES)
