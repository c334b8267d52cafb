"""Reminders for somebody else: nothing is planned for them before they accepted. Pure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.delivery.occurrences import message_for, plan
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import ContactText, PlannedOccurrence
from bot.domain.contacts import Contact
from bot.domain.heads_ups import occurrences_ahead, send_times_of
from bot.domain.model import OutboundKind, OutboundMessage, Person, Reminder, ReminderState
from bot.domain.records import replace


def plan_for(
    reminder: Reminder, planned: Sequence[OutboundMessage | PlannedOccurrence], contact: Contact | None, now: datetime
) -> tuple[Reminder, tuple[datetime, ...]]:
    """As ``plan``. A reminder for a ``contact`` who has not accepted waits for its first text and has none before.

    If they have not accepted by then, the person is told, once: that is its text. A series goes on waiting.
    """
    if reminder.contact_id is None or (contact is not None and contact.accepts):
        return plan(reminder, planned, now)
    upcoming = next(send_times_of(reminder, after=now), None)
    missed = (reminder.due_at,) if reminder.due_at <= now and reminder.skipped_until is None else ()
    if upcoming is None:
        return replace(reminder, state=ReminderState.DONE, next_check_at=None), missed
    if reminder.rrule is not None:
        skipped = reminder.due_at if missed else reminder.skipped_until
        due_at = next(occurrences_ahead(reminder, after=now), reminder.due_at)
        reminder = replace(reminder, due_at=due_at, skipped_until=skipped)
    return replace(reminder, next_check_at=upcoming), missed


def to_contact(
    message: OutboundMessage, reminder: Reminder, contact: Contact | None, renderer: MessageRenderer
) -> OutboundMessage:
    """``message`` of ``reminder`` for the contact if they accepted, else the news for the person that they have not."""
    if contact is None or not contact.accepts:
        return replace(message, body=renderer.not_accepted(reminder.message, contact.name if contact else ""))
    body = renderer.from_asker(message.body, contact.asker_name)
    return replace(message, to_number=contact.number, contact_id=contact.id, body=body)


def request_for(text: ContactText, asker: Person, now: datetime, id_: UUID) -> OutboundMessage:
    """The message that carries a text to somebody else.

    It has the kind of a reminder, so that it is not sent to a number that opted out, and the sender hears of it if it
    fails.
    """
    message = message_for(None, text.to or asker, now, body=text.body, now=now, id_=id_)
    message = replace(message, kind=OutboundKind.REMINDER)
    if text.contact is None:
        return message
    due_at = max(text.contact.asked_at or now, now)
    return replace(message, to_number=text.contact.number, contact_id=text.contact.id, due_at=due_at)
