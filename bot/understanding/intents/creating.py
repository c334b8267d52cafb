"""Reminders to be made: with a command ("remind me to ..."), or without one ("call mom tomorrow 5pm")."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.understanding.choice import Choice
from bot.understanding.command import AskTime, Assumption, Create, Reading, Task, Trace, Unknown
from bot.understanding.explain import trace_of, why_created, why_no_time
from bot.understanding.intents.before_events import ask_for_event, unresolved_offsets
from bot.understanding.intents.counting import count_of, counted, spaced_out, spacing_of
from bot.understanding.intents.errands import is_no_errand, is_service
from bot.understanding.intents.heads import Head, Kind, opened_head, read_head
from bot.understanding.intents.later_heads import event_head, later_head, later_request
from bot.understanding.intents.likely_half import likely_meridiem, shared_meridiem
from bot.understanding.intents.named_times import named_holiday, named_hour
from bot.understanding.intents.said_before import on_the_day_said_before, start_of_request
from bot.understanding.message import cut
from bot.understanding.selection import choose
from bot.understanding.sentence import Sentence
from bot.understanding.series import with_bounds
from bot.understanding.times.days import Weekday
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.phrases.recurrence_specs import repeated
from bot.understanding.times.resolve import Resolved, resolve

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

LEFT_IN_MESSAGE = "left in the message"  # the rule of the trace of a time that says nothing of when


def read_creation(sentence: Sentence) -> Reading | None:
    """A reminder asked for by a command, None where there is no command."""
    head = read_head(sentence, sentence.first) or opened_head(sentence) or event_head(sentence) or later_head(sentence)
    if head is None:
        return None
    says_repeat = sentence.find("repeat_it")
    cuts = head.cuts + _other_cuts(sentence, head, says_repeat)
    repeats = head.repeats or says_repeat is not None
    start = start_of_request(sentence, head)
    choice = on_the_day_said_before(sentence, head) or choose(sentence, cuts, commanded=True, start=start)
    choice = with_bounds(sentence, choice, repeats=repeats)
    message = _message(sentence, head, cuts, choice)
    if head.kind is Kind.TELL and is_service(sentence, message):
        return Reading(Unknown(), "That is not something I can do; I only remind.")
    return _answer(sentence, head, choice, message, cuts, repeats=repeats)


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
    choice = with_bounds(sentence, choose(sentence, cuts, commanded=False), repeats=says_repeat is not None)
    if choice.phrase is None or _is_topic(sentence, choice.phrase):
        return None
    message = cut(sentence, cuts + choice.cuts, commanded=True)
    if not any(letter.isalpha() for letter in message):
        return None
    return _answer(sentence, None, choice, message, cuts, repeats=says_repeat is not None)


def _is_topic(sentence: Sentence, phrase: TimePhrase) -> bool:
    """True for "send an email about friday"."""
    first = sentence.token_at(phrase.start)
    is_about = sentence.is_a(first, "topic_word") or sentence.is_a(first - 1, "topic_word")
    return is_about and not phrase.fields.clocks


def _answer(
    sentence: Sentence,
    head: Head | None,
    choice: Choice,
    message: str,
    cuts: tuple[tuple[int, int], ...],
    *,
    repeats: bool,
) -> Reading:
    phrase = choice.phrase
    question = _question(sentence, head, choice, message, cuts)
    if phrase is None or question is not None:
        question = question or AskTime(message=message.removesuffix(" later"))
        return Reading(question, why_no_time(question.problem, question.part))
    if repeats and not phrase.is_repeat:
        phrase = repeated(phrase) or phrase
    count = count_of(sentence, head) if head is not None else 0
    phrase = counted(phrase, count)
    meridiem = likely_meridiem(sentence, head, choice)
    if choice.also and meridiem is None:
        meridiem = shared_meridiem(sentence, (phrase, *choice.also))
    resolved = resolve(phrase, sentence.context, meridiem=meridiem)
    if resolved.problem == "past" and phrase.fields.shift is not None:
        resolved = _at_the_event(sentence, phrase, resolved)
    if head is not None and head.kind is Kind.REMIND and not head.cuts:
        resolved = _for_another(resolved)
    trace = trace_of(sentence, phrase, resolved)
    if resolved.problem == "unclear" and (offsets := unresolved_offsets(sentence, phrase)):
        command = ask_for_event(sentence, offsets, cuts)
        return Reading(command, why_no_time(command.problem, command.part), (trace,))
    if resolved.problem:
        return Reading(
            AskTime(message=message, problem=resolved.problem, part=trace.words),
            why_no_time(resolved.problem, trace.words),
            (trace,),
        )
    task = Task(message, resolved.moment, resolved.repeat)
    tasks: tuple[Task, ...] = (task, *_more_tasks(sentence, task, choice.also, meridiem)) if choice.also else (task,)
    is_one_day = phrase.fields.shift is None  # "a day before and an hour before" are days apart
    if choice.also and is_one_day and all(one.fields.day == phrase.fields.day for one in choice.also):
        tasks = (
            tuple(sorted(_on_one_day(tasks, phrase), key=_first_time)) if phrase.fields.recurrence is None else tasks
        )
    tasks = spaced_out(tasks, count, spacing_of(sentence))
    left: tuple[Trace, ...] = ()
    if choice.left:
        left = tuple([Trace(sentence.text[one.start : one.end], LEFT_IN_MESSAGE) for one in choice.left])
    return Reading(Create(tasks), why_created(task, trace, left, sentence.context), (trace, *left))


def _question(
    sentence: Sentence, head: Head | None, choice: Choice, message: str, cuts: tuple[tuple[int, int], ...]
) -> AskTime | None:
    """What to ask where the time that is named does not say when; None where it does, or where none is named."""
    phrase = choice.phrase
    if choice.offsets and (phrase is None or not (phrase.fields.clocks or phrase.is_repeat)):
        return ask_for_event(sentence, choice.offsets, cuts)
    if phrase is None or head is None:
        return None
    if phrase.delay_seconds == 1 and head.kind in {Kind.ALARM, Kind.TIMER}:
        return AskTime(message=message)  # "start the timer now"
    if not _is_cycle_of_the_thing(sentence, head, phrase):
        return None
    if head.first < sentence.token_at(phrase.start) < head.last:
        return AskTime(message=message, rrule=_open_rule(phrase))
    return AskTime(message=cut(sentence, cuts, commanded=True))  # "cancel all monthly payments"


def _on_one_day(tasks: tuple[Task, ...], phrase: TimePhrase) -> tuple[Task, ...]:
    """ "wednesday at 8 in the morning and 4 in the afternoon", said on a wednesday at noon: both a week from now."""
    moments = [task.moment for task in tasks if task.moment is not None]
    if not isinstance(phrase.fields.day, Weekday) or len(moments) < len(tasks):
        return tasks
    last = max(moment.at.date() for moment in moments)
    return tuple(
        replace(task, moment=replace(task.moment, at=task.moment.at + (last - task.moment.at.date())))
        for task in tasks
        if task.moment is not None
    )


def _first_time(task: Task) -> datetime:
    if task.repeat is not None:
        return task.repeat.first
    return task.moment.at if task.moment is not None else datetime.max.replace(tzinfo=UTC)


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


def _for_another(resolved: Resolved) -> Resolved:
    """Note that somebody else is to be reminded, whom the bot does not text."""
    moment, repeat = resolved.moment, resolved.repeat
    if moment is not None:
        moment = replace(moment, assumptions=(*moment.assumptions, Assumption.FOR_ANOTHER))
    if repeat is not None:
        repeat = replace(repeat, assumptions=(*repeat.assumptions, Assumption.FOR_ANOTHER))
    return replace(resolved, moment=moment, repeat=repeat)


def _at_the_event(sentence: Sentence, phrase: TimePhrase, past: Resolved) -> Resolved:
    """The event itself, where it is ahead but the notice before it would have been in the past."""
    event = resolve(replace(phrase, fields=replace(phrase.fields, shift=None)), sentence.context)
    if event.moment is None:
        return past
    assumptions = (*event.moment.assumptions, Assumption.NOTICE_PASSED)
    return replace(event, moment=replace(event.moment, assumptions=assumptions))


def _open_rule(phrase: TimePhrase) -> str:
    """The rule of "a weekly reminder", whose day and hour are still to be asked; "" without one."""
    cycle = phrase.fields.recurrence
    if cycle is None:
        return ""
    return f"FREQ={cycle.frequency}" + (f";INTERVAL={cycle.interval}" if cycle.interval > 1 else "")


def _is_cycle_of_the_thing(sentence: Sentence, head: Head, phrase: TimePhrase) -> bool:
    """True for "a monthly reminder": how often, but neither the day nor the hour."""
    cycle = phrase.fields.recurrence
    if cycle is None or phrase.fields.clocks or phrase.fields.part:
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
    if head.first == sentence.first or message.endswith("."):
        message = _without_closing_mark(message)
    if message.lower() in sentence.book.classes["no_message"]:
        message = ""  # "two alarms, one for 6 and one for 7", "my morning alarm"
    if not message and head.kind is not Kind.WAKE:
        message = named_hour(sentence, choice.phrase)
    if not message and head.own_words is not None:
        message = _own_words(sentence, head.own_words)
    if not message and head.kind is Kind.REMIND and choice.phrase is not None:
        message = named_holiday(sentence, choice.phrase)
    return _without_later(message)


def _without_later(message: str) -> str:
    """``message`` without the "later" of "remind me later to update my voicemail", which names no time."""
    return message[len("later to ") :] if message.lower().startswith("later to ") else message


def _has_context(sentence: Sentence, head: Head) -> bool:
    """True where what comes before "remind me to ..." only tells why: "I'm flying on monday, remind me to pack"."""
    if head.first <= sentence.first or head.kind not in {Kind.REMIND, Kind.TELL, Kind.MAKE}:
        return False
    at = head.last
    while (timed := sentence.timed_from(at)) is not None:
        at = timed.last + sentence.is_a(timed.last, "before")
    return sentence.is_a(at, "to_word")


def _without_closing_mark(message: str) -> str:
    """``message`` without the period or question mark that ended the request, not "..."."""
    if message.endswith((".", "?")) and not message.endswith(("..", "?.", "!?")) and " " in message:
        is_short_form = message.endswith(".") and "." in message[:-1].rsplit(" ", 1)[-1]
        return message if is_short_form else message[:-1].rstrip()
    return message


def _own_words(sentence: Sentence, span: tuple[int, int]) -> str:
    """The command's own words as message: "wake up" of "wake me up"."""
    own = [at for at in range(*span) if not sentence.is_a(at, "me") and sentence.words[at] != "to"]
    said = [sentence.slice(at, at + 1) for at in own]
    return " ".join(word for word in said if word)  # one word of another language may say it all: "despi\u00e9rtame"


def _other_cuts(sentence: Sentence, head: Head, says_repeat: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """Words of command elsewhere in the text: "to my calendar", "and set it to repeat", "I need to get up"."""
    cuts = []
    if (spacing := spacing_of(sentence)) is not None:
        cuts.append((spacing.first, spacing.last))
    if head.kind is Kind.EVENT and (span := sentence.find("calendar", head.last)) is not None:
        cuts.append(span)
    if (later := later_request(sentence, head)) is not None:
        cuts.extend(later.cuts)
    if says_repeat is not None:
        cuts.append(says_repeat)
    if (span := sentence.find("it_starts")) is not None and sentence.is_a(span[0] - 1, "before_word"):
        cuts.append(span)  # "15 min before it starts"
    if sentence.is_a(sentence.last - 1, "wanted_word") and head.kind in {Kind.ALARM, Kind.TIMER, Kind.WAKE}:
        cuts.append((sentence.last - 1, sentence.last))  # "alarm for 2 pm tomorrow needed"
    if head.first > sentence.first:
        need = sentence.match("need", sentence.first)
        if need:
            cuts.append((sentence.first, sentence.first + need))
    return tuple(cuts)
