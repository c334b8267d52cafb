"""The hour to remind at, on the day of what was said before: "lunch is at 12:30 tomorrow, remind me at 12"."""

from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.phrase import TimePhrase
from bot.understanding.sentence import Sentence

from .heads import Head
from .time_parts import day_words


def on_the_day_said_before(sentence: Sentence, head: Head) -> Choice | None:
    """ "I have lunch at 12:30 tomorrow, remind me at 12": the hour behind the command, on the day of what it is for."""
    if head.first <= sentence.first:
        return None
    behind = sentence.timed_from(sentence.skip_marks(head.last))
    if behind is None or not _is_hour(behind.phrase):
        return None
    before = [one for one in sentence.timed if one.last <= head.first]
    hours = [one for one in before if one.phrase.parts.clocks]
    if len(hours) != 1 or any(one.phrase.is_repeat for one in before):
        return None
    dated = next((one for one in before if one.phrase.parts.day is not None), hours[0])
    phrase = replace(behind.phrase, parts=replace(behind.phrase.parts, day=dated.phrase.parts.day))
    cuts = [(behind.first, behind.last)]
    if dated not in hours:
        cuts.append((dated.first, dated.last))
    elif (day := day_words(sentence, dated)) is not None:
        cuts.append(day)  # it will be another word for it then
    return Choice(phrase=phrase, cuts=tuple(cuts), left=(hours[0].phrase,))


def _is_hour(phrase: TimePhrase) -> bool:
    """True for "at 5" and "at lunch", which leave the day open."""
    parts = phrase.parts
    return (phrase.is_clock or (phrase.is_period and parts.day is None)) and parts.shift is None
