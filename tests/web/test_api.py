"""``/v1/messages`` over HTTP: a whole bot, the real store, and the simulated carrier or the providers' fakes."""


import aiohttp
import pytest

from bot.app import running
from bot.configuration import load
from tests.fakes.program import TOKEN, Program


def simulated(folder, **changes):
    environ = {
        "BOT_PORT": "0",
        "BOT_API_TOKEN": f"{TOKEN},token-of-before",
        "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
        "SIMULATOR_LEDGER": str(folder / "simulator.db"),
    }
    return load(None, environ | changes)


@pytest.fixture
async def program(tmp_path):
    async with running(simulated(tmp_path)) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


async def test_a_message_is_made_read_listed_and_cancelled(program):
    made = await program.make(minutes=90, message="Your table is ready.")
    assert made.status == 201
    message = made.body
    assert message["status"] == "waiting"
    assert made.headers["Location"] == f"/v1/messages/{message['id']}"
    assert (await program.get(f"/v1/messages/{message['id']}")).body["message"] == "Your table is ready."
    assert [one["id"] for one in (await program.get("/v1/messages")).body["messages"]] == [message["id"]]
    cancelled = await program.delete(f"/v1/messages/{message['id']}")
    assert (cancelled.status, cancelled.body["status"]) == (200, "cancelled")
    assert (await program.get(f"/v1/messages/{message['id']}")).body["status"] == "cancelled"
