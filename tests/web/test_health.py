"""``/readyz`` answers within a second, whatever the database does."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from bot.web import health
from tests.builders import NOW
from tests.fakes.set_clock import SetClock


class HealthyWorker:
    is_healthy = True


class Services:
    worker = HealthyWorker()
    metrics = Metrics()
    clock = SetClock()
    budgets = None


@pytest.fixture
async def store(tmp_path):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)
    yield store
    await store.close()


@asynccontextmanager
async def served(store):
    app = web.Application()
    health.add_routes(app, Services(), store)  # type: ignore[arg-type]  # of the services, it uses these
    async with TestClient(TestServer(app)) as client:
        yield client


async def ready(client):
    async with client.get("/readyz") as answer:
        return answer.status, (await answer.json())["database"]


class Silent:
    """A database that does not answer, or answers others alone."""

    def __init__(self, database, *, is_busy):
        self._database = database
        self._is_busy = is_busy

    async def run(self, unit, work):
        if self._is_busy:
            await self._database.run(unit, work)
        await asyncio.Event().wait()

    @property
    def answered_at(self):
        return self._database.answered_at


def test_the_limit_is_below_a_second():
    assert health.PING_SECONDS < 1


async def test_a_database_that_answers(store):
    async with served(store) as client:
        assert await ready(client) == (200, "ok")


@pytest.mark.parametrize(("is_busy", "expected"), [(False, (503, "unavailable")), (True, (200, "ok"))])
async def test_a_database_that_does_not_answer_in_time(store, monkeypatch, is_busy, expected):
    monkeypatch.setattr(health, "PING_SECONDS", 0.05)
    monkeypatch.setattr(store, "_database", Silent(store.database, is_busy=is_busy))
    async with served(store) as client:
        assert await ready(client) == expected


class CountingMetrics:
    written = 0

    def exposition(self):
        self.written += 1
        return f"{self.written}".encode()


async def test_requests_for_the_metrics_at_the_same_time_share_one_text():
    metrics = CountingMetrics()
    exposition = health.SharedExposition(metrics)  # type: ignore[arg-type]  # all that it uses
    assert await asyncio.gather(*(exposition.read() for _ in range(50))) == [b"1"] * 50
    assert [await exposition.read(), await exposition.read()] == [b"2", b"3"], "never what is past"
