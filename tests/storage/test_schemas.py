"""Both backends have the same tables, columns and indexes: a migration of one needs its counterpart in the other."""

import sqlite3
from contextlib import closing

import asyncpg
import pytest

from bot.storage.postgres.parameters import numbered
from bot.storage.sqlite import schema
from bot.storage.statements import outbound
from tests.builders import NOW
from tests.fakes.postgres import fresh_database

COLUMNS = """
    SELECT table_name, column_name, is_nullable = 'NO' FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'spending_changes'
        AND (table_name, column_name) <> ('schema_migrations', 'oldest_beside')"""  # one bot alone uses SQLite
# Those that primary keys make for themselves have names of the backend's own.
INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%\\_pkey'"

# SQLite covers the search for fresh messages with outbound_next_attempt.
ONLY_IN_POSTGRES = {"outbound_fresh"}


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
        assert {row["indexname"] for row in await connection.fetch(INDEXES)} == indexes | ONLY_IN_POSTGRES
        await connection.close()


async def test_a_backlog_is_claimed_without_sorting_it():
    """It takes 10 ms instead of 160 with 100,000 messages due."""
    statement = numbered(outbound.DUE_FRESH + outbound.SKIP_LOCKED)
    async with fresh_database() as url:
        connection = await asyncpg.connect(url)
        await connection.execute("SET enable_seqscan = off; SET enable_sort = off")
        values = {"provider": "twilio", "now": NOW, "limit": 10}
        plan = await connection.fetch(f"EXPLAIN {statement.sql}", *statement.arguments(values))
        text = "\n".join(row[0] for row in plan)
        assert "outbound_fresh" in text
        assert "Sort" not in text
        await connection.close()
