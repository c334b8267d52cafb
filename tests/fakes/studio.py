"""A Studio flow whose widget posts signed requests to a bot with both providers."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.app.server import running
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER, Phones
from tests.fakes.program import TOKEN, Program
from tests.fakes.signing import signed_form, signed_json
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import AUTH_TOKEN, TwilioServer

SCHEDULE, MESSAGE = "/v1/message/schedule", "/v1/studio/message"
AHOY = {"number": SENDER, "minutes": "16", "message": "Ahoy, world!"}
FORM = "application/x-www-form-urlencoded"

Response = tuple[int, dict[str, Any]]


@dataclass(frozen=True)
class Studio:
    """``phones`` use the same bot through the providers' webhooks, ``program`` through the API with a token."""

    phones: Phones
    program: Program

    async def form(self, path: str, fields: Mapping[str, str], auth_token: str = AUTH_TOKEN) -> Response:
        headers, body = signed_form(PUBLIC_URL + path, fields, auth_token)
        return await self.post(path, headers, body)

    async def json(self, path: str, content: Any, auth_token: str = AUTH_TOKEN) -> Response:
        url, headers, body = signed_json(PUBLIC_URL + path, content, auth_token)
        return await self.post(url.removeprefix(PUBLIC_URL), headers, body)

    async def post(self, path: str, headers: dict[str, str], body: bytes) -> Response:
        status, text = await self.phones.post(path, headers, body)
        return status, json.loads(text)

    async def reply_to(self, text: str, **fields: str) -> str:
        """The reply that the flow sends to a person's text."""
        status, answer = await self.form(MESSAGE, {"from": SENDER, "to": BOT_NUMBER, "body": text} | fields)
        assert status == 200, answer
        return str(answer["reply"])


@asynccontextmanager
async def studio_flow(folder: Path) -> AsyncIterator[Studio]:
    """A flow and a bot with both providers. The bot keeps its files in ``folder``."""
    async with TwilioServer(Clock()) as twilio, TelnyxServer(Clock()) as telnyx, aiohttp.ClientSession() as session:
        environ = {
            "BOT_PROVIDERS": "telnyx,twilio",
            "BOT_PORT": "0",
            "BOT_PUBLIC_URL": PUBLIC_URL,
            "BOT_API_TOKEN": TOKEN,
            "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
            **twilio.settings,
            **telnyx.settings,
        }
        async with running(load(None, environ)) as bot:
            yield Studio(Phones(session, bot.base_url, twilio, telnyx), Program(session, bot.base_url))
