"""What the bot needs from a provider. Adapters only translate; they contain no rules of the product."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The provider accepted a message. ``provider_message_id`` is the provider's id of it."""

    provider_message_id: str


class Provider(Protocol):
    """One provider. Every call ends within its timeout and raises only subclasses of ``ProviderError``:

    ``TemporaryProviderError`` (not carried out, may be repeated), ``OutcomeUnknownError`` (the response was lost),
    ``OutOfWindowError``, ``OptedOutError``, ``NotCancellableError``, ``ProviderSetupError``, and for everything else
    ``PermanentProviderError``.
    """

    @property
    def name(self) -> ProviderName: ...

    @property
    def window(self) -> Window:
        """What the provider's scheduler accepts; ``OWN_TIMER`` if it has none, so that ``schedule`` is never called."""
        ...

    @property
    def answers_in_webhook(self) -> bool:
        """True if a reply is returned in the response to the webhook, False if it is sent through the API."""
        ...

    @property
    def supports_idempotency_keys(self) -> bool:
        """True if the provider carries out repeated calls with the same message id only once."""
        ...

    @property
    def carrier_answers_keywords(self) -> bool:
        """True if STOP, START and HELP are answered before the bot sees them, and nothing is sent after a STOP."""
        ...

    @property
    def is_personal_phone(self) -> bool:
        """True if texts come from a phone's SIM, which also gets texts that are not meant for the bot."""
        ...

    async def start(self) -> None:
        """Open sessions and load the SDK. Called inside the running loop, before the bot reports ready."""
        ...

    async def close(self) -> None: ...

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        """Schedule ``message`` at the provider for ``send_at`` (aware)."""
        ...

    async def send(self, message: OutboundMessage) -> Accepted:
        """Send ``message`` now."""
        ...

    async def cancel(self, provider_message_id: str) -> None:
        """Cancel a scheduled message. Raises ``NotCancellableError`` if it is too late or already cancelled."""
        ...

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        """After a lost response: look for ``message`` at the provider; None if the provider does not have it.

        ``known_ids`` are the provider's ids of the person's other messages, which cannot be this one. Only called if
        ``supports_idempotency_keys`` is False.
        """
        ...

    async def fetch(self, provider_message_id: str) -> Receipt:
        """Ask for the state of a message whose receipt did not come."""
        ...
