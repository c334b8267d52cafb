"""The texts of the load: 60 % create a reminder, 20 % list, 10 % delete, 10 % something else, from 5,000 people."""

import base64
import hmac
import random
from collections.abc import Iterator
from urllib.parse import urlencode

from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN

PEOPLE = 5_000
BOT_NUMBER = "+13125550100"
_TIMES = (
    *("tomorrow at 9am", "on friday at 5pm", "in 2 hours", "in 45 minutes", "next tuesday at noon", "tonight at 8"),
    *("every monday at 7am", "on the 15th at 10:30", "in 3 days", "every weekday at 6:30pm"),
)
_ERRANDS = (
    *("call the dentist", "take the pills", "water the plants", "pay the rent", "move the car", "feed the cat"),
    *("send the report", "buy milk and eggs", "pick up the kids from practice", "charge the phone"),
)
_OTHER = ("thanks", "help", "undo", "what's on tomorrow", "settings", "snooze", "done", "ok")


def requests(host: str, path: str, *, seed: int, count: int) -> Iterator[bytes]:
    """``count`` signed HTTP/1.1 requests, ready to be written to a connection."""
    chance = random.Random(seed)  # noqa: S311 - the same load for each server
    for number in range(count):
        fields = {
            "MessageSid": f"SM{seed:08x}{number:024x}",
            "AccountSid": ACCOUNT_SID,
            "From": f"+1312{2_000_000 + chance.randrange(PEOPLE):07}",
            "To": BOT_NUMBER,
            "NumMedia": "0",
            "Body": _body(chance, number),
        }
        body = urlencode(fields)
        yield (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {_signature(f'http://{host}{path}', fields)}\r\n\r\n{body}"
        ).encode()


def _signature(url: str, fields: dict[str, str]) -> str:
    """As ``tests.fakes.signing`` computes it with the SDK, in a tenth of the time: the load must not be the limit.

    https://www.twilio.com/docs/usage/security
    """
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.digest(AUTH_TOKEN.encode(), signed.encode(), "sha1")).decode()


def _body(chance: random.Random, number: int) -> str:
    (kind,) = chance.choices(("create", "list", "delete", "other"), (60, 20, 10, 10))
    if kind == "create":
        return f"remind me {chance.choice(_TIMES)} to {chance.choice(_ERRANDS)} {number}"
    return {"list": "list", "delete": "delete 1"}.get(kind) or chance.choice(_OTHER)
