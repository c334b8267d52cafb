"""Units of work that wait at the same time share one commit, and nothing else: not their failures, nor their ends."""

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager, closing

import pytest

from bot.domain.errors import CommitUnknownError, DatabaseBusyError, StorageError
from bot.storage.database import Unit
from bot.storage.sqlite.group_commit import MAX_UNITS, GroupCommit
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW

CREATE = "CREATE TABLE names (id INTEGER PRIMARY KEY, name UNIQUE)"
ADD = "INSERT INTO names (name) VALUES (:name)"


class Held:
    """Stops the database's thread at a statement: ``reached`` says that it is there, ``release`` lets it go on."""

    def __init__(self, statement, skip=0):
        self.statement = statement
        self.skip = skip  # how often it passes first
        self.reached = threading.Event()
        self.release = threading.Event()

    def __call__(self, sql):
        if sql.startswith(self.statement):
            self.skip -= 1
            if self.skip < 0:
                self.reached.set()
                self.release.wait()


class Trace:
    """The statements that begin, end or mark a transaction, in order."""

    def __init__(self, *held):
        self.statements = []
        self.held = held

    def __call__(self, sql):
        self.statements.append(sql)
        for held in self.held:
            held(sql)

    def count(self, statement):
        return self.statements.count(statement)


@asynccontextmanager
async def traced(path, *held):
    commits: list[int] = []
    store = SqliteStore(path, on_commit=commits.append)
    await store.open(NOW)
    commits.clear()
    trace = Trace(*held)
    connection = store.database._connection
    assert connection is not None
    await connection.execute(CREATE)
    await connection.set_trace_callback(trace)
    try:
        yield store, trace, commits
    finally:
        for one in held:
            one.release.set()
        await store.close()


def adding(name, *statements):
    async def work(session):
        for statement in statements:
            await session.rows(statement)
        await session.execute(ADD, name=name)
        return name

    return work


async def run(store, work):
    return await store.database.run(Unit.ANSWER, work)


async def started(store, *works):
    """The units of work as tasks, each in the database's queue."""
    tasks = [asyncio.create_task(run(store, work)) for work in works]
    await asyncio.sleep(0)
    return tasks


async def names(store):
    """In the order in which they were added."""

    async def work(session):
        return [row["name"] for row in await session.rows("SELECT name FROM names ORDER BY id")]

    return await store.database.read(Unit.LIST_ZONES, work)


async def busy(store, held):
    """A unit of work that keeps the connection's thread busy at ``held``."""
    (first,) = await started(store, adding("first", held.statement))
    await asyncio.to_thread(held.reached.wait)
    return first


async def test_units_that_wait_share_one_commit_in_their_order(tmp_path):
    held = Held("SELECT 'busy'")
    async with traced(tmp_path / "x.db", held) as (store, trace, commits):
        first = await busy(store, held)
        expected = [f"unit {number}" for number in range(20)]
        tasks = await started(store, *map(adding, expected))
        held.release.set()
        assert await asyncio.gather(first, *tasks) == ["first", *expected]
        assert trace.count("COMMIT") == 2
        assert commits == [1, 20]
        assert await names(store) == ["first", *expected]


async def test_closing_waits_for_the_units_in_the_queue_and_refuses_others(tmp_path):
    held = Held("SELECT 'busy'")
    async with traced(tmp_path / "x.db", held) as (store, _, commits):
        first = await busy(store, held)
        (queued,) = await started(store, adding("queued"))
        closing_ = asyncio.create_task(store.close())
        await asyncio.sleep(0)
        with pytest.raises(StorageError, match="closed"):
            await run(store, adding("late"))
        held.release.set()
        assert [await first, await queued] == ["first", "queued"]
        await closing_
        assert commits == [1, 1]


async def test_no_commit_has_more_units_than_the_limit(tmp_path):
    held = Held("SELECT 'busy'")
    async with traced(tmp_path / "x.db", held) as (store, _, commits):
        first = await busy(store, held)
        tasks = await started(store, *(adding(f"unit {number}") for number in range(MAX_UNITS + 1)))
        held.release.set()
        await asyncio.gather(first, *tasks)
        assert commits == [1, MAX_UNITS, 1]


