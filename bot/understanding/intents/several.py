"""Several reminders in one text: one a line, or joined by "and" where each part has its own errand and time."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import pairwise

from bot.understanding.acts.unused import is_event_to_be_reminded_of
from bot.understanding.command import Assumption, Create, Moment, Reading, Task, Trace
from bot.understanding.context import Context
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.heads import read_head
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.times_of_day import is_waking_hour
from bot.understanding.times.wall_time import moment_of

EXAMPLES = ("call mom at 5 and pay rent tomorrow at 9",)

_NUMBERING = re.compile(r"^\d{1,2}[.)] +")
_MOST_TASKS = 20
_FEWEST_TASKS = 2
_MOST_JOINERS = 3  # "and then also"
_FEWEST_TOKENS = 7
_SHORTLY_MINUTES = 3 * 60


def read_lines(sentence: Sentence) -> Reading | None:
    """A reminder a line, a line without a time belonging to the one above; None where fewer than two are reminders."""
    if "\n" not in sentence.text or "\n" not in sentence.text.strip():
        return None
    lines = [_NUMBERING.sub("", line.strip(" \t\r-*\u2022")) for line in sentence.text.splitlines()]
    lines = [line for line in lines if line]
    if not 1 < len(lines) <= _MOST_TASKS:
        return None
    answers = [_read_one(line, sentence.context) for line in lines]
    if answers[0] is None and _is_title(lines[0], sentence.context):
        lines, answers = lines[1:], answers[1:]
    if answers[0] is None or sum(answer is not None for answer in answers) < _FEWEST_TASKS:
        return None
    joined: list[Reading | None] = []
    for line, answer in zip(lines, answers, strict=True):
        joined.append(answer if answer is not None else _with_line(joined.pop(), line))
    return _joined(sentence, joined)


def _with_line(answer: Reading | None, line: str) -> Reading | None:
    if answer is None or not isinstance(answer.command, Create):
        return None
    *tasks, last = answer.command.tasks
    return replace(answer, command=Create(tasks=(*tasks, replace(last, message=f"{last.message}\n{line}"))))


def read_several(sentence: Sentence) -> Reading | None:
    """Several reminders in one line, None where the text is about one or anything else."""
    if "\n" in sentence.text.strip():
        return None
    places = _joints(sentence)
    if places and is_event_to_be_reminded_of(sentence):
        return None
    if _takes_back(sentence) and not any(_is_errand(sentence, start) for _, start in places):
        return None
    if any(_tells_then_asks(sentence, joint, start) for joint, start in places):
        return None
    return _read_parts(sentence, places) if places else None


def _tells_then_asks(sentence: Sentence, joint: int, start: int) -> bool:
    """True for "my exam is tomorrow, remind me in 2 hours to study": the first clause asks for nothing."""
    if (length := sentence.match("tail", start)) and sentence.timed_from(start + length) is not None:
        return True  # "parcel on friday at 5, heads up at 4"
    if not (sentence.match("remind", start) or sentence.match("wake", start)):
        return False
    is_of_speaker = sentence.is_a(sentence.first, "speaker")  # "I have a flight early tomorrow, wake me at 3"
    return is_of_speaker or any(sentence.is_a(at, "copula") for at in range(sentence.first, joint))


def _takes_back(sentence: Sentence) -> bool:
    """True for "cancel yoga at 5 and pilates at 6"."""
    at = sentence.first
    return sentence.is_a(at, "cancel_verb") and not sentence.is_a(at, "unsure_cancel_verb")


def _is_title(line: str, context: Context) -> bool:
    """ "remind me:" above a list."""
    title = make_sentence(line, context)
    head = read_head(title, title.first)
    return head is not None and title.skip_marks(head.last) + 1 >= title.last


def _joints(sentence: Sentence) -> list[tuple[int, int]]:
    """Where "and" or a comma stands between two reminders: its place, and where the next reminder starts."""
    if len(sentence.tokens) < _FEWEST_TOKENS or len(sentence.timed) < 2:
        return []
    joints = []
    for at in range(sentence.first + 2, sentence.last - 2):
        if not (sentence.is_a(at, "joiner") or sentence.is_a(at, "separator")):
            continue
        start = at + 1
        while start < at + _MOST_JOINERS and (sentence.is_a(start, "joiner") or sentence.is_a(start, "separator")):
            start += 1
        if sentence.is_a(start, "to_word") and sentence.is_a(start + 1, "errand"):
            start += 1  # "remind me to call mom at 5 and to pay rent at 6"
        if sentence.match("instead", start):
            return []  # "thursday 5, no sorry 5:30"
        if _is_errand(sentence, start) or _is_thing(sentence, at, start):
            joints.append((at, start))
    return joints


def _is_errand(sentence: Sentence, at: int) -> bool:
    """True where an errand or a command starts, maybe behind its time: "at 6 call dad"."""
    if (timed := sentence.timed_from(at)) is not None:
        at = timed.last + sentence.is_a(timed.last, "to_word")
        return sentence.is_a(at, "errand")
    return sentence.is_a(at, "errand") or sentence.match("remind", at) > 1


def _is_thing(sentence: Sentence, joint: int, start: int) -> bool:
    """True for "dentist monday 3pm, haircut tuesday 5pm": a time before the comma, the next thing behind it.

    Its day may come first: "friday haircut at 5, monday dentist at 3".
    """
    if sentence.timed_until(joint) is None:
        return False
    timed = sentence.timed_from(start)
    return timed is None or (timed.phrase.is_period and _goes_on_with_thing(sentence, timed.last))


def _goes_on_with_thing(sentence: Sentence, at: int) -> bool:
    is_word = at < sentence.last and sentence.words[at].isalpha() and not sentence.is_a(at, "function")
    return is_word and any(one.first > at for one in sentence.timed)


def _read_parts(sentence: Sentence, joints: list[tuple[int, int]]) -> Reading | None:
    """Each part on its own; parts without a time of their own stay with the one before ("buy milk and bread at 5")."""
    edges, are_errands = [(sentence.first, sentence.first)], True
    for joint, start in joints:
        has_time_before = any(edges[-1][1] <= one.first and one.last <= joint for one in sentence.timed)
        has_time_behind = any(one.first >= start for one in sentence.timed)
        if has_time_before and has_time_behind:
            edges.append((joint, start))
            are_errands = are_errands and _is_errand(sentence, start)
    if len(edges) == 1 or len(edges) > _MOST_TASKS:
        return None
    ends = [joint for joint, _ in edges[1:]] + [sentence.last]
    if not are_errands and not all(
        _has_one_time(sentence, start, end) for (_, start), end in zip(edges, ends, strict=True)
    ):
        return None
    answers = [
        _read_one(sentence.slice(start, end), sentence.context) for (_, start), end in zip(edges, ends, strict=True)
    ]
    joined = _joined(sentence, on_the_same_day(answers))
    return joined if joined is None or are_errands or _are_alike(sentence, joined) else None


def _has_one_time(sentence: Sentence, start: int, end: int) -> bool:
    """True where one time stands between ``start`` and ``end``, at the very end; its day may come first."""
    times = [one for one in sentence.timed if start <= one.first and one.last <= end]
    if len(times) > 1 and times[0].first == start and times[0].phrase.is_period:
        times = times[1:]
    return bool(times) and times[-1].last == end and all(one.last == two.first for one, two in pairwise(times))


def _are_alike(sentence: Sentence, answer: Reading) -> bool:
    """True where all have a clock time or none has: else the "and" joins something else ("about friday and ...")."""
    tasks = answer.command.tasks if isinstance(answer.command, Create) else ()
    moments = [task.moment for task in tasks]
    if any(task.message.lower() in sentence.book.classes["other_one"] for task in tasks):
        return False  # "and another for 7am"
    first = moments[0]
    return first is not None and all(
        one is not None and one.has_clock == first.has_clock and one.has_date == first.has_date for one in moments
    )


def on_the_same_day(answers: list[Reading | None]) -> list[Reading | None]:
    """ "call mom tomorrow at 5 and pay rent at 6": the day said first counts until another one is said."""
    day, last = None, time()
    placed: list[Reading | None] = []
    for answer in answers:
        tasks = answer.command.tasks if answer is not None and isinstance(answer.command, Create) else ()
        moment = tasks[0].moment if len(tasks) == 1 else None
        if answer is not None and moment is not None and day is not None and _is_clock_alone(moment):
            wall = datetime.combine(day, _clock_behind(moment, last))
            moved = replace(moment, at=moment_of(wall, moment.at.tzinfo or UTC)[0], has_date=True, assumptions=())
            answer = replace(answer, command=Create(tasks=(replace(tasks[0], moment=moved),)))  # noqa: PLW2901
            last = moved.at.time()
        elif moment is not None:
            day = moment.at.date() if moment.has_date and not moment.is_delay else None
            last = moment.at.time()
        placed.append(answer)
    return placed


def _clock_behind(moment: Moment, last: time) -> time:
    """The clock time of ``moment``; where am or pm is not said, the one that comes sooner behind ``last``.

    An hour of the night counts only shortly behind ``last``: of "pickup at 1:15 and the syrup at 1" both are in the
    afternoon.
    """
    clock = moment.at.time()
    if Assumption.MERIDIEM not in moment.assumptions:
        return clock
    other = clock.replace(hour=(clock.hour + 12) % 24)
    start = 60 * last.hour + last.minute
    ahead = {one: (60 * one.hour + one.minute - start) % (24 * 60) for one in (clock, other)}
    awake = [one for one in ahead if is_waking_hour(one.hour) or ahead[one] <= _SHORTLY_MINUTES]
    return min(awake or ahead, key=ahead.__getitem__)


def _is_clock_alone(moment: Moment) -> bool:
    return moment.has_clock and not moment.has_date and not moment.is_delay and moment.zone_named is None


def _read_one(text: str, context: Context) -> Reading | None:
    part = make_sentence(text, context)
    if not part.tokens:
        return None
    answer = read_creation(part) or read_bare_creation(part)
    return answer if answer is not None and isinstance(answer.command, Create) else None


def _joined(sentence: Sentence, answers: list[Reading | None]) -> Reading | None:
    tasks: list[Task] = []
    traces: list[Trace] = []
    whys = []
    for answer in answers:
        if answer is None or not isinstance(answer.command, Create) or not answer.command.tasks[0].message:
            return None
        tasks += answer.command.tasks
        traces += answer.traces
        whys.append(answer.why)
    if len(tasks) < 2 or not _are_things_of_their_own(sentence, tasks):
        return None
    return Reading(Create(tasks=tuple(tasks)), "; ".join(whys), tuple(traces))


def _are_things_of_their_own(sentence: Sentence, tasks: list[Task]) -> bool:
    """False for "in court by 8, alarm at 7": the alarm is for what was said first."""
    names = sentence.book.classes["container"]
    if any(task.message.lower() in sentence.book.classes["last"] for task in tasks):
        return False  # "the game is on sunday, remind me about it on saturday"
    return tasks[0].message.lower() in names or all(task.message.lower() not in names for task in tasks)
