"""PostgreSQL is restarted while people text: each text is answered late, or refused so that it is delivered again."""

import asyncio
import os
from collections import Counter
from contextlib import suppress

import pytest

from tests.fakes.postgres import start_server
from tests.fakes.whole_bot import whole_bot
from tests.test_many_bots import APOLOGIES, until_settled

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="needs a server of its own"),
]
PEOPLE = 6
# However fast they text: a text over a budget is answered, and no reminder is set.
UNLIMITED = {
    "BOT_TEXTS_PER_MINUTE": "100000",
    "BOT_TEXTS_PER_MINUTE_IN_ALL": "1000000",
    "BOT_OPEN_REMINDERS": "100000",
    "BOT_SEGMENTS_PER_PERSON_DAY": "1000000",
    "BOT_SEGMENTS_PER_DAY": "10000000",
}


@pytest.fixture
def server():
    server = start_server()
    yield server
    server.stop()


async def status(phones, path):
    async with phones.session.get(phones.base_url + path) as answer:
        return answer.status, await answer.text()


async def reach(phones, path, wanted):
    while (await status(phones, path))[0] != wanted:  # noqa: ASYNC110 - a status has no event
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("down_seconds", [0.0, 7.0], ids=["a restart", "longer than the bot waits"])
async def test_no_text_is_lost_while_the_database_restarts(tmp_path, server, down_seconds):
    async with whole_bot(tmp_path, DATABASE_URL=server.get_uri(), **UNLIMITED) as phones:
        assert (await status(phones, "/readyz"))[0] == 200
        stop, sent = asyncio.Event(), dict[int, list[str]]()

        def count():
            return sum(len(things) for things in sent.values())

        async def text(person, number):
            """One text, delivered again until it is answered, as the provider or the person does."""
            words, sender, id_ = f"thing{number}", f"+1312555{person:04}", f"SM{person}-{number}"
            while True:
                body = f"remind me in 2 hours to see {words}"
                if person % 2 == 0:
                    answer = await phones.by_twilio(body, sender=sender, message_id=id_)
                    if answer not in APOLOGIES:
                        assert words in str(answer)
                        return words
                else:
                    with suppress(AssertionError):  # the metrics tell that it is a 503
                        await phones.telnyx_event(body, sender=sender, message_id=id_)
                        return words
                await asyncio.sleep(0.1)

        async def keep_texting(person):
            sent[person] = []
            while not stop.is_set():
                sent[person].append(await text(person, len(sent[person])))

        texting = [asyncio.create_task(keep_texting(person)) for person in range(PEOPLE)]
        while count() < PEOPLE:  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(0.01)
        await asyncio.to_thread(server.stop)
        async with asyncio.timeout(30):
            await reach(phones, "/readyz", 503)
        assert (await status(phones, "/healthz"))[0] == (await status(phones, "/metrics"))[0] == 200
        await asyncio.sleep(down_seconds)
        before = count()
        await asyncio.to_thread(server.ensure_postgres_running)
        async with asyncio.timeout(60):
            await reach(phones, "/readyz", 200)
            while count() < before + PEOPLE:  # noqa: ASYNC110 - a count has no event
                await asyncio.sleep(0.05)
        stop.set()
        await asyncio.gather(*texting)
        metrics = (await status(phones, "/metrics"))[1]
        assert 'status="500"' not in metrics
        if down_seconds:
            assert 'route="/webhooks/telnyx",status="503"' in metrics, "it does not let webhooks time out"
        await until_settled(server.get_uri())
        held = Counter((message.to, message.body) for message in phones.twilio.messages)
        held += Counter((message.to, message.body) for message in phones.telnyx.messages if message.send_at)
        assert held == Counter(
            (f"+1312555{person:04}", f"Reminder: see {thing}") for person, things in sent.items() for thing in things
        )
