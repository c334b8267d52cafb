"""The time to remind at where a time was said before: "lunch is at 12:30 tomorrow, remind me at 12"."""

from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.intents.heads import Head
from bot.understanding.intents.time_parts import day_words
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.phrase import Clock, TimePhrase
from bot.understanding.times.times_of_day import disambiguated


def on_the_day_said_before(sentence: Sentence, head: Head) -> Choice | None:
    """ "I have lunch at 12:30 tomorrow, remind me at 12": the hour behind the command, on the day of what it is for."""
    if head.first <= sentence.first:
        return None
    behind = sentence.timed_from(sentence.skip_marks(head.last))
    if behind is None or not _is_hour(behind.phrase):
        return None
    before = [one for one in sentence.timed if one.last <= head.first]
    hours = [one for one in before if one.phrase.fields.clocks] or [one for one in before if one.phrase.fields.part]
    if len(hours) != 1 or any(one.phrase.is_repeat for one in before):
        return None
    dated = next((one for one in before if one.phrase.fields.day is not None), hours[0])
    parts = behind.phrase.fields
    clocks = tuple(_before_it(clock, hours[0].phrase) for clock in parts.clocks)
    phrase = replace(behind.phrase, fields=replace(parts, day=dated.phrase.fields.day, clocks=clocks))
    cuts = [(behind.first, behind.last)]
    if dated not in hours:
        cuts.append((dated.first, dated.last))
    elif (day := day_words(sentence, dated)) is not None:
        cuts.append(day)  # it will be another word for it then
    return Choice(phrase=phrase, cuts=tuple(cuts), left=(hours[0].phrase,))


def _before_it(clock: Clock, event: TimePhrase) -> Clock:
    """``clock`` in the half of the day in which it comes right before the hour of ``event``, where that is known."""
    if not event.fields.clocks:
        return clock
    start = disambiguated(event.fields.clocks[0], event.fields.part)
    if clock.is_unambiguous or start.meridiem is None:
        return clock
    begins = (start.hour % 12 + (12 if start.meridiem == "pm" else 0), start.minute)
    is_after_noon = (clock.hour % 12 + 12, clock.minute) < begins
    is_morning = (clock.hour % 12, clock.minute) < begins
    return replace(clock, meridiem="pm" if is_after_noon else "am") if is_morning else clock


def start_of_request(sentence: Sentence, head: Head) -> int:
    """Where the times of a request begin: behind "tomorrow is trash day" where "remind me tonight ..." follows, else 0.

    "On friday remind me about monday's class" tells nothing before its command but when.
    """
    if head.first <= sentence.first or not _tells_something(sentence, head.first):
        return 0
    at = sentence.skip_marks(head.last)
    ends = (at, sentence.last)
    behind = [one for one in sentence.timed if one.first >= head.last and (one.first in ends or one.last in ends)]
    is_said = any(_says_when(sentence, one) for one in behind)
    return head.first if is_said else 0


def _says_when(sentence: Sentence, one: TimeMention) -> bool:
    """True for a day and for a length from now; "an hour before" and "every year" are of what was said before."""
    if one.phrase.is_delay:
        return not sentence.is_a(one.last, "before")
    return one.phrase.fields.day is not None and one.phrase.fields.shift is None


def _tells_something(sentence: Sentence, end: int) -> bool:
    """True where more than times stand before token ``end``."""
    timed = {at for one in sentence.timed for at in range(one.first, one.last)}
    return any(sentence.words[at].isalpha() and at not in timed for at in range(sentence.first, end))


def _is_hour(phrase: TimePhrase) -> bool:
    """True for "at 5" and "at lunch", which leave the day open."""
    parts = phrase.fields
    return (phrase.is_clock or (phrase.is_period and parts.day is None)) and parts.shift is None
