"""Reminders to be made: with a command ("remind me to ..."), or without one ("call mom tomorrow 5pm")."""

from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.command import AskTime, Create, Reading, Task, Trace, Unknown
from bot.understanding.explain import trace_of, why_asked, why_created
from bot.understanding.message import cut
from bot.understanding.phrase import MEALS, TimePhrase
from bot.understanding.selection import choose
from bot.understanding.sentence import Sentence
from bot.understanding.times import repeated, resolve

from .errands import is_no_errand, is_service
from .heads import Head, Kind, read_head
from .likely_half import likely_meridiem, shared_meridiem
from .said_before import on_the_day_said_before, start_of_request

_MARKS = frozenset(",.;!?:-")

EXAMPLES = (
    "remind me in 2 hours to call mom",
    "in 2 hours remind me to call mom",
    "call mom tomorrow 5pm",
    "wake me up at 7",
    "alarm 6:30",
    "set a timer for 12 minutes",
    "don't let me forget to pay rent on the 1st",
    "remind me 30 minutes before my 3pm meeting",
    "I have a meeting tomorrow at 10, please remind me",
    "add dentist to my calendar friday 3pm",
)


def read_creation(sentence: Sentence) -> Reading | None:
    """A reminder asked for by a command, None where there is no command."""
    head = read_head(sentence, sentence.first) or _event_head(sentence) or _later_head(sentence)
    if head is None:
        return None
    says_repeat = sentence.find("repeat_it")
    cuts = head.cuts + _other_cuts(sentence, head, says_repeat)
    repeats = head.repeats or says_repeat is not None
    start = start_of_request(sentence, head)
    choice = on_the_day_said_before(sentence, head) or choose(sentence, cuts, commanded=True, start=start)
    message = _message(sentence, head, cuts, choice)
    if head.kind is Kind.TELL and is_service(sentence, message):
        return Reading(Unknown(), "That is not something I can do; I only remind.")
    return _answer(sentence, head, choice, message, repeats=repeats)


def read_bare_creation(sentence: Sentence) -> Reading | None:
    """An errand or event with a time and no command; None for questions, small talk and requests for other services."""
    if not sentence.timed or is_no_errand(sentence):
        return None
    at = sentence.skip_marks(timed.last) if (timed := sentence.timed_from(sentence.first)) else sentence.first
    need = sentence.match("need", at)
    cuts = ((at, at + need),) if need else ()
    says_repeat = sentence.find("repeat_it")
    if says_repeat is not None:
        cuts = (*cuts, says_repeat)
    choice = choose(sentence, cuts, commanded=False)
    if choice.phrase is None or _is_topic(sentence, choice.phrase):
        return None
    message = cut(sentence, cuts + choice.cuts, commanded=True)
    if not any(letter.isalpha() for letter in message):
        return None
    return _answer(sentence, None, choice, message, repeats=says_repeat is not None)


def _is_topic(sentence: Sentence, phrase: TimePhrase) -> bool:
    """True for "send an email about friday"."""
    first = sentence.token_at(phrase.start)
    is_about = sentence.is_a(first, "topic_word") or sentence.is_a(first - 1, "topic_word")
    return is_about and not phrase.parts.clocks


def _answer(sentence: Sentence, head: Head | None, choice: Choice, message: str, *, repeats: bool) -> Reading:
    phrase = choice.phrase
    if phrase is None or (head is not None and _is_cycle_of_the_thing(sentence, head, phrase)):
        problem = "unclear" if choice.is_offset_only else "none"
        return Reading(AskTime(message=message, problem=problem), why_asked(problem, ""))
    if repeats and not phrase.is_repeat:
        phrase = repeated(phrase) or phrase
    meridiem = likely_meridiem(sentence, head, choice)
    if choice.also and meridiem is None:
        meridiem = shared_meridiem(sentence, (phrase, *choice.also))
    resolved = resolve(phrase, sentence.context, meridiem=meridiem)
    trace = trace_of(sentence, phrase, resolved)
    if resolved.problem:
        return Reading(
            AskTime(message=message, problem=resolved.problem, part=trace.words),
            why_asked(resolved.problem, trace.words),
            (trace,),
        )
    task = Task(message, resolved.moment, resolved.repeat)
    tasks = (task, *_more_tasks(sentence, task, choice.also, meridiem)) if choice.also else (task,)
    if choice.also and all(one.parts.day == phrase.parts.day for one in choice.also):
        tasks = tuple(sorted(tasks, key=lambda one: one.moment.at if one.moment is not None else sentence.context.now))
    left: tuple[Trace, ...] = ()
    if choice.left:
        left = tuple([Trace(sentence.text[one.start : one.end], "left in the message") for one in choice.left])
    return Reading(Create(tasks), why_created(task, trace, left, sentence.context), (trace, *left))


