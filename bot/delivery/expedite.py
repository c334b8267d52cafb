"""How the services that answer people and programs reach the worker, which alone calls the providers."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from bot.domain.model import ProviderName


class Expedite(Protocol):
    async def __call__(self, provider: ProviderName, *groups: Iterable[UUID], within_seconds: float) -> None:
        """Make the calls for these messages now, one group after the other, ahead of the queue.

        Return when they are done or after ``within_seconds``, whichever comes first.
        """
        ...
