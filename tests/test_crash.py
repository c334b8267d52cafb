"""Kill -9 at every step: what was acknowledged is at the provider exactly once, and the answers stay the same.

More than CI does: ``CRASH_KILLS=200 CRASH_SEED=7 python -m pytest tests/test_crash.py``.
"""

import random
from itertools import cycle, islice

import aiohttp
import pytest

from bot.clock import Clock
from tests.fakes.books import people
from tests.fakes.bot_starter import bot_starter
from tests.fakes.crash_run import CrashRun, crash_size
from tests.fakes.deaths import Step
from tests.fakes.phones import BOT_NUMBER, PUBLIC_URL, Phones
from tests.fakes.signing import PUBLIC_KEY
from tests.fakes.telnyx_server import API_KEY, TelnyxServer
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

KILLS, SEED = crash_size()
SECONDS = 120 + 6 * KILLS

pytestmark = [pytest.mark.process, pytest.mark.timeout(SECONDS)]

PEOPLE = 18
REMINDERS_A_KILL = 12  # at least: 300 with 25 kills


def settings_for(twilio, telnyx):
    return {
        "BOT_PROVIDERS": "twilio,telnyx",
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


async def test_what_was_acknowledged_is_there_once_whenever_the_bot_dies(tmp_path):
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        bot_starter(tmp_path, settings_for(twilio, telnyx)) as starter,
    ):
        chance = random.Random(SEED)  # noqa: S311 - the same moments in every run
        run = CrashRun(starter, twilio, telnyx, people(SEED, PEOPLE), chance, tmp_path)
        for step in islice(cycle(Step), KILLS):
            await run.round_until(step)
        bot = await starter.start()
        await bot.ready.wait()
        async with aiohttp.ClientSession() as session:
            await run.settled(Phones(session, bot.base_url, twilio, telnyx))
    print(run.kinds, {step.name: count for step, count in run.deaths.items()})  # noqa: T201 - shown where it fails
    assert run.problems() == []
    assert run.deaths.total() == KILLS
    assert run.reminders >= REMINDERS_A_KILL * KILLS
    assert set(run.kinds) == {"once", "soon", "repeat", "delete", "edit"}
    assert len(Step) > KILLS or all(run.deaths[step] for step in Step)
