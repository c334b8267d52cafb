"""A clock that moves only when it is set."""

import asyncio
from datetime import datetime, timedelta

from bot.runtime.clock import Clock
from tests.builders import NOW


class SetClock(Clock):
    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    def forward(self, **time: float) -> None:
        self._now += timedelta(**time)


class WaitingClock(SetClock):
    """Waiting advances the clock."""

    async def wait(self, wake: asyncio.Event, until: datetime | None) -> None:
        if until is not None and until > self.now():
            self.set(until)
        await asyncio.sleep(0)
