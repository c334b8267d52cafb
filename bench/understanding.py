"""How well and how fast texts are understood, beside other libraries: ``python bench/understanding.py [--write]``.

Accuracy and speed come from the same texts in the same run. Other libraries count where they are installed; install
them beside the project's requirements in an environment of their own: parsedatetime, timefhuman, recurrent,
recognizers-text-suite (with "emoji<2"), and chrono-node for Node.js (``CHRONO_NODE_PATH`` names its folder).
``--write`` renews docs/accuracy.md and its chart; ``--wrong`` lists what ours misreads.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.contenders import contenders  # noqa: E402
from bench.report import Score, as_page, as_table, drawn  # noqa: E402
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
    fallen = share_for_dateparser(examples)
    print(as_table(scores))
    print(f"\nOurs asked dateparser about {fallen:.1%} of the texts.")
    if arguments.write:
        PAGE.write_text(as_page(scores, examples, fallen), encoding="utf-8")
        CHART.write_text(drawn(scores), encoding="utf-8")
        print(f"wrote {PAGE} and {CHART}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="renew docs/accuracy.md and its chart")
    parser.add_argument("--wrong", action="store_true", help="list what ours misreads")
    parser.add_argument("--examples", type=Path, default=EXAMPLES, help="another file of examples")
    return parser.parse_args()


def scored(contender: Contender, examples: Sequence[Example], answers: Sequence[Timed]) -> Score:
    """What a contender got right of ``examples``, by kind, and what it took."""
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
    """The share of texts for which our grammar turns to dateparser."""
    with _counting_dateparser() as calls:
        asked = 0
        for example in examples:
            calls.clear()
            read(example.text, now=example.now, zone=example.zone)
            asked += bool(calls)
    return asked / len(examples)


@contextmanager
def _counting_dateparser() -> Iterator[list[str]]:
    """The phrases with which ``dateparser.parse`` is called meanwhile."""
    import dateparser  # noqa: PLC0415 - here it is wanted

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
