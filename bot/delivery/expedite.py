"""The seam between the shells that answer people and programs, and the courier, which alone asks providers."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from bot.domain.model import ProviderName


class Expedite(Protocol):
    async def __call__(self, provider: ProviderName, *groups: Iterable[UUID], within_seconds: float) -> None:
        """Have the provider asked about these texts at once; return when that is done, or the time is over."""
        ...
