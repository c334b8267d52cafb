"""What is loaded to decide on one text, what the conversation decides, and what one unit of work saves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from bot.domain.model import OutboundMessage, Person, Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReminder:
    """A message that has left, and its reminder, which may have ended or changed since."""

    message: OutboundMessage
    reminder: Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContext:
    """A person and everything of theirs that a decision may need, loaded in the unit of work that saves the result.

    ``reminders`` are open, parked or paused. ``outbound`` are the messages that have not left yet. ``unreported`` are
    failed messages that the person has not been told about. ``recently_sent`` is newest first. ``too_late_to_cancel``
    are the ids of the reminders whose next message can no longer be cancelled. ``unreadable_numbers`` are the numbers
    of active reminders whose rows are broken, so that they are missing in ``reminders``.
    """

    person: Person
    reminders: tuple[Reminder, ...] = ()
    outbound: tuple[OutboundMessage, ...] = ()
    unreported: tuple[OutboundMessage, ...] = ()
    recently_sent: tuple[SentReminder, ...] = ()
    too_late_to_cancel: frozenset[UUID] = frozenset()
    unreadable_numbers: frozenset[int] = frozenset()

    @property
    def taken_numbers(self) -> set[int]:
        """The numbers that no new reminder may get. The set is a new one, so that it may be added to."""
        return {reminder.number for reminder in self.reminders} | self.unreadable_numbers


class CancelOutcome(IntEnum):
    """The result of cancelling a reminder's messages at the provider. Ordered: the worst of several counts."""

    CANCELLED = 0
    PENDING = 1  # the provider has not answered yet
    TOO_LATE = 2  # at least one message arrives anyway


# Words the reply, given the outcome for each deleted or changed reminder by its id. A missing id means CANCELLED.
ReplyForOutcomes = Callable[[Mapping[UUID, CancelOutcome]], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the conversation decides on one text. ``reply`` is None for silence; ``person`` is as they are from now on.

    ``made`` are new reminders and ``changed`` existing ones with new values. The reminders in ``cancelled``,
    ``paused``, ``parked`` (opted out) and ``revived`` (opted in again) are given as they were before.
    ``reply_for_outcomes`` words a reply that depends on whether the provider could cancel; without it a note is added
    to ``reply`` when it could not. ``reported`` are the failed messages that the reply mentions. ``over_limit`` names
    the limit that the request was refused for, as a metric label.
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one unit of work saves: rows to insert or replace, and the reply (None for silence).

    ``pending`` and ``over_limit`` are not saved. While ``pending`` is set, ``reply`` is provisional: it is replaced
    when the provider has answered.
    """

    person: Person
    reply: str | None
    intent: str
    reminders: tuple[Reminder, ...] = ()
    outbound: tuple[OutboundMessage, ...] = ()
    pending: PendingReply | None = None
    over_limit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply to a text (None for silence) and how it was understood. A redelivered text gets the same again."""

    reply: str | None
    intent: str
    redelivered: bool = False
