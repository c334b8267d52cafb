"""Tells a provider about opt-outs that only the bot has understood, so that the provider's own list has them too.

A provider knows its keywords, but not "please stop texting me". If it keeps a list of consents that programs may write
to, a STOP in one's own words is recorded there, and a later START in one's own words lifts it again.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.errors import ProviderError, ProviderSetupError
from bot.domain.model import InboundText, ProviderName
from bot.runtime.clock import Clock
from bot.understanding.command import Intent

log = structlog.get_logger()

# The provider blocks messages from then on, and the confirmation of the opt-out must arrive first.
AFTER_CONFIRMATION = timedelta(seconds=30)
RETRY_AFTER = timedelta(minutes=1)
TRIES = 3
_OPTED_IN = {Intent.STOP: False, Intent.START: True}


class ConsentRegistry(Protocol):
    """A provider's list of consents."""

    async def record_consent(self, number: str, *, opted_in: bool, at: datetime) -> None:
        """Record that the owner of ``number`` has opted in or out. Raises only subclasses of ``ProviderError``."""
        ...


class Consents:
    """Records consents in the background. The bot keeps its own list, so nothing is lost if that fails.

    A provider that refuses it, because the account does not have the feature, is not asked again until a restart.
    """

    def __init__(self, registries: Mapping[ProviderName, ConsentRegistry], clock: Clock) -> None:
        self._registries = dict(registries)
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    def answered(self, inbound: InboundText, intent: str) -> None:
        """A text with this intent is answered and saved: record it if it opts in or out in words of its own."""
        opted_in = _OPTED_IN.get(Intent(intent)) if intent in set(Intent) else None
        if opted_in is None or inbound.opt_out is not None or carrier_keyword(inbound.body) is not None:
            return
        if inbound.provider in self._registries and inbound.from_number.startswith("+"):
            task = asyncio.create_task(self._record(inbound, opted_in=opted_in), name="record a consent")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _record(self, inbound: InboundText, *, opted_in: bool) -> None:
        if not opted_in:
            await self._wait(AFTER_CONFIRMATION)
        for _ in range(TRIES):
            registry = self._registries.get(inbound.provider)
            if registry is None:
                return
            try:
                await registry.record_consent(inbound.from_number, opted_in=opted_in, at=inbound.received_at)
            except ProviderSetupError as error:
                self._registries.pop(inbound.provider, None)
                log.warning("consents not recorded from now on", provider=inbound.provider, reason=str(error))
                return
            except ProviderError as error:
                log.warning("consent not recorded", inbound=inbound.message_id, reason=str(error))
                if self._stopping.is_set():
                    return
                await self._wait(RETRY_AFTER)
            else:
                log.info("consent recorded", inbound=inbound.message_id, opted_in=opted_in)
                return

    async def _wait(self, delay: timedelta) -> None:
        """Wait for ``delay``, or until the bot stops."""
        if not self._stopping.is_set():
            await self._clock.wait(self._stopping, self._clock.now() + delay)

    async def finish(self) -> None:
        """Record what is waiting now, and wait for it."""
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks)