async def test_a_lone_unit_is_committed_at_once_without_a_savepoint(tmp_path):
    async with traced(tmp_path / "x.db") as (store, trace, _):
        await run(store, adding("alone"))
        assert [sql.split()[0] for sql in trace.statements] == ["BEGIN", "INSERT", "COMMIT"]


async def test_nobody_hears_of_a_unit_before_the_commit_of_its_group(tmp_path):
    held, commit = Held("SELECT 'busy'"), Held("COMMIT", skip=1)
    async with traced(tmp_path / "x.db", held, commit) as (store, _, _):
        first = await busy(store, held)
        tasks = await started(store, adding("a"), adding("b"))
        held.release.set()
        await first
        await asyncio.to_thread(commit.reached.wait)
        assert await names(store) == ["first"]
        assert not any(task.done() for task in tasks)
        commit.release.set()
        assert await asyncio.gather(*tasks) == ["a", "b"]


async def test_during_the_commit_every_caller_of_the_group_is_told_that_it_is_too_late(tmp_path):
    held, commit = Held("SELECT 'busy'"), Held("COMMIT", skip=1)
    async with traced(tmp_path / "x.db", held, commit) as (store, _, _):
        first = await busy(store, held)
        tasks = await started(store, adding("a"), adding("b"))
        held.release.set()
        await first
        await asyncio.to_thread(commit.reached.wait)
        for task in tasks:
            task.cancel()
            with pytest.raises(CommitUnknownError):
                await task
        commit.release.set()
        await run(store, adding("c"))
        assert await names(store) == ["first", "a", "b", "c"]


FAILURES = [
    ("INSERT INTO names (name) VALUES ('a')", StorageError),  # the name of its neighbour, who came first
    ("no SQL at all", StorageError),
]


@pytest.mark.parametrize(("statement", "error"), FAILURES)
async def test_a_unit_that_fails_takes_no_other_with_it(tmp_path, statement, error):
    held = Held("SELECT 'busy'")
    async with traced(tmp_path / "x.db", held) as (store, _, commits):

        async def failing(session):
            await session.execute(ADD, name="half")
            await session.rows(statement)

        first = await busy(store, held)
        before, failed, after = await started(store, adding("a"), failing, adding("b"))
        held.release.set()
        with pytest.raises(error):
            await failed
        assert [await first, await before, await after] == ["first", "a", "b"]
        assert await names(store) == ["first", "a", "b"]
        assert commits == [1, 2]


async def test_a_group_in_which_all_fail_commits_nothing(tmp_path):
    held = Held("SELECT 'busy'")
    async with traced(tmp_path / "x.db", held) as (store, trace, commits):

        async def failing(session):
            await session.execute(ADD, name="half")
            raise ValueError("no")

        first = await busy(store, held)
        tasks = await started(store, failing, failing)
        held.release.set()
        await first
        for task in tasks:
            with pytest.raises(ValueError, match="no"):
                await task
        assert trace.statements[-1] == "ROLLBACK"
        assert commits == [1]
        assert await names(store) == ["first"]


@pytest.mark.parametrize("abandoned", [0, 1, 2])
@pytest.mark.parametrize("at", [0, 1, 2])
async def test_an_abandoned_unit_is_not_saved_and_its_neighbours_are(tmp_path, abandoned, at):
    """Abandoned while unit ``at`` of its group runs: before its own turn, during it or after it."""
    held, turn = Held("SELECT 'busy'"), Held(f"SELECT 'turn {at}'")
    async with traced(tmp_path / "x.db", held, turn) as (store, trace, commits):
        first = await busy(store, held)
        tasks = await started(store, *(adding(f"unit {number}", f"SELECT 'turn {number}'") for number in range(3)))
        held.release.set()
        await asyncio.to_thread(turn.reached.wait)
        gone = tasks.pop(abandoned)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        turn.release.set()
        expected = [f"unit {number}" for number in range(3) if number != abandoned]
        assert await asyncio.gather(first, *tasks) == ["first", *expected]
        assert await names(store) == ["first", *expected]
        assert commits == [1, 2]
        assert trace.count("COMMIT") == 2


