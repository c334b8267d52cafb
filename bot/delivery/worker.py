"""The loops that get messages out: one for each provider, and one that keeps the series topped up.

A due message is claimed in one commit, which records the intent. Then its provider is called, and the outcome is
committed. ``bot/domain/message_state.py`` and ``bot/domain/recurrence.py`` make the decisions.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from bot.delivery.dispatcher import CallLimits, Dispatcher
from bot.delivery.executor import LATE_LIMIT, Executor
from bot.delivery.occurrences import message_for
from bot.delivery.others import plan_for
from bot.delivery.planning import messages_for
from bot.delivery.renderer import MessageRenderer
from bot.delivery.second_try import FallbackProvider
from bot.domain.changes import PlannedOccurrence
from bot.domain.contacts import Contact
from bot.domain.errors import StorageError
from bot.domain.model import (
    OutboundMessage,
    OutboundState,
    Person,
    ProviderName,
    Reminder,
)
from bot.domain.quiet_hours import stored_for
from bot.domain.receipts import Receipt
from bot.domain.records import replace
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.storage.protocol import DeliveryStore

log = structlog.get_logger()

TOP_UP_BATCH = 20  # reminders per transaction: a text never waits long for it
FAILURE_PAUSE_SECONDS = 1.0
LOOK_AGAIN_AFTER = timedelta(seconds=0.1)
EXPEDITED_AT_A_TIME = 2  # for one request, so that "delete all" leaves slots to others


class Worker:
    """Runs until it is stopped. Tests and simulations with a manual clock call ``step`` instead."""

    def __init__(
        self,
        store: DeliveryStore,
        providers: Mapping[ProviderName, Provider],
        clock: Clock,
        renderer: MessageRenderer,
        *,
        metrics: Metrics | None = None,
        new_id: Callable[[], UUID] = uuid4,
        jitter: Callable[[], float] = random.random,
        call_limits: Mapping[ProviderName, CallLimits] | None = None,
        late_limit: timedelta = LATE_LIMIT,
        owner: str | None = None,
        fallback: FallbackProvider | None = None,
        quiet_hours: str | None = None,
    ) -> None:
        self._owner = owner or uuid4().hex  # of the leases; each process has its own
        self._store = store
        self._clock = clock
        self._renderer = renderer
        self._new_id = new_id
        self._executor = Executor(
            store,
            providers,
            clock,
            renderer,
            metrics=metrics,
            jitter=jitter,
            late_limit=late_limit,
            owner=self._owner,
            fallback=fallback,
            quiet_hours=quiet_hours,
        )
        self._quiet_hours = quiet_hours
        limits = call_limits or {}
        # The loop of each provider has its name; None is the loop that tops up series.
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
    def is_healthy(self) -> bool:
        """Whether every loop's latest pass succeeded."""
        return not self._failing

    def wake(self) -> None:
        """Look for due messages and reminders now."""
        for event in self._wakes.values():
            event.set()

    def stop(self) -> None:
        """Make ``run`` return once the calls in flight are answered."""
        self._stopping = True
        for dispatcher in self._dispatchers.values():
            dispatcher.stop()
        self.wake()

    async def recover(self) -> None:
        """Release the leases of processes that ended, and plan missed occurrences. Call this before ``run``."""
        released = await self._store.release_leases(self._owner, self._clock.now())
        if released:
            log.warning("leases released", count=released)
        # Before anything is sent: all overdue reminders of a person are decided together.
        while await self._top_up_batch():
            pass

    async def run(self) -> None:
        """Run the loops until ``stop``. A failure is logged and the loop goes on."""
        await asyncio.gather(
            self._loop(None, self._top_up_due), *(self._loop(name, self._dispatch(name)) for name in self._dispatchers)
        )
        for dispatcher in self._dispatchers.values():
            await dispatcher.finish()
        if self._expedited:
            await asyncio.wait(self._expedited)

    async def _loop(self, name: ProviderName | None, work: Callable[[], Awaitable[datetime | None]]) -> None:
        """Call ``work`` when the loop is woken, and at the time that ``work`` returned."""
        wake = self._wakes[name]
        while not self._stopping:
            wake.clear()
            next_at: datetime | None = None
            try:
                next_at = await work()
                self._failing.discard(name)
            except Exception as error:
                self._failing.add(name)
                if _is_outage(error):  # it is in the log already
                    log.debug("worker failed", loop=name or "reminders", reason=str(error))
                else:
                    log.exception("worker failed", loop=name or "reminders")
                await self._pause(wake)
            if not self._stopping:
                await self._clock.wait(wake, next_at)

    async def _pause(self, wake: asyncio.Event) -> None:
        """Wait ``FAILURE_PAUSE_SECONDS`` however often the loop is woken, but end at once when it is stopped."""
        try:
            async with asyncio.timeout(FAILURE_PAUSE_SECONDS):
                while not self._stopping:
                    wake.clear()
                    await wake.wait()
        except TimeoutError:
            wake.set()

    def _dispatch(self, name: ProviderName) -> Callable[[], Awaitable[datetime | None]]:
        async def dispatch() -> datetime | None:
            while await self._dispatchers[name].dispatch_due():
                pass
            return self._later(await self._next_call_at(name))

        return dispatch

    async def _next_call_at(self, name: ProviderName) -> datetime | None:
        dispatcher = self._dispatchers[name]
        # What is due already, but found no slot, starts when a call in flight ends: that wakes the loop.
        after = self._clock.now() if dispatcher.is_busy else None
        next_at, paused_until = await self._store.next_attempt_at(name, after), dispatcher.paused_until()
        return next_at if next_at is None or paused_until is None else max(next_at, paused_until)

    async def _top_up_due(self) -> datetime | None:
        """Plan the next occurrences of series and end finished reminders; when the next reminder is due for this."""
        while await self._top_up_batch():
            pass
        return self._later(await self._store.next_top_up_at())

    def _later(self, next_at: datetime | None) -> datetime | None:
        """What is due but could not be claimed is being worked on by another bot: look again in a moment."""
        now = self._clock.now()
        return now + LOOK_AGAIN_AFTER if next_at is not None and next_at <= now else next_at

    async def _top_up_batch(self) -> int:
        count = await self._store.top_up_due(self._clock.now(), TOP_UP_BATCH, self._top_up)
        if count:
            self.wake()
        return count

    def _top_up(
        self,
        reminder: Reminder,
        person: Person,
        planned: Sequence[PlannedOccurrence],
        reminders: Sequence[Reminder],
        contact: Contact | None,
    ) -> tuple[Reminder, tuple[OutboundMessage, ...]]:
        now = self._clock.now()
        reminder = replace(reminder, quiet_hours=stored_for(person, self._quiet_hours))  # the operator may change them
        reminder, moments = plan_for(reminder, planned, contact, now)
        if reminder.overview is not None:
            body = self._renderer.overview(reminder.overview, reminders, person, now) if moments else ""
            overview = message_for(reminder, person, now, body=body, now=now, id_=self._new_id())
            return reminder, (overview,) if body else ()
        messages = messages_for(reminder, person, moments, self._renderer, contact, now=now, new_id=self._new_id)
        return reminder, tuple(messages)

    async def step(self) -> datetime | None:
        """Do everything that is due and wait for it; when the next thing is due, or None if nothing is planned."""
        async with self._stepping:
            while not self._stopping:
                claimed = await self._drain()
                # In this order: a reminder ends with its last message, and a series gets new messages to send.
                if not await self._top_up_batch() and not claimed:
                    break
            moments = [await self._store.next_top_up_at()]
            moments += [await self._next_call_at(name) for name in self._dispatchers]
            return min((moment for moment in moments if moment is not None), default=None)

    async def _drain(self) -> int:
        counts = await asyncio.gather(
            *(dispatcher.drain() for dispatcher in self._dispatchers.values()), return_exceptions=True
        )
        failures = [failure for failure in counts if isinstance(failure, BaseException)]
        if failures:
            raise BaseExceptionGroup("a dispatcher failed", failures)
        return sum(count for count in counts if isinstance(count, int))

    async def expedite(self, provider: ProviderName, *groups: Iterable[UUID], within_seconds: float) -> None:
        """Make the calls for these messages now, one group after the other, ahead of the queue.

        Returns when they are done or after ``within_seconds``; the calls then continue in the background.
        """
        dispatcher = self._dispatchers.get(provider)
        if dispatcher is None:
            return
        task = asyncio.create_task(_expedite(dispatcher, groups), name="expedited messages")
        self._expedited.add(task)
        task.add_done_callback(self._expedited.discard)
        await asyncio.wait({task}, timeout=within_seconds)

    async def apply_receipt(self, receipt: Receipt) -> bool:
        """Apply a provider's status report; False if it is about no message of this bot."""
        message = await self._executor.apply_receipt(receipt)
        if message is not None and (message.next_attempt_at is not None or message.state is OutboundState.CANCELLING):
            self.wake()
        return message is not None or receipt.reply_to is not None


def _is_outage(error: Exception) -> bool:
    """Whether the database failed, be it for several calls at once."""
    if isinstance(error, ExceptionGroup):
        return error.subgroup(lambda each: not isinstance(each, StorageError | ExceptionGroup)) is None
    return isinstance(error, StorageError)


async def _expedite(dispatcher: Dispatcher, groups: Iterable[Iterable[UUID]]) -> None:
    slots = asyncio.Semaphore(EXPEDITED_AT_A_TIME)

    async def expedite(outbound_id: UUID) -> None:
        async with slots:
            await dispatcher.expedite(outbound_id)

    for group in groups:
        await asyncio.gather(*map(expedite, group))
