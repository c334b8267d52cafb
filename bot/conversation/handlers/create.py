"""Making reminders."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.context import Limits, ReplyContext, Response
from bot.conversation.formatting import clock_words, listed, shortened, zone_words
from bot.conversation.repeat_words import hours_of, repeat_words
from bot.conversation.texts import general as texts
from bot.conversation.trips import zone_at
from bot.domain.model import Reminder
from bot.domain.recurrence import Recurrence
from bot.domain.sms_segments import segments
from bot.understanding.command import Assumption, Create, Task

EITHER_HALF = range(6, 12)  # "at 8" may be the morning or the evening; hardly anybody means 3 at night
MOST_HOURS_SAID = 4
LIST_WORDS = 40  # of a message, where several are confirmed in one text

NOTES = {
    Assumption.SPRING_GAP: texts.SPRING_GAP,
    Assumption.AUTUMN_FIRST: texts.AUTUMN_FIRST,
    Assumption.SHORT_MONTH: texts.SHORT_MONTH,
    Assumption.DEFAULT_HOUR: texts.DEFAULT_HOUR,
}


def create(command: Create, context: ReplyContext) -> Response:
    """One reminder a task, each under the smallest free number, confirmed with its moment as understood."""
    limit = context.limits.open_reminders
    if len(context.person_context.reminders) + len(command.tasks) > limit:
        return Response(reply=texts.too_many(limit), person=context.person, over_limit="open reminders")
    if any(segments(texts.reminder(task.message)) > context.limits.reminder_segments for task in command.tasks):
        return Response(reply=texts.too_long(), person=context.person, over_limit="reminder length")
    if any(task.repeat and is_too_often(task.repeat.rrule, context.limits) for task in command.tasks):
        reply = texts.too_often(context.limits.shortest_repeat_seconds)
        return Response(reply=reply, person=context.person, over_limit="repeat")
    numbers = free_numbers({reminder.number for reminder in context.person_context.reminders})
    made = tuple(_reminder(task, next(numbers), context) for task in command.tasks)
    if len(made) == 1:
        reply = _confirmed(command.tasks[0], made[0], context)
    else:
        lines = [_line(task, reminder, context) for task, reminder in zip(command.tasks, made, strict=True)]
        reply = texts.several_confirmed(lines, _zone_to_tell(context), introduce=not context.person.introduced)
    person = replace(context.person, introduced=True, memory=replace(context.person.memory, zone_untold=False))
    return Response(reply=reply, person=person, made=made)


def _zone_to_tell(context: ReplyContext) -> str:
    """The zone taken for granted, where the person has not heard of it yet; else ""."""
    if context.person.introduced and not context.person.memory.zone_untold:
        return ""
    return zone_words(context.person.timezone)


def is_too_often(rrule: str, limits: Limits) -> bool:
    """Whether two occurrences of a rule can be closer together than the limit allows."""
    return Recurrence.parse(rrule).shortest_gap < timedelta(seconds=limits.shortest_repeat_seconds)


def free_numbers(taken: Collection[int]) -> Iterator[int]:
    """The numbers that no reminder has, smallest first. ``taken`` may grow meanwhile."""
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def _reminder(task: Task, number: int, context: ReplyContext) -> Reminder:
    at = _first(task)
    is_repeat = task.repeat is not None
    return Reminder(
        id=context.new_id(),
        person_id=context.person.id,
        number=number,
        message=task.message,
        due_at=at.astimezone(UTC),
        timezone=zone_at(context.person, at),
        created_at=context.now,
        rrule=task.repeat.rrule if task.repeat else None,
        wall_start=context.local(at).replace(tzinfo=None) if is_repeat or _is_by_clock(task) else None,
    )


def _is_by_clock(task: Task) -> bool:
    """Whether the task was set by the clock where the person is, so that it can move along to another zone."""
    return task.moment is not None and not task.moment.is_delay and task.moment.zone_named is None


def _first(task: Task) -> datetime:
    if task.repeat is not None:
        return task.repeat.first
    if task.moment is None:
        raise ValueError("a task to be created has a moment or a repeat")
    return task.moment.at


def _when(task: Task, context: ReplyContext) -> str:
    """ "5:00 PM", or "every weekday, next Mon 7:00 AM"."""
    moment = context.moment_words(_first(task))
    if task.repeat is None:
        return moment
    clocks = [clock_words(task.repeat.first.replace(hour=hour), context.time_format) for hour in _hours_to_say(task)]
    return f"{repeat_words(task.repeat.rrule)}{f' ({listed(clocks)})' if clocks else ''}, first {moment}"


def _hours_to_say(task: Task) -> tuple[int, ...]:
    """The hours of a repeat that comes several times a day."""
    hours = hours_of(task.repeat.rrule) if task.repeat is not None else ()
    return hours if 1 < len(hours) <= MOST_HOURS_SAID else ()


def _confirmed(task: Task, reminder: Reminder, context: ReplyContext) -> str:
    when = " ".join(filter(None, (_when(task, context), _zone_to_tell(context))))
    understood = task.repeat or task.moment
    assumptions = understood.assumptions if understood else ()
    if _hours_to_say(task):
        assumptions = tuple(one for one in assumptions if one is not Assumption.DEFAULT_HOUR)  # they are said
    notes = (*notes_of(assumptions), *_other_half(reminder, assumptions, context))
    introduce = not context.person.introduced
    return texts.confirmation(reminder.number, reminder.message, when, notes, introduce=introduce)


def _other_half(reminder: Reminder, assumptions: tuple[Assumption, ...], context: ReplyContext) -> tuple[str, ...]:
    """The word that makes a morning of an evening, where either may be meant."""
    at = context.local(reminder.due_at)
    if Assumption.MERIDIEM not in assumptions or at.hour % 12 not in EITHER_HALF:
        return ()
    other = at.replace(hour=(at.hour + 12) % 24)
    return (texts.other_half("PM" if at.hour < 12 else "AM", clock_words(other, context.time_format)),)


def notes_of(assumptions: tuple[Assumption, ...]) -> tuple[str, ...]:
    """What was taken for granted and is said."""
    return tuple(text for assumption, text in NOTES.items() if assumption in assumptions)


def _line(task: Task, reminder: Reminder, context: ReplyContext) -> str:
    return texts.list_line(reminder.number, _when(task, context), shortened(reminder.message, LIST_WORDS), "")
