"""A text is answered in time, whatever it waits for: another process, the queue, its sender's last text, a provider."""

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from dataclasses import replace

import pytest

from bot.conversation.texts import refusals
from bot.domain.errors import CommitUnknownError, DatabaseBusyError
from bot.domain.model import OptOut, OutboundState, ProviderName
from bot.domain.sms_segments import segments
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.database import Unit
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, make_inbound, no_hurry
from tests.fakes.set_clock import SetClock
from tests.inbound.test_service import POLICY

AT_ONCE = 0.01
SOON = 2  # time enough to reach the commit on a busy machine
ASK = "remind me in 2 hours to call mom"


class Served:
    """An inbound service on SQLite. ``within`` are the seconds in which it answers."""

    def __init__(self, store, path):
        self.store = store
        self.path = path
        self.woken = 0
        self.metrics = Metrics()

    def _wake(self):
        self.woken += 1

    def service(self, within, expedite=no_hurry, **policy):
        return InboundService(
            store=self.store.conversations,
            clock=SetClock(),
            policy=replace(POLICY, answer_seconds=within, **policy),
            metrics=self.metrics,
            wake=self._wake,
            expedite=expedite,
        )

    async def traced(self, trace):
        await self.store.database._connection.set_trace_callback(trace)

    async def counts(self):
        async def work(session):
            tables = ("inbound", "people", "reminders", "outbound")
            return [await session.value(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608

        return await self.store.database.run(Unit.STATS, work)


@pytest.fixture
async def served(tmp_path):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)
    yield Served(store, tmp_path / "x.db")
    await store.close()


@asynccontextmanager
async def locked(served):
    """Another process holds the database for writing."""
    with closing(sqlite3.connect(served.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


class Held:
    """Holds up the database's thread at the start of a statement until ``release``."""

    def __init__(self, statement):
        self.statement = statement
        self.reached = threading.Event()
        self.released = threading.Event()

    def __call__(self, sql):
        if sql.strip().startswith(self.statement) and not self.released.is_set():
            self.reached.set()
            self.released.wait()


@asynccontextmanager
async def held_at(served, statement):
    held = Held(statement)
    await served.traced(held)
    try:
        yield held
    finally:
        held.released.set()


async def test_a_locked_database_is_said_in_time_and_nothing_is_saved_later(served):
    async with locked(served):
        answer = await served.service(AT_ONCE).receive(make_inbound(ASK))
    assert (answer.reply, answer.intent) == (refusals.NOT_SAVED_IN_TIME, "not_saved")
    assert await served.counts() == [0, 0, 0, 0]
    again = await served.service(60).receive(make_inbound(ASK))
    assert "call mom" in (again.reply or "")
    assert not again.redelivered


async def test_a_text_behind_a_slow_unit_is_answered(served):
    async with held_at(served, "SELECT 1") as held:
        ping = asyncio.create_task(served.store.ping(30))
        await asyncio.to_thread(held.reached.wait)
        answer = await served.service(AT_ONCE).receive(make_inbound(ASK))
    await ping
    assert answer.reply == refusals.NOT_SAVED_IN_TIME
    assert await served.counts() == [0, 0, 0, 0]


@pytest.mark.parametrize("statement", ["SELECT reply", "INSERT INTO people", "INSERT INTO outbound", "INSERT INTO in"])
async def test_a_slow_statement_of_its_own_saves_nothing(served, statement):
    async with held_at(served, statement):
        answer = await served.service(AT_ONCE).receive(make_inbound(ASK))
    assert answer.reply == refusals.NOT_SAVED_IN_TIME
    assert await served.counts() == [0, 0, 0, 0]


async def test_a_text_behind_its_senders_last_one_is_answered(served):
    service = served.service(60)
    async with held_at(served, "SELECT reply") as held:
        first = asyncio.create_task(service.receive(make_inbound(ASK)))
        await asyncio.to_thread(held.reached.wait)
        service._policy = replace(service._policy, answer_seconds=AT_ONCE)
        second = await service.receive(make_inbound("list", "SM2"))
        assert second.reply == refusals.NOT_SAVED_IN_TIME
    assert "call mom" in ((await first).reply or "")
    service._policy = replace(service._policy, answer_seconds=60)
    assert "call mom" in ((await service.receive(make_inbound("list", "SM2"))).reply or "")


async def test_time_that_ends_in_a_slow_commit_is_no_false_promise(served):
    async with held_at(served, "COMMIT"):
        answer = await served.service(SOON).receive(make_inbound(ASK))
        assert answer.reply == refusals.PERHAPS_SAVED
        assert served.woken, "the commit may have planned messages"
    again = await served.service(60).receive(make_inbound(ASK))
    assert again.redelivered
    assert "call mom" in (again.reply or "")
    assert (await served.counts())[2:] == [1, 1]


TELNYX = {"provider": ProviderName.TELNYX}


@pytest.mark.parametrize(("statement", "error"), [("INSERT", DatabaseBusyError), ("COMMIT", CommitUnknownError)])
async def test_telnyx_delivers_again_and_gets_the_true_answer(served, statement, error):
    async with held_at(served, statement):
        with pytest.raises(error):
            await served.service(SOON).receive(make_inbound(ASK, **TELNYX))
        assert served.woken
    again = await served.service(60).receive(make_inbound(ASK, **TELNYX))
    assert again.redelivered == (statement == "COMMIT")
    assert "call mom" in (again.reply or "")
    assert (await served.counts())[2:] == [1, 2], "the reminder and the reply, each once"


async def test_nobody_is_texted_who_has_opted_out_with_the_carrier(served):
    async with locked(served):
        with pytest.raises(DatabaseBusyError):
            await served.service(AT_ONCE).receive(make_inbound("STOP", opt_out=OptOut.STOP))


async def scheduled(served):
    """A reminder that the provider holds."""
    await served.service(60).receive(make_inbound(ASK))
    await served.store.database.run(
        Unit.REVISE,
        lambda session: session.execute(
            "UPDATE outbound SET state = :state, provider_message_id = 'SM9'", state=OutboundState.SCHEDULED
        ),
    )


async def test_a_provider_that_does_not_answer_a_cancel_does_not_hold_up_the_reply(served):
    await scheduled(served)

    async def until_the_time_is_up(provider, *groups, within_seconds):
        raise TimeoutError

    answer = await served.service(60, until_the_time_is_up).receive(make_inbound("delete 1", "SM2"))
    assert answer.reply is not None
    assert answer.reply not in (refusals.NOT_SAVED_IN_TIME, refusals.NOT_SAVED)
    again = await served.service(60).receive(make_inbound("delete 1", "SM2"))
    assert (again.reply, again.redelivered) == (answer.reply, True)


async def test_a_deletion_is_not_called_unsaved_when_its_reply_cannot_be_finalised(served):
    await scheduled(served)

    async def then_full(provider, *groups, within_seconds):
        await served.store.database._connection.execute_fetchall("PRAGMA query_only = ON")

    answer = await served.service(60, then_full).receive(make_inbound("delete 1", "SM2"))
    await served.store.database._connection.execute_fetchall("PRAGMA query_only = OFF")
    assert answer.reply not in (refusals.NOT_SAVED_IN_TIME, refusals.NOT_SAVED, None)


@pytest.mark.parametrize("text", [refusals.NOT_SAVED, refusals.NOT_SAVED_IN_TIME, refusals.PERHAPS_SAVED])
def test_an_apology_is_one_segment(text):
    assert segments(text) == 1
