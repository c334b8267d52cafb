"""The shell for outbound texts: hands them to the providers' schedulers, takes them back, sends what is too near.

What is due is claimed in one commit (the intent is written first), the provider is called, and the result committed.
Each provider has a lane of its own; another loop keeps repeats planned ahead. What to do, and what comes of it, is
decided in ``bot/domain/message_state.py`` and ``bot/delivery/planning.py``.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from bot.conversation.texts import general as texts
from bot.delivery.dispatcher import CallLimits, Dispatcher
from bot.delivery.executor import LATE_LIMIT, Executor
from bot.delivery.planning import plan, text_for
from bot.domain.model import OutboundMessage, OutboundState, Person, ProviderName, Receipt, Reminder
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.storage.protocol import Store

log = structlog.get_logger()

TOP_UP_BATCH = 100  # in one transaction
PAUSE_SECONDS = 1.0  # after something failed that should not


class Worker:
    """Runs until told to stop. ``step`` does all that is due, for whoever winds the clock by hand."""

    def __init__(
        self,
        store: Store,
        providers: Mapping[ProviderName, Provider],
        clock: Clock,
        *,
        new_id: Callable[[], UUID] = uuid4,
        jitter: Callable[[], float] = random.random,
        call_limits: Mapping[ProviderName, CallLimits] | None = None,
        late_limit: timedelta = LATE_LIMIT,
    ) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id
        self._executor = Executor(store, providers, clock, jitter, late_limit)
        limits = call_limits or {}
        self._wakes: dict[ProviderName | None, asyncio.Event] = {None: asyncio.Event()}
        self._dispatchers: dict[ProviderName, Dispatcher] = {}
        for name in providers:
            self._wakes[name] = asyncio.Event()
            self._dispatchers[name] = Dispatcher(
                name, self._executor, clock, limits.get(name, CallLimits()), self._wakes[name].set
            )
        self._failing: set[ProviderName | None] = set()
        self._expedited: set[asyncio.Task[None]] = set()
        self._stepping = asyncio.Lock()
        self._stopping = False

    @property
    def is_well(self) -> bool:
        return not self._failing

    def wake(self) -> None:
        """There may be work."""
        for event in self._wakes.values():
            event.set()

    def stop(self) -> None:
        """End ``run`` once the calls in flight are answered."""
        self._stopping = True
        for dispatcher in self._dispatchers.values():
            dispatcher.stop()
        self.wake()

    async def recover(self) -> None:
        """At start: what was under way when the bot ended has lost its answer, and is taken up at once."""
        released = await self._store.release_leases(self._clock.now())
        if released:
            log.warning("texts under way were taken up again", count=released)
        # what repeats have missed is late as other texts are, and told with them
        while await self._top_up_some():
            pass

    async def run(self) -> None:
        """Do whatever is due when it is, until ``stop``. What fails is logged and tried again."""
        await asyncio.gather(
            self._keep(None, self._top_up_due), *(self._keep(name, self._worker(name)) for name in self._dispatchers)
        )
        for dispatcher in self._dispatchers.values():
            await dispatcher.finish()
        if self._expedited:
            await asyncio.wait(self._expedited)

    async def _keep(self, line: ProviderName | None, work: Callable[[], Awaitable[datetime | None]]) -> None:
        """Have ``work`` done whenever something is due; it says when that is."""
        wake = self._wakes[line]
        while not self._stopping:
            wake.clear()
            next_at: datetime | None = None
            try:
                next_at = await work()
                self._failing.discard(line)
            except Exception:
                self._failing.add(line)
                log.exception("courier failed", line=line or "reminders")
                await self._pause(wake)
            if not self._stopping:
                await self._clock.wait(wake, next_at)

    async def _pause(self, wake: asyncio.Event) -> None:
        """After a failure: not at once again, but still ready to stop."""
        try:
            async with asyncio.timeout(PAUSE_SECONDS):
                while not self._stopping:
                    wake.clear()
                    await wake.wait()
        except TimeoutError:
            wake.set()

    def _worker(self, name: ProviderName) -> Callable[[], Awaitable[datetime | None]]:
        async def work() -> datetime | None:
            while await self._dispatchers[name].begin_due():
                pass
            return await self._next_call_at(name)

        return work

    async def _next_call_at(self, name: ProviderName) -> datetime | None:
        next_at, paused_until = await self._store.next_attempt_at(name), self._dispatchers[name].paused_until()
        return next_at if next_at is None or paused_until is None else max(next_at, paused_until)

    async def _top_up_due(self) -> datetime | None:
        """Plan the next occurrences of repeats, and end the reminders that are over."""
        while await self._top_up_some():
            pass
        return await self._store.next_top_up_at()

    async def _top_up_some(self) -> int:
        tended = await self._store.top_up_due(self._clock.now(), TOP_UP_BATCH, self._top_up)
        if tended:
            self.wake()
        return tended

    def _top_up(
        self, reminder: Reminder, person: Person, planned: tuple[OutboundMessage, ...]
    ) -> tuple[Reminder, tuple[OutboundMessage, ...]]:
        now = self._clock.now()
        reminder, moments = plan(reminder, planned, now)
        body = texts.reminder(reminder.message)
        return reminder, tuple(
            text_for(reminder, person, moment, body=body, now=now, id_=self._new_id()) for moment in moments
        )

    async def step(self) -> datetime | None:
        """Do all that is due now, and wait for it; the moment when something is due next, None when nothing is."""
        async with self._stepping:
            while not self._stopping:
                claimed = await self._drained()
                # after the texts, as a reminder ends with its last one; a repeat goes on with new ones
                if not await self._top_up_some() and not claimed:
                    break
            moments = [await self._store.next_top_up_at()]
            moments += [await self._next_call_at(name) for name in self._dispatchers]
            return min((moment for moment in moments if moment is not None), default=None)

    async def _drained(self) -> int:
        counts = await asyncio.gather(
            *(dispatcher.drain() for dispatcher in self._dispatchers.values()), return_exceptions=True
        )
        failures = [failure for failure in counts if isinstance(failure, BaseException)]
        if failures:
            raise BaseExceptionGroup("not everything could be done", failures)
        return sum(count for count in counts if isinstance(count, int))

    async def expedite(self, provider: ProviderName, *groups: Iterable[UUID], within_seconds: float) -> None:
        """Attend to these texts now, one group after the other, ahead of all that is due.

        Returns when that is done or ``within_seconds`` have passed; then it goes on by itself.
        """
        dispatcher = self._dispatchers.get(provider)
        if dispatcher is None:
            return
        task = asyncio.create_task(_expedite(dispatcher, groups), name="hastened texts")
        self._expedited.add(task)
        task.add_done_callback(self._expedited.discard)
        await asyncio.wait({task}, timeout=within_seconds)

    async def settle(self, receipt: Receipt) -> bool:
        """Take in what a provider says became of a text; False for one we do not know."""
        settled = await self._executor.settle(receipt)
        if settled is not None and (settled.next_attempt_at is not None or settled.state is OutboundState.CANCELLING):
            self.wake()
        return settled is not None


async def _expedite(dispatcher: Dispatcher, groups: Iterable[Iterable[UUID]]) -> None:
    for group in groups:
        await asyncio.gather(*map(dispatcher.expedite, group))
