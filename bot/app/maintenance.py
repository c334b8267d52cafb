"""The maintenance loop: the database's routine work, deletion of old rows, erasure of forgotten people, time zones."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.errors import StorageError
from bot.runtime.clock import Clock
from bot.storage.maintenance_protocol import MaintenanceStore, RetentionCutoffs

log = structlog.get_logger()

STEP_EVERY = timedelta(seconds=2)
PRUNE_EVERY = timedelta(hours=1)
PRUNE_AGAIN_AFTER = timedelta(seconds=0.1)  # between two batches, so that inbound texts get their turn
PRUNE_BATCH = 200
RECHECK_EVERY = timedelta(days=1)
ERASE_EVERY = timedelta(minutes=1)
ERASE_AFTER = timedelta(minutes=10)  # until then the webhook may be delivered again and must be recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How many days finished rows are kept."""

    inbound_days: int
    text_days: int
    reminder_days: int


def cutoffs(retention: Retention, now: datetime) -> RetentionCutoffs:
    """The times before which finished rows are deleted."""
    return RetentionCutoffs(
        inbound=now - timedelta(days=retention.inbound_days),
        outbound=now - timedelta(days=retention.text_days),
        reminders=now - timedelta(days=retention.reminder_days),
        spending=now,
    )


class Maintenance:
    """``run`` loops until ``stop``; ``step`` does what is due.

    ``wake_worker`` is called when another process, such as ``python -m bot reminders``, has changed the database.
    """

    def __init__(
        self,
        store: MaintenanceStore,
        clock: Clock,
        retention: Retention,
        tz_updates: TimezoneUpdates,
        wake_worker: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._retention = retention
        self._tz_updates = tz_updates
        self._prune_at: datetime | None = None
        self._erase_at: datetime | None = None
        self._recheck_at: datetime | None = None
        self._wake_worker = wake_worker
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        """End ``run`` after the step in progress."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Step every two seconds, more often while many rows are to be deleted.

        Only the first of several failures in a row is logged.
        """
        is_failing = False
        while not self._stopping:
            next_at = self._clock.now() + STEP_EVERY
            try:
                next_at = await self.step()
                is_failing = False
            except StorageError as error:
                log.debug("maintenance failed", reason=str(error))  # the outage is in the log already
                is_failing = True
            except Exception:
                if not is_failing:
                    log.exception("maintenance failed")
                is_failing = True
            await self._clock.wait(self._wake, next_at)

    async def step(self) -> datetime:
        """Do what is due; when the next step is due."""
        await self._store.maintain()
        if await self._store.changed_elsewhere():
            self._wake_worker()
        async with self._store.alone() as is_alone:
            # Another bot on this database is at it.
            return await self._upkeep() if is_alone else self._clock.now() + STEP_EVERY

    async def _upkeep(self) -> datetime:
        """What one bot does for all; when the next step is due."""
        await self._tz_updates.check()
        now = self._clock.now()
        if self._recheck_at is None or self._recheck_at <= now:
            await self._recheck(now)
        if self._erase_at is None or self._erase_at <= now:
            await self._erase(now)
        if self._prune_at is None or self._prune_at <= now:
            self._prune_at = await self._prune(now)
        return min(self._prune_at, now + STEP_EVERY)

    async def _recheck(self, now: datetime) -> None:
        """At the start, and daily, try the broken rows again: their cause may be gone."""
        broken = await self._store.recheck_broken_rows(now)
        self._recheck_at = now + RECHECK_EVERY
        if broken:
            log.warning("broken rows", count=broken)
            self._wake_worker()

    async def _erase(self, now: datetime) -> None:
        erased = await self._store.erase_forgotten(now - ERASE_AFTER)
        self._erase_at = now + ERASE_EVERY
        if erased:
            log.info("forgotten people erased", count=erased)

    async def _prune(self, now: datetime) -> datetime:
        """Delete one batch of old rows; when the next is due."""
        pruned = await self._store.prune(cutoffs(self._retention, now), PRUNE_BATCH)
        if pruned:
            log.info("old rows deleted", count=pruned)
        return now + (PRUNE_AGAIN_AFTER if pruned >= PRUNE_BATCH else PRUNE_EVERY)
