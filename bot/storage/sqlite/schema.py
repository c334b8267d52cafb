"""Brings the schema of a SQLite file up to date, and refuses files that are damaged or too old or too new."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources

from bot.domain.errors import StorageError
from bot.storage.migrate import Migration, pending, read_migrations
from bot.storage.number_hash import number_hash
from bot.storage.sqlite.codec import utc_text
from bot.storage.statements.spending import NUMBER_KEY, SUPPRESS


def migrations() -> tuple[Migration, ...]:
    """The numbered migrations of this backend, in order."""
    return read_migrations(resources.files("bot.storage") / "migrations" / "sqlite", sqlite3.complete_statement)


def migrate(connection: sqlite3.Connection, now: datetime) -> None:
    """Apply the migrations that are missing, within the caller's transaction."""
    connection.execute("""
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT""")
    for migration in pending(migrations(), applied_versions(connection)):
        for statement in migration.statements:
            connection.execute(statement)
        if migration.name in _STEPS:
            _STEPS[migration.name](connection)
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, ?, ?)", (migration.version, migration.name, utc_text(now))
        )


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Whether ``migrate`` has something to do."""
    known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'").fetchone()
    return known is None or bool(pending(migrations(), applied_versions(connection)))


def _suppress_opted_out(connection: sqlite3.Connection) -> None:
    """Suppress the numbers of everyone who has opted out: SQL cannot compute the hash."""
    (key,) = connection.execute(NUMBER_KEY).fetchone()
    opted_out = connection.execute("SELECT number, opted_out_at FROM people WHERE opted_out_at IS NOT NULL").fetchall()
    rows = [{"number_hash": number_hash(key, number), "opted_out_at": since} for number, since in opted_out]
    connection.executemany(SUPPRESS, rows)


# The part of a migration that its SQL cannot do, by the migration's name. Runs after the statements.
_STEPS: Mapping[str, Callable[[sqlite3.Connection], None]] = {"suppressions_and_spending": _suppress_opted_out}


def require_intact(connection: sqlite3.Connection) -> None:
    """Raise ``sqlite3.DatabaseError`` if the file is damaged."""
    problem = damage(connection, "quick_check")
    if problem:
        error = sqlite3.DatabaseError(f"it is damaged ({problem})")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def damage(connection: sqlite3.Connection, check: str) -> str:
    """What ``PRAGMA quick_check`` or ``integrity_check`` finds, on one line; empty if the file is intact."""
    (verdict,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    return "" if verdict == "ok" else " ".join(str(verdict).split())


def require_current(connection: sqlite3.Connection) -> None:
    """Raise ``StorageError`` if migrations are missing."""
    if pending(migrations(), applied_versions(connection)):
        raise StorageError("the database is from an older version of the bot; start the bot once to upgrade it")


def applied_versions(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(version for (version,) in connection.execute("SELECT version FROM schema_migrations"))
