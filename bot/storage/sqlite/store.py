"""The store over a SQLite file."""

from pathlib import Path

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import OnUnit
from bot.storage.sqlite.database import BUSY_SECONDS, OnCommit, SqliteDatabase
from bot.storage.store import Store


class SqliteStore(Store):
    """``on_unit`` gets each unit of work and its duration in seconds, ``on_commit`` the number of units in a commit."""

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        on_unit: OnUnit = lambda _, __: None,
        on_commit: OnCommit = lambda _: None,
        clock: Clock | None = None,
        budgets: Budgets = Budgets(),  # noqa: B008 - frozen
    ) -> None:
        self.database = SqliteDatabase(
            path, busy_seconds=busy_seconds, on_unit=on_unit, on_commit=on_commit, clock=clock
        )
        super().__init__(self.database, budgets)
