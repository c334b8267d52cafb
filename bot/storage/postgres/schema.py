"""Brings a PostgreSQL schema up to date, and refuses servers that are too old and schemas that do not fit."""

from datetime import datetime
from importlib import resources

import asyncpg

from bot.domain.errors import StorageError
from bot.storage.migrate import Migration, pending, read_migrations

OLDEST_SERVER = 14

# Any constant: bots that migrate the same database wait for each other on this advisory lock.
MIGRATION_LOCK = 7_236_480_017

# ``copying`` makes this table and drops it at the end.
UNFINISHED_COPY = "unfinished_copy"


def migrations() -> tuple[Migration, ...]:
    """The numbered migrations of this backend, in order. Semicolons in a function, between ``$$``, end no statement."""
    folder = resources.files("bot.storage") / "migrations" / "postgres"
    return read_migrations(folder, lambda text: text.count("$$") % 2 == 0)


async def migrate(connection: asyncpg.Connection, now: datetime) -> None:
    """Apply the migrations that are missing, within the caller's transaction. One bot at a time migrates."""
    require_supported(connection)
    await require_primary(connection)
    await require_rights(connection)
    await connection.execute("SELECT pg_advisory_xact_lock($1)", MIGRATION_LOCK)
    if await has_unfinished_copy(connection):
        raise StorageError("DATABASE_URL: a copy into this database is not complete; start `python -m bot copy` again")
    if pending(migrations(), applied := await applied_versions(connection)):
        await connection.execute("SET LOCAL statement_timeout = 0")  # a new index on a large table takes minutes
        await connection.execute("""
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)""")
    for migration in pending(migrations(), applied):
        for statement in migration.statements:
            await connection.execute(statement)
        await connection.execute(
            "INSERT INTO schema_migrations VALUES ($1, $2, $3)", migration.version, migration.name, now
        )


async def has_unfinished_copy(connection: asyncpg.Connection) -> bool:
    return await connection.fetchval("SELECT to_regclass($1)::text", UNFINISHED_COPY) is not None


def require_supported(connection: asyncpg.Connection) -> None:
    version = connection.get_server_version()
    if version.major < OLDEST_SERVER:
        raise StorageError(
            f"DATABASE_URL: the server is PostgreSQL {version.major}.{version.minor};"
            f" the bot needs {OLDEST_SERVER} or newer, upgrade the server"
        )


async def require_primary(connection: asyncpg.Connection) -> None:
    if await connection.fetchval("SELECT pg_is_in_recovery()"):
        raise StorageError("DATABASE_URL: the server is a read-only replica; name the primary server")


# The bot reads and changes every table.
_TABLES_WITHOUT_RIGHTS = """
    SELECT relname FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relkind = 'r'
        AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
            AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
    ORDER BY relname"""


async def require_rights(connection: asyncpg.Connection) -> None:
    """Raise ``StorageError`` if the user lacks rights on a table."""
    if lacking := [row["relname"] for row in await connection.fetch(_TABLES_WITHOUT_RIGHTS)]:
        raise StorageError(
            f"DATABASE_URL: its user lacks rights on the tables {', '.join(lacking)};"
            " make it their owner, or GRANT ALL ON ALL TABLES IN SCHEMA public to it"
        )


async def require_current(connection: asyncpg.Connection) -> None:
    """Raise ``StorageError`` if migrations are missing."""
    require_supported(connection)
    applied = await applied_versions(connection)
    if not applied:
        raise StorageError("DATABASE_URL: there are no tables of the bot in this database yet; start the bot once")
    if pending(migrations(), applied):
        raise StorageError("the database is from an older version of the bot; start the bot once to upgrade it")


async def applied_versions(connection: asyncpg.Connection) -> frozenset[int]:
    if await connection.fetchval("SELECT to_regclass('schema_migrations')") is None:
        return frozenset()
    return frozenset(row["version"] for row in await connection.fetch("SELECT version FROM schema_migrations"))
