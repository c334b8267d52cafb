"""The shell for outbound texts: hands them to the providers' schedulers, takes them back, sends what is too near.

Each step claims what is due in one commit (the intent is written first), calls the providers, and commits each
result. What to do, and what comes of it, is decided in ``bot/lifecycle.py`` and ``bot/occurrences.py``.
"""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from bot import lifecycle
from bot.clock import Clock
from bot.consequences import what_follows
from bot.conversation import texts
from bot.errors import NotCancellableError, OptedOutError, PermanentProviderError, ProviderError
from bot.lifecycle import Call
from bot.model import OutboundState, OutboundText, Person, ProviderName, Receipt, Reminder
from bot.occurrences import plan, text_for
from bot.outcome import opted_out_with_provider
from bot.providers.base import Provider
from bot.storage.base import Change, Decide, Store

log = structlog.get_logger()

BATCH = 100
CALLS_IN_FLIGHT = 10  # a provider
ERASE_AFTER = timedelta(minutes=10)  # by then no webhook comes a second time, which must be known again


class Courier:
    """Runs until told to stop. ``step`` does all that is due; it is called once at a time."""

    def __init__(
        self,
        store: Store,
        providers: Mapping[ProviderName, Provider],
        clock: Clock,
        new_id: Callable[[], UUID] = uuid4,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._providers = providers
        self._clock = clock
        self._new_id = new_id
        self._jitter = jitter
        self._wake = asyncio.Event()
        self._stepping = asyncio.Lock()
        self._slots = {name: asyncio.Semaphore(CALLS_IN_FLIGHT) for name in providers}
        self._stopping = False
        self.is_well = True

    def wake(self) -> None:
        """There may be work."""
        self._wake.set()

    def stop(self) -> None:
        """End ``run`` after the step that is under way."""
        self._stopping = True
        self._wake.set()

    async def recover(self) -> None:
        """At start: what was under way when the bot ended has lost its answer, and is taken up at once."""
        released = await self._store.release_leases(self._clock.now())
        if released:
            log.warning("texts under way were taken up again", count=released)

    async def run(self) -> None:
        """Step whenever something is due, until ``stop``. A failing step is logged and tried again."""
        while not self._stopping:
            self._wake.clear()
            next_at: datetime | None = None
            try:
                next_at = await self.step()
                self.is_well = True
            except Exception:
                self.is_well = False
                log.exception("courier step failed")
                await self._pause()
            if not self._stopping:
                await self._clock.wait(self._wake, next_at)

    async def _pause(self) -> None:
        """After a failed step: not at once again, but still ready to stop."""
        try:
            async with asyncio.timeout(1.0):
                while not self._stopping:
                    self._wake.clear()
                    await self._wake.wait()
        except TimeoutError:
            self._wake.set()

    async def step(self) -> datetime | None:
        """Do all that is due now; the moment when something is due next, None when nothing is."""
        async with self._stepping:
            now = self._clock.now()
            while not self._stopping:
                claimed = await self._store.claim_due(now, BATCH, self._begin, self._follow)
                # each ends on its own: one that fails must not break off the calls of the others
                ended = await asyncio.gather(*map(self._attend, claimed), return_exceptions=True)
                failures = [failure for failure in ended if isinstance(failure, Exception)]
                if failures:
                    raise ExceptionGroup("texts could not be attended; they are taken up again", failures)
                # after the texts, as a reminder ends with its last one; a repeat goes on with new ones
                tended = await self._store.tend_due(now, BATCH, self._tend)
                if tended == 0 and len(claimed) < BATCH:
                    break
            await self._store.erase_forgotten(now - ERASE_AFTER)
            return await self._store.next_attention()

    def _begin(self, text: OutboundText) -> OutboundText:
        provider = self._providers.get(text.provider)
        if provider is None:
            # The provider is switched off: look again when it may be on.
            return lifecycle.put_off(text, self._clock.now())
        return lifecycle.begin(text, provider.window, self._clock.now())

    def _follow(self, before: OutboundText, after: OutboundText) -> Decide | None:
        return what_follows(before, after, self._clock.now())

    def _tend(
        self, reminder: Reminder, person: Person, planned: tuple[OutboundText, ...]
    ) -> tuple[Reminder, tuple[OutboundText, ...]]:
        now = self._clock.now()
        reminder, moments = plan(reminder, planned, now)
        body = texts.reminder(reminder.message)
        return reminder, tuple(
            text_for(reminder, person, moment, body=body, now=now, id_=self._new_id()) for moment in moments
        )

    async def _attend(self, text: OutboundText) -> None:
        provider = self._providers.get(text.provider)
        if provider is None:
            return
        call = lifecycle.next_call(text, repeats_safely=provider.repeats_safely)
        if call is Call.NONE:
            return
        async with self._slots[text.provider]:
            try:
                change = await self._call(provider, call, text)
            except OptedOutError:
                await self._park(text)
                return
        revised = await self._store.revise(text.id, change, self._follow)
        if revised is not None:
            log.info(
                "text attended",
                outbound=str(text.id),
                provider=text.provider,
                call=call.value,
                state=revised.state,
                failure=revised.failure,
            )

    async def _park(self, refused: OutboundText) -> None:
        """The person has opted out with the provider, whose word the bot has not had yet."""
        now = self._clock.now()
        await self._store.revise_person(refused.person_id, lambda known: opted_out_with_provider(refused, known, now))
        log.info("opted out with the provider", outbound=str(refused.id), provider=refused.provider)

    async def _call(self, provider: Provider, call: Call, text: OutboundText) -> Change:
        """Ask the provider; the change that its answer makes to the text as it stands by then."""
        try:
            return await self._ask(provider, call, text)
        except OptedOutError:
            raise
        except ProviderError as error:
            lost = error
            return lambda current: lifecycle.after_error(current, call, lost, self._clock.now(), self._jitter())

    async def _ask(self, provider: Provider, call: Call, text: OutboundText) -> Change:
        known_id = text.provider_message_id or ""
        if call is Call.CANCEL:
            return await self._cancel(provider, known_id)
        if call is Call.FETCH:
            receipt = await provider.fetch(known_id)
            return lambda current: lifecycle.after_poll(current, receipt, self._clock.now())
        if call is Call.FIND:
            found = await provider.find(text, await self._store.provider_message_ids(text.person_id))
            if found is None:
                return lambda current: lifecycle.after_not_found(current, self._clock.now())
            accepted = found
        elif text.scheduled_for is not None:
            accepted = await provider.schedule(text, text.scheduled_for)
        else:
            accepted = await provider.send(text)
        return lambda current: lifecycle.after_accepted(current, accepted.provider_message_id, self._clock.now())

    async def _cancel(self, provider: Provider, provider_message_id: str) -> Change:
        try:
            await provider.cancel(provider_message_id)
        except NotCancellableError:
            # Cancelled by a call whose answer was lost, or on its way: the provider knows.
            try:
                receipt = await provider.fetch(provider_message_id)
            except PermanentProviderError:
                return lifecycle.after_cancelled
            return lambda current: lifecycle.after_refused_cancel(current, receipt)
        return lifecycle.after_cancelled

    async def settle(self, receipt: Receipt) -> bool:
        """Take in what a provider says became of a text; False for one we do not know."""
        settled = await self._store.revise_by_provider_id(
            receipt.provider,
            receipt.provider_message_id,
            receipt.outbound_id,
            lambda text: lifecycle.after_receipt(text, receipt),
            self._follow,
        )
        if settled is not None:
            log.info("receipt", outbound=str(settled.id), provider=receipt.provider, state=settled.state)
            if settled.state is OutboundState.CANCELLING:
                self.wake()
        return settled is not None
