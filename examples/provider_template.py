# ruff: noqa: ARG002 - the protocol has arguments that this provider does not need
"""A provider in one file, to copy: an imaginary "Pigeon Post" with a JSON API, idempotency keys and signed webhooks.

docs/providers.md says what to change and how to check it. This file passes the contract tests as it is.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    WebhookRefusedError,
)
from bot.domain.model import InboundText, OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.domain.window import OWN_TIMER
from bot.providers.json_api import JsonApi
from bot.providers.protocol import Accepted
from bot.providers.receipts import make_receipt
from bot.providers.webhook_json import event_object, message_text, require_object, require_text
from bot.providers.webhook_requests import ascii_number, header

NAME = ProviderName.SIMULATOR  # add yours to ProviderName in bot/domain/model.py

# The provider's words for the state of a message. None: not sent yet.
STATES: Mapping[str, OutboundState | None] = {
    "queued": None,
    "sent": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "failed": OutboundState.FAILED,
    "cancelled": OutboundState.CANCELLED,
}
# Why a message did not arrive, in our own words: the provider's may quote phone numbers.
REASONS: Mapping[str, str] = {"unreachable": "the phone is off or out of coverage", "blocked": "the person opted out"}
CAUSES: Mapping[str, FailureCause] = {"unreachable": FailureCause.TRANSIENT, "blocked": FailureCause.OPTED_OUT}


def api_error(http_status: int, content: object) -> ProviderError:
    """What a 4xx response means: a refusal of every message is set-up, a refusal of this one is permanent."""
    code = str(content.get("error", http_status)) if isinstance(content, dict) else f"http {http_status}"
    if http_status in (401, 403):
        return ProviderSetupError(code, "API key refused")
    if code == "opted_out":
        return OptedOutError(code, "the person has opted out")
    return PermanentProviderError(code, "refused")


class TemplateProvider:
    """Messages from ``sender`` through the API at ``base_url``. Only translates: it has no rules of the bot."""

    name = NAME
    window = OWN_TIMER  # or a Window, if the provider can schedule
    answers_in_webhook = False  # True if the response to an inbound webhook carries the reply
    supports_idempotency_keys = True  # if False, write ``find``
    carrier_answers_keywords = True  # False: the bot itself answers STOP, START and HELP
    is_personal_phone = False

    def __init__(self, *, base_url: str, api_key: str, sender: str, call_limit_seconds: float = 10.0) -> None:
        headers = {"Authorization": f"Bearer {api_key}"}
        self._api = JsonApi(base_url, headers, api_error, call_limit_seconds=call_limit_seconds)
        self._sender = sender

    async def start(self) -> None:
        await self._api.start()

    async def close(self) -> None:
        await self._api.close()

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        raise OutOfWindowError("own timer", "Pigeon Post schedules nothing")

    async def send(self, message: OutboundMessage) -> Accepted:
        content: dict[str, object] = {
            "key": str(message.id),
            "from": self._sender,
            "to": message.to_number,
            "text": message.body,
        }
        if message.media_urls:
            content["media_urls"] = list(message.media_urls)
        async with self._api.call(idempotent=False) as request:
            stored = await request("POST", "/messages", json=content)
            return Accepted(provider_message_id=str(stored["id"]))

    async def cancel(self, provider_message_id: str) -> None:
        try:
            async with self._api.call(idempotent=True) as request:
                await request("DELETE", f"/messages/{provider_message_id}")
        except PermanentProviderError as error:
            raise NotCancellableError(error.code, error.reason) from error

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        return None  # never called, because repeated calls are safe

    async def fetch(self, provider_message_id: str) -> Receipt:
        async with self._api.call(idempotent=True) as request:
            return _receipt(await request("GET", f"/messages/{provider_message_id}"))


class TemplateWebhook:
    """Verifies events by the HMAC-SHA256 of their raw body, and parses them."""

    def __init__(self, signing_key: str) -> None:
        if not signing_key:
            raise ValueError("the signing key must not be empty: without it no event can be verified")
        self._key = signing_key.encode()

    def read(
        self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> InboundText | Receipt | None:
        """An inbound text or a receipt; None for any other event. Raises ``WebhookRefusedError`` (403 or 400)."""
        expected = hmac.new(self._key, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest((header(headers, "X-Pigeon-Signature") or "").encode(), expected.encode()):
            raise WebhookRefusedError(403, "signature wrong")
        event = event_object(body)
        match require_text(event.get("event"), "event"):
            case "message.received":
                return _inbound(require_object(event.get("message"), "message"), now)
            case "message.updated":
                return _receipt(require_object(event.get("message"), "message"))
        return None


def _inbound(message: dict[str, object], now: datetime) -> InboundText:
    return InboundText(
        provider=NAME,
        message_id=require_text(message.get("id"), "id"),  # a redelivered text must have the same one
        from_number=ascii_number(require_text(message.get("from"), "from")),
        to_number=ascii_number(require_text(message.get("to"), "to")),
        body=message_text(message.get("text")),
        received_at=now,
    )


def _receipt(message: dict[str, object]) -> Receipt:
    key, code = message.get("key"), message.get("failure")
    return make_receipt(
        NAME,
        require_text(message.get("id"), "id"),
        STATES.get(str(message.get("state"))),
        error_code=code if isinstance(code, str) else None,
        reasons=REASONS,
        causes=CAUSES,
        outbound_id=UUID(key) if isinstance(key, str) and len(key) == 36 else None,
    )
