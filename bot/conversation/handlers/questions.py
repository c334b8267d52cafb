"""Asks for missing details, one question at a time: "When?", "What about?", "Which one?".

An open question stores what is already known. The next text answers it or, if it is a new command, drops it. A
question expires after a day.
"""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.create import create
from bot.conversation.handlers.reschedule import Impossible, at_moment, wall_of
from bot.conversation.locale import locale_of
from bot.conversation.offers import accepted_task
from bot.conversation.recently_sent import just_sent
from bot.conversation.repeat_words import repeat_words
from bot.conversation.targets import which_once_more
from bot.conversation.texts import others, questions
from bot.domain.changes import Decision
from bot.domain.heads_ups import lead_of
from bot.domain.model import Memory, Person, Reminder
from bot.domain.records import replace
from bot.understanding import command as c
from bot.understanding.agreement import says_no, says_yes
from bot.understanding.context import Context
from bot.understanding.hints import hint_of, times_of, told_time

_ACCEPTING = (c.Unknown, c.Thanks, c.Start, c.AskTime, c.Done, c.AskBot)  # how "ok", "yes please", "go ahead" are read
OPEN_FOR = timedelta(days=1)
_FIRST_HOUR_OF_THREE_DIGITS = 100
_NO_QUESTION: dict[str, Any] = {field.name: field.default for field in fields(Memory) if "pending_" in field.name}

# Commands that leave the question open.
ASIDES = (c.Thanks, c.Help, c.Why, c.AskBot, c.AskAbout)


def is_open(context: ReplyContext) -> bool:
    """Whether the person has an unanswered question that has not expired."""
    asked_at = context.person.memory.pending_since
    return asked_at is not None and context.now - asked_at <= OPEN_FOR


def without_question(person: Person) -> Person:
    """The person without an open question."""
    memory = replace(person.memory, **_NO_QUESTION)
    return person if memory == person.memory else replace(person, memory=memory)


def ask_time(command: c.AskTime, context: ReplyContext) -> Decision:
    """Ask for the time, which is missing or impossible. A late "yes please" asks for nothing new."""
    person = context.person
    if command.problem == "none" and says_yes(context.text) and person.memory.last_mentioned:
        return Decision(reply=None, person=person)
    if command.message:
        message, rrule = command.text or command.message, command.rrule or None
        asked = {"pending_message": message, "pending_leads": command.leads, "pending_rrule": rrule}
        recipient = context.recipient.name if context.recipient is not None else None
        person = _with_question(person, context, **asked, pending_recipient=recipient)
    if command.problem == "event":
        return Decision(reply=questions.ask_event_time(command.part), person=person)
    if command.problem in ("past", "too_far", "no_such_day", "unclear") and command.part:
        return Decision(reply=questions.ask_time_again(command.problem, command.part), person=person)
    repeats = repeat_words(command.rrule) if command.rrule else ""
    whom = others.your(context.recipient.name) if context.recipient is not None else "you"
    reply = questions.ask_time(command.message, repeats=repeats, introduce=not person.introduced, whom=whom)
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
    if memory.pending_message is not None and memory.pending_moment is not None:
        return _answer_offer(command, context)
    if _is_refusal(command, context):
        return Decision(reply=questions.QUESTION_DROPPED, person=without_question(context.person))
    if memory.pending_message is not None:
        return _answer_when(command, memory.pending_message, context)
    if memory.pending_moment is not None:
        return _answer_what(command, memory.pending_moment, context)
    if memory.pending_number is not None and memory.pending_text is None and says_yes(context.text):
        return Decision(reply=questions.ask_what_to_do(memory.pending_number), person=context.person)
    if isinstance(command, c.Unknown) and command.number is not None and memory.pending_verb is not None:
        numbers = (reminder.number for reminder in context.listed_reminders)
        number = min(numbers, key=lambda one: one != command.number, default=command.number)
        return Decision(reply=questions.which_to_change(number), person=without_question(context.person))
    return which_once_more(context) if says_yes(context.text) else None


def _answer_offer(command: c.Command, context: ReplyContext) -> Decision | None:
    """Set what was offered, at another time if the text names one; None if the text is about something else."""
    if _is_refusal(command, context):
        return Decision(reply=questions.QUESTION_DROPPED, person=without_question(context.person))
    task = accepted_task(context)
    if task is not None and isinstance(command, _ACCEPTING) and says_yes(context.text):
        return _made(task, context)
    if _refers_to_last_mentioned(command):  # "start at 2pm"
        command = c.Unknown(moment=command.moment, repeat=getattr(command, "repeat", None))
    is_time = isinstance(command, c.Unknown) and command.number is None and (command.moment or command.repeat)
    if task is None or not isinstance(command, c.Unknown) or not is_time:
        return None
    moved = _moved(command.moment, context.person.memory.pending_moment, context) if command.moment else None
    if moved is not None:
        return _made(replace(task, moment=moved.moment, repeat=moved.repeat), context)
    if task.repeat is not None and command.moment is not None:  # "every 8 hours", from then on
        return _made(replace(task, repeat=replace(task.repeat, first=command.moment.at)), context)
    return _made(c.Task(message=task.message, moment=command.moment, repeat=command.repeat), context)


