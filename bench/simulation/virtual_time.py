"""An event loop on virtual time, and the clock that the bot reads.

The loop never waits: when nothing is ready, its time jumps to the next timer. Callbacks that are ready at the same
moment run in an order drawn from the seed. Executors run their work inline.
"""

import asyncio
import random
from asyncio import base_events
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import heappop
from typing import Any

from bot.runtime.clock import Clock

IDLE_SECONDS = 6 * 3600.0  # a wait without an end still looks again now and then
JUMP_NOTICED_SECONDS = 60.0  # the real clock looks again after a minute at the latest


MOST_STEPS = 30_000  # a calm day is some 2,000
MOST_STEPS_SECONDS = 1800.0


class StalledError(Exception):
    """Every task waits for something that will never happen."""


class BusyError(Exception):
    """The bot spins: something is done again and again, and no time passes."""


class VirtualLoop(base_events.BaseEventLoop):
    """A loop whose ``time()`` is virtual. The same seed gives the same order of callbacks."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._seconds = 0.0
        self._order = random.Random(seed)  # noqa: S311 - the same order in every run
        self._clock_resolution = 1e-6
        self._steps = 0
        self._steps_counted_from = 0.0

    def time(self) -> float:
        return self._seconds

    def advance(self, seconds: float) -> None:
        self._seconds += seconds

    def forgive(self) -> None:
        """Let the loop run on after ``BusyError``, for the end of the history."""
        self._steps, self._steps_counted_from = 0, self._seconds

    def _run_once(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            if self._seconds - self._steps_counted_from < MOST_STEPS_SECONDS:
                raise BusyError(f"{MOST_STEPS} turns of the loop in {self._seconds - self._steps_counted_from:.3f} s")
            self._steps, self._steps_counted_from = 0, self._seconds
        ready, timers = self._ready, self._scheduled  # type: ignore[attr-defined]
        while timers and timers[0]._cancelled:  # noqa: SLF001 - as the base class does
            heappop(timers)._scheduled = False  # noqa: SLF001
        if not ready:
            if not timers:
                raise StalledError("nothing is ready and no timer is set")
            self._seconds = max(self._seconds, timers[0].when())
        while timers and timers[0].when() <= self._seconds:
            timer = heappop(timers)
            timer._scheduled = False  # noqa: SLF001
            ready.append(timer)
        if len(ready) > 1:
            turn = list(ready)
            ready.clear()
            self._order.shuffle(turn)
        else:
            turn = [ready.popleft()]
        for handle in turn:
            if not handle._cancelled:  # noqa: SLF001
                handle._run()  # noqa: SLF001

    def _write_to_self(self) -> None: ...

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":  # type: ignore[override] # noqa: ARG002
        """Run ``func`` here and now; its result is there at the loop's next turn."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - it is the caller's
            future.set_exception(error)
        return future


class VirtualClock(Clock):
    """The time of the simulated machine: the loop's time from ``start`` on, plus ``skew``, which clock jumps change."""

    def __init__(self, loop: VirtualLoop, start: datetime) -> None:
        self._loop = loop
        self._start = start
        self.skew = timedelta()
        self._waiters: dict[int, asyncio.Timeout] = {}
        self._waits = 0

    def true_now(self) -> datetime:
        """The right time, by which the carriers and the people live."""
        return (self._start + timedelta(seconds=self._loop.time())).astimezone(UTC)

    def now(self) -> datetime:
        """The machine's time. Each look at it takes a microsecond: no two are the same, as on a real machine."""
        self._loop.advance(1e-6)
        return self.true_now() + self.skew

    def jump(self, skew: timedelta) -> None:
        """Set the machine's clock to ``skew`` ahead of the right time. Waits notice it within a minute."""
        self.skew = skew
        self._loop.call_later(JUMP_NOTICED_SECONDS, self._notice)

    def _notice(self) -> None:
        for _, timeout in sorted(self._waiters.items()):
            with suppress(RuntimeError):  # it ends at this moment anyway
                timeout.reschedule(self._loop.time())

    async def wait(self, wake: asyncio.Event, until: datetime | None) -> None:
        """As ``Clock.wait``, without looking at the clock every minute: only a jump makes that necessary."""
        seconds = IDLE_SECONDS
        if until is not None:
            seconds = min(seconds, max(0.0, (until - self.now()).total_seconds()))
        self._waits += 1
        number = self._waits
        try:
            async with asyncio.timeout(seconds) as self._waiters[number]:
                await wake.wait()
        except TimeoutError:
            pass
        finally:
            del self._waiters[number]


class CoarseClock(VirtualClock):
    """For the maintenance loop, which looks at the database every two seconds: here it does so every three hours."""

    def __init__(self, clock: VirtualClock, every: timedelta = timedelta(hours=3)) -> None:
        self._clock = clock
        self._every = every

    def true_now(self) -> datetime:
        return self._clock.true_now()

    def now(self) -> datetime:
        return self._clock.now()

    async def wait(self, wake: asyncio.Event, until: datetime | None) -> None:  # noqa: ARG002
        await self._clock.wait(wake, self.now() + self._every)
