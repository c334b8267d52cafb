"""Time the contenders: in a warm process, each text the first time it is seen."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.scoring import Example, Found, message_without

# Read before timing starts, so that code is loaded and compiled. None is among the examples, as some libraries cache
# their answers and people rarely send the same text twice.
WARM_UP = (
    "remind me in 7 minutes to open the window",
    "tomorrow at 4:40pm sweep the porch",
    "sweep the porch next tuesday at 7",
    "every wednesday at 8pm practise",
    "on august 23rd at 10:05 sign up",
    "9/30 return the router",
    "remind me on sunday evening to iron shirts",
    "in 4 days and 3 hours look again",
    "at quarter past nine phone the office",
    "remind me to think of nothing",
    "last thursday of every month at 1pm count stock",
    "the 11th at noon meet the bank",
    "2026-08-08 16:20 pick up keys",
    "at 5pm GMT join the call",
    "at 3pm Lisbon time ring the bell",
    "on veterans day fold the flag",
    "noon Paris time tomorrow call the hotel",
    "what is this",
    "wake me up at 5:50",
    "set an alarm for 6 in the evening",
    "two hours before the 4pm train pack a bag",
    "a week from sunday at dusk walk by the river",
    "every other monday at 11 sort the mail",
    "the second friday of each month at noon pay the club",
    "tonight remind me to lock the shed",
    "half an hour from now turn the roast",
    "twice a day at 8 and 6 water the basil",
    "on the 23rd remind me to renew the pass",
    "tmrw 7p tidy up",
    "thrusday at 2 see the optician",
    "by the end of the week send the form",
    "the day after tomorrow in the afternoon wash the car",
    "two days before new year's eve buy candles",
    "every 3 hours until 6pm stretch",
    "please could you remind me at seven thirty that the shop shuts at eight",
    "mon and wed at 5 practise scales",
    "buy 2 loaves and a dozen eggs",
    "next month on the 9th at 9.15 ring the garage",
)
WARM_UP_ROUNDS = 20
_WARM_UP_SECONDS = 0.5
# How many of the slowest texts of a turn are timed again, as the machine may have been busy.
RETRIED = 2
_TURNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An answer and the CPU time it took."""

    found: Found
    microseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A library under test. ``run`` answers examples; ``has_repeats`` and ``has_message`` say what it supports.

    It gets one in ``share`` of the examples.
    """

    name: str
    release: str
    run: Callable[[Sequence[Example]], list[Timed]]
    has_repeats: bool = False
    has_message: bool = True
    share: int = 1


def in_python(
    ask: Callable[[Example], Any], convert: Callable[[Example, Any], Found]
) -> Callable[[Sequence[Example]], list[Timed]]:
    """A runner for a Python function: ``ask`` is timed, ``convert`` turns its answer into a ``Found``."""

    def attempt(example: Example) -> Any:
        try:
            return ask(example)
        except Exception:  # noqa: BLE001 - an exception of any kind means that it found nothing
            return None

    def timed(example: Example) -> Timed:
        before = time.thread_time_ns()
        answer = attempt(example)
        spent = (time.thread_time_ns() - before) / 1000
        nothing = Found(message=message_without(example.text, ()))
        return Timed(found=convert(example, answer) if answer is not None else nothing, microseconds=spent)

    def run(examples: Sequence[Example]) -> list[Timed]:
        _warm_up(lambda text: attempt(replace(examples[0], text=text)))
        gc.collect()
        gc.freeze()  # garbage of other libraries must not slow this one down
        answers = [timed(example) for example in examples]
        slowest = sorted(range(len(answers)), key=lambda index: answers[index].microseconds)[-RETRIED:]
        for index in slowest:
            answers[index] = min(answers[index], timed(examples[index]), key=lambda one: one.microseconds)
        return answers

    return run


def _warm_up(ask: Callable[[str], object]) -> None:
    """Read the warm-up texts several times, fewer for a slow library."""
    started = time.perf_counter()
    for _ in range(WARM_UP_ROUNDS):
        for text in WARM_UP:
            ask(text)
        if time.perf_counter() - started > _WARM_UP_SECONDS:
            break


def in_turns(
    contenders: Sequence[Contender], examples: Sequence[Example]
) -> dict[str, tuple[list[Example], list[Timed]]]:
    """Examples and answers by contender. They take turns, so that a busy minute slows all of them alike."""
    results: dict[str, tuple[list[Example], list[Timed]]] = {one.name: ([], []) for one in contenders}
    for turn in range(_TURNS):
        for contender in contenders:
            batch = examples[:: contender.share][turn::_TURNS]
            examples_so_far, answers = results[contender.name]
            examples_so_far += batch
            answers += contender.run(batch)
    return results
