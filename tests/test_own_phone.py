"""The whole bot with phones of its own: signed events from the phone, real HTTP to the gateway's API."""

import itertools
import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.app.server import running
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from tests.builders import BOT_NUMBER, SENDER
from tests.fakes import httpsms_server, smsgate_server
from tests.fakes.api_server import failing
from tests.fakes.httpsms_server import HttpSmsServer
from tests.fakes.phones import PUBLIC_URL, until
from tests.fakes.signing import signed_by_httpsms, signed_by_smsgate
from tests.fakes.smsgate_server import LocalSmsGateServer, SmsGateServer

_ids = itertools.count(1)


class OwnPhone:
    """Somebody who texts a bot whose carrier is a phone."""

    path = "/webhooks/smsgate"

    def __init__(self, session, base_url, server):
        self._session = session
        self._base_url = base_url
        self.server = server

    async def text(self, body, *, sender=SENDER, at=None, message_id=""):
        """The next reply that the phone sends; ``at`` is when the phone got the text."""
        before = len(self.server.messages)
        await self.event(self.inbound(body, sender, at or datetime.now(UTC), message_id or f"m{next(_ids)}"))
        await until(lambda: len(self.server.messages) > before)
        return self.server.messages[-1].body

    def inbound(self, body, sender, at, message_id):
        payload = {"messageId": message_id, "message": body, "sender": sender, "receivedAt": at.isoformat()}
        return {"id": f"e{next(_ids)}", "deviceId": "d", "event": "sms:received", "payload": payload}

    def report(self, name, message):
        payload = {"messageId": message.id, "recipient": message.to, "reason": "TTL expired", "partsCount": 1}
        return {"id": f"e{next(_ids)}", "deviceId": "d", "event": name, "payload": payload}

    def signed(self, event):
        return signed_by_smsgate(event, datetime.now(UTC), smsgate_server.SIGNING_KEY)

    async def event(self, event):
        assert await self.post(*self.signed(event)) == 200

    async def post(self, headers, body):
        async with self._session.post(self._base_url + self.path, headers=headers, data=body) as answer:
            return answer.status

    async def metrics(self):
        async with self._session.get(f"{self._base_url}/metrics") as answer:
            return await answer.text()


class HttpSmsPhone(OwnPhone):
    path = "/webhooks/httpsms"

    def inbound(self, body, sender, at, message_id):
        data = {"message_id": message_id, "owner": BOT_NUMBER, "contact": sender, "content": body}
        return {"type": "message.phone.received", "data": data | {"timestamp": at.isoformat(), "encrypted": False}}

    def report(self, name, message):
        names = {"sms:sent": "message.phone.sent", "sms:delivered": "message.phone.delivered"}
        data = {"id": message.id, "message_id": message.id, "owner": BOT_NUMBER, "request_id": message.request_id}
        return {"type": names.get(name, "message.send.expired"), "data": data | {"is_final": True}}

    def signed(self, event):
        return signed_by_httpsms(event, datetime.now(UTC), httpsms_server.SIGNING_KEY, f"{PUBLIC_URL}/webhooks/httpsms")


KINDS = {
    "cloud": (SmsGateServer, OwnPhone, "smsgate"),
    "local": (LocalSmsGateServer, OwnPhone, "smsgate"),
    "httpsms": (HttpSmsServer, HttpSmsPhone, "httpsms"),
}


def settings_for(folder, server, name):
    return load(
        None,
        {
            "BOT_PROVIDERS": name,
            "BOT_PORT": "0",
            "BOT_PUBLIC_URL": PUBLIC_URL,
            "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
            "SMSGATE_BASE_URL": server.api_url,
            "SMSGATE_USERNAME": smsgate_server.USERNAME,
            "SMSGATE_PASSWORD": smsgate_server.PASSWORD,
            "SMSGATE_WEBHOOK_SIGNING_KEY": smsgate_server.SIGNING_KEY,
            "SMSGATE_PHONE_NUMBER": BOT_NUMBER,
            "HTTPSMS_BASE_URL": server.api_url,
            "HTTPSMS_API_KEY": httpsms_server.API_KEY,
            "HTTPSMS_WEBHOOK_SIGNING_KEY": httpsms_server.SIGNING_KEY,
            "HTTPSMS_PHONE_NUMBER": BOT_NUMBER,
        },
    )


