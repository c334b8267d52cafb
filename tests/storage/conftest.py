"""The store that the contract tests run on, once for each backend."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.storage.postgres.store import PostgresStore
from bot.storage.sqlite.store import SqliteStore
from bot.storage.store import Store
from tests.builders import NOW
from tests.fakes.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
async def store(request: pytest.FixtureRequest, tmp_path) -> AsyncIterator[Store]:
    async with AsyncExitStack() as stack:
        store: Store = SqliteStore(tmp_path / "reminders.db")
        if request.param == "postgres":
            store = PostgresStore(await stack.enter_async_context(fresh_database()))
        await store.open(NOW)
        stack.push_async_callback(store.close)
        yield store
