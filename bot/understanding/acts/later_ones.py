"""A further time that counts from the one before it, or that is for when the first one is missed.

"wake me in 8 hours and again 15 min later", "start the seeds in 3 weeks, then transplant 6 weeks after that",
"refill it in 25 days and every 30 days after that", "call mom tomorrow and every sunday",
"call at 8 and if I don't get through again at 8:30".
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.understanding.acts.unused import ReadWords
from bot.understanding.command import Assumption, Create, Moment, Reading, Repeat, Task, Unknown
from bot.understanding.intents.several import on_the_same_day
from bot.understanding.languages.en.clauses import AFTER_IT, AGAIN, BETWEEN, EVERY, IN_CASE
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import Date
from bot.understanding.times.resolve import resolve
from bot.understanding.times.wall_time import moment_of

_FEWEST_TIMES = 2
_MOST_BEFORE = 6  # tokens between the joint and the later time: "then transplant"
_DAY_SECONDS = 86_400
_BY_DAYS = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")


def with_later_ones(sentence: Sentence, whole: Reading, read: ReadWords) -> Reading:
    """``whole``, or the reading of what comes before the later time, and of the later time from there."""
    if not isinstance(whole.command, Create | Unknown) or len(sentence.timed) < _FEWEST_TIMES:
        return whole
    for one in sentence.timed[1:]:
        found = (
            _once_and_then(sentence, one, read) or _from_before(sentence, one, read) or _if_missed(sentence, one, read)
        )
        if found is not None:
            return found
    return whole


def _from_before(sentence: Sentence, one: TimeMention, read: ReadWords) -> Reading | None:
    behind = sentence.words[one.last : sentence.last]
    is_after = " ".join(behind).startswith(AFTER_IT) or sentence.words[one.last - 1] in ("later", "that")
    joint = _joint_before(sentence, one.first)
    if joint is None or (behind and not is_after) or not (is_after or one.phrase.is_repeat):
        return None
    said = [at for at in range(joint, one.first) if sentence.words[at] not in BETWEEN and sentence.words[at].isalpha()]
    if one.phrase.is_repeat and (said or sentence.words[joint] == ","):
        return None
    base = read(sentence.slice(sentence.first, joint), sentence.context)
    task = _only_task(base)
    if task is None or task.moment is None:
        return None
    thing = sentence.slice(said[0], one.first).strip(" ,") if said else task.message
    if one.phrase.is_repeat:
        repeat = resolve(one.phrase, sentence.context).repeat
        is_series = repeat is not None and (task.moment.is_delay or (is_after and repeat.rrule.startswith(_BY_DAYS)))
        tasks: tuple[Task, ...] = (_series(task, task.moment, repeat),) if repeat is not None and is_series else ()
    else:
        moment = _later(task.moment, one)
        tasks = (task, Task(message=thing, moment=moment)) if moment is not None else ()
    return replace(base, command=Create(tasks)) if tasks else None


def _once_and_then(sentence: Sentence, one: TimeMention, read: ReadWords) -> Reading | None:
    """ "call mom tomorrow and every sunday at 8": once that day, and the series, at the hour that one of them says."""
    joint = _joint_before(sentence, one.first)
    before = sentence.timed_until(joint) if joint is not None else None
    if joint is None or before is None or not one.phrase.is_repeat or before.phrase.is_repeat:
        return None
    if before.phrase.fields.day is None or not BETWEEN.union(",").issuperset(sentence.words[joint : one.first]):
        return None
    if days := _days_of_month(sentence, before, one):
        around = sentence.slice(sentence.first, before.first), sentence.slice(one.last, sentence.last)
        return read(f"{around[0]} every month on {days} {around[1]}", sentence.context)
    behind = " ".join(sentence.words[one.last : sentence.last])
    after_it = behind if behind == "after" else next((words for words in AFTER_IT if behind.startswith(words)), "")
    rest = sentence.slice(one.last + len(after_it.split()), sentence.last)
    base = read(f"{sentence.slice(sentence.first, joint)} {rest}", sentence.context)
    cycle = sentence.slice(one.first, one.last)
    series = read(f"{sentence.slice(sentence.first, before.first)} {cycle} {rest}", sentence.context)
    once, every = _only_task(base), _only_task(series)
    if once is None or every is None or once.moment is None or every.repeat is None or once.message != every.message:
        return None
    if not every.repeat.rrule.startswith(_BY_DAYS) or "BYHOUR" in every.repeat.rrule:
        return None
    moment, repeat = _at_one_hour(once.moment, every.repeat, sentence, before)
    if moment.at <= sentence.context.now:
        return None
    has_own_hour = one.phrase.fields.part is not None or moment.at.hour != repeat.first.hour
    if "BY" not in repeat.rrule and not (repeat.has_clock and has_own_hour):  # "today and every 3 days"
        return replace(series, command=Create((_series(every, moment, repeat),)))
    tasks = (replace(once, moment=moment), replace(every, repeat=repeat))
    return replace(series, command=Create(tasks[moment.at == repeat.first :]))


def _days_of_month(sentence: Sentence, before: TimeMention, one: TimeMention) -> str:
    """ "10 and 25" of "on 10 and 25 of each month": both are days of the series; "" for anything else."""
    day, cycle = before.phrase.fields.day, one.phrase.fields.recurrence
    if not isinstance(day, Date) or day.month is not None or cycle is None or cycle.frequency != "MONTHLY":
        return ""
    is_listed = bool(cycle.month_days) and not one.phrase.fields.clocks and sentence.words[one.first] not in EVERY
    return " and ".join(map(str, (day.day, *cycle.month_days))) if is_listed else ""


def _at_one_hour(moment: Moment, repeat: Repeat, sentence: Sentence, day: TimeMention) -> tuple[Moment, Repeat]:
    """The day and the series, that one of them without an hour at the hour of the other."""
    if moment.has_clock == repeat.has_clock or day.phrase.fields.part is not None:
        return moment, repeat
    if moment.has_clock:
        return moment, replace(repeat, first=_at_hour_of(repeat.first, moment.at), has_clock=True, assumptions=())
    at = _at_hour_of(moment.at, repeat.first)
    if at <= sentence.context.now and Assumption.MERIDIEM in repeat.assumptions:
        later = timedelta(hours=12)  # "today and every sunday at 8", said at 9
        at, repeat = at + later, replace(repeat, first=repeat.first + later)
    return replace(moment, at=at, has_clock=True, assumptions=repeat.assumptions), repeat


def _at_hour_of(at: datetime, hour: datetime) -> datetime:
    wall = at.replace(hour=hour.hour, minute=hour.minute, tzinfo=None)
    return moment_of(wall, at.tzinfo)[0] if at.tzinfo is not None else wall


def _only_task(reading: Reading) -> Task | None:
    command = reading.command
    return command.tasks[0] if isinstance(command, Create) and len(command.tasks) == 1 and not reading.acts else None


def _joint_before(sentence: Sentence, at: int) -> int | None:
    """Where "and", "then" or a comma before token ``at`` starts."""
    for place in range(at - 1, max(sentence.first, at - _MOST_BEFORE), -1):
        if sentence.words[place] in BETWEEN or sentence.words[place] == ",":
            while sentence.words[place - 1] in BETWEEN or sentence.words[place - 1] == ",":
                place -= 1  # noqa: PLW2901 - ", and then"
            return place
    return None


def _series(task: Task, first: Moment, repeat: Repeat) -> Task:
    return replace(task, moment=None, repeat=replace(repeat, first=first.at, has_clock=first.has_clock, assumptions=()))


def _later(moment: Moment, one: TimeMention) -> Moment | None:
    fields = one.phrase.fields
    length = fields.delay or fields.shift
    if length is None or fields.day is not None or fields.clocks:
        return None
    seconds = (30 * length.months + length.days) * _DAY_SECONDS + length.seconds
    if seconds <= 0:
        return None  # "an hour before that"
    if seconds < _DAY_SECONDS or moment.at.tzinfo is None:
        return replace(moment, at=moment.at + timedelta(seconds=seconds), has_clock=True)
    wall = moment.at.replace(tzinfo=None) + timedelta(seconds=seconds)
    return replace(moment, at=moment_of(wall, moment.at.tzinfo)[0], has_date=True, is_delay=False)


def _if_missed(sentence: Sentence, one: TimeMention, read: ReadWords) -> Reading | None:
    """ "..., and if I forget remind me again at 8:30": the same thing at that time, too."""
    joint = next((at for at in range(one.first - 1, sentence.first, -1) if sentence.words[at] in IN_CASE), None)
    if joint is None or one.last < sentence.last or AGAIN.isdisjoint(sentence.words[joint : one.first]):
        return None
    before = sentence.before_marks(joint)
    while before > sentence.first and sentence.words[before - 1] in BETWEEN:
        before = sentence.before_marks(before - 1)
    base = read(sentence.slice(sentence.first, before), sentence.context)
    task = _only_task(base)
    again = read(f"remind me {sentence.slice(one.first, one.last)} to {task.message}" if task else "", sentence.context)
    if task is None or _only_task(again) is None:
        return None
    placed = on_the_same_day([base, again])
    tasks = tuple(found for reading in placed if reading is not None and (found := _only_task(reading)) is not None)
    return replace(base, command=Create(tuple(replace(each, message=task.message) for each in tasks)))
