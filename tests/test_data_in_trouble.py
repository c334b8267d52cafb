"""The real server and its data in trouble: a full disk, a file that is deleted, a new zone database."""

import asyncio
import importlib.resources
import resource
import sqlite3
import sys
from contextlib import closing
from datetime import datetime, timedelta

import aiohttp
import pytest

from tests.fakes.bot_process import bot_process

pytestmark = [pytest.mark.process, pytest.mark.timeout(240)]

NUMBER = "+13125550123"  # Chicago


async def text(session, bot, body):
    """The answer on the phone; None where there is none."""
    async with session.post(f"{bot.base_url}/simulator/texts", json={"number": NUMBER, "body": body}) as answer:
        assert answer.status == 200, await answer.text()
    return (await state(session, bot))["bubbles"][-1]["body"]


async def state(session, bot):
    async with session.get(f"{bot.base_url}/simulator/state", params={"number": NUMBER}) as answer:
        return await answer.json()


def counted(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own tables


@pytest.mark.skipif(sys.platform != "linux", reason="limits the files of another process")
async def test_on_a_full_disk_people_are_told_and_nothing_is_half_saved(tmp_path):
    async with aiohttp.ClientSession() as session, bot_process(tmp_path, {}) as bot:
        assert "call mom" in await text(session, bot, "remind me in 2 hours to call mom")
        log = tmp_path / "reminders.db-wal"
        limits = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (log.stat().st_size + 8192, limits[1]))
        said = [await text(session, bot, f"remind me in 3 hours to see thing{n}") for n in range(3)]
        assert said[-1].startswith("Sorry, I can't save anything right now.")
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, limits)
        assert "pay rent" in await text(session, bot, "remind me in 4 hours to pay rent")
        listed = await text(session, bot, "list")
        saved = sum("see thing" in answer for answer in said)
        assert listed.count("see thing") == saved
        assert await bot.stop() == 0
    assert counted(tmp_path / "reminders.db", "reminders") == 2 + saved


async def test_a_database_deleted_under_the_bot_is_not_written_to_in_vain(tmp_path):
    async with aiohttp.ClientSession() as session, bot_process(tmp_path, {}) as bot:
        (tmp_path / "reminders.db").unlink()
        status = 200
        while status == 200:  # noticed within two seconds
            await asyncio.sleep(0.1)
            async with session.get(f"{bot.base_url}/readyz") as answer:
                status = answer.status
        assert status == 503
    async with aiohttp.ClientSession() as session:
        with pytest.raises(AssertionError, match=r"is gone; restore a backup"):
            async with bot_process(tmp_path, {}):
                pass
    assert not (tmp_path / "reminders.db").exists()


def zone_folder(folder, source):
    """A zone database that has Chicago's clock go like that of ``source``."""
    (folder / "America").mkdir(parents=True)
    rules = importlib.resources.files("tzdata.zoneinfo.America").joinpath(source).read_bytes()
    (folder / "America" / "Chicago").write_bytes(rules)
    return {"PYTHONTZPATH": str(folder)}


async def held_once(session, bot, is_right):
    """What lies with the provider, as (words, send time), once that is right."""
    while not is_right(held := sorted(_lying(await state(session, bot)))):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.1)
    return held


def _lying(state):
    return [
        (one["body"], datetime.fromisoformat(one["send_at"])) for one in state["held"] if one["state"] == "scheduled"
    ]


async def test_a_new_zone_database_moves_what_was_set_by_the_clock(tmp_path):
    old, new = zone_folder(tmp_path / "old", "Chicago"), zone_folder(tmp_path / "new", "New_York")
    async with aiohttp.ClientSession() as session:
        async with bot_process(tmp_path, old) as bot:
            await text(session, bot, "remind me tomorrow at 5pm to light the fire")
            await text(session, bot, "remind me in 30 hours to call mom")
            before = await held_once(session, bot, lambda held: len(held) == 2)
        (delayed, in_30_hours), (by_clock, at_five) = before
        wanted = [(delayed, in_30_hours), (by_clock, at_five - timedelta(hours=1))]
        async with bot_process(tmp_path, new) as bot:
            await held_once(session, bot, lambda held: held == wanted)
            assert "5:00 PM light the fire" in await text(session, bot, "list")
