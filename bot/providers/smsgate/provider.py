"""Sends messages with a phone that runs SMS Gateway for Android.

API: https://docs.sms-gate.app/integration/api/. Its three modes (the phone itself, the public cloud server, a private
one) take the same calls under different base URLs.
"""

from typing import Any

from bot.domain.errors import NotCancellableError, PermanentProviderError
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.providers.own_phone import OwnPhone
from bot.providers.protocol import Accepted
from bot.providers.receipts import make_receipt
from bot.providers.smsgate.codes import CAUSES, REASONS, STATES, failure_code
from bot.providers.smsgate.connection import smsgate_api

# From 100 on, the app's own pace and working hours do not apply: the bot has its own, and a reminder has its time.
PRIORITY = 100
NOT_PENDING = ("http 400", "http 404", "http 409")  # the phone says 400 where the server says 409


class SmsGateProvider(OwnPhone):
    """Messages through the API at ``base_url``; "" is the public cloud server.

    ``device_id`` names the phone of an account that has several. A message that the phone could not send within
    ``ttl_seconds`` fails there, so that it is not sent much later without saying so. A call takes
    ``call_limit_seconds``.

    It schedules nothing, because the app does so unreliably: before August 2026 a scheduled text held up all others, a
    waiting one often cannot be cancelled, and Android delays the timers of a sleeping phone.
    """

    name = ProviderName.SMSGATE
    # A second message with the same id is refused, so a repeated call sends nothing twice. The bot searches all the
    # same after a lost response: a search sends nothing even if the person has said STOP meanwhile.
    supports_idempotency_keys = False

    def __init__(
        self,
        *,
        username: str,
        password: str,
        base_url: str = "",
        device_id: str = "",
        ttl_seconds: int = 900,
        call_limit_seconds: float = 10.0,
    ) -> None:
        super().__init__(smsgate_api(base_url, username, password, call_limit_seconds))
        self._device_id = device_id
        self._ttl_seconds = ttl_seconds

    async def send(self, message: OutboundMessage) -> Accepted:
        """Hand ``message`` to the phone, under our own id. If it has that id already, it has the message."""
        if message.media_urls:
            raise PermanentProviderError("pictures", "the phone sends no pictures")
        content: dict[str, Any] = {
            "id": str(message.id),
            "textMessage": {"text": message.body},
            "phoneNumbers": [message.to_number],
            "withDeliveryReport": True,
            "ttl": self._ttl_seconds,
            "priority": PRIORITY,
        }
        if self._device_id:  # without it, the server picks any phone of the account, for a repetition perhaps another
            content["deviceId"] = self._device_id
        try:
            async with self._api.call(idempotent=False) as request:
                # The server's own check of numbers takes them for Russian ones and refuses landlines.
                stored = await request("POST", "/messages", json=content, params={"skipPhoneValidation": "true"})
                return Accepted(provider_message_id=_id(stored["id"]))
        except PermanentProviderError as error:
            if error.code == "http 409":
                return Accepted(provider_message_id=str(message.id))
            raise

    async def cancel(self, provider_message_id: str) -> None:
        """Cancel a message that the phone has not sent yet. Raises ``NotCancellableError`` if it is too late."""
        try:
            async with self._api.call(idempotent=True) as request:
                await request("DELETE", f"/messages/{provider_message_id}")
        except PermanentProviderError as error:
            if error.code in NOT_PENDING:
                raise NotCancellableError(error.code, error.reason) from error
            raise

    async def find(
        self,
        message: OutboundMessage,
        known_ids: frozenset[str] = frozenset(),  # noqa: ARG002 - the phone has our own id
    ) -> Accepted | None:
        """``message`` at the phone, by our id."""
        try:
            async with self._api.call(idempotent=True) as request:
                stored = await request("GET", f"/messages/{message.id}")
                return Accepted(provider_message_id=_id(stored["id"]))
        except PermanentProviderError as error:
            if error.code == "http 404":
                return None
            raise

    async def fetch(self, provider_message_id: str) -> Receipt:
        """Ask for the state of a message. The server may be five minutes behind."""
        async with self._api.call(idempotent=True) as request:
            stored = await request("GET", f"/messages/{provider_message_id}")
            errors = [recipient.get("error") for recipient in stored["recipients"]]
            return make_receipt(
                self.name,
                _id(stored["id"]),
                STATES.get(stored["state"]),
                error_code=failure_code(next(filter(None, errors), None)),
                reasons=REASONS,
                causes=CAUSES,
            )


def _id(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no id")
    return value
