"""Shortens a failing history: drops steps as long as a violation of the same kind remains."""

import time
from collections.abc import Callable
from dataclasses import replace

from bench.simulation.plan import Plan, Step

Fails = Callable[[Plan], bool]


def shrunk(plan: Plan, fails: Fails, *, seconds: float = 60.0) -> Plan:
    """The shortest plan found within ``seconds`` of real time for which ``fails`` is true, as it is for ``plan``."""
    until = time.monotonic() + seconds
    # First everything of one person, or everything of one kind that goes wrong: most of it has nothing to do with it.
    for about in dict.fromkeys(map(_about, plan.steps)):
        shorter = replace(plan, steps=tuple(step for step in plan.steps if _about(step) != about))
        if time.monotonic() < until and fails(shorter):
            plan = shorter
    size = max(1, len(plan.steps) // 2)
    while size:
        start = 0
        while start < len(plan.steps):
            if time.monotonic() > until:
                return plan
            shorter = replace(plan, steps=plan.steps[:start] + plan.steps[start + size :])
            if fails(shorter):
                plan = shorter
            else:
                start += size
        size //= 2
    return plan


def _about(step: Step) -> str:
    return f"person {step.who}" if step.is_text else step.kind.value


def only(plan: Plan, steps: str) -> Plan:
    """The plan with these steps alone: "3,6,10-12"."""
    ranges = [[int(number) for number in part.split("-")] for part in steps.split(",")]
    kept = {number for bounds in ranges for number in range(bounds[0], bounds[-1] + 1)}
    return replace(plan, steps=tuple(step for step in plan.steps if step.number in kept))


def step_numbers(plan: Plan) -> str:
    """The steps of a shortened plan, as ``--steps`` takes them."""
    return ",".join(str(step.number) for step in plan.steps)
