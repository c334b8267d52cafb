"""The connection to a SQLite file: WAL, synchronous=FULL, one writer, one trip to its thread a unit of work."""

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import IO, TypeVar

import aiosqlite

from bot.domain.errors import DatabaseInUseError, StorageError
from bot.storage.migrate import Migration, pending, read_migrations
from bot.storage.rows import utc_text

T = TypeVar("T")

# Told of each unit of work: the method it belongs to, and how many seconds it took with all the waiting.
Used = Callable[[str, float], None]

BUSY_SECONDS = 5.0
# After these nothing that the file says can be believed.
RUINED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


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

    The classes that derive from it hold the units of one concern each; ``SqliteStore`` is all of them.
    ``used`` is told of each unit of work.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS, used: Used = lambda _, __: None) -> None:
        self._path = path
        self._used = used
        self._busy_seconds = busy_seconds
        self._connection: _Connection | None = None
        self._lock: IO[str] | None = None
        self._file: os.stat_result | None = None
        self._ruin: str | None = None

    async def open(self, now: datetime) -> None:
        """Connect, see that the file is whole, and bring the schema up to date.

        A file that a bot has used and that is gone is not begun anew: what it promised would be forgotten in silence.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self._path.with_name(self._path.name + ".lock"))
            _require_known_file(self._path, self._lock)
            connection = _Connection(self._connect, iter_chunk_size=64)
            await connection.opened()
            self._connection = connection
            await self._unit(_require_whole)
            await self._unit(lambda connection: _migrate(connection, now))
            self._file = self._path.stat()
            _mark_used(self._lock)
        except (OSError, sqlite3.Error) as error:
            await self.close()
            raise StorageError(f"DATABASE_URL: the database {self._path} cannot be used: {error}") from error
        except StorageError:
            await self.close()
            raise

    async def open_beside(self) -> None:
        """Connect to the database of a bot that may be running: without its lock, and without changing the schema.

        What is written is seen by the running bot, as SQLite lets two processes write in turn. Raises ``StorageError``
        where there is no database, or one of another version.
        """
        if not self._path.exists():
            raise StorageError(f"DATABASE_URL: there is no database {self._path} yet")
        try:
            connection = _Connection(self._connect, iter_chunk_size=64)
            await connection.opened()
            self._connection = connection
            await self._unit(_require_schema)
        except sqlite3.Error as error:
            await self.close()
            raise StorageError(f"DATABASE_URL: the database {self._path} cannot be used: {error}") from error
        except StorageError:
            await self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=self._busy_seconds, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # bot/app/maintenance.py does it, off the way of a text
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
        if self._ruin is not None:
            raise StorageError(self._ruin)

        def transaction(connection: sqlite3.Connection) -> T:
            with _transaction(connection):
                return work(connection)

        started = time.perf_counter()
        try:
            return await self._connection.unit(transaction)
        except sqlite3.Error as error:
            raise self._failed(error) from error
        finally:
            # "SqliteStore.answer.<locals>.<lambda>": the method that the work was written in
            self._used(work.__qualname__.partition(".<locals>")[0].rpartition(".")[2], time.perf_counter() - started)

    def _failed(self, error: sqlite3.Error) -> StorageError:
        """The error for the operator. From a ruined file on nothing is read or written any more."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in RUINED:
            self._ruin = f"DATABASE_URL: the database {self._path} cannot be used: {error}; restore a backup"
            return StorageError(self._ruin)
        return StorageError(f"DATABASE_URL: the database {self._path} failed: {error}")

    def _check_file(self) -> None:
        """Raise ``StorageError``, now and from now on, when the file in use has been deleted or replaced."""
        try:
            is_there = self._file is None or os.path.samestat(self._file, self._path.stat())
        except OSError:
            is_there = False
        if not is_there:
            self._ruin = f"DATABASE_URL: the database {self._path} was deleted or replaced while the bot was using it"
            raise StorageError(self._ruin)

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
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise DatabaseInUseError(f"DATABASE_URL: another bot is using this database (it holds {path})") from error
    return file


def _require_known_file(path: Path, lock: IO[str]) -> None:
    """The lock file outlives the bot and tells whether there has been a database; see ``_mark_used``."""
    lock.seek(0)
    if lock.read() and not path.exists():
        raise StorageError(
            f"DATABASE_URL: the database {path} is gone; restore a backup, or delete {lock.name} to begin with nothing"
        )


def _mark_used(lock: IO[str]) -> None:
    lock.seek(0)
    if not lock.read():
        lock.write("A database was made beside this file. It is not made anew while this file is here.\n")
        lock.flush()


def _require_whole(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"it is damaged: {' '.join(verdict.split())}")


def _require_schema(connection: sqlite3.Connection) -> None:
    applied = {version for (version,) in connection.execute("SELECT version FROM schema_migrations")}
    if pending(migrations(), applied):
        raise StorageError("the database is of an older version of the bot; start the bot once to bring it up to date")


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
