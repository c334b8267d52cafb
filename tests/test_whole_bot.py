"""The whole bot between signed webhooks and the real SDKs, with both providers switched on at once."""

import asyncio
import itertools
import re
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from multidict import CIMultiDict

from bot.app.server import running
from bot.runtime.clock import Clock
from tests.builders import BOT_NUMBER
from tests.fakes.api_server import Fault
from tests.fakes.phones import PUBLIC_URL, SENDER, Phones, until
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer
from tests.fakes.whole_bot import settings_for, whole_bot

OTHER = "+13125550199"


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path) as phones:
        yield phones


def scheduled(server):
    return [(message.body, message.status) for message in server.messages if message.send_at is not None]


async def test_a_text_by_twilio_ends_in_its_scheduler(phones):
    before = datetime.now(UTC)
    reply = await phones.by_twilio("remind me in 2 hours to call mom")
    assert re.search(r"^Reminder 1 set for .* Chicago time: call mom\.", reply)
    await until(lambda: phones.twilio.messages)
    asked = phones.asked(phones.twilio)
    send_at = asked.pop("SendAt")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", send_at)
    assert abs(datetime.fromisoformat(send_at) - before - timedelta(hours=2)) < timedelta(seconds=10)
    assert re.fullmatch(rf"{PUBLIC_URL}/webhooks/twilio/status\?message=[0-9a-f-]{{36}}", asked.pop("StatusCallback"))
    assert asked == {
        "To": SENDER,
        "Body": "Reminder: call mom",
        "ScheduleType": "fixed",
        "MessagingServiceSid": MESSAGING_SERVICE_SID,
    }


async def test_a_text_by_telnyx_ends_in_its_scheduler_and_is_answered_by_the_api(phones):
    reply = await phones.by_telnyx("remind me in 2 hours to call mom")
    assert re.search(r"^Reminder 1 set for .* Chicago time: call mom\.", reply)
    await until(lambda: scheduled(phones.telnyx))
    keys = [CIMultiDict(request.headers).get("Idempotency-Key") for request in phones.telnyx.requests]
    assert len(set(keys)) == len(keys) == 2
    assert all(keys)
    assert scheduled(phones.telnyx) == [("Reminder: call mom", "scheduled")]
    assert {message.from_number for message in phones.telnyx.messages} == {BOT_NUMBER}


