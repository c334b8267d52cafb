"""Verifies and parses the events that Telnyx posts.

Signatures and events: https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
Uses PyNaCl directly: the SDK's own check becomes a coroutine that nobody awaits once ``telnyx.lib`` is imported.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, ProviderName, Receipt
from bot.providers.receipts import make_receipt
from bot.providers.telnyx.codes import CAUSES, REASONS, worst_state
from bot.providers.webhook_requests import ascii_number, header, json_fields, opt_out, outbound_id

TOLERANCE_SECONDS = 300.0


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
        data = _object(_event(body).get("data"), "data")
        match data.get("event_type"):
            case "message.received":
                payload = _object(data.get("payload"), "payload")
                return _inbound(payload, now) if payload.get("direction") == "inbound" else None
            case "message.sent" | "message.finalized":
                return _receipt(_object(data.get("payload"), "payload"), path_qs)
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


def _event(body: bytes) -> dict[str, object]:
    try:
        event = json_fields(body.decode())
    except UnicodeDecodeError as error:
        raise WebhookRefusedError(400, "not UTF-8") from error
    return _object(event, "event")


def _inbound(payload: dict[str, object], now: datetime) -> InboundText:
    text = payload.get("text")
    return InboundText(
        provider=ProviderName.TELNYX,
        message_id=_text(payload.get("id"), "id"),
        from_number=ascii_number(_text(_object(payload.get("from"), "from").get("phone_number"), "from")),
        to_number=ascii_number(_text(_first(payload.get("to"), "to").get("phone_number"), "to")),
        # JSON can contain a lone surrogate, which UTF-8 cannot encode: replace it with "?".
        body=text.encode(errors="replace").decode() if isinstance(text, str) else "",
        received_at=now,
        opt_out=opt_out(payload.get("autoresponse_type")),
    )


def _receipt(payload: dict[str, object], path_qs: str) -> Receipt:
    _first(payload.get("to"), "to")
    return make_receipt(
        ProviderName.TELNYX,
        _text(payload.get("id"), "id"),
        worst_state(_text(_object(one, "to").get("status"), "status") for one in _list(payload.get("to"))),
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


def _object(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WebhookRefusedError(400, f"{name} missing")
    return value


def _first(values: object, name: str) -> dict[str, object]:
    if not isinstance(values, list) or not values:
        raise WebhookRefusedError(400, f"{name} missing")
    return _object(values[0], name)


def _text(value: object, name: str) -> str:
    """``value`` stripped. Raises 400 unless it is a non-blank string that UTF-8 can encode."""
    if isinstance(value, str) and value.strip() and value.encode(errors="replace").decode() == value:
        return value.strip()
    raise WebhookRefusedError(400, f"{name} missing")
