"""A backup of a database in use is consistent, and a bot can run on it."""

import asyncio
import itertools
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.domain.changes import Changes
from bot.domain.errors import StorageError
from bot.storage.sqlite.backup import back_up
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text


async def opened(path):
    store = SqliteStore(path)
    await store.open(NOW)
    return store


async def answer(store, number):
    """One unit of work, which saves a reminder and its message or neither."""

    def decide(context):
        reminder = make_reminder(number=number, person_id=context.person.id)
        planned = make_text(reminder_id=reminder.id, person_id=context.person.id)
        return Changes(person=context.person, reply="OK", intent="create", reminders=(reminder,), outbound=(planned,))

    return await store.conversations.answer(make_inbound("x", f"SM{number}"), lambda: make_person(id=0), decide)


def counted(path):
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of our own tables
            for table in ("inbound", "reminders", "outbound")
        ]


async def test_a_backup_of_a_busy_database_is_consistent(tmp_path):
    store = await opened(tmp_path / "x.db")
    numbers = itertools.count(1)
    await answer(store, next(numbers))
    stopping = False

    async def be_busy():
        while not stopping:
            await answer(store, next(numbers))

    busy = asyncio.create_task(be_busy())
    counts = []
    for round_ in range(5):
        copy = tmp_path / f"copy{round_}.db"
        await asyncio.to_thread(back_up, tmp_path / "x.db", copy)
        counts.append(counted(copy))
    stopping = True
    await busy
    await store.close()
    assert all(len(set(count)) == 1 for count in counts), "every unit of work is either complete or absent"
    assert counts == sorted(counts)
    assert counts[0][0] >= 1
    assert sorted(path.name for path in tmp_path.glob("copy*")) == [f"copy{n}.db" for n in range(5)]


async def test_a_bot_runs_on_a_restored_backup(tmp_path):
    store = await opened(tmp_path / "x.db")
    await answer(store, 1)
    back_up(tmp_path / "x.db", tmp_path / "copy.db")
    await answer(store, 2)
    await store.close()
    for path in tmp_path.glob("x.db*"):
        if path.suffix != ".lock":
            path.unlink()
    (tmp_path / "copy.db").rename(tmp_path / "x.db")
    store = await opened(tmp_path / "x.db")
    assert (await answer(store, 1)).redelivered
    assert not (await answer(store, 2)).redelivered
    await store.close()


def test_the_command_copies_the_configured_database(tmp_path):
    asyncio.run(_made(tmp_path / "x.db"))
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    ran = CliRunner().invoke(main, ["backup", str(tmp_path / "copy.db")], env=environment)
    assert (ran.exit_code, ran.output.partition(":")[0]) == (0, str(tmp_path / "copy.db"))
    assert counted(tmp_path / "copy.db") == [1, 1, 1]
    again = CliRunner().invoke(main, ["backup", str(tmp_path / "copy.db")], env=environment)
    assert again.exit_code == 1
    assert "exists already" in again.output


async def _made(path):
    store = await opened(path)
    await answer(store, 1)
    await store.close()


def test_a_failed_backup_says_why_and_leaves_no_file(tmp_path):
    with pytest.raises(StorageError, match=r"there is no database .*nothing\.db"):
        back_up(tmp_path / "nothing.db", tmp_path / "copy.db")
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\0" + b"\1" * 4096)
    with pytest.raises(StorageError, match=r"backup of .*broken\.db .* failed"):
        back_up(tmp_path / "broken.db", tmp_path / "copy.db")
    asyncio.run(_made(tmp_path / "x.db"))
    with pytest.raises(StorageError, match="failed"):
        back_up(tmp_path / "x.db", tmp_path / "no folder" / "copy.db")
    assert not list(tmp_path.glob("copy*"))
