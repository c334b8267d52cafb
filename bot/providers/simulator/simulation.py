"""The simulated world round the bot: people text, the carrier delivers, and the clock can be wound forward."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.domain.changes import Answer
from bot.domain.model import InboundText, Receipt
from bot.providers.simulator.carrier import BOT_NUMBER, ChangeSignal, Faults, SimulatedCarrier
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Bubble, Held

log = structlog.get_logger()

MOST_HOPS = 5_000
FARTHEST_AHEAD = timedelta(days=20 * 366)  # of the machine's clock
NEXT_TEXT_WITHIN = timedelta(days=366)
RETRY_SECONDS = 1.0
LOOK_AGAIN_SECONDS = 60.0  # machines sleep, clocks jump


class TakesTexts(Protocol):
    """``bot.inbound.service.InboundService`` as seen from here."""

    async def receive(self, inbound: InboundText) -> Answer: ...


class Steps(Protocol):
    """``bot.delivery.worker.Worker`` as seen from here."""

    async def step(self) -> datetime | None: ...
    def wake(self) -> None: ...
    async def apply_receipt(self, receipt: Receipt) -> object: ...


ZoneOf = Callable[[str], Awaitable[str | None]]
RemindersOf = Callable[[str], Awaitable[tuple[int, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """What a phone shows, and what its carrier holds.

    ``timezone`` is an IANA name, None if the bot does not know one. ``reminders`` are the numbers of open reminders.
    """

    number: str
    bot_number: str
    now: datetime
    timezone: str | None
    reminders: tuple[int, ...]
    opted_out: bool
    bubbles: tuple[Bubble, ...]
    held: tuple[Held, ...]
    next_at: datetime | None
    revision: int


class Simulation:
    """Connects the carrier and its phones to the bot.

    ``zone_of`` returns the time zone the bot has for a number, ``reminders_of`` the numbers of its open reminders.
    """

    def __init__(
        self,
        carrier: SimulatedCarrier,
        clock: SimulatedClock,
        inbound_service: TakesTexts,
        worker: Steps,
        *,
        zone_of: ZoneOf | None = None,
        reminders_of: RemindersOf | None = None,
    ) -> None:
        self._carrier = carrier
        self._clock = clock
        self._inbound_service = inbound_service
        self._worker = worker
        self._zone_of = zone_of
        self._reminders_of = reminders_of
        self._turn = asyncio.Lock()  # either time runs by itself, or it is being wound
        self._is_running = False

    @property
    def changes(self) -> ChangeSignal:
        return self._carrier.changes

    @property
    def faults(self) -> Faults:
        return self._carrier.faults

    @property
    def arrivals(self) -> Counter[str]:
        """How many texts have reached each number since the start."""
        return self._carrier.arrivals.copy()

    @property
    def now(self) -> datetime:
        return self._clock.now()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver in real time while the block runs."""
        self._is_running = True
        task = asyncio.create_task(self._run(), name="simulated carrier")
        try:
            yield
        finally:
            self._is_running = False
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        while self._is_running:  # a cancellation during a commit arrives as an error of the database
            seen = self.changes.revision
            seconds = RETRY_SECONDS
            try:
                async with self._turn:
                    await self._deliver()
                seconds = self._seconds_until(await self._carrier.next_due())
            except Exception:
                if not self._is_running:
                    return
                log.exception("simulated carrier failed to deliver")
                await asyncio.sleep(RETRY_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self.changes.beyond(seen)

    def _seconds_until(self, moment: datetime | None) -> float:
        if moment is None:
            return LOOK_AGAIN_SECONDS
        return min(LOOK_AGAIN_SECONDS, max(0.0, (moment - self._clock.now()).total_seconds()))

    async def _deliver(self) -> int:
        return await self._carrier.deliver_due(self._clock.now(), self._worker.apply_receipt)

    async def text(self, number: str, body: str) -> str | None:
        """A person texts the bot; its reply, None where it is silent."""
        inbound = await self._carrier.receive(number, body)
        answer = await self._inbound_service.receive(inbound)
        if answer.reply is not None:
            await self._carrier.reply(number, answer.reply)
        return answer.reply

    async def phone(self, number: str, *, after: int = 0) -> Phone:
        """What the phone of ``number`` shows; of its bubbles those whose id is greater than ``after``."""
        revision = self.changes.revision
        return Phone(
            number=number,
            bot_number=BOT_NUMBER,
            now=self._clock.now(),
            timezone=await self._zone_of(number) if self._zone_of else None,
            reminders=await self._reminders_of(number) if self._reminders_of else (),
            opted_out=await self._carrier.is_opted_out(number),
            bubbles=await self._carrier.bubbles(number, after=after),
            held=await self._carrier.held(),
            next_at=await self._carrier.next_due(),
            revision=revision,
        )

    def set_faults(self, *, down: bool, lost_answers: bool) -> None:
        """Break the carrier, or mend it."""
        self.faults.down, self.faults.lost_answers, self.faults.calls_hit = down, lost_answers, 0
        self.changes.note()
        self._worker.wake()

    def can_wind(self, seconds: float) -> bool:
        """False where the clock would be too far ahead of the machine's."""
        return self._clock.offset + timedelta(seconds=seconds) <= FARTHEST_AHEAD

    async def wind(self, seconds: float) -> int:
        """Wind the clock forward by ``seconds``; how many texts arrived. Everything on the way happens at its time."""
        async with self._turn:
            return await self._pass_until(self._clock.now() + timedelta(seconds=seconds), stop_at_text=False)

    async def wind_to_next_text(self) -> int:
        """Wind the clock forward until a text arrives; how many arrived, 0 when none is to come within a year."""
        async with self._turn:
            return await self._pass_until(self._clock.now() + NEXT_TEXT_WITHIN, stop_at_text=True)

    async def _pass_until(self, target: datetime, *, stop_at_text: bool) -> int:
        """Hop from event to event. What neither the carrier nor the courier waits for cannot happen in between."""
        arrived = 0
        for _ in range(MOST_HOPS):
            courier_at = await self._worker.step()
            arrived += await self._deliver()
            if arrived and stop_at_text:
                break
            carrier_at = await self._carrier.next_due()
            next_at = min((moment for moment in (courier_at, carrier_at) if moment is not None), default=None)
            if next_at is None or next_at > target:
                if not stop_at_text:
                    await self._carrier.wind_to(target)
                break
            if next_at > self._clock.now():
                await self._carrier.wind_to(next_at)
        else:
            log.warning("winding stopped early", hops=MOST_HOPS)
        self._worker.wake()
        return arrived
