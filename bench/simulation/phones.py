"""How the people's texts reach the bot: one after the other, sent again until they are acknowledged."""

import asyncio
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bench.simulation.bot_process import ProcessDiedError
from bench.simulation.carrier import BOT_NUMBER
from bench.simulation.people import Texter
from bot.domain.changes import Answer
from bot.domain.errors import StorageError
from bot.domain.model import InboundText, OptOut, ProviderName
from bot.inbound.decision import REFUSED

if TYPE_CHECKING:
    from bench.simulation.world import World

Between = tuple[datetime, datetime]


class Phones:
    """Carries texts to the bot and its replies back."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    async def say(
        self, person: Texter, body: str, opt_out: OptOut | None = None, *, to_number: str = BOT_NUMBER
    ) -> tuple[str, Between]:
        """Text the bot until it has acknowledged; the reply, and between which moments it was decided."""
        world, began = self._world, self._now()
        world.note(f"from {person.index}: {body}")
        chance = world.draw(f"phone {person.index}")
        inbound = self._inbound(person, body, opt_out, to_number)
        answer: Answer | None = None
        tries = 0
        while answer is None:
            tries += 1
            seconds = chance.choice((0.05, 0.5))
            world.carriers[person.provider].network_seconds[person.number] += seconds
            await asyncio.sleep(seconds)
            try:
                answer = await world.receive(inbound)
            except (ProcessDiedError, StorageError):
                await asyncio.sleep(chance.choice((2.0, 20.0)) * min(tries, 20))
                continue
            except Exception as error:  # noqa: BLE001 - a 500 to the carrier
                if not self._books.is_row_broken(person.index):
                    self._books.violate("webhook failed", f"{body!r}: {error!r}")
                await asyncio.sleep(600.0)
                continue
            if answer is None:  # the person was asked to send it again
                inbound = self._inbound(person, body, opt_out, to_number)
                await asyncio.sleep(60.0)
        reply = answer.reply or ""
        world.note(f"answer to {person.index}: {reply}")
        self._books.told[person.index].append((self._now(), reply))
        if person.provider == "twilio":  # the other carrier's answers are messages of their own
            world.claims.hear(person.index, reply, is_answer=True)
        self._books.count("texts")
        while chance.random() < 0.12 and answer.intent != REFUSED:  # a refused text leaves nothing behind
            delay = chance.choice((0.0, 1.0, 30.0, 4000.0, 90_000.0))
            world.later(delay, partial(self._deliver_again, person, inbound, answer))
        return reply, (began, self._now())

    def _inbound(self, person: Texter, body: str, opt_out: OptOut | None, to_number: str) -> InboundText:
        person.texts += 1
        return InboundText(
            provider=ProviderName(person.provider),
            message_id=f"IN{person.index}-{person.texts:06d}",
            from_number=person.number,
            to_number=to_number,
            body=body,
            received_at=self._world.clock.now(),
            opt_out=opt_out,
        )

    async def _deliver_again(self, person: Texter, inbound: InboundText, first: Answer) -> None:
        """The webhook comes once more: nothing changes, and the answer is the same."""
        if any(who == person.index and between[1] > inbound.received_at for who, between in self._books.forgotten):
            return  # the bot has erased that it knows this text
        try:
            again = await self._world.receive(inbound)
        except (ProcessDiedError, StorageError):
            return
        except Exception as error:  # noqa: BLE001 - a 500 to the carrier
            if not self._books.is_row_broken(person.index):
                self._books.violate("webhook failed", f"{inbound.body!r} again: {error!r}")
            return
        if again is None:
            return
        self._books.count("redeliveries")
        same = again.redelivered and (again.reply == first.reply or person.provider == "telnyx")
        if not same:
            self._books.violate("redelivery", f"{inbound.body!r}: first {first.reply!r}, then {again.reply!r}")
