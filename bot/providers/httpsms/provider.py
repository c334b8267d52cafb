"""Sends messages with a phone that runs httpSMS.

API: https://api.httpsms.com and https://github.com/NdoleStudio/httpsms.
"""

from bot.domain.errors import NotCancellableError, PermanentProviderError
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.providers.httpsms.codes import CAUSES, NOT_FETCHED, REASONS, STATES, api_error, failure_code
from bot.providers.json_api import JsonApi
from bot.providers.own_phone import OwnPhone
from bot.providers.protocol import Accepted
from bot.providers.receipts import make_receipt

CLOUD_URL = "https://api.httpsms.com"
PAGE = 20  # messages, which is the most that the API lists at a time
SEARCH_PAGES = 5


class HttpSmsProvider(OwnPhone):
    """Messages through the API at ``base_url``; "" is the cloud server. ``phone_number`` is the phone that sends.

    A call takes ``call_limit_seconds``. It schedules nothing: the cloud server can, but a self-hosted one loses its
    timers in a restart, and their APIs look the same.
    """

    name = ProviderName.HTTPSMS
    # Our id comes back as ``request_id``, but a second message with the same one is sent as well.
    supports_idempotency_keys = False

    def __init__(
        self, *, api_key: str, phone_number: str, base_url: str = "", call_limit_seconds: float = 10.0
    ) -> None:
        super().__init__(httpsms_api(base_url, api_key, call_limit_seconds))
        self._phone_number = phone_number

    async def send(self, message: OutboundMessage) -> Accepted:
        """Hand ``message`` to the phone, as an MMS if it has pictures."""
        content = {
            "from": self._phone_number,
            "to": message.to_number,
            "content": message.body,
            "request_id": str(message.id),
            "attachments": list(message.media_urls),
        }
        async with self._api.call(idempotent=False) as request:
            stored = await request("POST", "/v1/messages/send", json=content)
            return Accepted(provider_message_id=_id(stored["data"]["id"]))

    async def cancel(self, provider_message_id: str) -> None:
        """Cancel a message that the phone has not fetched yet. Raises ``NotCancellableError`` if it is too late.

        The API deletes the record of any message, and says nothing about whether it has left.
        """
        try:
            async with self._api.call(idempotent=True) as request:
                stored = (await request("GET", f"/v1/messages/{provider_message_id}"))["data"]
                if stored["status"] in NOT_FETCHED:
                    await request("DELETE", f"/v1/messages/{provider_message_id}")
                    return
        except PermanentProviderError as error:
            raise NotCancellableError(error.code, error.reason) from error
        raise NotCancellableError(stored["status"], "the phone has it already")

    async def find(
        self,
        message: OutboundMessage,
        known_ids: frozenset[str] = frozenset(),  # noqa: ARG002 - the server has our own id
    ) -> Accepted | None:
        """``message`` among the latest to its recipient, by our id."""
        async with self._api.call(idempotent=True) as request:
            for skip in range(0, SEARCH_PAGES * PAGE, PAGE):
                params = {"owner": self._phone_number, "contact": message.to_number, "skip": skip, "limit": PAGE}
                listed = (await request("GET", "/v1/messages", params=params))["data"]
                for stored in listed:
                    if stored.get("request_id") == str(message.id):
                        return Accepted(provider_message_id=_id(stored["id"]))
                if len(listed) < PAGE:
                    break
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """Ask for the state of a message."""
        async with self._api.call(idempotent=True) as request:
            stored = (await request("GET", f"/v1/messages/{provider_message_id}"))["data"]
            return make_receipt(
                self.name,
                _id(stored["id"]),
                STATES.get(stored["status"]),
                error_code=failure_code(stored.get("failure_reason")),
                reasons=REASONS,
                causes=CAUSES,
            )


def httpsms_api(base_url: str, api_key: str, call_limit_seconds: float) -> JsonApi:
    """The API at ``base_url`` ("" is the cloud's)."""
    return JsonApi(base_url or CLOUD_URL, {"x-api-key": api_key}, api_error, call_limit_seconds=call_limit_seconds)


def _id(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no id")
    return value
