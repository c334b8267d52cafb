"""The store over a SQLite file."""

from pathlib import Path

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import OnUnit
from bot.storage.sqlite.database import BUSY_SECONDS, SqliteDatabase
from bot.storage.store import Store


class SqliteStore(Store):
    """``on_unit`` is called after each unit of work with its name and its duration in seconds."""

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        on_unit: OnUnit = lambda _, __: None,
        clock: Clock | None = None,
        budgets: Budgets = Budgets(),  # noqa: B008 - frozen
    ) -> None:
        self.database = SqliteDatabase(path, busy_seconds=busy_seconds, on_unit=on_unit, clock=clock)
        super().__init__(self.database, budgets)
