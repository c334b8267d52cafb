"""The clauses of a text, put together to things of their own, each with its time.

"metformin 500 at 8am and 6pm, lisinopril at 8am, all daily" are two things with a repeat said once for both;
"remind me to get Leo at 5:15 and theres the permission slip due friday, ping me thurs night" are two requests.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.understanding.acts.listed import completed
from bot.understanding.acts.unused import (
    ReadWords,
    asks_bot,
    is_asked_of_bot,
    is_one_request,
    says_what,
    without_unused,
)
from bot.understanding.command import Create, Reading, Trace, Unknown
from bot.understanding.heads_up_lists import find_heads_ups
from bot.understanding.intents.several import on_the_same_day
from bot.understanding.languages.en.clauses import (
    BETWEEN,
    CLAUSE_WORDS,
    CORRECTING,
    COURTEOUS,
    JOINING,
    LEADING,
    OF_ALL,
    SAYING,
    SELF,
    SUBORDINATE,
    TELLING,
)
from bot.understanding.preprocessing import make_sentence
from bot.understanding.records import positional_record
from bot.understanding.sentence import Sentence, TimeMention

_MOST = 8
_FOR_THAT = re.compile(r"\s+for (?:that|this)(?: one| thing)?\b", re.IGNORECASE)
_LONGEST = 90  # tokens
_ENDS = frozenset(".!?;")
_MARKS = frozenset(",()")
_AT = frozenset(("at", "@", "by"))
_MOST_OF_THING = 5  # words of a thing that follows another without a joint
_NO_THING = SUBORDINATE | LEADING | TELLING | BETWEEN | JOINING


@positional_record
class Clause:
    """The tokens from ``first`` to ``last`` (excluded). ``is_own``: a sentence or a request starts there."""

    first: int
    last: int
    is_own: bool = False


def clauses_of(sentence: Sentence) -> tuple[Clause, ...]:
    """The stretches of a text between its marks, its "and" and "then", and before a request to the bot."""
    inside = _inside(sentence)
    found: list[Clause] = []
    start, is_own, at = sentence.first, True, sentence.first
    while at < sentence.last:
        end = at
        ends_sentence = is_cut = False
        while at < sentence.last and at not in inside and _separates(sentence, at, is_first=not is_cut):
            ends_sentence = ends_sentence or sentence.words[at] in _ENDS
            is_cut, at = True, at + 1
        if is_cut or (at > start and at not in inside and is_asked_of_bot(sentence, at)):
            while not is_cut and end > start and sentence.words[end - 1] in COURTEOUS:
                end -= 1  # "... at 5 | please remind me"
            if end > start:
                found.append(Clause(start, end, is_own))
            start, is_own = at if is_cut else end, ends_sentence or is_asked_of_bot(sentence, at)
        elif at > start and _runs_on(sentence, start, at):
            found.append(Clause(start, at, is_own))
            start, is_own = at, False
            if is_cut:
                continue
        at += 1
    if start < sentence.last:
        found.append(Clause(start, sentence.last, is_own))
    return tuple(found)


def _runs_on(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a thing with its time ends at ``at``, and one of the same form follows: "gym at 6am | piano at 4"."""
    time = sentence.timed_until(at)
    if time is None or time.first < start or not _closes_thing(sentence, time) or not says_what(sentence, start, at):
        return False
    if sentence.is_a(start, "errand") and not (_is_led(sentence, time) or time.phrase.is_repeat):
        return False  # "confirm tue 3pm meeting thu 5pm"
    first = sentence.words[at]
    if (
        not first.isalpha()
        or first in _NO_THING
        or sentence.is_a(at, "function")
        or sentence.timed_from(at) is not None
    ):
        return False
    others = [one for one in sentence.timed if one.first > at and not one.phrase.is_latent]
    if not others or not _closes_thing(sentence, others[0]):
        return False
    between = sentence.words[at : others[0].first]
    last = others[0].last
    ends = last >= sentence.last or not sentence.words[last].isalnum() or sentence.words[last] in BETWEEN
    is_plain = len(between) <= _MOST_OF_THING and not any(word in _NO_THING or word in CLAUSE_WORDS for word in between)
    return is_plain and (ends or _runs_on(sentence, at, last))


def _closes_thing(sentence: Sentence, time: TimeMention) -> bool:
    """Whether a time says when a thing is, and does not describe another: a repeat or a day with its hour, "at 5"."""
    fields = time.phrase.fields
    says_when = fields.day is not None or time.phrase.is_repeat or _is_led(sentence, time)
    is_of_noun = any(sentence.is_a(at, "determiner") for at in range(time.first - 1, time.last))  # "the 7pm show"
    is_when = says_when and (not is_of_noun or _is_led(sentence, time))
    return bool(fields.clocks) and not time.phrase.is_latent and is_when


