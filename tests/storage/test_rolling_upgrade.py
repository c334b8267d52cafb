"""A rolling upgrade: while the first bot of a release migrates the database, bots of the release before go on."""

import asyncio
from collections.abc import Mapping

import asyncpg
import pytest

from bot.domain.errors import StorageError
from bot.runtime.settings import Storage
from bot.storage.migrate import Migration, read_migrations
from bot.storage.opening import inspect
from bot.storage.postgres import schema
from bot.storage.postgres.parameters import numbered
from bot.storage.postgres.store import PostgresStore
from bot.storage.statements import (
    addresses,
    broken_rows,
    contacts,
    inbound,
    messages,
    outbound,
    people,
    reminders,
    spending,
    stats,
)
from bot.storage.statements import saving as saving_statements
from tests.builders import NOW, make_inbound, make_person
from tests.fakes.postgres import fresh_database
from tests.storage.released_statements import MIGRATIONS, read, recorded, replay
from tests.storage.saving import saving


def released():
    return read_migrations(MIGRATIONS, lambda text: text.count("$$") % 2 == 0)


@pytest.fixture
async def connection():
    """An empty database."""
    async with fresh_database(is_empty=True) as url:
        connection = await asyncpg.connect(url)
        yield connection
        await connection.close()


async def migrate(connection, monkeypatch, migrations):
    monkeypatch.setattr(schema, "migrations", lambda: tuple(migrations))
    async with connection.transaction():
        await schema.migrate(connection, NOW)


async def upgrade_under_load(connection, monkeypatch, migrations):
    """A day of the last release, with the migration in the middle of it."""
    day = read()
    half = len(day.units) // 2
    await migrate(connection, monkeypatch, released())
    await replay(connection, day, slice(half))
    await migrate(connection, monkeypatch, migrations)
    await replay(connection, day, slice(half, None))


def test_released_migrations_are_not_edited():
    today = {migration.version: migration for migration in schema.migrations()}
    for migration in released():
        assert today[migration.version] == migration


async def test_the_last_release_works_beside_this_one(connection, monkeypatch):
    await upgrade_under_load(connection, monkeypatch, schema.migrations())
    assert await connection.fetchval("SELECT sum(segments) FROM spending") > 0


# What breaks the bots of the release before, and what it breaks.
BREAKING = [
    ("ALTER TABLE people ADD COLUMN mood text NOT NULL", asyncpg.NotNullViolationError),
    ("ALTER TABLE people ALTER COLUMN bot_number TYPE bigint USING 0", asyncpg.DataError),
    ("ALTER TABLE outbound RENAME COLUMN body TO words", asyncpg.UndefinedColumnError),
    ("ALTER TABLE outbound DROP COLUMN failure", asyncpg.UndefinedColumnError),
    ("ALTER TABLE outbound ADD CHECK (state <> 'sent')", asyncpg.CheckViolationError),
    ("CREATE UNIQUE INDEX one_each ON reminders (person_id)", asyncpg.UniqueViolationError),
    ("DROP TABLE zones", asyncpg.UndefinedTableError),
]
HARMLESS = [
    "ALTER TABLE people ADD COLUMN mood text",
    "ALTER TABLE people ADD COLUMN mood text NOT NULL DEFAULT 'calm'",
    "CREATE INDEX people_zone ON people (timezone)",
    "CREATE TABLE moods (name text PRIMARY KEY)",
]


def with_migration(statement):
    added = Migration(version=schema.migrations()[-1].version + 1, name="moods", statements=(statement,))
    return [*schema.migrations(), added]


@pytest.mark.parametrize(("statement", "error"), BREAKING)
async def test_a_migration_that_breaks_the_last_release_is_found(connection, monkeypatch, statement, error):
    with pytest.raises(error):
        await upgrade_under_load(connection, monkeypatch, with_migration(statement))


@pytest.mark.parametrize("statement", HARMLESS)
async def test_a_migration_that_adds_something_optional_is_fine(connection, monkeypatch, statement):
    await upgrade_under_load(connection, monkeypatch, with_migration(statement))


def statements_in(module):
    for name, value in vars(module).items():
        if name.isupper() and not name.startswith("_"):
            if isinstance(value, str):
                yield value
            elif isinstance(value, Mapping):
                yield from value.values()


