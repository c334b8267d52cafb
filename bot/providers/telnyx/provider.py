"""Sends, schedules and cancels messages with Telnyx.

Scheduling: https://developers.telnyx.com/docs/messaging/messages/schedule-message
Telnyx carries out repeated requests with the same idempotency key once, provided that the bytes are the same.
"""

from datetime import datetime
from typing import Any

from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.http_errors import ResponseLostError
from bot.providers.protocol import Accepted
from bot.providers.receipts import make_receipt
from bot.providers.send_times import utc_second
from bot.providers.telnyx.codes import CAUSES, REASONS, api_error, cancel_error, worst_state
from bot.providers.telnyx.connection import TelnyxConnection


class TelnyxProvider:
    """Messages through Telnyx's SDK. ``window`` is what its scheduler accepts; a call takes ``call_limit_seconds``.

    ``phone_number`` is the sender of messages that name none. ``api_base_url`` ends in ``/v2``; None is Telnyx's own
    address.
    """

    name = ProviderName.TELNYX
    answers_in_webhook = False
    supports_idempotency_keys = True
    carrier_answers_keywords = True
    is_personal_phone = False

    def __init__(
        self,
        *,
        api_key: str,
        phone_number: str,
        public_url: str,
        window: Window,
        messaging_profile_id: str | None = None,
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self.window = window
        self._phone_number = phone_number
        self._public_url = public_url.rstrip("/")
        self._messaging_profile_id = messaging_profile_id
        self._connection = TelnyxConnection(
            api_key=api_key, api_base_url=api_base_url, call_limit_seconds=call_limit_seconds
        )

    async def start(self) -> None:
        await self._connection.start()

    async def close(self) -> None:
        await self._connection.close()

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        """Schedule ``message`` for ``send_at``, rounded up to a whole second."""
        return await self._create(message, send_at=utc_second(send_at))

    async def send(self, message: OutboundMessage) -> Accepted:
        """Send ``message`` now."""
        return await self._create(message)

    async def _create(self, message: OutboundMessage, **schedule: Any) -> Accepted:
        """Post the message. A repeated call has the same bytes, because Telnyx refuses the key with others."""
        optional: dict[str, Any] = {}
        if from_number := message.from_number or self._phone_number:  # without one, the messaging profile chooses
            optional["from_"] = from_number
        if self._messaging_profile_id:
            optional["messaging_profile_id"] = self._messaging_profile_id
        if message.media_urls:
            optional["media_urls"] = list(message.media_urls)
        # A lost response is reported as an unknown outcome, not as temporary: the executor repeats exactly this call.
        async with self._connection.client(api_error, idempotent=False) as client:
            response = await client.messages.send(
                to=message.to_number,
                text=message.body,
                webhook_url=f"{self._public_url}/webhooks/telnyx?message={message.id}",
                idempotency_key=f"reminder-{message.id}",
                **optional,
                **schedule,
            )
            return Accepted(provider_message_id=_nonempty(_data(response).id))

    async def cancel(self, provider_message_id: str) -> None:
        """Cancel a scheduled message. Raises ``NotCancellableError`` if it is too late or Telnyx does not know it."""
        async with self._connection.client(cancel_error, idempotent=True) as client:
            response = await client.messages.cancel_scheduled(provider_message_id)
            _nonempty(getattr(response, "id", None))  # the only response that is not wrapped in "data"

    async def find(
        self,
        message: OutboundMessage,  # noqa: ARG002 - the protocol's
        known_ids: frozenset[str] = frozenset(),  # noqa: ARG002
    ) -> Accepted | None:
        """Always None: Telnyx lists no messages. The bot repeats the call instead (``supports_idempotency_keys``)."""
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """Ask for the state of a message. Telnyx keeps it for ten days."""
        async with self._connection.client(api_error, idempotent=True) as client:
            data = _data(await client.messages.retrieve(provider_message_id))
            state = worst_state(recipient.status or "" for recipient in data.to or ())
            error_code = str(data.errors[0].code) if data.errors else None
            return make_receipt(
                self.name, _nonempty(data.id), state, error_code=error_code, reasons=REASONS, causes=CAUSES
            )


def _data(response: Any) -> Any:
    """The content of a response. The SDK does not validate it: a page of HTML arrives here as a ``str``."""
    return response.data


def _nonempty(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ResponseLostError("unreadable response")
    return value
