"""``check`` and ``connect`` for phones of one's own: SMS Gateway in its modes, and httpSMS."""

from datetime import UTC, datetime, timedelta

import click
import pytest

from bot.cli.check import run_check
from bot.cli.connect import run_connect
from bot.runtime.clock import Clock
from tests.builders import BOT_NUMBER
from tests.fakes import httpsms_server, smsgate_server
from tests.fakes.api_server import failing
from tests.fakes.httpsms_server import HttpSmsServer
from tests.fakes.smsgate_server import DEVICE_ID, LocalSmsGateServer, SmsGateServer

PUBLIC_URL = "https://bot.example.com"
EVENTS = {"sms:received", "sms:sent", "sms:delivered", "sms:failed", "sms:cancelled"}


def environ_for(server, name, **more):
    return {
        "BOT_PROVIDERS": name,
        "BOT_PUBLIC_URL": PUBLIC_URL,
        "SMSGATE_BASE_URL": server.api_url,
        "SMSGATE_USERNAME": smsgate_server.USERNAME,
        "SMSGATE_PASSWORD": smsgate_server.PASSWORD,
        "SMSGATE_WEBHOOK_SIGNING_KEY": smsgate_server.SIGNING_KEY,
        "SMSGATE_PHONE_NUMBER": BOT_NUMBER,
        "HTTPSMS_BASE_URL": server.api_url,
        "HTTPSMS_API_KEY": httpsms_server.API_KEY,
        "HTTPSMS_WEBHOOK_SIGNING_KEY": httpsms_server.SIGNING_KEY,
        "HTTPSMS_PHONE_NUMBER": BOT_NUMBER,
    } | more


async def connect(environ, **options):
    said: list[str] = []
    code = await run_connect(None, environ, ask=lambda _: True, say=said.append, **options)
    return code, "\n".join(said)


async def check(environ, tmp_path):
    """The lines about the phone."""
    said: list[str] = []
    environ |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    await run_check(None, environ, offline=False, say=said.append)
    lines = click.unstyle("\n".join(said)).splitlines()
    start = next(at for at, line in enumerate(lines) if line in ("SMS Gateway", "httpSMS"))
    return "\n".join(lines[start : lines.index("Public address")])


@pytest.fixture(params=[SmsGateServer, LocalSmsGateServer], ids=["cloud", "local"])
async def smsgate(request):
    async with request.param(Clock()) as server:
        yield server


@pytest.fixture
async def httpsms():
    async with HttpSmsServer(Clock()) as server:
        yield server


async def test_every_event_of_the_phone_is_registered_once(smsgate):
    environ = environ_for(smsgate, "smsgate", SMSGATE_DEVICE_ID=DEVICE_ID)
    code, said = await connect(environ)
    assert (code, "before: nothing" in said, "changed" in said) == (0, True, True)
    assert {one["event"] for one in smsgate.webhooks.values()} == EVENTS
    assert {one["url"] for one in smsgate.webhooks.values()} == {f"{PUBLIC_URL}/webhooks/smsgate"}
    assert {one["deviceId"] for one in smsgate.webhooks.values()} == {DEVICE_ID}
    code, said = await connect(environ)
    assert (code, len(smsgate.webhooks)) == (0, 5)
    assert "already connected" in said


async def test_a_missing_or_foreign_event_is_registered_again(smsgate, tmp_path):
    environ = environ_for(smsgate, "smsgate")
    await connect(environ)
    del smsgate.webhooks["reminder-bot-sms-failed"]
    smsgate.webhooks["mine"] = {"id": "mine", "event": "sms:failed", "url": "https://elsewhere.example.com"}
    assert "it does not report sms:failed" in await check(environ, tmp_path)
    await connect(environ)
    assert len(smsgate.webhooks) == 6
    assert smsgate.webhooks["mine"]["url"] == "https://elsewhere.example.com"
    moved = environ | {"BOT_PUBLIC_URL": "https://new.example.com"}
    assert "which is not this bot" in await check(moved, tmp_path)
    await connect(moved)
    assert smsgate.webhooks["reminder-bot-sms-received"]["url"] == "https://new.example.com/webhooks/smsgate"


async def test_a_healthy_phone(smsgate, tmp_path):
    environ = environ_for(smsgate, "smsgate")
    await connect(environ)
    said = await check(environ, tmp_path)
    assert "ok     the user name and password are valid; the phone is Pixel" in said
    assert f"the phone sends texts to {PUBLIC_URL}/webhooks/smsgate" in said
    assert "WRONG" not in said


async def test_what_is_wrong_with_the_phone_is_said(smsgate, tmp_path):
    environ = environ_for(smsgate, "smsgate")
    assert "refuses the user name" in await check(environ | {"SMSGATE_PASSWORD": "wrong"}, tmp_path)
    assert "no phone of this account" in await check(environ | {"SMSGATE_DEVICE_ID": "other"}, tmp_path)
    smsgate.devices.append({"id": "second", "name": "Old phone"})
    assert "has several phones" in await check(environ, tmp_path)
    smsgate.devices.clear()
    assert "has no phone" in await check(environ, tmp_path)
    smsgate.faults.append(failing(500))
    assert "does not work as expected" in await check(environ, tmp_path)


async def test_a_phone_that_was_not_online_lately_is_noted(tmp_path):
    async with SmsGateServer(Clock()) as server:
        server.devices[0]["lastSeen"] = (datetime.now(UTC) - timedelta(hours=3)).isoformat()
        said = await check(environ_for(server, "smsgate"), tmp_path)
    assert "was last online 180 minutes ago" in said


async def test_httpsms_is_connected_once_and_its_key_is_compared(httpsms, tmp_path):
    environ = environ_for(httpsms, "httpsms")
    assert (await connect(environ))[0] == 0
    [webhook] = httpsms.webhooks
    assert (webhook["url"], webhook["signing_key"]) == (f"{PUBLIC_URL}/webhooks/httpsms", httpsms_server.SIGNING_KEY)
    assert webhook["phone_numbers"] == [BOT_NUMBER]
    assert "already connected" in (await connect(environ))[1]
    webhook["signing_key"] = "another"
    assert "signing key is not HTTPSMS_WEBHOOK_SIGNING_KEY" in await check(environ, tmp_path)
    await connect(environ)
    assert [one["signing_key"] for one in httpsms.webhooks] == [httpsms_server.SIGNING_KEY]
    assert "WRONG" not in await check(environ, tmp_path)


async def test_what_is_wrong_at_httpsms_is_said(httpsms, tmp_path):
    environ = environ_for(httpsms, "httpsms")
    assert "refuses the API key" in await check(environ | {"HTTPSMS_API_KEY": "wrong"}, tmp_path)
    assert "no webhook is set" in await check(environ, tmp_path)
    httpsms.heartbeat_at = (datetime.now(UTC) - timedelta(hours=3)).isoformat()
    assert "the phone last reported at" in await check(environ, tmp_path)
    httpsms.phones.clear()
    assert "is no phone of this account" in await check(environ, tmp_path)


async def test_a_dry_run_changes_nothing(smsgate, httpsms):
    await connect(environ_for(smsgate, "smsgate"), is_dry=True)
    await connect(environ_for(httpsms, "httpsms"), is_dry=True)
    assert (smsgate.webhooks, httpsms.webhooks) == ({}, [])
