"""The description of ``/v1`` and the running bot hold to each other, whatever is sent: schemathesis makes it up."""

import asyncio
import threading
from concurrent.futures import Future

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import ignored_auth, positive_data_acceptance

from bot.app.server import running
from bot.web.api.openapi import description
from tests.fakes.program import TOKEN, settings_for_programs

schema = schemathesis.openapi.from_dict(description())


@pytest.fixture(scope="module")
def base_url(tmp_path_factory):
    """A bot that serves in a thread of its own: schemathesis blocks while it asks."""
    folder = tmp_path_factory.mktemp("bot")
    settings = settings_for_programs(folder, BOT_API_REQUESTS_PER_MINUTE="1000000")
    address: Future[str] = Future()
    ending: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve():
        ended = asyncio.Event()
        ending.set_result((asyncio.get_running_loop(), ended))
        try:
            async with running(settings) as bot:
                address.set_result(bot.base_url)
                await ended.wait()
        except Exception as error:
            address.set_exception(error)
            raise

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    yield address.result(timeout=25)
    loop, ended = ending.result()
    loop.call_soon_threadsafe(ended.set)
    thread.join()


@pytest.mark.timeout(60)
@schema.parametrize()
@hypothesis_settings(
    max_examples=15,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_bot_answers_as_it_is_described(case, base_url):
    # What fits the schema may still be impossible: a number that nobody has, a time in the past.
    excluded = [positive_data_acceptance]
    if case.path not in ("/v1/messages", "/v1/messages/{id}"):
        excluded.append(ignored_auth)  # where a signature does as well, a valid token stands in for a forged one
    case.call_and_validate(base_url, headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=excluded)
