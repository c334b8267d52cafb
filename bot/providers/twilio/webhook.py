"""Reads what Twilio posts, after its signature is verified, and writes the TwiML to answer with.

Signatures: https://www.twilio.com/docs/usage/webhooks/webhooks-security
Fields: https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the SDK carries no types
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, OptOut, ProviderName, Receipt
from bot.providers.http_errors import json_object
from bot.providers.twilio.codes import CAUSES, FAILURES, STATES
from bot.providers.webhook_requests import MOST_FIELDS, header, outbound_id

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


class TwilioWebhook:
    """Verifies with ``auth_token`` (the account's primary one) against ``public_url``, the address Twilio posts to.

    ``public_url`` may hold a path that a proxy takes off. With ``account_sid`` a form from another account is
    refused. Raises ``ValueError`` for an empty token or an address without scheme and host.
    """

    def __init__(self, auth_token: str, public_url: str, account_sid: str | None = None) -> None:
        parts = urlsplit(public_url)
        if not auth_token.strip():
            raise ValueError("the auth token must not be empty: without it no request can be verified")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("the public address must be like https://bot.example.com")
        self._validator = RequestValidator(auth_token)
        self._public_url = public_url.rstrip("/")
        self._account_sid = account_sid

    def read_inbound(self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime) -> InboundText:
        """A person's text. ``path_qs`` is the request target as received, ``now`` (aware) the time of receipt.

        Raises ``WebhookRefusedError``: 403 for what cannot be verified, 400 for what is verified but incomplete.
        """
        form = self.verify_form(path_qs, headers, body)
        return InboundText(
            provider=ProviderName.TWILIO,
            message_id=_required(form, "MessageSid", "SmsSid"),
            from_number=_required(form, "From"),
            to_number=form.get("To", "").strip(),
            body=form.get("Body", ""),
            received_at=now,
            opt_out=_opt_out(form.get("OptOutType", "")),
        )

    def read_receipt(
        self,
        path_qs: str,
        headers: Mapping[str, str],
        body: bytes,
        now: datetime,  # noqa: ARG002 - every reader is given it
    ) -> Receipt:
        """What became of a text of ours. Raises as ``read_inbound`` does."""
        form = self.verify_form(path_qs, headers, body)
        state = STATES.get(_required(form, "MessageStatus", "SmsStatus").lower())
        failure = (form.get("ErrorCode", "").strip() or None) if state in FAILURES else None
        return Receipt(
            provider=ProviderName.TWILIO,
            provider_message_id=_required(form, "MessageSid", "SmsSid"),
            state=state,
            outbound_id=outbound_id(path_qs),
            failure=failure,
            cause=CAUSES.get(failure or ""),
        )

    def verify_form(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> MultiDict[str]:
        """All fields of a signed form, blank ones too: every one counts in the signature. Raises 403."""
        if not _is_media_type(headers, "application/x-www-form-urlencoded"):
            raise WebhookRefusedError(403, "not a form")
        try:
            fields = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise WebhookRefusedError(403, "unreadable form") from error
        form = MultiDict(fields)
        self._verify(path_qs, headers, form)
        if self._account_sid and form.get("AccountSid", self._account_sid) != self._account_sid:
            raise WebhookRefusedError(403, "another account")
        return form

    def verify_json(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> dict[str, object]:
        """A signed JSON object: the address carries the body's SHA-256 and is what is signed. Raises 403 or 400."""
        if not _is_media_type(headers, "application/json"):
            raise WebhookRefusedError(403, "not JSON")
        try:
            text = body.decode()
            hashed = "bodySHA256" in parse_qs(urlsplit(path_qs).query, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise WebhookRefusedError(403, "unreadable body") from error
        if not hashed:
            raise WebhookRefusedError(403, "body not signed")
        self._verify(path_qs, headers, text)
        content = json_object(text)
        if content is None:
            raise WebhookRefusedError(400, "not a JSON object")
        return content

    def _verify(self, path_qs: str, headers: Mapping[str, str], content: MultiDict[str] | str) -> None:
        signature = header(headers, "X-Twilio-Signature")
        if not signature:
            raise WebhookRefusedError(403, "signature missing")
        try:
            valid = self._validator.validate(self._public_url + path_qs, content, signature)
        except (ValueError, TypeError, IndexError) as error:  # the SDK trips over addresses that Twilio never signs
            raise WebhookRefusedError(403, "signature wrong") from error
        if not valid:
            raise WebhookRefusedError(403, "signature wrong")

    def answer(self, reply: str | None) -> bytes:
        """TwiML (UTF-8) that sends ``reply``; for None or nothing printable, TwiML that sends nothing."""
        response = MessagingResponse()
        text = NOT_IN_XML.sub("", reply or "")
        if text.strip():
            response.message(text)
        return str(response).encode()


def _required(form: MultiDict[str], *names: str) -> str:
    """The first of these fields that has a value: Twilio sends legacy names beside the current ones."""
    for name in names:
        if value := form.get(name, "").strip():
            return value
    raise WebhookRefusedError(400, f"{names[0]} missing")


def _opt_out(word: str) -> OptOut | None:
    """Sent where Twilio's Advanced Opt-Out is on."""
    return OptOut.__members__.get(word.strip().upper())


def _is_media_type(headers: Mapping[str, str], media_type: str) -> bool:
    return (header(headers, "Content-Type") or "").partition(";")[0].strip().lower() == media_type
