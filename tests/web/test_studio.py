"""The routes for Twilio Studio: a flow schedules messages and forwards texts."""

import asyncio
import json

import aiohttp
import pytest

from bot.app.server import running
from tests.builders import BOT_NUMBER
from tests.fakes.phones import SENDER, until
from tests.fakes.program import Program, settings_for_programs
from tests.fakes.studio import AHOY, MESSAGE, SCHEDULE, studio_flow


@pytest.fixture
async def studio(tmp_path):
    async with studio_flow(tmp_path) as studio:
        yield studio


@pytest.fixture
async def program(tmp_path):
    """A program with a token, and a bot with the simulator."""
    async with running(settings_for_programs(tmp_path)) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


async def test_a_message_is_scheduled_at_twilio_and_can_be_cancelled_by_its_id(studio):
    _, answer = await studio.form(SCHEDULE, AHOY)
    twilio = studio.phones.twilio
    async with asyncio.timeout(10):
        while (await studio.program.get(f"/v1/messages/{answer['id']}")).body["status"] != "scheduled":  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert [(message.body, message.status) for message in twilio.messages] == [("Ahoy, world!", "scheduled")]
    assert (await studio.program.delete(f"/v1/messages/{answer['id']}")).body["status"] == "cancelled"
    assert twilio.messages[0].status == "canceled"
    assert studio.phones.telnyx.messages == []


async def test_a_flow_and_the_number_share_one_conversation(studio):
    assert (await studio.reply_to("remind me in 2 hours to call mom")).startswith("Reminder 1 set for ")
    assert "call mom" in (await studio.phones.by_twilio("list") or "")
    await studio.phones.by_twilio("remind me in 3 hours to pay rent")
    assert "pay rent" in await studio.reply_to("list")
    await until(lambda: len(studio.phones.twilio.messages) == 2)
    assert "no reminders" in await studio.phones.by_telnyx("list")


async def test_the_response_has_the_intent(studio):
    fields = {"from": SENDER, "to": BOT_NUMBER, "body": "list"}
    assert (await studio.json(MESSAGE, fields))[1]["intent"] == "list"


async def test_quotes_newlines_and_emoji_are_not_changed(studio):
    await studio.reply_to('remind me in 2 hours to say "hi" & <b>+1%\n\U0001f600')
    await until(lambda: studio.phones.twilio.messages)
    assert studio.phones.twilio.messages[0].body == 'Reminder: say "hi" & <b>+1%\n\U0001f600'


async def test_with_a_message_sid_a_repeated_request_changes_nothing(studio):
    text = "remind me in 2 hours to call mom"
    first = await studio.reply_to(text, message_sid="SM1")
    assert await studio.reply_to(text, message_sid="SM1") == first
    assert await studio.phones.by_twilio(text, message_id="SM1") == first
    assert (await studio.reply_to("list")).count("call mom") == 1


@pytest.mark.parametrize("fields", [{}, {"message_sid": ""}])
async def test_without_a_message_sid_each_text_is_new(studio, fields):
    for hours in (2, 3):
        await studio.reply_to(f"remind me in {hours} hours to call mom", **fields)
    assert (await studio.reply_to("list")).count("call mom") == 2


async def test_the_flow_is_silent_where_the_provider_answers(studio):
    await studio.reply_to("remind me in 2 hours to call mom")
    await until(lambda: studio.phones.twilio.messages)
    assert await studio.reply_to("STOP") == ""
    assert await studio.reply_to("list") == ""
    await until(lambda: studio.phones.twilio.messages[0].status == "canceled")
    assert (await studio.form(SCHEDULE, AHOY))[0] == 409
    await studio.reply_to("START")
    assert "call mom" in await studio.reply_to("list")


async def test_the_reply_is_small_enough_for_the_widget(studio):
    status, answer = await studio.form(MESSAGE, {"from": SENDER, "to": BOT_NUMBER, "body": "remind me " + "x" * 50_000})
    assert status == 200
    assert len(json.dumps(answer)) < 8_000


async def test_an_idempotency_key_makes_a_retry_safe(program):
    first, again = [await program.post(SCHEDULE, AHOY, {"Idempotency-Key": "run-1"}) for _ in range(2)]
    assert first.body == again.body
    assert len((await program.get("/v1/messages")).body["messages"]) == 1


async def test_the_simulator_accepts_a_token_instead_of_a_signature(program):
    answer = await program.post(MESSAGE, {"from": SENDER, "to": BOT_NUMBER, "body": "remind me in 2 hours to call mom"})
    assert answer.status == 200
    assert answer.body["intent"] == "create"
    texted = await program.post("/simulator/texts", {"number": SENDER, "body": "list"})
    assert "call mom" in texted.body["reply"]


async def test_concurrent_requests_with_one_message_sid_create_one_reminder(studio):
    text = "remind me in 2 hours to call mom"
    replies = await asyncio.gather(*(studio.reply_to(text, message_sid="SM7") for _ in range(5)))
    assert len(set(replies)) == 1
    assert (await studio.reply_to("list")).count("call mom") == 1
