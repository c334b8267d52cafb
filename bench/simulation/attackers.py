"""A hostile sender: series, floods, refusals, and opt-outs at the worst moment. Everyone else must not notice.

Attackers are none of the people in the books: what they are sent is only counted, and must end with their STOP.
"""

import asyncio
import itertools
import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bench.simulation.bot_process import BUDGETS, ProcessDiedError
from bench.simulation.carrier import BOT_NUMBER, Held
from bench.simulation.people import Texter
from bot.domain.errors import StorageError
from bot.domain.model import InboundText, OptOut, ProviderName
from bot.domain.sms_segments import segments

if TYPE_CHECKING:
    from bench.simulation.world import World

# Both carriers' attackers; messages to the second one of each are refused for good.
NUMBERS = {"twilio": ("+13105550111", "+13105550112"), "telnyx": ("+447400123451", "+447400123452")}
REFUSED = frozenset(refused for _, refused in NUMBERS.values())
STOPS = ("STOP", "please stop texting me", "stop\u200e", "ARRET", "unsubscribe")
CALLED_OFF = timedelta(seconds=150)  # what was handed over before STOP may still arrive
LATE_SEGMENTS = 40  # messages of the evening before may arrive late
PROBES = 9
SLOWEST = 2.0  # times as long as usual


class Attackers:
    """Carries out attacks, and keeps books of what the attackers get."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self._texts = 0
        self._segments: Counter[tuple[str, date]] = Counter()
        self._stopped: dict[str, datetime] = {}
        self._under_attack = False

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    def begin(self, chance: random.Random) -> None:
        """Attack now, unless an attack is under way."""
        if not self._under_attack:
            self._world.spawn(self._attack(chance))

    def has_left(self, held: Held) -> None:
        """A message has gone to an attacker's phone: after STOP there is none, and never more than the budget."""
        now = self._now()
        stopped_at = self._stopped.get(held.to)
        if stopped_at is not None and now > stopped_at + CALLED_OFF and not self._is_in_trouble(held.to, stopped_at):
            self._books.violate("after STOP", f"attacker {held.to}: {held.body!r}, stopped at {stopped_at}")
        account = (held.to, now.date())
        self._segments[account] += segments(held.body)
        if self._segments[account] > BUDGETS.per_person + LATE_SEGMENTS:
            self._books.violate("over budget", f"attacker {held.to}: {self._segments[account]} segments in a day")

    def _is_in_trouble(self, number: str, since: datetime) -> bool:
        provider = next(name for name, numbers in NUMBERS.items() if number in numbers)
        return any(one.concerns in ("", provider) and one.touches(since, self._now()) for one in self._books.troubles)

    async def _attack(self, chance: random.Random) -> None:
        self._under_attack = True
        provider = chance.choice(sorted(NUMBERS))
        number = chance.choice(NUMBERS[provider])
        self._books.count("attacks")
        self._world.note(f"attack by {number}")
        if number in self._stopped:
            self._world.carriers[provider].opted_out.discard(number)
            del self._stopped[number]
            await self._text(provider, number, "START", OptOut.START)
        attack = chance.choice((self._series, self._series, self._flood, self._once))
        began = self._now()
        probes = self._world.loop.create_task(self._probe(provider, began))
        await attack(provider, number, chance)
        await probes
        await asyncio.sleep(chance.choice((0.0, 9.9, 3600.0, 30_000.0)))
        await self._stop(provider, number, chance)
        self._under_attack = False

    async def _series(self, provider: str, number: str, chance: random.Random) -> None:
        every = ("5 minutes", "6 minutes", "10 minutes", "hour")
        for count in range(12):
            await self._text(provider, number, f"remind me every {chance.choice(every)} to see attack{count:02d}")

    async def _flood(self, provider: str, number: str, chance: random.Random) -> None:
        words = ("hi", "list", "help", "remind me", "in 5 minutes x", "stop the kettle in 5 minutes", "undo")
        texts = [self._text(provider, number, f"{chance.choice(words)} {count}") for count in range(40)]
        await asyncio.gather(*texts)

    async def _once(self, provider: str, number: str, chance: random.Random) -> None:
        for count in range(15):
            await self._text(provider, number, f"remind me in {chance.randint(5, 30)} seconds to see attack{count:02d}")

    async def _stop(self, provider: str, number: str, chance: random.Random) -> None:
        """STOP while messages are being handed over; it is obeyed however many texts came before."""
        body = chance.choice(STOPS)
        for seconds in itertools.repeat(30.0):
            if await self._text(provider, number, body):
                break
            await asyncio.sleep(seconds)
        self._stopped[number] = self._now()

    async def _text(self, provider: str, number: str, body: str, opt_out: OptOut | None = None) -> bool:
        """Whether the bot has acknowledged the text."""
        self._texts += 1
        inbound = InboundText(
            provider=ProviderName(provider),
            message_id=f"AT{self._texts:06d}",
            from_number=number,
            to_number=BOT_NUMBER,
            body=body,
            received_at=self._world.clock.now(),
            opt_out=opt_out,
        )
        try:
            return await self._world.receive(inbound) is not None
        except (ProcessDiedError, StorageError):
            return False

    async def _probe(self, provider: str, began: datetime) -> None:
        """Meanwhile other people text: their answers take no more than twice their usual time."""
        person = next(one for one in self._world.people if one.provider == provider)
        async with self._world.conversations.turn(person.index):
            if person.index in self._books.stopped or self._books.is_row_broken(person.index):
                return
            timed = [await self._answer_seconds(person) for _ in range(PROBES)]
        seconds = [one for one in timed if one is not None]
        is_calm = not self._books.in_trouble(person.index, began - timedelta(hours=2), self._now())
        if not is_calm:
            return
        self._books.count("answers timed", len(seconds))
        if sum(took for took, _ in seconds) > SLOWEST * sum(usual for _, usual in seconds):
            shown = ", ".join(f"{took:.1f} ({usual:.1f})" for took, usual in seconds)
            self._books.violate("slow answer", f"person {person.index} during an attack, seconds (usually): {shown}")

    async def _answer_seconds(self, person: Texter) -> tuple[float, float] | None:
        """How long an answer takes, and how long by itself: what the network takes, repeated calls included.

        A person who is not answered has waited for a minute. None if the carrier has lost the answer by itself.
        """
        world, told = self._world, self._books.told[person.index]
        carrier = world.carriers[person.provider]
        begun, heard = self._now(), len(told)
        carrier.network_seconds[person.number] = 0.0
        reply, _ = await world.phones.say(person, "what can you do")
        answered_at = self._now()
        if reply and person.provider == "telnyx":  # the answer is a message of its own
            for _ in range(60):
                if len(told) > heard + 1:
                    break
                await asyncio.sleep(1.0)
            if any(lost.to == person.number and lost.created_at >= begun for lost in carrier.lost):
                return None
            answered_at = told[heard + 1][0] if len(told) > heard + 1 else self._now()
        return (answered_at - begun).total_seconds(), carrier.network_seconds[person.number]
