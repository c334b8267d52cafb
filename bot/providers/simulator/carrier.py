"""The built-in simulator: a carrier in small, with a scheduler, receipts and opt-out words of its own.

It is the outside world as far as the bot is concerned. What it holds is in its ledger, not in the bot's database.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.model import InboundText, OptOut, OutboundMessage, OutboundState, ProviderName, Receipt, Window
from bot.providers.protocol import Accepted
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Bubble, Held, HeldState, Ledger, Voice

T = TypeVar("T")
OnReceipt = Callable[[Receipt], Awaitable[object]]

BOT_NUMBER = "+13125550100"
LONGEST_BODY = 1600
BATCH = 100

# The words on which a carrier acts itself, where they are the whole text:
# https://help.twilio.com/articles/223134027 and https://support.telnyx.com/en/articles/1270091
WORDS: dict[OptOut, frozenset[str]] = {
    OptOut.STOP: frozenset(
        {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"},
    ),
    OptOut.START: frozenset({"start", "unstop", "yes"}),
    OptOut.HELP: frozenset({"help", "info"}),
}
ANSWERS: dict[OptOut, str] = {
    OptOut.STOP: "You have been unsubscribed and will get no more messages. Reply START to resubscribe.",
    OptOut.START: "You have been resubscribed. Reply HELP for help, STOP to unsubscribe.",
    OptOut.HELP: "Reply STOP to unsubscribe. Msg & data rates may apply.",
}

# What the bot is told of a text that has ended, in order.
REPORTS: dict[HeldState, tuple[OutboundState, ...]] = {
    HeldState.DELIVERED: (OutboundState.SENT, OutboundState.DELIVERED),
    HeldState.UNDELIVERED: (OutboundState.UNDELIVERED,),
    HeldState.CANCELLED: (OutboundState.CANCELLED,),
}


def carrier_word(body: str) -> OptOut | None:
    """What a carrier does with a text of this body itself; None for a text that is the bot's business."""
    word = " ".join(body.split()).casefold()
    return next((opt_out for opt_out, words in WORDS.items() if word in words), None)


@dataclass(slots=True, kw_only=True)
class Faults:
    """What is wrong with the carrier: its interface is down, or it does the work and its answers are lost.

    ``calls_hit`` is how many calls of the bot have met with it.
    """

    down: bool = False
    lost_answers: bool = False
    calls_hit: int = 0


class ChangeSignal:
    """Counts what happened at the carrier, so that watchers sleep until there is something new."""

    def __init__(self) -> None:
        self.revision = 0
        self._next = asyncio.Event()

    def note(self) -> None:
        """Something happened."""
        self.revision += 1
        self._next.set()
        self._next = asyncio.Event()

    async def beyond(self, revision: int) -> int:
        """Wait until there is more than ``revision``; the count by then."""
        while self.revision <= revision:
            await self._next.wait()
        return self.revision


