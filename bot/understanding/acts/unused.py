"""What a reminder's message may not hold: another request, another time, a bound or a repeat that nobody read.

A message is a person's own words about one thing. Where it holds more, something of the text was not understood, and
must be read in another way, quoted, or asked about, but not be confirmed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.understanding.command import Create, Reading, Task
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import find_heads_ups
from bot.understanding.intents.heads import read_head
from bot.understanding.languages.en.clauses import (
    ASKING,
    BETWEEN,
    CLAUSE_WORDS,
    COUNTING,
    COURTEOUS,
    EMPTY,
    EVERY,
    EXCEPTING,
    OWN_DAYS,
    PER,
    SAYING,
    SELF,
    STARTING,
    STOPPING,
    SUBORDINATE,
    TELLING,
    TOLD,
    UNTIL,
)
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.phrase import Part

ReadWords = Callable[[str, Context], Reading]

_BREAKS = frozenset(".,;!?()")
_MARKS = _BREAKS | {":", "-"}
_MOST_DAY_WORDS = 2
_FEWEST_TIMES = 2  # of a text that asks twice
_MOST_COURTESY = 4  # "so can you please"
_DAY_SECONDS = 86_400


def unused_in(message: str, task: Task, context: Context) -> str:
    """The words of ``message``, up to its end, that are no part of what ``task`` is about; "" where all are."""
    part = make_sentence(message, context)
    if not part.tokens or _is_plain(part):
        return ""
    first = min(_signs(part, task), default=part.first)
    while first > part.first and (part.words[first - 1] in _MARKS or part.words[first - 1] in BETWEEN | COURTEOUS):
        first -= 1
    is_told = any(word[:1].isalpha() and word not in EMPTY for word in part.words[part.first : first])
    return message[part.tokens[first].start :] if is_told else ""


def says_nothing_new(words: str, task: Task, context: Context) -> bool:
    """Whether unused words may go: "and remind me" before a time that was read, "then stop" of a repeat that ends."""
    part = make_sentence(words, context)
    ends = task.repeat is not None and ("UNTIL" in task.repeat.rrule or "COUNT" in task.repeat.rrule)
    if ends and not part.timed and BETWEEN.union(STOPPING, EMPTY).issuperset(part.words):
        return True
    is_request = any(is_asked_of_bot(part, at) for at in range(part.first, part.last))
    return is_request and not part.timed and not says_what(part, part.first, part.last)


def unused(command: Create, context: Context) -> tuple[str, ...]:
    """Of each message the words that it may not hold."""
    found = {task.message: unused_in(task.message, task, context) for task in command.tasks if task.message}
    return tuple(words for words in found.values() if words)


def without_unused(command: Create, context: Context) -> tuple[Create, list[str]]:
    """The reminders without the words that their messages may not hold, and those of them that say anything."""
    unread: list[str] = []
    tasks: list[Task] = []
    for task in command.tasks:
        words = unused_in(task.message, task, context)
        kept = task.message[: len(task.message) - len(words)].rstrip(" ,;:-.(") if words else task.message
        tasks.append(replace(task, message=kept) if any(map(str.isalpha, kept)) else task)
        said = words.strip(" ,;:-.")
        if said and said not in unread and not says_nothing_new(words, task, context):
            unread.append(said)
    return Create(tuple(tasks)), unread


def counts_first(command: Create, context: Context) -> tuple[str, str]:
    """The "twice today" of "remind me twice today to stretch", which says no hours, and the thing; "" without one."""
    task = command.tasks[0]
    if len(command.tasks) > 1 or not task.message or task.moment is None or task.moment.has_clock:
        return "", ""
    part = make_sentence(task.message, context)
    if not part.tokens:
        return "", ""
    at = part.first + (part.tokens[part.first].word.number is not None and part.word(part.first) not in COUNTING)
    if part.word(at) not in COUNTING or part.word(at + 1) != "to":
        return "", ""
    behind = part.words.index("to", at)
    return part.slice(part.first, behind), part.slice(behind + 1, part.last)


def is_one_request(text: str, reading: Reading, sentence: Sentence) -> bool:
    """Whether the reminders of a reading say what for, and are all that the text asks for."""
    command = reading.command
    if not isinstance(command, Create) or any(not any(map(str.isalpha, task.message)) for task in command.tasks):
        return False
    return not reading.acts and not drops_request(make_sentence(text, sentence.context), command)


def drops_request(sentence: Sentence, command: Create) -> bool:
    """Whether a text that asks twice, each time with what and when, is read as one reminder."""
    if len(command.tasks) > 1 or len(sentence.timed) < _FEWEST_TIMES or not is_asked_of_bot(sentence, sentence.first):
        return False
    later = [at for at in range(sentence.first + 2, sentence.last) if is_asked_of_bot(sentence, at)]
    if not later or any(task.leads for task in command.tasks):
        return False
    before = [one for one in sentence.timed if one.last <= later[0] and one.phrase.fields.clocks]
    behind = [one for one in sentence.timed if one.first >= later[0]]
    return bool(before and behind) and sentence.slice(before[0].first, before[0].last) in command.tasks[0].message


def is_asked_of_bot(sentence: Sentence, at: int) -> bool:
    """Whether a request to remind, wake or tell the writer starts at ``at``: not "to remind me", "he will text me"."""
    if at > sentence.first and _names_reminder(sentence, at):
        return _starts_clause(sentence, at)
    length = sentence.match("remind", at) or sentence.match("wake", at)
    if not length:
        head = read_head(sentence, at) if sentence.match("tell", at) else None
        length = head.last - at if head is not None and _starts_clause(sentence, at) else 0
    if not length or SELF.isdisjoint(sentence.words[at : at + length]):
        return False
    if at == sentence.first or sentence.words[at - 1] not in TOLD or sentence.timed_until(at) is not None:
        return True
    return sentence.words[at - 1] == "you" and sentence.words[at - 2] in ASKING


def _names_reminder(sentence: Sentence, at: int) -> bool:
    """True for "a reminder at 9" and "heads up at 3"."""
    at += sentence.is_a(at, "article")
    behind = at + (sentence.match("tail", at) or sentence.is_a(at, "container"))
    is_named = behind > at and SELF.isdisjoint(sentence.words[at:behind])
    return is_named and sentence.timed_from(behind) is not None


def asks_bot(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words between two tokens open with a request, courtesy aside: "can you remind me"."""
    return any(is_asked_of_bot(sentence, at) for at in range(first, min(last, first + _MOST_COURTESY)))


