"""Times that are counted from a reminder spoken of before: "that day", "an hour before", "at the same time".

The words are replaced by the date or time that they mean, and the text is then read as usual.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.understanding.command import AskTime, Create, Edit, Moment, Reading, Repeat, Target, Task, Unknown
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import HeadsUps, find_heads_ups
from bot.understanding.heads_ups import read_added
from bot.understanding.hints import times_of
from bot.understanding.languages.en.anchors import (
    ABOUT_THAT,
    AMBIGUOUS,
    AS_WELL,
    AT_THEN,
    BEFORE,
    CHANGING,
    DAY_BEFORE,
    EARLIER,
    MORE_TIMES,
    MORE_WORDS,
    MORNING_OF,
    NOTHING_ELSE,
    ONE_MORE,
    PURPOSE,
    SAME_TIME,
    THAT_DAY,
    THAT_PART,
    THOSE_DAYS,
    WHY,
)
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention

Read = Callable[[str], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A reminder that was spoken of: what it says, when it is due in the person's zone, and its RRULE."""

    message: str
    at: datetime
    rrule: str | None = None


def read_anchored(text: str, anchors: tuple[Anchor, ...], context: Context, read: Read) -> Reading | None:
    """The reading of a text that counts its time from ``anchors``, the last one foremost; None for any other text."""
    if not anchors:
        return None
    if (changed := _changed(text, anchors[-1], read)) is not None:
        return changed
    sentence = make_sentence(WHY.sub("", text), context)
    found = find_heads_ups(sentence)
    if (reading := read_added(sentence) or _ahead_of(sentence, found, anchors[-1])) is not None:
        return reading
    if found is not None and len(found.leads) > 1:
        return None  # those of something that the text names
    if not AMBIGUOUS.search(text):
        return None
    if ABOUT_THAT.search(text) and (about := _about_same(read(text), anchors[-1])) is not None:
        return about
    if (added := AS_WELL.match(text)) is not None and (
        reading := _as_well(added, anchors[-1], context, read)
    ) is not None:
        return reading
    if (more := MORE_TIMES.match(text)) is not None and (reading := _also_at(more["times"], anchors[-1], context)):
        return reading
    if (reading := _counted_from(sentence, anchors[-1])) is not None:
        return reading
    names_day = any(one.phrase.fields.day is not None or one.phrase.is_repeat for one in sentence.timed)
    if names_day and not (ONE_MORE.search(text) or SAME_TIME.search(text)):
        return None
    rewritten = _rewritten(text, anchors, context.now)
    if rewritten == text:
        return None
    reading = read(rewritten)
    return _with_message(reading, anchors[-1])


def _changed(text: str, anchor: Anchor, read: Read) -> Reading | None:
    """ "add: bring the folder", "it's the 19th now, same time": a change of what was spoken of."""
    if (words := MORE_WORDS.match(text)) is not None:
        return Reading(Edit(target=Target(), added=words["words"]), f'It adds to the reminder "{anchor.message}".')
    if not SAME_TIME.search(text):
        return None
    reading = read(SAME_TIME.sub(" ", text))
    command = reading.command
    is_moved = isinstance(command, Edit) and command.moment is not None and not command.moment.has_clock
    return reading if is_moved and not reading.acts else None


def _rewritten(text: str, anchors: tuple[Anchor, ...], now: datetime) -> str:
    at = anchors[-1].at
    text = ONE_MORE.sub(r"remind me \g<lead>", text)
    text = THOSE_DAYS.sub(_days(anchors, now), text)
    text = THAT_PART.sub(lambda found: f"on {_date(at)} {_part(found['part'])}", text)
    text = DAY_BEFORE.sub(lambda found: f"on {_date(at - timedelta(days=1))} {_part(found['part'])}".rstrip(), text)
    text = MORNING_OF.sub(lambda found: f"on {_date(at)} {_part(found['part'])}".rstrip(), text)
    text = THAT_DAY.sub(f"on {_date(at)}", text)
    text = SAME_TIME.sub("" if CHANGING.search(text) else f"at {_clock(at)}", text)
    return AT_THEN.sub(f"at {_clock(at)} on {_date(at)}", text)


def _date(at: datetime) -> str:
    return f"{at:%B} {at.day} {at.year}"


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"


def _part(name: str) -> str:
    return "" if name == "day" else "at night" if name == "night" else f"in the {name}"


def _days(anchors: tuple[Anchor, ...], now: datetime) -> str:
    """The days of several reminders, or of a series by its weekdays."""
    ordered = sorted(anchors, key=lambda one: one.at)
    is_soon = all(timedelta() < one.at - now < timedelta(days=6) for one in ordered)
    days = dict.fromkeys(f"{one.at:%A}" if is_soon else f"{one.at:%B} {one.at.day}" for one in ordered)
    weekdays = re.search(r"BYDAY=([A-Z,]+)", anchors[-1].rrule or "")
    if weekdays and len(anchors) == 1:
        return "every " + " and ".join(_WEEKDAYS[name] for name in weekdays[1].split(","))
    return "on " + " and ".join(days)


_WEEKDAYS = {
    "MO": "monday",
    "TU": "tuesday",
    "WE": "wednesday",
    "TH": "thursday",
    "FR": "friday",
    "SA": "saturday",
    "SU": "sunday",
}


