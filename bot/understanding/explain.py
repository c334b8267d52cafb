"""Explain a reading: the ``why`` sentence, the lines that ``parse`` prints, and its JSON."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.sms_segments import is_gsm7
from bot.domain.until_done import USUAL_MINUTES
from bot.understanding.command import (
    AskTime,
    Assumption,
    Command,
    Create,
    Edit,
    Reading,
    Snooze,
    Target,
    Task,
    Trace,
    Unknown,
)
from bot.understanding.context import Context
from bot.understanding.sentence import Sentence
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import Resolved

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOTES = {
    Assumption.DEFAULT_HOUR: "no time said, the usual hour taken",
    Assumption.PART_OF_DAY: "no clock time said, the usual hour taken",
    Assumption.MERIDIEM: "am or pm not said, the next sensible one taken",
    Assumption.NEXT_DAY: "passed today, so the next day",
    Assumption.NEXT_YEAR: "passed this year, so the next",
    Assumption.SPRING_GAP: "clocks go forward then, so an hour later",
    Assumption.AUTUMN_FIRST: "clocks go back then, the first one taken",
    Assumption.SHORT_MONTH: "in shorter months the last day",
    Assumption.NIGHT_END: "the midnight that ends that day",
    Assumption.NOTICE_PASSED: "too late to be told ahead, so at the time itself",
    Assumption.FOR_ANOTHER: "somebody else is meant, but only you are told",
    Assumption.VAGUE: "a rough time, so roughly",
}
_PROBLEMS = {
    "none": "It asks for a reminder, but says no time.",
    "past": '"{}" is in the past.',
    "too_far": '"{}" is too far off.',
    "no_such_day": '"{}" is a day that the calendar does not have.',
    "event": 'It is to come before "{}", whose time is not said.',
    "unclear": "The time is counted from something I do not know.",
}


_PLAIN_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}


def gsm7_words(words: str) -> str:
    """``words`` in GSM-7: curly quotes become straight, accents it has not are left off, other characters dropped."""
    if not words.isascii():
        words = "".join(map(_in_gsm7, unicodedata.normalize("NFC", words.translate(_PLAIN_QUOTES))))
    return " ".join(words.split())


def _in_gsm7(character: str) -> str:
    if is_gsm7(character):
        return character
    return "".join(filter(is_gsm7, unicodedata.normalize("NFKD", character)))


def trace_of(sentence: Sentence, phrase: TimePhrase, resolved: Resolved) -> Trace:
    """The trace of ``phrase`` in ``sentence`` and of what it resolved to."""
    words = sentence.text[phrase.start : phrase.end]
    if len(phrase.spans) > 1:
        words = " ... ".join([sentence.text[start:end] for start, end in phrase.spans])
    return Trace(words, phrase.rule, resolved.known, resolved.implied)


def moment_words(at: datetime, clock_hours: int = 12) -> str:
    """ "Sat 21 Nov 2026 5:00 PM", or "Sat 21 Nov 2026 17:00" if ``clock_hours`` is 24."""
    day, hour = f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}", at.hour
    if clock_hours == 12:
        return f"{day} {hour % 12 or 12}:{at.minute:02} {'AM' if hour < 12 else 'PM'}"
    return f"{day} {hour:02}:{at.minute:02}"


def why_created(task: Task, trace: Trace, left: tuple[Trace, ...], context: Context) -> str:
    """Say which words gave the moment, what was assumed, and which times stay in the message."""
    clock_hours = context.locale.clock_hours
    if task.repeat is not None:
        at, assumptions = f"first {moment_words(task.repeat.first, clock_hours)}", task.repeat.assumptions
    elif task.moment is not None:
        at, assumptions = moment_words(task.moment.at, clock_hours), task.moment.assumptions
    else:
        return "No time."
    known = f'"{gsm7_words(trace.words)}" = {at}'
    if not assumptions and not left:
        return known
    notes = [_NOTES[assumption] for assumption in assumptions]
    notes += [f'"{gsm7_words(one.words)}" stays in the message' for one in left]
    return f"{known} ({'; '.join(notes)})"


def why_no_time(problem: str, words: str) -> str:
    """Say why a reminder has no usable time. ``problem`` is that of ``AskTime``, ``words`` the phrase at fault."""
    return _PROBLEMS.get(problem, _PROBLEMS["none"]).format(gsm7_words(words))


def as_json(reading: Reading) -> dict[str, object]:
    """The answer of ``parse --batch``: intent, message, at, rrule, numbers and why.

    A text with several requests has an answer for each in ``acts``, one that sets several reminders has the others in
    ``more``.
    """
    answer = _answer(reading)
    if reading.acts:
        answer["why"] = reading.why
        answer["acts"] = [_answer(act) for act in reading.acts]
    return answer


def _answer(reading: Reading) -> dict[str, object]:
    command, more = reading.command, []
    message, at, rrule = None, None, None
    if isinstance(command, Create):
        texts = [(task, at) for task in command.tasks for at in texts_of(task)]
        (first, at), *others = texts
        message, rrule = first.message, first.repeat.rrule if first.repeat else None
        more = [_as_more(task, moment) for task, moment in others]
    elif isinstance(command, AskTime):
        message, rrule = command.message, command.rrule or None
    elif isinstance(command, Edit):
        message = command.message
        moment = command.moment or command.until
        at = command.repeat.first if command.repeat else moment.at if moment else None
        rrule = command.repeat.rrule if command.repeat else None
    elif isinstance(command, Snooze | Unknown):
        at = command.moment.at if command.moment else None
    target = getattr(command, "target", None)
    return {
        "intent": reading.intent.value,
        "message": message,
        "at": at.isoformat() if at else None,
        "rrule": rrule,
        "numbers": list(target.numbers) if isinstance(target, Target) else [],
        "why": reading.why,
        **({"more": more} if more else {}),
        **_extras(command),
    }


def _extras(command: Command) -> dict[str, object]:
    """Heads-ups as ISO 8601 durations, and how often the texts are repeated, where the text asks for them."""
    task = command.tasks[0] if isinstance(command, Create) else None
    if task is None:
        return {}
    heads_ups = {"heads_ups": [str(lead) for lead in task.leads]} if task.leads else {}
    if task.nag is None:
        return {**heads_ups}
    return {**heads_ups, "until_done": {"every_minutes": task.nag.minutes or USUAL_MINUTES, "times": task.nag.times}}


def _first_of(task: Task) -> datetime | None:
    return task.repeat.first if task.repeat else task.moment.at if task.moment else None


def texts_of(task: Task) -> list[datetime | None]:
    """When the texts of a task come, of a repeat those for its first occurrence."""
    first = _first_of(task)
    if first is None or not task.leads:
        return [first]
    at, zone = first.astimezone(UTC), first.tzinfo or UTC
    moments = sorted({lead.before(at, zone) for lead in task.leads})
    ahead = [moment for moment in moments if task.said_at is None or moment > task.said_at]
    return [moment.astimezone(zone) for moment in ahead] or [first]


def _as_more(task: Task, at: datetime | None) -> dict[str, object]:
    return {
        "message": task.message,
        "at": at.isoformat() if at else None,
        "rrule": task.repeat.rrule if task.repeat else None,
    }


def _further_lines(task: Task) -> list[str]:
    """What a reminder has besides its time: heads-ups, and texts until it is done."""
    at = _first_of(task)
    lines = [f"ahead    {' '.join(map(str, task.leads))} before {at.isoformat()}"] if task.leads and at else []
    if task.nag is not None:
        times = f", at most {task.nag.times} times" if task.nag.times else ""
        lines.append(f"again    every {task.nag.minutes or USUAL_MINUTES} minutes until it is done{times}")
    return lines


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading among others: its score, the weighted sum of ``features``, and the pattern of the rule that made it."""

    reading: Reading
    score: int
    features: dict[str, int]
    rule: str


