"""Makes one call to a provider and commits its outcome, together with everything that follows from it.

``bot/domain/message_state.py`` decides which call to make and what the answer means, ``follow_ups.py`` what follows.
"""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from bot.delivery.follow_ups import follow_ups_for
from bot.delivery.late_outcomes import Acceptance, Outcome, saving_stray
from bot.delivery.learned_windows import LearnedWindows
from bot.delivery.renderer import MessageRenderer
from bot.delivery.second_try import FallbackProvider
from bot.domain import message_state
from bot.domain.changes import Decide
from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    RateLimitedError,
)
from bot.domain.fair_share import Claimed, ClaimRoom
from bot.domain.identical_messages import behind_identical
from bot.domain.message_state import Call
from bot.domain.message_transitions import NOT_DELIVERED
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.domain.records import replace
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.storage.protocol import Change, DeliveryStore, Follow

log = structlog.get_logger()

LATE_LIMIT = timedelta(days=1)
# States after which nothing more is heard of a message.
FINAL = frozenset({OutboundState.DELIVERED, OutboundState.UNDELIVERED, OutboundState.FAILED, OutboundState.CANCELLED})


@dataclass(slots=True)
class _Transition:
    """A change, and the state that it changed: from its latest call, as the store may repeat a transaction."""

    change: Change
    before: OutboundState | None = None

    def __call__(self, message: OutboundMessage) -> OutboundMessage:
        self.before = message.state
        return self.change(message)


