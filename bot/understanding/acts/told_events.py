"""An event that a text tells of, and the times at which it asks to be reminded of it.

"Eye doctor tuesday at 10:30, I must be ready by 9:45, remind me then"; "money due thursday, remind me the night before
and thursday morning at 7"; "post every tuesday by 11pm, remind me at 9".
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.recurrence import Recurrence
from bot.understanding.acts.clauses import Clause, clauses_of
from bot.understanding.acts.unused import ReadWords, asks_bot, is_asked_of_bot, says_what
from bot.understanding.command import AskTime, Assumption, Create, Reading, Task, Unknown
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import find_heads_ups
from bot.understanding.languages.en.clauses import ALSO, BETWEEN, LEAVING
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.first_occurrence import first_after
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.reference_time import reference_time_in
from bot.understanding.times.resolve import resolve
from bot.understanding.times.times_of_day import TimeOfDay, times_of_clock
from bot.understanding.times.wall_time import moment_of

_FEWEST = 2
_DAY_MINUTES = 24 * 60


def with_times_of_event(sentence: Sentence, whole: Reading, read: ReadWords) -> Reading:
    """``whole``, or the reading in which each time of the request counts from the event."""
    if not sentence.timed or not isinstance(whole.command, Create | AskTime | Unknown):
        return whole
    if len([one for one in sentence.timed if not one.phrase.is_latent]) < _FEWEST:
        return _with_event_itself(sentence, whole, read)
    clauses = clauses_of(sentence)
    asked = next((at for at, one in enumerate(clauses) if at and asks_bot(sentence, one.first, one.last)), None)
    if asked is None:
        return whole
    found = (
        _then(sentence, clauses, asked, read)
        or _before_each_time(sentence, clauses, asked, read)
        or _on_its_day(sentence, clauses, asked, read)
    )
    if found is None and (isinstance(whole.command, AskTime | Unknown) or _differ(sentence, clauses[asked:])):
        found = _at_several_times(sentence, clauses, asked, read)
    return found or whole


def _with_event_itself(sentence: Sentence, whole: Reading, read: ReadWords) -> Reading:
    """ "pickup tomorrow 1:15 and also remind me to grab the syrup": "also" says that the event is to be set, too."""
    also = next((at for at in range(sentence.first + 1, sentence.last) if sentence.words[at] in ALSO), sentence.last)
    command = whole.command
    if also == sentence.last or not isinstance(command, Create) or len(command.tasks) > 1 or command.tasks[0].leads:
        return whole
    start = also
    while start > sentence.first and (sentence.words[start - 1] in BETWEEN or sentence.words[start - 1] in ",.;"):
        start -= 1
    behind = sentence.skip_marks(also + 1)
    is_request = asks_bot(sentence, behind, sentence.last) and says_what(sentence, behind, sentence.last)
    if not is_request or sentence.timed[0].last > start or asks_bot(sentence, sentence.first, start):
        return whole
    last = sentence.timed[-1]
    is_at_end = last.last == sentence.last and sentence.words[last.first - 1] == ","
    if last.phrase.is_latent and last.phrase.is_clock and is_at_end:
        hour = f"at {sentence.slice(last.first, last.last)}"  # "... grab the syrup on the way, 1"
        return read(f"{sentence.slice(sentence.first, last.first - 1)} {hour}", sentence.context)
    event = read(sentence.slice(sentence.first, start), sentence.context).command
    if not isinstance(event, Create) or event.tasks[0].message == command.tasks[0].message:
        return whole
    return replace(whole, command=Create((*event.tasks, *command.tasks)))


def _differ(sentence: Sentence, clauses: tuple[Clause, ...]) -> bool:
    """Whether one time counts from the event and another is an hour: "at 10:30 and the night before"."""
    heads_ups = find_heads_ups(sentence)
    if heads_ups is None or len(clauses) < _FEWEST:
        return False
    apart = [one for one in clauses if not heads_ups.first <= one.first < heads_ups.last]
    hours = [time for one in apart for time in _times(sentence, one.first, one.last) if time.phrase.is_clock]
    return bool(hours) and hours[0].first < heads_ups.first


def _then(sentence: Sentence, clauses: tuple[Clause, ...], asked: int, read: ReadWords) -> Reading | None:
    """ "... I must be ready by 9:45. Remind me then": at that hour, on the day of what was said before it."""
    then = next((at for at in range(clauses[asked].first, clauses[asked].last) if sentence.words[at] == "then"), None)
    hours = [one for one in _times(sentence, clauses[0].first, clauses[asked].first) if one.phrase.is_clock]
    if then is None or not hours or says_what(sentence, clauses[asked].first, then):
        return None
    event = next((one for one in clauses[:asked] if _dated(sentence, one)), None)
    if event is None or event.last > hours[-1].first:
        return None
    clock = sentence.slice(hours[-1].first, hours[-1].last).split()
    hour = " ".join(clock[1:] if len(clock) > 1 and not clock[0][0].isdigit() and clock[0] in _LEADS else clock)
    head = sentence.slice(clauses[asked].first, then)
    rest = sentence.slice(then + 1, sentence.last) if then + 1 < sentence.last else ""
    reading = read_event_text(f"{_words(sentence, event)}, {head} at {hour} {rest}".strip(), sentence, read)
    return reading if isinstance(reading.command, Create) else None


_LEADS = frozenset(("at", "by", "before", "around", "about", "till", "until"))


def read_event_text(text: str, sentence: Sentence, read: ReadWords) -> Reading:
    """The reading of an event and the request for it, which may ask for several times."""
    reading = read(text, sentence.context)
    return with_times_of_event(make_sentence(text, sentence.context), reading, read)


def _dated(sentence: Sentence, clause: Clause) -> bool:
    return any(
        one.phrase.fields.day is not None or one.phrase.is_repeat for one in _times(sentence, clause.first, clause.last)
    )


def _words(sentence: Sentence, clause: Clause) -> str:
    return sentence.slice(clause.first, clause.last)


def _times(sentence: Sentence, first: int, last: int) -> Iterator[TimeMention]:
    return (one for one in sentence.timed if first <= one.first and one.last <= last and not one.phrase.is_latent)


def _before_each_time(sentence: Sentence, clauses: tuple[Clause, ...], asked: int, read: ReadWords) -> Reading | None:
    """ "post every tuesday by 11pm, remind me at 9": each tuesday at 9 PM, which is the 9 before it."""
    if asked + 1 < len(clauses) or says_what(sentence, clauses[asked].first, clauses[asked].last):
        return None
    before = [one.phrase.is_repeat for one in _times(sentence, sentence.first, clauses[asked].first)]
    behind = list(_times(sentence, clauses[asked].first, sentence.last))
    if not any(before) or len(behind) != 1 or not behind[0].phrase.is_clock or len(behind[0].phrase.fields.clocks) != 1:
        return None
    reading = read(sentence.slice(sentence.first, clauses[asked - 1].last), sentence.context)
    if not isinstance(reading.command, Create):
        reading = read(f"remind me {sentence.slice(sentence.first, clauses[asked - 1].last)}", sentence.context)
    command = reading.command
    task = command.tasks[0] if isinstance(command, Create) and len(command.tasks) == 1 else None
    if task is None or task.repeat is None or not task.repeat.has_clock or "BYHOUR" in task.repeat.rrule:
        return None
    is_waking = any(sentence.match("wake", at) for at in range(clauses[asked].first, clauses[asked].last))
    return replace(reading, command=Create((_earlier(task, behind[0].phrase, sentence.context, is_waking=is_waking),)))


def _earlier(task: Task, at: TimePhrase, context: Context, *, is_waking: bool) -> Task:
    """The series at the hour of ``at`` that comes before its own, which the message then says."""
    repeat = task.repeat
    if repeat is None:
        return task
    start = repeat.first
    if is_waking and Assumption.MERIDIEM in repeat.assumptions:
        start = start.replace(hour=start.hour % 12)  # "I start at 6, wake me at 4:45"
    own = 60 * start.hour + start.minute
    options = [one.at for one in times_of_clock(at.fields.clocks[0], at.fields.part)]
    hour = min(options, key=lambda one: (own - 60 * one.hour - one.minute) % _DAY_MINUTES)
    opening = start.replace(hour=hour.hour, minute=hour.minute, tzinfo=None)
    place = reference_time_in(start.tzinfo or context.zone, context, None)
    wall = first_after(Recurrence.parse(repeat.rrule), opening, place) or opening
    first = moment_of(wall, place.zone)[0]
    message = " ".join(task.message.split()[:-1]) if task.message.endswith((" at", " by")) else task.message
    said = f"{start.hour % 12 or 12}:{start:%M} {'AM' if start.hour < 12 else 'PM'}"
    return replace(task, message=f"{message} at {said}", repeat=replace(repeat, first=first, assumptions=()))


def _on_its_day(sentence: Sentence, clauses: tuple[Clause, ...], asked: int, read: ReadWords) -> Reading | None:
    """ "in Dallas by 4 on friday so remind me to leave at 11": that friday, at the 11 before it."""
    events = list(_times(sentence, sentence.first, clauses[asked].first))
    behind = list(_times(sentence, clauses[asked].first, sentence.last))
    is_dated = len(events) == 1 and bool(events[0].phrase.fields.clocks) and events[0].phrase.fields.day is not None
    if not is_dated or len(behind) != 1 or not behind[0].phrase.is_clock or asked + 1 < len(clauses):
        return None
    if LEAVING.isdisjoint(sentence.words[clauses[asked].first : clauses[asked].last]):
        return None  # "exam tomorrow at 9, remind me at 6 to study"
    event = resolve(events[0].phrase, sentence.context).moment
    reading = read(_words(sentence, clauses[asked]), sentence.context)
    command = reading.command
    if event is None or not isinstance(command, Create) or len(command.tasks) != 1 or not command.tasks[0].moment:
        return None
    options = [event.at.replace(hour=one.at.hour, minute=one.at.minute) for one in _hours(behind[0].phrase)]
    ahead = [at for at in options if sentence.context.now < at <= event.at]
    if not ahead:
        return None
    moment = replace(command.tasks[0].moment, at=max(ahead), has_date=True, assumptions=())
    return replace(reading, command=Create((replace(command.tasks[0], moment=moment),)))


def _hours(phrase: TimePhrase) -> tuple[TimeOfDay, ...]:
    return times_of_clock(phrase.fields.clocks[0], phrase.fields.part)


def _at_several_times(sentence: Sentence, clauses: tuple[Clause, ...], asked: int, read: ReadWords) -> Reading | None:
    """ "..., remind me the night before and thursday morning at 7": a reminder at each, where they differ in kind."""
    behind = clauses[asked:]
    if len(behind) < _FEWEST or any(says_what(sentence, one.first, one.last) for one in behind):
        return None
    event = sentence.slice(sentence.first, clauses[asked - 1].last)
    tasks: list[Task] = []
    whys: list[str] = []
    for one in behind:
        lead = "" if is_asked_of_bot(sentence, one.first) else "remind me "
        reading = read(f"{event}, {lead}{_words(sentence, one)}", sentence.context)
        if not isinstance(reading.command, Create) or reading.acts:
            return None
        tasks += reading.command.tasks
        whys.append(reading.why)
    return Reading(Create(tuple(tasks)), "; ".join(whys))
