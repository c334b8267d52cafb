"""Units of work for the maintenance loop."""

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

from bot.domain.broken_rows import RowKind
from bot.domain.spending import day_of
from bot.storage.database import Database, Unit
from bot.storage.maintenance_protocol import RetentionCutoffs
from bot.storage.session import Session
from bot.storage.statements import broken_rows, inbound, outbound, reminders, spending
from bot.storage.units.erasure import erase_forgotten

MOST_STRAYS = 1000
BEYOND = datetime(9999, 1, 1, tzinfo=UTC)  # later than any time that means something; garbage sorts after it


class Maintenance:
    """``bot.storage.maintenance_protocol.MaintenanceStore``."""

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

    async def recheck_broken_rows(self, now: datetime) -> int:
        async def find(session: Session) -> list[tuple[RowKind, str]]:
            return [
                (kind, row["id"])
                for kind, statement in broken_rows.STRAYS.items()
                for row in await session.rows(statement, beyond=BEYOND, limit=MOST_STRAYS)
            ]

        # The search reads every unfinished row, so no text may wait for it.
        strays = await self._database.read(Unit.RECHECK, find)

        async def work(session: Session) -> int:
            left = 0
            for kind, id_ in strays:
                await session.execute(broken_rows.MAKE_DUE[kind], id=id_, now=now)
            for row in await session.rows(broken_rows.KEYS):
                kind, id_ = RowKind(row["kind"]), row["id"]
                found = await session.rows(broken_rows.ROW[kind], id=id_)
                is_only_read = row["retry_at"] is None
                if not found or (is_only_read and session.is_readable(kind, found[0])):
                    await session.execute(broken_rows.REMOVE, kind=kind, id=id_)
                    continue
                left += 1
                if not is_only_read and kind in broken_rows.POSTPONE:
                    await session.execute(broken_rows.POSTPONE[kind], id=id_, retry_at=now)
            return left

        return await self._database.run(Unit.RECHECK, work)

    def alone(self) -> AbstractAsyncContextManager[bool]:
        return self._database.alone()

    async def changed_elsewhere(self) -> bool:
        return await self._database.changed_elsewhere()

    async def maintain(self) -> None:
        await self._database.maintain()
