"""The connection to a SQLite file: WAL, synchronous=FULL, one writer, one trip to its thread a unit of work."""

import asyncio
import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import IO, TypeVar

import aiosqlite

from bot.errors import StorageError
from bot.storage.migrate import Migration, pending, read_migrations
from bot.storage.rows import utc_text

T = TypeVar("T")

BUSY_SECONDS = 5.0


class _Connection(aiosqlite.Connection):
    """aiosqlite's connection, with a whole unit of work in one trip to its thread."""

    async def opened(self) -> None:
        """Connect; when that fails, its thread has ended too (it could outlive the loop)."""
        try:
            await self
        except BaseException:
            await asyncio.to_thread(self._thread.join)
            raise

    async def unit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._execute(work, self._conn)  # type: ignore[no-any-return, no-untyped-call]


class SqliteUnits:
    """One SQLite file, which one bot uses at a time, and how a unit of work is run on it.

    The classes that derive from it hold the units of one concern each; ``bot.storage.sqlite.SqliteStore`` is all of
    them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: _Connection | None = None
        self._lock: IO[str] | None = None

    async def open(self, now: datetime) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self._path.with_name(self._path.name + ".lock"))
            connection = _Connection(self._connect, iter_chunk_size=64)
            await connection.opened()
            self._connection = connection
            await self._unit(lambda connection: _migrate(connection, now))
        except (OSError, sqlite3.Error) as error:
            await self.close()
            raise StorageError(f"DATABASE_URL: the database {self._path} cannot be used: {error}") from error
        except StorageError:
            await self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        # A confirmed reminder survives the loss of power: the log reaches the disk before the answer goes out.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def _unit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing."""
        if self._connection is None:
            raise StorageError("the database is closed")

        def transaction(connection: sqlite3.Connection) -> T:
            with _transaction(connection):
                return work(connection)

        try:
            return await self._connection.unit(transaction)
        except sqlite3.Error as error:
            raise StorageError(f"the database {self._path} failed: {error}") from error

    async def ping(self) -> None:
        await self._unit(lambda connection: connection.execute("SELECT 1").fetchone())


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _lock(path: Path) -> IO[str]:
    """Hold ``path`` for this process: two bots on one file would send everything twice."""
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise StorageError(f"DATABASE_URL: another bot is using this database (it holds {path})") from error
    return file


def _migrate(connection: sqlite3.Connection, now: datetime) -> None:
    connection.execute("""
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT""")
    applied = {version for (version,) in connection.execute("SELECT version FROM schema_migrations")}
    for migration in pending(migrations(), applied):
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, ?, ?)", (migration.version, migration.name, utc_text(now))
        )


def migrations() -> tuple[Migration, ...]:
    """The numbered migrations of this backend, in order."""
    return read_migrations(resources.files("bot.storage") / "migrations" / "sqlite", sqlite3.complete_statement)
