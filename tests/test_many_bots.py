"""Three bots on one PostgreSQL, with people texting all of them: every promise is kept exactly once.

One bot is killed, one is stopped past its leases and goes on, and the database is restarted.
"""

import asyncio
import os
import random
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import asyncpg
import pytest

from bot.conversation.texts.refusals import NOT_SAVED, NOT_SAVED_IN_TIME, PERHAPS_SAVED
from bot.runtime.clock import Clock
from tests.fakes.books import Texter, differences, people
from tests.fakes.bot_process import BotProcess, bot_process
from tests.fakes.crash_run import UNSETTLED, settings_for
from tests.fakes.phones import Phones
from tests.fakes.postgres import start_server
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

SEED = 20260311
# How many people text at once, and how often before each event. CI and `make many-bots` run the larger town.
PEOPLE, TEXTS = (18, 3) if "TEST_MANY_BOTS" in os.environ else (6, 2)
ANSWER_SECONDS = 8.0 if PEOPLE > 6 else 4.0  # then the provider gives up on a webhook and delivers it again
SETTLE_SECONDS = 180.0  # far more than it takes, even on a busy machine
APOLOGIES = {NOT_SAVED, NOT_SAVED_IN_TIME, PERHAPS_SAVED}  # the person sends the text again
PAUSE_SECONDS = 14.0  # longer than the leases of the quick bot

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]


@dataclass
class Town:
    """The people, who text any of the bots that are up."""

    bots: list[BotProcess]
    twilio: TwilioServer
    telnyx: TelnyxServer
    people: list[Texter]
    session: aiohttp.ClientSession
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - the same in every run

    @property
    def count(self) -> int:
        """How many texts were acknowledged so far."""
        return sum(len(person.bodies) for person in self.people)

    async def text(self, person: Texter) -> None:
        """One text, delivered to one bot after the other until it is acknowledged."""
        wanted = person.next_text()
        async with asyncio.timeout(SETTLE_SECONDS):
            while True:
                with suppress(aiohttp.ClientError, TimeoutError, AssertionError):  # the last for a 503
                    async with asyncio.timeout(ANSWER_SECONDS):
                        answer = await self._deliver(person, wanted.message_id, wanted.body)
                    if answer not in APOLOGIES:
                        person.acknowledge(wanted, answer)
                        return
                await asyncio.sleep(0.2)

    async def _deliver(self, person: Texter, message_id: str, body: str) -> str | None:
        phones = Phones(self.session, self.chance.choice(self.bots).base_url, self.twilio, self.telnyx)
        if person.provider == "twilio":
            return await phones.by_twilio(body, sender=person.number, message_id=message_id)
        await phones.telnyx_event(body, sender=person.number, message_id=message_id)
        return None

    async def text_all(self) -> None:
        """Everybody sends some texts, one after the other."""

        async def text_some(person: Texter) -> None:
            for _ in range(TEXTS):
                await self.text(person)

        await asyncio.gather(*map(text_some, self.people))

    async def repeat_all(self) -> None:
        """Deliver every text to some bot once more: each gets the same answer, or the final one after a provisional."""
        for person in self.people:
            for message_id, body in person.bodies.items():
                again, before = await self._deliver(person, message_id, body), person.answers[message_id]
                assert again == before or "I'll tell you" in str(before)

    def problems(self) -> list[str]:
        lines = []
        for person in self.people:
            server = self.twilio if person.provider == "twilio" else self.telnyx
            lines += differences(person, list(server.messages))
            replies = [
                message
                for message in self.telnyx.messages
                if message.to == person.number and not message.body.startswith("Reminder: ")
            ]
            if person.provider == "telnyx" and len(replies) != len(person.bodies):
                lines.append(f"telnyx {person.number}: {len(person.bodies)} texts, {len(replies)} replies")
        return lines


async def until_settled(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(SETTLE_SECONDS):
            while left := await connection.fetch(UNSETTLED):  # noqa: ASYNC110 - other processes
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError("\n".join(["these do not come to an end:", *map(str, left)])) from None
    finally:
        await connection.close()


async def test_every_promise_is_kept_once_whatever_happens_to_the_bots(tmp_path: Path):
    server = await asyncio.to_thread(start_server)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, server.stop)
        twilio = await stack.enter_async_context(TwilioServer(Clock()))
        telnyx = await stack.enter_async_context(TelnyxServer(Clock()))
        settings = settings_for(twilio, telnyx) | {
            "DATABASE_URL": server.get_uri(),
            "TWILIO_CALL_LIMIT_SECONDS": "5",
            "TELNYX_CALL_LIMIT_SECONDS": "5",
        }
        bots = [
            await stack.enter_async_context(bot_process(tmp_path, settings, module="tests.fakes.quick_bot"))
            for _ in range(3)
        ]
        session = await stack.enter_async_context(aiohttp.ClientSession())
        town = Town(bots, twilio, telnyx, people(SEED, PEOPLE), session)
        await town.text_all()

        async def during(event: Callable[[], object]) -> None:
            """Have ``event`` happen while everybody is texting."""
            texting = asyncio.create_task(town.text_all())
            enough = town.count + PEOPLE
            while not texting.done() and town.count < enough:  # noqa: ASYNC110 - a count has no event
                await asyncio.sleep(0.01)
            await asyncio.to_thread(event)
            await texting

        killed, paused, _ = bots
        await during(lambda: killed.process.send_signal(signal.SIGKILL))
        await during(lambda: paused.process.send_signal(signal.SIGSTOP))
        await asyncio.sleep(PAUSE_SECONDS)
        await during(lambda: paused.process.send_signal(signal.SIGCONT))
        await during(lambda: restart(server))
        town.bots.remove(killed)
        await until_settled(server.get_uri())
        await town.repeat_all()
        await until_settled(server.get_uri())
        assert town.problems() == []
        for bot in town.bots:
            async with (
                session.get(f"{bot.base_url}/readyz") as ready,
                session.get(f"{bot.base_url}/metrics") as metrics,
            ):
                assert ready.status == 200
                assert 'bot_database_seconds_count{unit="answer"}' in await metrics.text()
        assert all(bot.process.returncode is None for bot in town.bots)


def restart(server) -> None:
    server.stop()
    server.ensure_postgres_running()