class Executor:
    """Claims messages, calls their providers and records the outcomes."""

    def __init__(
        self,
        store: DeliveryStore,
        providers: Mapping[ProviderName, Provider],
        clock: Clock,
        renderer: MessageRenderer,
        *,
        metrics: Metrics | None = None,
        jitter: Callable[[], float] = random.random,
        late_limit: timedelta = LATE_LIMIT,
        owner: str = "",
        fallback: FallbackProvider | None = None,
        quiet_hours: str | None = None,
    ) -> None:
        self._owner = owner
        self._store = store
        self._providers = providers
        self._clock = clock
        self._renderer = renderer
        self._metrics = metrics or Metrics()
        self._jitter = jitter
        self._late_limit = late_limit
        self._windows = LearnedWindows()
        self._fallback = fallback
        self._quiet_hours = quiet_hours

    def bots(self) -> int:
        """How many bots there are, this one included."""
        return self._store.bots()

    async def claim(self, name: ProviderName, room: ClaimRoom, is_in_flight: Callable[[UUID], bool]) -> Claimed:
        """The due messages of a provider that there is ``room`` for, with the intent to call it committed."""
        now = self._clock.now()
        return await self._store.claim_due(name, now, room, partial(self._claim, is_in_flight), self._follow_up)

    async def set_aside(self, message: OutboundMessage, error: Exception) -> None:
        """Try this message again later: it made the bot fail."""
        await self._store.set_aside(message.id, error)

    async def claim_one(self, outbound_id: UUID) -> OutboundMessage | None:
        """This message, with the intent to call its provider committed; None if it is not due."""
        is_due = False

        def claim(message: OutboundMessage) -> OutboundMessage:
            nonlocal is_due
            is_due = message.next_attempt_at is not None and message.next_attempt_at <= self._clock.now()
            return self._claim(lambda _: False, message) if is_due else message

        message = await self._store.revise(outbound_id, claim, self._follow_up)
        return message if is_due else None

    def _claim(self, is_in_flight: Callable[[UUID], bool], message: OutboundMessage) -> OutboundMessage:
        now = self._clock.now()
        if is_in_flight(message.id):  # its lease has ended early because the clock jumped forward
            return replace(message_state.renew_lease(message, now), lease_owner=self._owner)
        provider = self._providers[message.provider]
        claimed = message_state.claim(
            message,
            self._windows.of(provider),
            now,
            self._late_limit,
            supports_idempotency_keys=provider.supports_idempotency_keys,
        )
        return replace(claimed, lease_owner=self._owner)

    def _follow_up(
        self, before: OutboundMessage, after: OutboundMessage, cause: FailureCause | None = None
    ) -> Decide | None:
        return follow_ups_for(
            before,
            after,
            cause,
            self._renderer,
            now=self._clock.now(),
            late_limit=self._late_limit,
            supports_idempotency_keys=self._supports_idempotency_keys(after),
            fallback=self._fallback,
            quiet_hours=self._quiet_hours,
        )

    def _follow_up_on(self, cause: FailureCause | None) -> Follow:
        return partial(self._follow_up, cause=cause)

    def is_cancel(self, message: OutboundMessage) -> bool:
        """Whether a claimed message is to be cancelled at the provider."""
        return message.state is OutboundState.CANCELLING

    def needs_call(self, message: OutboundMessage) -> bool:
        """Whether a claimed message needs a call to its provider now."""
        return self._next_call(message) is not Call.NONE

    def _next_call(self, message: OutboundMessage) -> Call:
        return message_state.next_call(message, supports_idempotency_keys=self._supports_idempotency_keys(message))

    def _supports_idempotency_keys(self, message: OutboundMessage) -> bool:
        provider = self._providers.get(message.provider)
        return provider is not None and provider.supports_idempotency_keys

    async def execute(self, message: OutboundMessage) -> float | None:
        """Make the next call for a claimed message and commit the outcome.

        Returns for how many seconds the provider asked not to be called, if it did. Makes no call if the lease has
        ended, because this process was stopped for so long: another one may have made it.
        """
        call = self._next_call(message)
        pause_seconds: float | None = None
        try:
            identical = await self._identical_in_flight(call, message)
            if message.next_attempt_at is not None and message.next_attempt_at <= self._clock.now():
                log.warning("lease ended before the call", outbound=str(message.id), provider=message.provider)
                return None
            change, cause = await self._call(self._providers[message.provider], call, message, identical)
            revised = await self._revise(message, change, cause)
            if revised is None and isinstance(change, Acceptance) and message.scheduled_for is not None:
                # Its row is gone, with its person's data.
                await self._cancel(self._providers[message.provider], change.provider_message_id)
        except OptedOutError as error:
            refusal = str(error)
            revised = await self._revise(
                message, lambda current: message_state.after_opted_out(current, refusal), FailureCause.OPTED_OUT
            )
        except ProviderError as error:
            failure = error  # Python unbinds ``error`` at the end of the clause
            if isinstance(error, RateLimitedError):
                pause_seconds = error.retry_after_seconds
            if isinstance(error, OutOfWindowError) and message.scheduled_for is not None:
                ahead = message.scheduled_for - self._clock.now()  # a repeated call may be nearer than the first one
                self._windows.refused(self._providers[message.provider], ahead.total_seconds())
            revised = await self._revise(
                message,
                lambda current: message_state.after_error(
                    current, call, failure, self._clock.now(), self._jitter(), late_limit=self._late_limit
                ),
                may_have_arrived=isinstance(error, OutcomeUnknownError)
                and call is Call.SCHEDULE
                and not self._supports_idempotency_keys(message),
            )
        if revised is not None:
            log.info(
                "provider called",
                outbound=str(message.id),
                provider=message.provider,
                call=call.value,
                state=revised.state,
                failure=revised.failure,
            )
        return pause_seconds

    async def _revise(
        self,
        message: OutboundMessage,
        change: Change,
        cause: FailureCause | None = None,
        *,
        may_have_arrived: bool = False,
    ) -> OutboundMessage | None:
        """Commit the outcome of a call and its follow-up, and count the message if that ends it."""
        outcome = Outcome(
            change=change,
            call_made_for=message,
            owner=self._owner,
            now=self._clock.now(),
            may_have_arrived=may_have_arrived,
        )

        def follow(before: OutboundMessage, after: OutboundMessage) -> Decide | None:
            return self._follow_up(before, after, cause) if outcome.stray is None else saving_stray(outcome.stray)

        revised = await self._store.revise(message.id, outcome, follow)
        self._count_if_final(outcome.before, revised)
        return revised

    def _count_if_final(self, before: OutboundState | None, revised: OutboundMessage | None) -> None:
        if revised is not None and revised.state in FINAL and revised.state is not before:
            self._metrics.delivery_finished(revised.provider, revised.state, revised.failure)

    async def _call(
        self, provider: Provider, call: Call, message: OutboundMessage, identical: OutboundMessage | None
    ) -> tuple[Change, FailureCause | None]:
        """Make the call; the change that its answer makes to the message, and why delivery failed if it did.

        The change is applied to the message as it is by then: a receipt or a cancel may have come in between.
        """
        known_id = message.provider_message_id or ""
        if identical is not None:
            return lambda current: behind_identical(current, call, identical, self._clock.now()), None
        if call is Call.CANCEL:
            return await self._cancel(provider, known_id)
        if call is Call.FETCH:
            receipt = await provider.fetch(known_id)
            return lambda current: message_state.after_poll(current, receipt, self._clock.now()), receipt.cause
        if call is Call.FIND:
            found = await provider.find(message, await self._store.provider_message_ids(message.person_id))
            if found is None:
                return lambda current: message_state.after_not_found(current, self._clock.now()), None
            accepted = found
        elif message.scheduled_for is not None:
            accepted = await provider.schedule(message, message.scheduled_for)
        else:
            accepted = await provider.send(message)
        return Acceptance(accepted.provider_message_id, self._clock), None

    async def _identical_in_flight(self, call: Call, message: OutboundMessage) -> OutboundMessage | None:
        """The message that this one waits for. Without keys, a lost one is recognised by its words alone."""
        if self._supports_idempotency_keys(message) or call not in (Call.SCHEDULE, Call.SEND, Call.FIND):
            return None
        return await self._store.identical_in_flight(message)

    async def _cancel(self, provider: Provider, provider_message_id: str) -> tuple[Change, FailureCause | None]:
        try:
            await provider.cancel(provider_message_id)
        except NotCancellableError:
            # Either it has left, or an earlier cancel succeeded and its answer was lost. Only the provider knows.
            try:
                receipt = await provider.fetch(provider_message_id)
            except PermanentProviderError:
                return lambda current: message_state.after_vanished(current, self._clock.now()), None
            return lambda current: message_state.after_refused_cancel(current, receipt), None
        return message_state.after_cancelled, None

    async def apply_receipt(self, receipt: Receipt) -> OutboundMessage | None:
        """Apply a provider's status report; the message after it, or None if the bot does not know the message.

        The failure of an unknown message is logged and counted too: replies in a webhook's response are none of the
        bot's outbound messages.
        """
        transition = _Transition(lambda message: message_state.after_receipt(message, receipt))
        revised = await self._store.revise_by_provider_id(
            receipt.provider,
            receipt.provider_message_id,
            receipt.outbound_id,
            transition,
            self._follow_up_on(receipt.cause),
        )
        self._count_if_final(transition.before, revised)
        if receipt.cause is FailureCause.OPTED_OUT and (revised is None or revised.state is not transition.before):
            self._metrics.opted_out_with_provider()
        if revised is None and receipt.state in FINAL:
            self._metrics.delivery_finished(receipt.provider, receipt.state, receipt.failure)
        _log_receipt(receipt, revised)
        return revised


def _log_receipt(receipt: Receipt, revised: OutboundMessage | None) -> None:
    """``reported`` is the provider's news, ``state`` the message's after it: an old receipt changes nothing."""
    known = {} if revised is None else {"outbound": str(revised.id), "state": revised.state}
    reply = {} if receipt.reply_to is None else {"inbound": receipt.reply_to}
    failed = receipt.state in NOT_DELIVERED
    log.log(
        logging.WARNING if failed else logging.INFO,
        "receipt of a reply" if reply else "receipt applied" if known else "receipt of an unknown message",
        provider=receipt.provider,
        provider_message_id=receipt.provider_message_id,
        reported=receipt.state,
        **known,
        **reply,
        **({"error_code": receipt.error_code, "failure": receipt.failure} if failed else {}),
    )