def _counted_from(sentence: Sentence, anchor: Anchor) -> Reading | None:
    """ "also an hour before", "remind me 45 minutes before that": the same reminder so much earlier or later."""
    offsets = [one for one in sentence.timed if _seconds_from(sentence, one)]
    if not offsets or len(offsets) < len(sentence.timed):
        return None
    rest = _rest(sentence, offsets)
    if not NOTHING_ELSE.issuperset(rest) and not _is_of(rest, anchor.message):
        return None
    tasks = [_shifted(anchor, _seconds_from(sentence, one)) for one in offsets]
    found = tuple(task for task in tasks if task is not None)
    ahead = tuple(task for task in found if task.moment is None or task.moment.at > sentence.context.now)
    if not ahead:
        return Reading(AskTime(message=anchor.message, problem="past", part=sentence.text.strip()), "It is past.")
    return Reading(Create(ahead), f'It counts from the reminder "{anchor.message}".')


def _ahead_of(sentence: Sentence, found: HeadsUps | None, anchor: Anchor) -> Reading | None:
    """ "also an hour before", "the night before at 8": further heads-ups for the reminder that was spoken of."""
    if found is None or not EARLIER.isdisjoint(sentence.words[found.first : found.last]):
        return None  # "make it an hour earlier" moves it
    rest = [*sentence.words[: found.first], *sentence.words[found.last :]]
    if not NOTHING_ELSE.issuperset(rest) and not _is_of(rest, anchor.message):
        return None
    return Reading(Edit(target=Target(), leads=found.leads), f'It adds to the reminder "{anchor.message}".')


def _seconds_from(sentence: Sentence, offset: TimeMention) -> int:
    """The seconds of a length before (negative) or after something; 0 for a length from now and all other times."""
    shift = offset.phrase.fields.shift
    if shift is not None:  # "45 minutes before that"
        is_plain = shift.is_clock_only and offset.phrase.fields.day is None and not offset.phrase.fields.clocks
        return shift.seconds if is_plain else 0
    following = sentence.word(offset.last)
    if not offset.phrase.is_delay or not (following in BEFORE or following == "after"):
        return 0
    return (offset.phrase.delay_seconds or 0) * (-1 if following in BEFORE else 1)


def _rest(sentence: Sentence, offsets: list[TimeMention]) -> list[str]:
    taken = {at for one in offsets for at in range(one.first, one.last + one.phrase.is_delay)}
    return [word for at, word in enumerate(sentence.words) if at not in taken]


def _is_of(rest: list[str], message: str) -> bool:
    """Whether nothing but words of the message, and words that say nothing, are left."""
    named = {word.strip(".,!?").removesuffix("'s") for word in message.casefold().split()}
    words = [word for word in rest if word not in named]
    return len(words) < len(rest) and NOTHING_ELSE.issuperset(words)


def _shifted(anchor: Anchor, seconds: int) -> Task | None:
    at = anchor.at + timedelta(seconds=seconds)
    if anchor.rrule is None:
        return Task(message=anchor.message, moment=Moment(at=at, has_date=True, has_clock=True))
    if at.date() != anchor.at.date() or "BYHOUR" in anchor.rrule:
        return None  # the days of the rule would change, too
    return Task(message=anchor.message, repeat=Repeat(rrule=anchor.rrule, first=at, has_clock=True))


def _as_well(added: re.Match[str], anchor: Anchor, context: Context, read: Read) -> Reading | None:
    """Something else at the time of ``anchor``; None where the words ask for something by themselves."""
    words = added["also"] or added["same"]
    sentence = make_sentence(words, context)
    is_asked = sentence.is_a(0, "question") or "you" in sentence.words
    if sentence.timed or is_asked or not isinstance(read(added.string).command, Unknown):
        return None
    if anchor.rrule is not None:
        task = Task(message=words, repeat=Repeat(rrule=anchor.rrule, first=anchor.at, has_clock=True))
    else:
        task = Task(message=words, moment=Moment(at=anchor.at, has_date=True, has_clock=True))
    return Reading(Create((task,)), f'At the time of the reminder "{anchor.message}".')


def _also_at(words: str, anchor: Anchor, context: Context) -> Reading | None:
    """The reminder of ``anchor`` at further times; None where the words say anything else."""
    tasks = times_of(words, context)
    if not tasks or "?" in words:
        return None
    why = f'It adds times to the reminder "{anchor.message}".'
    moments = tuple(task.moment for task in tasks if task.moment is not None)
    if len(moments) == len(tasks):
        return Reading(Edit(target=Target(), also=moments), why)
    return Reading(Create(tuple(replace(task, message=anchor.message) for task in tasks)), why)


def _about_same(reading: Reading, anchor: Anchor) -> Reading | None:
    """A request that says when, but only "that" for what."""
    command = reading.command
    if not isinstance(command, Create) or any(task.message for task in command.tasks):
        return None
    return replace(reading, command=Create(tuple(replace(task, message=anchor.message) for task in command.tasks)))


def _with_message(reading: Reading, anchor: Anchor) -> Reading | None:
    """The reading of a rewritten text; one that says nothing but when is about the same thing."""
    command = reading.command
    if isinstance(command, Unknown) and (command.moment is not None or command.repeat is not None):
        task = Task(message=anchor.message, moment=command.moment, repeat=command.repeat)
        return replace(reading, command=Create((task,)), why=f'It is about the reminder "{anchor.message}".')
    if isinstance(command, Create):
        tasks = tuple(replace(task, message=PURPOSE.sub("", task.message) or anchor.message) for task in command.tasks)
        return replace(reading, command=Create(tasks))
    if isinstance(command, Unknown):
        return None
    return reading