class SimulatedCarrier:
    """``bot.providers.protocol.Provider`` without a network, and the phones on the other end.

    The bot may rely on ``window``; the carrier itself takes ``margin_seconds`` more on both sides.
    """

    name = ProviderName.SIMULATOR
    answers_in_webhook = True
    supports_idempotency_keys = True

    def __init__(self, ledger: Ledger, clock: SimulatedClock, window: Window, margin_seconds: float = 0.0) -> None:
        self._ledger = ledger
        self._clock = clock
        self._delivering = asyncio.Lock()
        self._earliest = timedelta(seconds=window.earliest_seconds - margin_seconds)
        self._latest = timedelta(seconds=window.latest_seconds + margin_seconds)
        self.window = window
        self.faults = Faults()
        self.changes = ChangeSignal()
        self.arrivals: Counter[str] = Counter()  # delivered texts by number, since the start

    async def start(self) -> None:
        await self._ledger.open()

    async def close(self) -> None:
        await self._ledger.close()

    # What the bot asks.

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        return await self._answered(lambda: self._accept(text, send_at))

    async def send(self, text: OutboundMessage) -> Accepted:
        return await self._answered(lambda: self._accept(text, None))

    async def cancel(self, provider_message_id: str) -> None:
        async def work() -> None:
            if not await self._ledger.cancel(provider_message_id, self._clock.now()):
                raise NotCancellableError("30409", "not scheduled")
            self.changes.note()

        await self._answered(work)

    async def find(
        self,
        text: OutboundMessage,
        taken: frozenset[str] = frozenset(),  # noqa: ARG002 - ours is found by its own id
    ) -> Accepted | None:
        async def work() -> Accepted | None:
            held = await self._ledger.get(_id_of(text))
            return Accepted(provider_message_id=held.provider_message_id) if held else None

        return await self._answered(work)

    async def fetch(self, provider_message_id: str) -> Receipt:
        async def work() -> Receipt:
            held = await self._ledger.get(provider_message_id)
            if held is None:
                raise PermanentProviderError("20404", "no such message")
            return _receipt(held, REPORTS[held.state][-1] if held.has_ended else None)

        return await self._answered(work)

    async def _answered(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do ``work`` as far as the faults that are switched on let it through."""
        if self.faults.down:
            self._hit()
            raise TemporaryProviderError("http 503", "the simulated carrier is down")
        try:
            done = await work()
        except StorageError as error:
            raise OutcomeUnknownError("ledger", str(error)) from error
        if self.faults.lost_answers:
            self._hit()
            raise OutcomeUnknownError("timeout", "the simulated carrier's answer was lost")
        return done

    def _hit(self) -> None:
        self.faults.calls_hit += 1
        self.changes.note()

    async def _accept(self, text: OutboundMessage, send_at: datetime | None) -> Accepted:
        accepted = Accepted(provider_message_id=_id_of(text))
        # The id first: a repeated call gets the same answer, whatever has become of the text.
        if await self._ledger.get(accepted.provider_message_id) is not None:
            return accepted
        now = self._clock.now()
        if await self._ledger.is_opted_out(text.to_number):
            raise OptedOutError("21610", "opted out")
        if len(text.body) > LONGEST_BODY:
            raise PermanentProviderError("21617", f"longer than {LONGEST_BODY} characters")
        if send_at is not None and not self._earliest <= send_at - now <= self._latest:
            raise OutOfWindowError("35114", "out of the scheduling window")
        await self._ledger.hold(
            Held(
                provider_message_id=accepted.provider_message_id,
                outbound_id=text.id,
                from_number=text.from_number,
                to_number=text.to_number,
                body="\n".join((text.body, *text.media_urls)),  # this carrier's phones show a picture's address
                state=HeldState.QUEUED if send_at is None else HeldState.SCHEDULED,
                accepted_at=now,
                send_at=send_at or now,
            )
        )
        self.changes.note()
        return accepted

    # What goes on at the carrier.

    async def deliver_due(self, now: datetime, on_receipt: OnReceipt) -> int:
        """Deliver what is due at ``now`` and report it; how many texts reached their phones or failed to.

        A report that ``on_receipt`` does not take (it raises) is made again the next time.
        """
        count = 0
        async with self._delivering:
            while ended := await self._ledger.deliver(now, BATCH):
                self.changes.note()
                for held in ended:
                    for state in REPORTS[held.state]:
                        await on_receipt(_receipt(held, state))
                    await self._ledger.reported(held.provider_message_id)
                    if held.state is HeldState.DELIVERED:
                        self.arrivals[held.to_number] += 1
                self.changes.note()  # again: by now the bot knows, and its list may be another
                count += len(ended)
        return count

    async def next_due(self) -> datetime | None:
        """When ``deliver_due`` has something to do next."""
        return await self._ledger.next_due()

    async def wind_to(self, moment: datetime) -> None:
        """Wind the clock forward to ``moment``, and keep that over a restart."""
        self._clock.wind_to(moment)
        await self._ledger.keep_clock_offset(self._clock.offset)
        self.changes.note()

    # What the phones do and show.

    async def receive(self, number: str, body: str) -> InboundText:
        """A person texts: what the bot is to be told of it. Opt-out words are acted on and answered here."""
        now = self._clock.now()
        await self._ledger.say(number, Voice.PERSON, body, now)
        opt_out = carrier_word(body)
        if opt_out is not None:
            if opt_out is not OptOut.HELP:
                await self._ledger.opt(number, out=opt_out is OptOut.STOP)
            await self._ledger.say(number, Voice.CARRIER, ANSWERS[opt_out], now)
        self.changes.note()
        return InboundText(
            provider=self.name,
            message_id=f"MO{uuid4().hex}",
            from_number=number,
            to_number=BOT_NUMBER,
            body=body,
            received_at=now,
            opt_out=opt_out,
        )

    async def reply(self, number: str, body: str) -> None:
        """The bot's answer to a text, given in the answer to its webhook; dropped where the person opted out."""
        if not await self._ledger.is_opted_out(number):
            await self._ledger.say(number, Voice.BOT, body, self._clock.now())
            self.changes.note()

    async def bubbles(self, number: str, *, after: int = 0, limit: int = 200) -> tuple[Bubble, ...]:
        """The last bubbles on the phone of ``number`` whose id is greater than ``after``, oldest first."""
        return await self._ledger.bubbles(number, after, limit)

    async def held(self, *, limit: int = 100) -> tuple[Held, ...]:
        """The texts taken in last, newest first."""
        return await self._ledger.recent(limit)

    async def is_opted_out(self, number: str) -> bool:
        return await self._ledger.is_opted_out(number)


def _id_of(text: OutboundMessage) -> str:
    return f"SM{text.id.hex}"


def _receipt(held: Held, state: OutboundState | None) -> Receipt:
    return Receipt(
        provider=ProviderName.SIMULATOR,
        provider_message_id=held.provider_message_id,
        state=state,
        outbound_id=held.outbound_id,
        failure=held.failure,
    )
