"""What the health routes and the metrics ask of a database: beside ``protocol.py``, which has the other users."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseStats:
    """Counts for the metrics: people, reminders by state, due messages by provider with the oldest, and broken rows.

    ``bots`` use the database. ``segments`` is what the bot, the token and the person that spend most have spent or
    planned today.
    """

    bots: int
    people: int
    reminders: Mapping[str, int]
    due: Mapping[str, int]
    oldest_due_at: Mapping[str, datetime]
    broken_rows: Mapping[str, int]
    segments: Mapping[str, int]


class StatsStore(Protocol):
    """For the health routes and the metrics."""

    async def ping(self, within_seconds: float) -> None:
        """Return if the database answers within this time, this request or another. Raises ``StorageError``."""
        ...

    async def database_stats(self, now: datetime) -> DatabaseStats:
        """Count what the database holds at ``now``, without delaying any other unit of work."""
        ...
