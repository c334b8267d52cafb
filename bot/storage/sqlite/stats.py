"""Counts what a SQLite file holds, for the operator: by a reader of its own, so that no text waits for it."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime

from bot.storage.protocol import DatabaseStats
from bot.storage.rows import utc_moment, utc_text
from bot.storage.sqlite.units import SqliteUnits

COUNT_PEOPLE = "SELECT count(*) FROM people WHERE forgotten_at IS NULL"
COUNT_REMINDERS = "SELECT state, count(*) FROM reminders GROUP BY state"
COUNT_DUE = """
    SELECT provider, count(*), min(next_attempt_at) FROM outbound WHERE next_attempt_at <= ? GROUP BY provider"""


class SqliteStats(SqliteUnits):
    """``bot.storage.protocol.StatsStore`` over one SQLite file."""

    async def database_stats(self, now: datetime) -> DatabaseStats:
        def work() -> DatabaseStats:
            address = f"{self._path.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(address, uri=True, timeout=self._busy_seconds)) as reader:
                due = reader.execute(COUNT_DUE, (utc_text(now),)).fetchall()
                return DatabaseStats(
                    people=reader.execute(COUNT_PEOPLE).fetchone()[0],
                    reminders=dict(reader.execute(COUNT_REMINDERS).fetchall()),
                    due={provider: count for provider, count, _ in due},
                    oldest_due_at={provider: utc_moment(oldest) for provider, _, oldest in due},
                )

        try:
            return await asyncio.to_thread(work)
        except sqlite3.Error as error:
            raise self._failed(error) from error
