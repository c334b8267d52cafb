"""Several reminders in one sentence, of which the later ones leave out what the first one said.

"pick up Ellie at 2:50 every school day and the boys at 3:30": the boys are picked up, too, and every school day.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise

from bot.domain.recurrence import Frequency, Recurrence
from bot.understanding.command import Assumption, Create, Moment, Reading, Repeat, Task, Trace
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.heads import read_head
from bot.understanding.languages.en.acts import BORROWING, JOINERS, PARTICLES_OF_VERBS
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import Date
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve
from bot.understanding.times.wall_time import moment_of

_MOST = 6
_MOST_BORROWING_WORDS = 5


def with_what_is_left_out(sentence: Sentence, whole: Reading) -> Reading:
    """``whole``, or the reminders that it runs together, each with its own words and the repeat said first."""
    command = whole.command
    if not isinstance(command, Create) or len(sentence.timed) < 2:
        return whole
    messages = {task.message for task in command.tasks}
    if 1 < len(command.tasks) == len(messages):
        return replace(whole, command=Create(tasks=completed(command.tasks, sentence)))
    found = _split(sentence) if any(task.repeat for task in command.tasks) else None
    return whole if found is None else found


def _split(sentence: Sentence) -> Reading | None:
    edges = [(sentence.first, sentence.first), *_joints(sentence)]
    if not 1 < len(edges) <= _MOST:
        return None
    ends = [joint for joint, _ in edges[1:]] + [sentence.last]
    spans = [(start, end) for (_, start), end in zip(edges, ends, strict=True)]
    times_alone = {span: repeat for span in spans[1:] if (repeat := _repeat_alone(sentence, *span)) is not None}
    if not all(span in times_alone or _has_one_time(sentence, *span) for span in spans):
        return None
    readings = [_read(sentence, *span) for span in spans if span not in times_alone]
    tasks: list[Task] = []
    traces: list[Trace] = []
    for reading in readings:
        if reading is None or not isinstance(reading.command, Create) or len(reading.command.tasks) > 1:
            return None
        tasks += reading.command.tasks
        traces += reading.traces
    if not all(_is_own(task, sentence) for task in tasks) or len({task.message for task in tasks}) < len(tasks):
        return None
    if times_alone and not (len(tasks) == 1 and tasks[0].repeat is not None):
        return None
    tasks += [Task(message=tasks[0].message, repeat=repeat) for repeat in times_alone.values()]
    why = "; ".join(reading.why for reading in readings if reading is not None)
    return Reading(Create(tasks=completed(tuple(tasks), sentence)), why, tuple(traces))


def _joints(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a joiner stands between two reminders, and where the one behind it starts: times are on both sides."""
    last_start = sentence.first
    inside = {at for one in sentence.timed for at in range(one.first + 1, one.last)}
    for at in range(sentence.first + 1, sentence.last):
        if at in inside or (sentence.words[at] not in JOINERS and sentence.words[at] != ","):
            continue
        start = at
        while start < sentence.last and (sentence.words[start] in JOINERS or sentence.words[start] == ","):
            start += 1
        has_before = any(last_start <= one.first and one.last <= at for one in sentence.timed)
        if start > last_start and has_before and any(one.first >= start for one in sentence.timed):
            yield at, start
            last_start = start


def _has_one_time(sentence: Sentence, start: int, end: int) -> bool:
    """Whether one time stands between ``start`` and ``end``, before the words of the reminder or behind them."""
    if start == sentence.first and (head := read_head(sentence, start)) is not None:
        start = head.last
    times = [one for one in sentence.timed if start <= one.first and one.last <= end]
    is_edge = bool(times) and (times[0].first == start or times[-1].last == end)
    is_together = all(one.last == other.first for one, other in pairwise(times))
    return is_edge and is_together and times[-1].last - times[0].first < end - start


def _repeat_alone(sentence: Sentence, start: int, end: int) -> Repeat | None:
    """The "weekends 8:30" of "every weekday 6:45 wake up, weekends 8:30": another time of the same reminder."""
    phrase = read_phrase(sentence.slice(start, end), sentence.context)
    if phrase is None or not phrase.is_repeat or not phrase.fields.clocks:
        return None
    return resolve(phrase, sentence.context).repeat


def _read(sentence: Sentence, start: int, end: int) -> Reading | None:
    part = make_sentence(sentence.slice(start, end), sentence.context)
    return read_creation(part) or read_bare_creation(part) if part.tokens else None


def _is_own(task: Task, sentence: Sentence) -> bool:
    classes, said = sentence.book.classes, task.message.lower()
    is_pointing = any(said in classes[kind] for kind in ("other_one", "last", "container"))
    return any(map(str.isalpha, said)) and not is_pointing and (task.moment is not None or task.repeat is not None)


def completed(tasks: tuple[Task, ...], sentence: Sentence) -> tuple[Task, ...]:
    """The tasks, the later ones with the verb and the repeat that only the first one said."""
    first, *others = _with_shared_repeat(tasks, sentence)
    verb = _verb_of(first.message, sentence)
    days = {day.day for one in sentence.timed if isinstance(day := one.phrase.fields.day, Date) and day.month is None}
    others = [_with_verb(task, verb, sentence) for task in others]
    return (first, *(_with_repeat(_on_day_of_month(task, first.repeat, days), first.repeat) for task in others))


