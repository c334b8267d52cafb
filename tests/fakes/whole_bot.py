"""The whole bot with both providers, which are small servers on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.app.server import running
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from bot.runtime.settings import Settings
from tests.fakes.phones import PUBLIC_URL, Phones
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer


def settings_for(folder: Path, twilio: TwilioServer, telnyx: TelnyxServer, **more: str) -> Settings:
    return load(
        None,
        {
            "BOT_PROVIDERS": "twilio,telnyx",
            "BOT_PORT": "0",
            "BOT_PUBLIC_URL": PUBLIC_URL,
            "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
            **twilio.settings,
            **telnyx.settings,
            # so that a busy machine makes no other answers
            "BOT_CANCEL_WAIT_SECONDS": "8",
        }
        | more,
    )


@asynccontextmanager
async def whole_bot(folder: Path, **settings: str) -> AsyncIterator[Phones]:
    """Run the bot with these settings; the phones that text it."""
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        aiohttp.ClientSession() as session,
        running(settings_for(folder, twilio, telnyx, **settings)) as bot,
    ):
        yield Phones(session, bot.base_url, twilio, telnyx)
