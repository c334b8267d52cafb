"""The simulator: the bot keeps its promises for some days of it, one seed is one history, and it finds mutants.

``make simulate`` runs it for longer; docs/reliability.md describes it.
"""

import time
from datetime import UTC, datetime, timedelta

import pytest

from bench.mutants.faults import MUTANTS
from bench.simulation.books import KNOWN_FAULTS
from bench.simulation.people import people
from bench.simulation.plan import Plan, draw_plan
from bench.simulation.schedules import Elapsed, OnDays, at_wall_time
from bench.simulation.shrink import only, shrunk
from bench.simulation.world import Outcome, run_plan

DAYS = 8
SEEDS = (1, 2, 6007, 12_000, 48_000)
# Histories that once failed: the simulator, or a fault of the bot that is mended since.
REGRESSIONS = ((2000, 25), (6000, 9), (27_000, 5), (48_000, 13))


def history(seed: int, days: int = DAYS) -> Outcome:
    return run_plan(draw_plan(seed, days, len(people()), broken_rows=False), known=KNOWN_FAULTS)


@pytest.mark.parametrize(("seed", "days"), [*((seed, DAYS) for seed in SEEDS), *REGRESSIONS])
def test_every_promise_is_kept(seed, days):
    assert history(seed, days).violations == []


def test_every_promise_is_kept_with_a_fresh_seed():
    seed = time.time_ns() % 1_000_000_000
    replay = f"python -m bench.simulate --plan {seed} --days {DAYS}"
    print(replay)  # noqa: T201 - pytest shows it where the test fails
    assert history(seed).violations == [], replay


def test_one_seed_is_one_history():
    first, second, other = history(5, 4), history(5, 4), history(6, 4)
    assert first.log == second.log
    assert first.digest == second.digest != other.digest


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.quick], ids=lambda mutant: mutant.name)
def test_a_mutant_is_found(mutant):
    with mutant.applied():
        assert any(history(seed, 5).violations for seed in range(1, 7))


def test_a_failing_plan_is_shortened_to_the_steps_that_matter():
    plan = draw_plan(3, 20, len(people()), broken_rows=False)
    needed = {plan.steps[4].number, plan.steps[-2].number}

    def fails(shorter: Plan) -> bool:
        return needed <= {step.number for step in shorter.steps}

    short = shrunk(plan, fails, seconds=5.0)
    assert {step.number for step in short.steps} == needed
    assert only(plan, frozenset(needed)) == short


def test_the_books_count_on_their_own():
    zone = "America/New_York"
    spring = datetime(2027, 3, 12, 12, tzinfo=UTC)
    half_past_two = OnDays(zone=zone, hour=2, minute=30, start=spring)
    assert [moment.hour for moment in half_past_two.between(spring, spring + timedelta(days=4))] == [7, 7, 6, 6]
    in_autumn = at_wall_time(datetime(2027, 11, 7, tzinfo=UTC).date(), 1, 30, zone)
    assert in_autumn == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)  # the first of two
    hourly = Elapsed(spring, timedelta(hours=1))
    assert hourly.between(spring, spring + timedelta(hours=2)) == [spring + timedelta(hours=n) for n in (1, 2)]
    last_of_month = OnDays(zone=zone, hour=9, minute=0, start=spring, day=31)
    assert [moment.day for moment in last_of_month.between(spring, spring + timedelta(days=60))] == [31, 30]
