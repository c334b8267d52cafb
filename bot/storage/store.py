"""The store: the units of work of every kind of user, over one database."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from bot.domain.errors import DatabaseBusyError
from bot.domain.spending import Budgets, day_of
from bot.storage.database import Database, Unit
from bot.storage.maintenance_protocol import MaintenanceStore
from bot.storage.protocol import (
    ConversationStore,
    DeliveryStore,
    MessageStore,
    PeopleStore,
    ZoneStore,
)
from bot.storage.session import Session
from bot.storage.statements import broken_rows, spending, stats
from bot.storage.stats import DatabaseStats
from bot.storage.units.conversations import Conversations
from bot.storage.units.delivery import Delivery
from bot.storage.units.maintenance import Maintenance
from bot.storage.units.messages import Messages
from bot.storage.units.people import People
from bot.storage.units.zones import Zones


class Store:
    """Opens and closes a database and holds its parts. Give each user only the part it needs.

    The store itself is the ``bot.storage.stats.StatsStore``.
    """

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self.conversations: ConversationStore = Conversations(database, budgets)
        self.delivery: DeliveryStore = Delivery(database, budgets)
        self.messages: MessageStore = Messages(database, budgets)
        self.people: PeopleStore = People(database)
        self.zones: ZoneStore = Zones(database)
        self.maintenance: MaintenanceStore = Maintenance(database)

    async def open(self, now: datetime) -> None:
        """Connect and bring the schema up to date."""
        await self._database.open(now)

    async def check(self) -> None:
        """Finish checking that the database is intact. Raises ``StorageError`` if it is damaged."""
        await self._database.check()

    async def open_beside(self) -> None:
        """Connect beside a bot that may be running, without changing the schema."""
        await self._database.open_beside()

    async def close(self) -> None:
        await self._database.close()

    def on_change(self, wake: Callable[[], None]) -> None:
        """Call ``wake`` as soon as another bot has saved something that is due, if the backend can tell."""
        self._database.on_change(wake)

    async def ping(self, within_seconds: float) -> None:
        async def work(session: Session) -> None:
            await session.value("SELECT 1")

        started_at = time.monotonic()
        try:
            async with asyncio.timeout(within_seconds):
                await self._database.run(Unit.PING, work)
        except TimeoutError:
            if self._database.answered_at < started_at:  # or else it is only busy
                raise DatabaseBusyError(f"the database did not answer within {within_seconds:g} s") from None

    async def database_stats(self, now: datetime) -> DatabaseStats:
        async def work(session: Session) -> DatabaseStats:
            due = await session.rows(stats.COUNT_DUE, now=now)
            today = day_of(now).isoformat()
            oldest = {row["provider"]: session.read_moment(row["oldest_due_at"]) for row in due}
            return DatabaseStats(
                bots=self._database.bots,
                people=await session.value(stats.COUNT_PEOPLE),
                reminders={row["state"]: row["count"] for row in await session.rows(stats.COUNT_REMINDERS)},
                due={row["provider"]: row["count"] for row in due},
                segments={row["kind"]: row["segments"] for row in await session.rows(spending.HIGHEST, today=today)},
                oldest_due_at={provider: moment for provider, moment in oldest.items() if moment is not None},
                broken_rows={row["kind"]: row["count"] for row in await session.rows(broken_rows.COUNT)},
            )

        return await self._database.read(Unit.STATS, work)
