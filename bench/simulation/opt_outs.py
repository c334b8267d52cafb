"""Texts that are no requests: chat, machines, second thoughts, and people who leave and come back."""

import asyncio
import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bench.simulation.books import FAR
from bench.simulation.people import CARRIER_STOPS, CHAT, MACHINE_TEXTS, NEVER_MIND, STOPS, Texter
from bench.simulation.plan import Kind
from bench.simulation.schedules import occurrences_of
from bot.domain.model import OptOut

if TYPE_CHECKING:
    from bench.simulation.world import World

FORGET_WITHIN = timedelta(minutes=9)  # the bot's confirmation ends after ten
BURST = 25  # texts in a few seconds: more than the bot answers in a minute


class OptOuts:
    """Each method is one conversation."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self._say = world.phones.say

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    async def text(self, kind: Kind, person: Texter, chance: random.Random) -> None:
        match kind:
            case Kind.CHAT:
                await self._say(person, chance.choice(CHAT))
            case Kind.MACHINE:
                await self._machine(person, chance)
            case Kind.NEVER_MIND:
                await self._never_mind(person, chance)
            case Kind.FORGET:
                await self._forget(person, chance)
            case Kind.STOP:
                await self._stop(person, chance)
            case Kind.START:
                await self._start(person)

    async def _machine(self, person: Texter, chance: random.Random) -> None:
        """A machine answers for the person. It gets neither a reply nor a reminder."""
        body = chance.choice(MACHINE_TEXTS)
        before = self._world.audit.numbers(person)
        reply, between = await self._say(person, body)
        if reply:
            self._books.violate("talks to a machine", f"{body!r}: {reply!r}")
        if self._world.audit.numbers(person) - before:
            self._books.violate("set by a machine", f"{body!r} of person {person.index} at {between[1]}")

    async def _never_mind(self, person: Texter, chance: random.Random) -> None:
        """With no question open, this deletes nothing. (A reminder may end by itself meanwhile.)"""
        body = chance.choice(NEVER_MIND)
        lasting = [one for one in self._books.open_of(person.index) if one.is_series]
        await self._say(person, body)
        numbers = self._world.audit.numbers(person)
        for promise in lasting:
            if promise.token not in self._books.wild and promise.number not in numbers:
                self._books.violate("deleted unasked", f"{promise.token} of person {person.index}, by {body!r}")

    async def _forget(self, person: Texter, chance: random.Random) -> None:
        """Erasing needs to be confirmed at once: any other text in between ends the request."""
        reply, began = await self._say(person, "forget me")
        if "To confirm" not in reply:
            self._books.violate("unexpected reply", f"'forget me': {reply!r}")
        is_sure = chance.random() < 0.4
        if is_sure:
            await asyncio.sleep(chance.uniform(20.0, 300.0))  # the same words at once are one text
        else:
            for body in chance.choice((("no",), ("no", "list"), ("thanks",), ("list",))):
                await self._say(person, body)
        reply, between = await self._say(person, "forget me")
        is_erased = "everything I kn" in reply
        if is_erased:
            for promise in self._books.of(person.index):
                promise.end(between, "gone")
            self._books.forgotten.append((person.index, between))
        if is_erased and not is_sure:
            self._books.violate("erased unasked", f"person {person.index} at {between[1]}: {reply!r}")
        elif (
            is_sure and not is_erased and between[1] - began[0] < FORGET_WITHIN and not self._books.skew_near(began[0])
        ):
            self._books.violate("unexpected reply", f"'forget me' twice: {reply!r}")
        if not is_erased:
            await self._say(person, "no")

    async def _stop(self, person: Texter, chance: random.Random) -> None:
        """STOP passes every limit, in any wording."""
        is_burst = chance.random() < 0.15
        if is_burst:
            for _ in range(BURST):
                await self._say(person, chance.choice(CHAT))
        is_carriers = chance.random() < 0.4
        if is_carriers:
            self._world.carriers[person.provider].opted_out.add(person.number)
        body = chance.choice(CARRIER_STOPS if is_carriers else STOPS)
        _, between = await self._say(person, body, OptOut.STOP if is_carriers else None)
        for promise in self._books.of(person.index):
            if promise.state in ("open", "paused"):
                promise.end(between, "parked" if promise.state == "open" else "paused")
        self._books.stopped[person.index] = between
        self._books.stops.append((person.index, between))
        if is_burst:
            await asyncio.sleep(120.0)  # START is limited like any other text

    async def _start(self, person: Texter) -> None:
        self._world.carriers[person.provider].opted_out.discard(person.number)
        _, between = await self._say(person, "START", OptOut.START)
        del self._books.stopped[person.index]
        self._books.returns.append((person.index, between))
        for promise in self._books.of(person.index):
            if promise.state != "parked":
                continue
            things, until = occurrences_of(promise.schedule), between[1] + FAR
            if not promise.is_series and not things.between(between[1], until):
                promise.state = "gone"  # missed: the reply says so
                is_unread = self._books.is_row_broken(person.index)  # it comes late, if it can be read again by then
                if is_unread or promise.schedule.between(between[0] - timedelta(minutes=1), between[1]):
                    self._books.wild.add(promise.token)
                continue
            if not promise.is_series and not promise.schedule.between(between[1], until):
                self._books.wild.add(promise.token)  # all its heads-ups are past: it comes at the time itself
            promise.begin(between)
