"""``/v1/messages`` over HTTP: a whole bot, the real store, and the simulated carrier or the providers' fakes."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aiohttp
import pytest

from bot.app import running
from bot.clock import Clock
from bot.configuration import load
from tests.fakes.phones import BOT_NUMBER, PUBLIC_URL, SENDER, Phones, until
from tests.fakes.program import TOKEN, Program
from tests.fakes.signing import PUBLIC_KEY
from tests.fakes.telnyx_server import API_KEY, TelnyxServer
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer


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
