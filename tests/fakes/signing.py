"""Signs requests to the bot as the providers do. The functions return the headers and the body to post."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import jwt
from multidict import MultiDict
from nacl.signing import SigningKey
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the SDK has no type hints

SIGNING_KEY = SigningKey(bytes(range(32)))
PUBLIC_KEY = base64.b64encode(bytes(SIGNING_KEY.verify_key)).decode()

Fields = Mapping[str, str] | Iterable[tuple[str, str]]


def signed_form(url: str, fields: Fields, auth_token: str) -> tuple[dict[str, str], bytes]:
    """A form from Twilio. ``url`` is the full public URL including the query."""
    pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
    headers = {
        "X-Twilio-Signature": RequestValidator(auth_token).compute_signature(url, MultiDict(pairs)),
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }
    return headers, urlencode(pairs).encode()


def signed_json(url: str, content: Any, auth_token: str) -> tuple[str, dict[str, str], bytes]:
    """JSON from Twilio Studio: returns ``url`` with the hash of the body added, the headers and the body."""
    body = json.dumps(content).encode()
    validator = RequestValidator(auth_token)
    signed_url = f"{url}{'&' if '?' in url else '?'}bodySHA256={validator.compute_hash(body.decode())}"
    headers = {
        "X-Twilio-Signature": validator.compute_signature(signed_url, {}),
        "Content-Type": "application/json",
    }
    return signed_url, headers, body


def signed_event(
    event: Any, at: datetime, key: SigningKey = SIGNING_KEY, *, body: bytes | None = None
) -> tuple[dict[str, str], bytes]:
    """An event from Telnyx, signed at ``at``. With ``body`` it signs these bytes instead of ``event``."""
    body = json.dumps(event).encode() if body is None else body
    timestamp = str(int(at.timestamp()))
    signature = key.sign(timestamp.encode() + b"|" + body).signature
    headers = {
        "telnyx-timestamp": timestamp,
        "telnyx-signature-ed25519": base64.b64encode(signature).decode(),
        "Content-Type": "application/json",
    }
    return headers, body


def signed_by_smsgate(event: Any, at: datetime, key: str, *, body: bytes | None = None) -> tuple[dict[str, str], bytes]:
    """An event from a phone with SMS Gateway, signed at ``at``. With ``body`` it signs these bytes."""
    body = json.dumps(event).encode() if body is None else body
    timestamp = str(int(at.timestamp()))
    signature = hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()
    return {"X-Signature": signature, "X-Timestamp": timestamp, "Content-Type": "application/json"}, body


def signed_by_httpsms(
    event: Any, at: datetime, key: str, url: str, *, body: bytes | None = None, **claims: object
) -> tuple[dict[str, str], bytes]:
    """An event from httpSMS with a token issued at ``at`` for ``url``; ``claims`` replace the usual ones."""
    moment = int(at.timestamp())
    usual = {
        "aud": [url],
        "exp": moment + 600,
        "iat": moment,
        "nbf": moment - 600,
        "iss": "api.httpsms.com",
        "sub": "WB7DRDWrJZRGbYrv2CKGkqbzvqdC",
    }
    token = jwt.encode({name: value for name, value in (usual | claims).items() if value is not None}, key, "HS256")
    headers = {
        "Authorization": f"Bearer {token}",
        "X-Event-Type": str(event.get("type") if isinstance(event, dict) else ""),
        "Content-Type": "application/json",
    }
    return headers, json.dumps(event).encode() if body is None else body
