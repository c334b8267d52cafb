"""The bot's real SQLite store, driven inline: no thread, and a fault can strike at each commit.

The seam is ``SqliteDatabase._connect``: everything above it (transactions, units of work, SQL, migrations) and the
settings of the connection are the bot's own code.
"""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import Unit
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


class _FaultyConnection:
    """A sqlite3 connection whose next COMMIT can be made to fail."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.fault = Disk.FINE

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.fault in (Disk.FULL, Disk.KILLED_BEFORE):
            self._connection.execute("ROLLBACK")
            if self.fault is Disk.FULL:
                raise sqlite3.OperationalError("database or disk is full")
            raise ProcessKilled
        return self._connection.execute(sql, *values)


class _InlineConnection:
    """What ``SqliteDatabase`` needs of its threaded connection, done in the event loop's thread."""

    def __init__(self, connection: sqlite3.Connection, draw: DrawDisk, die: Die) -> None:
        self._connection = _FaultyConnection(connection)
        self._draw = draw
        self._die = die

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        fault = self._draw()
        await asyncio.sleep(2.0 if fault is Disk.SLOW else 0)
        self._connection.fault = fault
        try:
            result = work(self._connection)  # type: ignore[arg-type]
        except ProcessKilled:
            await self._die()
            raise
        finally:
            self._connection.fault = Disk.FINE
        if fault is Disk.KILLED_AFTER:
            await self._die()
        return result

    async def close(self) -> None:
        self._connection.close()

    def end(self) -> None:
        self._connection.close()


class InlineDatabase(SqliteDatabase):
    """``draw`` and ``die`` are the simulation's: what becomes of a transaction, and the death of the process."""

    def __init__(self, path: Path, clock: Clock, draw: DrawDisk, die: Die) -> None:
        super().__init__(path, clock=clock)
        self._draw = draw
        self._die = die
        self.synchronous = FULL

    async def _connect(self, prepare: Callable[[sqlite3.Connection], None]) -> None:
        connection = self._new_connection()
        (self.synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        self._connection = _InlineConnection(connection, self._draw, self._die)  # type: ignore[assignment]
        await self._transact(Unit.OPEN, prepare)

    def abandon(self) -> None:
        """What the operating system does to a killed process: close its files."""
        if isinstance(self._connection, _InlineConnection):
            self._connection.end()
        self._connection = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class InlineStore(Store):
    def __init__(self, path: Path, clock: Clock, draw: DrawDisk, die: Die, budgets: Budgets) -> None:
        self._inline = InlineDatabase(path, clock, draw, die)
        super().__init__(self._inline, budgets)

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
