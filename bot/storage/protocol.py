"""What the bot asks of a database, in one protocol for each kind of user.

Every method is one unit of work: one transaction, and for SQLite one trip to the database thread. It raises
``bot.domain.errors.StorageError`` when the database cannot be used.

The functions passed in make the decisions. They must be pure and fast, because they run inside the transaction, and a
backend may call them again when it repeats a transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.broken_rows import BrokenRow
from bot.domain.changes import Answer, Decide, PlannedOccurrence
from bot.domain.contacts import Contact
from bot.domain.fair_share import Claimed, ClaimRoom
from bot.domain.model import (
    InboundText,
    OptOut,
    OutboundMessage,
    OutboundState,
    Person,
    ProviderName,
    Reminder,
)
from bot.storage.recipient import DecideMessage

# Makes a person whom the bot does not know yet, with id 0; the store assigns the id.
Newcomer = Callable[[], Person]
Change = Callable[[OutboundMessage], OutboundMessage]
# Gets messages as they are stored now; returns the reply and the messages to save.
Amend = Callable[[tuple[OutboundMessage, ...]], tuple[str | None, tuple[OutboundMessage, ...]]]
# Gets a message before and after a change; returns the follow-up decision for its person, or None.
Follow = Callable[[OutboundMessage, OutboundMessage], Decide | None]
# Gets a reminder, its person and what is planned for it: its messages from the newest past one on, and one that the bot
# still keeps if there is any; for an overview, the person's active reminders too; and the contact whom it is for, if
# any. Returns the reminder to save and the messages to add.
TopUp = Callable[
    [Reminder, Person, Sequence[PlannedOccurrence], Sequence[Reminder], Contact | None],
    tuple[Reminder, tuple[OutboundMessage, ...]],
]


class ConversationStore(Protocol):
    """For the service that answers texts."""

    async def answer(
        self, inbound: InboundText, newcomer: Newcomer, decide: Decide, elsewhere: Decide | None = None
    ) -> Answer:
        """Load the sender's context, decide, and save the changes together with the reply and the message id.

        A text whose message id is known changes nothing and gets the same answer again. A number that has opted out
        stays opted out, also when its person was erased. ``elsewhere`` decides for the same number at other providers
        when the sender opts out.
        """
        ...

    async def answer_without_reading(
        self,
        inbound: InboundText,
        *,
        reply: str | None,
        intent: str,
        consent: OptOut | None,
        messages: Iterable[OutboundMessage],
    ) -> Answer:
        """Save a reply for a person whose rows cannot be read or made the decision fail, and change nothing else.

        ``consent``: carry out STOP or START on the rows as they are. ``messages`` carry the reply; they get the
        person's id.
        """
        ...

    async def latest_message_id(self, provider: ProviderName, number: str) -> str | None:
        """The message id of the last text that was answered for a person; None if there is none."""

    async def amend_answer(self, inbound: InboundText, outbound_ids: Iterable[UUID], amend: Amend) -> str | None:
        """Replace the reply to an answered text, decided again from the current state of these messages."""


class DeliveryStore(Protocol):
    """For the worker and the executor: outbound messages on their way, and series that need new occurrences."""

    async def claim_due(
        self, provider: ProviderName, now: datetime, room: ClaimRoom, begin: Change, follow: Follow | None = None
    ) -> Claimed:
        """Apply ``begin`` to messages of a provider that are due for a call, as many as there is ``room`` for.

        Cancels have room of their own. Of the others, fresh messages come first, replies before reminders, then the
        ones to be sent soonest; messages that were tried before follow, and polls come last. A message that cannot be
        claimed is set aside and counts as due.
        """
        ...

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        """Apply ``change`` to the current state of a message, then its follow-up; None if there is no such message."""
        ...

    async def revise_by_provider_id(
        self,
        provider: ProviderName,
        provider_message_id: str,
        outbound_id: UUID | None,
        change: Change,
        follow: Follow | None = None,
    ) -> OutboundMessage | None:
        """Apply ``change`` to the message with this provider id, then its follow-up; None if there is no such message.

        ``outbound_id`` also finds a message of the same provider that has no provider id yet, because the provider's
        response was lost.
        """
        ...

    async def provider_message_ids(self, person_id: int) -> frozenset[str]:
        """The provider ids of all messages to a person."""

    async def identical_in_flight(self, message: OutboundMessage) -> OutboundMessage | None:
        """A message with the same words to the same person that is in flight without a provider id, if there is one.

        It was handed over earlier, or its answer was lost and the one of ``message`` was not. Of several, the one that
        is tried next.
        """
        ...

    async def next_attempt_at(self, provider: ProviderName, after: datetime | None = None) -> datetime | None:
        """When the next message of this provider is due for a call, or the next one later than ``after``."""
        ...

    async def set_aside(self, outbound_id: UUID, error: Exception) -> None:
        """Record that the message made the bot fail. It is tried again after a growing delay."""
        ...

    async def release_leases(self, owner: str, now: datetime) -> int:
        """Make messages due now that ``owner``, or a process that has ended, had in flight; how many.

        Only for use before ``owner`` makes its first call. The leases of other running processes stay.
        """
        ...

    async def top_up_due(self, now: datetime, limit: int, top_up: TopUp) -> int:
        """Apply ``top_up`` to up to ``limit`` reminders whose ``next_check_at`` has come; how many there were."""
        ...

    def bots(self) -> int:
        """How many bots use the database now, this one included: they share the pace of each provider."""
        ...

    async def next_top_up_at(self) -> datetime | None:
        """The earliest ``next_check_at`` of any reminder."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotentRequest:
    """A request that is carried out once, however often a token of this name sends it with its ``key``.

    ``request_hash`` detects a different request with the same key. Keys used before ``kept_since`` are forgotten.
    """

    token_name: str
    key: str
    request_hash: str
    kept_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedMessage:
    """A message, and whether it already existed because its request was repeated."""

    message: OutboundMessage
    is_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """Which of a program's messages to list, newest first.

    No ``states`` means all; ``before`` is where the last page ended.
    """

    token_name: str
    limit: int
    to: str | None = None
    states: tuple[OutboundState, ...] = ()
    before: tuple[datetime, UUID] | None = None


