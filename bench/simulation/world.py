"""One history: the bot, its people, its carriers and everything that goes wrong, from one plan."""

import asyncio
import hashlib
import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bench.simulation.attackers import REFUSED, Attackers
from bench.simulation.audit import Audit
from bench.simulation.books import KNOWN_FAULTS, Books, Trouble, Violation
from bench.simulation.bot_process import BotProcess, ProcessDiedError, task_factory
from bench.simulation.carrier import TELNYX, TWILIO, Carrier, Held, Mood, Traits
from bench.simulation.claims import Claims
from bench.simulation.conversations import Conversations
from bench.simulation.database import Disk, Sharing, power_cut
from bench.simulation.judge import Judge
from bench.simulation.people import Texter, people
from bench.simulation.phones import Phones
from bench.simulation.plan import Plan, draw_plan
from bench.simulation.troubles import TAKEN_OVER_SECONDS, Troubles
from bench.simulation.tz_database import TzDatabase
from bench.simulation.virtual_time import BusyError, VirtualClock, VirtualLoop
from bot.domain.changes import Answer
from bot.domain.errors import StorageError
from bot.domain.model import InboundText
from bot.domain.receipts import Receipt

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a database there is quick, and it is thrown away
CANCEL_TRIES = 5  # what spins does not end at the first one
DOWN_SECONDS = (1.0, 1.0, 5.0, 5.0, 60.0, 1200.0, 1200.0, 18_000.0, 110_000.0)


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
    """Everything around one plan. ``known`` are the faults of the bot that are not reported.

    With several ``bots``, they share the database. A bot that dies is missed only until the others have taken over.
    """

    def __init__(self, plan: Plan, loop: VirtualLoop, folder: Path, *, known: frozenset[str], bots: int = 1) -> None:
        self.plan = plan
        self.bots = bots
        self.loop = loop
        self.clock = VirtualClock(loop, plan.start)
        self.path = folder / "reminders.db"
        self.tz_database = TzDatabase(folder / "zoneinfo")
        self.log: list[str] = []
        self.ends = asyncio.Event()
        self._drawn: Counter[str] = Counter()
        self._crash: BaseException | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.people: list[Texter] = people()
        self.by_number = {person.number: person for person in self.people}
        self.carriers = {traits.name.value: self._carrier(traits) for traits in (TWILIO, TELNYX)}
        self.books = Books(self.people, self.carriers, self.clock.true_now, self.note, known)
        self.judge = Judge(self.books)
        self.claims = Claims(self.books)
        # The bots' lives, and their deaths.
        self.running: list[BotProcess] = []
        self.sharing = Sharing(self._call_later) if bots > 1 else None
        self.disk = Disk.FINE
        self.points_to_death: int | None = None  # commits and calls until an armed kill strikes
        self._dying: list[BotProcess] = []
        self.phones = Phones(self)
        self.audit = Audit(self)
        self.conversations = Conversations(self)
        self.troubles = Troubles(self)
        self.attackers = Attackers(self)

    def _carrier(self, traits: Traits) -> Carrier:
        return Carrier(
            traits=traits,
            now=self.clock.true_now,
            draw=self.draw,
            skew=lambda: self.clock.skew,
            report=self._report,
            left=self._left,
            alarm=self._alarm,
            refused=REFUSED,
        )

    def draw(self, about: str) -> random.Random:
        """Chance for the next thing that happens to ``about``.

        It depends on nothing else that happens: in a shortened history, what remains mostly goes as before.
        """
        self._drawn[about] += 1
        return random.Random(f"{self.plan.seed} {about} {self._drawn[about]}")  # noqa: S311 - the same in every run

    # The world's own tasks and timers live on when the bot is killed.

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self.loop.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._crash = error
            self.ends.set()

    def later(self, seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.loop.call_later(seconds, lambda: self.spawn(work()), context=Context())

    def _call_later(self, seconds: float, callback: Callable[[], None]) -> None:
        self.loop.call_later(seconds, callback, context=Context())

    def note(self, line: str) -> None:
        self.log.append(f"{self.clock.true_now():%m-%d %H:%M:%S.%f} {line}")

    # What the carriers do by themselves.

    def _alarm(self, at: datetime) -> None:
        # A little later than asked: the loop's time is a float, and a timer may end a microsecond before its moment.
        seconds = (at - self.clock.true_now()).total_seconds() + 1e-3
        self.loop.call_later(max(0.0, seconds), self._send_due, context=Context())

    def _send_due(self) -> None:
        for carrier in self.carriers.values():
            carrier.send_due()

    def _left(self, held: Held) -> None:
        if held.to not in self.by_number:
            self.attackers.has_left(held)
            return
        person = self.by_number[held.to]
        self.note(f"to {person.index}: {held.body} ({held.id} {held.fault})")
        self.books.has_left(self.clock.true_now(), person.index, held)
        self.claims.hear(person.index, held.body, is_answer=False)

    def _report(self, receipt: Receipt) -> None:
        """Receipts come late, twice, in any order, or not at all."""
        chance = self.draw(f"receipt {receipt.provider_message_id}")
        for _ in range(chance.choices((0, 1, 2), (3, 90, 7))[0]):
            delay = chance.choice((0.2, 1.0, 1.0, 5.0, 60.0, 4000.0))
            self.later(delay, partial(self._deliver_receipt, receipt))

    async def _deliver_receipt(self, receipt: Receipt) -> None:
        for seconds in (5.0, 60.0, 600.0):
            try:
                is_away = self.carriers[receipt.provider.value].mood is Mood.AWAY  # no connection, either way
                if self.running and not is_away:
                    await self._any_bot().apply_receipt(receipt)
                    return
            except (ProcessDiedError, StorageError):  # the carrier gets no answer, or a 503, and tries again
                pass
            except Exception as error:  # noqa: BLE001 - a 500
                self.books.violate("receipt failed", repr(error))
            await asyncio.sleep(seconds)

    # The bot's lives.

    async def receive(self, inbound: InboundText) -> Answer | None:
        """Deliver a text; None if it was not saved. Raises ``ProcessDiedError`` or ``StorageError``."""
        if not self.running:
            raise ProcessDiedError
        return await self._any_bot().receive(inbound)

    def _any_bot(self) -> BotProcess:
        """The one that the load balancer picks."""
        return self.running[0] if len(self.running) == 1 else self.draw("balancer").choice(self.running)

    @property
    def is_alive(self) -> bool:
        """Whether a bot is running that is not about to die."""
        return any(life not in self._dying for life in self.running)

    @property
    def is_complete(self) -> bool:
        """Whether all bots are running."""
        return len(self.running) == self.bots and not self._dying

    async def start_bot(self) -> None:
        life = BotProcess(
            self.path,
            self.clock,
            self.carriers.values(),
            self.draw,
            draw_disk=lambda: self._draw_disk(life),
            draw_death=lambda: self._may_strike(life),
            on_death=lambda: self.die(life),
            sharing=self.sharing,
        )
        self.running.append(life)
        try:
            await life.start()
        except (StorageError, asyncio.CancelledError):
            if life in self.running and life not in self._dying:
                self.spawn(self._bury(life, 60.0, has_power=True))
        except Exception as error:  # noqa: BLE001 - the real bot would end here and be started again
            self.books.violate("does not start", repr(error))
            self.spawn(self._bury(life, 600.0, has_power=True))

    def _may_strike(self, life: BotProcess) -> bool:
        """Count down to an armed kill; whether it strikes here."""
        if self.points_to_death is None or life in self._dying:
            return False
        self.points_to_death -= 1
        return self.points_to_death <= 0

    def _draw_disk(self, life: BotProcess) -> Disk:
        if self._may_strike(life):
            return self.draw("commit").choice((Disk.KILLED_BEFORE, Disk.KILLED_AFTER))
        if self.disk is Disk.SLOW:
            return Disk.SLOW if self.draw("slow disk").random() < 0.3 else Disk.FINE
        return self.disk

    def die(self, life: BotProcess) -> None:
        """The process is killed; the machine may lose its power at the same time, if the database is on it."""
        if life not in self._dying:
            self._dying.append(life)
            chance = self.draw("death")
            has_power = self.bots > 1 or not self.troubles.power_fails
            self.spawn(self._bury(life, chance.choice(DOWN_SECONDS), has_power=has_power))

    async def _bury(self, life: BotProcess, down_seconds: float, *, has_power: bool) -> None:
        """End the process and start it again after a while."""
        if life not in self._dying:
            self._dying.append(life)
        self.points_to_death = None
        self.troubles.power_fails = False
        self.running.remove(life)
        trouble = self.books.trouble(f"{'killed' if has_power else 'power lost'}, down for {down_seconds} s")
        self.books.count("kills" if has_power else "power losses")
        if has_power:
            await life.kill()
        else:
            with power_cut(self.path, life.store.synchronous, self.draw("power")):
                await life.kill()
        self._dying.remove(life)
        if self.bots > 1 and self.running and down_seconds > TAKEN_OVER_SECONDS:
            self.later(TAKEN_OVER_SECONDS, partial(self._take_over, trouble))
        await asyncio.sleep(down_seconds)
        if trouble.ended is None:
            self.books.trouble_over(trouble)
        self.troubles.bot_was_down(trouble.began)
        self.note("started")
        await self.start_bot()

    async def _take_over(self, trouble: Trouble) -> None:
        """The other bots do by now what one did that died, unless all of them are dead."""
        if self.running:
            self.books.trouble_over(trouble)

    # The plan.

    async def run(self) -> None:
        for _ in range(self.bots):
            await self.start_bot()
        self.spawn(self._follow_plan())
        self.spawn(self._check_every_day())
        await self.ends.wait()
        if self._crash is not None:
            raise self._crash
        for life in self.running:
            await life.kill()

    async def _follow_plan(self) -> None:
        for step in self.plan.steps:
            await self._until(step.at)
            chance = random.Random(step.seed)  # noqa: S311 - the same in every run
            if step.is_text:
                self.spawn(self.conversations.text(step, chance))
            else:
                self.troubles.begin(step, chance)
        await self._until(self.plan.start + timedelta(days=self.plan.days))
        self.ends.set()

    async def _until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self.clock.true_now()).total_seconds()))

    async def _check_every_day(self) -> None:
        while True:
            await asyncio.sleep(86_400)
            self.audit.note_failures()
            self.judge.judge(self.clock.true_now())
            self.audit.check()
            if self.books.violations:
                self.ends.set()


