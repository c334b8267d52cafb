"""The whole bot over WhatsApp: signed forms from Twilio, real HTTP to its API."""

import json
import re
from urllib.parse import parse_qs

import pytest

from tests.builders import SENDER
from tests.fakes.phones import until
from tests.fakes.whole_bot import whole_bot

SOMEONE = f"whatsapp:{SENDER}"
SIDS = {
    f"TWILIO_CONTENT_SID_{kind}": f"HX{number:032x}" for number, kind in enumerate(("REMINDER", "LATE", "MISSED"), 1)
}


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path, **SIDS) as phones:
        yield phones


def asked(phones):
    body = phones.twilio.requests[-1].body.decode()
    return {name: values[0] for name, values in parse_qs(body).items()}


async def test_a_reminder_is_scheduled_as_a_template_and_the_reply_is_free_text(phones):
    reply = await phones.by_twilio("remind me in 2 hours to call mom", sender=SOMEONE, WaId=SENDER[1:], ProfileName="A")
    assert re.search(r"^Reminder 1 set for .* Chicago time: call mom\.", reply)
    await until(lambda: phones.twilio.messages)
    fields = asked(phones)
    assert (fields["To"], fields["ContentSid"]) == (SOMEONE, SIDS["TWILIO_CONTENT_SID_REMINDER"])
    assert json.loads(fields["ContentVariables"]) == {"1": "Reminder: call mom"}
    assert fields["ScheduleType"] == "fixed"
    assert "Body" not in fields
    sid = phones.twilio.messages[0].sid
    for status in ("sent", "read", "delivered"):
        assert await phones.twilio_receipt(sid, status) == 204


async def test_whatsapp_and_sms_of_a_number_are_two_conversations(phones):
    await phones.by_twilio("remind me in 2 hours to call mom", sender=SOMEONE)
    assert "no reminders" in (await phones.by_twilio("list") or "")
    assert "call mom" in (await phones.by_twilio("list", sender=SOMEONE) or "")


async def test_rcs_and_sms_of_a_number_are_one_conversation(phones):
    await phones.by_twilio("remind me in 2 hours to call mom", sender=f"rcs:{SENDER}")
    assert "call mom" in (await phones.by_twilio("list") or "")
    await until(lambda: phones.twilio.messages)
    assert asked(phones)["To"] == SENDER, "the messaging service tries RCS first"
    await phones.by_twilio("STOP", OptOutType="STOP")
    assert await phones.by_twilio("list", sender=f"rcs:{SENDER}") is None


async def test_stop_is_answered_by_the_bot_and_takes_the_template_back(phones):
    await phones.by_twilio("remind me in 2 hours to call mom", sender=SOMEONE)
    await until(lambda: phones.twilio.messages)
    stopped = await phones.by_twilio("STOP", sender=SOMEONE)
    assert stopped == "OK, no more texts from me. Text START if you want them back."
    await until(lambda: phones.twilio.messages[0].status == "canceled")
    assert await phones.by_twilio("list", sender=SOMEONE) is None
    assert await phones.by_twilio("START", sender=SOMEONE) == "Welcome back! 1 reminder is back on."


async def test_a_button_of_another_message_changes_nothing(phones):
    await phones.by_twilio("remind me in 2 hours to call mom", sender=SOMEONE)
    tapped = {"ButtonText": "Done", "ButtonPayload": "done", "OriginalRepliedMessageSid": "SM" + "9" * 32}
    reply = await phones.by_twilio("Done", sender=SOMEONE, **tapped)
    assert reply == "That button is from an older reminder, so I changed nothing. Text list to see your reminders."
    assert "call mom" in (await phones.by_twilio("list", sender=SOMEONE) or "")


RCS = f"rcs:{SENDER}"
AGENT = {"To": "rcs:reminders_agent"}


