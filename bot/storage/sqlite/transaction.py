"""One transaction in the connection's thread. The event loop can abandon it until its commit begins."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bot.domain.errors import DatabaseBusyError

T = TypeVar("T")

# SQLite waits this long for another process's lock before the transaction looks whether it is still wanted:
# interrupting a connection does not end SQLite's own wait.
LOCK_WAIT_SECONDS = 0.1


class Transaction:
    """Runs work in one transaction, and waits up to ``busy_seconds`` for the lock of another process.

    ``abandon`` is called from the event loop's thread, everything else from the connection's.
    """

    def __init__(self, busy_seconds: float) -> None:
        self._busy_seconds = busy_seconds
        self._lock = threading.Lock()  # guards the three below
        self._is_abandoned = False
        self._is_committing = False
        self._running_on: sqlite3.Connection | None = None

    def abandon(self) -> bool:
        """Whether it ends without a commit. False if the commit has begun: it can succeed or fail."""
        with self._lock:
            if self._is_committing:
                return False
            self._is_abandoned = True
            if self._running_on is not None:
                self._running_on.interrupt()
            return True

    def require_wanted(self) -> None:
        """Raise ``DatabaseBusyError`` if the transaction was abandoned: nobody waits for it any more."""
        if self._is_abandoned:
            raise DatabaseBusyError("the unit of work was abandoned")

    def run(self, connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        self._begin(connection)
        try:
            with self._interruptible(connection):
                result = work(connection)
            self._begin_commit()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite has rolled back already after some errors, such as a full disk
                connection.execute("ROLLBACK")
            raise
        return result

    def _begin(self, connection: sqlite3.Connection) -> None:
        give_up_at = time.monotonic() + self._busy_seconds
        while True:
            self.require_wanted()
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= give_up_at:
                    raise
            else:
                return

    @contextmanager
    def _interruptible(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let ``abandon`` interrupt statements, but never those of the connection's next transaction."""
        with self._lock:
            self._running_on = connection
        try:
            yield
        finally:
            with self._lock:
                self._running_on = None

    def _begin_commit(self) -> None:
        with self._lock:
            self.require_wanted()
            self._is_committing = True
