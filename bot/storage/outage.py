"""Logs an outage of the database: one line when it begins, one when it ends, with the count of what failed between."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from bot.domain.errors import RequestTooOldError, StorageError, UnreadableRowError

log = structlog.get_logger()

# An outage ends when something succeeds and nothing has failed for so long: on a full disk, reading goes on.
QUIET_SECONDS = 5.0
# The failure is of one row or one request. The database works.
_NO_OUTAGE = (UnreadableRowError, RequestTooOldError)


class Outage:
    """Whether a database works, judged by everything that is asked of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.answered_at = float("-inf")
        self._began_at = self._failed_at = 0.0
        self._failures = 0
        self._suspicion = ""

    def suspect(self, reason: str) -> None:
        """Take note of a failed attempt that is repeated: it is the reason if the time runs out."""
        self._suspicion = reason

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Take note of how the block ends."""
        started_at = self._clock()
        try:
            yield
        except _NO_OUTAGE:
            raise
        except StorageError as error:
            self.failed(str(error))
            raise
        except asyncio.CancelledError:
            if self.answered_at < started_at:  # or else it is busy
                self.failed(self._suspicion or "DATABASE_URL: the database does not answer in time")
            raise
        self.succeeded()

    def failed(self, reason: str) -> None:
        self._failed_at = self._clock()
        self._failures += 1
        if self._failures == 1:
            self._began_at = self._failed_at
            log.error("database failed", reason=reason)
        else:
            log.debug("database still failing", reason=reason)

    def succeeded(self) -> None:
        self.answered_at = self._clock()
        self._suspicion = ""
        if self._failures and self.answered_at - self._failed_at >= QUIET_SECONDS:
            seconds = round(self._failed_at - self._began_at, 1)
            log.warning("database works again", failures=self._failures, seconds=seconds)
            self._failures = 0
