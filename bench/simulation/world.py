"""One history: the bot, its people, its carriers and everything that goes wrong, from one plan."""

import asyncio
import hashlib
import random
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bench.simulation.audit import Audit
from bench.simulation.books import Books, Trouble, Violation
from bench.simulation.bot_process import BotProcess, ProcessDiedError, task_factory
from bench.simulation.carrier import TELNYX, TWILIO, Carrier, Held, Mood
from bench.simulation.database import Disk
from bench.simulation.people import Texter, people
from bench.simulation.phones import Phones
from bench.simulation.plan import Kind, Plan
from bench.simulation.virtual_time import BusyError, VirtualClock, VirtualLoop
from bot.domain.changes import Answer
from bot.domain.errors import StorageError
from bot.domain.model import InboundText, Receipt

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a database there is quick, and it is thrown away
OUTAGES = tuple(timedelta(minutes=minutes) for minutes in (2, 2, 2, 15, 15, 30, 30, 60, 60, 240, 240, 27 * 60))
DOWNTIMES = (1.0, 1.0, 5.0, 5.0, 60.0, 1200.0, 1200.0, 18_000.0, 110_000.0)


@dataclass
class Outcome:
    """What came of one history. ``digest`` is the same for two runs of one plan."""

    plan: Plan
    violations: list[Violation]
    digest: str
    counts: dict[str, int]
    days: float
    log: list[str] = field(default_factory=list)


