"""Verifies and parses the requests that Twilio posts, and writes the TwiML response.

Signatures: https://www.twilio.com/docs/usage/webhooks/webhooks-security
Fields: https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import base64
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode, urlsplit
from xml.sax.saxutils import escape

from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the SDK has no type hints

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, ProviderName
from bot.domain.phone_numbers import HIDDEN_SENDER
from bot.domain.receipts import Receipt
from bot.domain.unique_names import require_unique
from bot.providers.receipts import make_receipt
from bot.providers.twilio.codes import CAUSES, REASONS, STATES
from bot.providers.webhook_requests import (
    ascii_number,
    form_fields,
    group_key,
    header,
    json_fields,
    media_type,
    opt_out,
    outbound_id,
    query_values,
    reply_to,
)

RCS = "rcs:"  # RCS and SMS of a number are one conversation, with one opt-out
INVALID_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2

_XML = b'<?xml version="1.0" encoding="UTF-8"?>'


class TwilioWebhook:
    """Verifies requests with any of ``auth_tokens`` against ``public_url``.

    Twilio signs with the account's primary token. While it is rotated, webhooks may be signed with either token:
    https://www.twilio.com/docs/iam/api/authtoken. ``public_url`` is the address that Twilio posts to; it may contain a
    path prefix that a proxy strips. If ``account_sid`` is given, requests that name another are refused. Raises
    ``ValueError`` if there is no token, for an empty one, or for an address without scheme and host.
    """

    def __init__(self, auth_tokens: Sequence[str], public_url: str, account_sid: str | None = None) -> None:
        parts = urlsplit(public_url)
        if not auth_tokens or not all(token.strip() for token in auth_tokens):
            raise ValueError("the auth token must not be empty: without it no request can be verified")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("the public address must be like https://bot.example.com")
        self._keys = tuple(token.encode() for token in auth_tokens)
        self._validators = tuple(map(RequestValidator, auth_tokens))
        self._public_url = public_url.rstrip("/")
        self._account_sid = account_sid

    def read_inbound(self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime) -> InboundText:
        """Parse an inbound text. ``path_qs`` is the raw request target, ``now`` (aware) the time of receipt.

        Raises ``WebhookRefusedError``: 403 if the request cannot be verified, 400 if it is verified but incomplete.
        """
        form = self.verify_form(path_qs, headers, body)
        # Twilio does not document these; they name the others in a group MMS.
        others = [value for name, value in form.items() if name.startswith("OtherRecipients")]
        return InboundText(
            provider=ProviderName.TWILIO,
            message_id=_required(form, "MessageSid", "SmsSid"),
            from_number=ascii_number(_required(form, "From")).removeprefix(RCS),
            to_number=_own_number(form),
            body=_body(form),
            received_at=now,
            opt_out=opt_out(form.get("OptOutType")),  # only sent with Twilio's Advanced Opt-Out
            button_of=form.get("OriginalRepliedMessageSid", "") if form.get("ButtonPayload") else "",
            external_id=_external_id(form),
            media_count=_count(form.get("NumMedia", "")),
            group=group_key([form.get("From", ""), form.get("To", ""), *others]),
        )

    def read_receipt(
        self,
        path_qs: str,
        headers: Mapping[str, str],
        body: bytes,
        now: datetime,  # noqa: ARG002 - the same signature as read_inbound
    ) -> Receipt:
        """Parse the status callback of an outbound message. Raises the same errors as ``read_inbound``."""
        form = self.verify_form(path_qs, headers, body)
        state = STATES.get(_required(form, "MessageStatus", "SmsStatus").lower())
        message_sid = _required(form, "MessageSid", "SmsSid")
        error_code = form.get("ErrorCode", "").strip()
        return make_receipt(
            ProviderName.TWILIO,
            message_sid,
            state,
            error_code=error_code,
            reasons=REASONS,
            causes=CAUSES,
            outbound_id=outbound_id(path_qs),
            reply_to=reply_to(path_qs),
        )

    def verify_form(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> MultiDict[str]:
        """Verify a signed form and return all its fields.

        Raises ``WebhookRefusedError``: 403 if it is not signed, 400 if a field comes twice. The signature does not
        cover the order of two values with one name, so whoever captures such a form can choose which one counts.
        """
        if media_type(headers) != "application/x-www-form-urlencoded":
            raise WebhookRefusedError(403, "not a form")
        try:
            form = MultiDict(form_fields(body.decode()))
        except ValueError as error:
            raise WebhookRefusedError(403, "unreadable form") from error
        self._verify(path_qs, headers, form)
        self._require_own_account(form.getall("AccountSid", []))
        require_unique(name for name, _ in form.items())  # iterating over the form itself skips repeated names
        return form

    def verify_json(self, path_qs: str, headers: Mapping[str, str], body: bytes) -> dict[str, object]:
        """Verify a signed JSON object and return it. Raises ``WebhookRefusedError`` (403 or 400).

        The signature covers only the URL. It covers the body through the body's SHA-256 in ``?bodySHA256=``, so a
        request without that parameter is refused.
        """
        if media_type(headers) != "application/json":
            raise WebhookRefusedError(403, "not JSON")
        try:
            text = body.decode()
            has_body_hash = bool(query_values(path_qs, "bodySHA256"))
        except ValueError as error:
            raise WebhookRefusedError(403, "unreadable body") from error
        if not has_body_hash:
            raise WebhookRefusedError(403, "body not signed")
        self._verify(path_qs, headers, text)
        content = json_fields(text)
        if content is None:
            raise WebhookRefusedError(400, "not a JSON object")
        self._require_own_account([content["AccountSid"]] if "AccountSid" in content else [])
        return content

    def _require_own_account(self, account_sids: Sequence[object]) -> None:
        """Studio's requests name no account; a request that names several must name only ours."""
        if self._account_sid and any(account_sid != self._account_sid for account_sid in account_sids):
            raise WebhookRefusedError(403, "another account")

    def _verify(self, path_qs: str, headers: Mapping[str, str], content: MultiDict[str] | str) -> None:
        signature = header(headers, "X-Twilio-Signature")
        if not signature:
            raise WebhookRefusedError(403, "signature missing")
        try:
            url = self._public_url + path_qs
            is_plain = path_qs.startswith("/") and self._is_signed_plainly(url, content, signature)
            valid = is_plain or any(validator.validate(url, content, signature) for validator in self._validators)
        except (ValueError, TypeError, IndexError) as error:  # the SDK fails on URLs that Twilio never signs
            raise WebhookRefusedError(403, "signature wrong") from error
        if not valid:
            raise WebhookRefusedError(403, "signature wrong")

    def _is_signed_plainly(self, url: str, content: MultiDict[str] | str, signature: str) -> bool:
        """Whether this is the signature of a form over ``url`` as it is written here.

        It nearly always is, and one HMAC takes a tenth of the time of the SDK's check, which also tries the URL with
        and without its port. False is no verdict.
        """
        if isinstance(content, str):
            return False
        fields = sorted(content.items())
        signed = (url + "".join([part for field in fields for part in field])).encode()
        digests = (base64.b64encode(hmac.digest(key, signed, "sha1")) for key in self._keys)
        return any(hmac.compare_digest(digest, signature.encode()) for digest in digests)

    def twiml(self, reply: str | None, message_id: str) -> bytes:
        """The TwiML (UTF-8) that sends ``reply``. It sends nothing if ``reply`` is None or has no valid characters.

        The callback's URL has ``message_id``, the id of the text that it answers: without a URL of its own, nobody
        would learn that replies do not arrive.
        """
        text = INVALID_IN_XML.sub("", reply or "")
        if not text.strip():
            return _XML + b"<Response />"
        query = urlencode({"reply_to": message_id})
        callback = escape(f"{self._public_url}/webhooks/twilio/status?{query}", {'"': "&quot;"})
        # Written out: the SDK builds a tree for it, in twenty times the time. A test compares the two.
        message = f'<Message statusCallback="{callback}">{escape(text)}</Message>'
        return _XML + f"<Response>{message}</Response>".encode()


def _own_number(form: MultiDict[str]) -> str:
    """The bot's number that was texted; "" for an RCS agent, which has a name instead."""
    number = ascii_number(form.get("To", "").strip())
    return "" if number.startswith(RCS) else number


def _body(form: MultiDict[str]) -> str:
    """What the person wrote. The id of a tapped WhatsApp button is the command that it stands for."""
    return form.get("ButtonPayload", "").strip() or form.get("Body", "")


def _external_id(form: MultiDict[str]) -> str:
    """WhatsApp's own id of the sender, "whatsapp:US.1349", which stays the same when they hide their number."""
    external_id = form.get("ExternalUserId", "").strip()
    return external_id if HIDDEN_SENDER.fullmatch(external_id) else ""


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0


def _required(form: MultiDict[str], *names: str) -> str:
    """The first of these fields that has a value: Twilio sends legacy names along with the current ones."""
    for name in names:
        if value := form.get(name, "").strip():
            return value
    raise WebhookRefusedError(400, f"{names[0]} missing")
