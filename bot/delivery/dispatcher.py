"""The calls to one provider: at most so many at a time and per second, and none while it asks for a pause.

Every provider has its own dispatcher, so a slow or failing one does not hold up the others. Inside a dispatcher, no
recipient and no kind of call takes all slots: see ``CallLimits``.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from bot.delivery.executor import Executor
from bot.domain.broken_rows import failure_words
from bot.domain.errors import StorageError
from bot.domain.fair_share import ClaimRoom
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.rate_limit import Bucket, Rate, share_of, take
from bot.runtime.clock import Clock

log = structlog.get_logger()

MAX_PAUSE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """How many calls to a provider may be in flight, and how many may start within a time (None: no limit).

    The bots on one database keep to ``pace`` together. Each may have ``in_flight`` calls in flight.
    Cancels and expedited calls have slots of their own beside ``in_flight``, so that they never wait behind a backlog.
    """

    in_flight: int = 10
    pace: Rate | None = None

    @property
    def express(self) -> int:
        """The slots of cancels and expedited calls."""
        return max(1, self.in_flight // 2)

    @property
    def repeats(self) -> int:
        """How many slots messages that were tried before may hold: what fails slowly must not stop what is fresh."""
        return max(1, self.in_flight // 2)

    @property
    def per_recipient(self) -> int:
        return max(1, self.in_flight // 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A call in flight."""

    task: asyncio.Task[None]
    recipient: str
    is_express: bool
    is_repeat: bool


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
        self._in_flight: dict[UUID, _Running] = {}
        self._failures: list[Exception] = []
        self._claiming = asyncio.Lock()  # held only for a claim, never while waiting for a slot
        self._bucket: Bucket | None = None
        self._paused_until: datetime | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Claim no more messages. Calls in flight continue."""
        self._stopping.set()

    async def finish(self) -> None:
        """Wait for the calls in flight."""
        while self._in_flight:
            await asyncio.wait(self._tasks())

    @property
    def is_busy(self) -> bool:
        """Whether calls are in flight: each wakes the loop at its end."""
        return bool(self._in_flight)

    def paused_until(self) -> datetime | None:
        """The end of the pause that the provider asked for, or of the wait for its pace; None if it may be called."""
        now = self._clock.now()
        wait_seconds = self._calls_within_pace()[1]
        paced_until = now + timedelta(seconds=wait_seconds) if wait_seconds else None
        return self._asked_pause(now) or paced_until

    def _asked_pause(self, now: datetime) -> datetime | None:
        # A pause that ends later than any pause can means that the clock was set back.
        if self._paused_until is None or not now < self._paused_until <= now + MAX_PAUSE:
            return None
        return self._paused_until

    async def dispatch_due(self) -> int:
        """Claim and start as many due messages as there are free slots; how many were due. Waits for no slot.

        Returns 0 during a pause. Raises ``ExceptionGroup`` if the outcome of an earlier call could not be saved; that
        message is due again when its lease ends.
        """
        if self._failures:
            failures, self._failures = self._failures, []
            raise ExceptionGroup("messages could not be executed; they are tried again", failures)
        if self._stopping.is_set() or self._asked_pause(self._clock.now()) is not None:
            return 0
        async with self._claiming:
            claimed = await self._executor.claim(self.name, self._room(), self._in_flight.__contains__)
            for message in claimed.messages:
                self._start(message, is_express=self._executor.is_cancel(message))
        return claimed.due

    def _room(self) -> ClaimRoom:
        normal = [running for running in self._in_flight.values() if not running.is_express]
        repeats = sum(running.is_repeat for running in normal)
        calls = min(self._limits.in_flight - len(normal), self._calls_within_pace()[0])
        return ClaimRoom(
            calls=max(0, calls),
            cancels=max(0, self._limits.express - self._express_count()),
            repeats=max(0, self._limits.repeats - repeats),
            repeat_is_due=not repeats,
            per_recipient=self._limits.per_recipient,
            held=Counter(running.recipient for running in normal),
            cancels_held=Counter(running.recipient for running in self._in_flight.values() if running.is_express),
        )

    def _express_count(self) -> int:
        return sum(running.is_express for running in self._in_flight.values())

    async def drain(self) -> int:
        """Execute everything that is due and wait for it; how many were due. Raises as ``dispatch_due``."""
        count = 0
        try:
            while not self._stopping.is_set():
                due = await self.dispatch_due()
                count += due
                if due:
                    continue
                if self._in_flight:
                    await asyncio.wait(self._tasks(), return_when=asyncio.FIRST_COMPLETED)
                elif (wait_seconds := self._calls_within_pace()[1]) and self._asked_pause(self._clock.now()) is None:
                    await self._clock.wait(self._stopping, self._clock.now() + timedelta(seconds=wait_seconds))
                else:
                    break
        finally:
            await self.finish()
        return count

    async def expedite(self, outbound_id: UUID) -> None:
        """Execute this message ahead of the queue, on a slot of its own, until it is no longer due."""
        while not self._stopping.is_set():
            if (running := self._in_flight.get(outbound_id)) is not None:
                await asyncio.wait({running.task})
                continue
            if self._express_count() >= self._limits.express:
                express = [running.task for running in self._in_flight.values() if running.is_express]
                await asyncio.wait(express, return_when=asyncio.FIRST_COMPLETED)
                continue
            async with self._claiming:
                if self._asked_pause(self._clock.now()) is not None:
                    return
                # What was claimed meanwhile, while this waited for the lock, may have taken the slot or the message.
                if outbound_id in self._in_flight or self._express_count() >= self._limits.express:
                    continue
                message = await self._executor.claim_one(outbound_id)
                if message is None:
                    return
                self._start(message, is_express=True)

    def _start(self, message: OutboundMessage, *, is_express: bool) -> None:
        if message.id in self._in_flight or not self._executor.needs_call(message):
            return
        if self._limits.pace is not None:
            self._bucket, _ = take(self._bucket, share_of(self._limits.pace, self._executor.bots()), self._clock.now())
        self._in_flight[message.id] = _Running(
            task=asyncio.create_task(self._execute(message), name=f"message {message.id}"),
            recipient=message.to_number,
            is_express=is_express,
            is_repeat=message.attempts > 1,
        )

    async def _execute(self, message: OutboundMessage) -> None:
        try:
            pause_seconds = await self._executor.execute(message)
        except StorageError as error:
            self._failures.append(error)  # dispatch_due raises it
        except Exception as error:  # noqa: BLE001 - whatever it is: it must not stop the other calls
            await self._set_aside(message, error)
        else:
            if pause_seconds is not None:
                self._paused_until = self._clock.now() + min(timedelta(seconds=pause_seconds), MAX_PAUSE)
        finally:
            del self._in_flight[message.id]
            self._on_executed()

    async def _set_aside(self, message: OutboundMessage, error: Exception) -> None:
        """The message made its call fail in a way that no provider's error explains."""
        log.error("message failed", outbound=str(message.id), reason=failure_words(error))
        try:
            await self._executor.set_aside(message, error)
        except Exception as failure:  # noqa: BLE001 - dispatch_due raises it
            self._failures.append(failure)

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [running.task for running in self._in_flight.values()]

    def _calls_within_pace(self) -> tuple[int, float]:
        """How many calls may start now, and if none, in how many seconds the next one may."""
        if self._limits.pace is None:
            return self._limits.in_flight, 0.0
        pace = share_of(self._limits.pace, self._executor.bots())
        bucket, verdict = take(self._bucket, pace, self._clock.now())
        return (0 if verdict.wait_seconds else int(bucket.left) + 1), verdict.wait_seconds
