"""A connection to a SQLite file in a thread of its own, and the statements of a unit of work on it."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import aiosqlite

from bot.domain.errors import DatabaseBusyError
from bot.storage.rows import Row

T = TypeVar("T")

# Errors that the values of a statement cause; all others of SQLite are about the file, the disk or a lock.
ROW_FAULTS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


class ThreadedConnection(aiosqlite.Connection):
    """aiosqlite's connection, with a whole unit of work in one trip to its thread."""

    async def connect(self) -> None:
        """Connect. If that fails, wait for the thread to end: it could outlive the event loop."""
        try:
            await self
        except BaseException:
            await asyncio.to_thread(self._thread.join)
            raise

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._execute(work, self._conn)  # type: ignore[no-any-return, no-untyped-call]


class Statements:
    """``bot.storage.session.Connection`` over a sqlite3 connection. Nothing in it ever suspends.

    ``require_wanted`` raises if nobody waits for the result any more.
    """

    def __init__(self, connection: sqlite3.Connection, require_wanted: Callable[[], None] = lambda: None) -> None:
        self._connection = connection
        self._require_wanted = require_wanted

    async def fetch(self, sql: str, values: Mapping[str, object]) -> Sequence[Row]:
        self._require_wanted()
        return self._connection.execute(sql, values).fetchall()

    async def execute(self, sql: str, values: Mapping[str, object]) -> int:
        self._require_wanted()
        return self._connection.execute(sql, values).rowcount

    async def execute_many(self, sql: str, values: Iterable[Mapping[str, object]]) -> None:
        self._require_wanted()
        self._connection.executemany(sql, values)

    async def lock(self, sql: str, values: Mapping[str, object]) -> None:
        """Do nothing: only one transaction writes at a time."""

    async def try_lock(self, sql: str, values: Mapping[str, object]) -> bool:  # noqa: ARG002 - as the other backend's
        return True

    def is_row_fault(self, error: Exception) -> bool:
        return isinstance(error, ROW_FAULTS) or not isinstance(error, sqlite3.Error | MemoryError | DatabaseBusyError)
