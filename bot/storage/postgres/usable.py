"""Whether a bot can work with a PostgreSQL database. Each refusal is one line that names the setting and the remedy."""

from contextlib import suppress

import asyncpg

from bot.domain.errors import StorageError

OLDEST_SERVER = 14

# ``copying`` makes this table and drops it at the end.
UNFINISHED_COPY = "unfinished_copy"

# By what set it, as pg_settings names it.
_READ_ONLY_REMEDIES = {
    "client": "remove it from the URL",
    "database": "run ALTER DATABASE ... RESET default_transaction_read_only",
    "user": "run ALTER ROLE ... RESET default_transaction_read_only",
    "database user": "run ALTER ROLE ... IN DATABASE ... RESET default_transaction_read_only",
}

# The bot reads and changes every table.
_TABLES_WITHOUT_RIGHTS = """
    SELECT relname FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relkind = 'r'
        AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
            AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
    ORDER BY relname"""

# A text and its answer, as large as any. Nobody has this id, and no provider this name.
_TRY_PERSON = """
    INSERT INTO people (id, provider, number, bot_number, timezone, zone_source, created_at)
    VALUES (-1, 'try', 'try', '', 'UTC', 'try', now())"""
_TRY_ANSWER = """
    INSERT INTO inbound (provider, message_id, person_id, received_at, intent, reply)
    SELECT 'try', 'try', -1, now(), 'try', string_agg(gen_random_uuid()::text, '') FROM generate_series(1, 1000)"""


async def require_usable(connection: asyncpg.Connection) -> None:
    """Raise ``StorageError`` if the server or the user does not do, or the database is read-only or half copied."""
    require_supported(connection)
    if await connection.fetchval("SELECT pg_is_in_recovery()"):
        raise StorageError("DATABASE_URL: the server is a read-only replica; name the primary server")
    source = await connection.fetchval(
        "SELECT source FROM pg_settings WHERE name = 'default_transaction_read_only' AND setting = 'on'"
    )
    if source is not None:
        remedy = _READ_ONLY_REMEDIES.get(source, "turn it off in postgresql.conf")
        raise StorageError(
            "DATABASE_URL: the database is read-only, its default_transaction_read_only is on;"
            f" name the primary server, or {remedy}"
        )
    if await connection.fetchval("SELECT current_schema()") is None:
        raise StorageError("DATABASE_URL: its user may not use the schema public; GRANT ALL ON SCHEMA public to it")
    if lacking := [row["relname"] for row in await connection.fetch(_TABLES_WITHOUT_RIGHTS)]:
        raise StorageError(
            f"DATABASE_URL: its user lacks rights on the tables {', '.join(lacking)};"
            " make it their owner, or GRANT ALL ON ALL TABLES IN SCHEMA public to it"
        )
    await require_complete(connection)


def require_supported(connection: asyncpg.Connection) -> None:
    version = connection.get_server_version()
    if version.major < OLDEST_SERVER:
        raise StorageError(
            f"DATABASE_URL: the server is PostgreSQL {version.major}.{version.minor};"
            f" the bot needs {OLDEST_SERVER} or newer, upgrade the server"
        )


async def require_complete(connection: asyncpg.Connection) -> None:
    if await has_unfinished_copy(connection):
        raise StorageError("DATABASE_URL: a copy into this database is not complete; start `python -m bot copy` again")


async def has_unfinished_copy(connection: asyncpg.Connection) -> bool:
    return await connection.fetchval("SELECT to_regclass($1)::text", UNFINISHED_COPY) is not None


class _TakenBackError(Exception):
    """Ends a transaction without a commit."""


async def try_to_write(connection: asyncpg.Connection) -> None:
    """Save an answer and take it back: a full disk, and whatever else forbids it, shows only then.

    Raises what the driver raises.
    """
    with suppress(_TakenBackError):
        async with connection.transaction():
            await connection.execute(_TRY_PERSON)
            await connection.execute(_TRY_ANSWER)
            raise _TakenBackError
