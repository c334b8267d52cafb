"""Prints a table: each mutant, the promise that it was found to break, and the bot-days until then.

``python -m bench.mutants [NAME...] [--seed 1] [--limit 1000]``. The exit code is 1 if one was not found.
"""

import argparse
import sys
from itertools import count

from bench.mutants.faults import MUTANTS, Mutant
from bench.simulation.books import KNOWN_FAULTS
from bench.simulation.people import people
from bench.simulation.plan import draw_plan
from bench.simulation.world import run_plan

PLAN_DAYS = 25


def hunt(mutant: Mutant, seed: int, limit_days: float) -> tuple[float, str | None]:
    """How many bot-days it took to find the mutant and what it broke; None if it survived ``limit_days``."""
    days = 0.0
    with mutant.applied():
        for index in count():
            plan = draw_plan(seed * 1000 + index, PLAN_DAYS, len(people()), broken_rows=False)
            outcome = run_plan(plan, known=KNOWN_FAULTS)
            days += outcome.days
            if outcome.violations:
                return days, outcome.violations[0].kind
            if days >= limit_days:
                break
    return days, None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1000.0)
    chosen = parser.parse_args()
    survivors = 0
    print("| Mutant | Fault | Found as | Bot-days |\n|---|---|---|---:|")
    for mutant in MUTANTS:
        if chosen.names and mutant.name not in chosen.names:
            continue
        days, kind = hunt(mutant, chosen.seed, chosen.limit)
        survivors += kind is None
        print(f"| `{mutant.name}` | {mutant.fault} | {kind or 'NOT FOUND'} | {days:.0f} |", flush=True)
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()
