"""Power cuts: what was not synced may be lost, yet everything acknowledged is there and nothing is half there.

``make power-cuts`` runs more of them with new seeds: ``make power-cuts POWER_CUTS=100000 POWER_SEED=7``.
"""

import logging
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest
import structlog

from tests.fakes.power.cuts import Cut, Examination, draw_cuts, put_back
from tests.fakes.power.disk import Rename, Sync, SyncFolder, seeded
from tests.fakes.power.life import DATABASE, Life
from tests.fakes.power.run import PowerRun, power_size
from tests.fakes.power.vfs import RecordedDisk
from tests.storage.released_databases import make_database_of_0_1_0

CUTS, SEED = power_size()
SECONDS = 120 + CUTS / 5  # a limit for a busy machine; 1,000 cuts take 10 to 30 seconds
CUTS_TO_FIND_LOSS = 100
SURVIVALS_A_MIGRATION = 5  # for each operation

pytestmark = pytest.mark.timeout(SECONDS)


@pytest.fixture(autouse=True)
def _quiet():
    """Only warnings are logged: a run has tens of thousands of texts."""
    configuration = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    yield
    structlog.configure(**configuration)


@pytest.fixture
def folder(tmp_path):
    """A folder in memory where there is one: what is examined here has been through its power cut already."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as name:
        yield Path(name)


def files_of_0_1_0(folder):
    """The files that version 0.1.0 left when it was killed: the database, and a log that is not in it yet."""
    path = folder / DATABASE
    with closing(sqlite3.connect(path)) as beside:  # while it is open, nothing moves the log into the database
        beside.execute("PRAGMA journal_mode = WAL")
        beside.execute("SELECT * FROM sqlite_schema").fetchall()
        make_database_of_0_1_0(path)
        return {name: (folder / name).read_bytes() for name in (DATABASE, f"{DATABASE}-wal")}


async def lived(folder, actions, files=MappingProxyType({})):
    """A life on a disk with these files, and its examination."""
    put_back(files, folder / "life", has_note=False)
    life = Life(RecordedDisk(folder / "life", SEED), seeded(SEED), first_text=0)
    await life.live(actions)
    return life, Examination(life, folder)


async def test_what_was_acknowledged_survives_every_power_cut(folder):
    run = PowerRun(folder, SEED)
    await run.run(CUTS)
    print(f"{run.cuts} cuts, seed {SEED}:", dict(run.kinds))  # noqa: T201 - shown where it fails
    assert run.failures == []
    assert run.cuts == CUTS
    assert CUTS < 1000 or all(
        run.kinds[kind]
        for kind in ("start", "text", "deliver_due", "maintain", "prune", "forget", "back_up", "restart", "stop")
    )


async def test_a_power_cut_at_any_moment_of_a_migration_loses_nothing(folder):
    life, examination = await lived(folder, 0, files_of_0_1_0(folder))
    (start,) = life.spans["start"]
    problems = [
        (cut, problem)
        for operation in (*start, start.stop)
        for survival in range(SURVIVALS_A_MIGRATION)
        for cut in [Cut(operation=operation, seed=f"{SEED}/{operation}/{survival}")]
        for problem in await examination.problems(cut)
    ]
    assert problems == []
    assert examination.kinds["start"] > 100
    assert any(row[:2] == ("people", 1) for row in examination.found)


async def test_a_bot_upgraded_from_0_1_0_survives_power_cuts(folder):
    run = PowerRun(folder, SEED)
    await run.run(100, start_from=files_of_0_1_0(folder))
    assert run.failures == []


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
async def test_without_syncing_each_commit_the_same_test_finds_a_loss(folder, synchronous):
    run = PowerRun(folder, SEED, synchronous=synchronous)
    await run.run(CUTS_TO_FIND_LOSS)
    assert any("commits were acknowledged, but only" in failure for failure in run.failures)


@pytest.mark.parametrize("ignored", [f"{DATABASE}-wal", DATABASE, "the folder"])
async def test_a_disk_that_ignores_a_sync_is_found_out(folder, ignored):
    life, examination = await lived(folder, 40)
    log = life.disk.log
    files = {rename.names.get(ignored) for rename in log.operations if isinstance(rename, Rename)}

    def is_ignored(operation):
        return operation.file in files if isinstance(operation, Sync) else operation == SyncFolder() and files == {None}

    log.operations = [Rename({}) if is_ignored(operation) else operation for operation in log.operations]
    assert any([await examination.problems(cut) for cut in draw_cuts(life, CUTS_TO_FIND_LOSS, str(SEED))])


async def test_one_seed_gives_one_history(folder):
    histories = []
    for attempt in ("first", "second"):
        (folder / attempt).mkdir()
        disk = RecordedDisk(folder / attempt, SEED)
        await Life(disk, seeded(SEED), first_text=0).live(30)
        histories.append((disk.log.operations, disk.log.names))
    assert histories[0] == histories[1]
