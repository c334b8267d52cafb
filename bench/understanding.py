"""Benchmark the accuracy and speed of understanding texts: ``python bench/understanding.py [--write]``.

Accuracy and speed come from the same texts in the same run. Other libraries take part if they are installed; install
them with the project's requirements in a separate environment: parsedatetime, timefhuman, recurrent,
recognizers-text-suite (with "emoji<2"), and chrono-node for Node.js (``CHRONO_NODE_PATH`` is its folder).
``--write`` updates docs/accuracy.md and its chart; ``--wrong`` lists the texts that the bot misreads.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.contenders import contenders  # noqa: E402
from bench.report import REQUESTS_END, REQUESTS_START, Score, as_page, as_table, drawn  # noqa: E402
from bench.scoring import Example, is_message_right, is_time_right, load  # noqa: E402
from bench.timing import Contender, Timed, in_turns  # noqa: E402
from bot.understanding.reading import read  # noqa: E402

EXAMPLES = Path(__file__).with_name("understanding_examples.jsonl")
PAGE = ROOT / "docs" / "accuracy.md"
CHART = ROOT / "docs" / "images" / "accuracy.svg"


def main() -> None:
    arguments = _arguments()
    examples = load(arguments.examples)
    there = contenders()
    results = in_turns([one for one in there.values() if one is not None], examples)
    scores: list[Score | str] = []
    for name, contender in there.items():
        if contender is None:
            print(f"{name}: not installed")
            scores.append(name)
        else:
            scores.append(scored(contender, *results[name]))
    if arguments.wrong:
        _print_wrong(*results["reminder-bot"])
    share = share_for_dateparser(examples)
    print(as_table(scores))
    print(f"\nThe bot passed {share:.1%} of the texts on to dateparser.")
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        requests = page.partition(REQUESTS_START)[2].partition(REQUESTS_END)[0].strip()
        PAGE.write_text(as_page(scores, examples, share, requests), encoding="utf-8")
        CHART.write_text(drawn(scores), encoding="utf-8")
        print(f"wrote {PAGE} and {CHART}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="update docs/accuracy.md and its chart")
    parser.add_argument("--wrong", action="store_true", help="list the texts that the bot misreads")
    parser.add_argument("--examples", type=Path, default=EXAMPLES, help="a file with other examples")
    return parser.parse_args()


def scored(contender: Contender, examples: Sequence[Example], answers: Sequence[Timed]) -> Score:
    """Score the answers of a contender, by kind of text, and its time."""
    pairs = list(zip(examples, answers, strict=True))
    slowest = max(pairs, key=lambda pair: pair[1].microseconds)
    return Score(
        name=contender.name,
        release=contender.release,
        has_repeats=contender.has_repeats,
        has_message=contender.has_message,
        kinds=tuple(example.kind for example in examples),
        repeats=tuple(example.rrule is not None for example in examples),
        times=tuple(is_time_right(example, answer.found) for example, answer in pairs),
        messages=tuple(is_message_right(example, answer.found) for example, answer in pairs),
        microseconds=tuple(answer.microseconds for answer in answers),
        slowest=slowest[0].text,
    )


def share_for_dateparser(examples: Sequence[Example]) -> float:
    """The share of texts that the bot passes on to dateparser."""
    with _counting_dateparser() as calls:
        count = 0
        for example in examples:
            calls.clear()
            read(example.text, now=example.now, zone=example.zone)
            count += bool(calls)
    return count / len(examples)


@contextmanager
def _counting_dateparser() -> Iterator[list[str]]:
    """Record the phrases that ``dateparser.parse`` is called with."""
    import dateparser  # noqa: PLC0415 - slow to import

    calls: list[str] = []
    parse = dateparser.parse

    def counted(words: str, *arguments: object, **settings: object) -> object:
        calls.append(words)
        return parse(words, *arguments, **settings)  # type: ignore[arg-type]

    dateparser.parse = counted  # type: ignore[assignment]
    try:
        yield calls
    finally:
        dateparser.parse = parse


def _print_wrong(examples: Sequence[Example], answers: Sequence[Timed]) -> None:
    for example, answer in zip(examples, answers, strict=True):
        found = answer.found
        if is_time_right(example, found) and is_message_right(example, found):
            continue
        got = ", ".join(moment.astimezone(example.zone).isoformat() for moment in found.moments) or "no time"
        wanted = " or ".join(example.at) or "no time"
        print(f"{example.text!r} at {example.now:%a %Y-%m-%d %H:%M}")
        print(f"    got      {got} {found.rrule or ''} {found.message!r}")
        print(f"    expected {wanted} {example.rrule or ''} {' or '.join(map(repr, example.messages))}")


if __name__ == "__main__":
    main()
