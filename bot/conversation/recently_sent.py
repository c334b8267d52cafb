"""What has been told lately: the reminders that a person answers with "snooze", "done", or a bare time."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.conversation.context import ReplyContext
from bot.domain.model import OutboundKind, OutboundState, Reminder, SentReminder

LATELY = timedelta(days=1)  # "snooze" and "done" mean what was told within
JUST_NOW = timedelta(hours=1)  # and a bare time what was told within, unless something else was spoken of since


def told_at(told: SentReminder) -> datetime:
    """When it left: at its time, or when the bot sent it itself."""
    text = told.text
    if text.scheduled_for is None and text.handed_over_at is not None:
        return max(text.due_at, text.handed_over_at)
    return text.due_at


def recently_sent_reminders(context: ReplyContext) -> tuple[SentReminder, ...]:
    """What has left within a day, newest first; also what the provider has not reported yet."""
    by_id = {reminder.id: reminder for reminder in context.person_context.reminders}
    unreported = (
        SentReminder(text=text, reminder=by_id[text.reminder_id])
        for text in context.person_context.outbound
        if text.kind is OutboundKind.REMINDER
        and text.state is OutboundState.SCHEDULED
        and text.due_at <= context.now
        and text.reminder_id in by_id
    )
    lately = [one for one in (*unreported, *context.person_context.recent) if context.now - told_at(one) <= LATELY]
    return tuple(sorted(lately, key=told_at, reverse=True))


def told_just_now(context: ReplyContext) -> SentReminder | None:
    """What a bare time is about: told within the hour, with nothing else spoken of since."""
    told = next(iter(recently_sent_reminders(context)), None)
    if told is None or context.now - told_at(told) > JUST_NOW:
        return None
    memory = context.person.memory
    is_last_spoken_of = memory.last_mentioned_at is None or memory.last_mentioned_at <= told_at(told)
    return told if is_last_spoken_of or memory.last_mentioned == (again_id(told),) else None


def again_id(told: SentReminder) -> UUID:
    """The id of the reminder that tells ``told`` again: the same each time, so that there is one at most."""
    return uuid5(told.text.id, "again")


def waiting_again(told: SentReminder, context: ReplyContext) -> Reminder | None:
    """The reminder that is to tell it again, if it is set and has not come yet."""
    return next((reminder for reminder in context.living if reminder.id == again_id(told)), None)
