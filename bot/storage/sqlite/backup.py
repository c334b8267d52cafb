"""A copy of a SQLite file that a bot is using: one moment of it, whole, without holding up the bot.

SQLite's own backup in a single step: it reads in one transaction, which in WAL mode no writer waits for. A plain copy
of the file would miss what is still in the log.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.errors import StorageError

BUSY_SECONDS = 10.0


def back_up(source: Path, target: Path) -> int:
    """Copy the database ``source`` to the new file ``target``; how many bytes it has.

    The copy is checked, and on the disk, before it gets its name. Raises ``StorageError`` where there is no database,
    the copy is damaged, ``target`` exists already or cannot be written.
    """
    if not source.is_file():
        raise StorageError(f"DATABASE_URL: there is no database {source}")
    if target.exists():
        raise StorageError(f"{target} exists already; a backup does not replace a file")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        _copy(source, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.rename(target)
        return target.stat().st_size
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the backup of {source} to {target} failed: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    address = f"{source.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # a single file, with no log beside it
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {' '.join(verdict.split())}")
