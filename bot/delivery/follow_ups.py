"""What a change of a message's state entails for its person. Pure: saved in the same unit of work as the change."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.delivery.occurrences import message_for
from bot.delivery.others import request_for
from bot.delivery.overdue import catch_up
from bot.delivery.renderer import MessageRenderer
from bot.delivery.second_try import (
    FallbackProvider,
    by_fallback,
    deserves_fallback,
    deserves_second_try,
    second_try,
)
from bot.domain.changes import Changes, ContactText, Decide, PersonContext, with_pending
from bot.domain.contacts import ContactState
from bot.domain.message_state import cancel_message, is_overdue, is_safe
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, ReminderState
from bot.domain.receipts import FailureCause
from bot.domain.records import replace

S = OutboundState
K = OutboundKind

# A reply that waits for the same cancel can report the failure first, and then drops the notice.
NOTICE_DELAY = timedelta(seconds=10)


def follow_ups_for(
    before: OutboundMessage,
    after: OutboundMessage,
    cause: FailureCause | None,
    renderer: MessageRenderer,
    *,
    now: datetime,
    late_limit: timedelta,
    supports_idempotency_keys: bool = False,
    fallback: FallbackProvider | None = None,
    quiet_hours: str | None = None,
) -> Decide | None:
    """The decision that follows now that ``before`` has become ``after``; None if nothing follows.

    ``cause`` is why the message was not delivered, if the provider said so. A reminder that is more than
    ``late_limit`` late is not sent any more. ``fallback`` sends what its own provider could not. ``quiet_hours`` are
    the operator's.
    """
    if cause is FailureCause.OPTED_OUT and after.contact_id is not None:
        return lambda person_context: _opted_out_contact(after, person_context, renderer, now)
    if cause is FailureCause.OPTED_OUT:
        return with_pending(None, lambda person_context: park_everything(person_context, now))
    if after.replaces and is_safe(after):
        # a message replaces earlier ones of its own reminder
        own = frozenset(filter(None, (after.reminder_id,)))
        return with_pending(own, lambda person_context: _cancel_replaced(after, person_context, renderer, now))
    # The person did not ask to stop a late text that made way for a newer one, nor what a program cancelled.
    if before.state is S.CANCELLING and _may_arrive(after) and not after.says_due and after.kind is not K.MESSAGE:
        return lambda person_context: _changes(person_context, *_notices(after, person_context, renderer, now))
    if before.state not in (after.state, S.CANCELLING):  # what the person deleted is not sent again
        if cause is FailureCause.TRANSIENT and deserves_second_try(after, now, late_limit):
            return lambda person_context: _try_again(after, second_try(after, now), person_context)
        if fallback is not None and deserves_fallback(after, fallback, now, late_limit):
            return lambda person_context: _try_again(after, by_fallback(after, fallback, now), person_context)
    if is_overdue(after, now, supports_idempotency_keys=supports_idempotency_keys):
        return with_pending(
            None,
            lambda person_context: catch_up(
                person_context,
                renderer,
                now,
                late_limit,
                supports_idempotency_keys=supports_idempotency_keys,
                quiet_hours=quiet_hours,
            ),
        )
    return None


def _may_arrive(message: OutboundMessage) -> bool:
    """Whether a message that was to be cancelled is no longer, and arrives, has arrived, or may have."""
    is_given_up = message.state is S.FAILED and message.outcome_unknown
    return message.state in (S.SCHEDULED, S.SENT, S.DELIVERED) or (is_given_up and message.kind is K.REMINDER)


def _cancel_replaced(
    message: OutboundMessage, person_context: PersonContext, renderer: MessageRenderer, now: datetime
) -> Changes:
    """``message`` is safe now, so cancel the messages that it replaces."""
    pending = (cancel_message(old, now) for old in person_context.outbound if old.id in message.replaces)
    # Messages that left before their replacement was safe had the old time or words: tell the person.
    left = (sent.message for sent in person_context.recently_sent if sent.message.id in message.replaces)
    notices = (notice for old in left for notice in _notices(old, person_context, renderer, now))
    return _changes(person_context, replace(message, replaces=()), *pending, *notices)


def _notices(
    message: OutboundMessage, person_context: PersonContext, renderer: MessageRenderer, now: datetime
) -> tuple[OutboundMessage, ...]:
    """The notice that ``message`` was not cancelled, or perhaps not; none for a person who may not be texted.

    It has the kind of a reminder: unlike a reply it does not expire after minutes, and the person hears of it at the
    next contact if it cannot be delivered.
    """
    person = person_context.person
    if person.opted_out_at is not None or person.forgotten_at is not None:
        return ()
    body = renderer.not_cancelled(message)
    notice = message_for(None, person, now + NOTICE_DELAY, body=body, now=now, id_=notice_id(message.id))
    return (replace(notice, kind=K.REMINDER, says_due=True),)


def notice_id(outbound_id: UUID) -> UUID:
    """Derived from the message's id, so that the person gets one notice for several receipts."""
    return uuid5(outbound_id, "not taken back")


def _try_again(message: OutboundMessage, again: OutboundMessage, person_context: PersonContext) -> Changes:
    """Send the message once more, as ``again``. The person hears of the failure only if that fails too."""
    if person_context.person.opted_out_at is not None or person_context.person.forgotten_at is not None:
        return _changes(person_context)
    return _changes(person_context, replace(message, failure_reported=True), again)


def park_everything(person_context: PersonContext, now: datetime) -> Changes:
    """The provider refused a message because the person opted out with the carrier, unnoticed by the bot until now.

    Do what STOP does: park the open reminders and cancel all messages, so that START brings them back.
    """
    open_reminders = (reminder for reminder in person_context.reminders if reminder.state is ReminderState.OPEN)
    return Changes(
        person=replace(person_context.person, opted_out_at=person_context.person.opted_out_at or now),
        reply=None,
        intent="stop",
        reminders=tuple(
            replace(reminder, state=ReminderState.PARKED, next_check_at=None) for reminder in open_reminders
        ),
        outbound=tuple(cancel_message(message, now) for message in person_context.outbound),
    )


def _opted_out_contact(
    message: OutboundMessage, person_context: PersonContext, renderer: MessageRenderer, now: datetime
) -> Changes:
    """The provider refused a text to somebody else because they opted out: end what is set for them, and say so."""
    ended = [contact for contact in person_context.contacts if contact.id == message.contact_id and not contact.refuses]
    contacts = tuple(replace(contact, state=ContactState.BLOCKED, decided_at=now) for contact in ended)
    news = [ContactText(body=renderer.ended_by_contact(contact.name), to=person_context.person) for contact in ended]
    notices = [request_for(text, person_context.person, now, notice_id(message.id)) for text in news]
    changes = _changes(person_context, replace(message, failure_reported=True), *notices)
    return replace(changes, contacts=contacts, suppressed=(message.to_number, now))


def _changes(person_context: PersonContext, *outbound: OutboundMessage) -> Changes:
    return Changes(person=person_context.person, reply=None, intent="", outbound=outbound)
