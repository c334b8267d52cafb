"""Run the bot under a mixed load with faults and kills, then compare its promises with the providers' messages.

``python -m bench.soak --minutes 10 --seed 7`` runs the real server next to fakes of both providers, over HTTP and with
signed webhooks. Prints one line of results. If a reminder was lost, sent twice or never promised, prints a line for
each and exits with 1.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from bot.runtime.clock import Clock
from tests.fakes.api_server import ApiServer, Fault, closed, failing, html, limited
from tests.fakes.books import people
from tests.fakes.bot_starter import bot_starter
from tests.fakes.crash_run import CrashRun, settings_for
from tests.fakes.deaths import Step
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

PEOPLE = 24
THINK_SECONDS = 0.5
FAULTS_IN_A_HUNDRED = 4
FAULTS: tuple[Callable[[], Fault], ...] = (
    lambda: failing(500),
    lambda: failing(503, after_work=True),
    lambda: closed(after_work=False),
    lambda: closed(after_work=True),
    lambda: limited("1"),
    limited,
    lambda: html(200),
)


class Faults(deque[Fault | None]):
    """A provider's faults as they come: now and then one, drawn at random, without end."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.drawn = 0

    def __bool__(self) -> bool:
        return True

    def popleft(self) -> Fault | None:
        if self.chance.randrange(100) >= FAULTS_IN_A_HUNDRED:
            return None
        self.drawn += 1
        return self.chance.choice(FAULTS)()


@dataclass
class Soak:
    """``texting_seconds`` is how long the bot was there to be texted."""

    run: CrashRun
    faults: list[Faults] = field(default_factory=list)
    texting_seconds: float = 0.0
    most_kilobytes: int = 0

    async def until(self, end_at: float) -> None:
        """Rounds of texts, each ended by a kill, until ``end_at``; then without faults until nothing is open."""
        for server in (self.run.twilio, self.run.telnyx):
            self._trouble(server)
        while time.monotonic() < end_at:
            begun = time.monotonic()
            await self.run.round_until(self.run.chance.choice(list(Step)))
            self.texting_seconds += time.monotonic() - begun
        for server in (self.run.twilio, self.run.telnyx):
            server.faults = deque()
        bot = await self.run.starter.start()
        await bot.ready.wait()
        await self.run.settle(bot)
        self.most_kilobytes = memory_kilobytes(bot.process_id)

    def _trouble(self, server: ApiServer) -> None:
        faults = Faults(self.run.chance)
        self.faults.append(faults)
        server.faults = faults

    def figures(self) -> str:
        """The line."""
        run, texts = self.run, self.run.kinds.total()
        hundredths = quantiles(run.answer_seconds, n=100)
        lines = run.problems()
        lost = sum(line.endswith("is lost") for line in lines)
        return (
            f"{texts} texts, {texts / self.texting_seconds:.0f} a second, answered in {hundredths[49] * 1000:.1f} ms"
            f" (p50) and {hundredths[98] * 1000:.1f} ms (p99); {run.reminders} reminders; {run.deaths.total()} kills,"
            f" {sum(faults.drawn for faults in self.faults)} faults; lost {lost}, doubled or unasked"
            f" {len(lines) - lost}; {self.most_kilobytes // 1024} MB"
        )


def memory_kilobytes(process_id: int) -> int:
    """The most memory that a process has held; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


async def soak(seconds: float, seed: int) -> list[str]:
    """Print the figures of so long a run; what is wrong with the books, a line each."""
    chance = random.Random(seed)  # noqa: S311 - the same faults and kills in every run
    with tempfile.TemporaryDirectory() as folder:
        async with (
            TwilioServer(Clock()) as twilio,
            TelnyxServer(Clock()) as telnyx,
            bot_starter(Path(folder), settings_for(twilio, telnyx)) as starter,
        ):
            one = Soak(
                CrashRun(starter, twilio, telnyx, people(seed, PEOPLE), chance, Path(folder), 10_000, THINK_SECONDS)
            )
            await one.until(time.monotonic() + seconds)
            print(one.figures())
            return one.run.problems()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    problems = asyncio.run(soak(chosen.minutes * 60, chosen.seed))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
