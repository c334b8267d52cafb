"""A clock that moves only when it is set."""

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
