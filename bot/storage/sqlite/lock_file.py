"""The lock file beside a database: it keeps a second bot out, and remembers that a database exists or is damaged."""

import fcntl
import os
from pathlib import Path

from bot.domain.errors import DatabaseInUseError, StorageError
from bot.runtime.private_files import open_private

_NOTE = "A database was created next to this file. The bot does not create another one while this file exists.\n"
_DAMAGE = "The database is damaged. The bot checks all of it before it uses it again.\n"


class LockFile:
    """Holds a lock for this process until ``release``. Two bots on one file would send everything twice.

    The file stays when the bot ends, with a note in it once the database exists. If the note is there and the database
    is not, the database was deleted: starting with an empty one would silently drop every confirmed reminder.
    Raises ``DatabaseInUseError`` if another process holds the lock, and ``StorageError`` if the file may be a trap.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(database.name + ".lock")
        # Only its owner can open it: whoever can open a file for reading can hold its lock.
        self._file = os.fdopen(open_private(self._path, os.O_RDWR | os.O_APPEND), "r+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise DatabaseInUseError(
                f"DATABASE_URL: another bot is using this database (it holds {self._path});"
                " stop that one first, or set another database"
            ) from error

    def require_database(self) -> None:
        """Raise ``StorageError`` if there was a database and it is gone."""
        if self._content() and not self._database.exists():
            raise StorageError(
                f"DATABASE_URL: the database {self._database} is gone; restore a backup,"
                f" or delete {self._path} to start with an empty database"
            )

    def remember_database(self) -> None:
        """Remember that there is a database, and that it is intact as far as is known."""
        if self._content() != _NOTE:
            self._file.truncate(0)
            self._write(_NOTE)

    def remember_damage(self) -> None:
        """Remember that the database is damaged: the next start must find out before it uses the database."""
        if not self.knows_of_damage():
            self._write(_DAMAGE)

    def knows_of_damage(self) -> bool:
        return _DAMAGE in self._content()

    def release(self) -> None:
        self._file.close()

    def _content(self) -> str:
        self._file.seek(0)
        return self._file.read()

    def _write(self, note: str) -> None:
        self._file.write(note)
        self._file.flush()
