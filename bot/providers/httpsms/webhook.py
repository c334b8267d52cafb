"""Verifies and parses the events that httpSMS posts.

Events: https://docs.httpsms.com/webhooks/events. The token in ``Authorization`` proves who calls, for ten minutes, but
does not cover the body: whoever reads one on its way could send any body with it. HTTPS prevents that.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import jwt
from jwt.types import Options

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, OutboundState, ProviderName
from bot.domain.phone_numbers import region_of
from bot.domain.receipts import Receipt
from bot.providers.httpsms.codes import CAUSES, REASONS, failure_code
from bot.providers.phone_texts import identity, sender_number, sent_at
from bot.providers.receipts import make_receipt
from bot.providers.webhook_json import event_object, message_text, require_object, require_text
from bot.providers.webhook_requests import header

ISSUER = "api.httpsms.com"  # of self-hosted servers, too
TOLERANCE_SECONDS = 300.0
MAX_TOKEN_CHARACTERS = 4096

STATES: Mapping[str, OutboundState] = {
    "message.phone.sent": OutboundState.SENT,
    "message.phone.delivered": OutboundState.DELIVERED,
    "message.send.failed": OutboundState.FAILED,
    "message.send.expired": OutboundState.FAILED,
}


class HttpSmsWebhook:
    """Verifies events with any of ``signing_keys``, sent to ``url``, the address registered at httpSMS.

    ``phone_number`` is the phone's: events of other phones are ignored. Raises ``ValueError`` if there is no key.
    """

    def __init__(self, signing_keys: Sequence[str], url: str, phone_number: str) -> None:
        if not signing_keys or not all(signing_keys):
            raise ValueError("the signing key must not be empty: without it no event can be verified")
        self._keys = tuple(signing_keys)
        self._url = url
        self._phone_number = phone_number

    def read(
        self,
        path_qs: str,  # noqa: ARG002 - the same signature as the other readers
        headers: Mapping[str, str],
        body: bytes,
        now: datetime,
    ) -> InboundText | Receipt | None:
        """Parse an inbound text or a receipt; None for any other event, and for texts that only machines send.

        ``now`` is aware. Raises ``WebhookRefusedError``: 403 if the event cannot be verified or its token has expired,
        400 if it is verified but malformed.
        """
        issued_at = self._verify(headers, now)
        event = event_object(body)
        name = require_text(event.get("type"), "type")
        if name != "message.phone.received" and name not in STATES:
            return None
        data = require_object(event.get("data"), "data")
        if data.get("owner") != self._phone_number:
            return None
        return self._inbound(data, issued_at, now) if name == "message.phone.received" else _receipt(name, data)

    def _verify(self, headers: Mapping[str, str], now: datetime) -> datetime:
        """When the token was issued, by the server's clock."""
        scheme, _, token = (header(headers, "Authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN_CHARACTERS:
            raise WebhookRefusedError(403, "signature missing")
        claims = next(filter(None, (self._claims(token.strip(), key) for key in self._keys)), None)
        if claims is None:
            raise WebhookRefusedError(403, "signature wrong")
        expires, issued = claims.get("exp"), claims.get("iat", claims.get("exp"))
        if not isinstance(expires, int | float) or not isinstance(issued, int | float):
            raise WebhookRefusedError(403, "timestamp unreadable")
        if not issued - TOLERANCE_SECONDS <= now.timestamp() <= expires:
            raise WebhookRefusedError(403, "timestamp not of now")
        return datetime.fromtimestamp(min(issued, now.timestamp()), UTC)

    def _claims(self, token: str, key: str) -> dict[str, object] | None:
        """The claims of a token signed with ``key`` for us. Its times are checked by our own clock, not PyJWT's."""
        options: Options = {
            "verify_exp": False,
            "verify_nbf": False,
            "verify_iat": False,
            "require": ["exp", "aud", "iss"],
        }
        try:
            return jwt.decode(token, key, algorithms=["HS256"], audience=self._url, issuer=ISSUER, options=options)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            return None

    def _inbound(self, data: dict[str, object], issued_at: datetime, now: datetime) -> InboundText | None:
        sender = sender_number(require_text(data.get("contact"), "contact"), region_of(self._phone_number))
        if sender is None or data.get("encrypted") is True:  # the bot has no key to decrypt it
            return None
        received = data.get("timestamp")
        text = message_text(data.get("content"))
        return InboundText(
            provider=ProviderName.HTTPSMS,
            # A phone that reports a text again gets another message id for it.
            message_id=identity(self._phone_number, sender, received, text),
            from_number=sender,
            to_number=self._phone_number,
            body=text,
            received_at=now,
            sent_at=sent_at(received, issued_at, now),
            media_count=len(attachments) if isinstance(attachments := data.get("attachments"), list) else 0,
        )


def _receipt(name: str, data: dict[str, object]) -> Receipt | None:
    is_expired = name == "message.send.expired"
    if is_expired and data.get("is_final") is not True:  # it is tried again
        return None
    message_id = require_text(data.get("message_id" if is_expired else "id"), "id")
    return make_receipt(
        ProviderName.HTTPSMS,
        message_id,
        STATES[name],
        error_code="EXPIRED" if is_expired else failure_code(data.get("error_message")),
        reasons=REASONS,
        causes=CAUSES,
        outbound_id=_uuid(data.get("request_id")),
    )


def _uuid(value: object) -> UUID | None:
    """Our id of a message, None for one that another program sent with the same phone."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
