"""Inspects a PostgreSQL database, also while bots are using it. What it tries to write, it takes back."""

import asyncpg

from bot.domain.errors import StorageError
from bot.storage.postgres import schema
from bot.storage.postgres.errors import DATABASE_ERRORS, described, public_name
from bot.storage.postgres.listener import ask_bots
from bot.storage.postgres.usable import require_usable, try_to_write
from bot.storage.report import DatabaseReport
from bot.storage.statements.stats import COUNT_OPEN_REMINDERS, COUNT_PEOPLE

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 2.0  # until a bot that hangs counts as silent


async def inspect(url: str) -> DatabaseReport:
    """Inspect the database at ``url``. Raises nothing: problems are in the report."""
    name = public_name(url)
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS, command_timeout=60)
        try:
            return await _report(connection, name)
        finally:
            await connection.close(timeout=CONNECT_SECONDS)
    except (*DATABASE_ERRORS, ValueError) as error:
        return DatabaseReport(name=name, exists=True, is_server=True, problem=str(described(error, url)))
    except StorageError as error:
        return DatabaseReport(name=name, exists=True, is_server=True, problem=str(error))


async def _report(connection: asyncpg.Connection, name: str) -> DatabaseReport:
    await require_usable(connection)
    applied = await schema.applied_migrations(connection)
    missing = schema.missing_migrations(applied)
    if not applied:
        if not await connection.fetchval("SELECT has_schema_privilege(current_schema(), 'CREATE')"):
            raise StorageError(
                f"DATABASE_URL: the user of {name} may not create tables; GRANT ALL ON SCHEMA public to it"
            )
        return DatabaseReport(name=name, exists=False, is_server=True)
    await try_to_write(connection)
    counts = [await connection.fetchval(statement) for statement in (COUNT_PEOPLE, COUNT_OPEN_REMINDERS)]
    return DatabaseReport(
        name=name,
        exists=True,
        is_server=True,
        is_newer=bool(schema.newer_migrations(applied)),
        migrations_pending=len(missing),
        people=counts[0],
        open_reminders=counts[1],
        announced=await ask_bots(connection, ANSWER_SECONDS),
    )
