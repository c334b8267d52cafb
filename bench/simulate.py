"""Simulates days of the bot with faults from a seed, and checks every promise after each of them.

``python -m bench.simulate --days 1000 --seed 7``. Nothing sleeps and nothing touches the network. Prints one line of
figures. A failing history is printed shortened, with the command that replays it, and the exit code is 1. With
``--keep-going``, each failing history is printed in one line, and the run goes on. With ``--tolerate 1``, it takes two
failing histories for the exit code 1: a change that breaks something fails several, and chance one. ``--minutes`` ends
the run after so long, whatever the machine's speed.
"""

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from multiprocessing import get_context

import click

from bench.simulation.books import KNOWN_FAULTS
from bench.simulation.people import people
from bench.simulation.plan import Plan, draw_plan
from bench.simulation.shrink import only, shrunk, step_numbers
from bench.simulation.world import Outcome, run_plan

SHORT_DAYS, LONG_DAYS, LONG_EVERY = 25, 100, 8
LINES_SHOWN = 60


def plans(seed: int, days: int) -> Iterator[Plan]:
    """Histories of ``days`` in all, each with a database of its own. The seed of each follows from ``seed``."""
    index = 0
    while days > 0:
        length = min(days, LONG_DAYS if index % LONG_EVERY == LONG_EVERY - 1 else SHORT_DAYS)
        yield draw_plan(seed * 1000 + index, length, len(people()))
        days -= length
        index += 1


def fails_alike(outcome: Outcome, known: frozenset[str], bots: int, plan: Plan) -> bool:
    """Whether ``plan`` breaks one of the promises that were broken in ``outcome``."""
    kinds = {violation.kind for violation in outcome.violations}
    return any(violation.kind in kinds for violation in run_plan(plan, known=known, bots=bots).violations)


def explain(outcome: Outcome, known: frozenset[str], bots: int, shrink_seconds: float, options: str) -> None:
    """Print what was broken, by the shortest history that was found, and how to replay it."""
    until = outcome.plan.start + timedelta(days=outcome.days)
    begun = replace(outcome.plan, steps=tuple(step for step in outcome.plan.steps if step.at <= until))
    short = shrunk(begun, lambda plan: fails_alike(outcome, known, bots, plan), seconds=shrink_seconds)
    again = run_plan(short, known=known, bots=bots)
    print(f"\nFAILED after {outcome.days:.0f} days: seed {outcome.plan.seed}, {outcome.plan.days} days")
    for violation in again.violations[:5]:
        print(f"  {violation}")
    print(f"\nThe {len(short.steps)} of {len(outcome.plan.steps)} steps that are needed:")
    print("\n".join(f"  {step}" for step in short.steps))
    print("\nIts last events:")
    print("\n".join(f"  {line}" for line in again.log[-LINES_SHOWN:]))
    steps = step_numbers(short)
    print(f"\nReplay: python -m bench.simulate{options} --plan {short.seed} --days {short.days} --steps {steps}")
    print("Once it is mended, keep it as a test: add this line to tests/simulation_seeds.txt")
    print(f"{short.seed} {short.days} {bots} {steps} {again.violations[0].kind}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--days", type=int, default=1000, help="bot-days in all, or of the one --plan")
    parser.add_argument("--seed", type=int, default=None, help="default: the time of day")
    parser.add_argument("--plan", type=int, help="run this one history")
    parser.add_argument("--steps", help="with --plan: only these steps, as a failing run prints them")
    parser.add_argument("--log", action="store_true", help="with --plan: print the whole history")
    parser.add_argument("--strict", action="store_true", help="report known faults of the bot too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="histories side by side")
    parser.add_argument("--bots", type=int, default=1, help="bots that share the database")
    parser.add_argument("--keep-going", action="store_true", help="do not end at the first history that fails")
    parser.add_argument("--tolerate", type=int, default=0, metavar="N", help="exit with 0 if at most N histories fail")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="end the run after so long")
    parser.add_argument("--shrink-seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    known = frozenset() if chosen.strict else KNOWN_FAULTS
    options = " --strict" if chosen.strict else ""
    options += f" --bots {chosen.bots}" if chosen.bots > 1 else ""
    if chosen.plan is not None:
        plan = draw_plan(chosen.plan, chosen.days, len(people()))
        if chosen.steps:
            plan = only(plan, chosen.steps)
        drawn = [plan]
        chosen.jobs = 1
    else:
        seed = chosen.seed if chosen.seed is not None else int(time.time()) % 100_000
        print(f"seed {seed}")
        drawn = list(plans(seed, chosen.days))
    sys.exit(1 if failing(drawn, known, chosen, options) else 0)


def outcomes(drawn: Iterable[Plan], known: frozenset[str], bots: int, jobs: int) -> Iterator[Outcome]:
    """The outcomes of the plans, in their order; ``jobs`` histories are lived through side by side."""
    run = partial(run_plan, known=known, bots=bots)
    if jobs == 1:
        _collect_less_garbage()
        yield from map(run, drawn)
        return
    with get_context("spawn").Pool(jobs, _collect_less_garbage) as pool:
        yield from pool.imap(run, drawn)


def _collect_less_garbage() -> None:
    """A history leaves little garbage behind, and to look for it takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def failing(drawn: Sequence[Plan], known: frozenset[str], chosen: argparse.Namespace, options: str) -> bool:
    """Run the plans, and print the figures and what failed; whether more failed than is tolerated.

    Unless it is to keep going, the run ends as soon as that is clear.
    """
    begun, days, counts = time.monotonic(), 0.0, Counter[str]()
    failed: list[Outcome] = []
    total = sum(plan.days for plan in drawn)
    is_hidden = not sys.stderr.isatty()
    with click.progressbar(length=total, label="Bot-days", show_pos=True, file=sys.stderr, hidden=is_hidden) as bar:
        for outcome in outcomes(drawn, known, chosen.bots, chosen.jobs):
            days += outcome.days
            bar.update(outcome.plan.days)
            counts.update(outcome.counts)
            if chosen.log:
                print("\n".join(outcome.log))
            if outcome.violations:
                failed.append(outcome)
                replay = f"python -m bench.simulate{options} --plan {outcome.plan.seed} --days {outcome.plan.days}"
                print(f"FAILED: {outcome.violations[0]} ({replay})", flush=True)
            is_clear = len(failed) > chosen.tolerate and not chosen.keep_going
            if is_clear or time.monotonic() - begun > chosen.minutes * 60:
                break
    seconds = time.monotonic() - begun
    figures = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    print(f"{days:.0f} of {total} bot-days in {seconds:.0f} s ({days / seconds * 60:.0f} a minute): {figures}")
    if failed and not chosen.keep_going:
        explain(failed[0], known, chosen.bots, chosen.shrink_seconds, options)
    if failed and len(failed) <= chosen.tolerate:
        print(f"\nFailed: {len(failed)}. The exit code is 0 up to {chosen.tolerate}.")
    return bool(len(failed) > chosen.tolerate)


if __name__ == "__main__":
    main()
