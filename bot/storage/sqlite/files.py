"""The files of a SQLite database, closed to other users of the machine."""

from pathlib import Path

from bot.runtime.private_files import ensure_private, ensure_private_if_there

# SQLite gives them the mode of the database when it creates them.
COMPANIONS = ("-wal", "-shm", "-journal")


def ensure_private_database(path: Path) -> None:
    """Create the database file empty if it is missing, and close it and its companions to other users.

    Raises ``StorageError`` for a file that another user put there: SQLite would recover a prepared ``-wal`` or
    ``-journal`` into the database.
    """
    real = path.resolve() if path.is_symlink() else path  # an operator may link to another disk
    for companion in COMPANIONS:
        ensure_private_if_there(real.with_name(real.name + companion))
    ensure_private(real)
