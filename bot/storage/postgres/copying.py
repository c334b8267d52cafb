"""Copies a SQLite database into PostgreSQL. A copy that was interrupted goes on when it is started again."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import asyncpg

from bot.domain.errors import StorageError
from bot.storage.postgres import schema
from bot.storage.postgres.errors import DATABASE_ERRORS, described
from bot.storage.sqlite.lock_file import LockFile
from bot.storage.sqlite.schema import require_current, require_intact

BATCH = 1000
CONNECT_SECONDS = 5.0

# Tables that others refer to come first; the rest follow in any order.
REFERRED_TO = ("people", "reminders", "outbound")
# Tables whose triggers count segments.
COUNTING = ("outbound", "spending")
# Not in SQLite, and empty between transactions.
NOT_COPIED = {"schema_migrations", "spending_changes", schema.UNFINISHED_COPY}

# While this table exists, the copy is not complete, and no bot starts on the database.
_BEGIN = f"CREATE TABLE {schema.UNFINISHED_COPY} (started_at timestamptz NOT NULL DEFAULT now())"
_END = f"DROP TABLE {schema.UNFINISHED_COPY}"
_COLUMNS = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"""
# The ids were copied, so the next person must not get one of them.
_NEXT_ID = "SELECT setval(pg_get_serial_sequence('people', 'id'), greatest(1, (SELECT max(id) FROM people)))"

# Gets how many rows have been copied since its last call.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table, and the type of each column in PostgreSQL."""

    name: str
    columns: Mapping[str, str]

    @property
    def select(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"  # noqa: S608 - names from the schema

    @property
    def insert(self) -> str:
        parameters = ", ".join(f"${number}" for number in range(1, len(self.columns) + 1))
        return (
            f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({parameters})"  # noqa: S608
            " ON CONFLICT DO NOTHING"
        )

    @property
    def count(self) -> str:
        return f"SELECT count(*) FROM {self.name}"  # noqa: S608

    def converted(self, row: Sequence[object]) -> list[object]:
        """The values of a row of SQLite as the driver of PostgreSQL wants them. Raises ``StorageError``."""
        values: list[object] = []
        for (column, kind), value in zip(self.columns.items(), row, strict=True):
            try:
                is_moment = kind.startswith("timestamp") and isinstance(value, str)
                values.append(datetime.fromisoformat(value) if is_moment else value)  # type: ignore[arg-type]
            except ValueError as error:
                raise StorageError(
                    f"--from: the {column} of the row {row[0]} in the table {self.name} cannot be read;"
                    " correct or delete that row, then start the copy again"
                ) from error
        return values


def count_rows(source: Path) -> int:
    """How many rows there are to copy. Raises ``StorageError``."""
    if not source.is_file():
        raise StorageError(f"--from: there is no database {source}")
    try:
        return _count_rows(source)
    except sqlite3.Error as error:
        raise StorageError(f"--from: the database {source} cannot be read: {error}") from error


def _count_rows(source: Path) -> int:
    with closing(_opened(source)) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _names(connection))  # noqa: S608


async def copy_into_postgres(source: Path, url: str, now: datetime, progress: Progress) -> dict[str, int]:
    """Copy everything; how many rows each table has. Raises ``StorageError``.

    ``DatabaseInUseError`` if a bot is using ``source``: what it saved during the copy would be lost.
    """
    lock = LockFile(source)
    try:
        with closing(_opened(source)) as original:
            require_intact(original)
            require_current(original)
            original.execute("BEGIN")
            return await _copy(original, url, now, progress)
    except sqlite3.Error as error:
        raise StorageError(f"--from: the database {source} cannot be read: {error}") from error
    except (*DATABASE_ERRORS, ValueError) as error:
        raise StorageError(str(described(error, url)).replace("DATABASE_URL", "--to", 1)) from error
    finally:
        lock.release()


def _opened(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


async def _copy(original: sqlite3.Connection, url: str, now: datetime, progress: Progress) -> dict[str, int]:
    target = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    try:
        await _prepare(target, now)
        tables = await _tables(target)
        if missing := set(_names(original)) - {table.name for table in tables}:
            raise StorageError(f"--to: the tables {', '.join(sorted(missing))} are missing there; upgrade the bot")
        for table in tables:
            rows = original.execute(table.select)
            while batch := [table.converted(row) for row in islice(rows, BATCH)]:
                await target.executemany(table.insert, batch)  # in one transaction
                progress(len(batch))
        await target.execute(_NEXT_ID)
        counts = {table.name: await _checked_count(original, target, table) for table in tables}
        for name in COUNTING:
            await target.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        await target.execute(_END)
        return counts
    finally:
        await target.close(timeout=CONNECT_SECONDS)


async def _prepare(target: asyncpg.Connection, now: datetime) -> None:
    """Make the tables, and see that there is nothing in them but an unfinished copy."""
    if await schema.has_unfinished_copy(target):
        return
    async with target.transaction():
        await schema.migrate(target, now)
        if await target.fetchval("SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM zones)"):
            raise StorageError("--to: there are people in this database already; name an empty one")
        # Saved messages count segments, but the counts are copied too; and the secret of the old database goes with
        # its hashes.
        for name in COUNTING:
            await target.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        await target.execute("DELETE FROM bot_secrets")
        await target.execute(_BEGIN)


async def _tables(target: asyncpg.Connection) -> list[_Table]:
    columns: dict[str, dict[str, str]] = {}
    for row in await target.fetch(_COLUMNS):
        columns.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    names = [*REFERRED_TO, *sorted(set(columns) - {*REFERRED_TO, *NOT_COPIED})]
    return [_Table(name=name, columns=columns[name]) for name in names]


def _names(original: sqlite3.Connection) -> Iterator[str]:
    for (name,) in original.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if name != "schema_migrations":
            yield name


async def _checked_count(original: sqlite3.Connection, target: asyncpg.Connection, table: _Table) -> int:
    (expected,) = original.execute(table.count).fetchone()
    found: int = await target.fetchval(table.count)
    if found != expected:
        raise StorageError(f"--to: the table {table.name} has {found:,} rows there, and {expected:,} in --from")
    return found
