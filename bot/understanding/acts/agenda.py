"""A list of things to do, each with its hour, and the day said once: "dentist at 9, lunch at noon, gym at 5 tomorrow".

Bare hours ("tomorrow: dentist 9, book club 7") count in a list of three or behind a heading.
"""

from collections.abc import Iterator

from bot.understanding.acts.unused import is_event_to_be_reminded_of
from bot.understanding.command import Create, Reading, Task
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.heads import read_head
from bot.understanding.languages.en.acts import BORROWING, JOINERS, PARTICLES
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase

_MOST = 8
_FEWEST_WITH_BARE_HOURS = 3
_LAST_HOUR = 12
_MARKS = frozenset({",", ";"})


def with_agenda(sentence: Sentence, whole: Reading) -> Reading:
    """``whole``, or one reminder for each thing of the list that it runs together."""
    command = whole.command
    if not isinstance(command, Create) or any(task.repeat is not None for task in command.tasks):
        return whole
    if _MARKS.isdisjoint(sentence.words) or len(sentence.timed) < 2 or is_event_to_be_reminded_of(sentence):
        return whole
    first, day = _heading(sentence)
    pieces = list(_pieces(sentence, first))
    if not 1 < len(pieces) <= _MOST or len(pieces) < len(command.tasks):
        return whole
    day = day or _day_of_last(sentence, pieces[-1])
    if len(pieces) == len(command.tasks) and (not day or any(_has_date(task) for task in command.tasks[:-1])):
        return whole
    may_be_bare = len(pieces) >= _FEWEST_WITH_BARE_HOURS or first > sentence.first
    tasks = [_task(sentence, start, end, day, may_be_bare=may_be_bare) for start, end in pieces]
    found = tuple(task for task in tasks if task is not None)
    if len(found) < len(tasks) or len({task.message for task in found}) < len(found):
        return whole
    return Reading(Create(found), f"It lists {len(found)} things, each with its time.")


def _has_date(task: Task) -> bool:
    return task.moment is None or task.moment.has_date or task.moment.is_delay


def _heading(sentence: Sentence) -> tuple[int, str]:
    """Where the list starts, and the day in front of it: "tomorrow: ...", "Tomorrow is busy: ...", "friday ..."."""
    first = sentence.timed[0]
    is_day = first.phrase.fields.day is not None and not first.phrase.fields.clocks and not first.phrase.is_repeat
    if not is_day:
        return sentence.first, ""
    words = sentence.slice(first.first, first.last).removesuffix("'s")
    colons = [at for at in range(first.last, sentence.last) if sentence.words[at] == ":"]
    others = [one for one in sentence.timed[1:] if colons and one.first < colons[0]]
    if colons and not others and not sentence.tokens[colons[0] - 1].word.digits:
        return colons[0] + 1, words
    return (first.last, words) if first.first == sentence.first else (sentence.first, "")


def _pieces(sentence: Sentence, first: int) -> Iterator[tuple[int, int]]:
    """The stretches of the list between its commas and "and"."""
    start = first
    for at in range(first, sentence.last):
        is_behind = sentence.words[at - 1] in _MARKS or (start > first and sentence.timed_until(at) is not None)
        if sentence.words[at] in _MARKS or (sentence.words[at] in JOINERS and is_behind):
            if at > start:
                yield start, at
            start = at + 1
    if start < sentence.last:
        yield start, sentence.last


def _day_of_last(sentence: Sentence, piece: tuple[int, int]) -> str:
    """The "tomorrow" of "gym at 5 tomorrow"."""
    last = sentence.timed[-1]
    if last.first < piece[0] or last.phrase.fields.day is None or not last.phrase.fields.clocks:
        return ""
    for cut in range(last.first + 1, last.last):
        phrase = read_phrase(words := sentence.slice(cut, last.last), sentence.context)
        if phrase is not None and phrase.fields.day is not None and not phrase.fields.clocks:
            return words
    return ""


def _task(sentence: Sentence, start: int, end: int, day: str, *, may_be_bare: bool) -> Task | None:
    """The thing between tokens ``start`` and ``end`` at its hour; None where it has none, or more than one time."""
    if start == sentence.first and (head := read_head(sentence, start)) is not None:
        start = head.last
    elif start > sentence.first and _is_about_the_first(sentence, start):
        return None
    if start >= end:
        return None
    hour = sentence.tokens[end - 1].word
    is_bare = may_be_bare and end - start > 1 and hour.digits > 0 and 0 < (hour.number or 0) <= _LAST_HOUR
    words = sentence.slice(start, end)
    part = make_sentence(words, sentence.context)
    if is_bare and not any(one.last == part.last and not one.phrase.is_latent for one in part.timed):
        words = f"{sentence.slice(start, end - 1)} at {sentence.slice(end - 1, end)}"
        part = make_sentence(words, sentence.context)
    timed = [one for one in part.timed if not one.phrase.is_latent or one.last == part.last]  # not those of "1:1"
    clocks = [one for one in timed if one.phrase.fields.clocks or one.phrase.fields.part is not None]
    if len(clocks) != 1 or len(timed) > 1:
        return None
    (clock,) = clocks
    if clock.first > part.first and clock.last < part.last:
        return None  # "get 2 eggs at 5 from Ann"
    has_day = clock.phrase.fields.day is not None or not day
    dated = part if has_day else make_sentence(f"{words} {day}", sentence.context)
    reading = read_creation(dated) or read_bare_creation(dated)
    command = reading.command if reading is not None else None
    if not isinstance(command, Create) or len(command.tasks) != 1:
        return None
    (task,) = command.tasks
    return task if task.moment is not None and any(map(str.isalpha, task.message)) else None


def _is_about_the_first(sentence: Sentence, start: int) -> bool:
    """Whether a piece changes what is before it: "... 8:45 friday, alarm at 7", "barber monday 5, no sorry 5:30"."""
    is_request = bool(sentence.match("tail", start)) or sentence.is_a(start, "reminder")
    return is_request or sentence.words[start] in PARTICLES - BORROWING or read_head(sentence, start) is not None
