"""A consistent copy of a SQLite file that a bot is using, made without blocking the bot.

It uses SQLite's backup API in a single step: that reads in one transaction, and in WAL mode no writer waits for a
reader. Copying the file alone would miss what is still in the write-ahead log.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.errors import StorageError
from bot.runtime.private_files import FILE_MODE, require_unshared
from bot.storage.sqlite.folders import sync_folder
from bot.storage.sqlite.schema import damage

BUSY_SECONDS = 10.0


def back_up(source: Path, target: Path) -> int:
    """Copy the database ``source`` to the new file ``target``; its size in bytes.

    The copy is checked and flushed to the disk before it gets its name, and the name is flushed too. Raises
    ``StorageError`` if there is no database, if the copy is damaged, or if ``target`` exists or cannot be written.
    """
    if not source.is_file():
        raise StorageError(f"DATABASE_URL: there is no database {source}")
    if os.path.lexists(target):
        raise StorageError(f"{target} exists already; a backup does not replace a file")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        require_unshared(target.absolute().parent)
        unfinished.unlink(missing_ok=True)
        # O_EXCL: an empty file that nobody else can open, and no link to somewhere else
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE))
        _copy(source, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.rename(target)
        sync_folder(target.parent)  # or else a power failure could take the name away again
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
        copy.execute("PRAGMA journal_mode = DELETE")  # a single file, without a log next to it
        problem = damage(copy, "integrity_check")
        if problem:
            raise sqlite3.DatabaseError(f"the copy is damaged: {problem}")
