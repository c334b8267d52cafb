"""The store over a PostgreSQL database."""

from types import MappingProxyType

from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.storage.database import OnUnit
from bot.storage.postgres.database import PostgresDatabase
from bot.storage.postgres.listener import OnAnnounced
from bot.storage.postgres.pool_limits import PoolLimits
from bot.storage.postgres.roll import Announced
from bot.storage.store import Store


class PostgresStore(Store):
    """``on_unit`` is called after each unit of work with its name and its duration in seconds.

    The other bots are told the settings ``announced``, and ``on_announced`` gets theirs.
    """

    def __init__(
        self,
        url: str,
        *,
        limits: PoolLimits | None = None,
        on_unit: OnUnit = lambda _, __: None,
        clock: Clock | None = None,
        budgets: Budgets = Budgets(),  # noqa: B008 - frozen
        announced: Announced = MappingProxyType({}),
        on_announced: OnAnnounced = lambda _: None,
    ) -> None:
        self.database = PostgresDatabase(
            url, limits=limits, on_unit=on_unit, clock=clock, announced=announced, on_announced=on_announced
        )
        super().__init__(self.database, budgets)
