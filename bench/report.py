"""The results in words, as a table, and as a chart. Pure."""

import os
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean, median

from bench.scoring import Example

_KINDS = {
    "relative": "delays: in 20 minutes, a week from now",
    "clock": "clock times: at 4, half past six, 8.30pm",
    "day": "days: tomorrow, next monday, a week from friday",
    "date": "dates: June 3rd, 7/4, first monday in june",
    "part": "parts of the day: tonight, after lunch",
    "holiday": "holidays: on halloween, 2 days before",
    "zone": "zones in the text: 3pm PST, 9am London time",
    "repeat": "repeats: every other friday at noon",
    "shorthand": "shorthand: tmrw 9a, 3d, fri 5p",
    "typo": "typos: tommorow, wensday, in 2 huors",
    "order": "both orders, polite wordings, numbers in the message",
    "none": "no time: read 1984, a second opinion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One library's results, a value for each example in order."""

    name: str
    release: str
    has_repeats: bool
    has_message: bool
    kinds: tuple[str, ...]
    repeats: tuple[bool, ...]
    times: tuple[bool, ...]
    messages: tuple[bool, ...]
    microseconds: tuple[float, ...]
    slowest: str

    def share(self, *, repeats: bool, with_message: bool = False, kind: str | None = None) -> float | None:
        """The share of right answers among repeats, or among all else; of one kind where it is named."""
        right = [
            time and (message or not with_message)
            for time, message, repeat, one in zip(self.times, self.messages, self.repeats, self.kinds, strict=True)
            if repeat is repeats and kind in (None, one)
        ]
        return fmean(right) if right else None


def as_table(scores: Sequence[Score | str]) -> str:
    """A Markdown table; a name alone stands for a library that is not installed."""
    heads = (
        "library",
        "release",
        "texts",
        "moment",
        "moment and message",
        "repeat",
        "median us",
        "mean us",
        "slowest us",
    )
    rows = [heads, ("---", "---", *("---:",) * 7)]
    for score in scores:
        if isinstance(score, str):
            rows.append((score, "not installed", *("",) * 7))
            continue
        spent = score.microseconds
        rows.append(
            (
                score.name,
                score.release,
                str(len(spent)),
                _percent(score.share(repeats=False)),
                _percent(score.share(repeats=False, with_message=True)) if score.has_message else "-",
                _percent(score.share(repeats=True)) if score.has_repeats else "-",
                f"{median(spent):,.0f}",
                f"{fmean(spent):,.0f}",
                f"{max(spent):,.0f}",
            )
        )
    return _rows(rows)


def as_kinds(scores: Sequence[Score | str], examples: Sequence[Example]) -> str:
    """The share of right moments (repeats: rules) by kind of text, for those that read all texts."""
    columns = [score for score in scores if isinstance(score, Score) and len(score.times) == len(examples)]
    counts = Counter(example.kind for example in examples)
    rows = [("texts", "number", *(score.name for score in columns)), ("---", "---:", *("---:",) * len(columns))]
    for kind, count in counts.items():
        is_repeat = kind == "repeat"
        told = (
            _percent(score.share(repeats=is_repeat, kind=kind)) if score.has_repeats or not is_repeat else "-"
            for score in columns
        )
        rows.append((_KINDS.get(kind, kind), str(count), *told))
    return _rows(rows)


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def as_page(scores: Sequence[Score | str], examples: Sequence[Example], fallen: float) -> str:
    """docs/accuracy.md."""
    ours = next(score for score in scores if isinstance(score, Score))
    spent = ours.microseconds
    return f"""# How well texts are understood

<!-- made by bench/understanding.py --write -->

{len(examples)} texts as people write them, each with its moment "now", its zone, and what it asks for, are put to the
bot's own reading and to other libraries, in one run. They are in `bench/understanding_examples.jsonl`.

![Share of texts understood, by library](images/accuracy.svg)

{as_table(scores)}

- **moment**: the share of texts, repeats aside, whose moment is right to the grain of the words (a day for "friday", a
  stretch for "tonight", a minute for "at 4:15"); where people would differ, each sensible moment counts. A text that
  names no time is right when none is found.
- **moment and message**: and what is left to be said is right too, but for case and punctuation round it.
- **repeat**: the next 30 occurrences of a repeat are right. "-": the library gives no rules.
- **median, mean, slowest**: microseconds of CPU a text (for chrono-node: by the clock), in a warm process, the first
  time that the text is seen, since some libraries keep their answers; the slowest are asked once more. The
  libraries take turns, so that a busy minute of the machine slows all alike.

Moments (for repeats: rules) by kind of text:

{as_kinds(scores, examples)}

The bot's own grammar passed {fallen:.1%} of the texts on to dateparser, behind its wall. The slowest text took it
{max(spent):,.0f} us: "{ours.slowest}".

## What to make of it

- The examples were written for this project, by those who want its answers to be right; none was taken out because it
  is misread, but they are what we thought of. And the grammar has since been mended by what they showed, which no
  other library was: on the day they were written it had 94% of the moments right, and 89% with the message. For a
  number that nobody has worked towards, put texts of your own to it with `--examples FILE`.
- The other libraries find times and leave the rest of a text to their caller. So they are judged generously: with the
  moment, the local time and "prefer the future" set as suits a reminder; right when any of the moments that they find
  is; and the message is the text without what they found, the usual commands and what the cut leaves dangling.
- dateparser is asked through `search_dates`, with English fixed; "any language" is a sample, as it takes longer.
- Ratios between the libraries hold from machine to machine; the microseconds do not. Measured with Python
  {platform.python_version()} on {os.cpu_count()} cores.

## How to run it

    .venv/bin/python bench/understanding.py          # prints the table
    .venv/bin/python bench/understanding.py --wrong  # and lists what ours misreads
    .venv/bin/python bench/understanding.py --write  # and renews this page

Libraries that are not installed are left out. To have them all, make an environment of its own with the project's
requirements, `parsedatetime`, `timefhuman`, `recurrent`, `recognizers-text-suite` and `emoji<2`; and for chrono-node
install it with Node.js's own tool and set `CHRONO_NODE_PATH` to its folder.
"""


_ROW, _LEFT, _WIDE = 40, 200, 410


def drawn(scores: Sequence[Score | str]) -> str:
    """The chart: two bars a library, in colours that are seen on light and dark pages."""
    bars = [score for score in scores if isinstance(score, Score)]
    height = 54 + _ROW * len(bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 {height}" role="img">',
        "<title>Share of texts understood, by library</title>",
        "<style>text{font:14px system-ui,sans-serif;fill:#1f2328}.small{font-size:12px}",
        ".quiet{fill:#59636e}.moment{fill:#54aeff}.both{fill:#0550ae}.rail{fill:#d1d9e0}",
        "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.quiet{fill:#9198a1}.moment{fill:#388bfd}",
        ".both{fill:#a5d6ff}.rail{fill:#3d444d}}</style>",
        f'<rect class="moment" x="{_LEFT}" y="12" width="12" height="12"/>',
        f'<text x="{_LEFT + 18}" y="23">moment right</text>',
        f'<rect class="both" x="{_LEFT + 130}" y="12" width="12" height="12"/>',
        f'<text x="{_LEFT + 148}" y="23">moment and message right</text>',
        '<text class="quiet" x="690" y="23">median, a text</text>',
    ]
    for number, score in enumerate(bars):
        lines += _bars(score, 44 + _ROW * number)
    return "\n".join([*lines, "</svg>", ""])


def _bars(score: Score, top: int) -> list[str]:
    shares: list[tuple[str, float | None]] = [("moment", score.share(repeats=False))]
    if score.has_message:
        shares.append(("both", score.share(repeats=False, with_message=True)))
    lines = [
        f'<text x="{_LEFT - 10}" y="{top + 17}" text-anchor="end">{escape(score.name)}</text>',
        f'<text class="quiet" x="690" y="{top + 17}">{_duration(median(score.microseconds))}</text>',
    ]
    for number, (name, share) in enumerate(shares):
        y, long = top + 13 * number, _WIDE * (share or 0)
        lines += [
            f'<rect class="rail" x="{_LEFT}" y="{y}" width="{_WIDE}" height="10" rx="2" opacity="0.4"/>',
            f'<rect class="{name}" x="{_LEFT}" y="{y}" width="{long:.0f}" height="10" rx="2"/>',
            f'<text x="{_LEFT + _WIDE + 8}" y="{y + 10}" class="small">{_percent(share)}</text>',
        ]
    return lines


def _duration(microseconds: float) -> str:
    return f"{microseconds / 1000:,.1f} ms" if microseconds >= 1000 else f"{microseconds:,.0f} us"
