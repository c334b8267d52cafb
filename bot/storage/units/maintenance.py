"""Units of work for the maintenance loop."""

from datetime import datetime

from bot.domain.spending import day_of
from bot.storage.database import Database, Session, Unit
from bot.storage.protocol import RetentionCutoffs
from bot.storage.statements import inbound, outbound, reminders, spending
from bot.storage.units.erasure import erase_forgotten


class Maintenance:
    """``bot.storage.protocol.MaintenanceStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def prune(self, cutoffs: RetentionCutoffs, limit: int) -> int:
        async def work(session: Session) -> int:
            return (
                await session.execute(inbound.PRUNE, cutoff=cutoffs.inbound, limit=limit)
                + await session.execute(outbound.PRUNE, cutoff=cutoffs.outbound, limit=limit)
                + await session.execute(reminders.PRUNE, cutoff=cutoffs.reminders, limit=limit)
                + await session.execute(spending.PRUNE, today=day_of(cutoffs.spending).isoformat())
            )

        return await self._database.run(Unit.PRUNE, work)

    async def erase_forgotten(self, until: datetime) -> int:
        return await erase_forgotten(self._database, until)

    async def changed_elsewhere(self) -> bool:
        return await self._database.changed_elsewhere()

    async def maintain(self) -> None:
        await self._database.maintain()
