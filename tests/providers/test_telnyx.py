"""What only Telnyx has: idempotency keys and its error codes."""

import json
import re
from datetime import timedelta

import pytest

from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    RateLimitedError,
    TemporaryProviderError,
)
from bot.providers.telnyx.codes import api_error, cancel_error
from bot.providers.telnyx.provider import TelnyxProvider
from tests.builders import BOT_NUMBER, NOW, WINDOW, make_text
from tests.fakes.api_server import failing
from tests.fakes.set_clock import SetClock
from tests.fakes.telnyx_server import API_KEY, PROFILE_NUMBER, TelnyxServer

IN_AN_HOUR = NOW + timedelta(hours=1)


@pytest.fixture
async def server():
    async with TelnyxServer(SetClock()) as server:
        yield server


@pytest.fixture
async def provider(server):
    provider = TelnyxProvider(
        api_key=API_KEY,
        phone_number=BOT_NUMBER,
        messaging_profile_id="profile",
        api_base_url=server.api_url,
        public_url="https://bot.example.com",
        window=WINDOW,
    )
    await provider.start()
    yield provider
    await provider.close()


async def test_a_repeated_call_has_the_same_bytes_and_the_same_key(server, provider):
    text = make_text()
    server.faults.append(failing(500, after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.schedule(text, IN_AN_HOUR)
    accepted = await provider.schedule(text, IN_AN_HOUR)
    first, second = server.requests
    assert first.body == second.body
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert re.fullmatch(r"[A-Za-z0-9_:-]{1,255}", first.headers["Idempotency-Key"])
    assert [message.id for message in server.messages] == [accepted.provider_message_id]


async def test_a_key_used_with_another_body_means_that_the_first_one_was_accepted(provider):
    text = make_text()
    await provider.schedule(text, IN_AN_HOUR)
    with pytest.raises(AlreadyAcceptedError):
        await provider.send(text)


async def test_credentials_in_the_environment_are_ignored(server, monkeypatch):
    for name in ("API_KEY", "CLIENT_ID", "CLIENT_SECRET", "BASE_URL"):
        monkeypatch.setenv(f"TELNYX_{name}", "other")
    provider = TelnyxProvider(
        api_key=API_KEY, phone_number=BOT_NUMBER, api_base_url=server.api_url, public_url="", window=WINDOW
    )
    await provider.start()
    await provider.send(make_text())
    await provider.close()
    assert len(server.messages) == 1


async def test_sends_from_the_number_that_was_texted(server, provider):
    await provider.send(make_text(from_number="+13125550177"))
    await provider.send(make_text(from_number=""))
    assert [message.from_number for message in server.messages] == ["+13125550177", BOT_NUMBER]
    assert json.loads(server.requests[0].body)["messaging_profile_id"] == "profile"


async def test_without_any_number_the_messaging_profile_chooses_the_sender(server):
    provider = TelnyxProvider(
        api_key=API_KEY,
        phone_number="",
        messaging_profile_id="profile",
        api_base_url=server.api_url,
        public_url="",
        window=WINDOW,
    )
    await provider.start()
    await provider.send(make_text(from_number=""))
    await provider.close()
    assert "from" not in json.loads(server.requests[0].body)
    assert [message.from_number for message in server.messages] == [PROFILE_NUMBER]


async def test_the_last_minute_is_too_late_to_cancel(server, provider):
    accepted = await provider.schedule(make_text(), IN_AN_HOUR)
    server.clock.set(IN_AN_HOUR - timedelta(seconds=60))
    with pytest.raises(NotCancellableError):
        await provider.cancel(accepted.provider_message_id)
    assert (await provider.fetch(accepted.provider_message_id)).state is None


CODES = [
    (400, "10015", PermanentProviderError, NotCancellableError),
    (401, "10009", ProviderSetupError, ProviderSetupError),
    (401, None, ProviderSetupError, ProviderSetupError),
    (403, None, ProviderSetupError, NotCancellableError),
    (404, "40303", PermanentProviderError, NotCancellableError),
    (409, "10036", TemporaryProviderError, TemporaryProviderError),
    (422, "10027", PermanentProviderError, NotCancellableError),
    (429, "10011", RateLimitedError, RateLimitedError),
    (429, None, RateLimitedError, RateLimitedError),
    (409, "10036", TemporaryProviderError, TemporaryProviderError),
    (400, "40300", OptedOutError, NotCancellableError),
    (400, "40301", OptedOutError, NotCancellableError),
    (400, "40302", PermanentProviderError, NotCancellableError),
    # about one recipient or one sender
    (400, "40305", PermanentProviderError, NotCancellableError),
    (400, "40309", PermanentProviderError, NotCancellableError),
    (400, "40310", PermanentProviderError, NotCancellableError),
    (403, "40310", PermanentProviderError, NotCancellableError),
    (403, "40399", PermanentProviderError, NotCancellableError),
    (400, "40319", PermanentProviderError, NotCancellableError),
    (400, "40312", ProviderSetupError, ProviderSetupError),
    (400, "40318", TemporaryProviderError, TemporaryProviderError),
    (400, "40321", ProviderSetupError, ProviderSetupError),
    (400, "40333", ProviderSetupError, ProviderSetupError),
    (400, "99999", PermanentProviderError, NotCancellableError),
]


@pytest.mark.parametrize(("status", "code", "kind", "kind_on_cancel"), CODES)
def test_error_codes(status, code, kind, kind_on_cancel):
    body = {"errors": [{"code": code, "title": "Wrong"}]} if code else {"errors": []}
    assert type(api_error(status, body)) is kind
    assert type(cancel_error(status, body)) is kind_on_cancel
    assert api_error(status, body).code == (code or f"http {status}")


@pytest.mark.parametrize(
    "error",
    [
        {"code": "10015", "title": "Bad Request", "source": {"pointer": "/send_at"}},
        {"code": "10027", "detail": "send_at must be at least 5 minutes in the future"},
        {"title": "Invalid send_at"},
    ],
)
def test_an_error_about_the_send_time_is_out_of_window(error):
    assert type(api_error(422, {"errors": [error]})) is OutOfWindowError


@pytest.mark.parametrize("body", [None, "<html>", [], {"errors": None}, {"errors": ["x"]}, {"errors": [{"code": []}]}])
def test_any_body_gives_a_provider_error(body):
    assert isinstance(api_error(400, body), ProviderSetupError | PermanentProviderError)