async def test_what_rested_on_an_abandoned_unit_is_decided_again(tmp_path):
    held, turn = Held("SELECT 'busy'"), Held("SELECT 'turn'")
    async with traced(tmp_path / "x.db", held, turn) as (store, _, _):

        async def counting(session):
            await session.rows("SELECT 'turn'")
            return await session.value("SELECT count(*) FROM names")

        first = await busy(store, held)
        gone, same, count = await started(store, adding("a"), adding("a"), counting)
        held.release.set()
        await asyncio.to_thread(turn.reached.wait)
        gone.cancel()
        await asyncio.wait({gone})  # or else the thread may commit before it is abandoned
        turn.release.set()
        assert [await first, await same, await count] == ["first", "a", 2]


async def test_an_interrupted_write_rolls_nobody_else_back(tmp_path):
    """SQLite ends the whole transaction when a statement that writes is interrupted."""
    held = Held("SELECT 'busy'")
    many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) INSERT INTO names SELECT x, x FROM n"
    endless = Held(many)
    endless.release.set()
    async with traced(tmp_path / "x.db", held, endless) as (store, _, commits):
        first = await busy(store, held)
        before, slow, after = await started(store, adding("a"), adding("slow", many), adding("b"))
        held.release.set()
        await asyncio.to_thread(endless.reached.wait)
        slow.cancel()
        assert [await first, await before, await after] == ["first", "a", "b"]
        assert await names(store) == ["first", "a", "b"]
        assert commits == [1, 2]


class Faulty(sqlite3.Connection):
    """A connection on which one statement fails."""

    failing = ""
    code = sqlite3.SQLITE_IOERR

    def execute(self, sql, *values):
        if sql == self.failing:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = self.code
            raise error
        return super().execute(sql, *values)


@pytest.fixture
def connection():
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=Faulty)) as opened:
        opened.execute(CREATE)
        yield opened


def count(connection):
    return connection.execute("SELECT count(*) FROM names").fetchone()[0]


@pytest.mark.parametrize("failing", ["COMMIT", "SELECT 'a page that cannot be read'"])
def test_an_error_that_ends_the_transaction_fails_the_whole_group(connection, failing):
    connection.failing = failing
    commits: list[int] = []
    group = GroupCommit(0, commits.append)
    units = [
        group.add(lambda at_work: at_work.execute(ADD, {"name": "a"})),
        group.add(lambda at_work: at_work.execute("SELECT 'a page that cannot be read'")),
        group.add(lambda at_work: at_work.execute(ADD, {"name": "b"})),
    ]
    assert group.run_group(connection) == units
    for unit in units:
        with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
            unit.outcome()
    assert (count(connection), commits, connection.in_transaction) == (0, [], False)


def test_giving_up_comes_before_the_commit_or_too_late(connection):
    group = GroupCommit(0, lambda _: None)
    given_up = group.add(lambda at_work: (at_work.execute(ADD, {"name": "x"}), group.abandon(given_up)))
    group.run_group(connection)
    with pytest.raises(DatabaseBusyError):
        given_up.outcome()
    assert (count(connection), connection.in_transaction) == (0, False)
    committed = group.add(lambda at_work: at_work.execute(ADD, {"name": "x"}))
    group.run_group(connection)
    assert not group.abandon(committed)


def test_another_process_that_keeps_its_lock_fails_the_whole_group(tmp_path):
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other, closing(sqlite3.connect(path)) as connection:
        other.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA busy_timeout = 1")
        group = GroupCommit(0, lambda _: None)
        units = [group.add(lambda _: 1), group.add(lambda _: 2)]
        group.run_group(connection)
        for unit in units:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                unit.outcome()
