"""Asks for missing details, one question at a time: "When?", "What about?", "Which one?".

An open question stores what is already known. The next text answers it or, if it is a new command, drops it. A
question expires after a day.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.create import create
from bot.conversation.handlers.reschedule import Impossible, at_moment, wall_of
from bot.conversation.recently_sent import just_sent
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import questions
from bot.domain.changes import Decision
from bot.domain.model import Memory, Person, Reminder
from bot.domain.records import replace
from bot.understanding import command as c

OPEN_FOR = timedelta(days=1)
REFUSALS = frozenset({"no", "nope", "nah", "nothing", "none", "neither"})

# Commands that leave the question open.
ASIDES = (c.Thanks, c.Help, c.Why)


def is_open(context: ReplyContext) -> bool:
    """Whether the person has an unanswered question that has not expired."""
    asked_at = context.person.memory.pending_since
    return asked_at is not None and context.now - asked_at <= OPEN_FOR


def without_question(person: Person) -> Person:
    """The person without an open question."""
    memory = replace(
        person.memory,
        pending_message=None,
        pending_since=None,
        pending_moment=None,
        pending_rrule=None,
        pending_is_moved=False,
        pending_verb=None,
        pending_number=None,
        pending_asked_twice=False,
    )
    return person if memory == person.memory else replace(person, memory=memory)


def ask_time(command: c.AskTime, context: ReplyContext) -> Decision:
    """Ask for the time, which is missing or impossible."""
    person = (
        _with_question(context.person, context, pending_message=command.message) if command.message else context.person
    )
    if command.problem in ("past", "too_far", "no_such_day", "unclear") and command.part:
        return Decision(reply=questions.ask_time_again(command.problem, command.part), person=person)
    reply = questions.ask_time(command.message, introduce=not person.introduced)
    return Decision(reply=reply, person=replace(person, introduced=True))


def ask_message(command: c.Unknown, context: ReplyContext) -> Decision | None:
    """Ask what a bare time is for, and store the time. None if the text has no time."""
    at = command.moment.at if command.moment else command.repeat.first if command.repeat else None
    if at is None:
        return None
    rrule = command.repeat.rrule if command.repeat else None
    person = _with_question(
        context.person,
        context,
        pending_moment=at.astimezone(UTC),
        pending_rrule=rrule,
        pending_is_moved=command.repeat is not None and c.Assumption.SPRING_GAP in command.repeat.assumptions,
    )
    moment = context.moment_words(at)
    when = f"{repeat_words(rrule)}, starting {moment}" if rrule else moment
    return Decision(reply=questions.ask_message(when), person=person)


def _with_question(person: Person, context: ReplyContext, **asked: Any) -> Person:
    return replace(person, memory=replace(person.memory, pending_since=context.now, **asked))


def answer(command: c.Command, context: ReplyContext) -> Decision | None:
    """Treat the text as an answer to the open question; None if it is not one."""
    if not is_open(context):
        return None
    memory = context.person.memory
    if _is_refusal(command, context):
        return Decision(reply=questions.QUESTION_DROPPED, person=without_question(context.person))
    if memory.pending_message is not None:
        return _answer_when(command, memory.pending_message, context)
    if memory.pending_moment is not None:
        return _answer_what(command, memory.pending_moment, context)
    if isinstance(command, c.Unknown) and command.number is not None and memory.pending_verb is not None:
        # the question does not store the new time, so a number alone is not enough
        return Decision(reply=questions.WHICH_TO_CHANGE, person=without_question(context.person))
    return None


def _is_refusal(command: c.Command, context: ReplyContext) -> bool:
    """Whether the text drops the question: "never mind", "undo", "no"."""
    if isinstance(command, c.Undo):
        return True
    if isinstance(command, c.Cancel) and command.target == c.Target(is_last=True):
        return True
    return isinstance(command, c.Unknown) and context.text.strip(" .!").casefold() in REFUSALS


def _answer_when(command: c.Command, message: str, context: ReplyContext) -> Decision | None:
    if (delay_seconds := _delay_given(command)) is not None:
        at = context.now + timedelta(seconds=delay_seconds)
        command = c.Unknown(moment=c.Moment(at=at, has_date=False, has_clock=True, is_delay=True))
    elif _refers_to_last_mentioned(command):
        command = c.Unknown(moment=command.moment, repeat=getattr(command, "repeat", None))
    if not isinstance(command, c.Unknown):
        return None
    if command.moment is not None or command.repeat is not None:
        return _made(c.Task(message=message, moment=command.moment, repeat=command.repeat), context)
    if context.person.memory.pending_asked_twice:
        return None  # asked twice already: answer the text by itself
    memory = replace(context.person.memory, pending_asked_twice=True, pending_since=context.now)
    return Decision(reply=questions.ask_time_once_more(message), person=replace(context.person, memory=memory))


def _delay_given(command: c.Command) -> int | None:
    """The delay in seconds of "10 more minutes" or "an hour later", which counts from now as an answer to "When?"."""
    if isinstance(command, c.Snooze):
        return command.delay_seconds
    is_later = isinstance(command, c.Edit) and command.target == c.Target() and (command.shift_seconds or 0) > 0
    return command.shift_seconds if is_later and isinstance(command, c.Edit) else None


def _refers_to_last_mentioned(command: c.Command) -> TypeGuard[c.Edit | c.Snooze]:
    """Whether the text gives a time for "it": "make it 5", "remind me about it tomorrow"."""
    if isinstance(command, c.Snooze):
        return command.target == c.Target(is_last=True) and command.moment is not None
    has_time = isinstance(command, c.Edit) and (command.moment is not None or command.repeat is not None)
    return isinstance(command, c.Edit) and has_time and command.pause is None and command.target == c.Target()


def _answer_what(command: c.Command, moment: datetime, context: ReplyContext) -> Decision | None:
    if isinstance(command, c.Edit) and command.meridiem is not None and command.target == c.Target():
        return _with_meridiem(command.meridiem, moment, context)
    if isinstance(command, c.AskTime) and command.problem == "none" and command.message:
        task = _task_with_known_time(context, command.message)
        return _made(task, context) if task is not None else None
    if isinstance(command, c.Unknown) and command.moment is not None and command.repeat is None:
        return None if just_sent(context) is not None else _with_new_time(command.moment, moment, context)
    if not isinstance(command, c.Unknown) or command.repeat is not None:
        return None
    message = " ".join(context.text.split())
    task = _task_with_known_time(context, message)
    if task is None or command.number is not None or not any(letter.isalpha() for letter in message):
        return None
    return _made(task, context)


def _made(task: c.Task, context: ReplyContext) -> Decision:
    return create(c.Create(tasks=(task,)), context.of(without_question(context.person)))


def _task_with_known_time(context: ReplyContext, message: str) -> c.Task | None:
    """The task with the time given earlier; None if there is no such time or it has passed."""
    memory = context.person.memory
    if not is_open(context) or memory.pending_moment is None:
        return None
    at = memory.pending_moment.astimezone(ZoneInfo(context.person.timezone))
    if memory.pending_rrule is not None:
        assumed = _moved_by_clocks(memory)
        repeat = c.Repeat(rrule=memory.pending_rrule, first=at, has_clock=True, assumptions=assumed)
        return c.Task(message=message, repeat=repeat)
    if at <= context.now:
        return None
    return c.Task(message=message, moment=c.Moment(at=at, has_date=True, has_clock=True))


def _moved_by_clocks(memory: Memory) -> tuple[c.Assumption, ...]:
    return (c.Assumption.SPRING_GAP,) if memory.pending_is_moved else ()


def _with_meridiem(meridiem: str, moment: datetime, context: ReplyContext) -> Decision | None:
    at = context.local(moment)
    at = at.replace(hour=at.hour % 12 + (12 if meridiem == "pm" else 0))
    if at <= context.now:
        at += timedelta(days=1)
    flipped = c.Unknown(moment=c.Moment(at=at, has_date=True, has_clock=True))
    return ask_message(flipped, context.of(without_question(context.person)))


def _with_new_time(moment: c.Moment, held: datetime, context: ReplyContext) -> Decision | None:
    """Ask again with the time changed: "9" keeps the day that was given earlier, and "friday" the clock time."""
    person = context.person
    at, rrule = held.astimezone(ZoneInfo(person.timezone)), person.memory.pending_rrule
    reminder = Reminder(
        id=context.new_id(),
        person_id=person.id,
        number=0,
        message="",
        due_at=held,
        timezone=person.timezone,
        created_at=context.now,
        rrule=rrule,
        wall_start=context.wall(at, _moved_by_clocks(person.memory)) if rrule is not None else None,
    )
    moved = at_moment(reminder, moment, context)
    if isinstance(moved, Impossible):
        return None
    at = moved.due_at.astimezone(ZoneInfo(person.timezone))
    if moved.rrule is not None:
        is_moved = wall_of(moved, context) != at.replace(tzinfo=None)
        assumed = (c.Assumption.SPRING_GAP,) if is_moved else ()
        answered = c.Unknown(repeat=c.Repeat(rrule=moved.rrule, first=at, has_clock=True, assumptions=assumed))
    else:
        answered = c.Unknown(moment=c.Moment(at=at, has_date=True, has_clock=True))
    return ask_message(answered, context.of(without_question(person)))


def completed_command(command: c.Unknown, context: ReplyContext) -> c.Command | None:
    """The command that the text completes: a number after "Which one?" or a time after "edit 2"; else None."""
    memory = context.person.memory
    if not is_open(context):
        return None
    if memory.pending_number is not None and (command.moment or command.repeat):
        target = c.Target(numbers=(memory.pending_number,))
        return c.Edit(target=target, moment=command.moment, repeat=command.repeat)
    verb = memory.pending_verb
    if command.number is None or verb is None:
        return None
    target = c.Target(numbers=(command.number,))
    commands: dict[str, c.Command] = {
        "delete": c.Cancel(target=target),
        "done": c.Done(target=target),
        "snooze": c.Snooze(target=target),
        "pause": c.Edit(target=target, pause=True),
        "resume": c.Edit(target=target, pause=False),
        "skip": c.Edit(target=target, skip_next=True),
    }
    return commands.get(verb)
