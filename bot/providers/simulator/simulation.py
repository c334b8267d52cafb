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
from bot.domain.model import InboundText
from bot.domain.receipts import Receipt
from bot.providers.simulator.carrier import BOT_NUMBER, ChangeSignal, Faults, SimulatedCarrier
from bot.providers.simulator.channels import Channel, channel_of, window_until
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Bubble, Held
from bot.providers.whatsapp import is_whatsapp

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
HasStopped = Callable[[str], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """What a phone shows, and what its carrier holds.

    ``timezone`` is an IANA name, None if the bot does not know one. ``reminders`` are the numbers of open reminders.
    ``window_until`` is when WhatsApp stops taking free text, None on other channels and before the first text.
    """

    number: str
    channel: Channel
    window_until: datetime | None
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
    ``has_stopped`` tells whether it has opted out: on WhatsApp, the carrier does not know.
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
        has_stopped: HasStopped | None = None,
    ) -> None:
        self._carrier = carrier
        self._clock = clock
        self._inbound_service = inbound_service
        self._worker = worker
        self._zone_of = zone_of
        self._reminders_of = reminders_of
        self._has_stopped = has_stopped
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
        return await self._pass_on(await self._carrier.receive(number, body))

    async def tap(self, number: str, message_id: str, title: str) -> str | None:
        """A person taps a quick reply; the bot's reply, None where it is silent.

        Raises ``LookupError`` if the phone shows no such button.
        """
        inbound = await self._carrier.receive_tap(number, message_id, title)
        if inbound is None:
            raise LookupError("the phone shows no such button")
        return await self._pass_on(inbound)

    async def _pass_on(self, inbound: InboundText) -> str | None:
        answer = await self._inbound_service.receive(inbound)
        if answer.reply is not None:
            await self._carrier.reply(inbound.from_number, answer.reply)
        return answer.reply

    async def set_rcs(self, number: str, *, on: bool) -> None:
        """Switch RCS on or off on a phone."""
        await self._carrier.set_rcs(number, on=on)

    async def phone(self, number: str, *, after: int = 0) -> Phone:
        """What the phone of ``number`` shows; of its bubbles those whose id is greater than ``after``."""
        revision = self.changes.revision
        handset = await self._carrier.handset(number)
        has_stopped = handset.is_opted_out
        if is_whatsapp(number) and self._has_stopped is not None:
            has_stopped = await self._has_stopped(number)
        return Phone(
            number=number,
            channel=channel_of(number, handset),
            window_until=window_until(number, handset),
            bot_number=BOT_NUMBER,
            now=self._clock.now(),
            timezone=await self._zone_of(number) if self._zone_of else None,
            reminders=await self._reminders_of(number) if self._reminders_of else (),
            opted_out=has_stopped,
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
