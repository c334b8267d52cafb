"""What the bot asks of a database. Each method is one unit of work: one trip, one transaction, one commit.

The functions passed in decide; they are pure, quick, and may be called again when a transaction is repeated.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol
from uuid import UUID

from bot.domain.changes import Answer, Changes, PersonContext
from bot.domain.model import InboundText, OutboundMessage, OutboundState, Person, ProviderName, Reminder

# A person new to the bot, with id 0; the store gives the id.
Newcomer = Callable[[], Person]
Decide = Callable[[PersonContext], Changes]
Change = Callable[[OutboundMessage], OutboundMessage]
# Texts as they stand now; the reply that they come to, and what is to be saved with it.
Amend = Callable[[tuple[OutboundMessage, ...]], tuple[str | None, tuple[OutboundMessage, ...]]]
# A text before and after a change; what else follows of that for its person, None where nothing does.
Follow = Callable[[OutboundMessage, OutboundMessage], Decide | None]
# A reminder, its person and its texts so far; the reminder as it is to be, and the texts to add.
TopUp = Callable[[Reminder, Person, tuple[OutboundMessage, ...]], tuple[Reminder, tuple[OutboundMessage, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedText:
    """What is kept of a text from a person: when it came, what it was taken for, and the answer. Not its words."""

    message_id: str
    received_at: datetime
    intent: str
    reply: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Everything the bot has of one person."""

    person: Person
    reminders: tuple[Reminder, ...]
    outbound: tuple[OutboundMessage, ...]
    received: tuple[ReceivedText, ...]


