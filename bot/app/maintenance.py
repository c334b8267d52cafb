"""The shell that keeps the database in order while the bot serves.

Its log is checked in, what is over is pruned, and who asked to be forgotten is erased.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.errors import StorageError
from bot.runtime.clock import Clock
from bot.storage.protocol import Checkpoint, KeepSince, MaintenanceStore

log = structlog.get_logger()

LOOK_EVERY = timedelta(seconds=2)
CHECK_IN_FROM_BYTES = 1_000_000
TRUNCATE_FROM_BYTES = 32_000_000  # writers wait then, for what was written during the check-in before
PRUNE_EVERY = timedelta(hours=1)
PRUNE_ON_AFTER = timedelta(seconds=0.1)  # texts come in between two batches
PRUNE_BATCH = 200
ERASE_EVERY = timedelta(minutes=1)
ERASE_AFTER = timedelta(minutes=10)  # until then a webhook that comes a second time must be known again


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """For how many days what is over is kept."""

    inbound_days: int
    text_days: int
    reminder_days: int


def keep_since(retention: Retention, now: datetime) -> KeepSince:
    """The moments from which on what is over is kept."""
    return KeepSince(
        inbound=now - timedelta(days=retention.inbound_days),
        texts=now - timedelta(days=retention.text_days),
        reminders=now - timedelta(days=retention.reminder_days),
    )


def checkpoints(log_bytes: int) -> tuple[Checkpoint, ...]:
    """What to do about a log of this size. First without making anyone wait, so that little is left to wait for."""
    if log_bytes >= TRUNCATE_FROM_BYTES:
        return (Checkpoint.PASSIVE, Checkpoint.TRUNCATE)
    return (Checkpoint.PASSIVE,) if log_bytes >= CHECK_IN_FROM_BYTES else ()


class Maintenance:
    """Runs until told to stop. ``step`` does what is due. ``wake`` tells the courier what the operator has written."""

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
        self._wake_courier = wake
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        """End ``run`` after the step that is under way."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Step every two seconds, more often while there is much to prune. A failing step is logged once in a row."""
        is_well = True
        while not self._stopping:
            next_at = self._clock.now() + LOOK_EVERY
            try:
                next_at = await self.step()
                is_well = True
            except StorageError as error:
                if is_well:
                    log.error("upkeep failed", reason=str(error))  # noqa: TRY400 - the reason says it all
                is_well = False
            await self._clock.wait(self._wake, next_at)

    async def step(self) -> datetime:
        """Check in a log that has grown; look at the zones, erase and prune when it is time. When to come again."""
        for how in checkpoints(await self._store.log_bytes()):
            await self._store.checkpoint(how)
        if await self._store.changed_elsewhere():
            self._wake_courier()
        await self._zones.check()
        now = self._clock.now()
        if self._erase_at is None or self._erase_at <= now:
            erased = await self._store.erase_forgotten(now - ERASE_AFTER)
            self._erase_at = now + ERASE_EVERY
            if erased:
                log.info("people who asked for it were forgotten", count=erased)
        if self._prune_at is None or self._prune_at <= now:
            pruned = await self._store.prune(keep_since(self._retention, now), PRUNE_BATCH)
            self._prune_at = now + (PRUNE_ON_AFTER if pruned >= PRUNE_BATCH else PRUNE_EVERY)
            if pruned:
                log.info("pruned", rows=pruned)
        return min(self._prune_at, now + LOOK_EVERY)