def _more_tasks(
    sentence: Sentence, task: Task, phrases: tuple[TimePhrase, ...], meridiem: str | None
) -> tuple[Task, ...]:
    """``task`` at the other times of a list, each moment or repeat once ("tomorrow, thursday" is one)."""
    tasks = [task]
    for phrase in phrases:
        resolved = resolve(phrase, sentence.context, meridiem=meridiem)
        if resolved.moment is not None:
            is_new = all(one.moment is None or one.moment.at != resolved.moment.at for one in tasks)
        else:
            is_new = resolved.repeat is not None and all(one.repeat != resolved.repeat for one in tasks)
        if is_new:
            tasks.append(Task(message=task.message, moment=resolved.moment, repeat=resolved.repeat))
    return tuple(tasks[1:])


def _is_cycle_of_the_thing(sentence: Sentence, head: Head, phrase: TimePhrase) -> bool:
    """True for "a monthly reminder": how often, but neither the day nor the hour."""
    cycle = phrase.parts.cycle
    if cycle is None or phrase.parts.clocks or phrase.parts.part:
        return False
    after = sentence.token_at(phrase.end)
    is_inside = head.first < sentence.token_at(phrase.start) < head.last
    is_attribute = is_inside or (
        after < sentence.last and sentence.words[after].isalpha() and not sentence.is_a(after, "function")
    )
    if not is_attribute:
        return False
    is_open = not (cycle.weekdays or cycle.month_days or cycle.months)
    return is_open and cycle.frequency in {"WEEKLY", "MONTHLY", "YEARLY"}


def _message(sentence: Sentence, head: Head, cuts: tuple[tuple[int, int], ...], choice: Choice) -> str:
    context = ((sentence.first, head.first),) if _has_context(sentence, head) else ()
    message = cut(sentence, context + cuts + choice.cuts, commanded=True)
    if head.kind is Kind.EVENT:
        first, _, rest = message.partition(" ")
        is_lead = any(first.lower() in sentence.book.classes[kind] for kind in ("article", "as_word"))
        message = rest if rest and is_lead else message
    if head.first == sentence.first:
        message = _without_closing_mark(message)
    if message.lower() in sentence.book.classes["no_message"]:
        message = ""  # "two alarms, one for 6 and one for 7", "my morning alarm"
    if not message and head.own_words is not None:
        message = _own_words(sentence, head.own_words)
    return message or _meal(sentence, choice.phrase)


def _has_context(sentence: Sentence, head: Head) -> bool:
    """True where what comes before "remind me to ..." only tells why: "I'm flying on monday, remind me to pack"."""
    if head.first <= sentence.first or head.kind not in {Kind.REMIND, Kind.TELL}:
        return False
    at = head.last
    while (timed := sentence.timed_from(at)) is not None:
        at = timed.last + sentence.is_a(timed.last, "before")
    return sentence.is_a(at, "to_word")


def _meal(sentence: Sentence, phrase: TimePhrase | None) -> str:
    """ "about lunch at 1": where the clock says when, the meal is what it is about."""
    if phrase is None or phrase.parts.part not in MEALS or not phrase.parts.clocks:
        return ""
    first = sentence.token_at(phrase.start)
    end = min(sentence.last, sentence.token_at(phrase.end))
    while first < end and not _is_content(sentence, first):
        first += 1
    last = first
    while last < end and _is_content(sentence, last):
        last += 1
    return sentence.slice(first, last)


def _is_content(sentence: Sentence, at: int) -> bool:
    word = sentence.tokens[at].word
    return sentence.words[at].isalpha() and not (sentence.is_a(at, "function") or word.number or word.meridiem)


def _without_closing_mark(message: str) -> str:
    """``message`` without the period or question mark that ended the request, not "..."."""
    if message.endswith((".", "?")) and not message.endswith(("..", "?.", "!?")) and " " in message:
        is_short_form = message.endswith(".") and "." in message[:-1].rsplit(" ", 1)[-1]
        return message if is_short_form else message[:-1].rstrip()
    return message


def _own_words(sentence: Sentence, span: tuple[int, int]) -> str:
    """The command's own words as message: "wake up" of "wake me up"."""
    return " ".join(
        sentence.slice(at, at + 1) for at in range(*span) if not sentence.is_a(at, "me") and sentence.words[at] != "to"
    )


def _event_head(sentence: Sentence) -> Head | None:
    """ "schedule lunch ...", "add dentist to my calendar": a verb of making, then an event in the person's words."""
    start = sentence.first
    lead = sentence.match("lead_calendar", start)
    if lead and sentence.match("keep", sentence.skip_marks(start + lead)):
        start = sentence.skip_marks(start + lead)
    length = sentence.match("keep", start) or sentence.match("make", start)
    if not length:
        return None
    at = start + length
    while sentence.is_a(at, "me") or sentence.is_a(at, "up_or_down"):
        at += 1
    at += sentence.is_a(at, "that_word") and sentence.is_a(start, "noting")
    says_that = at > start + 1 and sentence.is_a(at - 1, "that_word")  # "add that I have a physical on friday"
    day = sentence.timed_from(at) if sentence.is_a(start, "marking") else None  # "mark sunday as laundry day"
    is_for_calendar = (
        bool(lead)
        or says_that
        or (day is not None and sentence.is_a(day.last, "as_word"))
        or sentence.find("calendar", at) is not None
        or sentence.is_a(start, "scheduling")
    )
    if not is_for_calendar and not _names_event(sentence, at):
        return None
    repeats = False
    cuts = [(sentence.first, at)]
    for place in range(at, min(sentence.last, at + 6)):
        if sentence.is_a(place, "repeating"):
            repeats = True
            cuts.append((place - 1 if sentence.is_a(place - 1, "article") else place, place + 1))
    return Head(kind=Kind.EVENT, first=sentence.first, last=at, cuts=tuple(cuts), repeats=repeats)


