"""Verifies and parses the events that Telnyx posts.

Signatures and events: https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
Uses PyNaCl directly: the SDK's own check becomes a coroutine that nobody awaits once ``telnyx.lib`` is imported.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import datetime

import structlog
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, ProviderName
from bot.domain.receipts import Receipt
from bot.providers.receipts import make_receipt
from bot.providers.telnyx.codes import CAUSES, REASONS, worst_state
from bot.providers.webhook_json import event_object, message_text, require_object, require_text
from bot.providers.webhook_requests import ascii_number, group_key, header, opt_out, outbound_id

TOLERANCE_SECONDS = 300.0

log = structlog.get_logger()


class TelnyxWebhook:
    """Verifies events with ``public_key``: base64 as in Telnyx's portal, comma-separated while keys are rotated.

    Raises ``ValueError`` for an invalid key.
    """

    def __init__(self, public_key: str) -> None:
        self._keys = tuple(_key(part.strip()) for part in public_key.split(","))

    def read(
        self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> InboundText | Receipt | None:
        """Parse an inbound text or a receipt; None for any other event.

        ``now`` is aware. Raises ``WebhookRefusedError``: 403 if the event cannot be verified or its timestamp is too
        far from ``now``, 400 if it is verified but malformed.
        """
        self._verify(headers, body, now)
        data = require_object(event_object(body).get("data"), "data")
        match data.get("event_type"):
            case "message.received":
                payload = require_object(data.get("payload"), "payload")
                if payload.get("direction") != "inbound" or _is_unsupported(payload):
                    return None
                return _inbound(payload, now)
            case "message.sent" | "message.finalized":
                return _receipt(require_object(data.get("payload"), "payload"), path_qs)
            case str():
                return None
        raise WebhookRefusedError(400, "event_type missing")

    def _verify(self, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        timestamp = header(headers, "telnyx-timestamp")
        encoded = header(headers, "telnyx-signature-ed25519")
        if not timestamp or not encoded:
            raise WebhookRefusedError(403, "signature missing")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise WebhookRefusedError(403, "timestamp unreadable")
        if abs(now.timestamp() - int(timestamp)) > TOLERANCE_SECONDS:
            raise WebhookRefusedError(403, "timestamp not of now")
        try:
            signature = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError) as error:
            raise WebhookRefusedError(403, "signature unreadable") from error
        if not any(_is_signed_by(key, timestamp.encode() + b"|" + body, signature) for key in self._keys):
            raise WebhookRefusedError(403, "signature wrong")


def _key(text: str) -> VerifyKey:
    try:
        return VerifyKey(base64.b64decode(text, validate=True))
    except (binascii.Error, CryptoError, TypeError, ValueError) as error:
        raise ValueError("the public key must be 32 bytes in base64, as Telnyx's portal shows it") from error


def _is_signed_by(key: VerifyKey, message: bytes, signature: bytes) -> bool:
    try:
        key.verify(message, signature)
    except (CryptoError, TypeError, ValueError):
        return False
    return True


def _inbound(payload: dict[str, object], now: datetime) -> InboundText:
    return InboundText(
        provider=ProviderName.TELNYX,
        message_id=require_text(payload.get("id"), "id"),
        from_number=ascii_number(require_text(require_object(payload.get("from"), "from").get("phone_number"), "from")),
        to_number=_own_number(payload),
        body=message_text(payload.get("text")),
        received_at=now,
        opt_out=opt_out(payload.get("autoresponse_type")),
        media_count=len(_list(payload.get("media"))),
        group=group_key(_numbers(payload)),
    )


def _is_unsupported(payload: dict[str, object]) -> bool:
    """Whether a text came by WhatsApp or RCS, which Telnyx cannot schedule. Their events have another shape."""
    channel = payload.get("type")
    if channel not in ("WHATSAPP", "RCS"):
        return False
    log.warning("channel not supported", provider=ProviderName.TELNYX, channel=channel)
    return True


def _own_number(payload: dict[str, object]) -> str:
    """The bot's number that was texted; "" for a group MMS, which does not say which of its recipients is the bot."""
    first = ascii_number(require_text(_first(payload.get("to"), "to").get("phone_number"), "to"))
    return "" if group_key(_numbers(payload)) else first


def _numbers(payload: dict[str, object]) -> Iterator[str]:
    """Everyone in a text. The recipients in ``cc`` are strings or objects, and may include the bot itself."""
    for one in (payload.get("from"), *_list(payload.get("to")), *_list(payload.get("cc"))):
        number = one.get("phone_number") if isinstance(one, dict) else one
        if isinstance(number, str):
            yield number


def _receipt(payload: dict[str, object], path_qs: str) -> Receipt:
    _first(payload.get("to"), "to")
    return make_receipt(
        ProviderName.TELNYX,
        require_text(payload.get("id"), "id"),
        worst_state(
            require_text(require_object(one, "to").get("status"), "status") for one in _list(payload.get("to"))
        ),
        error_code=_error_code(payload.get("errors")),
        reasons=REASONS,
        causes=CAUSES,
        outbound_id=outbound_id(path_qs),
    )


def _error_code(errors: object) -> str | None:
    """The first error's code, None if no error has one. It is documented as a string, but numbers are accepted."""
    codes = (error.get("code") for error in _list(errors) if isinstance(error, dict))
    return next((str(code) for code in codes if isinstance(code, str | int) and str(code).isalnum()), None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _first(values: object, name: str) -> dict[str, object]:
    if not isinstance(values, list) or not values:
        raise WebhookRefusedError(400, f"{name} missing")
    return require_object(values[0], name)
