"""Databases as released versions left them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.migrate import read_migrations

# Exact copies of the migrations of each release. A released migration is never edited.
RELEASED = Path(__file__).parent / "released"
# What the databases of released versions contained.
DATABASES = Path(__file__).parent / "databases"


def make_database_of_0_1_0(path: Path) -> None:
    """Build a database as version 0.1.0 left it: by its migration and its rows alone."""
    (migration,) = [one for one in read_migrations(RELEASED, sqlite3.complete_statement) if one.version == 1]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT, applied_at TEXT)")
        connection.execute("INSERT INTO schema_migrations VALUES (1, ?, '2026-03-01')", (migration.name,))
        for statement in migration.statements:
            connection.execute(statement)
        connection.executescript((DATABASES / "version_0_1_0.sql").read_text())
