"""Recently sent reminders, which a person can answer with "snooze", "done" or a bare time."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.conversation.context import ReplyContext
from bot.domain.changes import SentReminder
from bot.domain.model import OutboundKind, OutboundState, Reminder

RECENT = timedelta(days=1)  # how long "snooze" and "done" refer to a sent reminder
JUST_NOW = timedelta(hours=1)  # how long a bare time does, unless another reminder was mentioned since


def sent_at(sent: SentReminder) -> datetime:
    """When the message was sent: at its due time, or later if the bot sent it itself and was late."""
    message = sent.message
    if message.scheduled_for is None and message.handed_over_at is not None:
        return max(message.due_at, message.handed_over_at)
    return message.due_at


def recently_sent_reminders(context: ReplyContext) -> tuple[SentReminder, ...]:
    """The reminders sent within a day, newest first.

    Includes scheduled messages that are due but whose status callback has not arrived: the person may answer sooner.
    """
    by_id = {reminder.id: reminder for reminder in context.person_context.reminders}
    due_at_provider = (
        SentReminder(message=message, reminder=by_id[message.reminder_id])
        for message in context.person_context.outbound
        if message.kind is OutboundKind.REMINDER
        and message.state is OutboundState.SCHEDULED
        and message.due_at <= context.now
        and message.reminder_id in by_id
    )
    recent = [
        item
        for item in (*due_at_provider, *context.person_context.recently_sent)
        if context.now - sent_at(item) <= RECENT and item.reminder.overview is None  # nobody is done with a list
    ]
    return tuple(sorted(recent, key=sent_at, reverse=True))


def last_sent(context: ReplyContext) -> SentReminder | None:
    """The reminder that a reply refers to: the one sent last within a day, unless another was mentioned since."""
    sent = next(iter(recently_sent_reminders(context)), None)
    if sent is None or _is_done(sent, context):
        return None
    mentioned_at = context.person.memory.last_mentioned_at
    is_last_mentioned = mentioned_at is None or mentioned_at <= sent_at(sent)
    return sent if is_last_mentioned or context.now - sent_at(sent) <= JUST_NOW else None


def _is_done(sent: SentReminder, context: ReplyContext) -> bool:
    """Whether the person has said so: "remind me tomorrow" is about something else then."""
    done_at = context.person.memory.done_at
    return done_at is not None and sent_at(sent) <= done_at


def just_sent(context: ReplyContext) -> SentReminder | None:
    """The reminder that a bare time refers to: sent within the hour, and no other mentioned since."""
    sent = next(iter(recently_sent_reminders(context)), None)
    if sent is None or context.now - sent_at(sent) > JUST_NOW or _is_done(sent, context):
        return None
    memory = context.person.memory
    is_last_mentioned = memory.last_mentioned_at is None or memory.last_mentioned_at <= sent_at(sent)
    return sent if is_last_mentioned or memory.last_mentioned == (snoozed_id(sent),) else None


def snoozed_id(sent: SentReminder) -> UUID:
    """The id of the snoozed copy of ``sent``. Deterministic, so that a sent reminder has at most one copy."""
    return uuid5(sent.message.id, "again")


def snoozed_copy(sent: SentReminder, context: ReplyContext) -> Reminder | None:
    """The snoozed copy of ``sent`` that is still to be sent, or None."""
    return next((reminder for reminder in context.listed_reminders if reminder.id == snoozed_id(sent)), None)
