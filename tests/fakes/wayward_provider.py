"""A provider with random outcomes: its messages stay consistent, its responses follow the drawn whims."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.domain.errors import (
    NotCancellableError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.protocol import Accepted
from tests.builders import WINDOW
from tests.fakes.set_clock import SetClock

S = OutboundState


class Killed(StorageError):  # noqa: N818 - stands for the end of the process
    """The bot was killed during a call, so nothing is saved after it."""


class Whim(Enum):
    """The outcome of one call."""

    FINE = "fine"
    LIMITED = "limited"
    SETUP = "setup"
    LOST_BEFORE = "lost before"
    LOST_AFTER = "lost after"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"
    REFUSED = "refused"


AFTER_WORK = {Whim.LOST_AFTER, Whim.KILLED_AFTER}
ERRORS: dict[Whim, Callable[[], Exception]] = {
    Whim.LIMITED: lambda: TemporaryProviderError("429"),
    Whim.SETUP: lambda: ProviderSetupError("20003"),
    Whim.LOST_BEFORE: lambda: OutcomeUnknownError("time-out"),
    Whim.LOST_AFTER: lambda: OutcomeUnknownError("time-out"),
    Whim.KILLED_BEFORE: Killed,
    Whim.KILLED_AFTER: Killed,
    Whim.REFUSED: lambda: PermanentProviderError("21617"),
}


def _error(whim: Whim) -> Exception:
    return ERRORS[whim]()


@dataclass
class StoredMessage:
    """A message at the provider."""

    id: str
    text: OutboundMessage
    state: OutboundState
    send_at: datetime | None
    created_at: datetime


@dataclass
class WaywardProvider:
    """Each call consumes one of ``whims``; without one it succeeds. ``refused`` has the bodies it refused for good."""

    clock: SetClock
    supports_idempotency_keys: bool
    carrier_answers_keywords = True
    is_personal_phone = False
    name: ProviderName = ProviderName.TWILIO
    window: Window = WINDOW
    answers_in_webhook: bool = True
    whims: deque[Whim] = field(default_factory=deque)
    messages: list[StoredMessage] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    def _whim(self, *, idempotent: bool = False) -> Whim:
        """The whim for the next call. An idempotent call is never lost or refused for good, only temporarily."""
        whim = self.whims.popleft() if self.whims else Whim.FINE
        if idempotent and whim in (Whim.LOST_BEFORE, Whim.LOST_AFTER, Whim.REFUSED):
            return Whim.LIMITED
        return whim

    def _create(self, message: OutboundMessage, send_at: datetime | None) -> Accepted:
        whim = self._whim()
        if whim is Whim.REFUSED and self._repeated(message, send_at) is not None:
            whim = Whim.FINE  # a repeated key gets the response of the first call
        if whim is Whim.REFUSED:
            self.refused.add(message.body)
        if whim is not Whim.FINE and whim not in AFTER_WORK:
            raise _error(whim)
        accepted = Accepted(provider_message_id=self._store(message, send_at).id)
        if whim in AFTER_WORK:
            raise _error(whim)
        return accepted

    def _repeated(self, message: OutboundMessage, send_at: datetime | None) -> StoredMessage | None:
        """The message that the same call created before, if the provider has idempotency keys."""
        same_call = (stored for stored in self.messages if stored.text.id == message.id and stored.send_at == send_at)
        same_body = (stored for stored in same_call if stored.text.body == message.body)
        return next(same_body, None) if self.supports_idempotency_keys else None

    def _store(self, message: OutboundMessage, send_at: datetime | None) -> StoredMessage:
        if (repeated := self._repeated(message, send_at)) is not None:
            return repeated
        now = self.clock.now()
        if send_at is not None and not 900 <= (send_at - now).total_seconds() <= 35 * 86400:
            raise OutOfWindowError("35114")
        state = S.SENT if send_at is None else S.SCHEDULED
        stored = StoredMessage(f"PM{len(self.messages) + 1}", message, state, send_at, now)
        self.messages.append(stored)
        if send_at is None:
            self._report(stored)
        return stored

    def send_due(self) -> None:
        """Send the scheduled messages whose time has come."""
        for message in self.messages:
            if message.state is S.SCHEDULED and message.send_at is not None and message.send_at <= self.clock.now():
                message.state = S.SENT
                self._report(message)

    def _report(self, message: StoredMessage) -> None:
        self.receipts.append(
            Receipt(
                provider=self.name, provider_message_id=message.id, state=message.state, outbound_id=message.text.id
            )
        )

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        return self._create(message, send_at)

    async def send(self, message: OutboundMessage) -> Accepted:
        return self._create(message, None)

    async def cancel(self, provider_message_id: str) -> None:
        whim = self._whim(idempotent=True)
        if whim is not Whim.FINE and whim not in AFTER_WORK:
            raise _error(whim)
        message = self._message(provider_message_id)
        self.send_due()
        is_late = message.send_at is None or message.send_at - self.clock.now() < timedelta(seconds=60)
        if message.state is not S.SCHEDULED or is_late:
            raise NotCancellableError("30409")
        message.state = S.CANCELLED
        if whim in AFTER_WORK:
            raise _error(whim)

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        whim = self._whim(idempotent=True)
        if whim is not Whim.FINE:
            raise _error(whim)
        for stored in self.messages:
            if stored.text.body == message.body and stored.id not in known_ids and stored.state is not S.CANCELLED:
                return Accepted(provider_message_id=stored.id)
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        whim = self._whim(idempotent=True)
        if whim is not Whim.FINE:
            raise _error(whim)
        self.send_due()
        message = self._message(provider_message_id)
        state = None if message.state is S.SCHEDULED else message.state
        return Receipt(provider=self.name, provider_message_id=provider_message_id, state=state)

    def _message(self, provider_message_id: str) -> StoredMessage:
        return next(message for message in self.messages if message.id == provider_message_id)
