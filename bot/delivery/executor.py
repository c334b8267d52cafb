"""One text attended to: the provider is asked, and what came of it is committed, with all that follows of it.

``bot/domain/message_state.py`` decides what to ask and what the answer means, ``follow_ups.py`` what else it entails.
"""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from bot.delivery.follow_ups import follow_ups_for
from bot.domain import message_state as lifecycle
from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    PermanentProviderError,
    ProviderError,
    TemporaryProviderError,
)
from bot.domain.message_state import Call
from bot.domain.model import FailureCause, OutboundMessage, ProviderName, Receipt
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.storage.protocol import Change, Decide, DeliveryStore, Follow

log = structlog.get_logger()

LATE_LIMIT = timedelta(days=1)


class Executor:
    """Asks the providers, and keeps their answers."""

    def __init__(
        self,
        store: DeliveryStore,
        providers: Mapping[ProviderName, Provider],
        clock: Clock,
        jitter: Callable[[], float] = random.random,
        late_limit: timedelta = LATE_LIMIT,
    ) -> None:
        self._store = store
        self._providers = providers
        self._clock = clock
        self._jitter = jitter
        self._late_limit = late_limit

    async def claim(
        self, name: ProviderName, limit: int, under_way: Callable[[UUID], bool]
    ) -> tuple[OutboundMessage, ...]:
        """Up to ``limit`` texts that are due with a provider, their intent committed."""
        now = self._clock.now()
        return await self._store.claim_due(name, now, limit, partial(self._begin, under_way), self._follow)

    async def claim_one(self, outbound_id: UUID) -> OutboundMessage | None:
        """This text, its intent committed, if it is due now."""
        is_due = False

        def begin(text: OutboundMessage) -> OutboundMessage:
            nonlocal is_due
            is_due = text.next_attempt_at is not None and text.next_attempt_at <= self._clock.now()
            return self._begin(lambda _: False, text) if is_due else text

        text = await self._store.revise(outbound_id, begin, self._follow)
        return text if is_due else None

    def _begin(self, under_way: Callable[[UUID], bool], text: OutboundMessage) -> OutboundMessage:
        now = self._clock.now()
        if under_way(text.id):  # the clock jumped past its lease
            return lifecycle.leased(text, now)
        return lifecycle.begin(text, self._providers[text.provider].window, now, self._late_limit)

    def _follow(self, before: OutboundMessage, after: OutboundMessage) -> Decide | None:
        return follow_ups_for(before, after, None, self._clock.now(), self._late_limit)

    def _follow_from(self, cause: FailureCause | None) -> Follow:
        """``_follow``, knowing why the text did not arrive."""
        return lambda before, after: follow_ups_for(before, after, cause, self._clock.now(), self._late_limit)

    def is_to_be_called_for(self, text: OutboundMessage) -> bool:
        return self._next_call(text) is not Call.NONE

    def _next_call(self, text: OutboundMessage) -> Call:
        return lifecycle.next_call(
            text, supports_idempotency_keys=self._providers[text.provider].supports_idempotency_keys
        )

    async def attend(self, text: OutboundMessage) -> float | None:
        """Ask the provider about a text that was claimed; for how many seconds it wants to be left alone then."""
        call = self._next_call(text)
        wait_seconds: float | None = None
        try:
            change, cause = await self._ask(self._providers[text.provider], call, text)
            revised = await self._store.revise(text.id, change, self._follow_from(cause))
        except OptedOutError:
            # whose word the bot has not had yet
            follow = self._follow_from(FailureCause.OPTED_OUT)
            revised = await self._store.revise(text.id, lifecycle.refused_for_opt_out, follow)
        except ProviderError as error:
            refused = error
            if isinstance(error, TemporaryProviderError):
                wait_seconds = error.retry_after_seconds
            revised = await self._store.revise(
                text.id,
                lambda current: lifecycle.after_error(current, call, refused, self._clock.now(), self._jitter()),
                self._follow,
            )
        if revised is not None:
            log.info(
                "text attended",
                outbound=str(text.id),
                provider=text.provider,
                call=call.value,
                state=revised.state,
                failure=revised.failure,
            )
        return wait_seconds

    async def _ask(self, provider: Provider, call: Call, text: OutboundMessage) -> tuple[Change, FailureCause | None]:
        """Ask the provider; the change that its answer makes to the text as it stands by then, and why it failed."""
        known_id = text.provider_message_id or ""
        if await self._has_identical_in_flight(provider, call, text):
            return lambda current: lifecycle.after_identical_in_flight(current, call, self._clock.now()), None
        if call is Call.CANCEL:
            return await self._cancel(provider, known_id)
        if call is Call.FETCH:
            receipt = await provider.fetch(known_id)
            return lambda current: lifecycle.after_poll(current, receipt, self._clock.now()), receipt.cause
        if call is Call.FIND:
            found = await provider.find(text, await self._store.provider_message_ids(text.person_id))
            if found is None:
                return lambda current: lifecycle.after_not_found(current, self._clock.now()), None
            accepted = found
        elif text.scheduled_for is not None:
            accepted = await provider.schedule(text, text.scheduled_for)
        else:
            accepted = await provider.send(text)
        return lambda current: lifecycle.after_accepted(current, accepted.provider_message_id, self._clock.now()), None

    async def _has_identical_in_flight(self, provider: Provider, call: Call, text: OutboundMessage) -> bool:
        if provider.supports_idempotency_keys or call not in (Call.SCHEDULE, Call.SEND, Call.FIND):
            return False
        return await self._store.has_identical_in_flight(text)

    async def _cancel(self, provider: Provider, provider_message_id: str) -> tuple[Change, FailureCause | None]:
        try:
            await provider.cancel(provider_message_id)
        except NotCancellableError:
            # Cancelled by a call whose answer was lost, or on its way: the provider knows.
            try:
                receipt = await provider.fetch(provider_message_id)
            except PermanentProviderError:
                return lifecycle.after_cancelled, None
            return lambda current: lifecycle.after_refused_cancel(current, receipt), None
        return lifecycle.after_cancelled, None

    async def settle(self, receipt: Receipt) -> OutboundMessage | None:
        """Take in what a provider says became of a text; None for one we do not know."""
        settled = await self._store.revise_by_provider_id(
            receipt.provider,
            receipt.provider_message_id,
            receipt.outbound_id,
            lambda text: lifecycle.after_receipt(text, receipt),
            self._follow_from(receipt.cause),
        )
        if settled is not None:
            log.info("receipt", outbound=str(settled.id), provider=receipt.provider, state=settled.state)
        return settled
