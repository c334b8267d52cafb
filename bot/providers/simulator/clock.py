"""The simulator's clock: the machine's, wound forward."""

from datetime import datetime, timedelta

from bot.runtime.clock import Clock


class SimulatedClock(Clock):
    """``now`` is the machine's time and ``offset``. It runs on like any clock and is never set back."""

    def __init__(self, offset: timedelta = timedelta(), machine: Clock | None = None) -> None:
        self._machine = machine or Clock()
        self._offset = max(offset, timedelta())

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of the machine's clock."""
        return self._offset

    def now(self) -> datetime:
        return self._machine.now() + self._offset

    def wind_to(self, moment: datetime) -> None:
        """Make it ``moment`` (aware) now; a moment that has passed changes nothing."""
        self._offset = max(self._offset, moment - self._machine.now())
