"""A provider that follows a script and remembers its messages."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import NotCancellableError
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.domain.window import Window
from bot.providers.protocol import Accepted
from tests.builders import WINDOW


@dataclass
class Held:
    """A message at the provider. ``send_at`` is None if it was sent at once."""

    provider_message_id: str
    text: OutboundMessage
    send_at: datetime | None
    state: OutboundState
    cause: FailureCause | None = None


@dataclass
class ScriptedProvider:
    """Each call raises the next of ``faults``; None lets a call succeed.

    With ``work_done_before_faults`` the call is carried out before the fault, as if its response was lost. Calls wait
    until ``hold`` is set, if there is one; ``hold_first`` applies to the first call only, ``held_numbers``
    limits it to these recipients, and cancels wait only with ``hold_cancels``. Each call begins with ``called``. Texts
    to the numbers in ``refused`` raise that error. ``recipients`` has the number of each hand-over.
    """

    name: ProviderName = ProviderName.TWILIO
    window: Window = WINDOW
    answers_in_webhook: bool = True
    supports_idempotency_keys: bool = False
    carrier_answers_keywords: bool = True
    is_personal_phone: bool = False
    faults: deque[Exception | None] = field(default_factory=deque)
    work_done_before_faults: bool = False
    hold: asyncio.Event | None = None
    hold_first: asyncio.Event | None = None
    hold_cancels: bool = True
    held_numbers: set[str] | None = None
    refused: dict[str, Exception] = field(default_factory=dict)
    recipients: list[str] = field(default_factory=list)
    called: Callable[[], None] = lambda: None
    held: dict[str, Held] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def _call(self, name: str, operation: Callable[[], Accepted], to_number: str = "") -> Accepted:
        self.calls.append(name)
        self.recipients.append(to_number)
        self.called()
        hold = self.hold_first if self.hold_first is not None and len(self.calls) == 1 else self.hold
        is_held = self.hold_cancels if name == "cancel" else self.held_numbers is None or to_number in self.held_numbers
        if hold is not None and is_held:
            await hold.wait()
        fault = self.faults.popleft() if self.faults else self.refused.get(to_number)
        if fault is not None and not self.work_done_before_faults:
            raise fault
        accepted = operation()
        if fault is not None:
            raise fault
        return accepted

    def _hold(self, message: OutboundMessage, send_at: datetime | None) -> Accepted:
        if self.supports_idempotency_keys:
            for held in self.held.values():
                if held.text.id == message.id:
                    return Accepted(provider_message_id=held.provider_message_id)
        provider_message_id = f"PM{len(self.held) + 1}"
        state = OutboundState.SENT if send_at is None else OutboundState.SCHEDULED
        self.held[provider_message_id] = Held(provider_message_id, message, send_at, state)
        return Accepted(provider_message_id=provider_message_id)

    def hold_message(self, message: OutboundMessage) -> None:
        """Store ``message`` as if it had been handed over before."""
        provider_message_id = message.provider_message_id or ""
        self.held[provider_message_id] = Held(provider_message_id, message, message.due_at, message.state)

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        return await self._call("schedule", lambda: self._hold(message, send_at), message.to_number)

    async def send(self, message: OutboundMessage) -> Accepted:
        return await self._call("send", lambda: self._hold(message, None), message.to_number)

    async def cancel(self, provider_message_id: str) -> None:
        def operation() -> Accepted:
            held = self.held.get(provider_message_id)
            if held is None or held.state is not OutboundState.SCHEDULED:
                raise NotCancellableError("30409")
            held.state = OutboundState.CANCELLED
            return Accepted(provider_message_id=provider_message_id)

        await self._call("cancel", operation)

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        self.calls.append("find")
        self.recipients.append(message.to_number)
        for held in self.held.values():
            if held.text.body == message.body and held.provider_message_id not in known_ids:
                return Accepted(provider_message_id=held.provider_message_id)
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        self.calls.append("fetch")
        self.recipients.append("")
        held = self.held[provider_message_id]
        state = None if held.state is OutboundState.SCHEDULED else held.state
        return Receipt(provider=self.name, provider_message_id=provider_message_id, state=state, cause=held.cause)

    def scheduled(self) -> list[tuple[str, datetime | None]]:
        """The scheduled messages: body and send time, earliest first."""
        scheduled = (held for held in self.held.values() if held.state is OutboundState.SCHEDULED)
        return sorted(((held.text.body, held.send_at) for held in scheduled), key=lambda pair: str(pair[1]))

    def sent(self) -> list[str]:
        return [held.text.body for held in self.held.values() if held.state is OutboundState.SENT]
