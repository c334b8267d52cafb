"""The whole bot behind a phone on WhatsApp or RCS: its window, its templates, its buttons, and who answers STOP."""

import re

import pytest

from tests.builders import SENDER
from tests.web.test_phone_with_bot import phone

__all__ = ["phone"]  # the fixture

WHATSAPP = f"whatsapp:{SENDER}"
TITLES = ["Done", "1 hour", "Tomorrow"]


async def last(phone, number):
    return (await phone.state(number))["bubbles"][-1]


@pytest.mark.parametrize("words", ["in 20 days", "in 2 hours", "in 30 seconds"])
async def test_on_whatsapp_every_reminder_arrives_as_a_template(phone, words):
    assert "call mom" in await phone.text(f"remind me {words} to call mom", WHATSAPP)
    assert (await phone.wind("next"))["numbers"] == {WHATSAPP: 1}
    told = await last(phone, WHATSAPP)
    assert told["body"] == "Here you go. Reminder: call mom - Reply done, or a new time to move it."
    assert (told["channel"], told["buttons"]) == ("whatsapp", TITLES)


async def test_a_button_does_what_its_words_say(phone):
    await phone.text("remind me in 2 hours to call mom", WHATSAPP)
    await phone.wind("next")
    first = await last(phone, WHATSAPP)
    assert "call mom" in await phone.tap(first, "1 hour", WHATSAPP)
    assert (await phone.wind(3600))["arrived"] == 1
    second = await last(phone, WHATSAPP)
    assert "older reminder" in await phone.tap(first, "1 hour", WHATSAPP)
    assert await phone.tap(second, "Done", WHATSAPP) == "Done: call mom."
    assert (await phone.wind(3 * 86_400))["arrived"] == 0


async def test_on_whatsapp_the_bot_answers_stop_and_start_itself(phone):
    await phone.text("remind me in 2 hours to call mom", WHATSAPP)
    assert await phone.text("STOP", WHATSAPP) == "OK, no more texts from me. Text START if you want them back."
    assert (await phone.state(WHATSAPP))["opted_out"] is True
    assert (await phone.wind(3600))["arrived"] == 0
    assert await phone.text("START", WHATSAPP) == "Welcome back! 1 reminder is back on."
    assert (await phone.state(WHATSAPP))["opted_out"] is False
    assert (await phone.wind("next"))["arrived"] == 1


async def test_whatsapp_and_sms_of_a_number_are_two_conversations(phone):
    await phone.text("remind me in 2 hours to call mom", WHATSAPP)
    assert "no reminders" in await phone.text("list")
    await phone.text("STOP")
    assert "call mom" in await phone.text("list", WHATSAPP)


async def test_rcs_and_sms_of_a_number_are_one_conversation(phone):
    await phone.post("/simulator/rcs", {"number": SENDER, "on": True})
    await phone.text("remind me every day at 9am to take the pills")
    await phone.wind("next")
    by_rcs = await last(phone, SENDER)
    await phone.post("/simulator/rcs", {"number": SENDER, "on": False})
    await phone.wind("next")
    by_sms = await last(phone, SENDER)
    assert (by_rcs["channel"], by_rcs["buttons"], by_rcs["body"]) == ("rcs", TITLES, by_sms["body"])
    assert (by_sms["channel"], by_sms["buttons"]) == ("sms", [])
    await phone.text("STOP")
    await phone.post("/simulator/rcs", {"number": SENDER, "on": True})
    assert (await phone.wind(3 * 86_400))["arrived"] == 0


async def test_a_code_joins_whatsapp_and_sms(phone):
    await phone.text("remind me in 2 hours to call mom")
    offered = await phone.text("link")
    code = re.search(r"link \S+", offered)
    assert code is not None, offered
    assert "share one list" in await phone.text(code[0], WHATSAPP)
    assert "call mom" in await phone.text("list", WHATSAPP)
    assert (await phone.state(WHATSAPP))["reminders"] == [1]
    assert (await phone.wind("next"))["numbers"] == {SENDER: 1}
    assert "call mom" in await phone.text("snooze an hour", WHATSAPP)
    assert await phone.text("unlink", WHATSAPP) == "Unlinked. This chat has a list of its own now."
    assert "no reminders" in await phone.text("list", WHATSAPP)
