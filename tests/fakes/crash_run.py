"""A bot that is killed again and again while people text it, and the books at the end."""

import asyncio
import os
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.fakes.books import Texter, differences
from tests.fakes.bot_starter import BotStarter, Forked
from tests.fakes.deaths import Death, Step, draw, first
from tests.fakes.phones import PUBLIC_URL, Phones
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

ROUND_SECONDS = 10.0
TRIES = 4  # of the first time of a step
SETTLE_SECONDS = 240.0  # Twilio's list is searched for a minute and a half

UNSETTLED = "SELECT * FROM outbound WHERE state IN ('waiting', 'handing_over', 'cancelling')"


@dataclass
class CrashRun:
    """``kinds`` counts the acknowledged texts, ``deaths`` the kills by step; ``answer_seconds`` are those of each."""

    starter: BotStarter
    twilio: TwilioServer
    telnyx: TelnyxServer
    people: list[Texter]
    chance: random.Random
    folder: Path
    texts_a_round: int = 2  # a person
    think_seconds: float = 0.0  # at most, between two texts of a person
    kinds: Counter[str] = field(default_factory=Counter)
    deaths: Counter[Step] = field(default_factory=Counter)
    moving: set[str] = field(default_factory=set)
    repeating: set[str] = field(default_factory=set)
    answer_seconds: list[float] = field(default_factory=list)

    @property
    def reminders(self) -> int:
        """How many were made."""
        return sum(self.kinds[kind] for kind in ("once", "soon", "repeat"))

    async def round_until(self, step: Step) -> None:
        """Start the bot, have everybody text it, and have it die at ``step``, or at the end of the round."""
        await self._round(draw(step, self.chance, self.starter.kill, self.moving, self.repeating))

    async def missed_steps(self) -> None:
        """More rounds for the steps that have not come: a drawn time may lie behind the last text of a round."""
        for _ in range(TRIES):
            for step in [step for step in Step if not self.deaths[step]]:
                await self._round(first(step, self.starter.kill, self.moving, self.repeating))

    async def _round(self, death: Death) -> None:
        bot = await self.starter.start(death.at_commit)
        self.twilio.watch = self.telnyx.watch = death.watch
        await bot.ready.wait()
        texting = asyncio.create_task(self._text_all(bot, death)) if not bot.ended.is_set() else None
        try:
            async with asyncio.timeout(death.after_seconds if death.step is Step.ANY_TIME else ROUND_SECONDS):
                await bot.ended.wait()
            self.deaths[death.step] += 1
        except TimeoutError:
            self.deaths[Step.ANY_TIME] += 1
            bot.kill()
            await bot.ended.wait()
        self.twilio.watch = self.telnyx.watch = None
        if texting is not None:
            texting.cancel()
            await asyncio.gather(texting, return_exceptions=True)

    async def _text_all(self, bot: Forked, death: Death) -> None:
        tracing = aiohttp.TraceConfig()
        if death.step is Step.TEXT_SENT:
            tracing.on_request_chunk_sent.append(_striking(death))
        if death.step is Step.ANSWER_BEGUN:
            tracing.on_request_end.append(_striking(death))
        async with aiohttp.ClientSession(trace_configs=[tracing]) as session:
            phones = Phones(session, bot.base_url, self.twilio, self.telnyx)
            await asyncio.gather(*(self._text(phones, person, death) for person in self.people))

    async def _text(self, phones: Phones, person: Texter, death: Death) -> None:
        for _ in range(self.texts_a_round):
            await asyncio.sleep(self.chance.uniform(0.0, self.think_seconds))
            try:
                await self.send(phones, person)
            except aiohttp.ClientError:
                return  # sent again when the bot is back
            death.after_texts -= 1

    async def send(self, phones: Phones, person: Texter) -> None:
        """One text of a person; what it comes to is in the books once it is acknowledged."""
        wanted = person.next_text()
        if wanted.kind == "edit":
            self.moving.add(wanted.token)
        if wanted.kind == "repeat":
            self.repeating.add(wanted.token)
        begun = time.perf_counter()
        answer = await self.deliver(phones, person, wanted.message_id, wanted.body)
        self.answer_seconds.append(time.perf_counter() - begun)
        person.acknowledge(wanted, answer)
        self.kinds[wanted.kind] += 1

    async def deliver(self, phones: Phones, person: Texter, message_id: str, body: str) -> str | None:
        if person.provider == "twilio":
            return await phones.by_twilio(body, sender=person.number, message_id=message_id)
        await phones.telnyx_event(body, sender=person.number, message_id=message_id)
        return None

    async def settle(self, bot: Forked) -> None:
        """Send again what was not acknowledged, and let ``bot`` finish; then everything once more, to no effect."""
        async with aiohttp.ClientSession() as session:
            phones = Phones(session, bot.base_url, self.twilio, self.telnyx)
            for person in self.people:
                if person.wanted is not None:
                    await self.send(phones, person)
            await self._until_nothing_is_open()
            for person in self.people:
                for message_id, body in person.bodies.items():
                    again = await self.deliver(phones, person, message_id, body)
                    assert again == person.answers[message_id], "a text that comes twice is answered the same"
            await self._until_nothing_is_open()

    async def _until_nothing_is_open(self) -> None:
        open_texts: list[str] = []
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                while open_texts := await asyncio.to_thread(self._open_texts):  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.1)
        except TimeoutError:
            trouble = [line for line in self.starter.log if '"error"' in line]
            raise AssertionError("\n".join(["these do not come to an end:", *open_texts, *trouble])) from None

    def _open_texts(self) -> list[str]:
        with closing(sqlite3.connect(f"file:{self.folder / 'reminders.db'}?mode=ro", uri=True, timeout=10)) as reader:
            reader.row_factory = sqlite3.Row
            return [str(dict(row)) for row in reader.execute(UNSETTLED)]

    def problems(self) -> list[str]:
        """Everything that is not as promised."""
        lines = []
        for person in self.people:
            server = self.twilio if person.provider == "twilio" else self.telnyx
            lines += differences(person, list(server.messages))
            if person.provider == "telnyx":
                replies = [
                    message
                    for message in self.telnyx.messages
                    if message.to == person.number and not message.body.startswith("Reminder: ")
                ]
                if len(replies) != len(person.bodies):
                    lines.append(f"telnyx {person.number}: {len(person.bodies)} texts, {len(replies)} replies")
        return lines


def _striking(death: Death) -> Callable[..., Awaitable[None]]:
    async def strike(*_: object) -> None:
        death.strike()

    return strike


def crash_size(environ: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """How many kills, and the seed: CRASH_KILLS and CRASH_SEED, else 26 and a fixed one."""
    return int(environ.get("CRASH_KILLS", "26")), int(environ.get("CRASH_SEED", "20260311"))


def settings_for(twilio: TwilioServer, telnyx: TelnyxServer) -> dict[str, str]:
    """Both providers at their fakes, and no limit on how much one person texts, sets and costs."""
    return {
        "BOT_TEXTS_PER_MINUTE": "100000",
        "BOT_OPEN_REMINDERS": "100000",
        "BOT_SEGMENTS_PER_PERSON_DAY": "1000000",
        "BOT_SEGMENTS_PER_DAY": "1000000",
        "BOT_PROVIDERS": "twilio,telnyx",
        "BOT_PUBLIC_URL": PUBLIC_URL,
        **twilio.settings,
        **telnyx.settings,
    }
