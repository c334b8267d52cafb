"""The simulator's clock: the machine's clock plus an offset."""

from datetime import datetime, timedelta

from bot.runtime.clock import Clock


class SimulatedClock(Clock):
    """``now`` is the machine's time plus ``offset``. The clock keeps running and is never set back."""

    def __init__(self, offset: timedelta = timedelta(), machine: Clock | None = None) -> None:
        self._machine = machine or Clock()
        self._offset = max(offset, timedelta())

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of the machine's."""
        return self._offset

    def now(self) -> datetime:
        return self._machine.now() + self._offset

    def wind_to(self, moment: datetime) -> None:
        """Move the clock forward to ``moment`` (aware). A moment in the past changes nothing."""
        self._offset = max(self._offset, moment - self._machine.now())