def candidates_as_json(scored: list[Scored]) -> list[dict[str, object]]:
    """The best readings with their scores and the features that are not zero."""
    return [
        {
            **{name: value for name, value in as_json(one.reading).items() if value},
            "score": one.score,
            "features": {name: value for name, value in one.features.items() if value},
            "rule": one.rule or "readers",
        }
        for one in scored
    ]


def candidates_as_lines(scored: list[Scored]) -> list[str]:
    """The best readings for a terminal, a line each."""
    lines = []
    for one in scored:
        answer = as_json(one.reading)
        details = ", ".join(f"{name} {value:+}" for name, value in one.features.items() if value)
        what = " ".join(str(answer[name]) for name in ("message", "at", "rrule") if answer[name])
        lines.append(f"{one.score:5}  {answer['intent']} {what}".rstrip())
        lines.append(f"       {details or 'no other reading is considered'}")
        lines.append(f"       rule: {one.rule or 'readers'}")
    return lines


def as_lines(reading: Reading) -> list[str]:
    """The output of ``parse`` at a terminal."""
    answer = as_json(reading)
    lines = [f"intent   {answer['intent']}"]
    lines += [f"{name:8} {answer[name]}" for name in ("message", "at", "rrule") if answer[name] is not None]
    if answer["numbers"]:
        lines.append(f"numbers  {answer['numbers']}")
    if isinstance(reading.command, Create):
        texts = [(task, at) for task in reading.command.tasks for at in texts_of(task)]
        for also, at in texts[1:]:
            lines.append(f"also     {also.message} at {at.isoformat() if at else None}")
        lines += [line for task in reading.command.tasks for line in _further_lines(task)]
    for act in reading.acts:
        said = _answer(act)
        details = " ".join(str(said[name]) for name in ("message", "at", "rrule", "numbers") if said[name])
        lines.append(f"act      {said['intent']} {details}".rstrip())
    for trace in reading.traces:
        lines.append(f"time     {trace.words!r} read by {trace.rule}")
        if trace.known:
            lines.append(f"         known: {', '.join(trace.known)}")
        if trace.implied:
            lines.append(f"         implied: {', '.join(trace.implied)}")
    lines.append(f"why      {reading.why}")
    return lines
