"""What a backend provides: transactions in which units of work run their statements."""

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from bot.domain.model import OutboundMessage, Person, Reminder
from bot.domain.spending import message_segments
from bot.storage.rows import Row, RowCodec
from bot.storage.statements.saving import ADD_PERSON, SAVE_OUTBOUND, SAVE_PERSON, SAVE_REMINDER

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
    STATS = "stats"


class Connection(Protocol):
    """A connection inside a transaction. Values are encoded already, and bound by name (``:name``)."""

    async def fetch(self, sql: str, values: Mapping[str, object]) -> Sequence[Row]: ...

    async def execute(self, sql: str, values: Mapping[str, object]) -> int:
        """Run a statement; how many rows it changed."""
        ...

    async def execute_many(self, sql: str, values: Iterable[Mapping[str, object]]) -> None: ...


class Session:
    """The statements of one unit of work, with domain values as parameters and results."""

    def __init__(self, connection: Connection, codec: RowCodec) -> None:
        self._connection = connection
        self._codec = codec

    async def rows(self, sql: str, **values: object) -> Sequence[Row]:
        return await self._connection.fetch(sql, self._codec.encode(values))

    async def row(self, sql: str, **values: object) -> Row | None:
        rows = await self.rows(sql, **values)
        return rows[0] if rows else None

    async def value(self, sql: str, **values: object) -> Any:
        """The first column of the only row."""
        (row,) = await self.rows(sql, **values)
        return row[0]

    async def moment(self, sql: str, **values: object) -> datetime | None:
        """As ``value``, for a moment."""
        return self._codec.moment(await self.value(sql, **values))

    def read_moment(self, stored: object) -> datetime | None:
        """A moment from a row of ``rows``."""
        return self._codec.moment(stored)

    async def people(self, sql: str, **values: object) -> tuple[Person, ...]:
        return tuple(map(self._codec.person, await self.rows(sql, **values)))

    async def person(self, sql: str, **values: object) -> Person | None:
        return next(iter(await self.people(sql, **values)), None)

    async def reminders(self, sql: str, **values: object) -> tuple[Reminder, ...]:
        return tuple(map(self._codec.reminder, await self.rows(sql, **values)))

    async def outbound(self, sql: str, **values: object) -> tuple[OutboundMessage, ...]:
        return tuple(map(self._codec.outbound, await self.rows(sql, **values)))

    async def outbound_message(self, sql: str, **values: object) -> OutboundMessage | None:
        return next(iter(await self.outbound(sql, **values)), None)

    async def execute(self, sql: str, **values: object) -> int:
        """Run a statement; how many rows it changed."""
        return await self._connection.execute(sql, self._codec.encode(values))

    async def add_person(self, person: Person) -> int:
        """Insert a new person; the id that the database assigned."""
        columns = self._codec.columns(person)
        del columns["id"]
        (row,) = await self._connection.fetch(ADD_PERSON, columns)
        return int(row["id"])

    async def save_person(self, person: Person) -> None:
        await self._connection.execute(SAVE_PERSON, self._codec.columns(person))

    async def save(self, *, reminders: Iterable[Reminder] = (), outbound: Iterable[OutboundMessage] = ()) -> None:
        """Insert these values, or replace the rows with their ids. Reminders first: messages refer to them."""
        await self._connection.execute_many(SAVE_REMINDER, map(self._codec.columns, reminders))
        rows = ({**self._codec.columns(message), "segments": message_segments(message)} for message in outbound)
        await self._connection.execute_many(SAVE_OUTBOUND, rows)


# A unit of work. It may await nothing but its session: SQLite runs it without an event loop.
Work = Callable[[Session], Coroutine[Any, Any, T]]


class Database(Protocol):
    """One backend. Everything raises ``bot.domain.errors.StorageError`` when the database cannot be used."""

    async def open(self, now: datetime) -> None:
        """Connect and bring the schema up to date."""
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

    async def changed_elsewhere(self) -> bool:
        """Whether another process has written since the last call."""
        ...

    async def maintain(self) -> None:
        """Do the backend's routine work, such as a checkpoint."""
        ...
