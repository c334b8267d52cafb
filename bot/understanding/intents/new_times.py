"""The new time of a change: "from monday to tuesday", "to the day after", "the 5pm one 6", "to 330"."""

from dataclasses import replace

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.explain import trace_of
from bot.understanding.intents.targets import spoken_of
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import Year
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve

DAY_SECONDS = 86_400
_DAYS_MOVED = (("day_after", 1), ("day_before", -1), ("week_after", 7), ("week_before", -7))
_DIGITS_OF_CLOCK = (3, 4)  # "to 330"
_MOST_WORDS_OF_DAYS = 6  # "to one day later please"
_MOST_TARGET_WORDS = 7


def read_new_time(sentence: Sentence, first: int, last: int) -> TimePhrase | None:
    """The time that the words from ``first`` to ``last`` are from end to end; also "430" and "1015"."""
    phrase = read_phrase(sentence.slice(first, last), sentence.context) if first < last else None
    if phrase is not None and isinstance(phrase.fields.day, Year) and last - first == 1:
        hour = f"{min(sentence.book.classes['clock_preposition'])} {sentence.slice(first, last)}"
        phrase = read_phrase(hour, sentence.context) or phrase  # "to 2030" is an hour
    if phrase is not None or first >= last or not sentence.tokens[first].text[:1].isdecimal():
        return phrase
    if last - first == 1 and sentence.tokens[first].word.digits not in _DIGITS_OF_CLOCK:
        return None
    written = f"{min(sentence.book.classes['clock_preposition'])} {sentence.slice(first, last)}"
    return read_phrase(written, sentence.context)


def completed(old: TimePhrase, new: TimePhrase) -> tuple[TimePhrase, TimePhrase]:
    """What is said once counts for both: "from 3 to 4 pm", "from friday at 3 to 4"."""
    if old.fields.clocks and new.fields.clocks and not old.fields.clocks[0].is_unambiguous:
        clock = replace(old.fields.clocks[0], meridiem=new.fields.clocks[0].meridiem)
        old = replace(old, fields=replace(old.fields, clocks=(clock,)))
    if new.is_clock:
        new = replace(new, fields=replace(new.fields, day=old.fields.day))
    return old, new


def days_moved(sentence: Sentence, at: int, end: int) -> int:
    """By how many days "the day after" and the like move, from ``at`` to ``end``; 0 for anything else."""
    if at >= end:
        return 0
    return next((days for meaning, days in _DAYS_MOVED if sentence.match(meaning, at) == end - at), 0)


def is_mine(sentence: Sentence, at: int) -> bool:
    """True before "my alarm", "the gym reminder": one that is there."""
    return sentence.is_a(at, "determiner") and not sentence.is_a(at, "article")


def shifted(target: Target, seconds: int, *, earlier: bool) -> Reading:
    """The edit that moves ``target`` by ``seconds``; the last reminder is spoken of by an empty target."""
    target = spoken_of(target)
    way = "earlier" if earlier else "later"
    return Reading(Edit(target=target, shift_seconds=-seconds if earlier else seconds), f"It moves a reminder {way}.")


def changed(
    sentence: Sentence, target: Target, timed: TimeMention, *, shift: bool, earlier: bool = False, words: str = ""
) -> Reading | None:
    target = spoken_of(target)
    if timed.phrase.is_delay and sentence.is_a(timed.last - 1, "compared"):  # "for 20 minutes later"
        is_later = sentence.is_a(timed.last - 1, "compared_later")
        return shifted(target, timed.phrase.delay_seconds or 0, earlier=not is_later)
    if shift:
        return shifted(target, timed.phrase.delay_seconds or 0, earlier=earlier)
    phrase = with_all_weekdays(timed.phrase, sentence.slice(timed.first, timed.last), sentence.context)
    resolved = resolve(phrase, sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    trace = trace_of(sentence, timed.phrase, resolved) if not words else None
    return Reading(
        Edit(target=target, moment=resolved.moment, repeat=resolved.repeat),
        "It gives a reminder a new time.",
        (trace,) if trace else (),
    )
