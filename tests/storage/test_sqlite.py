"""What only the SQLite backend does: its file, its pragmas, its migrations."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from bot.delivery.planning import forgotten
from bot.domain.errors import StorageError
from bot.storage.migrate import Migration, pending
from bot.storage.sqlite import schema
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, SENDER, make_inbound, make_person
from tests.storage.saving import saving


async def opened(path):
    store = SqliteStore(path)
    await store.open(NOW)
    return store


async def test_the_file_is_created_with_its_folder_and_safe_pragmas(tmp_path):
    store = await opened(tmp_path / "deep" / "reminders.db")
    connection = store.database._connection
    assert connection is not None
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        async with connection.execute(f"PRAGMA {pragma}") as cursor:
            row = await cursor.fetchone()
            assert row is not None
            assert row[0] == value
    await store.close()


async def test_migrations_are_applied_once(tmp_path):
    for _ in range(2):
        await (await opened(tmp_path / "x.db")).close()
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        rows = connection.execute("SELECT version FROM schema_migrations").fetchall()
    assert [version for (version,) in rows] == [migration.version for migration in schema.migrations()]


def test_migrations_are_numbered_from_one_without_a_gap():
    versions = [migration.version for migration in schema.migrations()]
    assert versions == list(range(1, len(versions) + 1))


def test_a_database_of_a_newer_version_is_refused():
    known = (Migration(version=1, name="a", statements=()),)
    with pytest.raises(StorageError, match="newer version"):
        pending(known, {1, 2})


async def test_a_second_bot_cannot_open_the_same_file(tmp_path):
    store = await opened(tmp_path / "x.db")
    other = SqliteStore(tmp_path / "x.db")
    with pytest.raises(StorageError, match="another bot"):
        await other.open(NOW)
    await store.close()
    await other.open(NOW)
    await other.close()


@pytest.mark.parametrize(
    "content", [b"this is no database, but long enough to look like one" * 20, b"SQLite format 3\0" + b"\1" * 4096]
)
async def test_a_corrupt_file_is_refused_and_not_changed(tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"x\.db cannot be used"):
        await SqliteStore(path).open(NOW)
    assert path.read_bytes() == content


async def test_a_folder_that_cannot_be_created_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be used"):
        await SqliteStore(tmp_path / "file" / "x.db").open(NOW)


def test_a_closed_store_lets_the_process_end(tmp_path):
    script = (
        "import asyncio, pathlib, datetime as d\n"
        "from bot.storage.sqlite.store import SqliteStore\n"
        "async def main():\n"
        f"    store = SqliteStore(pathlib.Path({str(tmp_path / 'x.db')!r}))\n"
        "    await store.open(d.datetime.now(d.UTC))\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=20, check=False).returncode == 0


async def test_a_second_process_reads_and_writes_while_the_bot_runs(tmp_path):
    store, beside = SqliteStore(tmp_path / "reminders.db"), SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    await beside.open_beside()
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    assert not await store.maintenance.changed_elsewhere()
    await store.people.with_number(SENDER)
    assert not await store.maintenance.changed_elsewhere(), "only writes of other processes count"
    (person,) = await beside.people.with_number(SENDER)
    await beside.people.revise_person(person.id, lambda context: forgotten(context, NOW))
    assert await store.maintenance.changed_elsewhere()
    assert not await store.maintenance.changed_elsewhere()
    await beside.close()
    await store.close()
    missing = SqliteStore(tmp_path / "nowhere.db")
    with pytest.raises(StorageError, match="no database"):
        await missing.open_beside()
    assert not (tmp_path / "nowhere.db").exists()
