"""What is loaded to decide on one text, what the conversation decides, and what one unit of work saves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from bot.domain.contacts import Contact, NumberFacts
from bot.domain.model import OutboundMessage, OutboundState, Person, Reminder
from bot.domain.records import record
from bot.domain.spending import Spending


@record
class SentReminder:
    """A message that has left, and its reminder, which may have ended or changed since."""

    message: OutboundMessage
    reminder: Reminder


@record
class AskedBy:
    """Somebody who wants to have the person reminded: the contact that the person is, and who asks.

    ``reminders`` are the next few that are open, once the person has accepted.
    """

    contact: Contact
    asker: Person
    reminders: tuple[Reminder, ...] = ()


@record
class PersonContext:
    """A person and everything of theirs that a decision may need, loaded in the unit of work that saves the result.

    ``reminders`` are open, parked or paused. ``outbound`` are the messages that have not left yet. ``unreported`` are
    failed messages that the person has not been told about, and ``more_unreported`` counts those that are not
    loaded. ``recently_sent`` is newest first. ``too_late_to_cancel`` are the ids of the reminders whose next message
    can no longer be cancelled. ``spending`` is theirs and the bot's.
    ``unreadable_numbers`` are the numbers of active reminders whose rows are broken, so that they are missing in
    ``reminders``. ``reserved_numbers`` are those of reminders that the same text deletes.
    ``contacts`` are the people whom the person has reminded, ``asked_by`` those who have the person reminded.
    ``number_facts`` are about a number that the text names: see ``NumberNeeded``.

    Someone with many series has thousands of pending messages, which few decisions need. So ``outbound`` first holds
    only the next message of each reminder and the newest due ones. ``complete_for`` are the reminders of which it has
    all (None: all of the person's); a decision that needs more asks for it with ``MessagesNeeded``. It then gets in
    ``cancelling`` what the provider was asked to cancel earlier and has not answered.
    """

    person: Person
    reminders: tuple[Reminder, ...] = ()
    outbound: tuple[OutboundMessage, ...] = ()
    cancelling: tuple[OutboundMessage, ...] = ()
    unreported: tuple[OutboundMessage, ...] = ()
    more_unreported: int = 0
    recently_sent: tuple[SentReminder, ...] = ()
    too_late_to_cancel: frozenset[UUID] = frozenset()
    spending: Spending = field(default_factory=Spending)
    link_owner: Person | None = None  # whose code the text has
    linked_addresses: tuple[str, ...] = ()  # only for a text that may be about them
    complete_for: frozenset[UUID] | None = None

    def is_complete_for(self, reminder_ids: frozenset[UUID] | None) -> bool:
        """Whether ``outbound`` has all pending messages of these reminders (None: of the person)."""
        return self.complete_for is None or (reminder_ids is not None and reminder_ids <= self.complete_for)

    unreadable_numbers: frozenset[int] = frozenset()
    reserved_numbers: frozenset[int] = frozenset()
    contacts: tuple[Contact, ...] = ()
    asked_by: tuple[AskedBy, ...] = ()
    number_facts: NumberFacts | None = None

    def contact_of(self, reminder: Reminder) -> Contact | None:
        """Whom ``reminder`` is for; None if it is for the person, or that contact is gone."""
        return next((contact for contact in self.contacts if contact.id == reminder.contact_id), None)

    @property
    def taken_numbers(self) -> set[int]:
        """The numbers that no new reminder may get. The set is a new one, so that it may be added to."""
        return {reminder.number for reminder in self.reminders} | self.unreadable_numbers | self.reserved_numbers


class PlannedOccurrence(NamedTuple):
    """What planning must know of a message of a reminder."""

    due_at: datetime
    state: OutboundState
    next_attempt_at: datetime | None = None


@record
class CancelOutcome:
    """The result of cancelling a reminder's messages at the provider.

    ``too_late`` counts the messages that arrive anyway, ``pending`` those of which nobody knows yet. If there are
    neither, all of them are cancelled.
    """

    too_late: int = 0
    pending: int = 0

    @property
    def is_cancelled(self) -> bool:
        return not self.too_late and not self.pending

    def __add__(self, other: "CancelOutcome") -> "CancelOutcome":
        return CancelOutcome(too_late=self.too_late + other.too_late, pending=self.pending + other.pending)


ALL_CANCELLED = CancelOutcome()


@record
class ContactText:
    """A text to somebody else: a consent request to ``contact``, or news for the person ``to``."""

    body: str
    contact: Contact | None = None
    to: Person | None = None


# Words the reply, given the outcome for each deleted or changed reminder by its id. A missing id means ALL_CANCELLED.
ReplyForOutcomes = Callable[[Mapping[UUID, CancelOutcome]], str | None]


@record
class Decision:
    """What the conversation decides on one text. ``reply`` is None for silence; ``person`` is as they are from now on.

    ``made`` are new reminders and ``changed`` existing ones with new values. The reminders in ``cancelled``,
    ``paused``, ``parked`` (opted out) and ``revived`` (opted in again) are given as they were before.
    ``reply_for_outcomes`` words a reply that depends on whether the provider could cancel; without it a note is added
    to ``reply`` when it could not, or has not answered yet. ``reported`` are the failed messages that the reply
    mentions. ``over_limit`` names the limit that the request was refused for, as a metric label. ``contacts`` are new
    or changed, and ``contact_texts`` go to other people.
    """

    reply: str | None
    person: Person
    reply_for_outcomes: ReplyForOutcomes | None = None
    made: tuple[Reminder, ...] = ()
    changed: tuple[Reminder, ...] = ()
    cancelled: tuple[Reminder, ...] = ()
    paused: tuple[Reminder, ...] = ()
    parked: tuple[Reminder, ...] = ()
    revived: tuple[Reminder, ...] = ()
    reported: tuple[OutboundMessage, ...] = ()
    over_limit: str | None = None
    contacts: tuple[Contact, ...] = ()
    contact_texts: tuple[ContactText, ...] = ()


@record
class PendingReply:
    """A reply that waits for the provider to cancel messages.

    ``waited_for`` maps the ids of those messages to the ids of their reminders. ``first`` are the messages that must
    reach the provider before, because they replace the cancelled ones. ``reply_message_id`` is the outbound message
    that carries the reply, or None where the reply is part of the webhook's response.
    """

    waited_for: Mapping[UUID, UUID]
    reply_for_outcomes: ReplyForOutcomes
    first: tuple[UUID, ...] = ()
    reply_message_id: UUID | None = None


@record
class Changes:
    """What one unit of work saves: rows to insert or replace, and the reply (None for silence).

    ``response_segments`` is what the reply costs if it is part of the webhook's response instead of an outbound
    message. ``pending`` and ``over_limit`` are not saved. While ``pending`` is set, ``reply`` is provisional: it is
    replaced when the provider has answered. A contact who accepts gets the reminders that are set for them, and one who
    refuses gets none: the store takes care of both. ``suppressed`` is the number of a contact who opted out, and when.
    ``link_code`` is a new code of the person; ``links_to`` is who gets their address instead, and ``unlinks`` gives up
    the address that the text came from, or all linked ones if it came from the person's own number.
    """

    person: Person
    reply: str | None
    intent: str
    link_code: str | None = None
    links_to: Person | None = None
    unlinks: bool = False
    reminders: tuple[Reminder, ...] = ()
    outbound: tuple[OutboundMessage, ...] = ()
    response_segments: int = 0
    pending: PendingReply | None = None
    over_limit: str | None = None
    contacts: tuple[Contact, ...] = ()
    suppressed: tuple[str, datetime] | None = None


@record
class MessagesNeeded:
    """Instead of changes: a decision that needs all pending messages of these reminders (None: of the person).

    ``decide`` gets the same context with these messages too, and makes the changes.
    """

    reminder_ids: frozenset[UUID] | None
    decide: Callable[[PersonContext], Changes]


@record
class NumberNeeded:
    """Instead of changes: a decision that needs to know more about the number of somebody else.

    ``decide`` gets the same context with ``number_facts`` as of ``now``.
    """

    number: str
    now: datetime
    decide: "Decide"


Step = Changes | MessagesNeeded | NumberNeeded
# Decides about one person, in the unit of work that saves the changes.
Decide = Callable[[PersonContext], Step]


def with_pending(reminder_ids: Iterable[UUID] | None, decide: Callable[[PersonContext], Changes]) -> Decide:
    """``decide``, which needs all pending messages of these reminders (None: of the person)."""
    needed = None if reminder_ids is None else frozenset(reminder_ids)

    def decide_with_pending(person_context: PersonContext) -> Step:
        if person_context.is_complete_for(needed):
            return decide(person_context)
        return MessagesNeeded(reminder_ids=needed, decide=decide)

    return decide_with_pending


@record
class Answer:
    """The reply to a text (None for silence) and how it was understood. A redelivered text gets the same again."""

    reply: str | None
    intent: str
    redelivered: bool = False