@asynccontextmanager
async def own_phone(folder, kind):
    server_class, phone_class, name = KINDS[kind]
    async with (
        server_class(Clock()) as server,
        aiohttp.ClientSession() as session,
        running(settings_for(folder, server, name)) as bot,
    ):
        yield phone_class(session, bot.base_url, server)


@pytest.fixture(params=KINDS)
async def phone(request, tmp_path):
    async with own_phone(tmp_path, request.param) as phone:
        yield phone


async def test_a_reminder_is_confirmed_and_kept_by_the_bot(phone):
    reply = await phone.text("remind me in 2 hours to call mom")
    assert re.search(r"^Reminder 1 set for .* Chicago time: call mom\.", reply)
    assert "call mom" in await phone.text("list")
    assert [message.to for message in phone.server.messages] == [SENDER, SENDER], "nothing is handed over ahead"


async def test_receipts_come_home(phone):
    await phone.text("list")
    [reply] = phone.server.messages
    for name in ("sms:sent", "sms:delivered", "sms:delivered", "sms:sent"):
        await phone.event(phone.report(name, reply))
    metrics = await phone.metrics()
    assert re.search(r'bot_receipts_total\{known="true",provider="\w+"\} 4.0', metrics)
    assert re.search(r'bot_deliveries_total\{.*state="delivered"\} 1.0', metrics)


async def test_stop_start_and_help_are_answered_by_the_bot(phone):
    await phone.text("remind me in 2 hours to call mom")
    assert "Text STOP to opt out" in await phone.text("HELP")
    assert await phone.text("STOP") == "OK, no more texts from me. Text START if you want them back."
    sent = len(phone.server.messages)
    await phone.event(phone.inbound("list", SENDER, datetime.now(UTC), "while out"))
    assert await phone.text("START") == "Welcome back! 1 reminder is back on."
    assert len(phone.server.messages) == sent + 1, "nothing in between"


async def test_a_strangers_small_talk_is_not_answered(phone):
    stranger = "+13125550188"
    await phone.event(phone.inbound("see you tomorrow at 9!", stranger, datetime.now(UTC), "s1"))
    await phone.event(phone.inbound("Your code is 123456", "MyBank", datetime.now(UTC), "s2"))
    reply = await phone.text("remind me tomorrow at 9 to call mom", sender=stranger)
    assert reply.startswith("Reminder 1 set")
    assert len(phone.server.messages) == 1


async def test_a_text_reported_again_changes_nothing(phone):
    at = datetime.now(UTC)
    first = phone.inbound("remind me in 2 hours to call mom", SENDER, at, "same")
    await phone.event(first)
    await until(lambda: phone.server.messages)
    for _ in range(3):
        await phone.event(phone.inbound("remind me in 2 hours to call mom", SENDER, at, "same"))
    reply = await phone.text("list")
    assert reply.count("call mom") == 1
    assert len(phone.server.messages) == 2


async def test_a_lost_answer_sends_nothing_twice(phone):
    phone.server.faults.append(failing(500, after_work=True))
    await phone.text("list")
    await until(lambda: any(request.method == "GET" for request in phone.server.requests))
    await phone.text("HELP")
    bodies = [message.body for message in phone.server.messages]
    assert len(bodies) == len(set(bodies)) == 2


async def test_a_forged_event_does_nothing(phone):
    headers, body = phone.signed(phone.inbound("list", SENDER, datetime.now(UTC), "x"))
    for forged in (
        {},
        dict.fromkeys(headers, "x"),
        headers | {"X-Signature": "00" * 32, "Authorization": "Bearer x"},
    ):
        assert await phone.post(forged, body) == 403
    assert phone.server.requests == []


async def test_a_late_text_is_not_set_for_a_time_that_has_passed(phone):
    reply = await phone.text("remind me in 10 minutes to call mom", at=datetime.now(UTC) - timedelta(hours=3))
    assert "reached me only now" in reply
    assert "no reminders" in await phone.text("list")


async def test_after_a_restart_it_goes_on_where_it_was(tmp_path):
    async with SmsGateServer(Clock()) as server, aiohttp.ClientSession() as session:
        settings = settings_for(tmp_path, server, "smsgate")
        async with running(settings) as bot:
            await OwnPhone(session, bot.base_url, server).text("remind me in 2 hours to call mom")
        async with running(settings) as bot:
            phone = OwnPhone(session, bot.base_url, server)
            assert await phone.text("delete 1") == "Deleted 1: call mom."