def _is_led(sentence: Sentence, time: TimeMention) -> bool:
    return not _AT.isdisjoint(sentence.words[time.first : time.last])


def _inside(sentence: Sentence) -> set[int]:
    """The tokens at which no clause may end: those within a time or a quotation."""
    places = {at for one in sentence.timed for at in range(one.first + 1, one.last)}
    for start, end in sentence.quoted:
        places |= set(range(sentence.token_at(start), sentence.token_at(end)))
    return places


def _separates(sentence: Sentence, at: int, *, is_first: bool) -> bool:
    word = sentence.words[at]
    if word in _ENDS or word in _MARKS:
        is_glued = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].is_glued
        return not is_glued
    if word == "then" and sentence.words[at - 1] in SELF:
        return False  # "remind me then"
    return word in JOINING or (not is_first and word in BETWEEN)


@positional_record
class Thing:
    """One thing to be reminded of: the clauses from token ``first`` to ``last``, and what else is said of all."""

    first: int
    last: int
    is_timed: bool
    is_asked: bool
    asks_again: bool = False


def mixes_things(sentence: Sentence, command: Create) -> bool:
    """Whether things with times of their own are read as fewer reminders than there are things."""
    messages = {task.message for task in command.tasks}
    if len(sentence.timed) < len(messages) + 1:
        return False
    things, _ = _things(sentence)
    if any(first in SELF and behind == "then" for first, behind in pairwise(sentence.words)):
        return False  # "I must leave by noon, remind me then"
    is_dictated = any(message.split(" ")[0].lower() in SAYING for message in messages)
    if is_dictated or any(sentence.words[thing.first] in CORRECTING for thing in things[1:]):
        return False
    own = [thing for at, thing in enumerate(things) if (not at or not thing.is_asked) and _has_hour(sentence, thing)]
    return len(own) > len(messages)


def _has_hour(sentence: Sentence, thing: Thing) -> bool:
    """Whether a thing has its hour or repeat, or says on which day to do it."""
    times = [one.phrase.fields for one in _times(sentence, thing.first, thing.last) if _says_when(one)]
    is_errand = sentence.is_a(thing.first, "errand")
    return any(one.clocks or one.recurrence or one.part or one.delay or (is_errand and one.day) for one in times)


def read_clauses(sentence: Sentence, read: ReadWords) -> Reading | None:
    """The reading of a text as several things; None where it is one, or where a part of it cannot be read."""
    if len(sentence.tokens) > _LONGEST:
        return None
    things, shared = _things(sentence)
    if not len(things) + bool(shared) > 1 or len(things) > _MOST:
        return None
    answers: list[Reading | None] = []
    unread: list[str] = []
    for thing in things:
        first = thing.first + (sentence.words[thing.first] == "there's")
        words = sentence.slice(first, thing.last)
        words = _FOR_THAT.sub("", words) if thing.asks_again else words
        is_commanded = things[0].is_asked and not thing.is_asked
        answer, left = _read_thing(words, shared, sentence, read, is_commanded=is_commanded)
        answers.append(answer)
        unread += left
    if answers[0] is None:
        return None
    placed = on_the_same_day(answers)
    tasks = tuple(
        task for answer in placed if answer and isinstance(answer.command, Create) for task in answer.command.tasks
    )
    asks_again = any(thing.asks_again for thing in things[1:])
    whole = Create(tasks if asks_again or len(tasks) == 1 else completed(tasks, sentence))
    why = f"It lists {len(tasks)} things, each with its time." if len(tasks) > 1 else answers[0].why
    traces: tuple[Trace, ...] = tuple(trace for answer in placed if answer for trace in answer.traces)
    return with_unread(Reading(whole, why, traces), sentence.text, unread)


def with_unread(reading: Reading, text: str, unread: list[str]) -> Reading:
    """``reading``, and the words of the text that it leaves out as acts that the reply quotes."""
    if not unread:
        return reading
    left = tuple(Reading(Unknown(part=words), f'I did not get "{words}".', words=words) for words in unread)
    return replace(reading, acts=(replace(reading, words=text), *left))


