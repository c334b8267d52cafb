"""People with phones: each provider's signed webhooks posted to a running bot, and what came of them."""

import asyncio
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import aiohttp

from tests.builders import BOT_NUMBER
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import AUTH_TOKEN, TwilioServer

PUBLIC_URL = "https://bot.example.com"
SENDER = "+13125550123"

_ids = itertools.count(1)


async def until(check: Callable[[], Any]) -> None:
    """Let everything else run until ``check`` holds; a test that waits in vain fails after half a minute."""
    async with asyncio.timeout(30):
        while not check():  # noqa: ASYNC110 - a check of any kind has no event
            await asyncio.sleep(0)


@dataclass
class Phones:
    """Texts a bot at ``base_url`` by either provider. Each text has a message id of its own unless one is given."""

    session: aiohttp.ClientSession
    base_url: str
    twilio: TwilioServer
    telnyx: TelnyxServer
    answers: list[str] = field(default_factory=list)

    async def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        async with self.session.post(self.base_url + path, headers=headers, data=body) as answer:
            return answer.status, await answer.text()

    async def by_twilio(self, body: str, *, sender: str = SENDER, message_id: str = "", **fields: str) -> str | None:
        """The reply in the TwiML; None where it is empty."""
        form = {
            "MessageSid": message_id or f"SM{next(_ids):032d}",
            "From": sender,
            "To": BOT_NUMBER,
            "Body": body,
            "FromCity": "",
        } | fields
        headers, content = signed_form(f"{PUBLIC_URL}/webhooks/twilio", form, AUTH_TOKEN)
        status, text = await self.post("/webhooks/twilio", headers, content)
        assert status == 200, text
        messages = ET.fromstring(text).findall("Message")  # noqa: S314 - our own server's
        return None if not messages else "".join(messages[0].itertext())

    async def by_telnyx(self, body: str, *, sender: str = SENDER, message_id: str = "") -> str:
        """The reply that the bot sends by the API."""
        before = len(self.telnyx_replies())
        await self.telnyx_event(body, sender=sender, message_id=message_id)
        await until(lambda: len(self.telnyx_replies()) > before)
        return self.telnyx_replies()[-1]

    async def telnyx_event(self, body: str, *, sender: str = SENDER, message_id: str = "") -> None:
        payload = {
            "id": message_id or f"in-{next(_ids)}",
            "direction": "inbound",
            "type": "SMS",
            "from": {"phone_number": sender},
            "to": [{"phone_number": BOT_NUMBER}],
            "text": body,
        }
        event = {"data": {"event_type": "message.received", "id": f"ev-{next(_ids)}", "payload": payload}}
        headers, content = signed_event(event, datetime.now(UTC))
        assert (await self.post("/webhooks/telnyx", headers, content))[0] == 200

    def telnyx_replies(self, number: str = SENDER) -> list[str]:
        return [message.body for message in self.telnyx.messages if message.send_at is None and message.to == number]

    async def twilio_receipt(self, sid: str, status: str) -> int:
        (message,) = [message for message in self.twilio.messages if message.sid == sid]
        path = re.sub(r"^https://[^/]+", "", message.status_callback)
        headers, content = signed_form(
            message.status_callback, {"MessageSid": sid, "MessageStatus": status}, AUTH_TOKEN
        )
        return (await self.post(path, headers, content))[0]

    @staticmethod
    def asked(server: TwilioServer | TelnyxServer, index: int = -1) -> dict[str, Any]:
        """A request as the provider got it: a form as a mapping, or JSON."""
        body = server.requests[index].body.decode()
        asked: dict[str, Any] = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
        return asked