async def test_a_person_on_two_providers_has_two_conversations(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await phones.by_telnyx("remind me in 3 hours to pay rent")
    assert re.fullmatch(r"1\. .* call mom", await phones.by_twilio("list"))
    assert re.fullmatch(r"1\. .* pay rent", await phones.by_telnyx("list"))


async def test_a_deleted_reminder_is_taken_back_at_its_provider(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await phones.by_telnyx("remind me in 2 hours to call mom")
    await until(lambda: scheduled(phones.twilio) and scheduled(phones.telnyx))
    assert await phones.by_twilio("cancel 1") == "Deleted 1: call mom."
    assert await phones.by_telnyx("delete 1") == "Deleted 1: call mom."
    await until(lambda: scheduled(phones.twilio)[0][1] == "canceled" and scheduled(phones.telnyx)[0][1] == "cancelled")
    assert "no reminders" in await phones.by_twilio("list")


async def test_nobody_reaches_the_reminders_of_another(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    stranger = await phones.by_twilio("cancel 1", sender=OTHER) or ""
    assert stranger.startswith("You have no reminder 1. Text list to see yours.")
    assert "no reminders" in await phones.by_twilio("list", sender=OTHER)
    await phones.by_telnyx("cancel 1")
    await until(lambda: scheduled(phones.twilio) == [("Reminder: call mom", "scheduled")])
    assert "call mom" in await phones.by_twilio("list")


async def test_a_redelivered_text_is_answered_the_same_and_made_once(phones):
    texts = [phones.by_twilio("remind me in 2 hours to call mom", message_id="SMsame") for _ in range(5)]
    assert len(set(await asyncio.gather(*texts))) == 1
    for _ in range(3):
        await phones.telnyx_event("remind me in 2 hours to call mom", message_id="same")
    await phones.telnyx_event("list")
    assert re.fullmatch(r"1\. .* call mom", await phones.by_twilio("list"))
    await until(lambda: len(scheduled(phones.twilio)) == len(scheduled(phones.telnyx)) == 1)
    await until(lambda: len(phones.telnyx_replies()) == 2)
    assert sum("call mom" in reply for reply in phones.telnyx_replies()) == 2


async def test_receipts_come_home(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: phones.twilio.messages)
    sid = phones.twilio.messages[0].sid
    for status in ("queued", "sent", "delivered", "sent"):
        assert await phones.twilio_receipt(sid, status) == 204
    async with phones.session.get(f"{phones.base_url}/metrics") as answer:
        assert 'bot_receipts_total{known="true",provider="twilio"} 4.0' in await answer.text()


async def test_a_refused_reminder_is_told_at_the_next_contact(phones):
    refusal = '{"code": 21211, "message": "invalid", "status": 400}'
    phones.twilio.faults.append(Fault(status=400, body=refusal, content_type="application/json"))
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: phones.twilio.requests)
    reply = ""
    async with asyncio.timeout(10):
        for asked in itertools.cycle(["list", "my reminders"]):  # always the same is a robot's
            reply = await phones.by_twilio(asked) or ""
            if "couldn't deliver" in reply:
                break
    assert reply.startswith("You have no reminders.")
    assert "could not" not in (await phones.by_twilio("list") or "")


async def test_opting_out_takes_everything_back_in_silence(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: scheduled(phones.twilio))
    assert await phones.by_twilio("STOP", OptOutType="STOP") is None
    await until(lambda: scheduled(phones.twilio)[0][1] == "canceled")
    assert await phones.by_twilio("list") is None
    assert await phones.by_twilio("START") == "Welcome back! 1 reminder is back on."
    await until(lambda: scheduled(phones.twilio)[-1][1] == "scheduled")
    assert "call mom" in (await phones.by_twilio("list") or "")


FORGED = [
    ("/webhooks/twilio", {}, b"MessageSid=SM1&From=%2B13125550123&Body=list", 403),
    ("/webhooks/twilio", {"X-Twilio-Signature": "bm8="}, b"MessageSid=SM1&From=%2B13125550123&Body=list", 403),
    ("/webhooks/twilio/status", {}, b"MessageSid=SM1&MessageStatus=sent", 403),
    ("/webhooks/telnyx", {}, b"{}", 403),
    ("/webhooks/telnyx", {"telnyx-timestamp": "1", "telnyx-signature-ed25519": "AA=="}, b"{}", 403),
    ("/webhooks/telnyx", {}, b"x" * 70_000, 413),
    ("/webhooks/twilio", {}, b"x" * 70_000, 413),
]


for route in ("/webhooks/twilio", "/webhooks/twilio/status", "/webhooks/telnyx"):
    FORGED += [(route, {"Content-Encoding": coding}, b"packed", 415) for coding in ("gzip", "deflate")]


@pytest.mark.parametrize(("path", "headers", "body", "status"), FORGED)
async def test_what_is_not_signed_does_nothing(phones, path, headers, body, status):
    assert (await phones.post(path, headers, body))[0] == status
    async with phones.session.get(f"{phones.base_url}/metrics") as answer:
        assert 'bot_refused_total{reason="' in await answer.text()
    assert "no reminders" in (await phones.by_twilio("list") or "")
    assert phones.twilio.requests == phones.telnyx.requests == []


async def test_a_stale_or_replayed_event_is_refused(phones):
    event = {"data": {"event_type": "message.received", "id": "x", "payload": {"id": "y", "direction": "inbound"}}}
    headers, body = signed_event(event, datetime.now(UTC) - timedelta(minutes=6))
    assert (await phones.post("/webhooks/telnyx", headers, body))[0] == 403


async def test_a_signature_for_another_address_is_refused(phones):
    form = {"MessageSid": "SM1", "From": SENDER, "To": BOT_NUMBER, "Body": "list"}
    headers, body = signed_form("https://elsewhere.example.com/webhooks/twilio", form, AUTH_TOKEN)
    assert (await phones.post("/webhooks/twilio", headers, body))[0] == 403


STRANGE = [
    "",
    " ",
    "\x00\x07\x1b[31m",
    "a" * 1600,
    "\U0001f600" * 400,
    "\u202eabc \u05e9\u05dc\u05d5\u05dd",
    "cancel 999",
    "cancel -1",
    "cancel \u2460",
    "remind me in 99999999 years",
    "remind me in 99999999 years to call mom",
    "remind me at 25:99 to \ud83d",
    "remind me " * 160,
    "\ufeffremind me",
    "1" * 1600,
]


@pytest.mark.parametrize("body", STRANGE)
async def test_a_strange_text_gets_a_short_kind_answer_and_changes_nothing(phones, body):
    body = body.encode("utf-8", "replace").decode()
    reply = await phones.by_twilio(body)
    assert reply
    assert len(reply) <= 320
    assert "no reminders" in (await phones.by_twilio("list") or "")
    assert phones.twilio.requests == []


async def test_after_a_restart_it_goes_on_where_it_was(tmp_path):
    async with TwilioServer(Clock()) as twilio, TelnyxServer(Clock()) as telnyx, aiohttp.ClientSession() as session:
        settings = settings_for(tmp_path, twilio, telnyx)
        async with running(settings) as bot:
            phones = Phones(session, bot.base_url, twilio, telnyx)
            await phones.by_twilio("remind me in 2 hours to call mom", message_id="SMbefore")
            await until(lambda: scheduled(twilio))
        async with running(settings) as bot:
            phones = Phones(session, bot.base_url, twilio, telnyx)
            await phones.by_twilio("remind me in 2 hours to call mom", message_id="SMbefore")
            assert await phones.by_twilio("cancel 1") == "Deleted 1: call mom."
            await until(lambda: scheduled(twilio) == [("Reminder: call mom", "canceled")])
