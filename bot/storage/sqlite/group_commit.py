"""Group commit: units of work that wait for the connection at the same time share one transaction and one commit.

A unit that finds the connection idle is committed alone and at once. Those that arrive meanwhile are the next group, in
the order of their arrival, each in a savepoint of its own.
"""

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from bot.domain.errors import DatabaseBusyError, RequestTooOldError
from bot.runtime.request_deadline import RequestDeadline

T = TypeVar("T")

# SQLite waits this long for another process's lock before the group looks whether it is still wanted: interrupting a
# connection does not end SQLite's own wait.
LOCK_WAIT_SECONDS = 0.1
# The first unit of a group waits for the last one, about a millisecond each.
MAX_UNITS = 32
# After these errors, SQLite's advice is to roll the whole transaction back.
_ENDING_ERRORS = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM})


class QueuedUnit(Generic[T]):
    """A unit of work from its place in the queue to its result.

    ``work`` runs again if its group is repeated. ``finished`` is for the event loop: the group does not touch it.
    Past the ``deadline`` of its request, it is abandoned.
    """

    def __init__(
        self,
        work: Callable[[sqlite3.Connection], T],
        finished: "asyncio.Future[None] | None" = None,
        deadline: RequestDeadline | None = None,
    ) -> None:
        self.work = work
        self.finished = finished
        self.deadline = deadline
        self.is_abandoned = False
        self.is_late = False  # abandoned because of the deadline
        self.is_committing = False
        self.result: T | None = None
        self.error: BaseException | None = None

    def require_wanted(self) -> None:
        """Raise ``DatabaseBusyError`` if the unit was abandoned: nobody waits for it any more."""
        self.abandon_if_late()
        if self.is_late:
            raise RequestTooOldError("the request is too old")
        if self.is_abandoned:
            raise DatabaseBusyError("the unit of work was abandoned")

    def abandon_if_late(self) -> None:
        if self.deadline is not None and not self.is_committing and not self.deadline.is_wanted:
            self.is_abandoned = self.is_late = True

    def outcome(self) -> T:
        self.require_wanted()
        if self.error is not None:
            raise self.error
        return self.result  # type: ignore[return-value]  # None is then a T


class GroupCommit:
    """The queue of one connection. ``on_commit`` gets the number of units in each commit.

    ``run_group`` is called from the connection's thread, everything else from the event loop's. A group waits up to
    ``busy_seconds`` for the lock of another process.
    """

    def __init__(self, busy_seconds: float, on_commit: Callable[[int], None]) -> None:
        self._busy_seconds = busy_seconds
        self._on_commit = on_commit
        self._waiting: deque[QueuedUnit[Any]] = deque()
        self._lock = threading.Lock()  # guards ``is_abandoned`` and ``is_committing`` of all units, and these two
        self._running: QueuedUnit[Any] | None = None
        self._running_on: sqlite3.Connection | None = None

    def add(
        self,
        work: Callable[[sqlite3.Connection], T],
        finished: "asyncio.Future[None] | None" = None,
        deadline: RequestDeadline | None = None,
    ) -> QueuedUnit[T]:
        unit = QueuedUnit(work, finished, deadline)
        self._waiting.append(unit)
        return unit

    def abandon(self, unit: QueuedUnit[Any]) -> bool:
        """Whether it ends without a commit. False if the commit has begun: it can succeed or fail."""
        with self._lock:
            if unit.is_committing:
                return False
            unit.is_abandoned = True
            if self._running is unit and self._running_on is not None:
                self._running_on.interrupt()
            return True

    def require_wanted(self) -> None:
        """Raise ``DatabaseBusyError`` if the running unit was abandoned."""
        if self._running is not None:
            self._running.require_wanted()

    @property
    def is_empty(self) -> bool:
        """Whether no unit waits for its group."""
        return not self._waiting

    def run_group(self, connection: sqlite3.Connection) -> Sequence[QueuedUnit[Any]]:
        """Run the units that wait now, up to ``MAX_UNITS``, and return them with their outcomes."""
        units = [self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_UNITS))]
        failure: BaseException | None = None
        try:
            while wanted := [unit for unit in units if not unit.is_abandoned]:
                if self._commit_all(connection, wanted):
                    break
        except BaseException as error:  # noqa: BLE001 - the caller of each unit gets it
            failure = error
            _roll_back(connection)
        for unit in units:
            if unit.error is None:
                unit.error = failure
        return units

    def _commit_all(self, connection: sqlite3.Connection, units: Sequence[QueuedUnit[Any]]) -> bool:
        """Run the units, and commit those that succeed.

        False if one was abandoned meanwhile. Then everything is rolled back and has to be repeated without it, since
        what the later units did may rest on it.
        """
        if not self._begin(connection, units):
            return False
        for unit in units:
            self._run(connection, unit, in_savepoint=len(units) > 1)
            if unit.is_abandoned and not connection.in_transaction:  # interrupting a write rolls everything back
                return False
        succeeded = [unit for unit in units if unit.error is None]
        if not self._begin_commit(succeeded):
            _roll_back(connection)
            return False
        if succeeded:
            self._commit(connection, succeeded)
        else:
            _roll_back(connection)
        return True

    def _begin(self, connection: sqlite3.Connection, units: Sequence[QueuedUnit[Any]]) -> bool:
        """Begin a transaction. False if all units were abandoned before another process gave up its lock."""
        give_up_at = time.monotonic() + self._busy_seconds
        while not all(unit.is_abandoned for unit in units):
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= give_up_at:
                    raise
            else:
                return True
        return False

    def _run(self, connection: sqlite3.Connection, unit: QueuedUnit[Any], *, in_savepoint: bool) -> None:
        """Run one unit; if it fails, keep its error and undo it alone. Raises errors that end the transaction."""
        if in_savepoint:
            connection.execute("SAVEPOINT one_unit")
        unit.error = None
        try:
            with self._interruptible(connection, unit):
                unit.require_wanted()
                unit.result = unit.work(connection)
        except Exception as error:
            if not in_savepoint or (_ends_transaction(connection, error) and not unit.is_abandoned):
                raise
            unit.error = error
            if not connection.in_transaction:
                return
            connection.execute("ROLLBACK TO one_unit")
        if in_savepoint:
            connection.execute("RELEASE one_unit")

    def _commit(self, connection: sqlite3.Connection, units: Sequence[QueuedUnit[Any]]) -> None:
        connection.execute("COMMIT")
        self._on_commit(len(units))

    @contextmanager
    def _interruptible(self, connection: sqlite3.Connection, unit: QueuedUnit[Any]) -> Iterator[None]:
        """Let ``abandon`` interrupt the statements of this unit, but never those of the next one."""
        with self._lock:
            self._running, self._running_on = unit, connection
        try:
            yield
        finally:
            with self._lock:
                self._running = self._running_on = None

    def _begin_commit(self, units: Sequence[QueuedUnit[Any]]) -> bool:
        """Whether all are still wanted. From then on it is too late to abandon one of them."""
        with self._lock:
            for unit in units:
                unit.abandon_if_late()
            if any(unit.is_abandoned for unit in units):
                return False
            for unit in units:
                unit.is_committing = True
            return True


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # SQLite has rolled back already after some errors, such as a full disk
        connection.execute("ROLLBACK")


def _ends_transaction(connection: sqlite3.Connection, error: Exception) -> bool:
    is_about_the_file = getattr(error, "sqlite_errorcode", 0) & 0xFF in _ENDING_ERRORS
    return is_about_the_file or not connection.in_transaction
