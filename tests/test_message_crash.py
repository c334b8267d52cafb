"""Kill -9 round the commit of another program's message: a retry with its key finds it made once, or makes it."""

import asyncio

import aiohttp
import pytest

from bot.runtime.clock import Clock
from tests.fakes.bot_starter import bot_starter
from tests.fakes.phones import PUBLIC_URL
from tests.fakes.program import TOKEN, Program
from tests.fakes.twilio_server import TwilioServer

pytestmark = [pytest.mark.process, pytest.mark.timeout(150)]


def settings_for(twilio):
    return {
        "BOT_PROVIDERS": "twilio",
        "BOT_PUBLIC_URL": PUBLIC_URL,
        "BOT_API_TOKEN": TOKEN,
        **twilio.settings,
    }


async def until_scheduled(program, id_):
    async with asyncio.timeout(20):
        while (await program.get(f"/v1/messages/{id_}")).body["status"] != "scheduled":  # noqa: ASYNC110
            await asyncio.sleep(0)


async def test_a_retry_after_a_crash_makes_one_message_and_gets_its_answer(tmp_path):
    async with (
        TwilioServer(Clock()) as twilio,
        bot_starter(tmp_path, settings_for(twilio)) as starter,
        aiohttp.ClientSession() as session,
    ):

        async def started(die=None):
            bot = await starter.start(die)
            await bot.ready.wait()
            return bot, Program(session, bot.base_url)

        bot, _ = await started()  # makes the tables
        for moment in ("before", "after"):
            bot.kill()
            await bot.ended.wait()
            bot, program = await started(die=(moment, 1))
            with pytest.raises(aiohttp.ClientError):
                await program.create(minutes=90, message=f"killed {moment}", key=moment)
            await bot.ended.wait()

            bot, program = await started()
            retried = await program.create(minutes=90, message=f"killed {moment}", key=moment)
            assert retried.status == 201
            assert ("Idempotent-Replayed" in retried.headers) == (moment == "after")
            again = await program.create(minutes=90, message=f"killed {moment}", key=moment)
            assert again.body == retried.body
            # at rest, so that the next change of the database is the next message
            await until_scheduled(program, retried.body["id"])
        assert [message.body for message in twilio.messages] == ["killed before", "killed after"]
        listed = (await program.get("/v1/messages")).body["messages"]
        assert [message["message"] for message in listed] == ["killed after", "killed before"]
