"""What only Twilio has: the messaging service check, and the search for a message whose response was lost."""

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
    RateLimitedError,
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
    """Return a function that starts a new provider, as after a restart of the bot."""
    started = []

    async def start_provider(**changes) -> TwilioProvider:
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

    yield start_provider
    for provider in started:
        await provider.close()


def handed_over(**changes):
    return make_text(handed_over_at=NOW, scheduled_for=IN_AN_HOUR, **changes)


@pytest.mark.parametrize("sid", ["", "MG", "MG" + "0" * 31, "MG" + "g" * 32, MESSAGING_SERVICE_SID + "\n"])
async def test_sends_no_request_without_a_messaging_service(server, start, sid):
    provider = await start(messaging_service_sid=sid)
    for call in (provider.schedule(make_text(), IN_AN_HOUR), provider.send(make_text())):
        with pytest.raises(ProviderSetupError):
            await call
    assert server.requests == []


async def test_edge_and_region_in_the_environment_are_ignored(server, start, monkeypatch):
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    await (await start()).send(make_text())
    assert len(server.messages) == 1


async def test_equal_messages_are_told_apart_by_the_known_ids(server, start):
    provider = await start()
    known = await provider.schedule(handed_over(), IN_AN_HOUR)
    lost = handed_over()
    server.faults.append(closed(after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.schedule(lost, IN_AN_HOUR + timedelta(days=1))
    known_ids = frozenset({known.provider_message_id})
    found = await provider.find(lost, known_ids)
    assert found is not None
    assert found != known
    assert await provider.find(lost, known_ids | {found.provider_message_id}) is None


async def test_the_oldest_equal_message_is_found(server, start):
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
        {"status": "sent"},  # long before its time, so it is another message that was sent at once
        {"status": "received"},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_a_message_that_differs_is_not_found(server, start, change):
    await (await start()).schedule(handed_over(), IN_AN_HOUR)
    [message] = server.messages
    for name, value in change.items():
        setattr(message, name, value)
    assert await (await start()).find(handed_over()) is None


async def test_a_message_that_was_sent_meanwhile_is_found(server, start):
    accepted = await (await start()).schedule(handed_over(), IN_AN_HOUR)
    server.clock.set(IN_AN_HOUR)
    assert await (await start()).find(handed_over()) == accepted


async def test_a_message_sent_now_is_not_confused_with_a_scheduled_one(server, start):
    await (await start()).schedule(handed_over(), IN_AN_HOUR)
    assert await (await start()).find(make_text(handed_over_at=NOW)) is None


async def test_finds_across_pages(server, start):
    provider = await start()
    expected = await provider.schedule(handed_over(), IN_AN_HOUR)
    for _ in range(150):
        await provider.send(make_text(body="another"))
    assert await (await start()).find(handed_over()) == expected
    assert [request.method for request in server.requests[-2:]] == ["GET", "GET"]


async def test_a_search_without_a_response_may_be_repeated(server, start):
    provider = await start()
    server.faults.append(failing(500))
    with pytest.raises(TemporaryProviderError):
        await provider.find(handed_over())


CODES: list[tuple[int, object, type[ProviderError]]] = [
    (401, 20003, ProviderSetupError),
    (401, None, ProviderSetupError),
    (403, None, ProviderSetupError),
    (429, None, RateLimitedError),
    (429, 20429, RateLimitedError),
    (404, 20404, PermanentProviderError),
    (400, 21211, PermanentProviderError),
    (400, 21610, OptedOutError),
    (400, 21611, TemporaryProviderError),
    (400, 21701, ProviderSetupError),
    (400, 21703, PermanentProviderError),  # no number for this recipient
    (400, 21704, ProviderSetupError),
    (400, 21635, PermanentProviderError),
    (403, 21999, PermanentProviderError),
    (403, 20999, ProviderSetupError),
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
