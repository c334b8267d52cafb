"""The store that the contract tests run on, once for each backend."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.sqlite.store import SqliteStore
from bot.storage.store import Store
from tests.builders import NOW


@pytest.fixture(params=["sqlite"])
async def store(tmp_path) -> AsyncIterator[Store]:
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    yield store
    await store.close()
