"""Shortens a failing history: drops steps as long as a violation of the same kind remains."""

import time
from collections.abc import Callable
from dataclasses import replace

from bench.simulation.plan import Plan, Step

Fails = Callable[[Plan], bool]


def shrunk(plan: Plan, fails: Fails, *, seconds: float = 60.0) -> Plan:
    """The shortest plan found within ``seconds`` of real time for which ``fails`` is true, as it is for ``plan``."""
    until = time.monotonic() + seconds
    size = max(1, len(plan.steps) // 2)
    while size:
        start = 0
        while start < len(plan.steps):
            if time.monotonic() > until:
                return plan
            shorter = _without(plan, start, size)
            if fails(shorter):
                plan = shorter
            else:
                start += size
        size //= 2
    return plan


def _without(plan: Plan, start: int, size: int) -> Plan:
    steps: tuple[Step, ...] = plan.steps[:start] + plan.steps[start + size :]
    return replace(plan, steps=steps)


def only(plan: Plan, numbers: frozenset[int]) -> Plan:
    """The plan with these steps alone."""
    return replace(plan, steps=tuple(step for step in plan.steps if step.number in numbers))
