"""Keeps opt-outs that could not be saved, and tries again until they are: nobody is texted who asked not to be."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.domain.errors import StorageError
from bot.domain.model import InboundText, ProviderName
from bot.runtime.clock import Clock

log = structlog.get_logger()

RETRY_AFTER = timedelta(seconds=1)
MAX_WAITING = 10_000


class UnsavedOptOuts:
    """``carry_out`` saves an opt-out under its sender's lock, or raises ``StorageError``.

    They are in memory: the provider got a 503 for each, so it delivers them again if the process dies meanwhile.
    """

    def __init__(self, carry_out: Callable[[InboundText], Awaitable[None]], clock: Clock) -> None:
        self._carry_out = carry_out
        self._clock = clock
        self._waiting: dict[tuple[ProviderName, str], InboundText] = {}
        self._retries: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def add(self, inbound: InboundText) -> None:
        """Try again soon. One opt-out of a sender is enough."""
        log.error("opt-out not saved yet", provider=inbound.provider, inbound=inbound.message_id)
        if len(self._waiting) < MAX_WAITING:
            self._waiting.setdefault((inbound.provider, inbound.from_number), inbound)
        if self._retries is None or self._retries.done():
            self._retries = asyncio.create_task(self._retry(), name="save opt-outs")

    def waiting_of(self, inbound: InboundText) -> InboundText | None:
        """The opt-out of the same sender that waits. It comes before ``inbound``, which may be their START."""
        return self._waiting.get((inbound.provider, inbound.from_number))

    def saved(self, inbound: InboundText) -> None:
        sender = (inbound.provider, inbound.from_number)
        if self._waiting.get(sender) is inbound:
            del self._waiting[sender]

    async def _retry(self) -> None:
        while self._waiting and not self._stopping.is_set():
            await self._clock.wait(self._stopping, self._clock.now() + RETRY_AFTER)
            await self._carry_out_all()

    async def _carry_out_all(self) -> None:
        for inbound in tuple(self._waiting.values()):
            try:
                await self._carry_out(inbound)
            except StorageError:
                return  # the database fails still

    async def finish(self) -> None:
        """Try a last time, and tell the operator what is left."""
        self._stopping.set()
        if self._retries is not None:
            await self._retries
        for inbound in self._waiting.values():
            log.error("opt-out lost", provider=inbound.provider, inbound=inbound.message_id)
