"""Measure everything in one run and print the tables: ``python -m bench.throughput --seconds 8 [--write]``.

Each server runs in processes of its own, and the load in this one. On a machine with two cores, a server therefore has
about one and a half for itself. The CPU time is that of the server's processes alone. ``--write`` also writes the
measured part of docs/performance.md, and its chart.
"""

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import structlog

from bench.throughput.hand_over import by_apscheduler, by_worker, fill, lateness, planned
from bench.throughput.load import LoadResult, put_load
from bench.throughput.page import BOT, DURABLE, HEADS, SAMPLE, Measured, Results, Started, as_chart, as_markdown, rows
from bench.throughput.servers import PATH
from bench.throughput.texts import BOT_NUMBER, requests
from bot.domain.zones import zone_rules
from bot.runtime.clock import Clock
from bot.storage.sqlite.store import SqliteStore
from tests.fakes.bot_process import environment
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

HOST = "127.0.0.1"
WARM_UP_SECONDS = 2.0
ROUNDS = 2  # the better one counts: other programs use the machine too
DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE, CHART = DOCS / "performance.md", DOCS / "images" / "throughput.svg"
START, END = "<!-- measured -->", "<!-- end of measured -->"
_READY_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")

Command = Callable[[int, Path], tuple[Sequence[str], Mapping[str, str]]]


def _reference(kind: str) -> Command:
    return lambda port, folder: ((sys.executable, "-m", "bench.throughput.servers", kind, str(port), str(folder)), {})


def _sample(port: int, _: Path) -> tuple[Sequence[str], Mapping[str, str]]:
    options = ("--workers", "2", "--threads", "16", "--bind", f"{HOST}:{port}", "--log-level", "error")
    return (sys.executable, "-m", "gunicorn", *options, "bench.throughput.sample_app:app"), {}


def _bot(provider_url: str) -> Command:
    settings = {
        "BOT_PROVIDERS": "twilio",
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_MESSAGING_SERVICE_SID": MESSAGING_SERVICE_SID,
        "TWILIO_PHONE_NUMBER": BOT_NUMBER,
        "TWILIO_API_BASE_URL": provider_url,
        "BOT_TEXTS_PER_MINUTE": "100000",
        "BOT_TEXTS_PER_MINUTE_IN_ALL": "10000000",
        "BOT_SAME_TEXTS_IN_A_ROW": "100000",
        "BOT_LOG_LEVEL": "warning",
    }

    def command(port: int, folder: Path) -> tuple[Sequence[str], Mapping[str, str]]:
        own = environment(folder, **settings) | {"BOT_PORT": str(port), "BOT_PUBLIC_URL": f"http://{HOST}:{port}"}
        return (sys.executable, "-m", "bot", "serve"), own

    return command


@asynccontextmanager
async def _serving(command: Command, folder: Path) -> AsyncIterator[tuple[int, int]]:
    """Run a server in a process group of its own; its port and the id of the group."""
    port = _free_port()
    arguments, settings = command(port, folder)
    process = await asyncio.create_subprocess_exec(
        *arguments, env=dict(os.environ) | dict(settings), start_new_session=True, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await asyncio.wait_for(_listening(port), _READY_SECONDS)
        yield port, process.pid
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGTERM)
        await process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


async def _listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def _cpu_seconds(group: int) -> float:
    """User and system time that the processes of the group have used so far."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[2]) == group:
            spent += int(fields[11]) + int(fields[12])
    return spent / _TICKS


def _resident_kibibytes(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


async def measure(name: str, command: Command, *, connections: int, seconds: float) -> Measured:
    """Start the server, warm it up, and put the load on it: over ``connections``, then over one."""
    with tempfile.TemporaryDirectory() as folder:
        async with _serving(command, Path(folder)) as (port, group):

            async def load(seed: int, connections: int, seconds: float) -> LoadResult:
                # More than any server answers, made before the clock runs.
                ready = list(requests(f"{HOST}:{port}", PATH, seed=seed, count=int(30_000 * seconds)))
                return await put_load(HOST, port, iter(ready), connections=connections, seconds=seconds)

            await load(1, connections, WARM_UP_SECONDS)
            before = _cpu_seconds(group)
            loaded = await load(2, connections, seconds)
            cpu = _cpu_seconds(group) - before
            alone = await load(3, 1, seconds / 4)
    return Measured(name=name, load=loaded, alone=alone, cpu_microseconds=1e6 * cpu / len(loaded.latencies))


async def measure_start(name: str, command: Command, folder: Path) -> Started:
    """Start the server on the database in ``folder``: when it listens, and its memory then."""
    started = time.perf_counter()
    async with _serving(command, folder) as (_, group):
        seconds = time.perf_counter() - started
        return Started(name=name, seconds=seconds, mebibytes=_resident_kibibytes(group) / 1024)


async def main(*, connections: int, seconds: float, only: str) -> Results:
    results = Results()
    async with TwilioServer(Clock()) as provider:
        commands = {name: one for name, one in _commands(provider.url).items() if only in name}
        print(" | ".join(HEADS))
        for name, command in commands.items():
            rounds = [await measure(name, command, connections=connections, seconds=seconds) for _ in range(ROUNDS)]
            results.servers.append(max(rounds, key=lambda one: one.load.per_second))
            print(" | ".join(rows(results)[-1]), flush=True)
        if only:
            return results
        for name, messages in (("no data", 0), ("100,000 reminders", 100_000)):
            with tempfile.TemporaryDirectory() as folder:
                await _make_database(Path(folder) / "reminders.db", messages)
                results.starts.append(await measure_start(name, commands[BOT], Path(folder)))
    return results


async def _make_database(path: Path, messages: int) -> None:
    now = datetime.now(UTC)
    store = SqliteStore(path)
    await store.open(now)
    await store.zones.save_zone_rules("America/Chicago", zone_rules("America/Chicago", now))
    await store.close()
    fill(path, now, planned(0, messages))


def _commands(provider_url: str) -> dict[str, Command]:
    commands: dict[str, Command] = {
        "aiohttp, constant answer": _reference("constant"),
        DURABLE: _reference("durable"),
        "+ a commit each through aiosqlite": _reference("commit_each"),
        SAMPLE: _sample,
        BOT: _bot(provider_url),
    }
    if find_spec("flask") is None or find_spec("gunicorn") is None:
        del commands[SAMPLE]
    return commands


def write(results: Results, connections: int) -> None:
    """Replace the measured part of the page, and the chart."""
    before, _, rest = PAGE.read_text().partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}\n\n{as_markdown(results, connections=connections)}\n\n{END}{after}")
    CHART.write_text(as_chart(results.servers))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--only", default="", help="measure only the servers with these words in their name")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    found = asyncio.run(main(connections=options.connections, seconds=options.seconds, only=options.only))
    if not options.only:
        found.handed_over = [by_worker(1000, beside=0), by_worker(1000, beside=50_000)]
        found.handed_over += filter(None, [by_apscheduler(500)])
        found.late_seconds = lateness(2000)
        print(f"\n{as_markdown(found, connections=options.connections)}")
    if options.write:
        write(found, options.connections)
