"""The bot's real SQLite store, driven inline: no thread, and a fault can strike at each commit.

Several bots can share it, as they share PostgreSQL: with leases that end, and notices of what has changed.

The seam is ``SqliteDatabase._connect``: everything above it (transactions, units of work, SQL, migrations) and the
settings of the connection are the bot's own code.
"""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import Unit
from bot.storage.sqlite import schema
from bot.storage.sqlite.database import SqliteDatabase
from bot.storage.store import Store

T = TypeVar("T")

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


# The books do not count segments: budgets have tests of their own.
UNLIMITED = Budgets(per_person=10**9, per_token=10**9, in_all=10**9)


class InlineStore(Store):
    def __init__(
        self, path: Path, clock: Clock, draw: DrawDisk, die: Die, *, pause: Pause, sharing: Sharing | None
    ) -> None:
        self._inline = InlineDatabase(path, clock, draw, die, pause=pause, sharing=sharing)
        super().__init__(self._inline, UNLIMITED)

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
