"""The maintenance loop: it keeps the database in order while the bot serves.

It lets the database do its routine work (such as checkpoints), deletes finished data after its retention, erases people
who asked to be forgotten, and checks for new time zone rules.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.errors import StorageError
from bot.runtime.clock import Clock
from bot.storage.protocol import MaintenanceStore, RetentionCutoffs

log = structlog.get_logger()

STEP_EVERY = timedelta(seconds=2)
PRUNE_EVERY = timedelta(hours=1)
PRUNE_BATCH = 200
PRUNE_PAUSE = timedelta(seconds=0.1)  # between two batches, so that texts are answered meanwhile
ERASE_EVERY = timedelta(minutes=1)
ERASE_AFTER = timedelta(minutes=10)  # until then a redelivered webhook must still be recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """For how many days finished data is kept."""

    inbound_days: int
    text_days: int
    reminder_days: int


def cutoffs(retention: Retention, now: datetime) -> RetentionCutoffs:
    """The moments before which finished data is deleted."""
    return RetentionCutoffs(
        inbound=now - timedelta(days=retention.inbound_days),
        outbound=now - timedelta(days=retention.text_days),
        reminders=now - timedelta(days=retention.reminder_days),
    )


class Maintenance:
    """Runs until ``stop``. ``step`` does what is due.

    ``wake`` wakes the worker after another process, such as an operator's command, has written to the database.
    """

    def __init__(
        self,
        store: MaintenanceStore,
        clock: Clock,
        retention: Retention,
        zones: TimezoneUpdates,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._retention = retention
        self._zones = zones
        self._prune_at: datetime | None = None
        self._erase_at: datetime | None = None
        self._wake_worker = wake
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        """End ``run`` after the current step."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Step every two seconds, or sooner while there is more to prune. A run of failures is logged once."""
        is_well = True
        while not self._stopping:
            next_at = self._clock.now() + STEP_EVERY
            try:
                next_at = await self.step()
                is_well = True
            except StorageError as error:
                if is_well:
                    log.error("maintenance failed", reason=str(error))  # noqa: TRY400 - no traceback: the reason is enough
                is_well = False
            await self._clock.wait(self._wake, next_at)

    async def step(self) -> datetime:
        """Do what is due; when the next step should be."""
        await self._store.maintain()
        if await self._store.changed_elsewhere():
            self._wake_worker()
        await self._zones.look()
        now = self._clock.now()
        if self._erase_at is None or self._erase_at <= now:
            erased = await self._store.erase_forgotten(now - ERASE_AFTER)
            self._erase_at = now + ERASE_EVERY
            if erased:
                log.info("forgotten people erased", count=erased)
        if self._prune_at is None or self._prune_at <= now:
            pruned = await self._store.prune(cutoffs(self._retention, now), PRUNE_BATCH)
            self._prune_at = now + (PRUNE_PAUSE if pruned >= PRUNE_BATCH else PRUNE_EVERY)
            if pruned:
                log.info("finished data deleted", rows=pruned)
        return min(self._prune_at, now + STEP_EVERY)
