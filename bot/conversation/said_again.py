"""Mends what was just set, or sets what was not understood, where the text says it again: "no I meant ..."."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.questions import is_open, without_question
from bot.conversation.handlers.undo import last_change
from bot.conversation.interpret import known_messages
from bot.conversation.locale import locale_of
from bot.conversation.recently_sent import last_sent
from bot.domain.naming import named_by
from bot.understanding import command as c
from bot.understanding.context import Context
from bot.understanding.said_again import read_said_again

JUST_SET = timedelta(minutes=10)  # how long a repeat by itself is about the reminder set before


def said_again(context: ReplyContext) -> tuple[tuple[c.Reading, ...], ReplyContext] | None:
    """What the text asks for, as changes of the reminder just set, and the context for it; None for another text."""
    memory = context.person.memory
    is_asked_when = is_open(context) and memory.pending_message is not None
    if context.person.opted_out_at is not None or (is_open(context) and not is_asked_when):
        return None
    numbers = () if is_asked_when else _last_changed(context)
    just_set = memory.pending_message or next(
        (one.message for one in context.open_reminders if (one.number,) == numbers), ""
    )
    known = known_messages(context.person_context)
    place = Context(context.now, ZoneInfo(context.person.timezone), locale_of(context.person), known)
    request = read_said_again(context.text, place, just_set)
    if request is None:
        return None
    if len(numbers) == 1:
        edits = _changes(request, c.Target(numbers=numbers), just_set)
        return tuple(c.Reading(edit, "", words=context.text) for edit in edits), context
    is_missed = bool(memory.not_understood_at) and context.now - memory.not_understood_at[-1] <= JUST_SET
    if not is_asked_when and not is_missed:
        return None
    return (c.Reading(request, "", words=context.text),), context.of(without_question(context.person))


def _changes(request: c.Create | c.AskTime, target: c.Target, just_set: str) -> tuple[c.Edit, ...]:
    task = request.tasks[0] if isinstance(request, c.Create) else c.Task(message=request.message)
    edits = []
    if task.moment or task.repeat:
        edits.append(c.Edit(target=target, moment=task.moment, repeat=task.repeat))
    if not named_by(task.message, (just_set,)):
        edits.append(c.Edit(target=target, message=task.message))
    return tuple(edits)


def just_changed(context: ReplyContext) -> tuple[int, ...]:
    """The numbers of the reminders, still to come, that were set or changed last, if nothing has happened since."""
    change, memory = last_change(context), context.person.memory
    if change is None or (memory.last_listed_at is not None and memory.last_listed_at >= change.at):
        return ()
    return _last_changed(context)


def _last_changed(context: ReplyContext) -> tuple[int, ...]:
    """The same, if all else that has happened since is a list."""
    change, memory = last_change(context), context.person.memory
    if change is None or context.now - change.at > JUST_SET or memory.not_understood_at:
        return ()
    ids = change.made or tuple(reminder.id for reminder in change.before)
    numbers = tuple(reminder.number for reminder in context.open_reminders if reminder.id in ids)
    is_there = len(numbers) == len(ids) and memory.last_mentioned == ids and last_sent(context) is None
    return numbers if is_there else ()
