"""The bot's real SQLite store, driven inline: no thread, and a fault can strike at each commit.

Several bots can share it, as they share PostgreSQL: with leases that end, and notices of what has changed.

The seam is ``SqliteDatabase._connect``: everything above it (transactions, units of work, SQL, migrations) and the
settings of the connection are the bot's own code.
"""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.errors import StorageError
from bot.domain.fair_share import Claimed, ClaimRoom
from bot.domain.model import ProviderName
from bot.domain.spending import Budgets, day_of
from bot.runtime.clock import Clock
from bot.storage.database import Unit
from bot.storage.maintenance_protocol import RetentionCutoffs
from bot.storage.protocol import Change, Follow, TopUp
from bot.storage.sqlite import schema
from bot.storage.sqlite.codec import CODEC
from bot.storage.sqlite.database import SqliteDatabase
from bot.storage.statements import outbound, reminders
from bot.storage.store import Store
from bot.storage.units.context import LONG_AGO
from bot.storage.units.delivery import Delivery
from bot.storage.units.maintenance import Maintenance

T = TypeVar("T")

_DUE_MESSAGE = "SELECT 1 FROM outbound WHERE provider = :provider AND next_attempt_at <= :now LIMIT 1"
_DUE_REMINDER = "SELECT 1 FROM reminders WHERE next_check_at <= :now LIMIT 1"

_FORGOTTEN = "SELECT 1 FROM people WHERE forgotten_at IS NOT NULL LIMIT 1"
_OLD = """
    SELECT 1 WHERE EXISTS (SELECT 1 FROM inbound WHERE received_at < :inbound)
        OR EXISTS (SELECT 1 FROM outbound WHERE due_at < :outbound)
        OR EXISTS (SELECT 1 FROM reminders WHERE due_at < :reminders)
        OR EXISTS (SELECT 1 FROM spending WHERE day < :today)"""

FULL = 2  # PRAGMA synchronous: each commit is on the disk before it returns


class Disk(Enum):
    """What becomes of one transaction."""

    FINE = auto()
    FULL = auto()  # the commit fails and is rolled back
    SLOW = auto()  # it takes seconds
    KILLED_BEFORE = auto()  # the process dies before the commit
    KILLED_AFTER = auto()  # the process dies right after it


class ProcessKilled(BaseException):
    """The simulated process is dead; nothing of it may run any further."""


DrawDisk = Callable[[], Disk]  # what becomes of the next transaction
Die = Callable[[], Awaitable[None]]
Pause = Callable[[], Awaitable[None]]  # returns once the process is not stopped
NOTICED_AFTER_SECONDS = 5.0  # by a bot that polls; most notices come sooner


class Sharing:
    """What the bots on one database share beside its file. ``later`` runs a callback after so many seconds."""

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        self._later = later
        self.members: list[InlineDatabase] = []
        self.alone: InlineDatabase | None = None  # whoever does the maintenance

    def changed(self, by: "InlineDatabase") -> None:
        for member in self.members:
            if member is not by:
                self._later(NOTICED_AFTER_SECONDS, member.wake)

    def leave(self, member: "InlineDatabase") -> None:
        if member in self.members:
            self.members.remove(member)
        if self.alone is member:
            self.alone = None


class _FaultyConnection:
    """A sqlite3 connection whose next COMMIT can be made to fail."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.fault = Disk.FINE
        self.is_killed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.fault in (Disk.FULL, Disk.KILLED_BEFORE):
            self._connection.execute("ROLLBACK")
            if self.fault is Disk.FULL:
                raise sqlite3.OperationalError("database or disk is full")
            self.is_killed = True
            raise ProcessKilled
        return self._connection.execute(sql, *values)


class _InlineConnection:
    """What ``SqliteDatabase`` needs of its threaded connection, done in the event loop's thread."""

    def __init__(
        self, connection: sqlite3.Connection, draw: DrawDisk, die: Die, pause: Pause, changed: Callable[[], None]
    ) -> None:
        self._connection = _FaultyConnection(connection)
        self._draw = draw
        self._die = die
        self._pause = pause
        self._changed = changed

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        await self._pause()
        fault = self._draw()
        await asyncio.sleep(2.0 if fault is Disk.SLOW else 0)
        self._connection.fault = fault
        before = self._connection.total_changes
        try:
            result = work(self._connection)  # type: ignore[arg-type]
        finally:
            self._connection.fault = Disk.FINE
        if fault is Disk.KILLED_AFTER or self._connection.is_killed:
            await self._die()
        if self._connection.total_changes != before:
            self._changed()
        return result

    def glance(self, sql: str, values: Mapping[str, Any]) -> sqlite3.Row | None:
        return self._connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    async def close(self) -> None:
        self._connection.close()

    def end(self) -> None:
        self._connection.close()


