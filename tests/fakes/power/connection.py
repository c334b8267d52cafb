"""The part of the ``sqlite3`` module's connection that the bot uses, over apsw, whose file layer can be replaced."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw

T = TypeVar("T")

SYNCHRONOUS = re.compile(r"(PRAGMA synchronous) *= *\w+")


class ApswRow(tuple[Any, ...]):  # noqa: SLOT001 - a tuple has no room for slots
    """A row that can be read by position and by name, as ``sqlite3.Row``."""

    columns: Mapping[str, int]

    def __getitem__(self, column: Any) -> Any:
        return super().__getitem__(self.columns[column] if isinstance(column, str) else column)


class ApswCursor:
    """The result of a statement that has run to its end."""

    def __init__(self, rows: list[ApswRow], rowcount: int) -> None:
        self._rows = iter(rows)
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[ApswRow]:
        return self._rows

    def fetchall(self) -> list[ApswRow]:
        return list(self._rows)

    def fetchone(self) -> ApswRow | None:
        return next(self._rows, None)


class ApswConnection:
    """``synchronous`` replaces the level that a statement asks for. ``on_commit`` is called after each commit."""

    def __init__(
        self,
        database: str | Path,
        layer: str,
        *,
        on_commit: Callable[["ApswConnection"], None],
        synchronous: str | None = None,
        uri: bool = False,
        timeout: float = 5.0,
        isolation_level: str | None = "",
        check_same_thread: bool = True,
    ) -> None:
        self.row_factory: Any = None
        self._on_commit = on_commit
        self._synchronous = synchronous
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | (apsw.SQLITE_OPEN_URI if uri else 0)
        self._connection = _translated(lambda: apsw.Connection(str(database), flags=flags, vfs=layer))
        self._connection.set_busy_timeout(int(timeout * 1000))

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> ApswCursor:
        if self._synchronous is not None:
            sql = SYNCHRONOUS.sub(rf"\1 = {self._synchronous}", sql)
        cursor = _translated(lambda: self._execute(sql, values))
        if sql == "COMMIT":
            self._on_commit(self)
        return cursor

    def _execute(self, sql: str, values: Any) -> ApswCursor:
        cursor = self._connection.cursor()
        # A mapping must be a dict: apsw takes anything else for a sequence.
        cursor.execute(sql, values or None)
        rows = []
        columns: dict[str, int] | None = None
        for values_ in cursor:
            if columns is None:
                columns = {name: index for index, (name, *_) in enumerate(cursor.description)}
            row = ApswRow(values_)
            row.columns = columns
            rows.append(row)
        return ApswCursor(rows, self._connection.changes())

    def executemany(self, sql: str, values: Iterable[Mapping[str, object]]) -> None:
        for one in values:
            self.execute(sql, one)

    def backup(self, target: "ApswConnection") -> None:
        def copy() -> None:
            with target._connection.backup("main", self._connection, "main") as backup:
                backup.step()

        _translated(copy)

    def close(self) -> None:
        _translated(self._connection.close)


def _translated(work: Callable[[], T]) -> T:
    """Do ``work``; SQLite's errors are raised as the ``sqlite3`` module raises them."""
    try:
        return work()
    except apsw.Error as error:
        code = getattr(error, "extendedresult", 0)
        kind = {
            sqlite3.SQLITE_CONSTRAINT: sqlite3.IntegrityError,
            sqlite3.SQLITE_CORRUPT: sqlite3.DatabaseError,
            sqlite3.SQLITE_NOTADB: sqlite3.DatabaseError,
        }.get(code & 0xFF, sqlite3.OperationalError)
        translated = kind(str(error))
        translated.sqlite_errorcode = code
        raise translated from error
