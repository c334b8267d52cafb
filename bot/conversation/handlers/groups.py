"""Reminders that were set together, as "gym mon wed fri at 6": a change of their hour, or of their days, is for all."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.delete import delete
from bot.conversation.targets import Chosen
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.understanding.command import Cancel, Edit, Target

_TWO = 2


def with_group(command: Edit, chosen: Chosen, context: ReplyContext) -> Chosen:
    """All of a group where the words of ``command`` name it as a whole; else ``chosen``."""
    if command.target.period is not None or command.target.place or not _are_group(chosen.matching, context):
        return chosen
    is_hour = command.moment is not None and not command.moment.has_date and not command.moment.is_delay
    is_for_all = is_hour or command.message is not None or bool(command.added or command.leads or command.but_weekdays)
    return replace(chosen, reminders=chosen.matching, matching=()) if is_for_all and not command.also else chosen


def _are_group(reminders: Sequence[Reminder], context: ReplyContext) -> bool:
    same = {(one.message, one.created_at, context.local(one.due_at).time(), one.rrule) for one in reminders}
    # Two may well be told apart: "move Maya to 5".
    return len(reminders) > _TWO and len(same) == 1 and reminders[0].rrule is None


def without_weekdays(command: Edit, reminders: Sequence[Reminder], context: ReplyContext) -> Decision | None:
    """ "drop fridays" of a group: those on that day are deleted; None where none is."""
    falling = [one.number for one in reminders if context.local(one.due_at).weekday() in command.but_weekdays]
    if not falling or len(falling) == len(reminders) or command.moment is not None:
        return None
    return delete(Cancel(target=Target(numbers=tuple(falling))), context)
