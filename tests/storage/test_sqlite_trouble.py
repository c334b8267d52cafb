"""A SQLite file that is full, locked, damaged or gone: nothing is half saved, and nothing is silently created again."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from bot.domain.changes import Changes
from bot.domain.errors import StorageError
from bot.storage.database import Unit
from bot.storage.sqlite import database as sqlite_database
from bot.storage.sqlite import schema
from bot.storage.sqlite.store import SqliteStore
from bot.storage.sqlite.write_ahead_log import Checkpoint, checkpoint, due_checkpoints, log_bytes
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text


async def opened(path, **options):
    store = SqliteStore(path, **options)
    await store.open(NOW)
    return store


async def answer(store, number, message="call mom"):
    def decide(context):
        reminder = make_reminder(number=number, person_id=context.person.id, message=message)
        planned = make_text(reminder_id=reminder.id, person_id=context.person.id)
        return Changes(person=context.person, reply="OK", intent="create", reminders=(reminder,), outbound=(planned,))

    return await store.conversations.answer(make_inbound("x", f"SM{number}"), lambda: make_person(id=0), decide)


async def counted(store):
    async def work(session):
        tables = ("inbound", "reminders", "outbound")
        return [await session.value(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608

    return await store.database.run(Unit.STATS, work)


async def test_a_full_disk_saves_nothing_by_halves_and_recovers_with_space(tmp_path):
    store = await opened(tmp_path / "x.db")
    connection = store.database._connection

    async def allow(pages):
        await connection.execute_fetchall(f"PRAGMA max_page_count = {pages}")

    ((pages,),) = await connection.execute_fetchall("PRAGMA page_count")
    await allow(pages + 4)
    texts = [answer(store, number, "x" * 1000) for number in range(1, 60)]
    failures = [one for one in await asyncio.gather(*texts, return_exceptions=True) if isinstance(one, StorageError)]
    saved = len(texts) - len(failures)
    assert saved > 0
    assert all("full" in str(failure) for failure in failures)
    assert await counted(store) == [saved] * 3
    await allow(pages + 1000)
    assert not (await answer(store, 60)).redelivered
    assert await counted(store) == [saved + 1] * 3
    await store.close()


async def test_a_locked_database_is_an_error_after_the_timeout(tmp_path):
    await (await opened(tmp_path / "x.db")).close()
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match=r"^DATABASE_URL: .*x\.db failed: database is locked"):
            await opened(tmp_path / "x.db", busy_seconds=0.05)
        other.execute("ROLLBACK")
        store = await opened(tmp_path / "x.db", busy_seconds=0.05)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            await answer(store, 1)
        other.execute("ROLLBACK")
    await answer(store, 1)
    assert await counted(store) == [1, 1, 1]
    await store.close()


async def filled(path):
    store = await opened(path)
    for number in range(1, 60):
        await answer(store, number, "x" * 500)
    await store.close()


def damage(path, start=1 / 3, end=2 / 3):
    """Overwrite pages in the middle, but not the first page: reading that one would fail at once."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(int(size * start))
        file.write(b"\xa5" * int(size * (end - start)))


async def test_a_damaged_page_is_found_when_opening(tmp_path):
    await filled(tmp_path / "x.db")
    damage(tmp_path / "x.db")
    content = (tmp_path / "x.db").read_bytes()
    with pytest.raises(StorageError, match=r"x\.db cannot be used: .*damaged|malformed") as caught:
        await opened(tmp_path / "x.db")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "x.db").read_bytes() == content


async def test_a_large_file_is_checked_while_it_is_used(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_database, "CHECKED_AT_ONCE_BYTES", 0)
    await filled(tmp_path / "x.db")
    intact = (tmp_path / "x.db").read_bytes()
    store = await opened(tmp_path / "x.db")
    await store.check()
    assert await counted(store) == [59, 59, 59]
    await store.close()
    damage(tmp_path / "x.db", 0.8, 0.9)
    store = await opened(tmp_path / "x.db")
    with pytest.raises(StorageError, match=r"damaged|malformed"):
        await store.check()
    with pytest.raises(StorageError, match="restore a backup"):
        await answer(store, 99)
    await store.close()
    with pytest.raises(StorageError, match=r"damaged|malformed"):  # the next start does not use it first
        await opened(tmp_path / "x.db")
    (tmp_path / "x.db").write_bytes(intact)
    for _ in range(2):
        store = await opened(tmp_path / "x.db")
        assert await counted(store) == [59, 59, 59]
        await store.close()
    damage(tmp_path / "x.db", 0.8, 0.9)
    await (await opened(tmp_path / "x.db")).close()  # damaged afterwards: nobody knows yet


async def test_a_damaged_file_is_not_migrated(tmp_path, monkeypatch):
    await filled(tmp_path / "x.db")
    monkeypatch.setattr(sqlite_database, "CHECKED_AT_ONCE_BYTES", 0)
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)")
    damage(tmp_path / "x.db", 0.8, 0.9)
    with pytest.raises(StorageError, match=r"damaged|malformed"):
        await opened(tmp_path / "x.db")


