"""The built-in simulator: a small carrier with its own scheduler, receipts, channels and opt-out keywords.

It stands in for the outside world. Its messages are in its own ledger, not in the bot's database.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.model import (
    InboundText,
    OptOut,
    OutboundMessage,
    OutboundState,
    ProviderName,
)
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.protocol import Accepted
from bot.providers.simulator.channels import Handset, command_of, shape_of
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Bubble, Held, HeldState, Ledger, Voice
from bot.providers.whatsapp import is_whatsapp

T = TypeVar("T")
OnReceipt = Callable[[Receipt], Awaitable[object]]

BOT_NUMBER = "+13125550100"
MAX_BODY_CHARACTERS = 1600
DELIVERY_BATCH = 100

KEYWORD_REPLIES: dict[OptOut, str] = {
    OptOut.STOP: "You have been unsubscribed and will get no more messages. Reply START to resubscribe.",
    OptOut.START: "You have been resubscribed. Reply HELP for help, STOP to unsubscribe.",
    OptOut.HELP: "Reply STOP to unsubscribe. Msg & data rates may apply.",
}

# The receipts for each final state, in the order in which the bot gets them.
RECEIPTS: dict[HeldState, tuple[OutboundState, ...]] = {
    HeldState.DELIVERED: (OutboundState.SENT, OutboundState.DELIVERED),
    HeldState.UNDELIVERED: (OutboundState.UNDELIVERED,),
    HeldState.CANCELLED: (OutboundState.CANCELLED,),
}


@dataclass(slots=True, kw_only=True)
class Faults:
    """Simulated faults: ``down`` fails every call, ``lost_answers`` carries calls out but loses the responses.

    ``calls_hit`` counts the bot's calls that failed because of them.
    """

    down: bool = False
    lost_answers: bool = False
    calls_hit: int = 0


class ChangeSignal:
    """Counts the events at the carrier, so that watchers can sleep until the next one."""

    def __init__(self) -> None:
        self.revision = 0
        self._next = asyncio.Event()

    def note(self) -> None:
        """Record an event and wake the watchers."""
        self.revision += 1
        self._next.set()
        self._next = asyncio.Event()

    async def beyond(self, revision: int) -> int:
        """Wait until the count exceeds ``revision``; return the new count."""
        while self.revision <= revision:
            await self._next.wait()
        return self.revision


class SimulatedCarrier:
    """A ``Provider`` without a network, and the phones at the other end.

    The bot is told ``window``; the carrier itself accepts ``margin_seconds`` more at both ends.
    """

    name = ProviderName.SIMULATOR
    answers_in_webhook = True
    supports_idempotency_keys = True
    carrier_answers_keywords = True
    is_personal_phone = False

    def __init__(self, ledger: Ledger, clock: SimulatedClock, window: Window, margin_seconds: float = 0.0) -> None:
        self._ledger = ledger
        self._clock = clock
        self._delivery_lock = asyncio.Lock()
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

    # The Provider protocol.

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        return await self._call(lambda: self._accept(message, send_at))

    async def send(self, message: OutboundMessage) -> Accepted:
        return await self._call(lambda: self._accept(message, None))

    async def cancel(self, provider_message_id: str) -> None:
        async def operation() -> None:
            if not await self._ledger.cancel(provider_message_id, self._clock.now()):
                raise NotCancellableError("30409", "not scheduled")
            self.changes.note()

        await self._call(operation)

    async def find(
        self,
        message: OutboundMessage,
        known_ids: frozenset[str] = frozenset(),  # noqa: ARG002 - the carrier knows our own id
    ) -> Accepted | None:
        async def operation() -> Accepted | None:
            held = await self._ledger.get(_id_of(message))
            return Accepted(provider_message_id=held.provider_message_id) if held else None

        return await self._call(operation)

    async def fetch(self, provider_message_id: str) -> Receipt:
        async def operation() -> Receipt:
            held = await self._ledger.get(provider_message_id)
            if held is None:
                raise PermanentProviderError("20404", "no such message")
            return _receipt(held, RECEIPTS[held.state][-1] if held.has_ended else None)

        return await self._call(operation)

    async def _call(self, operation: Callable[[], Awaitable[T]]) -> T:
        """Run ``operation``, subject to the simulated faults."""
        if self.faults.down:
            self._count_hit()
            raise TemporaryProviderError("http 503", "the simulated carrier is down")
        try:
            result = await operation()
        except StorageError as error:
            raise OutcomeUnknownError("ledger", str(error)) from error
        if self.faults.lost_answers:
            self._count_hit()
            raise OutcomeUnknownError("timeout", "the simulated carrier's response was lost")
        return result

    def _count_hit(self) -> None:
        self.faults.calls_hit += 1
        self.changes.note()

    async def _accept(self, message: OutboundMessage, send_at: datetime | None) -> Accepted:
        accepted = Accepted(provider_message_id=_id_of(message))
        # Look up the id first: a repeated call gets the same response, whatever the state of the message is by now.
        if await self._ledger.get(accepted.provider_message_id) is not None:
            return accepted
        now = self._clock.now()
        if await self.is_opted_out(message.to_number):
            raise OptedOutError("21610", "opted out")
        if len(message.body) > MAX_BODY_CHARACTERS:
            raise PermanentProviderError("21617", f"longer than {MAX_BODY_CHARACTERS} characters")
        if send_at is not None and not self._earliest <= send_at - now <= self._latest:
            raise OutOfWindowError("35114", "outside the scheduling window")
        shape = shape_of(message)
        await self._ledger.hold(
            Held(
                provider_message_id=accepted.provider_message_id,
                outbound_id=message.id,
                from_number=message.from_number,
                to_number=message.to_number,
                body=shape.body,
                state=HeldState.QUEUED if send_at is None else HeldState.SCHEDULED,
                accepted_at=now,
                send_at=send_at or now,
                is_template=shape.is_template,
                has_buttons=shape.has_buttons,
            )
        )
        self.changes.note()
        return accepted

    # The carrier's own work.

    async def deliver_due(self, now: datetime, on_receipt: OnReceipt) -> int:
        """Deliver the messages due at ``now`` and send their receipts; return how many were delivered or failed.

        If ``on_receipt`` raises, the receipt is sent again the next time.
        """
        count = 0
        async with self._delivery_lock:
            while ended := await self._ledger.deliver(now, DELIVERY_BATCH):
                self.changes.note()
                for held in ended:
                    for state in RECEIPTS[held.state]:
                        await on_receipt(_receipt(held, state))
                    await self._ledger.reported(held.provider_message_id)
                    if held.state is HeldState.DELIVERED:
                        self.arrivals[held.to_number] += 1
                self.changes.note()  # again: by now the bot knows, and its list may be another
                count += len(ended)
        return count

    async def next_due(self) -> datetime | None:
        """The next time at which ``deliver_due`` has something to do."""
        return await self._ledger.next_due()

    async def wind_to(self, moment: datetime) -> None:
        """Move the clock forward to ``moment``. The change survives a restart."""
        self._clock.wind_to(moment)
        await self._ledger.keep_clock_offset(self._clock.offset)
        self.changes.note()

    # The phones.

    async def receive(self, number: str, body: str) -> InboundText:
        """Take a text from a person and return it for the bot.

        The carrier answers opt-out keywords itself, except on WhatsApp, where the bot does.
        """
        now = self._clock.now()
        await self._ledger.say(number, Voice.PERSON, body, now)
        opt_out = None if is_whatsapp(number) else carrier_keyword(body)
        if opt_out is not None:
            if opt_out is not OptOut.HELP:
                await self._ledger.opt(number, out=opt_out is OptOut.STOP)
            await self._ledger.say(number, Voice.CARRIER, KEYWORD_REPLIES[opt_out], now)
        self.changes.note()
        return _inbound(number, body, now, opt_out=opt_out)

    async def receive_tap(self, number: str, message_id: str, title: str) -> InboundText | None:
        """Take a tap on a quick reply; None if the phone shows no such button. It opens WhatsApp's 24 hours, too."""
        command = command_of(title)
        if command is None or not await self._ledger.has_buttons(number, message_id):
            return None
        now = self._clock.now()
        await self._ledger.say(number, Voice.PERSON, title, now)
        self.changes.note()
        return _inbound(number, command, now, button_of=message_id)

    async def reply(self, number: str, body: str) -> None:
        """Show the bot's reply to a text, as if from the webhook response. Dropped if the person opted out."""
        if not await self.is_opted_out(number):
            await self._ledger.say(number, Voice.BOT, body, self._clock.now())
            self.changes.note()

    async def bubbles(self, number: str, *, after: int = 0, limit: int = 200) -> tuple[Bubble, ...]:
        """The latest bubbles on the phone of ``number`` with an id greater than ``after``, oldest first."""
        return await self._ledger.bubbles(number, after, limit)

    async def held(self, *, limit: int = 100) -> tuple[Held, ...]:
        """The messages accepted last, newest first."""
        return await self._ledger.recent(limit)

    async def handset(self, number: str) -> Handset:
        return await self._ledger.handset(number)

    async def is_opted_out(self, number: str) -> bool:
        return (await self._ledger.handset(number)).is_opted_out

    async def set_rcs(self, number: str, *, on: bool) -> None:
        """Switch RCS on or off on a phone: without it, SMS is the fallback."""
        await self._ledger.set_rcs(number, on=on)
        self.changes.note()


def _id_of(message: OutboundMessage) -> str:
    return f"SM{message.id.hex}"


def _inbound(
    number: str, body: str, now: datetime, *, opt_out: OptOut | None = None, button_of: str = ""
) -> InboundText:
    return InboundText(
        provider=ProviderName.SIMULATOR,
        message_id=f"MO{uuid4().hex}",
        from_number=number,
        to_number=BOT_NUMBER,
        body=body,
        received_at=now,
        opt_out=opt_out,
        button_of=button_of,
    )


def _receipt(held: Held, state: OutboundState | None) -> Receipt:
    return Receipt(
        provider=ProviderName.SIMULATOR,
        provider_message_id=held.provider_message_id,
        state=state,
        outbound_id=held.outbound_id,
        failure=held.failure,
    )
