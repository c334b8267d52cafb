"""Corrections of a reminder that is set: "the boys one is every weekday too", "not 9, 9:30", "add 8 am to 2".

None of these sets anything new: where it is not clear which reminder is meant, the reply asks.
"""

from dataclasses import replace

from bot.understanding.command import Create, Edit, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.match import Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_SURE = frozenset({Named.NUMBER, Named.KNOWN, Named.PRONOUN, Named.PICK, Named.OWN_ITEM})
_NAMED = _SURE - {Named.PRONOUN}


def _timed(match: Match, words: str = "") -> Edit | None:
    """A new time for what is named: that of a slot, or of ``words`` where a time goes on into its neighbours."""
    context = match.mentions.sentence.context
    phrase = read_phrase(words, context) if words else match.phrase
    if phrase is None:
        return None
    phrase = with_all_weekdays(phrase, words or match.text("NEW") or match.text("TIME"), context)
    resolved = resolve(phrase, context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _things(match: Match) -> list[str]:
    return [match.mentions.text(first, last) for slot, first, last in match.bound if slot == "THING"]


def _stated(match: Match) -> Edit | None:
    """ "the boys one is every weekday": a statement changes only what it surely names."""
    span = match.span("REF")
    if span is None or match.named not in _NAMED or is_arrival(match):
        return None
    is_one = match.mentions.is_a("NAMES_IT", span[1] - 1)
    return _timed(match) if match.named is not Named.OWN_ITEM or is_one else None


def is_arrival(match: Match) -> bool:
    """True for "the roofer is coming friday": that he comes is no new time of "call the roofer"."""
    first, _ = match.span("NEW") or match.span("TIME") or (0, 0)
    return bool(match.mentions.words[first] == match.wording.COMING)


def _sure(match: Match) -> Edit | None:
    return _timed(match) if match.named in _SURE else None


def _instead(match: Match) -> Edit | None:
    """ "make number 3 5:15 instead"."""
    if match.named not in _SURE or _cuts_clock(match):
        return None
    edit = _timed(match, _things(match)[0])
    return edit if edit is not None and not (edit.moment and edit.moment.is_delay) else None


def _cuts_clock(match: Match) -> bool:
    """Whether the reference ends within a clock time: "number 3 5 | 15"."""
    token = match.mentions.tokens[(match.span("THING") or (0, 0))[0]]
    return token > 0 and match.mentions.sentence.words[token - 1] == ":"


def _last_said(match: Match) -> Edit | None:
    """ "the 3 is at 7 pm, no at 6": what is said last counts."""
    first, second = _things(match)
    if match.named not in _NAMED or _cuts_clock(match) or _timed(match, first) is None:
        return None
    half = "am" if match.wording.AM.search(first) else "pm" if match.wording.PM.search(first) else ""
    return _timed(match, second if any(map(str.isalpha, second)) else f"{second} {half}")


def _not_old(match: Match) -> Edit | None:
    """ "thursday should be 5:15 not 5:45": what is contradicted is set, so that a day alone may name it."""
    new, old = _things(match)
    if match.span("NEG") and not match.mentions.is_a("WRONG", (match.span("NEG") or (0, 0))[0]):
        return None
    edit = _timed(match, new)
    is_old_time = read_phrase(old, match.mentions.sentence.context) is not None
    return edit if edit is not None and is_old_time and edit.target != Target() else None


def _mine(match: Match) -> Edit | None:
    """A new time for what was spoken of last."""
    edit = _timed(match)
    return replace(edit, target=Target()) if edit is not None else None


def _mine_now(match: Match) -> Edit | None:
    """ "she's coming at 5 now": news of what was spoken of, in a text that says nothing else."""
    is_whole = match.start == 0 and match.end == len(match.mentions.words)
    is_news = not match.mentions.sentence.book.classes["newly"].isdisjoint(match.mentions.sentence.words)
    first, last = match.span("THING") or (0, 0)
    is_told = match.mentions.has("REMIND", first, last) or match.mentions.has("SURE_VERB", first, last)
    return _mine(match) if is_whole and is_news and not is_told else None


def _old_then_new(match: Match) -> Edit | None:
    """ "not 9, 9:30", "not sunday but monday"."""
    old, new = _things(match)
    if match.start > 1:
        return None  # "monday at 5, no, 5:30": of the reminder that the text asks for
    if read_phrase(old, match.mentions.sentence.context) is None:
        return None
    edit = _timed(match, new)
    return replace(edit, target=Target()) if edit is not None else None


def _said(match: Match) -> Edit | None:
    """Other words, which are no time."""
    first, last = match.span("THING") or (0, 0)
    message = match.rest("THING") if last == len(match.mentions.words) else match.mentions.text(first, last)
    is_time = first in match.mentions.times or read_phrase(message, match.mentions.sentence.context) is not None
    if match.named not in (Named.NUMBER, Named.KNOWN) or is_time or not any(map(str.isalpha, message)):
        return None
    return Edit(target=spoken_of(match.target), message=message.rstrip(" ."))


def _several_times(match: Match) -> Edit | None:
    """ "change 1 to 7am and 8pm": all of these times, never words."""
    words = match.text("THING")
    if match.named not in (Named.NUMBER, Named.KNOWN, Named.PRONOUN):
        return None
    found = _moments(match, words)
    if found is None:
        return None
    return replace(found, target=spoken_of(match.target))


def _moments(match: Match, words: str) -> Edit | None:
    """The times that ``words`` are and nothing else, as those of an edit."""
    if match.read_plainly is None or read_phrase(words, match.mentions.sentence.context) is not None:
        return None
    command = match.read_plainly(match.wording.REMIND_AT.format(words), match.mentions.sentence.context)
    if not isinstance(command, Create) or any(task.message != match.wording.MESSAGE_AT for task in command.tasks):
        return None
    first, *others = command.tasks
    if not others:
        return Edit(target=Target(), repeat=first.repeat) if first.repeat is not None else None
    moments = tuple(task.moment for task in others if task.moment is not None)
    if first.moment is None or len(moments) < len(others):
        return None
    return Edit(target=Target(), moment=first.moment, also=moments)


def _added(match: Match) -> Edit | None:
    """ "add 8am to the eye drops": one more time of the day."""
    if match.named not in (*_SURE, Named.NOTHING, Named.ITEM):
        return None
    context = match.mentions.sentence.context
    phrase = read_phrase(_things(match)[0], context)
    moment = resolve(phrase, context).moment if phrase is not None else None
    if moment is None or not moment.has_clock or moment.is_delay:
        return None
    return Edit(target=spoken_of(match.target), also=(moment,))


BUILDERS: Builders = {
    "stated": _stated,
    "not_old": _not_old,
    "last_said": _last_said,
    "instead": _instead,
    "mine": _mine,
    "mine_now": _mine_now,
    "sure": _sure,
    "old_then_new": _old_then_new,
    "timed": _timed,
    "said": _said,
    "several_times": _several_times,
    "added": _added,
}
