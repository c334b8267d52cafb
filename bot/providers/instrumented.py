"""Wraps a provider to count and time its calls; it changes nothing else."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundKind, OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.protocol import Accepted, Provider
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics

# Subclasses before their base classes: the first match counts.
OUTCOMES: tuple[tuple[type[ProviderError], str], ...] = (
    (OptedOutError, "opted_out"),
    (OutOfWindowError, "out_of_window"),
    (NotCancellableError, "not_cancellable"),
    (TemporaryProviderError, "temporary"),
    (AlreadyAcceptedError, "already_accepted"),
    (OutcomeUnknownError, "unknown"),
    (ProviderSetupError, "setup"),
    (PermanentProviderError, "permanent"),
)


class InstrumentedProvider:
    """A ``Provider`` that passes every call on to another one."""

    def __init__(self, provider: Provider, metrics: Metrics, clock: Clock) -> None:
        self._provider = provider
        self._metrics = metrics
        self._clock = clock

    @property
    def name(self) -> ProviderName:
        return self._provider.name

    @property
    def window(self) -> Window:
        return self._provider.window

    @property
    def answers_in_webhook(self) -> bool:
        return self._provider.answers_in_webhook

    @property
    def supports_idempotency_keys(self) -> bool:
        return self._provider.supports_idempotency_keys

    @property
    def carrier_answers_keywords(self) -> bool:
        return self._provider.carrier_answers_keywords

    @property
    def is_personal_phone(self) -> bool:
        return self._provider.is_personal_phone

    async def start(self) -> None:
        await self._provider.start()

    async def close(self) -> None:
        await self._provider.close()

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        self._count_retry(message)
        async with self._timed("schedule"):
            accepted = await self._provider.schedule(message, send_at)
        possible_since = max(message.created_at, send_at - timedelta(seconds=self.window.schedule_ahead_seconds))
        self._metrics.message_scheduled(self.name, (self._clock.now() - possible_since).total_seconds())
        return accepted

    async def send(self, message: OutboundMessage) -> Accepted:
        self._count_retry(message)
        async with self._timed("send"):
            accepted = await self._provider.send(message)
        if message.kind is OutboundKind.REMINDER:
            self._metrics.reminder_sent(self.name, (self._clock.now() - message.due_at).total_seconds())
        return accepted

    async def cancel(self, provider_message_id: str) -> None:
        async with self._timed("cancel"):
            await self._provider.cancel(provider_message_id)

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        async with self._timed("find"):
            return await self._provider.find(message, known_ids)

    async def fetch(self, provider_message_id: str) -> Receipt:
        async with self._timed("fetch"):
            return await self._provider.fetch(provider_message_id)

    def _count_retry(self, message: OutboundMessage) -> None:
        if message.attempts > 1:
            self._metrics.call_repeated(self.name)

    @asynccontextmanager
    async def _timed(self, call: str) -> AsyncIterator[None]:
        started, outcome, error_code = time.perf_counter(), "failed", None
        try:
            yield
            outcome = "ok"
        except ProviderError as error:
            outcome = next((name for kind, name in OUTCOMES if isinstance(error, kind)), "failed")
            error_code = error.code
            raise
        finally:
            seconds = time.perf_counter() - started
            self._metrics.provider_called(self.name, call, outcome, seconds, error_code=error_code)
