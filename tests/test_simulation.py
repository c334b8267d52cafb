"""The simulator: the bot keeps its promises for some days of it, one seed is one history, and it finds faults.

``make simulate`` runs it for longer; docs/reliability.md describes it.
"""

from argparse import Namespace
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bench import simulate
from bench.simulation.books import KNOWN_FAULTS, Violation
from bench.simulation.plan import Plan, draw_plan
from bench.simulation.schedules import Elapsed, Lead, Once, OnDays, Texts, at_wall_time, moved_to, under_new_rules
from bench.simulation.shrink import only, shrunk, step_numbers
from bench.simulation.world import Outcome as History
from bench.simulation.world import run_plan, run_seed
from bot.delivery.late_outcomes import Outcome
from bot.domain.model import OutboundState

FAILED_ONCE = Path(__file__).with_name("simulation_seeds.txt")


def failed_once():
    lines = FAILED_ONCE.read_text(encoding="utf-8").splitlines()
    return [line.split(maxsplit=4) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("seed", "days", "bots", "steps", "broken"), failed_once())
def test_a_history_that_failed_once_is_mended(seed, days, bots, steps, broken):
    plan = only(draw_plan(int(seed), int(days), 6), steps)
    assert run_plan(plan, bots=int(bots)).violations == [], broken


def test_one_seed_is_one_history():
    first, second, other = run_seed(5, 4), run_seed(5, 4), run_seed(6, 4)
    assert first.log == second.log
    assert first.digest == second.digest != other.digest
    assert first.counts["texts"]


@pytest.mark.parametrize("seed", [6, 31])
def test_two_bots_on_one_database_keep_the_promises_together(seed):
    """They die and are stopped in the middle of calls, and the other one takes over."""
    outcome = run_seed(seed, 8, bots=2)
    assert outcome.violations == []
    assert outcome.counts["kills"]
    assert outcome.digest == run_seed(seed, 8, bots=2).digest != run_seed(seed, 8).digest


def test_bots_without_fencing_are_found_out(monkeypatch):
    def unfenced(outcome, message):
        outcome.before, outcome.stray = message.state, None
        return outcome.change(message)

    assert run_seed(32, 10, bots=2).violations == []
    monkeypatch.setattr(Outcome, "__call__", unfenced)
    found = {violation.kind for violation in run_seed(32, 10, bots=2).violations}
    assert found & {"doubled", "unknown to the bot"}


def test_a_fault_is_found_and_its_history_shortened(monkeypatch):
    def withdrawn(message, _):
        return replace(message, state=OutboundState.CANCELLED, next_attempt_at=None, replaces=())

    monkeypatch.setattr("bot.delivery.planning.cancel_message", withdrawn)
    plan = draw_plan(3, 10, 6)
    found = run_plan(plan)
    kinds = {violation.kind for violation in found.violations}
    assert kinds
    short = shrunk(plan, lambda one: any(v.kind in kinds for v in run_plan(one).violations), seconds=10.0)
    assert len(short.steps) < len(plan.steps) / 2
    replayed = only(plan, step_numbers(short))
    assert run_plan(replayed).digest == run_plan(short).digest


def test_a_failing_plan_is_shortened_to_the_steps_that_matter():
    plan = draw_plan(3, 20, 6)
    needed = {plan.steps[4].number, plan.steps[-2].number}

    def fails(shorter: Plan) -> bool:
        return needed <= {step.number for step in shorter.steps}

    short = shrunk(plan, fails, seconds=5.0)
    assert {step.number for step in short.steps} == needed
    assert only(plan, step_numbers(short)) == short
    assert len(only(plan, "0,3-5").steps) == 4


RUNS = [  # how many of ten histories fail; the options; how many are run; whether the build fails
    (0, {}, 10, False),
    (1, {}, 1, True),
    (1, {"tolerate": 1}, 10, False),
    (2, {"tolerate": 1}, 2, True),
    (3, {"tolerate": 1, "keep_going": True}, 10, True),
    (2, {"tolerate": 1, "minutes": -1.0}, 1, False),
]


@pytest.mark.parametrize(("failing", "options", "run", "has_failed"), RUNS)
def test_one_history_fails_by_chance_and_two_by_a_change(monkeypatch, failing, options, run, has_failed):
    plan, ran = Plan(1, datetime(2027, 3, 1, tzinfo=UTC), 25, ()), []

    def outcomes(drawn, *_):
        for index, each in enumerate(drawn):
            ran.append(index)
            violations = [Violation("lost", "thing0001")] if index < failing else []
            yield History(each, violations, "", {}, 25.0)

    explained = []
    monkeypatch.setattr(simulate, "outcomes", outcomes)
    monkeypatch.setattr(simulate, "explain", lambda outcome, *_: explained.append(outcome))
    defaults = {"bots": 1, "jobs": 1, "log": False, "minutes": 60.0, "tolerate": 0, "keep_going": False}
    chosen = Namespace(**defaults | {"shrink_seconds": 1.0} | options)
    assert simulate.failing([plan] * 10, KNOWN_FAULTS, chosen, "") is has_failed
    assert len(ran) == run
    assert len(explained) == (1 if failing and not chosen.keep_going else 0)


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


def test_the_books_count_heads_ups_and_repeats():
    exam = at_wall_time(date(2027, 3, 14), 14, 0, "America/New_York")  # the clocks have changed that night
    leads = (Lead(days=1), Lead(elapsed=timedelta(hours=12)), Lead())
    ahead = Texts(Once(exam, "America/New_York"), "America/New_York", leads)
    hours = [25 - 2, 12, 0]
    assert ahead.between(exam - timedelta(days=2), exam) == [exam - timedelta(hours=one) for one in hours]
    assert ahead.between(exam - timedelta(hours=12), exam) == [exam]
    pills = Texts(Once(exam), "America/New_York", interval=timedelta(minutes=10), times=3)
    assert pills.between(exam, exam + timedelta(days=1)) == [exam + timedelta(minutes=one) for one in (10, 20)]
    later = exam + timedelta(days=1)
    moved = moved_to(ahead, later, "America/New_York")
    assert moved.between(exam - timedelta(hours=1), later) == [exam, later - timedelta(hours=12), later]


def test_new_rules_move_wall_times_and_leave_delays():
    noon = datetime(2027, 7, 1, 19, tzinfo=UTC)  # in Phoenix
    by_the_wall = under_new_rules(Once(noon, "America/Phoenix"), "America/Phoenix", "America/Denver")
    assert by_the_wall.between(noon - timedelta(days=1), noon) == [noon - timedelta(hours=1)]
    assert under_new_rules(Once(noon), "America/Phoenix", "America/Denver") == Once(noon)
