"""Changes of a detail: "drop the day before from 2", "lisinopril from 10 to 20 mg", "stop the nagging"."""

import re

from bot.domain.heads_ups import Lead
from bot.domain.naming import named_by
from bot.understanding.command import Edit, Nag, Reading, Target
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import HeadsUps, find_heads_ups
from bot.understanding.languages.en import details as said
from bot.understanding.languages.en.occasions import PRONOUNS
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_MOST_CHARACTERS = 140
_LARGEST_NUMBER = 999
_MINUTE, _DAY = 60, 86_400
_PLACE = "{}"


def with_detail(sentence: Sentence, context: Context) -> Reading | None:
    """The change of a detail that a text asks for; None for any other text."""
    text = " ".join(sentence.text.split())
    if not context.known or len(text) > _MOST_CHARACTERS:
        return None
    edit = (
        _of_contrast(text, context)
        or _of_leads(sentence, context)
        or _of_nagging(text, context)
        or _of_words(text, context)
    )
    return Reading(edit, "It changes a detail of a reminder.") if edit is not None else None


def _of_leads(sentence: Sentence, context: Context) -> Edit | None:
    """Heads-ups that are taken away, replaced or added."""
    found = find_heads_ups(sentence)
    if found is None or not said.EARLIER.isdisjoint(sentence.words[found.first : found.last]):
        return None
    before, behind = sentence.slice(0, found.first), sentence.slice(found.last, len(sentence.tokens))
    text = f"{before} {_PLACE} {behind}".strip()
    if (match := said.LEAD_DROPPED.fullmatch(text)) is not None:
        target = _target(match["what"], context)
        return Edit(target=target, without_leads=found.leads) if target is not None else None
    for pattern in (said.LEAD_REMINDED, said.LEAD_INSTEAD):
        if (match := pattern.fullmatch(text)) is None:
            continue
        is_only = match["only"] is not None or said.INSTEAD.search(match["behind"]) is not None
        is_only = is_only or bool(said.INSTEAD.search(before) or said.SHOULD_BE.search(before))
        what = said.INSTEAD.sub("", f"{match['what']} {match['behind']}")
        target = _target(what, context)
        is_named = target is not None and target != Target()
        if target is not None and is_only:
            return Edit(target=target, leads=found.leads, are_only_leads=True)
        if target is not None and said.MADE.match(before) and (length := _length(found.leads)):
            return Edit(target=target, leads=found.leads, are_only_leads=True, shift_seconds=-length)
        if target is not None and is_named and pattern is said.LEAD_REMINDED and not _names_time(sentence, found):
            return Edit(target=target, leads=found.leads)
    return None


def _length(leads: tuple[Lead, ...]) -> int:
    """The seconds of a single heads-up without an hour of the clock; 0 for any other."""
    (lead, *others) = leads
    return 0 if others or lead.clock is not None or lead.months else _DAY * lead.days + lead.seconds


def _names_time(sentence: Sentence, found: HeadsUps) -> bool:
    """Whether the text names a time besides its heads-ups: then it is of something new."""
    return any(one.first < found.first or one.first >= found.last for one in sentence.timed if not one.phrase.is_latent)


def _of_contrast(text: str, context: Context) -> Edit | None:
    """ "lopez call at 4 not 3": another time, whether or not a verb says so."""
    if (match := said.CONTRAST.fullmatch(text)) is None:
        return None
    target = _target(match["what"], context)
    new, old = read_phrase(match["new"], context), read_phrase(match["old"], context)
    old = old or read_phrase(said.AT.format(match["old"]), context)
    new = new or read_phrase(said.AT.format(match["new"]), context)
    if target is None or target == Target() or new is None or old is None or new.is_delay or new.is_repeat:
        return None
    moment = resolve(new, context).moment
    return Edit(target=target, moment=moment) if moment is not None else None


def _of_nagging(text: str, context: Context) -> Edit | None:
    if (match := said.NO_NAG.fullmatch(text)) is not None:
        target = _target(match["what"] or match["other"] or "", context)
        return Edit(target=target, is_told_once=True) if target is not None else None
    match = said.NAG.fullmatch(text) or said.NAG_ABOUT.fullmatch(text)
    if match is None:
        return None
    target = _target(match["what"], context)
    interval = read_phrase(match["every"], context) if match["every"] else None
    if target is None or (match["every"] and (interval is None or not interval.is_delay)):
        return None
    minutes = (interval.delay_seconds or 0) // _MINUTE if interval is not None else None
    return Edit(target=target, nag=Nag(minutes=minutes or None))


def _of_words(text: str, context: Context) -> Edit | None:
    """ "lisinopril from 10 to 20 mg", "it's metoprolol, not metformin"."""
    if (match := said.ADD_THAT.fullmatch(text)) is not None and not make_sentence(match["words"], context).timed:
        target = _target(match["what"] or "", context)
        return Edit(target=target, added=match["words"]) if target is not None else None
    if (match := said.FROM_TO.fullmatch(text)) is not None and (match["old_unit"] or match["new_unit"]):
        target = _last_named(match["what"], context)
        unit = (match["new_unit"] or match["old_unit"] or "").strip()
        return Edit(target=target, replaced=(match["old"], match["new"], unit)) if target is not None else None
    if (match := said.NOT_OLD.fullmatch(text)) is None:
        return None
    new, old = match["new"].strip(), match["old"].strip()
    if not said.PREPOSITION.match(old):
        new = said.PREPOSITION.sub("", new)
    if any(make_sentence(words, context).timed for words in (new, old)) or new.lower() in PRONOUNS:
        return None
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    holding = [message for message in context.known if word.search(message)]
    return Edit(target=Target(words=old), replaced=(old, new, "")) if len(holding) == 1 else None


def _last_named(words: str, context: Context) -> Target | None:
    """The reminder that the last words of "dr switched lisinopril" name."""
    split = words.split()
    for start in range(len(split)):
        if named_by(name := " ".join(split[start:]), context.known):
            return Target(words=name)
    return None


def _target(words: str, context: Context) -> Target | None:
    """What is left of a text as a name: nothing is what was spoken of; None where it names nothing that is there."""
    name = words.strip(" ,.")
    while (shorter := said.NAME_LEAD.sub("", name).strip(" ,.")) != name:
        name = shorter
    if not name or name.lower() in PRONOUNS:
        return Target()
    if name.isdecimal():
        return Target(numbers=(int(name),)) if 0 < int(name) <= _LARGEST_NUMBER else None
    return Target(words=name) if named_by(name, context.known) else None