async def test_a_bot_that_stops_does_not_wait_for_the_check(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_database, "CHECKED_AT_ONCE_BYTES", 0)
    await filled(tmp_path / "x.db")
    store = await opened(tmp_path / "x.db")
    is_checking = threading.Event()

    def check(connection):
        is_checking.set()
        connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")

    monkeypatch.setattr(schema, "require_intact", check)
    checking = asyncio.create_task(store.check())
    await asyncio.to_thread(is_checking.wait, 10)
    await store.close()
    with pytest.raises(StorageError, match="interrupted"):
        await checking


async def test_nothing_is_written_once_a_damaged_page_was_read(tmp_path):
    await filled(tmp_path / "x.db")
    store = await opened(tmp_path / "x.db")
    await store.database._connection.execute_fetchall("PRAGMA cache_size = 1")
    damage(tmp_path / "x.db")
    await asyncio.gather(*(answer(store, number) for number in range(60, 90)), return_exceptions=True)
    for ask in (lambda: store.ping(30), lambda: answer(store, 99)):
        with pytest.raises(StorageError, match="restore a backup"):
            await ask()
    await store.close()


@pytest.mark.parametrize("replaced", [False, True])
async def test_a_file_deleted_or_replaced_while_in_use_is_noticed(tmp_path, replaced):
    store = await opened(tmp_path / "x.db")
    (tmp_path / "x.db").unlink()
    if replaced:
        (tmp_path / "x.db").write_bytes(b"")
    for ask in (store.maintenance.maintain, lambda: store.ping(30), lambda: answer(store, 1)):
        with pytest.raises(StorageError, match="deleted or replaced"):
            await ask()
    await store.close()


async def test_a_deleted_database_is_not_replaced_by_an_empty_one(tmp_path):
    await filled(tmp_path / "x.db")
    (tmp_path / "x.db").unlink()
    with pytest.raises(StorageError, match=r"x\.db is gone; restore a backup, or delete .*x\.db\.lock"):
        await opened(tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()
    (tmp_path / "x.db.lock").unlink()
    await (await opened(tmp_path / "x.db")).close()


async def test_a_lock_file_without_a_database_is_no_obstacle(tmp_path):
    (tmp_path / "x.db.lock").write_text("")
    await (await opened(tmp_path / "x.db")).close()


async def test_checkpoints_keep_the_log_small(tmp_path):
    store = await opened(tmp_path / "x.db")

    async def grown():
        for number in range(1, 30):
            await answer(store, number)
            await answer(store, number)  # redelivered: nothing is written
            await store.database.run(Unit.ERASE, lambda session: session.execute("DELETE FROM people"))
        return log_bytes(tmp_path / "x.db")

    assert await grown() > 200_000, "no commit does a checkpoint by itself"
    await checkpoint(tmp_path / "x.db", Checkpoint.PASSIVE)
    once = log_bytes(tmp_path / "x.db")
    assert await grown() <= once * 1.2, "after a checkpoint the log is reused from its beginning"
    await checkpoint(tmp_path / "x.db", Checkpoint.TRUNCATE)
    assert log_bytes(tmp_path / "x.db") == 0
    assert await counted(store) == [0, 0, 0]
    await store.close()


async def test_a_checkpoint_does_not_wait_long_for_a_reader(tmp_path):
    store = await opened(tmp_path / "x.db")
    await answer(store, 1)
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchone()
        await answer(store, 2)
        async with asyncio.timeout(5):
            await checkpoint(tmp_path / "x.db", Checkpoint.TRUNCATE)
        assert log_bytes(tmp_path / "x.db") > 0
    await answer(store, 3)
    assert await counted(store) == [3, 3, 3]
    await store.close()


LOGS = [
    (0, ()),
    (999_999, ()),
    (1_000_000, (Checkpoint.PASSIVE,)),
    (31_999_999, (Checkpoint.PASSIVE,)),
    (32_000_000, (Checkpoint.PASSIVE, Checkpoint.TRUNCATE)),
]


@pytest.mark.parametrize(("size_bytes", "expected"), LOGS)
def test_the_size_of_the_log_decides_about_checkpoints(size_bytes, expected):
    assert due_checkpoints(size_bytes) == expected


async def test_maintenance_does_the_checkpoint_that_is_due(tmp_path):
    store = await opened(tmp_path / "x.db")
    number = 0
    while log_bytes(tmp_path / "x.db") < 1_000_000:
        number += 1
        await answer(store, number, "x" * 5000)
    size = log_bytes(tmp_path / "x.db")
    await store.maintenance.maintain()
    await answer(store, number + 1)
    assert log_bytes(tmp_path / "x.db") == size, "the log is reused from its beginning"
    await store.close()
