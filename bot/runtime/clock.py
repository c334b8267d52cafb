"""The only place that reads the time. Code that decides is passed ``now``."""

import asyncio
from datetime import UTC, datetime


class Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The current time in UTC."""
        return datetime.now(UTC)

    async def wait(self, wake: asyncio.Event, until: datetime | None) -> None:
        """Return when ``wake`` is set or at ``until``, after a minute at the latest.

        The caller then reads the clock again: a timer does not notice a suspended machine or a corrected clock.
        """
        seconds = 60.0 if until is None else min(60.0, max(0.0, (until - self.now()).total_seconds()))
        try:
            async with asyncio.timeout(seconds):
                await wake.wait()
        except TimeoutError:
            pass