# Only with twenty failures of one person.
LEFT_OUT = (outbound.COUNT_FAILURES, outbound.REPORT_FAILURES)


async def test_the_recording_has_nearly_every_statement():
    """Of this release as it is now: a statement that is not recorded would not be tried beside the next one."""
    seen = "\n".join((await recorded()).statements)
    modules = (
        addresses,
        broken_rows,
        contacts,
        inbound,
        messages,
        outbound,
        people,
        reminders,
        saving_statements,
        spending,
        stats,
    )
    left = [sql for module in modules for sql in statements_in(module) if numbered(sql).sql not in seen]
    assert [sql for sql in left if sql not in LEFT_OUT] == []


async def test_bots_of_the_new_release_wait_for_the_one_that_migrates(monkeypatch):
    async with fresh_database() as url:
        migrations = with_migration("SELECT pg_sleep(0.5)")
        monkeypatch.setattr(schema, "migrations", lambda: migrations)
        stores = [PostgresStore(url) for _ in range(3)]
        await asyncio.gather(*(store.open(NOW) for store in stores))
        connection = await asyncpg.connect(url)
        applied = await connection.fetch("SELECT version FROM schema_migrations ORDER BY version")
        await connection.close()
        await asyncio.gather(*(store.close() for store in stores))
        assert [row["version"] for row in applied] == [migration.version for migration in schema.migrations()]


def test_the_previous_release_may_be_started_beside_this_one():
    assert max(migration.version for migration in released()) == schema.OLDEST_BESIDE


async def upgraded(url, monkeypatch, migrations):
    """Upgrade to a next release that adds ``migrations``; then this one is there again."""
    today = schema.migrations()
    with monkeypatch.context() as next_release:
        next_release.setattr(schema, "OLDEST_BESIDE", len(today))
        next_release.setattr(schema, "migrations", lambda: migrations)
        store = PostgresStore(url)
        await store.open(NOW)
        await store.close()


async def test_a_bot_of_the_last_release_is_started_again_beside_the_next(monkeypatch):
    async with fresh_database() as url:
        await upgraded(url, monkeypatch, with_migration(HARMLESS[0]))
        store = PostgresStore(url)
        await store.open(NOW)
        answer = await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
        assert answer.reply == "OK"
        await store.close()
        beside = PostgresStore(url)
        await beside.open_beside()
        await beside.close()
        report = await inspect(Storage(url=url))
        assert (report.problem, report.is_newer, report.migrations_pending) == ("", True, 0)


async def test_a_bot_two_releases_older_refuses_the_schema(monkeypatch):
    async with fresh_database() as url:
        await upgraded(url, monkeypatch, with_migration(HARMLESS[0]))
        older = schema.migrations()[:-1]
        monkeypatch.setattr(schema, "migrations", lambda: older)
        for start in (lambda store: store.open(NOW), lambda store: store.open_beside()):
            with pytest.raises(StorageError, match="newer version of the bot"):
                await start(PostgresStore(url))
        assert "newer version of the bot" in (await inspect(Storage(url=url))).problem


async def test_a_bot_of_the_first_release_is_started_again_beside_this_one(monkeypatch):
    """The record of this release's migrations names the release before."""
    async with fresh_database() as url:
        older = released()
        monkeypatch.setattr(schema, "migrations", lambda: older)
        store = PostgresStore(url)
        await store.open(NOW)
        await store.close()


async def test_a_bot_answers_although_its_tables_have_changed_under_it():
    """PostgreSQL refuses a prepared ``SELECT *`` once a column was added, within a transaction too."""
    async with fresh_database() as url:
        store = PostgresStore(url)
        await store.open(NOW)
        for number in range(8):  # the driver prepares a statement that it sees again
            await store.conversations.answer(make_inbound("x", f"SM{number}"), lambda: make_person(id=0), saving())
        connection = await asyncpg.connect(url)
        for statement in HARMLESS[:2]:
            await connection.execute(statement.replace("mood", f"mood_{len(statement)}"))
            answer = await store.conversations.answer(
                make_inbound("x", f"SM{statement}"), lambda: make_person(id=0), saving()
            )
            assert answer.reply == "OK"
        await connection.close()
        await store.close()
