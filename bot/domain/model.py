"""The values that every room shares. Frozen, no I/O, every datetime aware."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID


def require_aware(**moments: datetime | None) -> None:
    """Raise ``ValueError`` naming the first moment that carries no zone."""
    for name, moment in moments.items():
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{name} must carry a zone")


class ProviderName(StrEnum):
    SIMULATOR = "simulator"
    TWILIO = "twilio"
    TELNYX = "telnyx"


class ZoneSource(StrEnum):
    """How the bot came by a person's zone."""

    DEFAULT = "default"
    NUMBER = "number"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person has set for themselves; None is the custom of their country.

    The parts of a day are (hour, minute). ``clock_hours`` is 12 or 24.
    """

    morning: tuple[int, int] | None = None
    afternoon: tuple[int, int] | None = None
    evening: tuple[int, int] | None = None
    night: tuple[int, int] | None = None
    clock_hours: int | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the bot remembers of the conversation with a person.

    It is stored as JSON. Every field has a default, because older rows lack the newer fields.

    At most one question is open. It was asked at ``pending_since`` and is one of: "When?" about ``pending_message``;
    "What about?" for ``pending_moment`` (and ``pending_rrule``); "Which one?" for the action ``pending_verb``; "When
    instead?" about the reminder ``pending_number``. ``pending_asked_twice``: it is not asked a third time.
    ``last_mentioned`` are the reminders that were mentioned last, at ``last_mentioned_at``. ``last_change`` is what
    UNDO reverts. ``list_offset`` is where "more" continues. On a trip the person is in another zone until
    ``away_until`` and returns to ``home_timezone`` (IANA). ``why`` explains how the last text was understood.
    ``not_understood_at`` are the latest consecutive texts that were not understood. ``forget_asked_at`` is when the
    bot asked the person to confirm that everything should be erased. ``zone_unannounced``: the bot has not yet told
    this person, who knows it already, which zone it assumes.
    """

    pending_message: str | None = None
    pending_since: datetime | None = None
    pending_moment: datetime | None = None
    pending_rrule: str | None = None
    pending_verb: str | None = None
    pending_number: int | None = None
    pending_asked_twice: bool = False
    last_mentioned: tuple[UUID, ...] = ()
    last_mentioned_at: datetime | None = None
    last_change: "LastChange | None" = None
    list_offset: int = 0
    home_timezone: str | None = None
    away_until: datetime | None = None
    why: str | None = None
    not_understood_at: tuple[datetime, ...] = ()
    forget_asked_at: datetime | None = None
    zone_unannounced: bool = False

    def __post_init__(self) -> None:
        require_aware(
            pending_since=self.pending_since,
            pending_moment=self.pending_moment,
            last_mentioned_at=self.last_mentioned_at,
            away_until=self.away_until,
            forget_asked_at=self.forget_asked_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One phone number on one provider: one conversation.

    ``id`` is 0 until the store has given one. ``bot_number`` is the number of ours that the person texted last and
    that texts to them leave from. ``timezone`` is an IANA name. While ``opted_out_at`` is set nothing is sent.
    ``forgotten_at``: they asked to be forgotten; the same number is a newcomer from then on, and everything of theirs
    is erased once nothing of it lies with the provider any more.
    """

    id: int
    provider: ProviderName
    number: str
    bot_number: str
    timezone: str
    zone_source: ZoneSource
    created_at: datetime
    introduced: bool = False
    opted_out_at: datetime | None = None
    forgotten_at: datetime | None = None
    preferences: Preferences = Preferences()
    memory: Memory = Memory()

    def __post_init__(self) -> None:
        require_aware(created_at=self.created_at, opted_out_at=self.opted_out_at, forgotten_at=self.forgotten_at)


class ReminderState(StrEnum):
    OPEN = "open"
    PARKED = "parked"  # the person opted out; comes back when they opt in again
    DONE = "done"  # its last occurrence is out
    CANCELLED = "cancelled"
    PAUSED = "paused"  # until the person lets it go on


# A reminder keeps its number while it is in one of these states.
ACTIVE_REMINDER_STATES = frozenset({ReminderState.OPEN, ReminderState.PARKED, ReminderState.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What a person asked to be told. ``number`` is theirs, stays put while the reminder lives, then is free again.

    ``due_at`` is the next occurrence (UTC). For a repeat, ``rrule`` is an RFC 5545 recurrence rule over wall time,
    counted from ``wall_start`` (naive, in ``timezone``); each occurrence is turned into UTC on its own. ``next_check_at``
    is when the courier must look at it next: to end it, or to plan the next occurrences of a repeat. The occurrences of
    a repeat up to ``skipped_until`` (UTC) are left out.
    """

    id: UUID
    person_id: int
    number: int
    message: str
    due_at: datetime
    timezone: str
    created_at: datetime
    state: ReminderState = ReminderState.OPEN
    rrule: str | None = None
    wall_start: datetime | None = None
    next_check_at: datetime | None = None
    skipped_until: datetime | None = None

    def __post_init__(self) -> None:
        require_aware(
            due_at=self.due_at,
            created_at=self.created_at,
            next_check_at=self.next_check_at,
            skipped_until=self.skipped_until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """What a person changed last, at ``at``, as it was before.

    ``made`` are the reminders that are new since, ``before`` the others as they were. The rest is what the person had
    set, None where that was left alone.
    """

    at: datetime
    made: tuple[UUID, ...] = ()
    before: tuple[Reminder, ...] = ()
    timezone: str | None = None
    zone_source: ZoneSource | None = None
    home_timezone: str | None = None
    away_until: datetime | None = None
    preferences: Preferences | None = None

    def __post_init__(self) -> None:
        require_aware(at=self.at, away_until=self.away_until)


class OutboundKind(StrEnum):
    REMINDER = "reminder"
    REPLY = "reply"
    MESSAGE = "message"  # made by another program through the interface


class OutboundState(StrEnum):
    """Where an outbound text stands. What may follow what is the table in ``bot/domain/message_state.py``."""

    WAITING = "waiting"  # kept by the bot
    HANDING_OVER = "handing_over"  # the intent is committed, the provider is being called
    SCHEDULED = "scheduled"  # the provider holds it
    CANCELLING = "cancelling"  # to be taken back at the provider
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """One text to one person at one time: an occurrence of a reminder, a reply, or another program's message.

    ``id`` is ours, made before the provider is asked; it is the idempotency key and travels in the status
    callback's address. ``next_attempt_at`` is when the courier must look at it next, None when there is nothing to do.
    ``scheduled_for`` is the send time given to the provider, None when it was asked to send at once.
    ``outcome_unknown``: the provider was called and its answer was lost, so it may or may not hold the text.
    ``failure_reported``: the person has heard that it could not be delivered. ``media_urls`` are pictures to go with it.
    ``replaces`` are the texts in whose place it comes: they are taken back once this one is safe. ``says_due``: it was
    late, and its words say when it was due. ``is_second_try``: the same words were sent before and did not arrive.
    """

    id: UUID
    person_id: int
    provider: ProviderName
    kind: OutboundKind
    to_number: str
    from_number: str
    body: str
    due_at: datetime
    created_at: datetime
    reminder_id: UUID | None = None
    state: OutboundState = OutboundState.WAITING
    next_attempt_at: datetime | None = None
    attempts: int = 0
    provider_message_id: str | None = None
    scheduled_for: datetime | None = None
    handed_over_at: datetime | None = None
    outcome_unknown: bool = False
    failure: str | None = None
    failure_reported: bool = False
    media_urls: tuple[str, ...] = ()
    replaces: tuple[UUID, ...] = ()
    says_due: bool = False
    is_second_try: bool = False

    def __post_init__(self) -> None:
        require_aware(
            due_at=self.due_at,
            created_at=self.created_at,
            next_attempt_at=self.next_attempt_at,
            scheduled_for=self.scheduled_for,
            handed_over_at=self.handed_over_at,
        )


class OptOut(StrEnum):
    """What the provider says it did itself with an opt-out word (Twilio OptOutType, Telnyx autoresponse_type)."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundText:
    """A text from a person, verified. ``message_id`` is the provider's and makes a redelivery known."""

    provider: ProviderName
    message_id: str
    from_number: str
    to_number: str
    body: str
    received_at: datetime
    opt_out: OptOut | None = None

    def __post_init__(self) -> None:
        require_aware(received_at=self.received_at)


class FailureCause(StrEnum):
    """Why a text did not arrive, where the bot can do something about it."""

    OPTED_OUT = "opted out"
    TRANSIENT = "transient"  # a phone that is off, a carrier in trouble: the same words may arrive later


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a provider says became of an outbound text.

    ``outbound_id`` is our id from the callback's address where there is one; it is a hint, not proof.
    ``state`` is None for a status that changes nothing (queued, sending). ``failure`` is the provider's code, and
    ``cause`` what that means to the bot, if anything.
    """

    provider: ProviderName
    provider_message_id: str
    state: OutboundState | None
    outbound_id: UUID | None = None
    failure: str | None = None
    cause: FailureCause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a provider's scheduler accepts, in seconds from the call; margins are included already.

    Nearer than ``earliest_seconds`` the bot sends itself; farther than ``latest_seconds`` it keeps the text and hands
    it over when it is ``schedule_ahead_seconds`` away. Nearer than ``cancel_seconds`` a scheduled text cannot be taken
    back.
    """

    earliest_seconds: float
    latest_seconds: float
    schedule_ahead_seconds: float
    cancel_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReminder:
    """A text that has left, and the reminder it tells, whatever has become of that."""

    text: OutboundMessage
    reminder: Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContext:
    """All that is needed to answer one text: who it is and what they have, read in the same unit of work.

    ``reminders`` are those that live (open, parked or paused), ``outbound`` their texts that have not left yet,
    ``untold`` the texts that failed without the person having heard of it, ``recent`` what has left last, newest first,
    and ``on_its_way`` the reminders whose next text can no longer be taken back.
    """

    person: Person
    reminders: tuple[Reminder, ...] = ()
    outbound: tuple[OutboundMessage, ...] = ()
    untold: tuple[OutboundMessage, ...] = ()
    recent: tuple[SentReminder, ...] = ()
    on_its_way: frozenset[UUID] = frozenset()


class CancelOutcome(IntEnum):
    """What has become of a reminder's texts that are to be taken back at the provider; of several the worst."""

    CANCELLED = 0  # they will not come
    PENDING = 1  # the provider has not answered yet
    TOO_LATE = 2  # one comes, or has come, all the same


# The reply by the fates of the reminders that are deleted or changed (by their ids); what is not named is CANCELLED.
ReplyForOutcomes = Callable[[Mapping[UUID, CancelOutcome]], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingReply:
    """A reply that waits for the provider. ``waited_for`` are texts to be taken back, and whose reminders they are.

    ``first`` are those that must be with the provider before. ``reply_message_id`` is the text that carries the reply, where
    it does not go back in the webhook's answer.
    """

    waited_for: Mapping[UUID, UUID]
    reply_for_outcomes: ReplyForOutcomes
    first: tuple[UUID, ...] = ()
    reply_message_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one unit of work leaves behind: values to insert or replace, and the reply (None is silence).

    ``pending``: the reply is the first word only, and settled once the provider was asked. It is not kept.
    Nor is ``over_limit``: the limit that what was asked is refused for.
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
    """What the person is answered; the same again for a redelivered text."""

    reply: str | None
    intent: str
    redelivered: bool = False
