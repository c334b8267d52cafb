"""Reminders until they are done: "nag me about pills", "keep reminding me every 10 minutes until I reply done".

What asks for the repeating is taken out of the text, and the rest is read as usual: it says what and when.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.recurrence import Recurrence
from bot.domain.until_done import USUAL_MINUTES
from bot.understanding.command import AskTime, Create, Moment, Nag, Reading, Task
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import length_at
from bot.understanding.intents.heads import Kind, read_head
from bot.understanding.languages.phrasebook import PAUSES
from bot.understanding.records import record
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase

ReadWords = Callable[[str, Context], Reading]
Span = tuple[int, int]

EXAMPLES = (
    "keep reminding me every 10 minutes to take pills until I reply done",
    "nag me about the rent tomorrow at 9",
    "remind me every day at 8 to take my meds and don't let me off",
    "bug me at 6 to call mom until it's done",
)
_MOST_TIMES = 999
_LONGEST_INTERVAL = 24 * 60  # minutes
_UNIT_MINUTES = {"MINUTELY": 1, "HOURLY": 60}
_REQUESTS = (Kind.REMIND, Kind.WAKE, Kind.ALARM, Kind.TIMER)
_MOST_CLAUSE_WORDS = 9
_LONGEST_SHORT_FORM = 3
_CLAUSE_ENDS = PAUSES | {"(", ")"}


@record
class Interval:
    """So many minutes between two texts, and the tokens that say so."""

    minutes: int
    first: int
    last: int


@record
class Cap:
    """How often at most, or for how many minutes, and the tokens that say so."""

    first: int
    last: int
    times: int = 0
    minutes: int = 0

    def times_at(self, interval: int) -> int:
        return self.times or self.minutes // interval + 1


def read_until_done(sentence: Sentence, read: ReadWords) -> Reading | None:
    """The reading of a text that asks to be reminded until something is done; None for any other text."""
    clause = _clause(sentence)
    interval = _interval(sentence)
    nagging = _nagging(sentence, is_until=clause is not None, is_series=interval is not None)
    if clause is None and _has_bound(sentence):
        return None  # "every 5 minutes until 5pm"
    if nagging is None and (clause is None or not _is_request(sentence)):
        return None
    if nagging is None and interval is None and clause is not None and not _is_about_replying(sentence, clause):
        return None  # "remind me to stay until it's done"
    message = _said_to_do(sentence, clause) if clause is not None else ""
    cap = _cap(sentence)
    timed = (interval.first, interval.last) if interval is not None else None
    limited = (cap.first, cap.last) if cap is not None else None
    spans = tuple(span for span in (nagging, clause, timed, limited) if span is not None)
    reading = read(_rest(sentence, nagging, spans, message), sentence.context)
    minutes = interval.minutes if interval is not None else None
    nag = Nag(minutes=minutes, times=cap.times_at(minutes or USUAL_MINUTES) if cap is not None else None)
    tasks = _tasks(reading, nag, sentence.context)
    if not tasks:
        return None
    return replace(reading, command=Create(tasks), why=f"{reading.why}; again and again, until it is done")


def _tasks(reading: Reading, nag: Nag, context: Context) -> tuple[Task, ...]:
    command = reading.command
    if reading.acts:
        return ()
    if isinstance(command, AskTime) and command.problem == "none" and command.message and not command.rrule:
        at = context.now.astimezone(context.zone).replace(microsecond=0)
        at += timedelta(minutes=nag.minutes or USUAL_MINUTES)
        moment = Moment(at=at, has_date=False, has_clock=True, is_delay=True)
        return (Task(command.message, moment, nag=replace(nag, says_when=False)),)
    if not isinstance(command, Create):
        return ()
    is_frequent = any(task.repeat is not None and _is_below_a_day(task.repeat.rrule) for task in command.tasks)
    return () if is_frequent else tuple(replace(task, nag=nag) for task in command.tasks)


def _is_below_a_day(rrule: str) -> bool:
    return Recurrence.parse(rrule).is_below_a_day


def _has_bound(sentence: Sentence) -> bool:
    return any(sentence.is_a(at, "until_word") for at in range(sentence.first, sentence.last))


def _nagging(sentence: Sentence, *, is_until: bool, is_series: bool) -> Span | None:
    """The "nag me" or "don't let me off" of a text.

    "bug me" is one with "until"; "keep reminding me every hour", without, is a series.
    """
    kinds = ["nag_me", "do_not_let_off"]
    kinds += ["keep_reminding"] if is_until or not is_series else []
    kinds += ["bug_me"] if is_until else []
    for kind in kinds:
        if (found := sentence.find(kind)) is not None:
            return found
    return None


def _is_request(sentence: Sentence) -> bool:
    """Whether the text asks to be reminded: "until" may belong to what somebody says about a plan."""
    return any(read_head(sentence, at) is not None for at in range(sentence.first, sentence.last))


def _clause(sentence: Sentence) -> Span | None:
    """ "until I reply done", "till it's done": not "until 5", and not "until friday"."""
    for at in range(sentence.first, sentence.last):
        if not sentence.is_a(at, "until_word") or sentence.timed_from(at) is not None:
            continue
        end = _clause_end(sentence, at)
        starts = sentence.is_a(at + 1, "doer") or sentence.is_a(at + 1, "completing")
        is_told_off = any(sentence.is_a(place, "stopping_it") for place in range(at, end))  # "until I cancel"
        is_time = any(at < one.first < end and not one.phrase.is_latent for one in sentence.timed)
        if starts and not is_told_off and not is_time:
            return at, end
    return None


def _clause_end(sentence: Sentence, first: int) -> int:
    """Behind the clause: at a mark, or at the "to" that says what to do."""
    has_done_word = False
    for at in range(first + 1, min(sentence.last, first + _MOST_CLAUSE_WORDS)):
        is_end = sentence.words[at] in _CLAUSE_ENDS and not _is_within_name(sentence, at)
        if is_end or (has_done_word and sentence.is_a(at, "clause_break")):
            return at
        if has_done_word and sentence.timed_from(at) is not None:
            return at
        has_done_word = has_done_word or sentence.is_a(at, "completing")
    return min(sentence.last, first + _MOST_CLAUSE_WORDS)


def _is_within_name(sentence: Sentence, at: int) -> bool:
    """Whether the mark belongs to a short form: "Dr. Lee"."""
    before = sentence.slice(at - 1, at)
    return sentence.words[at] == "." and before[:1].isupper() and len(before) <= _LONGEST_SHORT_FORM


def _said_to_do(sentence: Sentence, clause: Span) -> str:
    """The "pay rent" of "nag me until I pay rent"; "" where the clause says only that it is done, or the text what."""
    first, last = clause
    start = first + 2 + sentence.is_a(first + 2, "completed")
    before = range(sentence.first, first)
    says_what = any(sentence.is_a(at, kind) for at in before for kind in ("to_word", "topic_word"))
    is_deed = not sentence.book.classes["no_deed"].issuperset(sentence.words[start:last])
    return sentence.slice(start, last) if sentence.is_a(first + 1, "myself_word") and is_deed and not says_what else ""


def _is_about_replying(sentence: Sentence, clause: Span) -> bool:
    """ "until I reply done", "until I do it"."""
    first, last = clause
    is_mine = sentence.is_a(first + 1, "myself_word") and any(
        sentence.is_a(at, "completing") for at in range(first, last)
    )
    return is_mine or any(sentence.is_a(at, "replying") for at in range(first, last))


def _interval(sentence: Sentence) -> Interval | None:
    """The "every 10 minutes" of a text, also of "at 9pm every 10 minutes"."""
    for one in sentence.timed:
        cycle = one.phrase.fields.recurrence
        if cycle is None or cycle.frequency not in _UNIT_MINUTES:
            continue
        if (minutes := _plain_minutes(one.phrase)) is not None:
            return Interval(minutes=minutes, first=one.first, last=one.last)
        for first in range(one.first, one.last):
            for last in range(one.last, first + 1, -1):
                phrase = read_phrase(sentence.slice(first, last), sentence.context)
                minutes = _plain_minutes(phrase) if phrase is not None else None
                if minutes is not None:
                    return Interval(minutes=minutes, first=first, last=last)
    return None


def _plain_minutes(phrase: TimePhrase) -> int | None:
    """The minutes of "every 10 minutes"; None where it says more than that."""
    cycle = phrase.fields.recurrence
    if cycle is None or cycle.frequency not in _UNIT_MINUTES:
        return None
    is_bound = cycle.from_clock or cycle.to_clock or cycle.weekdays or cycle.until or cycle.within or cycle.count
    minutes = _UNIT_MINUTES[cycle.frequency] * cycle.interval
    return None if phrase.fields.clocks or is_bound or minutes > _LONGEST_INTERVAL else minutes


def _cap(sentence: Sentence) -> Cap | None:
    """The "at most 3 times", "twice" or "for an hour" of a text."""
    for at in range(sentence.first, sentence.last):
        start = at + sentence.match("at_most", at)
        if (cap := _times(sentence, at, start) or _lasting(sentence, at, start)) is not None:
            return cap
    return None


def _times(sentence: Sentence, first: int, start: int) -> Cap | None:
    """The "3 times" at ``start``; "at most" may stand before it, from ``first`` on, or behind it."""
    if (length := sentence.match("once_or_twice", start)) > 0:
        number, last = (1 if sentence.word(start) == "once" else 2), start + length
    else:
        said = sentence.tokens[start].word.number if start < sentence.last else None
        number, last = int(said or 0), start + 1 + sentence.match("times_word", start + 1)
        if last == start + 1:
            return None
    end = last + sentence.match("at_most", last)
    is_limit = end > last or start > first or _stands_alone(sentence, end)  # not "buy 3 times the flour"
    return Cap(times=number, first=first, last=end) if is_limit and 1 <= number <= _MOST_TIMES else None


def _lasting(sentence: Sentence, first: int, start: int) -> Cap | None:
    """The "for 2 hours" at ``start``."""
    behind = start + 1 + sentence.match("at_most", start + 1)
    length = length_at(sentence, behind) if sentence.is_a(start, "for_word") else None
    if length is None or not length[0].seconds:
        return None
    return Cap(minutes=length[0].seconds // 60, first=first, last=length[1])


def _stands_alone(sentence: Sentence, end: int) -> bool:
    """Whether a part of the request ends here: "nag me 3 times to", "3 times at 9", "3 times"."""
    is_over = end >= sentence.last or sentence.words[end] in _CLAUSE_ENDS or sentence.timed_from(end) is not None
    return is_over or any(sentence.is_a(end, kind) for kind in ("to_word", "topic_word", "until_word", "joiner"))


def _rest(sentence: Sentence, nagging: Span | None, spans: tuple[Span, ...], message: str) -> str:
    """The text without ``spans``; "remind me" in place of "nag me"."""
    pieces, at = [], 0
    for first, last in sorted(spans):
        start = first
        while start > sentence.first and (sentence.words[start - 1] == "," or sentence.is_a(start - 1, "joiner")):
            start -= 1
        pieces.append(sentence.text[at : sentence.tokens[start].start].strip())
        pieces.append("remind me" if (first, last) == nagging and not _has_other_request(sentence, nagging) else "")
        at = sentence.tokens[last - 1].end
    pieces.append(sentence.text[at:].strip())
    if message:
        pieces.append(f"to {message}" if any("remind me" in piece for piece in pieces) else f"remind me to {message}")
    return " ".join(filter(None, pieces))


def _has_other_request(sentence: Sentence, nagging: Span) -> bool:
    first, last = nagging
    places = (*range(sentence.first, first), *range(last, sentence.last))
    heads = (read_head(sentence, at) for at in places)
    return any(head is not None and head.kind in _REQUESTS for head in heads)
