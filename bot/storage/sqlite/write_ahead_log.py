"""Checkpoints: they move committed data from SQLite's write-ahead log into the database file.

SQLite would do this by itself inside the commit that fills a thousand pages, and the person whose text that was would
wait 17 to 130 ms longer (measured). So automatic checkpoints are off, and a separate connection in its own thread does
them.
"""

import asyncio
import sqlite3
from contextlib import closing
from enum import Enum
from pathlib import Path

CHECKPOINT_FROM_BYTES = 1_000_000
TRUNCATE_FROM_BYTES = 32_000_000
BUSY_SECONDS = 0.2


class Checkpoint(Enum):
    """PASSIVE moves what it can without making anyone wait; TRUNCATE also empties the log, while writers wait."""

    PASSIVE = "PASSIVE"
    TRUNCATE = "TRUNCATE"


def due_checkpoints(size_bytes: int) -> tuple[Checkpoint, ...]:
    """What to do about a log of this size. PASSIVE goes first, so that TRUNCATE has little left to do."""
    if size_bytes >= TRUNCATE_FROM_BYTES:
        return (Checkpoint.PASSIVE, Checkpoint.TRUNCATE)
    return (Checkpoint.PASSIVE,) if size_bytes >= CHECKPOINT_FROM_BYTES else ()


def log_bytes(database: Path) -> int:
    """The size of the write-ahead log of a database file."""
    log = database.with_name(database.name + "-wal")
    return log.stat().st_size if log.exists() else 0


async def checkpoint(database: Path, mode: Checkpoint) -> None:
    """Run a checkpoint in a thread. Raises ``sqlite3.Error``."""

    def work() -> None:
        # mode=rw: SQLite must not create the file if it is gone.
        address = f"{database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_checkpoint({mode.value})").fetchone()

    await asyncio.to_thread(work)
