"""Units of work for the time zone check."""

from collections.abc import Mapping

from bot.domain.broken_rows import RowKind
from bot.domain.changes import Decide
from bot.storage.database import Database, Unit
from bot.storage.session import Session
from bot.storage.statements import locks, people
from bot.storage.units.context import revise_person


class Zones:
    """``bot.storage.protocol.ZoneStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zones_in_use(self) -> Mapping[str, str | None]:
        async def work(session: Session) -> Mapping[str, str | None]:
            return {row["timezone"]: row["rules"] for row in await session.rows(people.ZONES_IN_USE)}

        return await self._database.run(Unit.LIST_ZONES, work)

    async def people_in_zone(self, timezone: str, after_id: int, limit: int) -> tuple[int, ...]:
        async def work(session: Session) -> tuple[int, ...]:
            rows = await session.rows(people.IN_ZONE, timezone=timezone, after_id=after_id, limit=limit)
            return tuple(row["person_id"] for row in rows)

        return await self._database.run(Unit.LIST_PEOPLE_IN_ZONE, work)

    async def revise_person(self, person_id: int, decide: Decide) -> bool:
        async def work(session: Session) -> bool:
            await session.lock(locks.OF_PERSON, person_id=person_id)

            async def revise() -> bool:
                await revise_person(session, person_id, decide)
                return True

            return bool(await session.isolated(RowKind.PERSON, person_id, revise))

        return await self._database.run(Unit.REVISE_PERSON, work)

    async def save_zone_rules(self, timezone: str, rules: str) -> None:
        async def work(session: Session) -> None:
            await session.execute(people.SAVE_ZONE_RULES, timezone=timezone, rules=rules)

        await self._database.run(Unit.SAVE_ZONE_RULES, work)