def _on_day_of_month(task: Task, repeat: Repeat | None, days: set[int]) -> Task:
    """ "every month on the first pay rent and on the 15th pay the car": monthly, too."""
    moment = task.moment
    if repeat is None or moment is None or moment.is_delay or moment.at.day not in days:
        return task
    rule = Recurrence.parse(repeat.rrule)
    if rule.frequency is not Frequency.MONTHLY or not rule.month_days or not moment.has_date:
        return task
    own = replace(rule, month_days=(moment.at.day,))
    return replace(
        task,
        moment=None,
        repeat=Repeat(rrule=str(own), first=moment.at, has_clock=moment.has_clock, assumptions=moment.assumptions),
    )


def _with_shared_repeat(tasks: tuple[Task, ...], sentence: Sentence) -> tuple[Task, ...]:
    """ "off at 8pm and on at 6am, every day", "rent on the 1st and gas on the 15th of each month": of all of them."""
    repeat, timed = tasks[-1].repeat, sentence.timed[-1]
    if repeat is None or timed.last < sentence.last or any(task.repeat for task in tasks[:-1]):
        return tasks
    rule = Recurrence.parse(repeat.rrule)
    is_apart = sentence.words[timed.first - 1] == "," or _repeats_all(tasks[-1], timed, sentence)
    is_daily = rule.frequency is Frequency.DAILY and is_apart
    is_monthly = rule.frequency is Frequency.MONTHLY and len(rule.month_days) == 1
    is_monthly = is_monthly and sentence.words[sentence.last - 3] == "of"
    if not (is_daily or is_monthly):
        return tasks
    return (*(_repeated(task, rule, is_dated=is_monthly) for task in tasks[:-1]), tasks[-1])


def _repeats_all(last: Task, timed: TimeMention, sentence: Sentence) -> bool:
    """ "open at 7, close at 8 every day", not "call the bank at 3 and take the pill at 9 every day"."""
    ends = (read_phrase(sentence.slice(at, timed.last), sentence.context) for at in range(timed.last - 2, timed.last))
    if not any(end is not None and end.is_repeat and not end.fields.clocks for end in ends):
        return False
    part = make_sentence(last.message, sentence.context)
    is_errand = bool(part.tokens) and part.is_a(part.first, "errand")
    return not is_errand or sentence.words[sentence.token_at(sentence.text.find(last.message)) - 1] == ","


def _repeated(task: Task, rule: Recurrence, *, is_dated: bool) -> Task:
    moment = task.moment
    if moment is None or moment.is_delay or moment.has_date is not is_dated:
        return task
    days = (moment.at.day,) if is_dated else rule.month_days
    own = replace(rule, month_days=days, hours=(), minutes=())
    repeat = Repeat(rrule=str(own), first=moment.at, has_clock=moment.has_clock, assumptions=moment.assumptions)
    return replace(task, moment=None, repeat=repeat)


def _verb_of(message: str, sentence: Sentence) -> str:
    part = make_sentence(message, sentence.context)
    if not part.tokens or not part.is_a(part.first, "errand"):
        return ""
    end = part.first + 1
    while end < part.last and part.words[end] in PARTICLES_OF_VERBS:
        end += 1
    return part.slice(part.first, end) if end < part.last else ""


def _with_verb(task: Task, verb: str, sentence: Sentence) -> Task:
    part = make_sentence(task.message, sentence.context)
    if not verb or not part.tokens or len(part.tokens) > _MOST_BORROWING_WORDS or part.is_a(part.first, "errand"):
        return task
    is_name = task.message[:1].isupper() and not task.message[:2].isupper()
    is_thing = part.words[part.first] in BORROWING or part.words[part.first].endswith("'s")
    return replace(task, message=f"{verb} {task.message}") if is_name or is_thing else task


def _with_repeat(task: Task, repeat: Repeat | None) -> Task:
    """The task, repeated like the first one if it says a clock time and nothing else."""
    moment = task.moment
    if repeat is None or moment is None or not _is_clock_alone(moment):
        return task
    rule = Recurrence.parse(repeat.rrule)
    if rule.is_below_a_day:
        return task
    wall = datetime.combine(repeat.first.date(), _clock(moment, repeat))
    zone = repeat.first.tzinfo
    if zone is None:
        return task
    at = moment_of(wall, zone)[0]
    own = Repeat(
        rrule=str(replace(rule, hours=(), minutes=())), first=at, has_clock=True, assumptions=moment.assumptions
    )
    return replace(task, moment=None, repeat=own)


def _clock(moment: Moment, repeat: Repeat) -> time:
    """The clock time of ``moment``; where am or pm is not said, the one that comes sooner behind that of ``repeat``."""
    clock = moment.at.time()
    if Assumption.MERIDIEM not in moment.assumptions:
        return clock
    other = clock.replace(hour=(clock.hour + 12) % 24)
    start = 60 * repeat.first.hour + repeat.first.minute
    return min((clock, other), key=lambda one: (60 * one.hour + one.minute - start) % (24 * 60))


def _is_clock_alone(moment: Moment) -> bool:
    return moment.has_clock and not moment.has_date and not moment.is_delay and moment.zone_named is None
