"""Lets the simulator look for one mutant. Runs in a process of its own, which has not imported the bot yet."""

from itertools import count

from bench.mutants.faults import Mutant
from bench.mutants.importing import StaleEditError, import_with

HISTORY_DAYS = 25


def hunt(mutant: Mutant, seed: int, limit_days: float) -> tuple[Mutant, float, str]:
    """How many bot-days it took to find the mutant, and what it broke ("" if it survived). Needs a fresh process."""
    try:
        import_with(mutant.edits)
        from bench.simulation.world import run_seed  # noqa: PLC0415 - it imports the bot, with the fault in it
    except StaleEditError as error:
        return mutant, 0.0, f"STALE: {error}"
    days = 0.0
    for index in count():
        outcome = run_seed(seed * 1000 + index, HISTORY_DAYS)
        days += outcome.days
        if outcome.violations:
            return mutant, days, outcome.violations[0].kind
        if days >= limit_days:
            break
    return mutant, days, ""
