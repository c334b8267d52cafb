"""Studio's widget: a flow schedules messages, and forwards what people text."""

import asyncio
import json

import aiohttp
import pytest

from bot.app.server import running
from tests.fakes.phones import BOT_NUMBER, SENDER, until
from tests.fakes.program import Program, settings_for_programs
from tests.fakes.studio import AHOY, MESSAGE, SCHEDULE, studio_flow


@pytest.fixture
async def studio(tmp_path):
    async with studio_flow(tmp_path) as studio:
        yield studio


@pytest.fixture
async def program(tmp_path):
    """A program with a token, and a bot on the simulator."""
    async with running(settings_for_programs(tmp_path)) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


async def test_it_lies_with_twilio_and_can_be_cancelled_by_its_id(studio):
    _, answer = await studio.form(SCHEDULE, AHOY)
    twilio = studio.phones.twilio
    async with asyncio.timeout(10):
        while (await studio.program.get(f"/v1/messages/{answer['id']}")).body["status"] != "scheduled":  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert [(message.body, message.status) for message in twilio.messages] == [("Ahoy, world!", "scheduled")]
    assert (await studio.program.delete(f"/v1/messages/{answer['id']}")).body["status"] == "cancelled"
    assert twilio.messages[0].status == "canceled"
    assert studio.phones.telnyx.messages == []


async def test_a_flow_answers_as_the_number_does(studio):
    assert (await studio.says("remind me in 2 hours to call mom")).startswith("Reminder 1 set for ")
    assert "call mom" in (await studio.phones.by_twilio("list") or "")
    await studio.phones.by_twilio("remind me in 3 hours to pay rent")
    assert "pay rent" in await studio.says("list")
    await until(lambda: len(studio.phones.twilio.messages) == 2)
    assert "no reminders" in await studio.phones.by_telnyx("list")


async def test_the_intent_is_told(studio):
    fields = {"from": SENDER, "to": BOT_NUMBER, "body": "list"}
    assert (await studio.json(MESSAGE, fields))[1]["intent"] == "list"


async def test_quotes_newlines_and_emoji_arrive_as_they_were_texted(studio):
    await studio.says('remind me in 2 hours to say "hi" & <b>+1%\n\U0001f600')
    await until(lambda: studio.phones.twilio.messages)
    assert studio.phones.twilio.messages[0].body == 'Reminder: say "hi" & <b>+1%\n\U0001f600'


async def test_with_a_message_sid_a_repeated_request_changes_nothing(studio):
    text = "remind me in 2 hours to call mom"
    first = await studio.says(text, message_sid="SM1")
    assert await studio.says(text, message_sid="SM1") == first
    assert await studio.phones.by_twilio(text, message_id="SM1") == first
    assert (await studio.says("list")).count("call mom") == 1


@pytest.mark.parametrize("fields", [{}, {"message_sid": ""}])
async def test_without_a_message_sid_each_text_is_new(studio, fields):
    for _ in range(2):
        await studio.says("remind me in 2 hours to call mom", **fields)
    assert (await studio.says("list")).count("call mom") == 2


async def test_where_the_provider_answers_the_flow_is_silent(studio):
    await studio.says("remind me in 2 hours to call mom")
    await until(lambda: studio.phones.twilio.messages)
    assert await studio.says("STOP") == ""
    assert await studio.says("list") == ""
    await until(lambda: studio.phones.twilio.messages[0].status == "canceled")
    assert (await studio.form(SCHEDULE, AHOY))[0] == 409
    await studio.says("START")
    assert "call mom" in await studio.says("list")


async def test_the_reply_is_small_enough_for_the_widget(studio):
    status, answer = await studio.form(MESSAGE, {"from": SENDER, "to": BOT_NUMBER, "body": "remind me " + "x" * 50_000})
    assert status == 200
    assert len(json.dumps(answer)) < 8_000


async def test_a_key_makes_a_retry_safe_here_too(program):
    first, again = [await program.post(SCHEDULE, AHOY, {"Idempotency-Key": "run-1"}) for _ in range(2)]
    assert first.body == again.body
    assert len((await program.get("/v1/messages")).body["messages"]) == 1


async def test_on_the_simulator_it_can_be_tried_with_a_token(program):
    answer = await program.post(MESSAGE, {"from": SENDER, "to": BOT_NUMBER, "body": "remind me in 2 hours to call mom"})
    assert answer.status == 200
    assert answer.body["intent"] == "create"
    texted = await program.post("/simulator/texts", {"number": SENDER, "body": "list"})
    assert "call mom" in texted.body["reply"]


async def test_two_requests_at_once_with_one_message_sid_make_one_reminder(studio):
    text = "remind me in 2 hours to call mom"
    replies = await asyncio.gather(*(studio.says(text, message_sid="SM7") for _ in range(5)))
    assert len(set(replies)) == 1
    assert (await studio.says("list")).count("call mom") == 1
