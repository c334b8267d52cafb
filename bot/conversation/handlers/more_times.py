"""Gives a reminder several times: "change 1 to 7am and 8pm", "add 8am to the eye drops"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import clock_words
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.list_reminders import line
from bot.conversation.handlers.reschedule import Impossible, at_moment, with_rule
from bot.conversation.heads_up_words import next_words
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Edit, Moment

_MOST_HOURS_SHOWN = 4


def set_times(command: Edit, reminder: Reminder, context: ReplyContext) -> Decision:
    """Move ``reminder`` to ``command.moment``, if it is given, and add the times of ``command.also``.

    A series gets further hours of the day. Where one rule cannot say them, and for a single reminder, copies are set.
    """
    clocks = command.also if command.moment is None else (command.moment, *command.also)
    together = _with_hours(reminder, clocks, context, is_added=command.moment is None)
    if together is not None:
        return Decision(reply=_confirmed(together, context), person=context.person, changed=(together,))
    base = reminder if command.moment is None else at_moment(reminder, command.moment, context)
    if isinstance(base, Impossible):
        past = base.past_moment
        how = refusals.how_to_change_repeat(reminder.number, repeat_words(reminder.rrule or ""))
        reply = how if past is None else refusals.already_passed(reminder.number, context.moment_words(past))
        return Decision(reply=reply, person=context.person)
    if len(context.person_context.reminders) + len(command.also) > context.limits.open_reminders:
        return Decision(reply=refusals.too_many(context.limits.open_reminders), person=context.person)
    numbers = free_numbers(context.person_context.taken_numbers)
    copies = [_copy(base, moment, next(numbers), context) for moment in command.also]
    made = tuple(copy for copy in copies if copy is not None)
    changed = (base,) if base != reminder else ()
    lines = [line(one, context) for one in (base, *made)]
    return Decision(reply=confirmations.several_changed(lines), person=context.person, changed=changed, made=made)


def _with_hours(base: Reminder, moments: Sequence[Moment], context: ReplyContext, *, is_added: bool) -> Reminder | None:
    """The series ``base`` at the hours of ``moments``, and at its own if ``is_added``; None if no rule says that."""
    if base.rrule is None or base.wall_start is None:
        return None
    rule, start = Recurrence.parse(base.rrule), base.wall_start
    walls = [moment.at.astimezone(ZoneInfo(base.timezone)) for moment in moments]
    own = (rule.hours or (start.hour,)) if is_added else ()
    minutes = {wall.minute for wall in walls} | ({start.minute} if is_added else set())
    if rule.is_below_a_day or len(minutes) > 1 or any(moment.has_date for moment in moments):
        return None
    hours = tuple(sorted({*own, *(wall.hour for wall in walls)}))
    rule = replace(rule, hours=hours if len(hours) > 1 else ())
    changed = with_rule(base, rule, start.replace(hour=min(hours), minute=min(minutes)), context)
    return None if isinstance(changed, Impossible) else changed


def _copy(base: Reminder, moment: Moment, number: int, context: ReplyContext) -> Reminder | None:
    """A reminder like ``base`` at another time, on its day if ``moment`` names none."""
    copy = replace(base, id=context.new_id(), number=number, created_at=context.now)
    moved = at_moment(copy, replace(moment, has_date=True) if moment.has_date else moment, context)
    return None if isinstance(moved, Impossible) else moved


def _confirmed(after: Reminder, context: ReplyContext) -> str:
    rule = Recurrence.parse(after.rrule or "")
    hours: tuple[int, ...] = rule.daily_hours if 1 < len(rule.daily_hours) <= _MOST_HOURS_SHOWN else ()
    start: datetime = after.wall_start or context.local(after.due_at)
    clocks = [clock_words(start.replace(hour=hour), context.time_format) for hour in hours]
    return confirmations.repeated(after.number, next_words(after, context, clocks=clocks), after.message)