class MessageStore(Protocol):
    """For the HTTP API: the messages that other programs schedule. It finds no other outbound messages.

    A program, known by the ``token_name`` of its token, finds only its own messages.
    """

    async def add(
        self,
        number: str,
        token_name: str,
        now: datetime,
        request: IdempotentRequest | None,
        decide: DecideMessage,
        *,
        replaces: UUID | None = None,
    ) -> AddedMessage:
        """Save the message that ``decide`` makes for ``number``, or return the one that the same request made before.

        ``replaces`` is the id of the program's message to the same number that ``decide`` also gets, to cancel it
        with the heads-ups ahead of it.
        Raises ``bot.domain.errors.KeyReusedError``. If ``decide`` raises, nothing is saved.
        """
        ...

    async def get(self, message_id: UUID, token_name: str) -> OutboundMessage | None: ...

    async def list(self, page: MessagePage) -> tuple[OutboundMessage, ...]: ...

    async def revise(self, message_id: UUID, token_name: str, change: Change) -> OutboundMessage | None:
        """Apply ``change`` to the current state of a message, and to the heads-ups ahead of it; None if there is none.

        If ``change`` raises, nothing is saved; a heads-up for which it raises ``TooLateError`` stays as it is.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedText:
    """What is kept of a text from a person: when it came, how it was understood, and the reply. Not its words."""

    message_id: str
    received_at: datetime
    intent: str
    reply: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Everything that the bot stores about one person. ``addresses`` are linked to their number."""

    person: Person
    addresses: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...]
    outbound: tuple[OutboundMessage, ...]
    received: tuple[ReceivedText, ...]
    contacts: tuple[Contact, ...] = ()
    asked_by: tuple[Contact, ...] = ()


class PeopleStore(Protocol):
    """For the operator's commands. People who asked to be forgotten are not found, unless a method says otherwise."""

    async def find(self, provider: ProviderName, number: str) -> Person | None:
        """The person who texts a provider from this number; None if the bot does not know them."""
        ...

    async def with_number(self, number: str) -> tuple[Person, ...]:
        """The people who text from this number or address."""
        ...

    async def listed_reminders(self, number: str | None, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        """Up to ``limit`` open, parked and paused reminders with their people, for one number or all; soonest first."""
        ...

    async def reminders_by_id(self, prefix: str, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        """Up to ``limit`` reminders in any state whose id starts with ``prefix`` (lower case), with their people."""
        ...

    async def broken_rows(self, limit: int) -> tuple[BrokenRow, ...]:
        """Up to ``limit`` broken rows, oldest first."""
        ...

    async def personal_data(self, person_id: int) -> PersonalData | None:
        """Everything stored about a person, even a forgotten one; None if nothing is left."""
        ...

    async def cancelling_messages(self, person_id: int) -> tuple[OutboundMessage, ...]:
        """The messages of a person, even a forgotten one, that are still to be cancelled at the provider."""
        ...

    async def revise_person(self, person_id: int, decide: Decide) -> None:
        """Load a person's context, decide and save the changes. The reply is not kept: there was no text."""
        ...

    async def erase_forgotten(self, until: datetime) -> int:
        """Erase the people who were forgotten at or before ``until``; how many.

        A person with messages that are pending or being cancelled is kept until those are finished.
        """
        ...


class ZoneStore(Protocol):
    """For the check that compares time zone rules with those that reminders were planned by."""

    async def zones_in_use(self) -> Mapping[str, str | None]:
        """The zones of active reminders, each with the rules it was last seen with (None: never seen)."""
        ...

    async def people_in_zone(self, timezone: str, after_id: int, limit: int) -> tuple[int, ...]:
        """Up to ``limit`` ids of people with active reminders in a zone, ascending, greater than ``after_id``."""
        ...

    async def revise_person(self, person_id: int, decide: Decide) -> bool:
        """As ``PeopleStore.revise_person``, but a person whose rows make it fail is recorded as broken: False then."""
        ...

    async def save_zone_rules(self, timezone: str, rules: str) -> None: ...