def _later_request(sentence: Sentence, head: Head) -> Head | None:
    """The second command of "I have to call at ten, set me a reminder", not of "remind me to have bob remind me"."""
    if head.first != sentence.first or not (head.kind is Kind.EVENT or head.kind is Kind.REMIND):
        return None
    if head.kind is Kind.REMIND and _MARKS.isdisjoint(sentence.words):
        return None
    later = _later_head(sentence)
    if later is None or not _only_time_follows(sentence, later.last):
        return None
    return later if head.kind is Kind.EVENT or sentence.words[later.first - 1] in _MARKS else None


def _names_event(sentence: Sentence, at: int) -> bool:
    """True where a meeting, a birthday or the like is named before the clause goes on."""
    for place in range(at, min(sentence.last, at + 7)):
        if sentence.is_a(place, "event") or sentence.is_a(place, "container"):
            return True
        if place > at and (sentence.is_a(place, "to_word") or sentence.is_a(place, "preposition")):
            return False
    return False


def _later_head(sentence: Sentence) -> Head | None:
    """A command behind a time or a sentence: "in 2 hours remind me to ...", "..., can you remind me?"."""
    for at in range(sentence.first + 1, sentence.last):
        if sentence.words[at] not in sentence.book.head_words:
            continue
        if _is_complaint(sentence, at):
            return None
        if (length := sentence.match("tail", at)) and _only_time_follows(sentence, at + length):
            end = at + length
            is_alarm = any(sentence.is_a(place, "alarm") for place in range(at, end))
            kind = Kind.ALARM if is_alarm else Kind.REMIND
            return Head(kind=kind, first=at, last=end, cuts=((_courtesy_start(sentence, at), end),))
        head = read_head(sentence, at) if _may_start(sentence, at) else None
        if head is not None:
            start = _courtesy_start(sentence, at)
            if all(
                sentence.is_a(place, "pleasantry") or sentence.words[place] in _MARKS
                for place in range(sentence.first, start)
            ):
                start = sentence.first
            return replace(head, first=start, cuts=((start, head.cuts[0][1]), *head.cuts[1:]) if head.cuts else ())
    return None


def _is_complaint(sentence: Sentence, at: int) -> bool:
    """True for "you didn't" and "why did you not" before "remind me at 5"."""
    said = sentence.words[sentence.first : at]
    return sentence.is_a(sentence.first, "complainer") and not sentence.book.classes["complaint"].isdisjoint(said)


def _only_time_follows(sentence: Sentence, at: int) -> bool:
    at = sentence.skip_marks(at)
    while (timed := sentence.timed_from(at)) is not None:
        at = sentence.skip_marks(timed.last)
    return at >= sentence.last


def _may_start(sentence: Sentence, at: int) -> bool:
    """True where a clause may start: behind a time phrase, a mark, courtesy, or before "remind me"."""
    if sentence.words[at - 1] in _MARKS:
        return True
    if sentence.timed_until(at) is not None:
        return True
    start = _courtesy_start(sentence, at)
    if start < at and (sentence.words[start - 1] in _MARKS or sentence.timed_until(start) is not None):
        return True
    is_asked = sentence.is_a(at, "remind_word") or sentence.is_a(at - 1, "therefore")  # "I always forget so ping me"
    return is_asked and sentence.is_a(at + 1, "me")


def _courtesy_start(sentence: Sentence, at: int) -> int:
    """Where the courtesy before a command starts: "..., can you please", "so"."""
    for length in (5, 4, 3, 2, 1) if sentence.words[at - 1] in sentence.book.endings["courtesy"] else ():
        start = at - length
        if start >= sentence.first and sentence.match("courtesy", start) == length:
            at = start
            break
    if at - 1 > sentence.first and (sentence.is_a(at - 1, "name") or sentence.is_a(at - 1, "clause_opener")):
        return at - 1
    return at


def _other_cuts(sentence: Sentence, head: Head, says_repeat: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """Words of command elsewhere in the text: "to my calendar", "and set it to repeat", "I need to get up"."""
    cuts = []
    if head.kind is Kind.EVENT and (span := sentence.find("calendar", head.last)) is not None:
        cuts.append(span)
    if (later := _later_request(sentence, head)) is not None:
        cuts.extend(later.cuts)
    if says_repeat is not None:
        cuts.append(says_repeat)
    if head.first > sentence.first:
        need = sentence.match("need", sentence.first)
        if need:
            cuts.append((sentence.first, sentence.first + need))
    return tuple(cuts)