def _read_thing(
    words: str, shared: str, sentence: Sentence, read: ReadWords, *, is_commanded: bool
) -> tuple[Reading | None, list[str]]:
    """The reminders of one thing, None where it cannot be read, and the words that are not."""
    leads = ["", "remind me to ", "remind me about "] if is_commanded else [""]
    told, own = words.partition(" ")[::2]
    for lead in [*leads, "remind me to " if told.lower() == "i" else "remind me "]:
        if lead == "remind me " and not _is_series(f"{words}{shared}", sentence):
            continue  # what somebody does once needs no reminder: "he comes at 5"
        text = f"{lead}{own if told.lower() == 'i' and lead else words}{shared}"
        reading = read(text, sentence.context)
        if isinstance(reading.command, Create) and is_one_request(text, reading, sentence):
            command, unread = without_unused(reading.command, sentence.context)
            return replace(reading, command=command), unread
    return None, [words]


def _is_series(words: str, sentence: Sentence) -> bool:
    return any(one.phrase.is_repeat for one in make_sentence(words, sentence.context).timed)


def _things(sentence: Sentence) -> tuple[list[Thing], str]:
    """The things that a text lists, and the words behind them that are said of each."""
    clauses = list(clauses_of(sentence))
    shared = ""
    if len(clauses) > 1 and _is_of_all(sentence, clauses[-1], clauses):
        last = clauses.pop()
        shared = ", " + _without_all(sentence, last)
    clauses[0] = _without_preface(sentence, clauses[0])
    things: list[Thing] = []
    waiting: list[Clause] = []
    for clause in clauses:
        is_timed, is_asked = _is_timed(sentence, clause), asks_bot(sentence, clause.first, clause.last)
        is_thing = says_what(sentence, clause.first, clause.last)
        is_new = is_thing and is_timed and not _goes_on(sentence, clause)
        if things and is_new and (things[-1].is_timed or is_asked):
            first = waiting[0].first if waiting and not _goes_on(sentence, waiting[0]) else clause.first
            things.append(Thing(first, clause.last, is_timed, is_asked))
        elif things and is_thing and not is_timed:
            waiting.append(clause)
            continue
        elif things:
            before = things[-1]
            is_again = before.asks_again or is_asked
            things[-1] = Thing(before.first, clause.last, before.is_timed or is_timed, before.is_asked, is_again)
        else:
            things.append(Thing(clause.first, clause.last, is_timed, is_asked))
        waiting = []
    if waiting and things:
        things[-1] = replace(things[-1], last=waiting[-1].last)
    return things, shared


def _is_timed(sentence: Sentence, clause: Clause) -> bool:
    return any(_says_when(one) for one in _times(sentence, clause.first, clause.last))


def _times(sentence: Sentence, first: int, last: int) -> Iterator[TimeMention]:
    return (one for one in sentence.timed if first <= one.first and one.last <= last)


def _says_when(one: TimeMention) -> bool:
    return not one.phrase.is_latent and not (one.phrase.is_delay and not one.phrase.introduced)


def _goes_on(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause belongs to the one before it: "if I forget", "with food", "6pm with food"."""
    at = clause.first
    if (timed := sentence.timed_from(at)) is not None and timed.last < clause.last:
        at = timed.last
    if at == clause.first and (
        sentence.words[at] in TELLING or (sentence.match("tail", at) and not is_asked_of_bot(sentence, at))
    ):
        return sentence.words[at] != "there's"
    if at > clause.first and sentence.words[at] in LEADING:
        return False  # "... and on saturday about the doctor"
    return sentence.words[at] in SUBORDINATE and sentence.timed_from(at) is None


def _is_of_all(sentence: Sentence, last: Clause, clauses: list[Clause]) -> bool:
    """Whether the last clause says something of each thing before it: "all daily", "remind me 20 min before each"."""
    if says_what(sentence, last.first, last.last):
        return False
    words = sentence.words[last.first : last.last]
    is_each = not OF_ALL.isdisjoint(words)
    repeats = [one for one in _times(sentence, last.first, last.last) if one.phrase.is_repeat]
    is_lead = find_heads_ups(sentence) is not None and is_each
    is_behind_all = sum(_is_timed(sentence, clause) for clause in clauses[:-1]) > 1
    return is_behind_all and (is_lead or bool(repeats))


def _without_all(sentence: Sentence, clause: Clause) -> str:
    return " ".join(
        sentence.slice(at, at + 1) for at in range(clause.first, clause.last) if sentence.words[at] not in OF_ALL
    )


def _without_preface(sentence: Sentence, clause: Clause) -> Clause:
    """The first clause without the words before a colon, which only say that a list follows: "Meds for mom: ..."."""
    for at in range(clause.first + 1, clause.last - 1):
        if sentence.words[at] == ":" and not sentence.tokens[at - 1].word.digits:
            is_timed = any(_times(sentence, clause.first, at))
            return clause if is_timed else Clause(at + 1, clause.last, clause.is_own)
    return clause
