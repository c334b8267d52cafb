"""The bot's real SQLite store on an inline connection: no thread, and a fault can strike at each commit.

The seam is ``SqliteDatabase._connect``: everything above it (transactions, units of work, SQL, migrations) is the
bot's own code.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

from bot.storage.database import Unit
from bot.storage.sqlite.database import SqliteDatabase
from bot.storage.sqlite.store import SqliteStore
from bot.storage.store import Store

T = TypeVar("T")


class Disk(Enum):
    """What becomes of one transaction."""

    FINE = auto()
    FULL = auto()  # the commit fails and is rolled back
    SLOW = auto()  # it takes seconds
    KILLED_BEFORE = auto()  # the process dies before the commit
    KILLED_AFTER = auto()  # the process dies right after it


class ProcessKilled(BaseException):
    """The simulated process is dead; nothing of it may run any further."""


# Draws what becomes of the next transaction; called again with "after" it can let the process die.
DrawDisk = Callable[[], Disk]
Die = Callable[[], Awaitable[None]]


class _Connection(sqlite3.Connection):
    """A connection whose next COMMIT can be made to fail."""

    fault: Disk = Disk.FINE

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.fault in (Disk.FULL, Disk.KILLED_BEFORE):
            super().execute("ROLLBACK")
            if self.fault is Disk.FULL:
                raise sqlite3.OperationalError("database or disk is full")
            raise ProcessKilled
        return super().execute(sql, *values)


class InlineConnection:
    """What ``SqliteDatabase`` needs of its threaded connection, done in the event loop's thread."""

    def __init__(self, connection: _Connection, draw: DrawDisk, die: Die) -> None:
        self._connection = connection
        self._draw = draw
        self._die = die

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        fault = self._draw()
        await asyncio.sleep(2.0 if fault is Disk.SLOW else 0)
        self._connection.fault = fault
        try:
            result = work(self._connection)
        except ProcessKilled:
            await self._die()
            raise
        finally:
            self._connection.fault = Disk.FINE
        if fault is Disk.KILLED_AFTER:
            await self._die()
        await asyncio.sleep(0)
        return result

    async def close(self) -> None:
        self._connection.close()

    def end(self) -> None:
        self._connection.close()


class InlineDatabase(SqliteDatabase):
    """``draw`` and ``die`` are the simulation's: what becomes of a transaction, and the death of the process."""

    def __init__(self, path: Path, draw: DrawDisk, die: Die) -> None:
        super().__init__(path, busy_seconds=0.0)
        self._draw = draw
        self._die = die

    async def _connect(self, prepare: Callable[[sqlite3.Connection], None]) -> None:
        # As SqliteDatabase._new_connection, but without waiting for the disk: a kill is not a power cut.
        connection = sqlite3.connect(self._path, isolation_level=None, factory=_Connection, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "wal_autocheckpoint = 0", "synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        self._connection = InlineConnection(connection, self._draw, self._die)  # type: ignore[assignment]
        await self._transact(Unit.OPEN, prepare)

    def abandon(self) -> None:
        """What the operating system does to a killed process: close its files."""
        if isinstance(self._connection, InlineConnection):
            self._connection.end()
        self._connection = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class InlineStore(SqliteStore):
    def __init__(self, path: Path, draw: DrawDisk, die: Die) -> None:
        database = InlineDatabase(path, draw, die)
        self.database = database
        self.abandon = database.abandon
        Store.__init__(self, database)
