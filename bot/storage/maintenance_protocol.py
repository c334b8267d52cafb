"""What the maintenance loop asks of a database. ``bot.storage.protocol`` has the other users."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionCutoffs:
    """Finished data from before these moments is deleted."""

    inbound: datetime
    outbound: datetime
    reminders: datetime
    spending: datetime


class MaintenanceStore(Protocol):
    """For the maintenance loop."""

    async def prune(self, cutoffs: RetentionCutoffs, limit: int) -> int:
        """Delete up to ``limit`` finished rows of each kind that are older than their cutoff; how many in all.

        Active reminders and unfinished messages are never deleted, nor is a failure that its person has not heard of.
        """
        ...

    async def erase_forgotten(self, until: datetime) -> int:
        """As ``PeopleStore.erase_forgotten``."""
        ...

    async def recheck_broken_rows(self, now: datetime) -> int:
        """Forget the broken rows that are gone or can be read again, and make the others due now; how many are left.

        Rows with an impossible time, which would never be due, are made due too.
        """
        ...

    def alone(self) -> AbstractAsyncContextManager[bool]:
        """Whether no other bot is in such a block; none enters one until this one ends."""

    async def changed_elsewhere(self) -> bool:
        """Whether another process, such as an operator's command, has or may have written since the last call."""

    async def maintain(self) -> None:
        """Do the backend's own routine work. Call it every few seconds.

        Raises ``StorageError`` if the database has been deleted or replaced; from then on everything else does too.
        """
