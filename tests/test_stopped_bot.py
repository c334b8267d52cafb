"""A bot is stopped like a suspended machine, longer than anyone waits for an answer, and goes on.

Its clients have given up: the provider delivers their texts again, or people texted again. It must not act on the old
requests, neither on those that it was working on nor on those that came meanwhile.
"""

import asyncio
import signal
import sqlite3
from contextlib import AsyncExitStack, asynccontextmanager, closing

import aiohttp
import asyncpg
import pytest

from bot.conversation.texts import refusals
from bot.runtime.clock import Clock
from bot.web.stalls import CATCH_UP_SECONDS, STALL_SECONDS
from tests.fakes.bot_process import bot_process
from tests.fakes.crash_run import settings_for
from tests.fakes.phones import Phones
from tests.fakes.postgres import fresh_database
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

pytestmark = [pytest.mark.process, pytest.mark.timeout(120)]

ANSWER_SECONDS = 1.0
STOPPED_SECONDS = STALL_SECONDS + 2 * ANSWER_SECONDS
NUMBERS = [f"+1312555{number:04}" for number in range(8)]
PEOPLE = "SELECT count(*) FROM people"
IN_PROGRESS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'relation'"


class Sqlite:
    def __init__(self, path):
        self.url = f"sqlite:///{path}"
        self.path = path

    async def value(self, query):
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchone()[0]

    @asynccontextmanager
    async def held(self):
        """Nobody else can write."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield

    async def until_in_progress(self, phones):
        """A text is being worked on when a later one has been answered, by another route."""
        await phones.session.get(phones.base_url + "/healthz")


class Postgres:
    def __init__(self, url):
        self.url = url

    async def value(self, query):
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    @asynccontextmanager
    async def held(self):
        """Nobody else can use the people."""
        connection = await asyncpg.connect(self.url)
        try:
            await connection.execute("BEGIN; LOCK TABLE people")
            yield
        finally:
            await connection.close()

    async def until_in_progress(self, _):
        while not await self.value(IN_PROGRESS):  # noqa: ASYNC110 - in the server
            await asyncio.sleep(0.01)


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request, tmp_path):
    async with AsyncExitStack() as stack:
        if request.param == "postgres":
            yield Postgres(await stack.enter_async_context(fresh_database()))
        else:
            yield Sqlite(tmp_path / "reminders.db")


async def given_up(task):
    """The client closes its connection."""
    task.cancel()
    await asyncio.wait({task})


async def test_a_bot_that_was_stopped_does_not_act_on_old_requests(tmp_path, database):
    async with AsyncExitStack() as stack:
        twilio = await stack.enter_async_context(TwilioServer(Clock()))
        telnyx = await stack.enter_async_context(TelnyxServer(Clock()))
        settings = settings_for(twilio, telnyx) | {
            "DATABASE_URL": database.url,
            "BOT_ANSWER_SECONDS": str(ANSWER_SECONDS),
        }
        bot = await stack.enter_async_context(bot_process(tmp_path, settings))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        phones = Phones(session, bot.base_url, twilio, telnyx)

        def text(number, body="remind me in 2 hours to call mom"):
            return asyncio.create_task(phones.by_twilio(body, sender=NUMBERS[number], message_id=f"SM{number}"))

        async with database.held():
            working = text(0)
            await database.until_in_progress(phones)
            bot.process.send_signal(signal.SIGSTOP)
        left = [text(number) for number in (1, 2)]
        left_telnyx = asyncio.create_task(phones.telnyx_event("remind me in 2 hours to call dad", message_id="in-1"))
        stop = text(3, "please stop texting me")
        patient = text(4)
        await asyncio.sleep(STOPPED_SECONDS)
        for task in (working, *left, left_telnyx, stop):
            await given_up(task)
        bot.process.send_signal(signal.SIGCONT)
        assert await patient == refusals.NOT_SAVED_IN_TIME, "it may be one of those whose connection a proxy keeps"
        await asyncio.sleep(CATCH_UP_SECONDS)
        assert await text(5) not in (refusals.NOT_SAVED_IN_TIME, None)
        known = await database.value(PEOPLE)
        opted_out = await database.value(f"{PEOPLE} WHERE opted_out_at IS NOT NULL")
        assert (known, opted_out) == (2, 1), "the last one, and the one who wants no texts"
        for number in (0, 1):
            assert "call mom" in (await text(number) or ""), "delivered again, it is answered for the first time"
        assert await database.value("SELECT count(*) FROM reminders") == 3
