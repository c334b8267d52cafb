"""The phone page asks nobody who they are, so it is never there when a real provider is on."""

import aiohttp
import pytest

from bot.app.server import running
from bot.domain.errors import SettingsError
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from bot.web.simulator_page import FILES
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer
from tests.fakes.whole_bot import settings_for


async def test_with_a_real_provider_there_is_no_page_and_nothing_behind_it(tmp_path):
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        aiohttp.ClientSession() as session,
        running(settings_for(tmp_path, twilio, telnyx)) as bot,
    ):
        assert not bot.has_phone_page
        for path in (*FILES, "/simulator/state", "/simulator/events"):
            async with session.get(bot.base_url + path) as answer:
                assert answer.status == 404, path
        for path in ("/simulator/texts", "/simulator/clock", "/simulator/faults"):
            async with session.post(bot.base_url + path, json={}) as answer:
                assert answer.status == 404, path


async def test_the_simulator_does_not_serve_beside_a_real_provider(tmp_path):
    async with TwilioServer(Clock()) as twilio, TelnyxServer(Clock()) as telnyx:
        settings = settings_for(tmp_path, twilio, telnyx)
        mixed = settings.model_copy(update={"providers": (*settings.providers, *load(None, {}).providers)})
        with pytest.raises(SettingsError, match="cannot run with another provider"):
            async with running(mixed):
                pass
