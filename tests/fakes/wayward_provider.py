"""A provider with random faults and a correct ledger."""

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
    TemporaryProviderError,
)
from bot.domain.model import OutboundMessage, OutboundState, ProviderName, Receipt, Window
from bot.providers.protocol import Accepted
from tests.builders import WINDOW
from tests.fakes.set_clock import SetClock

S = OutboundState


class Killed(Exception):  # noqa: N818 - not an error of the bot: it stands for SIGKILL
    """The bot is killed in the middle of a call."""


class Whim(Enum):
    """What happens to one call."""

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
    """``whims`` apply to the next calls in order; after them there are no faults. ``refused`` got a permanent error."""

    clock: SetClock
    supports_idempotency_keys: bool
    name: ProviderName = ProviderName.TWILIO
    window: Window = WINDOW
    answers_in_webhook: bool = True
    whims: deque[Whim] = field(default_factory=deque)
    messages: list[StoredMessage] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    def _whim(self, *, repeatable: bool = False) -> Whim:
        """A call that can be repeated is never lost or refused for good, only for now."""
        whim = self.whims.popleft() if self.whims else Whim.FINE
        if repeatable and whim in (Whim.LOST_BEFORE, Whim.LOST_AFTER, Whim.REFUSED):
            return Whim.LIMITED
        return whim

    def _create(self, text: OutboundMessage, send_at: datetime | None) -> Accepted:
        whim = self._whim()
        if whim is Whim.REFUSED and self._known(text, send_at) is not None:
            whim = Whim.FINE  # a known key gets the answer of the first call
        if whim is Whim.REFUSED:
            self.refused.add(text.body)
        if whim is not Whim.FINE and whim not in AFTER_WORK:
            raise _error(whim)
        accepted = Accepted(provider_message_id=self._take(text, send_at).id)
        if whim in AFTER_WORK:
            raise _error(whim)
        return accepted

    def _known(self, text: OutboundMessage, send_at: datetime | None) -> StoredMessage | None:
        """What the same call made before, if the provider has idempotency keys."""
        made = (one for one in self.messages if one.text.id == text.id and one.send_at == send_at)
        return next((one for one in made if self.supports_idempotency_keys and one.text.body == text.body), None)

    def _take(self, text: OutboundMessage, send_at: datetime | None) -> StoredMessage:
        if (person_context := self._known(text, send_at)) is not None:
            return person_context
        now = self.clock.now()
        if send_at is not None and not 900 <= (send_at - now).total_seconds() <= 35 * 86400:
            raise OutOfWindowError("35114")
        state = S.SENT if send_at is None else S.SCHEDULED
        message = StoredMessage(f"PM{len(self.messages) + 1}", text, state, send_at, now)
        self.messages.append(message)
        if send_at is None:
            self._report(message)
        return message

    def send_due(self) -> None:
        """Send the scheduled messages that are due."""
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

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        return self._create(text, send_at)

    async def send(self, text: OutboundMessage) -> Accepted:
        return self._create(text, None)

    async def cancel(self, provider_message_id: str) -> None:
        whim = self._whim(repeatable=True)
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

    async def find(self, text: OutboundMessage, taken: frozenset[str] = frozenset()) -> Accepted | None:
        whim = self._whim(repeatable=True)
        if whim is not Whim.FINE:
            raise _error(whim)
        for message in self.messages:
            if message.text.body == text.body and message.id not in taken and message.state is not S.CANCELLED:
                return Accepted(provider_message_id=message.id)
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        whim = self._whim(repeatable=True)
        if whim is not Whim.FINE:
            raise _error(whim)
        self.send_due()
        message = self._message(provider_message_id)
        state = None if message.state is S.SCHEDULED else message.state
        return Receipt(provider=self.name, provider_message_id=provider_message_id, state=state)

    def _message(self, provider_message_id: str) -> StoredMessage:
        return next(message for message in self.messages if message.id == provider_message_id)
