"""The results as a Markdown page and an SVG chart."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from statistics import quantiles

from bench.throughput.hand_over import ANSWER_SECONDS, IN_FLIGHT, HandedOver
from bench.throughput.load import LoadResult

BOT = "reminder-bot"
DURABLE = "+ signature, durable insert, group commit"
SAMPLE = "sample app under gunicorn, 2 workers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One server under load. ``cpu_microseconds`` is what a text costs the server's processes."""

    name: str
    load: LoadResult
    alone: LoadResult
    cpu_microseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """One start of the bot with Twilio: seconds until it answers, and its memory then."""

    name: str
    seconds: float
    mebibytes: float


@dataclass(slots=True, kw_only=True)
class Results:
    """Everything that one run has measured."""

    servers: list[Measured] = field(default_factory=list)
    handed_over: list[HandedOver] = field(default_factory=list)
    late_seconds: Sequence[float] = ()
    starts: list[Started] = field(default_factory=list)

    def ratio_to(self, name: str) -> float | None:
        """The bot's texts a second by those of the server ``name``; None if one of them did not run."""
        rates = {server.name: server.load.per_second for server in self.servers}
        return rates[BOT] / rates[name] if BOT in rates and name in rates else None


HEADS = ("server", "texts/s", "of the bot's", "CPU us", "p50 ms", "p99 ms", "p99 ms, one connection", "failed")


def rows(results: Results) -> list[tuple[str, ...]]:
    """One row for each server."""
    ours = next((server.load.per_second for server in results.servers if server.name == BOT), None)
    return [
        (
            server.name,
            f"{server.load.per_second:,.0f}",
            f"{server.load.per_second / ours:.1f}x" if ours else "-",
            f"{server.cpu_microseconds:,.0f}",
            f"{server.load.percentile(50):.1f}",
            f"{server.load.percentile(99):.1f}",
            f"{server.alone.percentile(99):.1f}",
            str(server.load.failures),
        )
        for server in results.servers
    ]


def as_markdown(results: Results, *, connections: int) -> str:
    """The measured part of docs/performance.md."""
    return "\n\n".join(part for part in _parts(results, connections) if part)


def _parts(results: Results, connections: int) -> list[str]:
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    late = quantiles(results.late_seconds, n=100) if len(results.late_seconds) > 1 else []
    ratios = ((results.ratio_to(DURABLE), "the durable limit"), (results.ratio_to(SAMPLE), "the sample app"))
    said = ", ".join(f"{ratio:.0%} of {name}" for ratio, name in ratios if ratio is not None)
    measured = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()} on {platform.system()} "
        f"{platform.machine()} with {cores} cores. Other programs ran too (load average {load:.1f}), so only the "
        "ratios within this run mean something."
    )
    texts = (
        f"{connections} connections send signed forms from 5,000 people: 60 % create a reminder, 20 % list, 10 % "
        "delete and 10 % something else. Each server runs alone in turn, and the better of two rounds counts."
    )
    on_time = (
        f"At the rate of 10,000 due in one minute, {len(results.late_seconds):,} reminders that the bot sends itself "
        f"left {1000 * late[49]:.0f} ms after their moment in the median, and {1000 * late[98]:.0f} ms at the 99th "
        "percentile."
        if late
        else ""
    )
    calls = [(one.name, f"{one.per_second:,.0f}", f"{one.cpu_microseconds:,.0f}") for one in results.handed_over]
    starts = [(one.name, f"{one.seconds:.1f}", f"{one.mebibytes:.0f}") for one in results.starts]
    return [
        measured,
        "## Texts",
        texts,
        "![Texts answered a second](images/throughput.svg)",
        _table(HEADS, rows(results)),
        f"In this run the bot answers {said}." if said else "",
        "## Hand-over",
        f"A provider answers in {ANSWER_SECONDS * 1000:.0f} ms, and gets up to {IN_FLIGHT} calls at a time.",
        _table(("what", "reminders/s", "CPU us a reminder"), calls),
        on_time,
        "## Start",
        _table(("SQLite with Twilio", "seconds until ready", "MiB"), starts),
    ]


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    marks = ("---", *("---:",) * (len(heads) - 1))
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, marks, *lines)) if lines else ""


_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1f2328}.other{fill:#54aeff}.ours{fill:#0550ae}"
    "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.other{fill:#388bfd}.ours{fill:#a5d6ff}}"
)


def as_chart(servers: Sequence[Measured]) -> str:
    """Bars of texts a second."""
    most = max(server.load.per_second for server in servers)
    bars = []
    for number, server in enumerate(servers):
        y, width = 12 + 30 * number, 400 * server.load.per_second / most
        kind = "ours" if server.name == BOT else "other"
        bars.append(
            f'<text x="310" y="{y + 14}" text-anchor="end">{escape(server.name)}</text>\n'
            f'<rect class="{kind}" x="320" y="{y}" width="{width:.0f}" height="18" rx="2"/>\n'
            f'<text x="{328 + width:.0f}" y="{y + 14}">{server.load.per_second:,.0f}</text>'
        )
    height = 20 + 30 * len(servers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 {height}" role="img">\n'
        f"<title>Texts answered a second</title>\n<style>{_STYLE}</style>\n" + "\n".join(bars) + "\n</svg>\n"
    )
