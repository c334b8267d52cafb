"""A unit of work whose caller gives up is never committed later, wherever it was: in the queue, at a lock, at work."""

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager, closing

import pytest

from bot.domain.errors import CommitUnknownError
from bot.storage.database import Unit
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW

ADD = "INSERT INTO zones (name, rules) VALUES (:name, 'x')"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


class Blocker:
    """Holds up the database's thread in a statement until ``release``."""

    def __init__(self):
        self.begun = threading.Event()
        self.release = threading.Event()

    def __call__(self):
        self.begun.set()
        self.release.wait()
        return 1


@asynccontextmanager
async def opened(path):
    store = SqliteStore(path)
    await store.open(NOW)
    yield store
    await store.close()


def adding(name, *statements):
    async def work(session):
        await session.execute(ADD, name=name)
        for statement in statements:
            await session.rows(statement)
        return name

    return work


async def names(store):
    async def work(session):
        return [row["name"] for row in await session.rows("SELECT name FROM zones ORDER BY name")]

    return await store.database.run(Unit.STATS, work)


async def cancelled(task):
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def started(store, work):
    """The unit of work as a task that has reached the database's queue."""
    task = asyncio.create_task(store.database.run(Unit.ANSWER, work))
    await asyncio.sleep(0)
    return task


async def blocked(store):
    """A unit of work that holds up the thread, and what releases it."""
    blocker = Blocker()
    await store.database._connection.create_function("block", 0, blocker)
    task = await started(store, adding("first", "SELECT block()", "SELECT 1"))
    await asyncio.to_thread(blocker.begun.wait)
    return task, blocker.release


async def test_a_unit_that_waits_for_another_process_is_not_committed_later(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.001):
                    await store.database.run(Unit.ANSWER, adding("late"))
            other.execute("ROLLBACK")
        assert await store.database.run(Unit.ANSWER, adding("next")) == "next"
        assert await names(store) == ["next"]


async def test_a_unit_in_the_queue_is_not_even_begun(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        first, release = await blocked(store)
        ran = []

        async def work(session):
            ran.append(session)

        queued = await started(store, work)
        await cancelled(queued)
        release.set()
        assert await first == "first"
        assert await names(store) == ["first"]
        assert not ran


async def test_a_unit_at_work_is_rolled_back(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        first, release = await blocked(store)
        await cancelled(first)
        release.set()
        assert await names(store) == []


async def test_a_slow_statement_is_interrupted_and_the_next_unit_is_not(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        begun = threading.Event()
        await store.database._connection.set_trace_callback(lambda sql: begun.set() if sql == ENDLESS else None)
        slow = await started(store, adding("slow", ENDLESS))
        await asyncio.to_thread(begun.wait)
        following = await started(store, adding("following"))
        await cancelled(slow)
        assert await following == "following"
        assert await names(store) == ["following"]


async def test_an_abandoned_unit_stops_before_its_next_statement(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        executed: list[str] = []
        await store.database._connection.set_trace_callback(executed.append)
        first, release = await blocked(store)
        await cancelled(first)
        release.set()
        assert await names(store) == []
        assert executed.index("ROLLBACK") == executed.index("SELECT block()") + 1


async def test_during_the_commit_it_is_too_late_to_give_up_and_the_caller_is_told(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        blocker = Blocker()
        await store.database._connection.set_trace_callback(lambda sql: blocker() if sql == "COMMIT" else None)
        task = await started(store, adding("perhaps"))
        await asyncio.to_thread(blocker.begun.wait)
        task.cancel()
        with pytest.raises(CommitUnknownError):
            await task
        blocker.release.set()
        assert await names(store) == ["perhaps"]


async def test_time_that_runs_out_during_the_commit_is_no_plain_time_out(tmp_path):
    async with opened(tmp_path / "x.db") as store:
        blocker = Blocker()
        await store.database._connection.set_trace_callback(lambda sql: blocker() if sql == "COMMIT" else None)
        limit = asyncio.timeout(None)

        async def within_limit():
            async with limit:
                await store.database.run(Unit.ANSWER, adding("perhaps"))

        task = asyncio.create_task(within_limit())
        await asyncio.to_thread(blocker.begun.wait)
        limit.reschedule(0)
        with pytest.raises(CommitUnknownError):
            await task
        blocker.release.set()
