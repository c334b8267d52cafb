"""Pauses reminders until a given time: "pause 2 until monday", "no gym reminder this week". Pure.

Such a reminder stays open: its due time moves to the first occurrence after the pause, so nothing has to resume it.
"resume 2" ends the pause early.
"""

from datetime import UTC, datetime, time, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.list_reminders import line
from bot.conversation.handlers.reschedule import upcoming_of
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder, ReminderState
from bot.domain.records import replace
from bot.understanding.command import Moment

_INSTANT = timedelta(microseconds=1)


def pause_until(reminders: tuple[Reminder, ...], moment: Moment, context: ReplyContext) -> Decision:
    """Skip all occurrences before ``moment``. A day without a time means the start of that day.

    A reminder without a later occurrence is left unchanged, and the reply says so.
    """
    until = _start(moment)
    results = [(reminder, without_occurrences_before(reminder, until, context)) for reminder in reminders]
    changed = tuple(after for before, after in results if after is not None and after != before)
    stay = [str(before.number) for before, after in results if after is None]
    notes = (refusals.no_later_time(stay),) if stay else ()
    if not changed:
        return Decision(reply=notes[0] if notes else _nothing_to_pause(reminders, context), person=context.person)
    if len(changed) == 1:
        (reminder,) = changed
        reply = confirmations.paused_until(
            reminder.number, context.moment_words(reminder.due_at), reminder.message, notes
        )
    else:
        lines = [line(reminder, context) for reminder in sorted(changed, key=lambda reminder: reminder.due_at)]
        reply = "\n".join((confirmations.several_changed(lines), *notes))
    return Decision(reply=reply, person=context.person, changed=changed)


def _start(moment: Moment) -> datetime:
    if moment.has_clock or moment.is_delay:
        return moment.at
    return datetime.combine(moment.at.date(), time(), tzinfo=moment.at.tzinfo)


def without_occurrences_before(reminder: Reminder, until: datetime, context: ReplyContext) -> Reminder | None:
    """``reminder``, no longer paused, due at its first occurrence from ``until`` on, or None if it has none."""
    resumed = replace(reminder, state=ReminderState.OPEN)
    if reminder.due_at >= until:
        return resumed
    if reminder.rrule is None:
        return None
    skipped = replace(resumed, skipped_until=until.astimezone(UTC) - _INSTANT)
    following = next(upcoming_of(skipped, context), None)
    return None if following is None else replace(skipped, due_at=following)


def resume_early(reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    """End pauses "until monday" early, and bring back skipped occurrences. No reminder here is in state PAUSED."""
    resumed: list[Reminder] = []
    for reminder in reminders:
        unskipped = replace(reminder, skipped_until=None)
        due_at = next(upcoming_of(unskipped, context), None)
        if due_at is not None and due_at < reminder.due_at:
            resumed.append(replace(unskipped, due_at=due_at))
    if not resumed:
        return Decision(reply=refusals.not_paused(reminders[0].number), person=context.person)
    if len(resumed) == 1:
        (reminder,) = resumed
        reply = confirmations.resumed(reminder.number, context.moment_words(reminder.due_at), reminder.message)
    else:
        reply = confirmations.several_resumed(len(resumed))
    return Decision(reply=reply, person=context.person, changed=tuple(resumed))


def _nothing_to_pause(reminders: tuple[Reminder, ...], context: ReplyContext) -> str:
    first = min(reminders, key=lambda reminder: reminder.due_at)
    return refusals.nothing_to_pause(first.number, context.moment_words(first.due_at))