class World:
    """Everything around one plan. ``known`` are the faults of the bot that are not to be reported."""

    def __init__(self, plan: Plan, loop: VirtualLoop, folder: Path, *, known: frozenset[str]) -> None:
        self.plan = plan
        self.loop = loop
        self.clock = VirtualClock(loop, plan.start)
        self.chance = random.Random(plan.seed + 1)  # noqa: S311 - the same in every run
        self.path = folder / "reminders.db"
        self.people: list[Texter] = people()
        self.books = Books(
            [person.provider for person in self.people], [person.zone for person in self.people], known=set(known)
        )
        self.carriers = {traits.name.value: self._carrier(traits) for traits in (TWILIO, TELNYX)}
        self.books.lost_by_carrier = [carrier.lost for carrier in self.carriers.values()]
        self.by_number = {person.number: person for person in self.people}
        for person in self.people:
            self.books.ledgers[person.index] = self.carriers[person.provider].of_number.setdefault(person.number, [])
        self.life: BotProcess | None = None
        self.lives = 0
        self.disk = Disk.FINE
        self.points_to_death: int | None = None
        self.is_dying = False
        self.log: list[str] = []
        self.phones = Phones(self)
        self.audit = Audit(self)
        self.ends = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def _carrier(self, traits: object) -> Carrier:
        return Carrier(
            traits=traits,  # type: ignore[arg-type]
            now=self.clock.true_now,
            chance=self.chance,
            skew=lambda: self.clock.skew,
            report=self._report,
            left=self._left,
            alarm=self._alarm,
        )

    # The world's own tasks and timers: they live on when the bot is killed.

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self.loop.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.crash = error
            self.ends.set()

    crash: BaseException | None = None

    def later(self, seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.loop.call_later(seconds, lambda: self.spawn(work()), context=Context())

    def note(self, line: str) -> None:
        self.log.append(f"{self.clock.true_now():%m-%d %H:%M:%S.%f} {line}")

    def _alarm(self, at: datetime) -> None:
        # A little later than asked: the loop's time is a float, and a timer may end a microsecond before its moment.
        seconds = (at - self.clock.true_now()).total_seconds() + 1e-3
        self.loop.call_later(max(0.0, seconds), self._send_due, context=Context())

    def _send_due(self) -> None:
        for carrier in self.carriers.values():
            carrier.send_due()

    def _left(self, held: Held) -> None:
        person = self.by_number[held.to]
        self.note(f"to {person.index}: {held.body} ({held.id} {held.fault})")
        self.books.has_left(self.clock.true_now(), person.index, held)

    def _report(self, receipt: Receipt) -> None:
        """Receipts come late, twice, in any order, or not at all."""
        for _ in range(self.chance.choices((0, 1, 2), (3, 90, 7))[0]):
            delay = self.chance.choice((0.2, 1.0, 1.0, 5.0, 60.0, 4000.0))
            self.later(delay, partial(self._deliver_receipt, receipt))

    async def _deliver_receipt(self, receipt: Receipt) -> None:
        for seconds in (5.0, 60.0, 600.0):
            try:
                if self.life is not None:
                    await self.life.apply_receipt(receipt)
                    return
            except Exception as error:  # noqa: BLE001 - the carrier only sees a 500, or no answer
                if not self.books.in_trouble(0, self.clock.true_now(), self.clock.true_now()):
                    self.note(f"receipt refused: {error!r}")
            await asyncio.sleep(seconds)

    # The bot's lives.

    async def receive(self, inbound: InboundText) -> Answer | None:
        """Deliver a text; None if it was not saved. Raises ``ProcessDiedError``, ``StorageError``."""
        if self.life is None:
            raise ProcessDiedError
        return await self.life.receive(inbound)

    async def start_bot(self) -> None:
        self.lives += 1
        seed = self.plan.seed * 10_007 + self.lives
        life = BotProcess(
            self.path,
            self.clock,
            self.carriers.values(),
            random.Random(seed),  # noqa: S311 - the same in every run
            draw_disk=self._draw_disk,
            draw_death=self._draw_death,
            on_death=self._on_death,
        )
        self.is_dying = False
        self.life = life
        try:
            await life.start()
        except (StorageError, asyncio.CancelledError):
            if self.life is life and not self.is_dying:
                await self._bury(60.0)
        except Exception as error:  # noqa: BLE001 - the real bot would end here and be started again
            self.books.violate("does not start", repr(error))
            await self._bury(600.0)

    def _points(self) -> bool:
        """Count down to an armed kill; whether it strikes here."""
        if self.points_to_death is None or self.is_dying:
            return False
        self.points_to_death -= 1
        return self.points_to_death <= 0

    def _draw_disk(self) -> Disk:
        if self._points():
            return self.chance.choice((Disk.KILLED_BEFORE, Disk.KILLED_AFTER))
        if self.disk is Disk.SLOW:
            return Disk.SLOW if self.chance.random() < 0.3 else Disk.FINE
        return self.disk

    def _draw_death(self) -> bool:
        return self._points()

    def _on_death(self) -> None:
        if not self.is_dying:
            self.is_dying = True
            self.spawn(self._bury(self.chance.choice(DOWNTIMES)))

    async def _bury(self, down_seconds: float) -> None:
        """Kill the process and start it again after a while."""
        self.is_dying = True
        self.points_to_death = None
        life, self.life = self.life, None
        trouble = Trouble(self.clock.true_now(), None)
        self.books.troubles.append(trouble)
        self.note(f"killed, down for {down_seconds} s")
        self.books.count("kills")
        if life is not None:
            await life.kill()
        await asyncio.sleep(down_seconds)
        trouble.ended = self.clock.true_now()
        self.note("started")
        await self.start_bot()

    # The plan.

    async def run(self) -> None:
        await self.start_bot()
        self.spawn(self._follow())
        self.spawn(self._every_day())
        await self.ends.wait()
        if self.crash is not None:
            raise self.crash
        if self.life is not None:
            await self.life.kill()

    async def _every_day(self) -> None:
        while True:
            await asyncio.sleep(86_400)
            self.audit.note_failures()
            self.books.judge(self.clock.true_now())
            self.audit.check()
            if self.books.violations:
                self.ends.set()

    async def _follow(self) -> None:
        for step in self.plan.steps:
            await self._until(step.at)
            chance = random.Random(step.seed)  # noqa: S311 - the same in every run
            if step.kind in HANDLERS:
                await getattr(self, HANDLERS[step.kind])(chance)
            else:
                self.spawn(self.phones.text(step, chance))
        await self._until(self.plan.start + timedelta(days=self.plan.days))
        self.ends.set()

    async def _until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self.clock.true_now()).total_seconds()))

    async def _kill(self, chance: random.Random) -> None:
        if self.life is not None and not self.is_dying:
            self.points_to_death = chance.randint(1, 25)
            self.spawn(self._kill_idle(chance.choice((1.0, 30.0, 600.0))))

    async def _kill_idle(self, seconds: float) -> None:
        """An armed kill that found no call and no commit to strike at strikes now."""
        await asyncio.sleep(seconds)
        if self.points_to_death is not None and not self.is_dying:
            self._on_death()

    async def _mood(self, chance: random.Random) -> None:
        carrier = self.carriers[chance.choice(sorted(self.carriers))]
        if carrier.mood is not Mood.FINE:
            return
        mood = chance.choice([mood for mood in Mood if mood is not Mood.FINE])
        self.spawn(self._be(carrier, mood, chance.choice(OUTAGES)))

    async def _be(self, carrier: Carrier, mood: Mood, how_long: timedelta) -> None:
        trouble = Trouble(self.clock.true_now(), None, carrier.traits.name.value)
        self.books.troubles.append(trouble)
        self.note(f"{carrier.traits.name} is {mood.value}")
        self.books.count("outages")
        carrier.mood = mood
        await asyncio.sleep(how_long.total_seconds())
        carrier.mood = Mood.FINE
        trouble.ended = self.clock.true_now()
        self.note(f"{carrier.traits.name} is fine")

    async def _jump(self, chance: random.Random) -> None:
        skew = timedelta(minutes=chance.choice((-90, -20, -2, 2, 20, 90)))
        if self.clock.skew:
            return
        self.spawn(self._be_wrong(skew, chance.choice((120.0, 3600.0))))

    async def _be_wrong(self, skew: timedelta, seconds: float) -> None:
        trouble = Trouble(self.clock.true_now(), None, skew=skew)
        self.books.troubles.append(trouble)
        self.note(f"the clock is wrong by {skew}")
        self.books.count("clock jumps")
        self.clock.jump(skew)
        await asyncio.sleep(seconds)
        self.clock.jump(timedelta())
        trouble.ended = self.clock.true_now() + abs(skew)
        self.note("the clock is right")

    async def _disk(self, chance: random.Random) -> None:
        if self.disk is not Disk.FINE:
            return
        disk, seconds = chance.choice(((Disk.FULL, 5.0), (Disk.FULL, 200.0), (Disk.SLOW, 600.0), (Disk.SLOW, 9000.0)))
        self.spawn(self._fill(disk, seconds))

    async def _fill(self, disk: Disk, seconds: float) -> None:
        trouble = Trouble(self.clock.true_now(), None)
        self.books.troubles.append(trouble)
        self.note(f"the disk is {disk.name.lower()}")
        self.books.count("disk troubles")
        self.disk = disk
        await asyncio.sleep(seconds)
        self.disk = Disk.FINE
        trouble.ended = self.clock.true_now()
        self.note("the disk is fine")

    async def _break_row(self, chance: random.Random) -> None:
        person = chance.choice(self.people)
        self.spawn(self.audit.break_row(person, chance.choice((3600.0, 30_000.0))))


HANDLERS = {
    Kind.KILL: "_kill",
    Kind.MOOD: "_mood",
    Kind.JUMP: "_jump",
    Kind.DISK: "_disk",
    Kind.BROKEN_ROW: "_break_row",
}


def run_plan(plan: Plan, *, known: frozenset[str] = frozenset()) -> Outcome:
    """Live through one plan; what came of it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    folder = Path(tempfile.mkdtemp(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None))
    loop = VirtualLoop(plan.seed)
    loop.set_task_factory(task_factory)  # type: ignore[arg-type]
    asyncio.set_event_loop(loop)
    try:
        world = World(plan, loop, folder, known=known)
        try:
            loop.run_until_complete(world.run())
        except BusyError as error:
            world.books.violate("busy", str(error))
            loop.forgive()
        days = loop.time() / 86_400
    finally:
        while tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        asyncio.set_event_loop(None)
        loop.close()
        shutil.rmtree(folder)
    digest = hashlib.sha256("\n".join(world.log).encode()).hexdigest()[:16]
    return Outcome(plan, world.books.violations, digest, world.books.counts, days, world.log)