async def test_by_rcs_a_chip_acts_on_its_reminder_and_stop_holds_for_sms(tmp_path):
    sid = "HX" + "7" * 32
    async with whole_bot(tmp_path, TWILIO_CONTENT_SID_RCS=sid) as phones:
        await phones.by_twilio("remind me in 2 seconds to call mom", sender=RCS, **AGENT)
        await until(lambda: phones.twilio.messages)
        assert (asked(phones)["To"], asked(phones)["ContentSid"]) == (SENDER, sid)
        (message,) = phones.twilio.messages
        assert await phones.twilio_receipt(message.sid, "read") == 204
        tap = {"ButtonText": "1 hour", "ButtonPayload": "snooze 1 hour", "OriginalRepliedMessageSid": message.sid}
        snoozed = await phones.by_twilio("1 hour", sender=RCS, **AGENT, **tap)
        assert "call mom" in (snoozed or "")
        assert "call mom" in (await phones.by_twilio("list") or ""), "one conversation with SMS"
        await until(lambda: len(phones.twilio.messages) == 2)
        assert await phones.by_twilio("STOP", sender=RCS, OptOutType="STOP", **AGENT) is None
        await until(lambda: phones.twilio.messages[1].status == "canceled")
        assert await phones.by_twilio("list") is None


async def test_a_code_joins_whatsapp_and_sms_into_one_list(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: phones.twilio.messages)
    offered = await phones.by_twilio("link") or ""
    code = re.search(r"link [A-Z0-9]{4}-[A-Z0-9]{4}", offered)
    assert code is not None, offered
    assert "share one list" in (await phones.by_twilio(code[0], sender=SOMEONE) or "")
    assert "call mom" in (await phones.by_twilio("list", sender=SOMEONE) or "")
    await phones.by_twilio("remind me in 3 hours to feed the cat", sender=SOMEONE)
    await until(lambda: len(phones.twilio.messages) == 3)
    assert {message.to for message in phones.twilio.messages} == {SENDER}
    told, *others = [one.body for one in phones.twilio.messages if not one.body.startswith("Reminder: ")]
    assert ("shares your list" in told, others) == (True, [])
    stopped = await phones.by_twilio("STOP", sender=SOMEONE)
    assert stopped == "OK, no more texts from me. Text START if you want them back."
    await until(lambda: [message.status for message in phones.twilio.messages].count("canceled") == 2)
    assert await phones.by_twilio("list") is None


async def test_whatsapp_may_hide_a_number_later(phones):
    hidden = "whatsapp:US.13491208655302741918"
    await phones.by_twilio("remind me in 2 hours to call mom", sender=SOMEONE, ExternalUserId=hidden)
    assert "call mom" in (await phones.by_twilio("list", sender=hidden, ExternalUserId=hidden) or "")
    await phones.by_twilio("remind me in 3 hours to feed the cat", sender=hidden, ExternalUserId=hidden)
    await until(lambda: len(phones.twilio.messages) == 2)
    assert {message.to for message in phones.twilio.messages} == {SOMEONE}


@pytest.mark.parametrize("start", ["START", "start texting me again"])
async def test_start_must_come_from_the_number_that_the_carrier_blocks(phones, start):
    await phones.by_twilio("remind me in 2 hours to call mom")
    code = re.search(r"link [A-Z0-9]{4}-[A-Z0-9]{4}", await phones.by_twilio("link") or "")
    assert code is not None
    await phones.by_twilio(code[0], sender=SOMEONE)
    assert await phones.by_twilio("STOP", OptOutType="STOP") is None
    reply = await phones.by_twilio(start, sender=SOMEONE)
    assert reply == "To get texts again, text START from the phone that gets your reminders."
    assert await phones.by_twilio("list", sender=SOMEONE) is None
    assert await phones.by_twilio("START", OptOutType="START") == "Welcome back! 1 reminder is back on."
    assert "call mom" in (await phones.by_twilio("list", sender=SOMEONE) or "")
