"""What the bot asks of a provider. The adapters map; no rule of the product lives in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.model import OutboundMessage, ProviderName, Receipt, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The provider took a text. ``provider_message_id`` is its own id of it."""

    provider_message_id: str


class Provider(Protocol):
    """One provider. Every call ends within its time limit, and raises only ``bot.domain.errors.ProviderError`` kinds:

    ``TemporaryProviderError`` (not carried out, may be repeated), ``OutcomeUnknownError`` (the answer was lost),
    ``OutOfWindowError``, ``OptedOutError``, ``NotCancellableError``, ``ProviderSetupError`` and, for the rest,
    ``PermanentProviderError``.
    """

    @property
    def name(self) -> ProviderName: ...

    @property
    def window(self) -> Window: ...

    @property
    def answers_in_webhook(self) -> bool:
        """True where a reply goes back in the webhook's own answer, False where it is a text by the API."""
        ...

    @property
    def supports_idempotency_keys(self) -> bool:
        """True where the same call with the same id is carried out once (an idempotency key)."""
        ...

    async def start(self) -> None:
        """Open sessions and warm the SDK; called inside the running loop before the bot reports ready."""
        ...

    async def close(self) -> None: ...

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        """Hand over ``text`` to be sent by the provider at ``send_at`` (aware)."""
        ...

    async def send(self, text: OutboundMessage) -> Accepted:
        """Send ``text`` at once."""
        ...

    async def cancel(self, provider_message_id: str) -> None:
        """Take back a scheduled text; ``NotCancellableError`` when it is too late or was cancelled before."""
        ...

    async def find(self, text: OutboundMessage, taken: frozenset[str] = frozenset()) -> Accepted | None:
        """After a lost answer: the id under which the provider holds ``text``, None when it does not hold it.

        ``taken`` are the ids of the person's other texts. Only asked where ``supports_idempotency_keys`` is False.
        """
        ...

    async def fetch(self, provider_message_id: str) -> Receipt:
        """What became of a text, asked for where no receipt came."""
        ...
