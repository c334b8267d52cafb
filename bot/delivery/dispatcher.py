"""The calls to one provider: so many at a time, so many a second, and no other provider's trouble."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.delivery.executor import Executor
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.rate_limit import Bucket, Rate, take
from bot.runtime.clock import Clock

LONGEST_PAUSE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """How many calls to a provider may be in flight, and how many may begin in a second (None: any number)."""

    in_flight: int = 10
    per_second: int | None = None


class Dispatcher:
    """Claims what is due with one provider as slots and pace allow, and attends to each text by itself.

    Nothing is claimed that is not called for at once: a lease never runs out in a queue. ``changed`` is called when a
    text was attended to, as that may make others due.
    """

    def __init__(
        self,
        name: ProviderName,
        executor: Executor,
        clock: Clock,
        limits: CallLimits,
        changed: Callable[[], None],
    ) -> None:
        self.name = name
        self._executor = executor
        self._clock = clock
        self._limits = limits
        self._changed = changed
        self._under_way: dict[UUID, asyncio.Task[None]] = {}
        self._failures: list[Exception] = []
        self._claiming = asyncio.Lock()
        self._bucket: Bucket | None = None
        self._paused_until: datetime | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping.set()

    async def finish(self) -> None:
        """Wait for the calls in flight."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    def paused_until(self) -> datetime | None:
        """Until when the provider has asked to be left alone; None where it may be called."""
        now = self._clock.now()
        # longer than any pause: the clock was set back
        if self._paused_until is None or not now < self._paused_until <= now + LONGEST_PAUSE:
            return None
        return self._paused_until

    async def begin_due(self) -> int:
        """Begin with as much of what is due as there is room for, once there is any; how many texts were claimed.

        None is while the provider wants to be left alone. Raises ``ExceptionGroup`` when attending to an earlier one
        failed; that one is taken up again.
        """
        if self._failures:
            failures, self._failures = self._failures, []
            raise ExceptionGroup("texts could not be attended; they are taken up again", failures)
        async with self._claiming:
            room = await self._room()
            if not room or self.paused_until() is not None:
                return 0
            claimed = await self._executor.claim(self.name, room, self._under_way.__contains__)
            for text in claimed:
                self._begin(text)
        return len(claimed)

    async def drain(self) -> int:
        """Do all that is due, and wait for it; how many texts were claimed. Raises as ``begin_due``."""
        count = 0
        try:
            while (claimed := await self.begin_due()) or self._under_way:
                count += claimed
                if not claimed:
                    await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self.finish()
        return count

    async def expedite(self, outbound_id: UUID) -> None:
        """Attend to this text before the others, as long as it is due."""
        while not self._stopping.is_set():
            if (task := self._under_way.get(outbound_id)) is not None:
                await asyncio.wait({task})
                continue
            async with self._claiming:
                if not await self._room() or self.paused_until() is not None:
                    return
                if outbound_id in self._under_way:  # claimed by the lane's own turn, for which this has waited
                    continue
                text = await self._executor.claim_one(outbound_id)
                if text is None:
                    return
                self._begin(text)

    def _begin(self, text: OutboundMessage) -> None:
        if text.id in self._under_way or not self._executor.is_to_be_called_for(text):
            return
        if self._limits.per_second is not None:
            self._bucket, _ = take(self._bucket, _rate(self._limits.per_second), self._clock.now())
        task = asyncio.create_task(self._attend(text), name=f"text {text.id}")
        self._under_way[text.id] = task

    async def _attend(self, text: OutboundMessage) -> None:
        try:
            wait_seconds = await self._executor.attend(text)
        except Exception as error:  # noqa: BLE001 - raised by the lane's next turn: it must not break off the others
            self._failures.append(error)
        else:
            if wait_seconds is not None:
                self._paused_until = self._clock.now() + min(timedelta(seconds=wait_seconds), LONGEST_PAUSE)
        finally:
            del self._under_way[text.id]
            self._changed()

    async def _room(self) -> int:
        """For how many texts there is room now, once there is any; 0 when the lane is stopped."""
        while not self._stopping.is_set():
            slots = self._limits.in_flight - len(self._under_way)
            if slots <= 0:
                await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
                continue
            calls, wait_seconds = self._calls_to_spare()
            if wait_seconds == 0:
                return min(slots, calls)
            await self._clock.wait(self._stopping, self._clock.now() + timedelta(seconds=wait_seconds))
        return 0

    def _calls_to_spare(self) -> tuple[int, float]:
        """How many calls may begin now, and in how many seconds one may when none may."""
        if self._limits.per_second is None:
            return self._limits.in_flight, 0.0
        rate = _rate(self._limits.per_second)
        bucket, verdict = take(self._bucket, rate, self._clock.now())
        return int(bucket.left) + 1, verdict.wait_seconds


def _rate(per_second: int) -> Rate:
    return Rate(count=per_second, seconds=1.0)
