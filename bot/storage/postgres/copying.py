"""Copies a SQLite database into PostgreSQL, and compares the two row by row.

A copy that was interrupted goes on when it is started again. It begins anew if a bot has used the SQLite database in
between, because rows that were copied may have changed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, zip_longest
from pathlib import Path

import asyncpg

from bot.domain.errors import StorageError
from bot.storage.postgres import schema, usable
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
NOT_COPIED = {"schema_migrations", "spending_changes", usable.UNFINISHED_COPY}

# While this table exists, the copy is not complete, and no bot starts on the database.
_BEGIN = f"CREATE TABLE {usable.UNFINISHED_COPY} (source text NOT NULL)"
_REMEMBER = f"INSERT INTO {usable.UNFINISHED_COPY} VALUES ($1)"  # noqa: S608 - a name of ours
_REMEMBERED = f"SELECT source FROM {usable.UNFINISHED_COPY}"  # noqa: S608
_END = f"DROP TABLE {usable.UNFINISHED_COPY}"
_COLUMNS = """
    SELECT table_name, column_name, data_type, EXISTS (
        SELECT FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = format('%I', table_name)::regclass AND indisprimary AND attname = column_name) AS is_key
    FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"""
# The ids were copied, so the next person must not get one of them.
_NEXT_ID = "SELECT setval(pg_get_serial_sequence('people', 'id'), greatest(1, (SELECT max(id) FROM people)))"

# Gets how many rows have been copied since its last call.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table, the type of each column in PostgreSQL, and its primary key."""

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    @property
    def select(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {', '.join(self.key)}"  # noqa: S608 - names from the schema

    @property
    def select_there(self) -> str:
        """``select`` for PostgreSQL, in the same order."""
        order = ", ".join(f'{column} COLLATE "C"' if self.columns[column] == "text" else column for column in self.key)
        return f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {order}"  # noqa: S608

    @property
    def insert(self) -> str:
        parameters = ", ".join(f"${number}" for number in range(1, len(self.columns) + 1))
        return (
            f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({parameters})"  # noqa: S608
            " ON CONFLICT DO NOTHING"
        )

    def is_same(self, values: Sequence[object], found: Sequence[object]) -> bool:
        """Whether a converted row is the one found in PostgreSQL, which formats JSON in its own way."""
        for kind, value, other in zip(self.columns.values(), values, found, strict=True):
            if value != other and not (kind == "jsonb" and json.loads(str(value)) == json.loads(str(other))):
                return False
        return True

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
            return await _copy(original, _fingerprint(source), url, now, progress)
    except sqlite3.Error as error:
        raise StorageError(f"--from: the database {source} cannot be read: {error}") from error
    except StorageError as error:
        raise StorageError(str(error).replace("DATABASE_URL", "--to", 1)) from error
    except (*DATABASE_ERRORS, ValueError) as error:
        raise StorageError(str(described(error, url)).replace("DATABASE_URL", "--to", 1)) from error
    finally:
        lock.release()


def _opened(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _fingerprint(source: Path) -> str:
    """The same for two reads of one database, unless something has been written to it in between."""
    digest = hashlib.sha256()
    for path in (source, source.with_name(source.name + "-wal")):
        if path.exists():
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()


async def _copy(
    original: sqlite3.Connection, fingerprint: str, url: str, now: datetime, progress: Progress
) -> dict[str, int]:
    target = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    try:
        is_new = await _prepare(target, fingerprint, now)
        tables = await _tables(target)
        if not is_new:
            return await _compared_again(original, target, tables)
        if missing := set(_names(original)) - {table.name for table in tables}:
            raise StorageError(f"--to: the tables {', '.join(sorted(missing))} are missing there; upgrade the bot")
        for table in tables:
            rows = original.execute(table.select)
            while batch := [table.converted(row) for row in islice(rows, BATCH)]:
                await target.executemany(table.insert, batch)  # in one transaction
                progress(len(batch))
        await target.execute(_NEXT_ID)
        counts = {table.name: await _compared(original, target, table) for table in tables}
        for name in COUNTING:
            await target.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        await target.execute(_END)
        return counts
    finally:
        await target.close(timeout=CONNECT_SECONDS)


async def _compared_again(
    original: sqlite3.Connection, target: asyncpg.Connection, tables: Sequence[_Table]
) -> dict[str, int]:
    """As ``_copy`` if everything has been copied already. Raises ``StorageError`` for a database with other people."""
    try:
        return {table.name: await _compared(original, target, table) for table in tables}
    except StorageError as error:
        raise StorageError(
            "--to: there are people in this database already, and they are not the same as in --from: a bot has used"
            " one of the two since it was copied, or it is another town's; name an empty one"
        ) from error


async def _prepare(target: asyncpg.Connection, fingerprint: str, now: datetime) -> bool:
    """Make the tables, and see that there is nothing in them but an unfinished copy of the same database.

    False if there are people in them.
    """
    if await usable.has_unfinished_copy(target):
        if await target.fetchval(_REMEMBERED) != fingerprint:
            async with target.transaction():
                await target.execute(f"TRUNCATE {', '.join(table.name for table in await _tables(target))}")
                await target.execute(f"DELETE FROM {usable.UNFINISHED_COPY}")  # noqa: S608
                await target.execute(_REMEMBER, fingerprint)
        return True
    async with target.transaction():
        await schema.migrate(target, now)
        if await target.fetchval("SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM zones)"):
            return False
        # Saved messages count segments, but the counts are copied too; and the secret of the old database goes with
        # its hashes.
        for name in COUNTING:
            await target.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        await target.execute("DELETE FROM bot_secrets")
        await target.execute(_BEGIN)
        await target.execute(_REMEMBER, fingerprint)
    return True


async def _tables(target: asyncpg.Connection) -> list[_Table]:
    columns: dict[str, dict[str, str]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for table, column, kind, is_key in await target.fetch(_COLUMNS):
        columns.setdefault(table, {})[column] = kind
        keys[table] = (*keys.get(table, ()), column) if is_key else keys.get(table, ())
    names = [*REFERRED_TO, *sorted(set(columns) - {*REFERRED_TO, *NOT_COPIED})]
    return [_Table(name=name, columns=columns[name], key=keys[name]) for name in names]


def _names(original: sqlite3.Connection) -> Iterator[str]:
    for (name,) in original.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if name != "schema_migrations":
            yield name


async def _compared(original: sqlite3.Connection, target: asyncpg.Connection, table: _Table) -> int:
    """How many rows a table has, in both databases. Raises ``StorageError`` if one is not the same in both."""
    rows = original.execute(table.select)
    count = 0
    async with target.transaction():
        found = await target.cursor(table.select_there)
        while True:
            batch = [table.converted(row) for row in islice(rows, BATCH)]
            others = await found.fetch(BATCH)
            for values, other in zip_longest(batch, others):
                if values is None or other is None or not table.is_same(values, tuple(other)):
                    key = (values if values is not None else other)[0]
                    raise StorageError(
                        f"--to: the row {key} of the table {table.name} is not the same there as in --from;"
                        " copy into another empty database"
                    )
            if not batch:
                return count
            count += len(batch)
