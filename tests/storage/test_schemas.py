"""Both backends have the same tables, columns and indexes: a migration of one needs its counterpart in the other."""

import sqlite3
from contextlib import closing

import asyncpg
import pytest

from bot.storage.sqlite import schema
from tests.builders import NOW
from tests.fakes.postgres import fresh_database

COLUMNS = """
    SELECT table_name, column_name, is_nullable = 'NO' FROM information_schema.columns
    WHERE table_schema = current_schema()"""
# Those that primary keys make for themselves have names of the backend's own.
INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%\\_pkey'"


@pytest.fixture
def in_sqlite(tmp_path):
    with closing(sqlite3.connect(tmp_path / "reminders.db", isolation_level=None)) as connection:
        schema.migrate(connection, NOW)
        yield connection


async def test_both_backends_have_the_same_columns_and_indexes(in_sqlite):
    tables = [name for (name,) in in_sqlite.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    columns = {
        (table, name, bool(is_required) or bool(key_position))
        for table in tables
        for _, name, _, is_required, _, key_position in in_sqlite.execute(f"PRAGMA table_info({table})")
    }
    indexes = {
        name for (name,) in in_sqlite.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql <> ''")
    }
    async with fresh_database() as url:
        connection = await asyncpg.connect(url)
        assert {tuple(row) for row in await connection.fetch(COLUMNS)} == columns
        assert {row["indexname"] for row in await connection.fetch(INDEXES)} == indexes
        await connection.close()