# Those who have the number; the recipient (id 0: new to the bot) and the message.
DecideMessage = Callable[[tuple[Person, ...]], tuple[Person, OutboundMessage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A request that is to be carried out once, however often it comes with its ``key``.

    ``request_hash`` tells it from another with the same key. Keys from before ``kept_since`` are forgotten.
    """

    key: str
    request_hash: str
    kept_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedMessage:
    """A message, and whether it was there before: its request came again with its key."""

    text: OutboundMessage
    is_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """Which messages, newest first: to a number, in one of some states (none: in any), older than ``before``."""

    limit: int
    to: str | None = None
    states: tuple[OutboundState, ...] = ()
    before: tuple[datetime, UUID] | None = None


class MessageStore(Protocol):
    """The part of a database that is about the messages of other programs; other texts are not found by it."""

    async def add_message(self, number: str, once: Once | None, decide: DecideMessage) -> AddedMessage:
        """Make a message to ``number`` as ``decide`` has it, or find the one that its request made before.

        Raises ``bot.domain.errors.KeyReusedError``; what ``decide`` raises leaves nothing behind.
        """
        ...

    async def message(self, message_id: UUID) -> OutboundMessage | None:
        """One message, None where there is none."""
        ...

    async def messages(self, page: MessagePage) -> tuple[OutboundMessage, ...]:
        """A page of messages."""
        ...

    async def revise_message(self, message_id: UUID, change: Change) -> OutboundMessage | None:
        """One message, changed as it stands now; None where there is none. What ``change`` raises changes nothing."""
        ...


class PeopleStore(Protocol):
    """The part of a database that is about people as a whole. People who were forgotten are not found."""

    async def people_with(self, number: str) -> tuple[Person, ...]:
        """Whoever texts from this number: one for each provider."""
        ...

    async def living_reminders(self, number: str | None, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        """Up to ``limit`` open and parked reminders with whose they are, of one number or of all; soonest first."""
        ...

    async def reminders_by_id(self, beginning: str, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        """Up to ``limit`` reminders whose id begins so (lower case), in any state, with whose they are."""
        ...

    async def personal_data(self, person_id: int) -> PersonalData | None:
        """Everything there is of a person, forgotten or not; None where nothing is left."""
        ...

    async def being_taken_back(self, person_id: int) -> tuple[OutboundMessage, ...]:
        """The texts of a person that are still to be taken back at the provider; soonest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSince:
    """From which moment on what is over is kept: texts that came, texts that left, reminders that are done."""

    inbound: datetime
    texts: datetime
    reminders: datetime


class Checkpoint(Enum):
    """How the log is taken into the database: as far as nobody waits for it, or wholly, with writers waiting."""

    PASSIVE = "passive"
    TRUNCATE = "truncate"


class MaintenanceStore(Protocol):
    """The part of a database that has to be kept in order while the bot runs."""

    async def prune(self, keep_since: KeepSince, limit: int) -> int:
        """Delete up to ``limit`` of each kind that is over and older; how many in all. Never what lives.

        A reminder lives while it is open or parked, a text until it has left and, where it failed, its person has
        heard of it.
        """
        ...

    async def erase_forgotten(self, until: datetime) -> int:
        """Erase everything of those who were forgotten at ``until`` or before and of whom nothing is unsettled.

        How many people.
        """
        ...

    async def changed_elsewhere(self) -> bool:
        """Whether another process (the operator's) has written since this was asked last."""
        ...

    async def log_bytes(self) -> int:
        """How large the log of what is committed but not checked in has grown.

        Raises ``StorageError``, and makes everything else raise it, when the database was deleted or replaced.
        """
        ...

    async def checkpoint(self, how: Checkpoint) -> None:
        """Take the log into the database, off the way of a text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseStats:
    """What a database holds: people, reminders by state; texts that are due, and the longest due, by provider."""

    people: int
    reminders: Mapping[str, int]
    due: Mapping[str, int]
    oldest_due_at: Mapping[str, datetime]


class StatsStore(Protocol):
    """The part of a database that counts what it holds."""

    async def database_stats(self, now: datetime) -> DatabaseStats:
        """What the database holds; ``now`` says what is due. No text waits for it."""
        ...


class ZoneStore(Protocol):
    """The part of a database that is about the clocks by which reminders were set."""

    async def zones_in_use(self) -> Mapping[str, str | None]:
        """The zones of living reminders, each with the rules it was last seen with, None where it never was."""
        ...

    async def people_in_zone(self, timezone: str, after_id: int, limit: int) -> tuple[int, ...]:
        """Up to ``limit`` ids of people with living reminders in a zone, ascending from the one after ``after_id``."""
        ...

    async def revise_person(self, person_id: int, decide: Decide) -> None:
        """What a person has, decided anew without a text of theirs; the reply is not kept."""
        ...

    async def keep_zone_rules(self, timezone: str, rules: str) -> None:
        """Remember with which rules a zone was seen."""
        ...


class Store(PeopleStore, MessageStore, MaintenanceStore, StatsStore, ZoneStore, Protocol):
    """A database. Raises ``bot.domain.errors.StorageError`` where it cannot be used."""

    async def open(self, now: datetime) -> None:
        """Connect and bring the schema up to date."""
        ...

    async def close(self) -> None: ...

    async def ping(self) -> None:
        """Answer, or raise ``StorageError``."""
        ...

    async def answer(self, inbound: InboundText, newcomer: Newcomer, decide: Decide) -> Answer:
        """The answer to a text: load what is known, decide, save it all with the message id.

        A text with a known message id changes nothing and gets the answer it got before.
        """
        ...

    async def amend_answer(self, inbound: InboundText, outbound_ids: Iterable[UUID], amend: Amend) -> str | None:
        """The reply to a text that was answered before, decided anew by how these texts stand now, and kept."""
        ...

    async def revise_person(self, person_id: int, decide: Decide) -> None:
        """What a person has, decided anew without a text of theirs; the reply is not kept."""
        ...

    async def person(self, provider: ProviderName, number: str) -> Person | None:
        """The person with this number, None where the bot does not know them."""
        ...

    async def claim_due(
        self, provider: ProviderName, now: datetime, limit: int, begin: Change, follow: Follow | None = None
    ) -> tuple[OutboundMessage, ...]:
        """Up to ``limit`` of a provider's texts whose ``next_attempt_at`` has come, as ``begin`` made them, committed.

        Those that leave soonest come first; what lies with the provider already, and is only asked about, last.
        """
        ...

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        """One text, changed as it stands now, and what follows of it; None when there is no such text."""
        ...

    async def provider_message_ids(self, person_id: int) -> frozenset[str]:
        """The provider's ids of all the person's texts."""
        ...

    async def has_identical_in_flight(self, text: OutboundMessage) -> bool:
        """Whether a text of the same words to the same person was claimed before, and lies with nobody knows whom."""
        ...

    async def revise_by_provider_id(
        self,
        provider: ProviderName,
        provider_message_id: str,
        outbound_id: UUID | None,
        change: Change,
        follow: Follow | None = None,
    ) -> OutboundMessage | None:
        """The text that the provider knows by ``provider_message_id``, changed as it stands now, and what follows.

        ``outbound_id`` finds a text of the same provider whose provider id is not known yet (its answer was lost).
        """
        ...

    async def top_up_due(self, now: datetime, limit: int, tend: TopUp) -> int:
        """Apply ``tend`` to up to ``limit`` open reminders whose ``next_attempt_at`` has come; how many there were."""
        ...

    async def next_attempt_at(self, provider: ProviderName) -> datetime | None:
        """The earliest moment at which a text of this provider must be looked at."""
        ...

    async def next_top_up_at(self) -> datetime | None:
        """The earliest moment at which a reminder must be looked at."""
        ...

    async def release_leases(self, now: datetime) -> int:
        """At start: what was being handed over or taken back when the bot ended is due now; how many."""
        ...
