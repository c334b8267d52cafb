"""The stores that the contract tests run on, once for each backend."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.runtime.settings import Storage
from bot.storage.opening import make_store
from bot.storage.store import Store
from tests.builders import NOW
from tests.fakes.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path) -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        if request.param == "postgres":
            yield await stack.enter_async_context(fresh_database())
        else:
            yield f"sqlite:///{tmp_path / 'reminders.db'}"


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """The store of a bot."""
    store = _store(database_url)
    await store.open(NOW)
    yield store
    await store.close()


@pytest.fixture
async def beside(store: Store, database_url: str) -> AsyncIterator[Store]:
    """The store of a second process on the same database, such as an operator's command."""
    beside = _store(database_url)
    await beside.open_beside()
    yield beside
    await beside.close()


def _store(url: str) -> Store:
    return make_store(Storage(url=url))
