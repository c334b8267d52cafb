"""The upkeep loop: what it does about a log of each size, how it prunes, and that trouble does not end it."""

from datetime import datetime, timedelta

import pytest

from bot.app.maintenance import (
    ERASE_AFTER,
    ERASE_EVERY,
    LOOK_EVERY,
    PRUNE_BATCH,
    PRUNE_EVERY,
    PRUNE_ON_AFTER,
    Maintenance,
    Retention,
    checkpoints,
    keep_since,
)
from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.errors import StorageError
from bot.storage.protocol import Checkpoint
from tests.builders import NOW, RENDERER
from tests.fakes.set_clock import SetClock

RETENTION = Retention(inbound_days=30, text_days=90, reminder_days=91)


class Database:
    """Has a log of ``bytes_`` and so many rows to prune; fails while ``fails``."""

    def __init__(self):
        self.bytes_, self.over, self.fails = 0, 0, False
        self.checked_in: list[Checkpoint] = []
        self.kept_since = None
        self.erased_until: list[datetime] = []
        self.is_changed = False
        self.rules: dict[str, str | None] = {}

    async def log_bytes(self):
        if self.fails:
            raise StorageError("gone")
        return self.bytes_

    async def checkpoint(self, how):
        self.checked_in.append(how)
        self.bytes_ = 0 if how is Checkpoint.TRUNCATE else self.bytes_

    async def prune(self, keep_since, limit):
        self.kept_since = keep_since
        pruned = min(limit, self.over)
        self.over -= pruned
        return pruned

    async def changed_elsewhere(self):
        return self.is_changed

    async def erase_forgotten(self, until):
        self.erased_until.append(until)
        return 0

    async def zones_in_use(self):
        return self.rules

    async def people_in_zone(self, timezone, after_id, limit):
        return ()

    async def revise_person(self, person_id, decide):
        raise AssertionError("nobody lives there")

    async def keep_zone_rules(self, timezone, rules):
        self.rules[timezone] = rules


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def upkeep(database, clock):
    return Maintenance(database, clock, RETENTION, TimezoneUpdates(database, clock, RENDERER, wake=lambda: None))


LOGS = [
    (0, ()),
    (999_999, ()),
    (1_000_000, (Checkpoint.PASSIVE,)),
    (31_999_999, (Checkpoint.PASSIVE,)),
    (32_000_000, (Checkpoint.PASSIVE, Checkpoint.TRUNCATE)),
]


@pytest.mark.parametrize(("log_bytes", "done"), LOGS)
async def test_a_log_is_checked_in_when_it_has_grown(upkeep, database, log_bytes, done):
    assert checkpoints(log_bytes) == done
    database.bytes_ = log_bytes
    await upkeep.step()
    assert database.checked_in == list(done)


def test_each_kind_is_kept_for_its_days():
    since = keep_since(RETENTION, NOW)
    assert (since.inbound, since.texts, since.reminders) == tuple(NOW - timedelta(days=days) for days in (30, 90, 91))


async def test_much_to_prune_goes_in_batches_with_room_between(upkeep, database, clock):
    database.over = 2 * PRUNE_BATCH + 1
    moments = []
    for _ in range(3):
        moments.append(await upkeep.step() - clock.now())
        clock.set(clock.now() + moments[-1])
    assert database.over == 0
    assert moments == [PRUNE_ON_AFTER, PRUNE_ON_AFTER, LOOK_EVERY]


async def test_who_was_forgotten_is_erased_when_no_webhook_comes_twice_any_more(upkeep, database, clock):
    for _ in range(4):
        await upkeep.step()
        clock.forward(seconds=ERASE_EVERY.total_seconds() / 2)
    assert database.erased_until == [NOW - ERASE_AFTER, NOW + ERASE_EVERY - ERASE_AFTER]


async def test_the_courier_is_woken_for_what_the_operator_has_written(database, clock):
    woken = []
    zones = TimezoneUpdates(database, clock, RENDERER, wake=lambda: None)
    upkeep = Maintenance(database, clock, RETENTION, zones, wake=lambda: woken.append(clock.now()))
    await upkeep.step()
    assert woken == []
    database.is_changed = True
    await upkeep.step()
    assert woken == [NOW]


async def test_pruning_comes_back_after_an_hour(upkeep, database, clock):
    await upkeep.step()
    database.over = 1
    clock.set(NOW + PRUNE_EVERY - timedelta(seconds=1))
    await upkeep.step()
    assert database.over == 1
    clock.set(NOW + PRUNE_EVERY)
    await upkeep.step()
    assert database.over == 0
    assert database.kept_since == keep_since(RETENTION, NOW + PRUNE_EVERY)


async def test_zones_are_looked_at_daily(upkeep, database, clock):
    database.rules = {"Asia/Tokyo": None, "Asia/Nowhere": None}
    await upkeep.step()
    assert database.rules == {"Asia/Tokyo": "+0900", "Asia/Nowhere": None}
    database.rules["Asia/Tokyo"] = "other rules"
    clock.set(NOW + timedelta(hours=23))
    await upkeep.step()
    assert database.rules["Asia/Tokyo"] == "other rules"
    clock.set(NOW + timedelta(hours=24))
    await upkeep.step()
    assert database.rules["Asia/Tokyo"] == "+0900"


async def test_trouble_does_not_end_it(upkeep, database):
    database.fails = True
    with pytest.raises(StorageError):
        await upkeep.step()

    class Ending(SetClock):
        """Lets it go round three times."""

        rounds = 0

        async def wait(self, wake, until):
            self.rounds += 1
            database.fails = False
            if self.rounds == 3:
                running.stop()

    running = Maintenance(
        database, Ending(), RETENTION, TimezoneUpdates(database, SetClock(), RENDERER, wake=lambda: None)
    )
    database.fails, database.over = True, 1
    await running.run()
    assert database.over == 0
