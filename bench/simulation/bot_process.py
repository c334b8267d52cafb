"""One life of the bot: the real objects, wired as ``bot/app`` wires them, until it is killed.

This file alone knows the names of the bot's classes and their parameters.
"""

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterable
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from bench.simulation.carrier import BOT_NUMBER, Carrier, Mood, draw_trouble
from bench.simulation.database import Disk, InlineStore, Sharing
from bench.simulation.virtual_time import CoarseClock, VirtualClock
from bot.app.maintenance import Maintenance, Retention
from bot.conversation.context import PersonLimits
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.dispatcher import CallLimits
from bot.delivery.tz_updates import TimezoneUpdates
from bot.delivery.worker import Worker
from bot.domain.changes import Answer
from bot.domain.errors import ProviderError
from bot.domain.model import InboundText, OutboundMessage, ProviderName
from bot.domain.rate_limit import Rate
from bot.domain.receipts import Receipt
from bot.domain.spending import Budgets
from bot.domain.window import Window
from bot.inbound.admission import AdmissionLimits
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import NOT_SAVED, InboundService
from bot.providers.protocol import Accepted
from bot.runtime.metrics import Metrics

T = TypeVar("T")
Draw = Callable[[str], random.Random]

RETENTION = Retention(inbound_days=30, text_days=30, reminder_days=30)
TEXTS_PER_MINUTE = 20
CALLS_IN_FLIGHT = 4
# The people stay within it; attackers do not.
BUDGETS = Budgets(per_person=300)
CARRIER_WAITS_SECONDS = 15.0
_LIFE: ContextVar["BotProcess | None"] = ContextVar("life", default=None)


class ProcessDiedError(Exception):
    """The bot died before it answered, or was not running."""


class FacedCarrier:
    """``bot.providers.protocol.Provider`` over a carrier: the network in between is slow and loses answers."""

    def __init__(self, carrier: Carrier, life: "BotProcess") -> None:
        self._carrier = carrier
        self._life = life
        self.name: ProviderName = carrier.traits.name
        self.window: Window = carrier.traits.ours
        self.answers_in_webhook: bool = carrier.traits.answers_in_webhook
        self.supports_idempotency_keys: bool = carrier.traits.has_keys
        self.carrier_answers_keywords, self.is_personal_phone = True, False

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        # Twilio and Telnyx know no parts of a second.
        moment = send_at.replace(microsecond=0)
        return Accepted(
            provider_message_id=await self._call(
                message.body, lambda: self._carrier.create(message, moment), message=message
            )
        )

    async def send(self, message: OutboundMessage) -> Accepted:
        return Accepted(
            provider_message_id=await self._call(
                message.body, lambda: self._carrier.create(message, None), message=message
            )
        )

    async def cancel(self, provider_message_id: str) -> None:
        self._carrier.note_cancel_call(provider_message_id)
        await self._call(provider_message_id, lambda: self._carrier.cancel(provider_message_id), repeatable=True)

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        found = await self._call(message.body, lambda: self._carrier.find(message, known_ids), repeatable=True)
        return Accepted(provider_message_id=found) if found is not None else None

    async def fetch(self, provider_message_id: str) -> Receipt:
        return await self._call(provider_message_id, lambda: self._carrier.fetch(provider_message_id), repeatable=True)

    async def _call(
        self, about: str, work: Callable[[], T], *, message: OutboundMessage | None = None, repeatable: bool = False
    ) -> T:
        """``repeatable``: a lost answer to the call does no harm."""
        await self._life.pause()
        chance = self._life.draw(f"call {about}")
        seconds = 40.0 if self._carrier.mood is Mood.SLOW else chance.choice((0.1, 0.3, 0.3, 1.0, 4.0))
        if message is not None:
            self._carrier.network_seconds[message.to_number] += seconds
        await asyncio.sleep(seconds)
        self._life.strike_armed_stop()
        await self._life.pause()
        await self._life.may_die()
        is_done, error = draw_trouble(self._carrier.mood, chance, repeatable=repeatable)
        result: T | None = None
        refusal: ProviderError | None = None
        if is_done:
            try:
                result = work()
            except ProviderError as refused:
                refusal = refused
        await self._life.may_die()
        await asyncio.sleep(chance.choice((0.05, 0.2, 0.2, 2.0)))
        await self._life.pause()
        if error is not None:
            raise error
        if refusal is not None:
            if message is not None:
                self._carrier.note_refusal(message)
            raise refusal
        return result  # type: ignore[return-value]


