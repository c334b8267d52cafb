"""Which bots count: those that are connected and of which something was heard lately."""

import json
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import pytest

from bot.storage.postgres import listener
from bot.storage.postgres.listener import ALIVE, BOT_LOCK, CHECK_SECONDS, JOINED, Listener, ask_bots
from bot.storage.postgres.roll import SILENT_SECONDS, Roll
from tests.fakes.phones import until
from tests.fakes.postgres import fresh_database

OWN, OTHER = 1, 2


def test_a_bot_counts_from_when_it_is_connected():
    roll = Roll()
    roll.update([OWN, OTHER], 0.0)
    assert roll.alive(OWN, 0.0) == 2
    roll.update([OWN], 1.0)
    assert roll.alive(OWN, 1.0) == 1


def test_a_silent_bot_counts_for_a_while_and_again_when_it_is_heard():
    roll = Roll()
    roll.update([OWN, OTHER], 0.0)
    roll.heard(OTHER, {}, 10.0)
    roll.update([OWN, OTHER], 20.0)
    assert roll.alive(OWN, 10.0 + SILENT_SECONDS - 0.1) == 2
    assert roll.alive(OWN, 10.0 + SILENT_SECONDS) == 1
    assert roll.heard(OTHER, {}, 60.0)
    assert roll.alive(OWN, 60.0) == 2


def test_the_one_that_counts_is_alive():
    roll = Roll()
    roll.update([OWN], 0.0)
    assert roll.alive(OWN, 1000.0) == 1


def test_only_news_is_news():
    roll = Roll()
    roll.update([OWN, OTHER], 0.0)
    assert roll.heard(OTHER, {"a": "1"}, 1.0)
    assert not roll.heard(OTHER, {"a": "1"}, 2.0)
    assert roll.heard(OTHER, {"a": "2"}, 3.0)
    assert roll.announced(OWN, 3.0) == ({"a": "2"},)
    assert roll.announced(OWN, 3.0 + SILENT_SECONDS) == ()


class HandClock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


class Bots:
    """The listeners of several bots on one database."""

    def __init__(self, url, stack):
        self.url = url
        self.stack = stack
        self.clock = HandClock()

    async def start(self, **settings):
        heard: list[Any] = []
        bot = Listener(
            self.connect, "bot", lambda: None, announced=settings, on_announced=heard.append, clock=self.clock
        )
        await bot.start()
        self.stack.push_async_callback(bot.stop)
        return bot, heard

    async def connect(self):
        return await asyncpg.connect(self.url)

    async def hung(self):
        """A bot that has joined and then does nothing more, like a stopped process: its connection stays."""
        connection = await self.connect()
        self.stack.push_async_callback(connection.close)
        await connection.execute("SELECT pg_advisory_lock_shared($1)", BOT_LOCK)
        await connection.execute("SELECT pg_notify($1, '')", JOINED)
        return connection


@pytest.fixture
async def bots(monkeypatch):
    monkeypatch.setattr(listener, "CHECK_SECONDS", 0.02)
    async with fresh_database() as url, AsyncExitStack() as stack:
        yield Bots(url, stack)


async def test_a_hung_bot_loses_its_share_within_a_bounded_time(bots):
    first, first_heard = await bots.start()
    second, second_heard = await bots.start()
    hung = await bots.hung()

    async def hung_is_heard(words):
        await hung.execute("SELECT pg_notify($1, $2)", ALIVE, json.dumps({"words": words}))
        await until(lambda: all(heard and {"words": words} in heard[-1] for heard in (first_heard, second_heard)))

    await until(lambda: first.bots == second.bots == 3)
    bots.clock.seconds = SILENT_SECONDS / 2
    await hung_is_heard("I live")
    bots.clock.seconds = SILENT_SECONDS * 3
    await until(lambda: first.bots == second.bots == 2)
    await hung_is_heard("I still live")
    await until(lambda: first.bots == second.bots == 3)


def test_the_bound_is_what_the_documentation_says():
    assert CHECK_SECONDS + SILENT_SECONDS == 20


async def test_bots_hear_the_settings_of_those_that_were_there_and_those_that_come(bots):
    _, first_heard = await bots.start(limit="1")
    _, second_heard = await bots.start(limit="2")
    await until(lambda: first_heard and first_heard[-1] == ({"limit": "2"},))
    await until(lambda: second_heard and second_heard[-1] == ({"limit": "1"},))
    checker = await bots.connect()
    answers = await ask_bots(checker, 30)
    await checker.close()
    assert sorted(answer["limit"] for answer in answers) == ["1", "2"]


@pytest.mark.parametrize("noise", ["", "hello", "[1]", "7", json.dumps("x")])
async def test_a_notice_of_another_program_does_no_harm(bots, noise):
    first, heard = await bots.start(limit="1")
    stranger = await bots.connect()
    await stranger.execute("SELECT pg_notify($1, $2)", ALIVE, noise)
    await stranger.close()
    await bots.start(limit="2")
    await until(lambda: heard and {"limit": "2"} in heard[-1])
    assert first.bots == 2


async def test_a_check_does_not_wait_long_for_a_bot_that_hangs(bots):
    await bots.hung()
    checker = await bots.connect()
    assert await ask_bots(checker, 0.05) == ()
    await checker.close()
