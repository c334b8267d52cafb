"""Put one load on each server in turn and print the table: ``python -m bench.throughput --seconds 8``.

Each server runs in processes of its own, and the load in this one. On a machine with two cores, a server therefore has
about one and a half for itself. The CPU time is that of the server's processes alone.
"""

import argparse
import asyncio
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.throughput.load import LoadResult, put_load
from bench.throughput.servers import PATH
from bench.throughput.texts import BOT_NUMBER, requests
from bot.runtime.clock import Clock
from tests.fakes.bot_process import environment
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

HOST = "127.0.0.1"
WARM_UP_SECONDS = 2.0
_READY_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")

Command = Callable[[int, Path], tuple[Sequence[str], Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row of the table. ``cpu_microseconds`` is what a text costs the server's processes."""

    name: str
    load: LoadResult
    alone: LoadResult
    cpu_microseconds: float


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


def line(measured: Measured) -> str:
    loaded, alone = measured.load, measured.alone
    return (
        f"{measured.name:<44} {loaded.per_second:>7,.0f} {measured.cpu_microseconds:>8,.0f} "
        f"{loaded.percentile(50):>8.1f} {loaded.percentile(99):>8.1f} {alone.percentile(99):>8.1f} {loaded.failures:>6}"
    )


HEADING = f"{'server':<44} {'texts/s':>7} {'CPU us':>8} {'p50 ms':>8} {'p99 ms':>8} {'p99 one':>8} {'failed':>6}"


async def main(*, connections: int, seconds: float, only: str) -> None:
    async with TwilioServer(Clock()) as provider:
        await _measure_all(_commands(provider.url), connections=connections, seconds=seconds, only=only)


def _commands(provider_url: str) -> dict[str, Command]:
    commands: dict[str, Command] = {
        "aiohttp, constant answer": _reference("constant"),
        "+ signature, durable insert, group commit": _reference("durable"),
        "+ a commit each through aiosqlite": _reference("commit_each"),
        "sample app under gunicorn, 2 workers": _sample,
        "reminder-bot": _bot(provider_url),
    }
    if find_spec("flask") is None or find_spec("gunicorn") is None:
        del commands["sample app under gunicorn, 2 workers"]
    return commands


async def _measure_all(commands: Mapping[str, Command], *, connections: int, seconds: float, only: str) -> None:
    print(HEADING)
    for name, command in commands.items():
        if only in name:
            print(line(await measure(name, command, connections=connections, seconds=seconds)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--only", default="", help="measure only the servers with these words in their name")
    options = parser.parse_args()
    asyncio.run(main(connections=options.connections, seconds=options.seconds, only=options.only))