class BotProcess:
    """``on_death`` is called when the process dies by itself; ``draw_disk`` decides about each transaction."""

    def __init__(
        self,
        path: Path,
        clock: VirtualClock,
        carriers: Iterable[Carrier],
        draw: Draw,
        *,
        draw_disk: Callable[[], Disk],
        draw_death: Callable[[], bool],
        on_death: Callable[[], None],
        sharing: Sharing | None = None,
    ) -> None:
        self.draw = draw
        self.is_dead = False
        self._stopped_until = 0.0
        self._armed_stop: Callable[[], None] | None = None
        self._chance = draw("life")
        self._clock = clock
        self._draw_death = draw_death
        self._on_death = on_death
        self._tasks: list[asyncio.Task[Any]] = []
        self.store = InlineStore(path, clock, draw_disk, self.die, pause=self.pause, sharing=sharing, budgets=BUDGETS)
        providers = {carrier.traits.name: FacedCarrier(carrier, self) for carrier in carriers}
        self.worker = Worker(
            self.store.delivery,
            providers,
            clock,
            DeliveryMessages(),
            new_id=self._new_id,
            jitter=self._chance.random,
            call_limits=dict.fromkeys(providers, CallLimits(in_flight=CALLS_IN_FLIGHT)),
        )
        policy = BotPolicy(
            providers={
                name: ProviderTraits(window=one.window, answers_in_webhook=one.answers_in_webhook)
                for name, one in providers.items()
            },
            default_timezone="UTC",
            admission=AdmissionLimits(per_sender=Rate(count=TEXTS_PER_MINUTE), has_other_bots=sharing is not None),
            own_numbers=frozenset({BOT_NUMBER}),
            budgets=BUDGETS,
            limits=PersonLimits(segments_per_day=BUDGETS.per_person),
        )
        self.inbound = InboundService(
            store=self.store.conversations,
            clock=clock,
            policy=policy,
            metrics=_metrics(),
            wake=self.worker.wake,
            expedite=self.worker.expedite,
            new_id=self._new_id,
        )
        self._tz_updates = TimezoneUpdates(
            self.store.zones, clock, DeliveryMessages(), self.worker.wake, new_id=self._new_id
        )
        self._maintenance = Maintenance(
            self.store.maintenance, CoarseClock(clock), RETENTION, self._tz_updates, wake_worker=self.worker.wake
        )

    def _new_id(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)

    async def start(self) -> None:
        """As ``bot/app/server.py`` starts: open, recover, run. Raises what keeps the bot from starting."""
        await self.spawn(self._start())

    async def _start(self) -> None:
        await self.store.open(self._clock.now())
        async with self.store.maintenance.alone() as is_alone:
            if is_alone:
                await self._tz_updates.check()
        await self.worker.recover()
        self.store.on_change(self.worker.wake)
        self.spawn(self.worker.run())
        self.spawn(self._maintenance.run())

    def spawn(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Run ``work`` as a part of this process: it ends with it."""
        token = _LIFE.set(self)
        try:
            return asyncio.get_running_loop().create_task(work)
        finally:
            _LIFE.reset(token)

    def adopt(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.append(task)
        if len(self._tasks) > 500:
            self._tasks = [one for one in self._tasks if not one.done()]

    async def receive(self, inbound: InboundText) -> Answer | None:
        """What the webhook does with a text; None if it was not saved and its sender is asked to send it again."""
        answer = await self._within_life(self.inbound.receive(inbound))
        return None if answer.intent == NOT_SAVED else answer

    async def apply_receipt(self, receipt: Receipt) -> None:
        await self._within_life(self.worker.apply_receipt(receipt))

    async def _within_life(self, work: Coroutine[Any, Any, T]) -> T:
        if self.is_dead:
            work.close()
            raise ProcessDiedError
        task = self.spawn(work)
        # A carrier waits so long for a bot that is stopped. Nothing else takes that long.
        await asyncio.wait({task}, timeout=CARRIER_WAITS_SECONDS if self.is_stopped else None)
        if not task.done() or task.cancelled() or self.is_dead:
            raise ProcessDiedError
        return task.result()

    def arm_stop(self, stop: Callable[[], None]) -> None:
        """Have ``stop`` called in the middle of the next call to a carrier."""
        self._armed_stop = stop

    def strike_armed_stop(self) -> None:
        if self._armed_stop is not None:
            stop, self._armed_stop = self._armed_stop, None
            stop()

    def stop(self, seconds: float) -> None:
        """Stop the process, as SIGSTOP does: it calls nobody and asks no database until it goes on."""
        self._stopped_until = asyncio.get_running_loop().time() + seconds

    @property
    def is_stopped(self) -> bool:
        return asyncio.get_running_loop().time() < self._stopped_until

    async def pause(self) -> None:
        """Return once the process is not stopped."""
        while self.is_stopped:  # noqa: ASYNC110 - on virtual time; it may be stopped again meanwhile
            await asyncio.sleep(self._stopped_until - asyncio.get_running_loop().time() + 1e-3)

    async def may_die(self) -> None:
        """A point where the process can be killed: at every call to a carrier, before and after it is carried out."""
        if self._draw_death():
            await self.die()

    async def die(self) -> None:
        """The process ends here: the caller never runs on."""
        self._on_death()
        await asyncio.get_running_loop().create_future()

    async def kill(self) -> None:
        """Drop every task and object; what was not committed is lost."""
        self.is_dead = True
        self.store.abandon()
        while tasks := [task for task in self._tasks if not task.done()]:
            for task in tasks:
                task.cancel()
            # Again and again: the store turns a cancellation during a commit into an error, and the loops go on.
            await asyncio.wait(tasks, timeout=0.001)
        for task in self._tasks:
            if not task.cancelled():
                task.exception()  # nobody else asks for it
        self._tasks.clear()


def task_factory(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T], context: Any = None
) -> "asyncio.Task[T]":
    """Make a task, and note which life of the bot it belongs to."""
    task = asyncio.Task(work, loop=loop, context=context)
    life = _LIFE.get() if context is None else context.get(_LIFE)
    if life is not None:
        life.adopt(task)
    return task


_shared_metrics: list[Metrics] = []


def _metrics() -> Metrics:
    """One registry for all lives: making it takes longer than a day of the bot's."""
    if not _shared_metrics:
        _shared_metrics.append(Metrics())
    return _shared_metrics[0]