def _starts_clause(sentence: Sentence, at: int) -> bool:
    before = sentence.words[at - 1] if at > sentence.first else "."
    return before in _MARKS or before in BETWEEN or sentence.timed_until(at) is not None


def is_event_to_be_reminded_of(sentence: Sentence) -> bool:
    """True for "appointment thursday at 2, bring the list. remind me at noon": an event, and only when to remind."""
    asked = [at for at in range(sentence.first + 1, sentence.last) if is_asked_of_bot(sentence, at)]
    if len(asked) != 1 or is_asked_of_bot(sentence, sentence.first) or says_what(sentence, asked[0], sentence.last):
        return False
    before = [one for one in sentence.timed if one.last <= asked[0] and not one.phrase.is_latent]
    behind = [one for one in sentence.timed if one.first >= asked[0]]
    return len(before) == len(behind) == 1 and before[0].phrase.fields.day is not None


def says_what(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words that are neither a time nor of a request stand between two tokens."""
    said = {at for one in sentence.timed for at in range(one.first, one.last)}
    asked = next((at for at in range(first, min(last, first + _MOST_COURTESY)) if is_asked_of_bot(sentence, at)), first)
    head = read_head(sentence, asked)
    if head is not None and head.first == asked:
        said |= {at for cut in (*head.cuts, (first, asked)) for at in range(*cut)}
    found = find_heads_ups(sentence)
    if found is not None:
        said |= set(range(found.first, found.last))
    return any(
        sentence.words[at][:1].isalpha() and at not in said and sentence.words[at] not in EMPTY
        for at in range(first, last)
    )


def _is_plain(part: Sentence) -> bool:
    """Whether a message holds no word that may be a sign of anything else: true for most."""
    return not part.timed and _SIGNS.isdisjoint(part.words)


_SIGNS = SELF | STARTING | UNTIL | EXCEPTING | COUNTING | EVERY | STOPPING


def _signs(part: Sentence, task: Task) -> Iterator[int]:
    """Where words start that are no part of a message."""
    for at in range(part.first, part.last):
        if any(first <= part.tokens[at].start < end for first, end in part.quoted):
            continue
        if is_asked_of_bot(part, at) or (at > part.first and _is_bound(part, at, task)):
            yield at
    for one in part.timed:
        if one.first > part.first and not one.phrase.is_latent and _is_own_time(part, one):
            yield _start_of_clause(part, one.first)
        elif one.first > part.first and _is_length_of_series(part, one):
            yield one.first


def _is_bound(part: Sentence, at: int, task: Task) -> bool:
    """Whether words that say how often or how long start at ``at``: "every school night", "twice a day", "until"."""
    word, following = part.words[at], part.word(at + 1)
    is_last = at + 1 == part.last
    if word in EVERY:
        return _counts_days(part, at)
    if part.tokens[at].word.number is not None or word in COUNTING:
        at += following in COUNTING
        is_open = at + 1 == part.last and task.moment is not None and not task.moment.has_clock  # "3 times tomorrow"
        return part.words[at] in COUNTING and (is_open or part.word(at + 1) in PER)
    if word in UNTIL:
        return is_last or task.repeat is not None
    if word in EXCEPTING:
        return any(one.first > at for one in part.timed)
    if word in STARTING:
        return part.timed_from(at) is not None or part.timed_from(at + 1) is not None
    return word in STOPPING and is_last and part.words[at - 1] in BETWEEN


def _counts_days(part: Sentence, at: int) -> bool:
    """Whether "every" counts days at the end of a message: "every school night", not "wipe every surface"."""
    for place in range(at + 1, min(part.last, at + 2 + _MOST_DAY_WORDS)):
        word = part.tokens[place].word
        is_day = word.unit is not None or word.weekday is not None or word.part is not None
        if is_day and (place + 1 == part.last or not part.words[place + 1].isalpha()):
            return True
    return at + 2 == part.last and part.words[at + 1] in OWN_DAYS


def _is_own_time(part: Sentence, one: TimeMention) -> bool:
    """Whether a time is that of a clause of its own, which says what else to remind of and when."""
    fields = one.phrase.fields
    if not (fields.clocks or fields.recurrence or one.phrase.introduced) or fields.part is Part.DAY_END:
        return False
    first = _start_of_clause(part, one.first)
    if first <= part.first or first >= one.last or part.words[first] in SUBORDINATE | TELLING:
        return False
    if not CLAUSE_WORDS.isdisjoint(part.words[first : one.first]) or part.words[part.first] in SAYING:
        return False  # "ask Ann, who comes at 5"
    ends = one.last >= part.last or part.words[one.last] in _MARKS or part.words[one.last] in BETWEEN
    return ends or one.first == first


def _start_of_clause(part: Sentence, at: int) -> int:
    while at > part.first and part.words[at - 1] not in _BREAKS and part.words[at - 1] not in BETWEEN:
        at -= 1
    return at


def _is_length_of_series(part: Sentence, one: TimeMention) -> bool:
    """True for "for 5 days only" and "for 10 days then stop" at the end of a message."""
    seconds = one.phrase.delay_seconds or 0
    is_for = "for" in (part.words[one.first], part.words[one.first - 1])
    behind = part.words[one.last : part.last]
    is_bound = "only" in behind or not STOPPING.isdisjoint(behind)
    return is_for and seconds >= _DAY_SECONDS and is_bound
