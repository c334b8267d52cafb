"""How many reminders are asked for at once, and how far apart: "set three alarms 5 minutes apart at 7"."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Task
from bot.understanding.intents.heads import Head, counts_things
from bot.understanding.records import positional_record
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase

_MOST = 12
_MOST_LENGTH_TOKENS = 5
_SHORT = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


@positional_record
class Spacing:
    """The distance between reminders, and the tokens that say it."""

    seconds: int
    first: int
    last: int


def count_of(sentence: Sentence, head: Head) -> int:
    """The 3 of "set 3 alarms", 0 where none is said."""
    for at in range(head.first, head.last):
        number = sentence.tokens[at].word.number
        if number is not None and counts_things(sentence, at) and 1 < number <= _MOST:
            return number
    return 0


def spacing_of(sentence: Sentence) -> Spacing | None:
    """The "5 minutes apart" of a text."""
    for at in range(sentence.first + 2, sentence.last):
        if not sentence.is_a(at, "apart_word"):
            continue
        for first in range(max(sentence.first, at - _MOST_LENGTH_TOKENS), at):
            phrase = read_phrase(sentence.slice(first, at), sentence.context)
            if phrase is not None and phrase.delay_seconds:
                start = first - sentence.is_a(first - 1, "company")
                return Spacing(phrase.delay_seconds, start, at + 1)
    return None


def spaced_out(tasks: tuple[Task, ...], count: int, spacing: Spacing | None) -> tuple[Task, ...]:
    """``tasks``, a single one repeated ``count`` times with the distance in between."""
    if spacing is None or len(tasks) != 1 or tasks[0].moment is None:
        return tasks
    task, moment = tasks[0], tasks[0].moment
    steps = [timedelta(seconds=spacing.seconds * number) for number in range(count or 2)]
    return tuple(replace(task, moment=replace(moment, at=moment.at + step)) for step in steps)


def counted(phrase: TimePhrase, count: int) -> TimePhrase:
    """ "three alarms every 30 minutes": a series of hours or minutes ends after so many."""
    recurrence = phrase.fields.recurrence
    if not count or recurrence is None or recurrence.frequency not in _SHORT or recurrence.count:
        return phrase
    return replace(phrase, fields=replace(phrase.fields, recurrence=replace(recurrence, count=count)))
