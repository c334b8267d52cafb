"""Telnyx: hands texts to its message scheduling and takes them back.

Scheduling: https://developers.telnyx.com/docs/messaging/messages/schedule-message
Idempotency keys make a repeated request be carried out once, as long as its bytes are the same.
"""

from datetime import datetime
from typing import Any

from bot.domain.model import OutboundMessage, ProviderName, Receipt, Window
from bot.providers.http_errors import AnswerLostError
from bot.providers.protocol import Accepted
from bot.providers.send_times import utc_second
from bot.providers.telnyx.codes import CAUSES, FAILURES, STATES, refusal, refused_cancel
from bot.providers.telnyx.connection import TelnyxConnection


class TelnyxProvider:
    """Texts by Telnyx's SDK. ``window`` is what its scheduler accepts; ``call_limit_seconds`` ends each call.

    ``phone_number`` is sent from where a text names no number. ``api_base_url`` ends in ``/v2``; None is Telnyx's own.
    """

    name = ProviderName.TELNYX
    answers_in_webhook = False
    supports_idempotency_keys = True

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

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        """Hand over ``text`` to be sent at ``send_at``, on the next whole second."""
        return await self._create(text, send_at=utc_second(send_at))

    async def send(self, text: OutboundMessage) -> Accepted:
        """Send ``text`` at once."""
        return await self._create(text)

    async def _create(self, text: OutboundMessage, **schedule: Any) -> Accepted:
        """The same bytes for the same text and time, so that the idempotency key holds."""
        given: dict[str, Any] = {}
        if self._messaging_profile_id:
            given["messaging_profile_id"] = self._messaging_profile_id
        if text.media_urls:
            given["media_urls"] = list(text.media_urls)
        async with self._connection.calling(refusal, repeatable=False) as client:
            answer = await client.messages.send(
                to=text.to_number,
                from_=text.from_number or self._phone_number,
                text=text.body,
                webhook_url=f"{self._public_url}/webhooks/telnyx?message={text.id}",
                idempotency_key=f"reminder-{text.id}",
                **given,
                **schedule,
            )
            return Accepted(provider_message_id=_text(_data(answer).id))

    async def cancel(self, provider_message_id: str) -> None:
        """Take back a scheduled text; ``NotCancellableError`` when it is too late or Telnyx does not know it."""
        async with self._connection.calling(refused_cancel, repeatable=True) as client:
            answer = await client.messages.cancel_scheduled(provider_message_id)
            _text(getattr(answer, "id", None))  # this answer alone comes without "data" around it

    async def find(
        self,
        text: OutboundMessage,  # noqa: ARG002 - the protocol's
        taken: frozenset[str] = frozenset(),  # noqa: ARG002
    ) -> Accepted | None:
        """Telnyx lists no messages; a lost answer is found by repeating the call (``supports_idempotency_keys``)."""
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """What became of a text, for ten days after it was handed over."""
        async with self._connection.calling(refusal, repeatable=True) as client:
            data = _data(await client.messages.retrieve(provider_message_id))
            status = data.to[0].status if data.to else None
            state = STATES.get(status or "")
            failure = str(data.errors[0].code) if state in FAILURES and data.errors else None
            return Receipt(
                provider=self.name,
                provider_message_id=_text(data.id),
                state=state,
                failure=failure,
                cause=CAUSES.get(failure or ""),
            )


def _data(answer: Any) -> Any:
    """What the answer carries. The SDK checks no types: a page of HTML arrives here as text."""
    return answer.data


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise AnswerLostError("unreadable answer")
    return value
