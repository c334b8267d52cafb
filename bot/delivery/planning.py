"""From a decision to the reminders and outbound messages to save. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from bot.delivery.occurrences import message_for, with_wall_time
from bot.delivery.others import plan_for, request_for, to_contact
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import Changes, Decision, PersonContext
from bot.domain.contacts import Contact
from bot.domain.heads_ups import occurrence_for
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundMessage, OutboundState, Person, Reminder, ReminderState
from bot.domain.records import replace

NewId = Callable[[], UUID]


def plan_changes(
    decision: Decision, person_context: PersonContext, renderer: MessageRenderer, now: datetime, new_id: NewId
) -> tuple[tuple[Reminder, ...], tuple[OutboundMessage, ...]]:
    """The reminders and outbound messages to save for a decision."""
    reminders: list[Reminder] = []
    outbound: list[OutboundMessage] = []
    contacts = {contact.id: contact for contact in (*person_context.contacts, *decision.contacts)}
    for reminder in (*decision.made, *decision.changed, *decision.revived):
        contact = contacts.get(reminder.contact_id) if reminder.contact_id is not None else None
        planned, moments = plan_for(with_wall_time(replace(reminder, state=ReminderState.OPEN)), (), contact, now)
        reminders.append(planned)
        moments = moments if planned.overview is None else ()  # the worker writes it, once it is due
        wanted = messages_for(planned, decision.person, moments, renderer, contact, now=now, new_id=new_id)
        outbound += replace_messages(_messages_of(reminder, person_context), wanted, now)
    ended = [(reminder, ReminderState.CANCELLED) for reminder in decision.cancelled]
    ended += [(reminder, ReminderState.PARKED) for reminder in decision.parked]
    ended += [(reminder, ReminderState.PAUSED) for reminder in decision.paused]
    for reminder, state in ended:
        reminders.append(replace(reminder, state=state, next_check_at=None))
        outbound += [cancel_message(message, now) for message in _messages_of(reminder, person_context)]
    if is_unreachable(decision.person) and not is_unreachable(person_context.person):
        if not person_context.is_complete_for(None):
            raise ValueError("the pending messages of the person are not loaded")
        handled = {message.id for message in outbound}
        outbound += [cancel_message(message, now) for message in person_context.outbound if message.id not in handled]
    outbound += [request_for(text, decision.person, now, new_id()) for text in decision.contact_texts]
    return tuple(reminders), tuple(outbound)


def affected_ids(decision: Decision, person_context: PersonContext) -> frozenset[UUID] | None:
    """The reminders whose pending messages ``plan_changes`` must know; None: all messages of the person."""
    if is_unreachable(decision.person) and not is_unreachable(person_context.person):
        return None
    planned = (*decision.made, *decision.changed, *decision.revived)  # a copy that is snoozed again is made again
    ended = (*decision.cancelled, *decision.parked, *decision.paused)
    return frozenset(reminder.id for reminder in (*planned, *ended))


def messages_for(
    reminder: Reminder,
    person: Person,
    moments: Iterable[datetime],
    renderer: MessageRenderer,
    contact: Contact | None = None,
    *,
    now: datetime,
    new_id: NewId,
) -> list[OutboundMessage]:
    """One outbound message for each of these send times (UTC) of a reminder.

    A reminder for somebody else goes to the ``contact`` who accepted. Before, it tells the person that they have not.
    """
    messages = []
    for moment in moments:
        body = _body(reminder, person, moment, renderer)
        message = message_for(reminder, person, moment, body=body, now=now, id_=new_id())
        messages.append(message if reminder.contact_id is None else to_contact(message, reminder, contact, renderer))
    return messages


def _body(reminder: Reminder, person: Person, moment: datetime, renderer: MessageRenderer) -> str:
    at = occurrence_for(reminder, moment)
    if reminder.until_done is not None and at <= moment:
        return renderer.until_done(reminder.message)
    if at == moment:
        return renderer.reminder(reminder.message)
    return renderer.heads_up(reminder.message, at, person, moment)


def _messages_of(reminder: Reminder, person_context: PersonContext) -> list[OutboundMessage]:
    # A message that was not loaded would never be cancelled, so a decision must have asked for it (with_pending).
    if not person_context.is_complete_for(frozenset({reminder.id})):
        raise ValueError("the pending messages of the reminder are not loaded")
    return [message for message in person_context.outbound if message.reminder_id == reminder.id]


def is_unreachable(person: Person) -> bool:
    """Whether nothing may be sent to the person any more."""
    return person.opted_out_at is not None or person.forgotten_at is not None


def replace_messages(
    old: Sequence[OutboundMessage], wanted: Sequence[OutboundMessage], now: datetime
) -> list[OutboundMessage]:
    """What to save so that the ``wanted`` messages of a reminder take the place of its pending ``old`` ones.

    An old message that is still wanted as it is stays. The provider is asked to cancel the others only when their
    replacements are safe, because a duplicate is better than a reminder that never comes. A message that the bot still
    keeps is cancelled at once: its replacement is kept just as safely.
    """
    staying, new, obsolete = _compare(old, wanted)
    if not new:
        return [cancel_message(message, now) for message in obsolete]
    kept = [message for message in obsolete if message.state is OutboundState.WAITING]
    handed_over = [message for message in obsolete if message.state is not OutboundState.WAITING]
    # Pair them up in order; the last new message also replaces all old ones that are left over.
    replaces = [[message.id for message in handed_over[place : place + 1]] for place in range(len(new))]
    replaces[-1] += [message.id for message in handed_over[len(new) :]]
    # An obsolete message may itself replace an earlier one. The first new message takes that over.
    staying_ids = {message.id for message in staying}
    replaces[0] += [id_ for message in obsolete for id_ in message.replaces if id_ not in staying_ids]
    return [
        *(cancel_message(message, now) for message in kept),
        *(replace(message, replaces=()) for message in handed_over if message.replaces),
        *(replace(message, replaces=tuple(dict.fromkeys(ids))) for message, ids in zip(new, replaces, strict=True)),
    ]


def _compare(
    old: Sequence[OutboundMessage], wanted: Sequence[OutboundMessage]
) -> tuple[list[OutboundMessage], list[OutboundMessage], list[OutboundMessage]]:
    """The old messages that stay, the wanted ones that are new, and the old ones that are obsolete."""
    staying: list[OutboundMessage] = []
    new: list[OutboundMessage] = []
    left = list(old)
    for message in wanted:
        key = (message.due_at, message.body)
        same = next((candidate for candidate in left if (candidate.due_at, candidate.body) == key), None)
        if same is None:
            new.append(message)
        else:
            staying.append(same)
            left.remove(same)
    # A staying message cancels those that it replaces by itself, as soon as it is safe.
    already_replaced = {id_ for message in staying for id_ in message.replaces}
    return staying, new, [message for message in left if message.id not in already_replaced]


def forgotten(person_context: PersonContext, now: datetime) -> Changes:
    """Cancel every message and reminder of a person who asked to be forgotten.

    The store erases the data (``Store.erase_forgotten``) once no message is left at the provider. Meanwhile the same
    number already counts as a newcomer.
    """
    return Changes(
        person=replace(person_context.person, forgotten_at=now),
        reply=None,
        intent="forget",
        reminders=tuple(
            replace(reminder, state=ReminderState.CANCELLED, next_check_at=None)
            for reminder in person_context.reminders
        ),
        outbound=tuple(cancel_message(message, now) for message in person_context.outbound),
    )
