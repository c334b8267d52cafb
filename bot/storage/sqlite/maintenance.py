"""Maintenance of a SQLite file: what is over is pruned, the write-ahead log is checked in, the file is seen to be there.

The log is checked in by a connection and a thread of its own. SQLite would do it within the commit that fills a
thousand pages, and the person whose text that was would wait for it: 17 to 130 ms as measured.
"""

import asyncio
import sqlite3
from contextlib import closing

from bot.storage.protocol import Checkpoint, KeepSince
from bot.storage.rows import utc_text
from bot.storage.sqlite.units import SqliteUnits

# What the bot still has to tell a person is not over.
PRUNE_OUTBOUND = """
    DELETE FROM outbound WHERE id IN (
        SELECT id FROM outbound
        WHERE state IN ('sent', 'delivered', 'undelivered', 'failed', 'cancelled') AND due_at < :since
            AND next_attempt_at IS NULL
            AND NOT (state IN ('failed', 'undelivered') AND failure_reported = 0 AND kind = 'reminder')
        ORDER BY due_at LIMIT :limit)"""
# After its texts: they go with it.
PRUNE_REMINDERS = """
    DELETE FROM reminders WHERE id IN (
        SELECT id FROM reminders
        WHERE state IN ('done', 'cancelled') AND due_at < :since AND next_check_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM outbound WHERE reminder_id = reminders.id)
        ORDER BY due_at LIMIT :limit)"""
PRUNE_INBOUND = """
    DELETE FROM inbound WHERE (provider, message_id) IN (
        SELECT provider, message_id FROM inbound WHERE received_at < :since ORDER BY received_at LIMIT :limit)"""

CHECKPOINT_BUSY_SECONDS = 0.2


class SqliteMaintenance(SqliteUnits):
    """``bot.storage.protocol.MaintenanceStore`` over one SQLite file."""

    _data_version: int | None = None

    async def prune(self, keep_since: KeepSince, limit: int) -> int:
        def work(connection: sqlite3.Connection) -> int:
            pruned = 0
            for statement, since in (
                (PRUNE_INBOUND, keep_since.inbound),
                (PRUNE_OUTBOUND, keep_since.texts),
                (PRUNE_REMINDERS, keep_since.reminders),
            ):
                pruned += connection.execute(statement, {"since": utc_text(since), "limit": limit}).rowcount
            return pruned

        return await self._unit(work)

    async def changed_elsewhere(self) -> bool:
        if self._connection is None:
            return False
        try:
            # it moves when another connection has committed, never by what this one does
            (version,) = await self._connection.unit(lambda reader: reader.execute("PRAGMA data_version").fetchone())
        except sqlite3.Error as error:
            raise self._failed(error) from error
        before, self._data_version = self._data_version, version
        return before not in (None, version)

    async def log_bytes(self) -> int:
        self._check_file()
        log = self._path.with_name(self._path.name + "-wal")
        return log.stat().st_size if log.exists() else 0

    async def checkpoint(self, how: Checkpoint) -> None:
        def work() -> None:
            # mode=rw: a file that is gone is not made anew
            address = f"{self._path.absolute().as_uri()}?mode=rw"
            with closing(
                sqlite3.connect(address, uri=True, isolation_level=None, timeout=CHECKPOINT_BUSY_SECONDS)
            ) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(f"PRAGMA wal_checkpoint({how.name})").fetchone()

        try:
            await asyncio.to_thread(work)
        except sqlite3.Error as error:
            raise self._failed(error) from error
