"""Migrations: every released schema becomes today's, with all that is in it; or nothing changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from bot.storage.migrate import Migration, read_migrations
from bot.storage.sqlite import schema
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, make_inbound, make_person, make_reminder
from tests.storage.saving import saving

# The migrations as they were released, copied here with each release: they are never edited. None has been so far.
RELEASED = Path(__file__).parent / "released"

ADDED = Migration(
    version=len(schema.migrations()) + 1,
    name="moods",
    statements=(
        "ALTER TABLE people ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
        "CREATE INDEX people_mood ON people (mood)",
    ),
)


def schema_of(path):
    """Every table and index, with its columns; not how it is written."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {
            (kind, name): sorted(connection.execute(f"PRAGMA {kind}_xinfo({name})").fetchall()) for kind, name in names
        }


async def opened_with(monkeypatch, path, migrations):
    monkeypatch.setattr(schema, "migrations", lambda: tuple(migrations))
    store = SqliteStore(path)
    await store.open(NOW)
    return store


async def test_an_older_database_becomes_todays_and_keeps_what_it_holds(tmp_path, monkeypatch):
    today = schema.migrations()
    reminder = make_reminder()
    store = await opened_with(monkeypatch, tmp_path / "old.db", today)
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving(reminders=[reminder]))
    await store.close()
    await (await opened_with(monkeypatch, tmp_path / "fresh.db", [*today, ADDED])).close()
    store = await opened_with(monkeypatch, tmp_path / "old.db", [*today, ADDED])
    again = await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    await store.close()
    assert again.redelivered
    assert schema_of(tmp_path / "old.db") == schema_of(tmp_path / "fresh.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("SELECT mood FROM people").fetchall() == [("calm",)]
        assert connection.execute("SELECT id FROM reminders").fetchall() == [(str(reminder.id),)]


async def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    today = schema.migrations()
    await (await opened_with(monkeypatch, tmp_path / "x.db", today)).close()
    before = schema_of(tmp_path / "x.db")
    failing = Migration(version=ADDED.version, name="bad", statements=(*ADDED.statements, "CREATE TABLE people (id)"))
    with pytest.raises(StorageError, match="people already exists"):
        await opened_with(monkeypatch, tmp_path / "x.db", [*today, failing])
    assert schema_of(tmp_path / "x.db") == before
    await (await opened_with(monkeypatch, tmp_path / "x.db", [*today, ADDED])).close()


async def test_a_database_of_a_newer_bot_stays_as_it_is(tmp_path, monkeypatch):
    today = schema.migrations()
    await (await opened_with(monkeypatch, tmp_path / "x.db", [*today, ADDED])).close()
    before = schema_of(tmp_path / "x.db")
    with pytest.raises(StorageError, match="made by a newer version of the bot"):
        await opened_with(monkeypatch, tmp_path / "x.db", today)
    assert schema_of(tmp_path / "x.db") == before


def test_what_was_released_is_not_edited():
    today = {migration.version: migration for migration in schema.migrations()}
    released = read_migrations(RELEASED, sqlite3.complete_statement) if RELEASED.is_dir() else ()
    assert all(today.get(migration.version) == migration for migration in released)
