"""Verifies and parses the events that the phone posts.

Events: https://docs.sms-gate.app/features/webhooks/. Signatures: https://docs.sms-gate.app/faq/webhooks/. The phone
itself calls the bot, also with its cloud server. It repeats an event for two days, signed anew each time.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, OutboundState, ProviderName
from bot.domain.phone_numbers import region_of
from bot.domain.rate_limit import Recent
from bot.domain.receipts import Receipt
from bot.providers.phone_texts import identity, sender_number, sent_at
from bot.providers.receipts import make_receipt
from bot.providers.smsgate.codes import CAUSES, REASONS, failure_code
from bot.providers.webhook_json import event_object, message_text, require_object, require_text
from bot.providers.webhook_requests import header

TOLERANCE_SECONDS = 300.0
MAX_MESSAGES = 1000  # long messages whose parts are counted at a time


class SmsGateWebhook:
    """Verifies events with any of ``signing_keys``; two are there while the key is changed.

    ``phone_number`` is the phone's: texts go to it, and senders without a country code are in its country. Raises
    ``ValueError`` if there is no key.
    """

    def __init__(self, signing_keys: Sequence[str], phone_number: str) -> None:
        if not signing_keys or not all(signing_keys):
            raise ValueError("the signing key must not be empty: without it no event can be verified")
        self._keys = tuple(key.encode() for key in signing_keys)
        self._phone_number = phone_number
        self._parts = DeliveredParts()

    def read(
        self,
        path_qs: str,  # noqa: ARG002 - the same signature as the other readers
        headers: Mapping[str, str],
        body: bytes,
        now: datetime,
    ) -> InboundText | Receipt | None:
        """Parse an inbound text or a receipt; None for any other event, and for texts that only machines send.

        ``now`` is aware. Raises ``WebhookRefusedError``: 403 if the event cannot be verified or was not signed just
        now, 400 if it is verified but malformed.
        """
        signed_at = self._verify(headers, body, now)
        event = event_object(body)
        name = require_text(event.get("event"), "event")
        if name == "sms:received":
            return self._inbound(event, signed_at, now)
        if name in ("sms:sent", "sms:delivered", "sms:failed", "sms:cancelled"):
            return self._receipt(name, event)
        return None

    def _verify(self, headers: Mapping[str, str], body: bytes, now: datetime) -> datetime:
        """When the event was signed, by the phone's clock."""
        signature, timestamp = header(headers, "X-Signature"), header(headers, "X-Timestamp")
        if not signature or not timestamp:
            raise WebhookRefusedError(403, "signature missing")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise WebhookRefusedError(403, "timestamp unreadable")
        if abs(now.timestamp() - int(timestamp)) > TOLERANCE_SECONDS:
            raise WebhookRefusedError(403, "timestamp not of now")
        signed = body + timestamp.encode()
        expected = [hmac.new(key, signed, hashlib.sha256).hexdigest() for key in self._keys]
        given = signature.lower().encode(errors="replace")
        if not any(hmac.compare_digest(given, one.encode()) for one in expected):
            raise WebhookRefusedError(403, "signature wrong")
        return datetime.fromtimestamp(int(timestamp), UTC)

    def _inbound(self, event: dict[str, object], signed_at: datetime, now: datetime) -> InboundText | None:
        payload = require_object(event.get("payload"), "payload")
        written = payload.get("sender") or payload.get("phoneNumber")  # apps before 2026 have the latter alone
        sender = sender_number(require_text(written, "sender"), region_of(self._phone_number))
        if sender is None:
            return None
        received = payload.get("receivedAt")
        text = message_text(payload.get("message"))
        # The phone's own id is a hash of 32 bits, and a text reported again has another event id.
        message_id = identity(event.get("deviceId"), payload.get("messageId"), received, sender, text)
        return InboundText(
            provider=ProviderName.SMSGATE,
            message_id=message_id,
            from_number=sender,
            to_number=self._phone_number,
            body=text,
            received_at=now,
            sent_at=sent_at(received, signed_at, now),
        )

    def _receipt(self, name: str, event: dict[str, object]) -> Receipt:
        payload = require_object(event.get("payload"), "payload")
        message_id = require_text(payload.get("messageId"), "messageId")
        code, state = None, None
        if name == "sms:sent":
            state = OutboundState.SENT
            self._parts.sent(message_id, payload.get("partsCount"))
        elif name == "sms:delivered":
            is_whole = self._parts.delivered(message_id, event.get("id"))
            state = OutboundState.DELIVERED if is_whole else OutboundState.SENT
        elif name == "sms:cancelled":
            state = OutboundState.CANCELLED
        else:
            state, code = OutboundState.FAILED, failure_code(payload.get("reason"))
        return make_receipt(
            ProviderName.SMSGATE,
            message_id,
            state,
            error_code=code,
            reasons=REASONS,
            causes=CAUSES,
            outbound_id=_uuid(message_id),
        )


class DeliveredParts:
    """Counts the delivered parts of long messages. A restart forgets how many there are: then one is enough."""

    def __init__(self) -> None:
        self._expected: Recent[str, int] = Recent(MAX_MESSAGES)
        self._delivered: Recent[str, frozenset[object]] = Recent(MAX_MESSAGES)

    def sent(self, message_id: str, parts: object) -> None:
        if isinstance(parts, int) and parts > 1:
            self._expected[message_id] = parts

    def delivered(self, message_id: str, event_id: object) -> bool:
        """Whether all parts are delivered, now that this event reports one more; a repeated event counts once."""
        expected = self._expected.get(message_id, 1)
        delivered = self._delivered.get(message_id, frozenset()) | {str(event_id)}
        if expected > 1:
            self._delivered[message_id] = delivered
        return len(delivered) >= expected


def _uuid(text: str) -> UUID | None:
    """Our id of a message, None for one that another program sent with the same phone."""
    try:
        return UUID(text)
    except ValueError:
        return None
