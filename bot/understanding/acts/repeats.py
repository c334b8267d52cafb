"""What a sentence adds to a repeat that another part of the text names: a lead, or days that it leaves out.

"standup every weekday at 9:30, ping me 5 min before" and "every day at 9pm except sunday".
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.recurrence import Frequency, Recurrence
from bot.understanding.command import Create, Reading, Repeat, Task, Unknown
from bot.understanding.context import Context
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.first_occurrence import first_after
from bot.understanding.times.reference_time import reference_time_in
from bot.understanding.times.resolve import resolve
from bot.understanding.times.wall_time import moment_of

ReadWords = Callable[[str, Context], Reading]
Change = Callable[[Repeat], Repeat | None]

_LEAD = re.compile(
    r"(?<![\s,.;])[\s,.;]*(?:and |so |please )?"
    r"(?:remind|ping|nudge|text|alert|tell|notify|buzz|message|warn) me (?:about it )?"
    r"(?P<length>(?:\d+|a|an|one|two|half an|three|five|ten|fifteen|twenty|thirty|forty[- ]five)"
    r"[ -]?(?:min|mins|minutes?|hrs?|hours?))(?: each time| every time)? "
    r"(?:before|prior|beforehand|ahead|early|earlier)"
    r"(?: that| it| then| each time| every time| each one)?[\s.!]*$",
    re.IGNORECASE,
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|weekends?|weekdays?)"
# The days are taken at once (``*+``) and a run of blanks is tried once: a text that almost matches took hours before.
_EXCEPT = re.compile(
    r"(?<![\s,])[\s,]*(?:,|\b)(?:(?:ex|')?cept(?: for)?|but not?|not|excluding|minus)(?: on)? (?:the )?"
    rf"(?P<days>{_DAY}(?:[\s,&]+(?:(?:and|or)\b[\s,&]*)?{_DAY})*+)[\s,.!]*$",
    re.IGNORECASE,
)


def with_additions(sentence: Sentence, whole: Reading, read: ReadWords) -> Reading:
    """``whole``, or the reading without the end of the text that changes its repeat, changed by it."""
    text, context = sentence.text, sentence.context
    if not isinstance(whole.command, Create | Unknown) or not any(one.phrase.is_repeat for one in sentence.timed):
        return whole
    lead, rest = _LEAD.search(text), _EXCEPT.search(text)
    if lead is not None and lead.start() > 0:
        length = lead["length"]
        return _changed(read(text[: lead.start()], context), lambda one: _earlier(one, length, context), whole)
    if rest is not None and rest.start() > 0:
        days = rest["days"]
        return _changed(read(text[: rest.start()], context), lambda one: _without(one, days, context), whole)
    return whole


def _changed(reading: Reading, change: Change, whole: Reading) -> Reading:
    """``reading`` with each of its repeats changed; ``whole`` where that is not possible."""
    if not isinstance(reading.command, Create):
        return whole
    tasks: list[Task] = []
    for task in reading.command.tasks:
        repeat = change(task.repeat) if task.repeat is not None else None
        if repeat is None:
            return whole
        tasks.append(replace(task, repeat=repeat))
    return replace(reading, command=Create(tasks=tuple(tasks)))


def _earlier(repeat: Repeat, length: str, context: Context) -> Repeat | None:
    """The repeat, earlier by ``length``; None where that is another day, or not at one time of the day."""
    phrase = read_phrase(f"in {length}", context)
    rule = Recurrence.parse(repeat.rrule)
    seconds = phrase.delay_seconds if phrase is not None and phrase.is_delay else None
    if not seconds or not repeat.has_clock or rule.is_below_a_day or rule.daily_hours:
        return None
    first = repeat.first.replace(tzinfo=None)
    minutes = 60 * first.hour + first.minute - seconds // 60
    if minutes < 0:
        return None
    opening = first.replace(hour=minutes // 60, minute=minutes % 60)
    place = reference_time_in(repeat.first.tzinfo or context.zone, context, None)
    wall = first_after(rule, opening, place)
    return replace(repeat, first=moment_of(wall, place.zone)[0]) if wall is not None else None


def _without(repeat: Repeat, days: str, context: Context) -> Repeat | None:
    """The repeat on its other days of the week."""
    phrase = read_phrase(f"every {days}", context)
    excluded = resolve(phrase, context).repeat if phrase is not None else None
    rule = Recurrence.parse(repeat.rrule)
    is_spaced = rule.interval != 1 and not rule.is_below_a_day
    if excluded is None or is_spaced or rule.months or rule.month_days or rule.set_positions:
        return None
    left_out = {day for _, day in Recurrence.parse(excluded.rrule).weekdays}
    is_daily = rule.frequency is Frequency.DAILY or rule.is_below_a_day
    own = range(7) if is_daily and not rule.weekdays else [day for _, day in rule.weekdays]
    rest = tuple((0, day) for day in own if day not in left_out)
    if not (is_daily or rule.frequency is Frequency.WEEKLY) or not rest or not left_out:
        return None
    changed = replace(rule, frequency=rule.frequency if rule.is_below_a_day else Frequency.WEEKLY, weekdays=rest)
    start = repeat.first
    while start.weekday() not in {day for _, day in rest}:
        start = _next_day(start)
    return replace(repeat, rrule=str(changed), first=start)


def _next_day(at: datetime) -> datetime:
    """The same clock time on the next day."""
    wall = at.replace(tzinfo=None) + timedelta(days=1)
    return moment_of(wall, at.tzinfo)[0] if at.tzinfo is not None else wall
