"""Brings a PostgreSQL schema up to date, and refuses databases that do not fit."""

from collections.abc import Mapping
from datetime import datetime
from importlib import resources

import asyncpg
import structlog

from bot.domain.errors import StorageError
from bot.storage.migrate import Migration, pending, read_migrations
from bot.storage.postgres.usable import require_complete, require_supported, require_usable, try_to_write

log = structlog.get_logger()

# Any constant: bots that migrate the same database wait for each other on this advisory lock.
MIGRATION_LOCK = 7_236_480_017

# The last migration of the previous release. Its bots run beside this release's migrations, so they may also be started
# on them: each migration is recorded with this number.
OLDEST_BESIDE = 2

_CREATE_RECORD = """
    CREATE TABLE IF NOT EXISTS schema_migrations (
        version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)"""
_ADD_OLDEST_BESIDE = "ALTER TABLE schema_migrations ADD COLUMN IF NOT EXISTS oldest_beside integer"
_RECORD = "INSERT INTO schema_migrations (version, name, applied_at, oldest_beside) VALUES ($1, $2, $3, $4)"
# The column may not be there yet.
_APPLIED = "SELECT version, (to_jsonb(m) ->> 'oldest_beside')::integer AS oldest_beside FROM schema_migrations m"


def migrations() -> tuple[Migration, ...]:
    """The numbered migrations of this backend, in order. Semicolons in a function, between ``$$``, end no statement."""
    folder = resources.files("bot.storage") / "migrations" / "postgres"
    return read_migrations(folder, lambda text: text.count("$$") % 2 == 0)


async def migrate(connection: asyncpg.Connection, now: datetime) -> None:
    """Apply the migrations that are missing, within the caller's transaction. One bot at a time migrates."""
    await require_usable(connection)
    await connection.execute("SELECT pg_advisory_xact_lock($1)", MIGRATION_LOCK)
    applied = await applied_migrations(connection)
    if missing := missing_migrations(applied):
        await connection.execute("SET LOCAL statement_timeout = 0")  # a new index on a large table takes minutes
        await connection.execute(_CREATE_RECORD)
        await connection.execute(_ADD_OLDEST_BESIDE)
    for migration in missing:
        for statement in migration.statements:
            await connection.execute(statement)
        await connection.execute(_RECORD, migration.version, migration.name, now, OLDEST_BESIDE)
    if newer := newer_migrations(applied):
        log.warning("database of a newer release", schema=max(newer), remedy="upgrade this bot, too")
    await try_to_write(connection)


async def require_current(connection: asyncpg.Connection) -> None:
    """Raise ``StorageError`` if migrations are missing. A user who may only read, and a replica, do for reading."""
    require_supported(connection)
    await require_complete(connection)
    applied = await applied_migrations(connection)
    if not applied:
        raise StorageError("DATABASE_URL: there are no tables of the bot in this database yet; start the bot once")
    if missing_migrations(applied):
        raise StorageError(
            "DATABASE_URL: the database is from an older version of the bot; start the bot once to upgrade it"
        )


# The version of each applied migration, and the oldest last migration of a release that may be started beside it.
Applied = Mapping[int, int | None]


async def applied_migrations(connection: asyncpg.Connection) -> Applied:
    if await connection.fetchval("SELECT to_regclass('schema_migrations')") is None:
        return {}
    return {row["version"]: row["oldest_beside"] for row in await connection.fetch(_APPLIED)}


def newer_migrations(applied: Applied) -> frozenset[int]:
    """Those that this release does not know."""
    return frozenset(applied) - {migration.version for migration in migrations()}


def missing_migrations(applied: Applied) -> tuple[Migration, ...]:
    """Those that are not applied yet. Raises ``StorageError`` if the database is too new for this release."""
    latest = max(migration.version for migration in migrations())
    beside = {
        version
        for version in newer_migrations(applied)
        if (oldest := applied[version]) is not None and oldest <= latest
    }
    try:
        return pending(migrations(), frozenset(applied) - beside)
    except StorageError as error:
        raise StorageError(f"DATABASE_URL: {error}") from None
