"""Limits that several bots on one PostgreSQL keep together."""

from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.rate_limit import Rate
from bot.storage.postgres import listener
from bot.storage.postgres.store import PostgresStore
from tests.builders import NOW, RENDERER, make_inbound, make_person, make_text
from tests.fakes.phones import until
from tests.fakes.postgres import fresh_database
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock
from tests.storage.saving import saving

MESSAGES = 60


@pytest.fixture
async def town():
    """A database on which bots can be started, which stop at the end."""
    async with fresh_database() as url, AsyncExitStack() as stack:

        async def start():
            store = PostgresStore(url)
            await store.open(NOW)
            stack.push_async_callback(store.close)
            return store

        yield start


async def with_backlog(store):
    for number in range(MESSAGES):
        sender = f"+1312555{number:04}"
        await store.conversations.answer(
            make_inbound("x", f"SM{number}", from_number=sender),
            partial(make_person, id=0, number=sender),
            saving(outbound=[make_text(id=uuid4(), to_number=sender, next_attempt_at=NOW)]),
        )


@pytest.mark.parametrize(("per_second", "bots"), [(12, 1), (12, 2), (12, 3), (2, 3), (1, 3)])
async def test_bots_keep_the_pace_of_a_provider_together(town, per_second, bots):
    stores = [await town() for _ in range(bots)]
    await until(lambda: all(store.delivery.bots() == bots for store in stores))
    await with_backlog(stores[0])
    clock, provider = SetClock(), ScriptedProvider()
    limits = {provider.name: CallLimits(in_flight=100, pace=Rate(count=per_second, seconds=1.0))}
    workers = [
        Worker(store.delivery, {provider.name: provider}, clock, RENDERER, call_limits=limits, owner=f"bot {number}")
        for number, store in enumerate(stores)
    ]
    calls = []
    for second in range(4):
        clock.set(NOW + timedelta(seconds=second))
        for worker in workers:
            dispatcher = worker._dispatchers[provider.name]  # its worker would wait for the pace
            while await dispatcher.dispatch_due():
                await dispatcher.finish()
        calls.append(len(provider.calls))
    first = max(per_second, bots)  # each bot starts with one call at least
    assert calls[0] <= first
    assert [later - calls[0] for later in calls[1:]] == pytest.approx(
        [per_second * second for second in (1, 2, 3)], abs=bots
    )


async def test_a_bot_that_stops_leaves_its_share_to_the_others(town, monkeypatch):
    monkeypatch.setattr(listener, "CHECK_SECONDS", 0.05)
    first, second = await town(), await town()
    assert second.delivery.bots() == 2
    await until(lambda: first.delivery.bots() == 2)
    assert (await first.database_stats(NOW)).bots == 2
    await second.close()
    await until(lambda: first.delivery.bots() == 1)


async def test_a_command_beside_the_bots_is_no_bot(town):
    store = await town()
    beside = PostgresStore(store.database._url)
    await beside.open_beside()
    await beside.ping(30)
    await beside.close()
    assert store.delivery.bots() == 1
