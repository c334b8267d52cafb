"""Secrets, phone numbers and message texts never appear in a repr, an error, a log or a response."""

import base64
import json

import aiohttp
import pytest

from bot.domain.errors import SettingsError
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from tests.builders import BOT_NUMBER
from tests.fakes.api_server import Fault, closed, failing
from tests.fakes.bot_process import bot_process
from tests.fakes.phones import PUBLIC_URL, SENDER, Phones, until
from tests.fakes.signing import PUBLIC_KEY
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

API_TOKEN = "token-of-a-program-for-tests"
TELNYX_KEY = "KEY-that-the-server-refuses"
WORDS = "call grandmother"
SECRETS = (AUTH_TOKEN, TELNYX_KEY, API_TOKEN, base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode())

ENVIRON = {
    "BOT_PROVIDERS": "twilio,telnyx",
    "BOT_PUBLIC_URL": PUBLIC_URL,
    "BOT_API_TOKEN": API_TOKEN,
    "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
    "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
    "TWILIO_MESSAGING_SERVICE_SID": MESSAGING_SERVICE_SID,
    "TELNYX_API_KEY": TELNYX_KEY,
    "TELNYX_PUBLIC_KEY": PUBLIC_KEY,
    "TELNYX_PHONE_NUMBER": BOT_NUMBER,
}


def leaks(text, *others):
    return [secret for secret in (*SECRETS, *others) if secret in text]


@pytest.mark.parametrize(
    "show", [repr, str, "{:}".format, lambda settings: json.dumps(settings.model_dump(mode="json"))]
)
def test_settings_do_not_show_their_secrets(show):
    assert leaks(show(load(None, ENVIRON))) == []


@pytest.mark.parametrize(
    "wrong", [{"BOT_PORT": AUTH_TOKEN}, {"TWILIO_ACCOUNT_SID": AUTH_TOKEN}, {"BOT_PROVIDERS": API_TOKEN}]
)
def test_an_error_about_a_setting_does_not_show_its_value(wrong):
    """A token that was put into the wrong variable does not end up in the log."""
    with pytest.raises(SettingsError) as caught:
        load(None, ENVIRON | wrong)
    assert leaks(str(caught.value)) == []


def api_error(status, message):
    """An error response that quotes the request."""
    return Fault(status=status, body=json.dumps({"code": 21211, "message": message}), content_type="application/json")


FAULTS = (
    lambda: api_error(400, f"To {SENDER} is wrong: {WORDS}"),
    lambda: failing(500),
    lambda: closed(after_work=False),
    lambda: closed(after_work=True),
    lambda: Fault(status=200, body=f"<html>{AUTH_TOKEN} {SENDER}</html>"),
    lambda: api_error(401, f"bad token {AUTH_TOKEN} for {SENDER}"),
)


@pytest.mark.process
@pytest.mark.timeout(90)  # the process loads both SDKs, which is slow on a busy machine
async def test_the_log_of_failing_providers_has_no_secret_no_number_and_no_text(tmp_path):
    """Both providers fail in every way and quote the request in their errors; programs use wrong tokens."""
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        aiohttp.ClientSession() as session,
        bot_process(
            tmp_path,
            ENVIRON
            | {
                "BOT_LOG_LEVEL": "debug",
                "TWILIO_API_BASE_URL": twilio.url,
                "TELNYX_BASE_URL": telnyx.api_url,
            },
        ) as bot,
    ):
        phones = Phones(session, bot.base_url, twilio, telnyx)
        for hours, make in enumerate(FAULTS, 2):
            twilio.faults.append(make())
            telnyx.faults.append(make())
            await phones.by_twilio(f"remind me in {hours} hours to {WORDS} {hours}")
            await phones.telnyx_event(f"remind me in {hours} hours to {WORDS} {hours}")
            await until(lambda: not twilio.faults and not telnyx.faults)
        for token in (f"Bearer {API_TOKEN}x", f"Bearer {API_TOKEN}"):
            headers = {"Authorization": token, "Content-Type": "application/json"}
            for path in ("/v1/messages", "/nowhere"):
                status, text = await phones.post(path, headers, json.dumps({"to": SENDER, "message": WORDS}).encode())
                assert status < 500
                assert leaks(text) == []
        assert await bot.stop() == 0
    assert bot.log
    assert leaks(bot.text, SENDER, SENDER[1:], WORDS) == []
