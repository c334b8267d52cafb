"""What is Twilio's alone: the guard of the schedule, and finding a text again whose answer was lost."""

from datetime import timedelta

import pytest

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.providers.twilio.codes import api_error
from bot.providers.twilio.provider import TwilioProvider
from tests.builders import NOW, WINDOW, make_text
from tests.fakes.api_server import closed, failing
from tests.fakes.set_clock import SetClock
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

IN_AN_HOUR = NOW + timedelta(hours=1)


@pytest.fixture
async def server():
    async with TwilioServer(SetClock()) as server:
        yield server


@pytest.fixture
async def start(server):
    """Starts a provider on the server: each is the bot after another restart."""
    started = []

    async def start(**changes) -> TwilioProvider:
        values = {
            "account_sid": ACCOUNT_SID,
            "auth_token": AUTH_TOKEN,
            "messaging_service_sid": MESSAGING_SERVICE_SID,
            "api_base_url": server.url,
            "public_url": "https://bot.example.com",
            "window": WINDOW,
        }
        provider = TwilioProvider(**values | changes)
        await provider.start()
        started.append(provider)
        return provider

    yield start
    for provider in started:
        await provider.close()


def handed_over(**changes):
    return make_text(handed_over_at=NOW, scheduled_for=IN_AN_HOUR, **changes)


@pytest.mark.parametrize("sid", ["", "MG", "MG" + "0" * 31, "MG" + "g" * 32, MESSAGING_SERVICE_SID + "\n"])
async def test_asks_nothing_without_a_messaging_service(server, start, sid):
    provider = await start(messaging_service_sid=sid)
    for call in (provider.schedule(make_text(), IN_AN_HOUR), provider.send(make_text())):
        with pytest.raises(ProviderSetupError):
            await call
    assert server.requests == []


async def test_edge_and_region_of_the_environment_are_not_honoured(server, start, monkeypatch):
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    await (await start()).send(make_text())
    assert len(server.messages) == 1


async def test_texts_alike_are_told_apart_by_the_ids_that_are_taken(server, start):
    provider = await start()
    known = await provider.schedule(handed_over(), IN_AN_HOUR)
    lost = handed_over()
    server.faults.append(closed(after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.schedule(lost, IN_AN_HOUR + timedelta(days=1))
    taken = frozenset({known.provider_message_id})
    found = await provider.find(lost, taken)
    assert found is not None
    assert found != known
    assert await provider.find(lost, taken | {found.provider_message_id}) is None


async def test_the_oldest_alike_is_found(server, start):
    provider = await start()
    first = await provider.schedule(handed_over(), IN_AN_HOUR)
    server.clock.forward(seconds=1)
    await provider.schedule(handed_over(), IN_AN_HOUR)
    assert await (await start()).find(handed_over()) == first


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Reminder: another"},
        {"to": "+13125550124"},
        {"created_at": NOW - timedelta(minutes=3)},
        {"created_at": NOW + timedelta(minutes=6)},
        {"status": "canceled"},
        {"status": "sent"},  # long before the text's time: another one that was sent at once
        {"status": "received"},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_what_differs_is_not_found(server, start, change):
    await (await start()).schedule(handed_over(), IN_AN_HOUR)
    [message] = server.messages
    for name, value in change.items():
        setattr(message, name, value)
    assert await (await start()).find(handed_over()) is None


async def test_a_lost_text_is_found_when_it_is_out_already(server, start):
    accepted = await (await start()).schedule(handed_over(), IN_AN_HOUR)
    server.clock.set(IN_AN_HOUR)
    assert await (await start()).find(handed_over()) == accepted


async def test_a_text_sent_at_once_is_not_taken_for_a_scheduled_one(server, start):
    await (await start()).schedule(handed_over(), IN_AN_HOUR)
    assert await (await start()).find(make_text(handed_over_at=NOW)) is None


async def test_finds_across_pages(server, start):
    provider = await start()
    wanted = await provider.schedule(handed_over(), IN_AN_HOUR)
    for _ in range(150):
        await provider.send(make_text(body="another"))
    assert await (await start()).find(handed_over()) == wanted
    assert [asked.method for asked in server.requests[-2:]] == ["GET", "GET"]


async def test_a_search_without_an_answer_may_be_repeated(server, start):
    provider = await start()
    server.faults.append(failing(500))
    with pytest.raises(TemporaryProviderError):
        await provider.find(handed_over())


CODES: list[tuple[int, object, type[ProviderError]]] = [
    (401, 20003, ProviderSetupError),
    (401, None, ProviderSetupError),
    (403, None, ProviderSetupError),
    (429, None, TemporaryProviderError),
    (429, 20429, TemporaryProviderError),
    (404, 20404, PermanentProviderError),
    (400, 21211, PermanentProviderError),
    (400, 21610, OptedOutError),
    (400, 21611, TemporaryProviderError),
    (400, 21701, ProviderSetupError),
    (400, 21703, ProviderSetupError),
    (400, 21704, ProviderSetupError),
    (400, 21705, ProviderSetupError),
    (400, 30001, TemporaryProviderError),
    (400, 30409, NotCancellableError),
    (400, 35111, OutOfWindowError),
    (400, 35114, OutOfWindowError),
    (400, 35115, OutOfWindowError),
    (400, 35117, OutOfWindowError),
    (400, 35118, ProviderSetupError),
    (400, 35125, TemporaryProviderError),
    (400, 99999, PermanentProviderError),
    (400, "text", PermanentProviderError),
]


@pytest.mark.parametrize(("status", "code", "kind"), CODES)
def test_error_codes(status, code, kind):
    error = api_error(status, code)
    assert type(error) is kind
    assert error.code == (str(code) if isinstance(code, int) else f"http {status}")
