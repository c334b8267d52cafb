"""Prints a table: each mutant, the promise that it was found to break, and the bot-days until then.

``python -m bench.mutants [NAME...] [--seed 1] [--limit 1000]``. The exit code is 1 if one was not found.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from bench.mutants.faults import MUTANTS
from bench.mutants.hunt import hunt


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="default: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1000.0, help="bot-days")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    mutants = [mutant for mutant in MUTANTS if not chosen.names or mutant.name in chosen.names]
    work = partial(hunt, seed=chosen.seed, limit_days=chosen.limit)
    failed = 0
    print("| Mutant | Fault | Found as | Bot-days |\n|---|---|---|---:|")
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for mutant, days, kind in pool.map(work, mutants):
            failed += not kind or kind.startswith("STALE")
            print(f"| `{mutant.name}` | {mutant.fault} | {kind or 'NOT FOUND'} | {days:.0f} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
