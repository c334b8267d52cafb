"""What the bot asks of SQLite about time zones: which are in use, by which rules, and by whom."""

import sqlite3
from collections.abc import Mapping

from bot.storage.sqlite.units import SqliteUnits

ZONES_IN_USE = """
    SELECT DISTINCT timezone, rules FROM reminders LEFT JOIN zones ON name = timezone
    WHERE state IN ('open', 'parked', 'paused')"""
PEOPLE_IN_ZONE = """
    SELECT DISTINCT person_id FROM reminders
    WHERE state IN ('open', 'parked', 'paused') AND timezone = ? AND person_id > ? ORDER BY person_id LIMIT ?"""
KEEP_RULES = "INSERT INTO zones (name, rules) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET rules = excluded.rules"


class SqliteZones(SqliteUnits):
    """``bot.storage.protocol.ZoneStore`` over one SQLite file."""

    async def zones_in_use(self) -> Mapping[str, str | None]:
        return await self._unit(lambda connection: dict(connection.execute(ZONES_IN_USE).fetchall()))

    async def people_in_zone(self, timezone: str, after_id: int, limit: int) -> tuple[int, ...]:
        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            return tuple(id_ for (id_,) in connection.execute(PEOPLE_IN_ZONE, (timezone, after_id, limit)))

        return await self._unit(work)

    async def keep_zone_rules(self, timezone: str, rules: str) -> None:
        await self._unit(lambda connection: connection.execute(KEEP_RULES, (timezone, rules)))