class InlineDatabase(SqliteDatabase):
    """``draw``, ``die`` and ``pause`` are the simulation's: what becomes of a transaction and of the process.

    ``sharing``: with other bots on the same file. None: this bot has it for itself.
    """

    def __init__(
        self, path: Path, clock: Clock, draw: DrawDisk, die: Die, *, pause: Pause, sharing: Sharing | None
    ) -> None:
        super().__init__(path, clock=clock)
        self._draw = draw
        self._die = die
        self._pause = pause
        self._sharing = sharing
        self.wake: Callable[[], None] = lambda: None
        self.synchronous = FULL

    async def open(self, now: datetime) -> None:
        if self._sharing is None:
            await super().open(now)
            return

        def prepare(connection: sqlite3.Connection) -> None:  # without the lock of the only bot
            schema.migrate(connection, now)

        async with self._closed_on_error():
            await self._connect(prepare)
        self._sharing.members.append(self)

    @property
    def bots(self) -> int:
        return len(self._sharing.members) if self._sharing is not None else 1

    def on_change(self, wake: Callable[[], None]) -> None:
        self.wake = wake

    def _changed(self) -> None:
        if self._sharing is not None:
            self._sharing.changed(self)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        if self._sharing is None:
            yield True
            return
        is_alone = self._sharing.alone is None
        if is_alone:
            self._sharing.alone = self
        try:
            yield is_alone
        finally:
            if is_alone and self._sharing.alone is self:
                self._sharing.alone = None

    async def _connect(self, prepare: Callable[[sqlite3.Connection], None]) -> None:
        connection = self._new_connection()
        (self.synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        self._connection = _InlineConnection(  # type: ignore[assignment]
            connection, self._draw, self._die, self._pause, self._changed
        )
        await self._transact(Unit.OPEN, prepare)

    def glance(self, sql: str, **values: object) -> sqlite3.Row | None:
        """The first row of a query, outside of any unit of work."""
        if not isinstance(self._connection, _InlineConnection):
            raise StorageError("the database is closed")
        return self._connection.glance(sql, CODEC.encode(values))

    def abandon(self) -> None:
        """What the operating system does to a killed process: close its files."""
        if isinstance(self._connection, _InlineConnection):
            self._connection.end()
        self._connection = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if self._sharing is not None:
            self._sharing.leave(self)


class _QuickDelivery(Delivery):
    """Skips the units of work that would find nothing due and change nothing, which are most of them.

    That makes a simulated day cheaper, and a kill at one of the next commits strikes where something is written.
    """

    def __init__(self, database: InlineDatabase, budgets: Budgets) -> None:
        super().__init__(database, budgets)
        self._inline = database

    async def claim_due(
        self, provider: ProviderName, now: datetime, room: ClaimRoom, begin: Change, follow: Follow | None = None
    ) -> Claimed:
        if self._inline.glance(_DUE_MESSAGE, provider=provider, now=now) is None:
            return Claimed(messages=(), due=0)
        return await super().claim_due(provider, now, room, begin, follow)

    async def top_up_due(self, now: datetime, limit: int, top_up: TopUp) -> int:
        if self._inline.glance(_DUE_REMINDER, now=now) is None:
            return 0
        return await super().top_up_due(now, limit, top_up)

    async def next_attempt_at(self, provider: ProviderName, after: datetime | None = None) -> datetime | None:
        try:
            return _moment(self._inline.glance(outbound.NEXT_ATTEMPT, provider=provider, after=after or LONG_AGO))
        except (ValueError, TypeError):  # a broken row, which the unit of work sets aside
            return await super().next_attempt_at(provider, after)

    async def next_top_up_at(self) -> datetime | None:
        try:
            return _moment(self._inline.glance(reminders.NEXT_CHECK))
        except (ValueError, TypeError):
            return await super().next_top_up_at()


class _QuickMaintenance(Maintenance):
    """Skips the units of work that would delete nothing."""

    def __init__(self, database: InlineDatabase) -> None:
        super().__init__(database)
        self._inline = database

    async def prune(self, cutoffs: RetentionCutoffs, limit: int) -> int:
        days = {"inbound": cutoffs.inbound, "outbound": cutoffs.outbound, "reminders": cutoffs.reminders}
        if self._inline.glance(_OLD, **days, today=day_of(cutoffs.spending).isoformat()) is None:
            return 0
        return await super().prune(cutoffs, limit)

    async def erase_forgotten(self, until: datetime) -> int:
        return 0 if self._inline.glance(_FORGOTTEN) is None else await super().erase_forgotten(until)


def _moment(row: sqlite3.Row | None) -> datetime | None:
    moment = CODEC.moment(row["moment"]) if row is not None else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


class InlineStore(Store):
    def __init__(
        self,
        path: Path,
        clock: Clock,
        draw: DrawDisk,
        die: Die,
        *,
        pause: Pause,
        sharing: Sharing | None,
        budgets: Budgets,
    ) -> None:
        self._inline = InlineDatabase(path, clock, draw, die, pause=pause, sharing=sharing)
        super().__init__(self._inline, budgets)
        if sharing is None:
            self.delivery = _QuickDelivery(self._inline, budgets)
            self.maintenance = _QuickMaintenance(self._inline)

    @property
    def synchronous(self) -> int:
        return self._inline.synchronous

    def abandon(self) -> None:
        self._inline.abandon()


@contextmanager
def power_cut(path: Path, synchronous: int, chance: random.Random) -> Iterator[None]:
    """Within it the process is killed. What the bot did not have synced is lost: the end of the write-ahead log.

    With ``synchronous=FULL`` that is nothing. Other tests cut the power at any write; this one only finds a bot that
    confirms what is not on the disk.
    """
    log = path.with_name(path.name + "-wal")
    if synchronous >= FULL or not log.exists():
        yield
        return
    data, logged = path.read_bytes(), log.read_bytes()
    yield  # closing the database writes the log into it, and deletes the log: what no power cut does
    path.write_bytes(data)
    log.write_bytes(logged[: chance.randrange(len(logged) + 1)])
