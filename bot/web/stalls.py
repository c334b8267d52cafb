"""Notices when the event loop stood still: the process was stopped, its machine suspended, or the bot too busy."""

import asyncio
from collections.abc import Callable

from bot.runtime.request_deadline import elapsed_seconds

PULSE_SECONDS = 0.5
STALL_SECONDS = 2.0
# What came during a stall has been read by then: connections are accepted one by one, and answered meanwhile.
CATCH_UP_SECONDS = 2.0


class StallWatch:
    """Knows since when a request can have been waiting: in a stall, the regular call of ``pulse`` fails to come."""

    def __init__(self, clock: Callable[[], float] = elapsed_seconds) -> None:
        self._clock = clock
        self._pulse_at = clock()
        self._began_at = self._ended_at = float("-inf")  # of the last stall
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Watch the running event loop until ``stop``."""
        self.pulse()
        self._timer = asyncio.get_running_loop().call_later(PULSE_SECONDS, self.start)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def pulse(self) -> None:
        """Take note that the event loop runs."""
        now = self._clock()
        if now - self._pulse_at >= STALL_SECONDS:
            self._began_at, self._ended_at = self._pulse_at, now
        self._pulse_at = now

    def arrived_at(self) -> float:
        """The earliest moment at which a request that has just been read can have arrived."""
        self.pulse()
        return self._began_at if self.is_catching_up else self._pulse_at

    @property
    def is_catching_up(self) -> bool:
        """Whether a stall has just ended."""
        return self._pulse_at - self._ended_at < CATCH_UP_SECONDS

    def has_stalled_since(self, moment: float) -> bool:
        """Whether a stall ended after ``moment``, or has not been noticed yet. Any thread may ask."""
        return self._ended_at > moment or self._clock() - self._pulse_at >= STALL_SECONDS
