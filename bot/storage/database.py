"""What a backend provides: transactions in which units of work run their statements."""

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from bot.storage.session import Session

T = TypeVar("T")


class Unit(StrEnum):
    """The units of work, as the label ``unit`` of the metric ``bot_database_seconds`` names them.

    Dashboards and alerts of operators use these words; see docs/operations.md.
    """

    OPEN = "open"
    PING = "ping"
    ANSWER = "answer"
    AMEND_ANSWER = "amend_answer"
    CLAIM = "claim"
    REVISE = "revise"
    APPLY_RECEIPT = "apply_receipt"
    FIND_IDENTICAL = "find_identical"
    LIST_PROVIDER_IDS = "list_provider_ids"
    NEXT_ATTEMPT = "next_attempt"
    RELEASE_LEASES = "release_leases"
    TOP_UP = "top_up"
    NEXT_TOP_UP = "next_top_up"
    ADD_MESSAGE = "add_message"
    GET_MESSAGE = "get_message"
    LIST_MESSAGES = "list_messages"
    REVISE_MESSAGE = "revise_message"
    FIND_PEOPLE = "find_people"
    LIST_REMINDERS = "list_reminders"
    LIST_CANCELLING = "list_cancelling"
    EXPORT = "export"
    REVISE_PERSON = "revise_person"
    LIST_ZONES = "list_zones"
    LIST_PEOPLE_IN_ZONE = "list_people_in_zone"
    SAVE_ZONE_RULES = "save_zone_rules"
    PRUNE = "prune"
    ERASE = "erase"
    RECHECK = "recheck"
    ANSWER_WITHOUT_READING = "answer_without_reading"
    LIST_BROKEN = "list_broken"
    STATS = "stats"


# Gets each unit of work and how many seconds it took, including the wait for a connection and for locks.
OnUnit = Callable[[Unit, float], None]

# A unit of work. It may await nothing but its session: SQLite runs it without an event loop.
Work = Callable[[Session], Coroutine[Any, Any, T]]


class Database(Protocol):
    """One backend. Everything raises ``bot.domain.errors.StorageError`` when the database cannot be used."""

    async def open(self, now: datetime) -> None:
        """Connect and bring the schema up to date."""
        ...

    async def check(self) -> None:
        """Finish checking that the database is intact, if ``open`` has not: the bot may be running meanwhile.

        Raises ``StorageError`` if it is damaged; from then on everything else does too.
        """
        ...

    async def open_beside(self) -> None:
        """Connect beside a bot that may be running, without changing the schema."""
        ...

    async def close(self) -> None: ...

    async def run(self, unit: Unit, work: Work[T]) -> T:
        """Run ``work`` in one transaction: either everything is committed or nothing.

        If the caller is cancelled, nothing is committed, then or later. During the commit it is too late for that:
        then it raises ``bot.domain.errors.CommitUnknownError`` instead of the cancellation.
        """
        ...

    async def read(self, unit: Unit, work: Work[T]) -> T:
        """Run ``work``, which only reads, without delaying anything that ``run`` runs."""
        ...

    @property
    def answered_at(self) -> float:
        """When something last succeeded (``time.monotonic``)."""
        ...

    @property
    def is_exclusive(self) -> bool:
        """Whether no other bot uses this database, so that every lease of another process has ended."""
        ...

    @property
    def bots(self) -> int:
        """How many bots use this database, this one included."""
        ...

    def on_change(self, wake: Callable[[], None]) -> None:
        """Call ``wake`` as soon as another process has saved something that is due, if the backend can tell."""
        ...

    async def changed_elsewhere(self) -> bool:
        """Whether another process has, or may have, written since the last call."""
        ...

    def alone(self) -> AbstractAsyncContextManager[bool]:
        """Whether no other bot is in such a block; none enters one until this one ends."""
        ...

    async def maintain(self) -> None:
        """Do the backend's routine work, such as a checkpoint."""
        ...
