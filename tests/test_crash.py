"""Kill -9 at random moments: what was acknowledged is at the provider exactly once, and the answer stays the same."""

import asyncio
import itertools
import random
import signal
from collections import Counter
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.clock import Clock
from tests.fakes.bot_process import bot_process
from tests.fakes.phones import BOT_NUMBER, PUBLIC_URL, Phones
from tests.fakes.signing import PUBLIC_KEY
from tests.fakes.telnyx_server import API_KEY, TelnyxServer
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

pytestmark = [pytest.mark.process, pytest.mark.timeout(240)]

KILLS = 3
TEXTS_A_ROUND = 12


def settings_for(provider, twilio, telnyx):
    return {
        "BOT_PROVIDERS": provider,
        "BOT_PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_MESSAGING_SERVICE_SID": MESSAGING_SERVICE_SID,
        "TWILIO_API_BASE_URL": twilio.url,
        "TELNYX_API_KEY": API_KEY,
        "TELNYX_PUBLIC_KEY": PUBLIC_KEY,
        "TELNYX_PHONE_NUMBER": BOT_NUMBER,
        "TELNYX_BASE_URL": telnyx.api_url,
    }


@pytest.mark.parametrize("provider", ["twilio", "telnyx"])
async def test_what_was_acknowledged_is_there_once(tmp_path, provider):
    chance = random.Random(20260311)  # noqa: S311 - the same moments in every run
    acknowledged: dict[str, str] = {}
    undecided: dict[str, str] = {}
    counter = itertools.count(1)

    async with TwilioServer(Clock()) as twilio, TelnyxServer(Clock()) as telnyx, aiohttp.ClientSession() as session:
        server = twilio if provider == "twilio" else telnyx

        async def text(phones: Phones, message_id: str, body: str) -> None:
            send = phones.by_twilio if provider == "twilio" else phones.telnyx_event
            await send(body, message_id=message_id)
            acknowledged[message_id] = undecided.pop(message_id)

        async def round_of_texts(phones: Phones) -> None:
            for _ in range(TEXTS_A_ROUND):
                number = next(counter)
                undecided[f"in-{provider}-{number}"] = f"remind me in 5 hours to do thing{number}"
            # new ones, and again what was not acknowledged before
            await asyncio.gather(*(text(phones, *pair) for pair in undecided.items()))

        for _ in range(KILLS):
            async with bot_process(tmp_path, settings_for(provider, twilio, telnyx)) as bot:
                texting = asyncio.create_task(round_of_texts(Phones(session, bot.base_url, twilio, telnyx)))
                await asyncio.wait([texting], timeout=chance.uniform(0.0, 0.3))
                await bot.stop(signal.SIGKILL)
                await asyncio.gather(texting, return_exceptions=True)

        async with bot_process(tmp_path, settings_for(provider, twilio, telnyx)) as bot:
            phones = Phones(session, bot.base_url, twilio, telnyx)
            for message_id, body in list(undecided.items()):
                await text(phones, message_id, body)
            wanted = {"Reminder: " + body.partition(" to ")[2] for body in acknowledged.values()}
            async with asyncio.timeout(90):
                while {message.body for message in server.messages if message.send_at} != wanted:
                    server.answered.clear()
                    await server.answered.wait()

    scheduled = Counter(message.body for message in server.messages if message.send_at)
    assert set(scheduled.values()) == {1}
    assert len(acknowledged) == KILLS * TEXTS_A_ROUND
    assert all(message.send_at > datetime.now(UTC) for message in server.messages if message.send_at)