def run_seed(seed: int, days: int, *, known: frozenset[str] = KNOWN_FAULTS, bots: int = 1) -> Outcome:
    """Live through the plan of one seed."""
    return run_plan(draw_plan(seed, days, len(people())), known=known, bots=bots)


def run_plan(plan: Plan, *, known: frozenset[str] = KNOWN_FAULTS, bots: int = 1) -> Outcome:
    """Live through one plan; what came of it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    folder = Path(tempfile.mkdtemp(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None))
    loop = VirtualLoop(plan.seed)
    loop.set_task_factory(task_factory)  # type: ignore[arg-type]
    asyncio.set_event_loop(loop)
    world = World(plan, loop, folder, known=known, bots=bots)
    try:
        with world.tz_database:
            try:
                loop.run_until_complete(world.run())
            except BusyError as error:
                world.books.violate("busy", str(error))
                loop.forgive()
            except Exception as error:  # noqa: BLE001 - of the simulator itself; it keeps its seed, too
                world.books.violate("crash", "".join(traceback.format_exception(error)))
            days = loop.time() / 86_400
            _cancel_all(loop)
    finally:
        asyncio.set_event_loop(None)
        loop.close()
        shutil.rmtree(folder)
    digest = hashlib.sha256("\n".join(world.log).encode()).hexdigest()[:16]
    return Outcome(plan, world.books.violations, digest, dict(world.books.counts), days, world.log)


def _cancel_all(loop: VirtualLoop) -> None:
    for _ in range(CANCEL_TRIES):
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        with suppress(BusyError):  # it is reported already
            if tasks:
                loop.run_until_complete(asyncio.wait(tasks))
        loop.forgive()
