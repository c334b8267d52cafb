"""The statements of a unit of work, over the connection of either backend."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import structlog

from bot.domain.broken_rows import RowKind, failure_words, retry_after
from bot.domain.contacts import Contact
from bot.domain.errors import UnreadableRowError
from bot.domain.model import OutboundMessage, Person, Reminder
from bot.domain.spending import message_segments
from bot.storage.rows import Row, RowCodec
from bot.storage.statements import broken_rows
from bot.storage.statements.saving import (
    ADD_PERSON,
    SAVE_CONTACT,
    SAVE_OUTBOUND,
    SAVE_REMINDER,
    TABLES,
    update_statement,
)

T = TypeVar("T")
V = TypeVar("V", Person, Reminder, OutboundMessage)

log = structlog.get_logger()

# What is due within this time is worth a notice to other bots.
NOTICE_AHEAD = timedelta(seconds=1)


class Connection(Protocol):
    """A connection inside a transaction. Values are encoded already, and bound by name (``:name``)."""

    async def fetch(self, sql: str, values: Mapping[str, object]) -> Sequence[Row]: ...

    async def execute(self, sql: str, values: Mapping[str, object]) -> int:
        """Run a statement; how many rows it changed."""
        ...

    async def execute_many(self, sql: str, values: Iterable[Mapping[str, object]]) -> None: ...

    async def lock(self, sql: str, values: Mapping[str, object]) -> None:
        """Lock the numbers (column ``number``) that a query selects, until the transaction ends."""
        ...

    async def try_lock(self, sql: str, values: Mapping[str, object]) -> bool:
        """As ``lock``; False, without waiting, if another transaction has locked one of them."""
        ...

    def is_row_fault(self, error: Exception) -> bool:
        """Whether the content of a row can be the cause of ``error``, rather than the state of the database."""
        ...


class Session:
    """The statements of one unit of work, with domain values as parameters and results.

    ``constants`` are shared by all units of work on a database. The methods for several values leave out the rows that
    cannot be read, and record them as broken: one row must not take the others with it. The methods for one value raise
    ``UnreadableRowError``.
    """

    def __init__(
        self, connection: Connection, codec: RowCodec, now: datetime, constants: dict[str, object] | None = None
    ) -> None:
        self._connection = connection
        self._constants = {} if constants is None else constants
        self._codec = codec
        self.now = now
        self.unreadable: list[Row] = []  # the rows left out so far
        self.has_due = False  # whether a message was saved that is due now

    async def lock(self, numbers: str, **values: object) -> None:
        """Wait until no other transaction decides about these phone numbers; none does until this one ends.

        Lock a number before reading what is to be changed: its person, their reminders and messages. ``numbers`` is one
        of ``bot.storage.statements.locks``. A transaction that has locked a number must not wait for another one, or
        two could wait for each other: it uses ``try_lock``.
        """
        await self._connection.lock(numbers, self._codec.encode(values))

    async def try_lock(self, numbers: str, **values: object) -> bool:
        """As ``lock``; False, without waiting, if another transaction decides about one of the numbers."""
        return await self._connection.try_lock(numbers, self._codec.encode(values))

    async def rows(self, sql: str, **values: object) -> Sequence[Row]:
        return await self._connection.fetch(sql, self._codec.encode(values))

    async def row(self, sql: str, **values: object) -> Row | None:
        rows = await self.rows(sql, **values)
        return rows[0] if rows else None

    async def value(self, sql: str, **values: object) -> Any:
        """The first column of the only row."""
        (row,) = await self.rows(sql, **values)
        return row[0]

    async def constant(self, sql: str) -> Any:
        """As ``value``, for what never changes in a database: it is read once."""
        if sql not in self._constants:
            self._constants[sql] = await self.value(sql)
        return self._constants[sql]

    def read_moment(self, stored: object) -> datetime | None:
        """A moment from a row of ``rows``; None if it is NULL or cannot be read."""
        try:
            return self._codec.moment(stored)
        except (ValueError, TypeError):
            return None

    async def people(self, sql: str, **values: object) -> tuple[Person, ...]:
        return await self.readable_people(await self.rows(sql, **values))

    async def readable_people(self, rows: Iterable[Row]) -> tuple[Person, ...]:
        return await self._readable(self._codec.person, rows)

    async def person(self, sql: str, **values: object) -> Person | None:
        return next(map(self._codec.person, await self.rows(sql, **values)), None)

    async def reminders(self, sql: str, **values: object) -> tuple[Reminder, ...]:
        return await self._readable(self._codec.reminder, await self.rows(sql, **values))

    async def reminder(self, sql: str, **values: object) -> Reminder | None:
        return next(map(self._codec.reminder, await self.rows(sql, **values)), None)

    async def outbound(self, sql: str, **values: object) -> tuple[OutboundMessage, ...]:
        return await self.readable_outbound(await self.rows(sql, **values))

    async def readable_outbound(self, rows: Iterable[Row]) -> tuple[OutboundMessage, ...]:
        return await self._readable(self._codec.outbound, rows)

    async def outbound_message(self, sql: str, **values: object) -> OutboundMessage | None:
        return next(map(self._codec.outbound, await self.rows(sql, **values)), None)

    async def contacts(self, sql: str, **values: object) -> tuple[Contact, ...]:
        """The contacts that can be read: one that cannot has not accepted anything."""
        found = []
        for row in await self.rows(sql, **values):
            try:
                found.append(self._codec.contact(row))
            except UnreadableRowError as error:
                log.warning("contact left out", id=error.row_id, reason=error.reason)
        return tuple(found)

    async def save_contact(self, contact: Contact) -> None:
        await self._connection.execute(SAVE_CONTACT, self._codec.columns(contact))

    async def _readable(self, read: Callable[[Row], V], rows: Iterable[Row]) -> tuple[V, ...]:
        values = []
        for row in rows:
            try:
                values.append(read(row))
            except UnreadableRowError as error:
                self.unreadable.append(row)
                await self.record_unreadable(error)
        return tuple(values)

    def is_readable(self, kind: RowKind, row: Row) -> bool:
        """Whether a row of the table of ``kind`` can be read."""
        readers: Mapping[RowKind, Callable[[Row], object]] = {
            RowKind.PERSON: self._codec.person,
            RowKind.REMINDER: self._codec.reminder,
            RowKind.MESSAGE: self._codec.outbound,
        }
        try:
            readers[kind](row)
        except UnreadableRowError:
            return False
        return True

    async def isolated(self, kind: RowKind, id_: object, work: Callable[[], Awaitable[T]]) -> T | None:
        """Run ``work`` on one row. If it fails because of the row, undo it, set the row aside and return None."""
        await self._connection.execute("SAVEPOINT one_row", {})
        try:
            result = await work()
        except Exception as error:
            if not self._connection.is_row_fault(error):
                raise
            await self._connection.execute("ROLLBACK TO one_row", {})
            await self._connection.execute("RELEASE one_row", {})
            await self.set_aside(kind, str(id_), error)
            return None
        await self._connection.execute("RELEASE one_row", {})
        return result

    async def set_aside(self, kind: RowKind, id_: str, error: Exception) -> None:
        """Record a broken row, and do not try it again before its retry time."""
        if isinstance(error, UnreadableRowError) and (error.kind, error.row_id) != (kind, id_):
            await self.record_unreadable(error)
        row = await self.row(broken_rows.FAILURES, kind=kind, id=id_)
        failures = 1 + (row["failures"] if row is not None else 0)
        retry_at = self.now + retry_after(failures)
        reason = failure_words(error)
        values = {"reason": reason, "since": self.now, "failures": failures, "retry_at": retry_at}
        await self.execute(broken_rows.SET_ASIDE, kind=kind, id=id_, **values)
        if (postpone := broken_rows.POSTPONE.get(kind)) is not None:
            await self.execute(postpone, id=id_, retry_at=retry_at)
        log.error("row set aside", kind=kind, id=id_, reason=reason, failures=failures, retry_at=retry_at.isoformat())

    async def record_unreadable(self, error: UnreadableRowError) -> None:
        """Record a row that was left out, once."""
        added = await self.execute(
            broken_rows.RECORD, kind=error.kind, id=error.row_id, reason=error.reason, since=self.now
        )
        if added:
            log.warning("row left out", kind=error.kind, id=error.row_id, reason=error.reason)

    async def next_moment(self, kind: RowKind, sql: str, **values: object) -> datetime | None:
        """The moment in the first row (``id``, ``moment``) of ``sql``. Rows without a readable one are set aside."""
        while (row := await self.row(sql, **values)) is not None:
            if (moment := self.read_moment(row["moment"])) is not None and moment.tzinfo is not None:
                return moment
            error = UnreadableRowError(kind, row["id"], "the time of its next attempt")
            await self.set_aside(kind, row["id"], error)
        return None

    async def execute(self, sql: str, **values: object) -> int:
        """Run a statement; how many rows it changed."""
        return await self._connection.execute(sql, self._codec.encode(values))

    async def add_person(self, person: Person) -> int:
        """Insert a new person; the id that the database assigned."""
        columns = self._codec.columns(person)
        del columns["id"]
        (row,) = await self._connection.fetch(ADD_PERSON, columns)
        return int(row["id"])

    async def update(self, before: V, after: V) -> None:
        """Write the columns that differ to the row of a value. This touches no index of the other columns."""
        changed = self._codec.changed_columns(before, after)
        if isinstance(after, OutboundMessage):
            if not changed.keys().isdisjoint(("body", "media_urls")):
                changed["segments"] = message_segments(after)
            self._note_due(after)
        if changed:
            statement = update_statement(TABLES[type(after)], tuple(changed))
            await self._connection.execute(statement, changed | self._codec.encode({"id": after.id}))

    async def save(self, *, reminders: Collection[Reminder] = (), outbound: Iterable[OutboundMessage] = ()) -> None:
        """Insert these values, or replace the rows with their ids. Reminders first: messages refer to them."""
        if reminders:
            await self._connection.execute_many(SAVE_REMINDER, map(self._codec.columns, reminders))
        # By time: several bots count the segments of each day, and lock those counts in this order.
        outbound = sorted(outbound, key=lambda message: message.due_at)
        if outbound:
            rows = ({**self._codec.columns(message), "segments": message_segments(message)} for message in outbound)
            await self._connection.execute_many(SAVE_OUTBOUND, rows)
        for message in outbound:
            self._note_due(message)

    def _note_due(self, message: OutboundMessage) -> None:
        self.has_due |= message.next_attempt_at is not None and message.next_attempt_at <= self.now + NOTICE_AHEAD
