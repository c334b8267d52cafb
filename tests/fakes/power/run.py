"""A bot that loses its power again and again: its lives, and the cuts in each."""

import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.power.cuts import Examination, draw_cuts, put_back
from tests.fakes.power.disk import seeded
from tests.fakes.power.life import Life, State
from tests.fakes.power.vfs import RecordedDisk

ACTIONS_A_LIFE = 40
CUTS_A_LIFE = 125
LIVES_A_DATABASE = 6
TEXTS_A_LIFE = 1000  # at most: texts are numbered through all lives


@dataclass
class PowerRun:
    """``kinds`` counts the cuts by what the bot was doing. ``failures`` say which cut broke which promise."""

    folder: Path
    seed: int
    synchronous: str | None = None
    actions: int = ACTIONS_A_LIFE
    cuts: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    async def run(self, cuts: int, *, start_from: Mapping[str, bytes] | None = None) -> None:
        """Cut the power this many times. Each life begins with what a cut in the one before left.

        The first one begins with the files ``start_from``, and now and then one with nothing. Ends at the first life
        with a failure.
        """
        files, state = start_from or {}, State()
        number = 0
        while self.cuts < cuts and not self.failures:
            if number and number % LIVES_A_DATABASE == 0:
                files, state = {}, State()
            chance = seeded(f"{self.seed}/{number}")
            folder = self.folder / f"life-{number}"
            put_back(files, folder, has_note=bool(state))
            disk = RecordedDisk(folder, f"{self.seed}/{number}", synchronous=self.synchronous)
            life = Life(disk, chance, first_text=number * TEXTS_A_LIFE, states=[state])
            await life.live(self.actions)
            planned = draw_cuts(life, min(CUTS_A_LIFE, cuts - self.cuts), f"{self.seed}/{number}")
            examination, last = Examination(life, folder), chance.randrange(len(planned))
            for index, cut in enumerate(planned):
                self.cuts += 1
                problems = await examination.problems(cut)
                if problems:
                    where = f"cut {self.cuts} (seed {self.seed}, life {number}, operation {cut.operation})"
                    self.failures.append(f"{where}: {'; '.join(problems)}")
                if index == last:
                    files, state = without_backups(examination.survivors), examination.found
            shutil.rmtree(folder)
            self.kinds += examination.kinds
            number += 1


def without_backups(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files without backups: those of an earlier life are not examined again."""
    return {name: content for name, content in files.items() if not name.startswith("backup-")}


def power_size(environ: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """How many cuts, and the seed: POWER_CUTS and POWER_SEED, else 1,000 and a fixed one."""
    return int(environ.get("POWER_CUTS", "1000")), int(environ.get("POWER_SEED", "20260311"))
