"""Accounts at both providers on loopback, and a stand-in for the bot behind its public URL."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

import pytest
from aiohttp import web

from bot.runtime.clock import Clock
from tests.builders import BOT_NUMBER
from tests.fakes.api_server import ApiServer
from tests.fakes.telnyx_account_server import TelnyxAccountServer
from tests.fakes.twilio_account_server import TwilioAccountServer

PUBLIC_URL = "https://bot.example.com"


class PublicFace(ApiServer):
    """Answers as a running bot with both providers enabled does."""

    def routes(self) -> Iterable[web.RouteDef]:
        async def alive(_: web.Request) -> web.Response:
            return web.json_response({"status": "alive"})

        async def refuse(_: web.Request) -> web.Response:
            return web.Response(status=403)

        return (
            web.get("/healthz", alive),
            web.post("/webhooks/twilio", refuse),
            web.post("/webhooks/telnyx", refuse),
        )


@dataclass
class Operator:
    """Both accounts, the bot's public face, and the environment with their addresses."""

    twilio: TwilioAccountServer
    telnyx: TelnyxAccountServer
    face: PublicFace
    environ: dict[str, str]


@pytest.fixture
async def operator(tmp_path) -> AsyncIterator[Operator]:
    async with TwilioAccountServer(Clock()) as twilio, TelnyxAccountServer(Clock()) as telnyx, PublicFace() as face:
        twilio.service.numbers = [BOT_NUMBER]
        environ = {
            "BOT_PROVIDERS": "twilio,telnyx",
            "BOT_PUBLIC_URL": PUBLIC_URL,
            "BOT_API_TOKEN": "token-of-a-program-0123456789",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'reminders.db'}",
            **twilio.settings,
            **telnyx.settings,
        }
        yield Operator(twilio, telnyx, face, environ)
