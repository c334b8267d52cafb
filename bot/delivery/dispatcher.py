"""The calls to one provider: at most so many at a time and per second, and none while it asks for a pause.

Every provider has its own dispatcher, so a slow or failing one does not hold up the others.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.delivery.executor import Executor
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.rate_limit import Bucket, Rate, take
from bot.runtime.clock import Clock

MAX_PAUSE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """How many calls to a provider may be in flight, and how many may start per second (None: no limit)."""

    in_flight: int = 10
    per_second: int | None = None


class Dispatcher:
    """Claims due messages as slots and pace allow, and executes each in its own task.

    It claims a message only when the call can start at once, so that no lease ends in a queue. ``on_executed`` is
    called after each call, because its outcome may make other messages due.
    """

    def __init__(
        self,
        name: ProviderName,
        executor: Executor,
        clock: Clock,
        limits: CallLimits,
        on_executed: Callable[[], None],
    ) -> None:
        self.name = name
        self._executor = executor
        self._clock = clock
        self._limits = limits
        self._on_executed = on_executed
        self._in_flight: dict[UUID, asyncio.Task[None]] = {}
        self._failures: list[Exception] = []
        self._claiming = asyncio.Lock()
        self._bucket: Bucket | None = None
        self._paused_until: datetime | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Claim no more messages. Calls in flight continue."""
        self._stopping.set()

    async def finish(self) -> None:
        """Wait for the calls in flight."""
        while self._in_flight:
            await asyncio.wait(self._in_flight.values())

    def paused_until(self) -> datetime | None:
        """The end of the pause that the provider asked for; None if it may be called."""
        now = self._clock.now()
        # A pause that ends later than any pause can means that the clock was set back.
        if self._paused_until is None or not now < self._paused_until <= now + MAX_PAUSE:
            return None
        return self._paused_until

    async def dispatch_due(self) -> int:
        """Wait for a free slot, then claim and start as many due messages as fit; how many were claimed.

        Returns 0 during a pause. Raises ``ExceptionGroup`` if an earlier execution failed unexpectedly; its message
        is due again when its lease ends.
        """
        if self._failures:
            failures, self._failures = self._failures, []
            raise ExceptionGroup("messages could not be executed; they are tried again", failures)
        async with self._claiming:
            slots = await self._free_slots()
            if not slots or self.paused_until() is not None:
                return 0
            claimed = await self._executor.claim(self.name, slots, self._in_flight.__contains__)
            for message in claimed:
                self._start(message)
        return len(claimed)

    async def drain(self) -> int:
        """Execute everything that is due and wait for it; how many were claimed. Raises as ``dispatch_due``."""
        count = 0
        try:
            while (claimed := await self.dispatch_due()) or self._in_flight:
                count += claimed
                if not claimed:
                    await asyncio.wait(self._in_flight.values(), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self.finish()
        return count

    async def expedite(self, outbound_id: UUID) -> None:
        """Execute this message ahead of the queue until it is no longer due."""
        while not self._stopping.is_set():
            if (task := self._in_flight.get(outbound_id)) is not None:
                await asyncio.wait({task})
                continue
            async with self._claiming:
                if not await self._free_slots() or self.paused_until() is not None:
                    return
                if outbound_id in self._in_flight:  # dispatch_due claimed it while this waited for the lock
                    continue
                message = await self._executor.claim_one(outbound_id)
                if message is None:
                    return
                self._start(message)

    def _start(self, message: OutboundMessage) -> None:
        if message.id in self._in_flight or not self._executor.needs_call(message):
            return
        if self._limits.per_second is not None:
            self._bucket, _ = take(self._bucket, _rate(self._limits.per_second), self._clock.now())
        task = asyncio.create_task(self._execute(message), name=f"message {message.id}")
        self._in_flight[message.id] = task

    async def _execute(self, message: OutboundMessage) -> None:
        try:
            pause_seconds = await self._executor.execute(message)
        except Exception as error:  # noqa: BLE001 - dispatch_due raises it: it must not stop the other calls
            self._failures.append(error)
        else:
            if pause_seconds is not None:
                self._paused_until = self._clock.now() + min(timedelta(seconds=pause_seconds), MAX_PAUSE)
        finally:
            del self._in_flight[message.id]
            self._on_executed()

    async def _free_slots(self) -> int:
        """Wait until a call may start; how many may start then, or 0 if the dispatcher was stopped."""
        while not self._stopping.is_set():
            slots = self._limits.in_flight - len(self._in_flight)
            if slots <= 0:
                await asyncio.wait(self._in_flight.values(), return_when=asyncio.FIRST_COMPLETED)
                continue
            calls, wait_seconds = self._calls_within_pace()
            if wait_seconds == 0:
                return min(slots, calls)
            await self._clock.wait(self._stopping, self._clock.now() + timedelta(seconds=wait_seconds))
        return 0

    def _calls_within_pace(self) -> tuple[int, float]:
        """How many calls may start now, and if none, in how many seconds the next one may."""
        if self._limits.per_second is None:
            return self._limits.in_flight, 0.0
        rate = _rate(self._limits.per_second)
        bucket, verdict = take(self._bucket, rate, self._clock.now())
        return int(bucket.left) + 1, verdict.wait_seconds


def _rate(per_second: int) -> Rate:
    return Rate(count=per_second, seconds=1.0)
