"""Giving a reminder another time, another repeat or other words."""

from dataclasses import replace

from bot.understanding.command import Edit, Target
from bot.understanding.intents.new_times import completed
from bot.understanding.intents.targets import number_of, period_of_phrase, spoken_of
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.languages.en.said_again import SAY
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve


def _to(match: Match) -> Edit | None:
    """A new time; an hour alone is one on the day that the reference names."""
    phrase = match.phrase
    if phrase is None:
        return None
    phrase = with_all_weekdays(phrase, match.text("NEW") or match.text("TIME"), match.mentions.sentence.context)
    day = match.day_of_reference
    if phrase.is_clock and day is not None and match.named is not Named.NUMBER:
        phrase = replace(phrase, fields=replace(phrase.fields, day=day))
    return _with_time(match, phrase)


def _with_time(match: Match, phrase: TimePhrase) -> Edit | None:
    resolved = resolve(phrase, match.mentions.sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _made(match: Match) -> Edit | None:
    """ "make my alarm 6:30": only of what surely is there."""
    span = match.span("REF")
    is_repeated = match.phrase is not None and match.phrase.is_repeat and match.mentions.is_a("MAKE", match.start)
    if is_repeated and match.named is Named.OWN_ITEM:
        return _to(match)
    new, _ = match.span("NEW") or (0, 0)
    is_bare = match.named is Named.KNOWN and span is not None and span[1] == new and not _is_led(match, new)
    is_sure = (
        match.named in (Named.NUMBER, Named.PRONOUN)
        or is_bare
        or (match.named is Named.OWN_ITEM and span is not None and "MY" in match.mentions.labels[span[0]])
    )
    is_one = span is not None and match.mentions.is_a("ONE_WORD", span[1] - 1)
    is_one = is_one or (span is not None and "ALL" in match.mentions.labels[span[0]])
    is_timed = span is not None and "DEF" in match.mentions.labels[span[0]] and match.names_hour
    return _to(match) if is_sure or is_one or (match.named is Named.OWN_ITEM and is_timed) else None


def _is_led(match: Match, at: int) -> bool:
    """True for "make dinner at 6", which may be an errand, not for "make gym 6:30"."""
    return match.mentions.is_a("TIME_LEAD", at)


def _reset(match: Match) -> Edit | None:
    """ "set my 7 am alarm to 8": only what has an hour already."""
    span = match.span("REF") or (0, 0)
    is_one = match.named is Named.OWN_ITEM and "ITEM" in match.mentions.labels[span[1] - 1]
    return _to(match) if is_one and match.names_hour else None


def _from_to(match: Match) -> Edit | None:
    """ "from 4 pm to 3 pm": the old time tells which reminder, what is said once counts for both."""
    new, context = match.phrase, match.mentions.sentence.context
    old = read_phrase(match.text("THING"), context)
    if new is None or old is None:
        return None
    if old.is_repeat and not new.is_repeat:
        each = min(match.mentions.sentence.book.classes["each_word"])
        new = read_phrase(f"{each} {match.text('NEW')}", context) or new  # "from every day to mon wed fri"
    old, new = completed(old, new)
    edit = _with_time(match, new)
    if edit is None or old.is_repeat or old.is_delay:
        return edit
    period = period_of_phrase(match.mentions.sentence, old, match.text("THING"))
    return replace(edit, target=replace(match.target, period=period))


def _to_from(match: Match) -> Edit | None:
    """ "to 9 pm from 8 pm": the old time tells which reminder."""
    edit = _to(match)
    old = read_phrase(match.text("THING"), match.mentions.sentence.context)
    if edit is None or old is None or old.is_repeat or old.is_delay:
        return edit
    period = period_of_phrase(match.mentions.sentence, old, match.text("THING"))
    return replace(edit, target=replace(match.target, period=period))


def _words(match: Match) -> Edit | None:
    """Other words. A time is none."""
    first, last = match.span("THING") or (0, 0)
    labels = match.mentions.labels
    if "TIMEWORD" in labels[last - 1]:
        return _unsaid(match)  # "to a different time"
    while last - 1 > first and ("ITEM" in labels[last - 1] or "MORE" in labels[last - 1]):
        last -= 1
    if match.mentions.words[first] == SAY and last - first > 1:
        first += 1  # "to say THING", where "to THING" fits as well
    message = match.mentions.text(first, last)
    if first in match.mentions.times or read_phrase(message, match.mentions.sentence.context) is not None:
        return None
    return Edit(target=spoken_of(match.target), message=message)


def _unsaid(match: Match) -> Edit | None:
    """What is to change is still to be asked."""
    if match.named not in SURE and match.named is not Named.NOTHING:
        return None
    return Edit(target=spoken_of(match.target))


def _unsaid_event(match: Match) -> Edit | None:
    """As ``_unsaid``, of an event: it is moved, while "change my appointment" may be an errand."""
    return Edit(target=spoken_of(match.target)) if match.named is Named.EVENT else None


def _of_alarm(match: Match) -> Edit | None:
    """As ``_unsaid``, of what rings: "repeat my reminders" asks to hear them, "repeat the 5 am alarm" for another."""
    first, last = match.span("REF") or (0, 0)
    is_timed = any(at in match.mentions.times for at in range(first, last))
    return _unsaid(match) if match.mentions.has("ALARM", first, last) and not is_timed else None


def _exchanged(match: Match) -> Edit | None:
    """Two numbers: which of their times or words are to change places is asked."""
    places = [first for slot, first, _ in match.bound if slot == "NUMBER"]
    numbers = [number_of(match.mentions.sentence, match.mentions.tokens[at]) for at in places]
    return Edit(target=Target(numbers=tuple(number for number in numbers if number is not None)))


def _half(match: Match) -> Edit | None:
    """am or pm."""
    half = "pm" if match.mentions.has("PM", match.end - 2, match.end) else "am"
    return Edit(target=spoken_of(match.target), meridiem=half) if match.named in SURE else None


def _same_verb(match: Match) -> Edit | None:
    """ "change walk the dog to walk the cat": what starts alike is the old and the new wording."""
    first, other = match.span("REF") or (0, 0), match.span("THING") or (0, 0)
    return _words(match) if match.mentions.words[first[0]] == match.mentions.words[other[0]] else None


BUILDERS: Builders = {
    "to": _to,
    "reset": _reset,
    "from_to": _from_to,
    "to_from": _to_from,
    "made": _made,
    "words": _words,
    "same_verb": _same_verb,
    "half": _half,
    "exchanged": _exchanged,
    "unsaid": _unsaid,
    "shifted": lambda match: Edit(target=spoken_of(match.target), shift_seconds=match.seconds),
    "unchanged": lambda _: Edit(target=Target()),
    "unsaid_event": _unsaid_event,
    "of_alarm": _of_alarm,
}
