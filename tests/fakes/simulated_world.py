"""A simulated carrier with a scripted bot behind it: for tests of the simulator and of its page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.domain.changes import Answer
from bot.domain.model import InboundText, OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.simulator.carrier import SimulatedCarrier
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Ledger
from bot.providers.simulator.simulation import Simulation
from tests.builders import make_text
from tests.fakes.set_clock import SetClock

WINDOW = Window(earliest_seconds=60, latest_seconds=7 * 86400, schedule_ahead_seconds=6 * 86400)


@dataclass
class ScriptedBot:
    """Inbound service and worker in one. "in N words" sets a reminder in N seconds; other texts are echoed.

    What is nearer than the window it sends itself at its time, the rest it hands over, as the real bot does.
    """

    carrier: SimulatedCarrier
    clock: SimulatedClock
    kept: list[OutboundMessage] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    received: list[InboundText] = field(default_factory=list)

    async def receive(self, inbound: InboundText) -> Answer:
        self.received.append(inbound)
        if inbound.opt_out is not None:
            return Answer(reply=None, intent="stop")
        match inbound.body.split(maxsplit=2):
            case ["in", seconds, message]:
                due_at = self.clock.now() + timedelta(seconds=float(seconds))
                text = make_text(
                    id=uuid4(), reminder_id=uuid4(), provider=ProviderName.SIMULATOR, to_number=inbound.from_number,
                    body=message, due_at=due_at,
                )  # fmt: skip
                self.kept.append(text)
                await self.step()
                return Answer(reply=f"Set: {message}", intent="create")
            case ["silence", *_]:
                return Answer(reply=None, intent="why")
        return Answer(reply=f"You said: {inbound.body}", intent="unknown")

    async def step(self) -> datetime | None:
        await self.carrier.held()  # takes its time, as a database does
        now = self.clock.now()
        for text in tuple(self.kept):
            if text.due_at <= now:
                await self.carrier.send(replace(text, scheduled_for=None))
            elif (text.due_at - now).total_seconds() >= WINDOW.earliest_seconds:
                await self.carrier.schedule(text, text.due_at)
            else:
                continue
            self.kept.remove(text)
        return min((text.due_at for text in self.kept), default=None)

    def wake(self) -> None: ...

    async def apply_receipt(self, receipt: Receipt) -> bool:
        self.receipts.append(receipt)
        return True


@dataclass(frozen=True)
class World:
    machine: SetClock
    clock: SimulatedClock
    carrier: SimulatedCarrier
    bot: ScriptedBot
    simulation: Simulation
    zones: dict[str, str]  # that the bot has for its people
    reminders: dict[str, tuple[int, ...]]  # the numbers of their open reminders


@asynccontextmanager
async def simulated_world(path: Path, machine: SetClock | None = None) -> AsyncIterator[World]:
    """Opened on the ledger at ``path``: a second world on the same file is the first one after a restart."""
    machine = machine or SetClock()
    ledger = Ledger(path)
    await ledger.open()
    clock = SimulatedClock(await ledger.clock_offset(), machine)
    carrier = SimulatedCarrier(ledger, clock, WINDOW)
    await carrier.start()
    bot = ScriptedBot(carrier, clock)
    zones: dict[str, str] = {}
    reminders: dict[str, tuple[int, ...]] = {}

    async def zone_of(number: str) -> str | None:
        return zones.get(number)

    async def reminders_of(number: str) -> tuple[int, ...]:
        return reminders.get(number, ())

    try:
        simulation = Simulation(carrier, clock, bot, bot, zone_of=zone_of, reminders_of=reminders_of)
        yield World(machine, clock, carrier, bot, simulation, zones, reminders)
    finally:
        await carrier.close()