def _is_refusal(command: c.Command, context: ReplyContext) -> bool:
    """Whether the text drops the question: "never mind", "undo", "no"."""
    if isinstance(command, c.Undo):
        asked_at, change = context.person.memory.pending_since, context.person.memory.last_change
        return change is None or asked_at is None or change.at <= asked_at  # else the text that asked changed something
    if isinstance(command, c.Cancel) and command.target == c.Target(is_last=True):
        return True
    return isinstance(command, c.Unknown | c.Thanks) and says_no(context.text)


def _answer_when(command: c.Command, message: str, context: ReplyContext) -> Decision | None:
    if (delay_seconds := _delay_given(command)) is not None:
        at = context.now + timedelta(seconds=delay_seconds)
        command = c.Unknown(moment=c.Moment(at=at, has_date=False, has_clock=True, is_delay=True))
    elif _refers_to_last_mentioned(command):
        command = c.Unknown(moment=command.moment, repeat=getattr(command, "repeat", None))
    if not isinstance(command, c.Unknown):
        return None
    answered = context.of(without_question(context.person))
    several = times_of(context.text, reading_context(context)) if command.number is None or _is_hour(command) else ()
    if len(several) > 1 or (several and _is_hour(command)):
        return create(c.Create(tasks=tuple(replace(task, message=message) for task in several)), answered)
    command = _with_told_time(command, context)
    if command.moment is not None or command.repeat is not None:
        return create(c.Create(tasks=_tasks_at(command, message, context)), answered)
    if context.person.memory.pending_asked_twice:
        return None  # asked twice already: answer the text by itself
    memory = replace(context.person.memory, pending_asked_twice=True, pending_since=context.now)
    return Decision(reply=questions.ask_time_once_more(message), person=replace(context.person, memory=memory))


def _is_hour(command: c.Unknown) -> bool:
    """Whether a number alone can only be a time: "830"."""
    return command.moment is None and (command.number or 0) >= _FIRST_HOUR_OF_THREE_DIGITS


def _with_told_time(command: c.Unknown, context: ReplyContext) -> c.Unknown:
    """The command with the time that a sentence tells, as in "they open at 8"."""
    if command.number is not None or command.moment is not None or command.repeat is not None:
        return command
    told = told_time(context.text, reading_context(context))
    return replace(command, moment=told.moment, repeat=told.repeat) if told is not None else command


def reading_context(context: ReplyContext) -> Context:
    return Context(context.now, ZoneInfo(context.person.timezone), locale_of(context.person))


def _tasks_at(command: c.Unknown, message: str, context: ReplyContext) -> tuple[c.Task, ...]:
    """The reminders about ``message`` at the time of the answer: ahead of an event, or repeating, as was asked for."""
    memory, moment = context.person.memory, command.moment
    leads = tuple(map(lead_of, memory.pending_leads))
    if moment is None:
        return (c.Task(message=message, repeat=command.repeat, leads=leads),)
    if memory.pending_rrule is not None:
        repeat = c.Repeat(rrule=memory.pending_rrule, first=moment.at, has_clock=moment.has_clock)
        return (c.Task(message=message, repeat=repeat),)
    if len(leads) > 1:
        return (c.Task(message=message, moment=moment, leads=leads),)
    ahead = [moment.at - timedelta(seconds=lead) for lead in memory.pending_leads]
    ahead = [at for at in ahead if at > context.now]
    if memory.pending_leads and not ahead:
        moment = replace(moment, assumptions=(*moment.assumptions, c.Assumption.NOTICE_PASSED))
    if not ahead:
        return (c.Task(message=message, moment=moment),)
    return tuple(c.Task(message=message, moment=replace(moment, at=at, has_date=True)) for at in sorted(ahead))


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
    if isinstance(command, c.Unknown) and command.repeat is not None and not command.repeat.has_clock:
        held = moment.astimezone(ZoneInfo(context.person.timezone))
        first = command.repeat.first.replace(hour=held.hour, minute=held.minute)
        repeat = replace(command.repeat, first=first, has_clock=True)
        return ask_message(c.Unknown(repeat=repeat), context.of(without_question(context.person)))
    if not isinstance(command, c.Unknown) or command.repeat is not None:
        return None
    message = " ".join(context.text.split())
    hint = hint_of(message, reading_context(context))
    if message.endswith("?") or hint.time or hint.is_request:
        return None  # a question is nothing to do, and another time asks for something else
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
    answered = _moved(moment, held, context)
    return ask_message(answered, context.of(without_question(context.person))) if answered is not None else None


def _moved(moment: c.Moment, held: datetime | None, context: ReplyContext) -> c.Unknown | None:
    """The time ``held`` with what ``moment`` says; None if that has passed."""
    if held is None:
        return None
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
        return c.Unknown(repeat=c.Repeat(rrule=moved.rrule, first=at, has_clock=True, assumptions=assumed))
    return c.Unknown(moment=c.Moment(at=at, has_date=True, has_clock=True))


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
