"""The only reader of the time. Everything that decides is given ``now``."""

import asyncio
from datetime import UTC, datetime


class Clock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait(self, wake: asyncio.Event, until: datetime | None) -> None:
        """Return when ``wake`` is set or ``until`` has come, at the latest in a minute: machines sleep, clocks jump."""
        seconds = 60.0 if until is None else min(60.0, max(0.0, (until - self.now()).total_seconds()))
        try:
            async with asyncio.timeout(seconds):
                await wake.wait()
        except TimeoutError:
            pass
