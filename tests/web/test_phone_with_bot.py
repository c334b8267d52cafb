"""The whole bot behind the phone: what is confirmed arrives at its time, and comes back or stays away as asked."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from aiohttp import ClientSession

from bot.app.server import running
from bot.runtime.configuration import load
from tests.builders import SENDER


class PhoneOfBot:
    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def post(self, path, body):
        async with self._session.post(path, json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def text(self, body, number=SENDER):
        return (await self.post("/simulator/texts", {"number": number, "body": body}))["reply"]

    async def wind(self, seconds):
        return await self.post("/simulator/clock", {"seconds": seconds})

    async def tap(self, bubble, title, number=SENDER):
        """Tap a quick reply under the text in ``bubble``."""
        tapped = {"number": number, "button_of": bubble["button_of"], "title": title}
        return (await self.post("/simulator/taps", tapped))["reply"]

    async def state(self, number=SENDER):
        async with self._session.get("/simulator/state", params={"number": number}) as response:
            return await response.json()

    async def reminders(self):
        """The reminders that have arrived: when, and what they say."""
        bubbles = (await self.state())["bubbles"]
        told = [one for one in bubbles if one["voice"] == "bot" and one["body"].startswith("Reminder: ")]
        return [(datetime.fromisoformat(one["at"]), one["body"]) for one in told]

    async def ledger(self):
        return sorted(held["state"] for held in (await self.state())["held"])


@asynccontextmanager
async def phone_of_bot(folder):
    environ = {
        "BOT_PORT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/reminders.db",
        "SIMULATOR_LEDGER": f"{folder}/simulator.db",
    }
    settings = load(None, environ)
    async with running(settings) as bot, ClientSession(bot.base_url) as session:
        yield PhoneOfBot(session)


@pytest.fixture
async def phone(tmp_path):
    async with phone_of_bot(tmp_path) as phone:
        yield phone


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("in 2 hours", 7200),  # by the carrier's scheduler
        ("in 30 seconds", 30),  # nearer than its window: the bot sends it
        ("in 20 days", 20 * 86_400),  # farther: handed over on the way
    ],
)
async def test_a_reminder_arrives_at_its_time(phone, words, seconds):
    before = datetime.fromisoformat((await phone.state())["now"])
    assert "call mom" in await phone.text(f"remind me {words} to call mom")
    assert (await phone.wind(seconds + 3600))["arrived"] == 1
    ((at, body),) = await phone.reminders()
    assert body == "Reminder: call mom"
    assert timedelta(seconds=seconds - 60) <= at - before <= timedelta(seconds=seconds + 60)
    assert await phone.ledger() == ["delivered"]


async def test_jumping_to_the_next_reminder_stops_there(phone):
    await phone.text("remind me in 2 hours to call mom")
    await phone.text("remind me in 20 days to pay the rent")
    for words in ("call mom", "pay the rent"):
        assert (await phone.wind("next"))["arrived"] == 1
        assert (await phone.reminders())[-1][1] == f"Reminder: {words}"


async def test_a_deleted_reminder_is_taken_back_and_never_arrives(phone):
    await phone.text("remind me in 2 hours to call mom")
    await phone.text("delete 1")
    assert (await phone.wind(86_400))["arrived"] == 0
    assert await phone.reminders() == []
    assert "delivered" not in await phone.ledger()


async def test_only_reminders_that_can_be_deleted_are_named(phone):
    async def numbers():
        return (await phone.state())["reminders"]

    assert await numbers() == []
    await phone.text("remind me in 2 hours to call mom")
    await phone.text("remind me in 3 hours to stretch")
    assert await numbers() == [1, 2]
    assert await phone.text("delete 1") == "Deleted 1: call mom."
    assert await numbers() == [2]
    await phone.wind(4 * 3600)
    assert await numbers() == []


async def test_a_repeat_rolls_on(phone):
    await phone.text("remind me every day at 9am to take the pills")
    await phone.wind(10 * 86_400)
    assert len(await phone.reminders()) == 10
    assert {at.minute for at, _ in await phone.reminders()} == {0}


async def test_who_stops_gets_nothing_and_who_starts_again_gets_what_is_still_ahead(phone):
    await phone.text("remind me in 2 hours to call mom")
    await phone.text("remind me in 2 days to pay the rent")
    assert await phone.text("STOP") is None
    assert (await phone.wind(86_400))["arrived"] == 0
    back = await phone.text("START") or ""
    assert back.startswith("Welcome back! 1 reminder is back on. You missed one: call mom")
    await phone.wind(2 * 86_400)
    assert [body for _, body in await phone.reminders()] == ["Reminder: pay the rent"]


async def test_what_was_confirmed_survives_a_restart_of_everything(tmp_path):
    async with phone_of_bot(tmp_path) as phone:
        await phone.text("remind me in 2 hours to call mom")
        await phone.text("remind me in 40 seconds to stretch")
        await phone.wind(10)
    async with phone_of_bot(tmp_path) as phone:
        await phone.wind(3 * 3600)
        assert [body for _, body in await phone.reminders()] == ["Reminder: stretch", "Reminder: call mom"]


@pytest.mark.parametrize("fault", ["down", "lost_answers"])
async def test_a_fault_of_the_carrier_costs_no_reminder_and_doubles_none(phone, fault):
    faults = {"down": False, "lost_answers": False}
    await phone.post("/simulator/faults", faults | {fault: True})
    await phone.text("remind me in 2 hours to call mom")
    await phone.wind(60)
    await phone.post("/simulator/faults", faults)
    await phone.wind(3 * 3600)
    assert [body for _, body in await phone.reminders()] == ["Reminder: call mom"]
