"""The maintenance loop: the routine work of the database, deletion in batches, and that a failure does not end it."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.app.maintenance import (
    ERASE_AFTER,
    ERASE_EVERY,
    PRUNE_AGAIN_AFTER,
    PRUNE_BATCH,
    PRUNE_EVERY,
    STEP_EVERY,
    Maintenance,
    Retention,
    cutoffs,
)
from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.errors import StorageError
from tests.builders import NOW, RENDERER
from tests.fakes.set_clock import SetClock

RETENTION = Retention(inbound_days=30, text_days=90, reminder_days=91)


class Database:
    """Has ``over`` rows to delete; fails while ``fails``."""

    def __init__(self):
        self.over, self.fails, self.maintained = 0, False, 0
        self.cutoffs = None
        self.others_maintain = False
        self.erased_until: list[datetime] = []
        self.is_changed = False
        self.rules: dict[str, str | None] = {}
        self.rechecked_at: list[datetime] = []
        self.error: Exception = StorageError("gone")

    @asynccontextmanager
    async def alone(self):
        yield not self.others_maintain

    async def maintain(self):
        if self.fails:
            raise self.error
        self.maintained += 1

    async def prune(self, cutoffs, limit):
        self.cutoffs = cutoffs
        pruned = min(limit, self.over)
        self.over -= pruned
        return pruned

    async def changed_elsewhere(self):
        return self.is_changed

    async def erase_forgotten(self, until):
        self.erased_until.append(until)
        return 0

    async def recheck_broken_rows(self, now):
        self.rechecked_at.append(now)
        return 0

    async def zones_in_use(self):
        return self.rules

    async def people_in_zone(self, timezone, after_id, limit):
        return ()

    async def revise_person(self, person_id, decide):
        raise AssertionError("nobody lives there")

    async def save_zone_rules(self, timezone, rules):
        self.rules[timezone] = rules


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def maintenance(database, clock):
    return Maintenance(database, clock, RETENTION, TimezoneUpdates(database, clock, RENDERER, wake=lambda: None))


async def test_the_database_does_its_routine_work_in_every_step(maintenance, database):
    for _ in range(3):
        await maintenance.step()
    assert database.maintained == 3


def test_each_kind_of_row_is_kept_for_its_days():
    since = cutoffs(RETENTION, NOW)
    assert (since.inbound, since.outbound, since.reminders) == tuple(
        NOW - timedelta(days=days) for days in (30, 90, 91)
    )


async def test_many_old_rows_are_deleted_in_batches_with_pauses(maintenance, database, clock):
    database.over = 2 * PRUNE_BATCH + 1
    moments = []
    for _ in range(3):
        moments.append(await maintenance.step() - clock.now())
        clock.set(clock.now() + moments[-1])
    assert database.over == 0
    assert moments == [PRUNE_AGAIN_AFTER, PRUNE_AGAIN_AFTER, STEP_EVERY]


async def test_forgotten_people_are_erased_after_webhooks_can_be_redelivered(maintenance, database, clock):
    for _ in range(4):
        await maintenance.step()
        clock.forward(seconds=ERASE_EVERY.total_seconds() / 2)
    assert database.erased_until == [NOW - ERASE_AFTER, NOW + ERASE_EVERY - ERASE_AFTER]


async def test_the_worker_is_woken_when_another_process_has_written(database, clock):
    woken = []
    tz_updates = TimezoneUpdates(database, clock, RENDERER, wake=lambda: None)
    maintenance = Maintenance(database, clock, RETENTION, tz_updates, wake_worker=lambda: woken.append(clock.now()))
    await maintenance.step()
    assert woken == []
    database.is_changed = True
    await maintenance.step()
    assert woken == [NOW]


async def test_old_rows_are_deleted_every_hour(maintenance, database, clock):
    await maintenance.step()
    database.over = 1
    clock.set(NOW + PRUNE_EVERY - timedelta(seconds=1))
    await maintenance.step()
    assert database.over == 1
    clock.set(NOW + PRUNE_EVERY)
    await maintenance.step()
    assert database.over == 0
    assert database.cutoffs == cutoffs(RETENTION, NOW + PRUNE_EVERY)


async def test_time_zone_rules_are_checked_daily(maintenance, database, clock):
    database.rules = {"Asia/Tokyo": None, "Asia/Nowhere": None}
    await maintenance.step()
    assert database.rules == {"Asia/Tokyo": "+0900", "Asia/Nowhere": None}
    database.rules["Asia/Tokyo"] = "other rules"
    clock.set(NOW + timedelta(hours=23))
    await maintenance.step()
    assert database.rules["Asia/Tokyo"] == "other rules"
    clock.set(NOW + timedelta(hours=24))
    await maintenance.step()
    assert database.rules["Asia/Tokyo"] == "+0900"


async def test_broken_rows_are_tried_again_at_the_start_and_daily(maintenance, database, clock):
    for _ in range(60):
        await maintenance.step()
        clock.forward(hours=1)
    assert database.rechecked_at == [NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)]


@pytest.mark.parametrize("error", [StorageError("gone"), ValueError("a defect")], ids=str)
async def test_a_failure_does_not_end_the_loop(maintenance, database, error):
    database.fails, database.error = True, error
    with pytest.raises(type(error)):
        await maintenance.step()

    class Ending(SetClock):
        """Stops the loop after three rounds."""

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


async def test_one_bot_at_a_time_deletes_old_rows(maintenance, database, clock):
    database.over, database.others_maintain = 1, True
    assert await maintenance.step() == clock.now() + STEP_EVERY
    assert (database.over, database.maintained) == (1, 1)
    database.others_maintain = False
    await maintenance.step()
    assert database.over == 0
