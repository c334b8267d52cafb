"""What has been told lately: the reminders that a person answers with "snooze", "done", or a bare time."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.conversation.context import ReplyContext
from bot.domain.changes import SentReminder
from bot.domain.model import OutboundKind, OutboundState, Reminder

RECENT = timedelta(days=1)  # "snooze" and "done" mean what was told within
JUST_NOW = timedelta(hours=1)  # and a bare time what was told within, unless something else was spoken of since


def sent_at(sent: SentReminder) -> datetime:
    """When it left: at its time, or when the bot sent it itself."""
    message = sent.message
    if message.scheduled_for is None and message.handed_over_at is not None:
        return max(message.due_at, message.handed_over_at)
    return message.due_at


def recently_sent_reminders(context: ReplyContext) -> tuple[SentReminder, ...]:
    """What has left within a day, newest first; also what the provider has not reported yet."""
    by_id = {reminder.id: reminder for reminder in context.person_context.reminders}
    unreported = (
        SentReminder(message=message, reminder=by_id[message.reminder_id])
        for message in context.person_context.outbound
        if message.kind is OutboundKind.REMINDER
        and message.state is OutboundState.SCHEDULED
        and message.due_at <= context.now
        and message.reminder_id in by_id
    )
    recent = [
        one for one in (*unreported, *context.person_context.recently_sent) if context.now - sent_at(one) <= RECENT
    ]
    return tuple(sorted(recent, key=sent_at, reverse=True))


def just_sent(context: ReplyContext) -> SentReminder | None:
    """What a bare time is about: told within the hour, with nothing else spoken of since."""
    sent = next(iter(recently_sent_reminders(context)), None)
    if sent is None or context.now - sent_at(sent) > JUST_NOW:
        return None
    memory = context.person.memory
    is_last_mentioned = memory.last_mentioned_at is None or memory.last_mentioned_at <= sent_at(sent)
    return sent if is_last_mentioned or memory.last_mentioned == (snoozed_id(sent),) else None


def snoozed_id(sent: SentReminder) -> UUID:
    """The id of the reminder that tells ``told`` again: the same each time, so that there is one at most."""
    return uuid5(sent.message.id, "again")


def snoozed_copy(sent: SentReminder, context: ReplyContext) -> Reminder | None:
    """The reminder that is to tell it again, if it is set and has not come yet."""
    return next((reminder for reminder in context.living if reminder.id == snoozed_id(sent)), None)
