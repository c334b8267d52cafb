"""The store over a PostgreSQL database."""

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import OnUnit
from bot.storage.postgres.database import PoolLimits, PostgresDatabase
from bot.storage.store import Store


class PostgresStore(Store):
    """``on_unit`` is called after each unit of work with its name and its duration in seconds."""

    def __init__(
        self,
        url: str,
        *,
        limits: PoolLimits | None = None,
        on_unit: OnUnit = lambda _, __: None,
        clock: Clock | None = None,
        budgets: Budgets = Budgets(),  # noqa: B008 - frozen
    ) -> None:
        self.database = PostgresDatabase(url, limits=limits, on_unit=on_unit, clock=clock)
        super().__init__(self.database, budgets)
