"""One SQLite file: its connection (WAL, synchronous=FULL), the connection's thread, and transactions on it."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.errors import CommitUnknownError, DatabaseBusyError, StorageError
from bot.runtime.clock import Clock
from bot.runtime.request_deadline import current_deadline
from bot.storage.database import OnUnit, Unit, Work
from bot.storage.outage import Outage
from bot.storage.session import Session
from bot.storage.sqlite import schema
from bot.storage.sqlite.codec import CODEC
from bot.storage.sqlite.connection import Statements, ThreadedConnection
from bot.storage.sqlite.files import ensure_private_database
from bot.storage.sqlite.folders import make_folder
from bot.storage.sqlite.group_commit import LOCK_WAIT_SECONDS, GroupCommit
from bot.storage.sqlite.lock_file import LockFile
from bot.storage.sqlite.write_ahead_log import checkpoint, due_checkpoints, log_bytes

T = TypeVar("T")

# Gets the number of units of work in each commit, in the connection's thread.
OnCommit = Callable[[int], None]

BUSY_SECONDS = 5.0
CHECKED_AT_ONCE_BYTES = 16_000_000  # a fraction of a second from a cold disk
# After these errors nothing in the file can be trusted.
CORRUPTION = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class SqliteDatabase:
    """``bot.storage.database.Database`` over one file, which one bot uses at a time.

    ``on_unit`` and ``on_commit`` are for the metrics. ``clock`` says when a broken row is tried again.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        on_unit: OnUnit = lambda _, __: None,
        on_commit: OnCommit = lambda _: None,
        clock: Clock | None = None,
    ) -> None:
        self._path = path
        self._clock = clock or Clock()
        self._constants: dict[str, object] = {}
        self._on_unit = on_unit
        self._busy_seconds = busy_seconds
        self._outage = Outage()
        self._units = GroupCommit(busy_seconds, on_commit)
        self._connection: ThreadedConnection | None = None
        self._groups: asyncio.Task[None] | None = None  # runs as long as units wait
        self._lock: LockFile | None = None
        self._file: os.stat_result | None = None
        self._failure: str | None = None  # once set, every unit of work fails with it
        self._data_version: int | None = None
        self._is_checked = False
        self._is_closed = False

    async def open(self, now: datetime) -> None:
        """Connect, check that the file is intact unless it is large, and bring the schema up to date.

        Raises ``StorageError`` if a database that a bot has used is gone, rather than starting with an empty one.
        """

        def prepare(connection: sqlite3.Connection) -> None:
            self._is_checked = self._must_be_intact() or schema.is_outdated(connection)
            if self._is_checked:
                schema.require_intact(connection)
            schema.migrate(connection, now)

        async with self._closed_on_error():
            make_folder(self._path.parent)
            self._lock = LockFile(self._path)
            self._lock.require_database()
            ensure_private_database(self._path)
            await self._connect(prepare)
            self._file = self._path.stat()
            self._lock.remember_database()

    def _must_be_intact(self) -> bool:
        """Whether to check the file before it is used. A large one takes minutes, so ``check`` follows later."""
        is_suspect = self._lock is not None and self._lock.knows_of_damage()
        return is_suspect or self._path.stat().st_size <= CHECKED_AT_ONCE_BYTES

    async def check(self) -> None:
        """Check a large file, which ``open`` has not. If it is damaged, nothing is read or written any more."""
        if self._is_checked:
            return

        def check() -> None:
            with closing(self._new_reader()) as connection:
                connection.set_progress_handler(lambda: self._is_closed, 100_000)
                schema.require_intact(connection)

        with self._translated_errors():
            await asyncio.to_thread(check)
        self._is_checked = True

    async def open_beside(self) -> None:
        """Connect to the database of a bot that may be running: without its lock, without changing the schema.

        SQLite lets both processes write in turn, and the bot sees what the other one wrote. Raises ``StorageError`` if
        there is no database, or one with another schema.
        """
        if not self._path.exists():
            raise StorageError(f"DATABASE_URL: there is no database {self._path} yet")
        async with self._closed_on_error():
            await self._connect(schema.require_current)

    async def _connect(self, prepare: Callable[[sqlite3.Connection], None]) -> None:
        connection = ThreadedConnection(self._new_connection, iter_chunk_size=64)
        await connection.connect()
        self._connection = connection
        await self._transact(Unit.OPEN, prepare)

    def _new_connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=self._busy_seconds, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # see write_ahead_log.py
        # A confirmed reminder must survive a power failure: the log is on the disk before the reply goes out.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Erased data is overwritten, not just unlinked. Whether that is the default depends on how SQLite was built.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA busy_timeout = {min(self._busy_seconds, LOCK_WAIT_SECONDS) * 1000:.0f}")
        return connection

    async def close(self) -> None:
        """Close, after the units of work that wait. New ones are refused from now on."""
        self._is_closed = True
        connection, self._connection = self._connection, None
        if self._groups is not None:
            await asyncio.wait({self._groups})
        if connection is not None:
            await connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    async def run(self, unit: Unit, work: Work[T]) -> T:
        def in_thread(connection: sqlite3.Connection) -> T:
            return _completed(work(self._session(connection, self._units.require_wanted)))

        return await self._transact(unit, in_thread)

    async def _transact(self, unit: Unit, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in a transaction, perhaps with others that wait, in the connection's thread."""
        if self._connection is None:
            raise StorageError("the database is closed")
        if self._failure is not None:
            raise StorageError(self._failure)
        finished = asyncio.get_running_loop().create_future()
        queued = self._units.add(work, finished, current_deadline())
        if self._groups is None:
            self._groups = asyncio.create_task(self._run_groups(self._connection), name="group commit")
        with self._measured(unit), self._translated_errors():
            try:
                await finished
                return queued.outcome()
            except asyncio.CancelledError:
                if self._units.abandon(queued):
                    raise
                # Not a cancellation any more: whoever waits must not take this for "nothing was saved".
                raise CommitUnknownError(f"the time ran out during the commit of {unit}") from None

    async def _run_groups(self, connection: ThreadedConnection) -> None:
        """Run the units that wait, group by group: one trip to the connection's thread for each, and one back."""
        try:
            while not self._units.is_empty:
                for unit in await connection.call(self._units.run_group):
                    if unit.finished is not None and not unit.finished.done():
                        unit.finished.set_result(None)
        finally:
            self._groups = None

    async def read(self, unit: Unit, work: Work[T]) -> T:
        """Run ``work`` on a read-only connection and a thread of its own, so that no text waits for it."""

        def reading() -> T:
            with closing(self._new_reader()) as connection:
                return _completed(work(self._session(connection)))

        with self._measured(unit), self._translated_errors():
            return await asyncio.to_thread(reading)

    def _new_reader(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        reader = sqlite3.connect(address, uri=True, timeout=self._busy_seconds, check_same_thread=False)
        reader.row_factory = sqlite3.Row
        return reader

    def _session(self, connection: sqlite3.Connection, require_wanted: Callable[[], None] = lambda: None) -> Session:
        return Session(Statements(connection, require_wanted), CODEC, self._clock.now(), self._constants)

    @property
    def answered_at(self) -> float:
        return self._outage.answered_at

    @property
    def is_exclusive(self) -> bool:
        """Whether no other bot uses this database, so that every lease of another process has ended."""
        return self._lock is not None

    @property
    def bots(self) -> int:
        return 1

    def on_change(self, wake: Callable[[], None]) -> None:
        """Do nothing: SQLite does not tell. ``changed_elsewhere`` does, when asked."""

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        yield True

    async def changed_elsewhere(self) -> bool:
        if self._connection is None:
            return False
        with self._translated_errors():
            # data_version changes when another connection commits, never by what this one does.
            (version,) = await self._connection.call(
                lambda connection: connection.execute("PRAGMA data_version").fetchone()
            )
        before, self._data_version = self._data_version, version
        return before not in (None, version)

    async def maintain(self) -> None:
        """Check that the file is still there, and move a large write-ahead log into it."""
        with self._translated_errors():
            self._require_same_file()
            for mode in due_checkpoints(log_bytes(self._path)):
                await checkpoint(self._path, mode)

    def _require_same_file(self) -> None:
        """Raise ``StorageError``, now and in every later unit of work, if the file was deleted or replaced."""
        try:
            is_same = self._file is None or os.path.samestat(self._file, self._path.stat())
        except OSError:
            is_same = False
        if not is_same:
            self._failure = (
                f"DATABASE_URL: the database {self._path} was deleted or replaced while the bot was using it"
            )
            raise StorageError(self._failure)

    @asynccontextmanager
    async def _closed_on_error(self) -> AsyncIterator[None]:
        """Leave nothing open when opening fails, and raise ``StorageError``."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            await self.close()
            raise StorageError(self._unusable(error)) from error
        except StorageError as error:
            await self.close()
            if str(error).startswith("DATABASE_URL"):
                raise
            raise StorageError(f"DATABASE_URL: {error}") from error  # what is wrong with a file

    @contextmanager
    def _measured(self, unit: Unit) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._on_unit(unit, time.perf_counter() - started)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Raise ``StorageError`` for SQLite's errors, and note outages."""
        with self._outage.noticed():
            try:
                yield
            except sqlite3.Error as error:
                raise self._translated(error) from error

    def _translated(self, error: sqlite3.Error) -> StorageError:
        """After corruption, nothing is read or written any more."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in CORRUPTION:
            self._failure = f"{self._unusable(error)}; restore a backup"
            if self._lock is not None:
                self._lock.remember_damage()
            return StorageError(self._failure)
        kind = DatabaseBusyError if code == sqlite3.SQLITE_BUSY else StorageError
        return kind(f"DATABASE_URL: the database {self._path} failed: {error}")

    def _unusable(self, error: Exception) -> str:
        return f"DATABASE_URL: the database {self._path} cannot be used: {error}"


def _completed(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a unit of work to its end, here and now. Its session never suspends, so it needs no event loop."""
    try:
        coroutine.send(None)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
    coroutine.close()
    raise RuntimeError("a unit of work awaited something other than its session")
