"""Offers: "Shall I remind you every day at 8:00 AM?" for a remark."""

from datetime import UTC
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import questions
from bot.domain.changes import Decision
from bot.domain.records import replace
from bot.understanding.command import Moment, Repeat, Task


def offered(task: Task, context: ReplyContext) -> Decision:
    """Ask whether to set the reminder ``task``."""
    at = task.repeat.first if task.repeat is not None else task.moment.at if task.moment is not None else context.now
    rrule = task.repeat.rrule if task.repeat is not None else None
    memory = replace(
        context.person.memory,
        pending_message=task.message,
        pending_moment=at.astimezone(UTC),
        pending_rrule=rrule,
        pending_since=context.now,
    )
    when = context.moment_words(at)
    if rrule is not None:
        when = f"{repeat_words(rrule)} at {context.clock_words(at)}"
    person = replace(context.person, memory=memory)
    reply = questions.offer(when, task.message, introduce=not person.introduced)
    return Decision(reply=reply, person=replace(person, introduced=True))


def accepted_task(context: ReplyContext) -> Task | None:
    """The reminder that was offered; None if nothing was, or its time has passed."""
    memory = context.person.memory
    if memory.pending_message is None or memory.pending_moment is None:
        return None
    at = memory.pending_moment.astimezone(ZoneInfo(context.person.timezone))
    if memory.pending_rrule is not None:
        repeat = Repeat(rrule=memory.pending_rrule, first=at, has_clock=True)
        return Task(message=memory.pending_message, repeat=repeat)
    if at <= context.now:
        return None
    return Task(message=memory.pending_message, moment=Moment(at=at, has_date=True, has_clock=True))
