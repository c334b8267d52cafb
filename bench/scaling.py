"""Measure what PostgreSQL costs and how far it goes: ``python -m bench.scaling texts|reminders|queues``.

``texts`` puts one load on SQLite and on one, two and three bots over a PostgreSQL. ``reminders`` measures a bot beside
1,000, 100,000 and 1,000,000 open reminders. ``queues`` hands over due messages, and has procrastinate and APScheduler
run as many due jobs on the same PostgreSQL, if they are installed. The server is one from a wheel, with fsync on.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, cast
from uuid import uuid4

import asyncpg
import structlog

from bench import queues
from bench.one_sender import _SilentProvider
from bench.throughput.__main__ import HOST, _bot, _cpu_seconds, _serving
from bench.throughput.load import LoadResult, put_load
from bench.throughput.servers import PATH
from bench.throughput.texts import requests
from bot.app.services import build_services
from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.model import InboundText, OutboundMessage, ProviderName
from bot.providers.protocol import Accepted, Provider
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from bot.runtime.metrics import Metrics
from bot.storage.postgres.store import PostgresStore
from tests.builders import RENDERER
from tests.fakes.postgres import start_server, with_database
from tests.fakes.twilio_server import TwilioServer

BOTS = (1, 2, 3)
REMINDERS = (1_000, 100_000, 1_000_000)
EACH = 10  # reminders of a person
TEXTS = 60
DUE = 2_000

# People with EACH reminders, spread over the next 30 days; the provider holds the message of each.
_FILL = (
    """INSERT INTO people (provider, number, bot_number, timezone, zone_source, created_at, introduced)
        SELECT 'twilio', '+1312' || 2000000 + n, '+13125550100', 'America/Chicago', 'number', now(), 1
        FROM generate_series(1, $1::int / 10) AS n""",
    """INSERT INTO reminders (id, person_id, number, message, due_at, timezone, created_at, state)
        SELECT gen_random_uuid()::text, people.id, n, 'water the plants', now() + random() * interval '30 days',
            'America/Chicago', now(), 'open'
        FROM people, generate_series(1, 10) AS n WHERE people.id <= $1::int""",
    """INSERT INTO outbound (id, person_id, reminder_id, provider, kind, to_number, from_number, body, due_at,
            created_at, state, next_attempt_at, attempts, provider_message_id, scheduled_for, outcome_unknown, segments)
        SELECT gen_random_uuid()::text, person_id, reminders.id, 'twilio', 'reminder', people.number, '+13125550100',
            'Reminder: water the plants', due_at, reminders.created_at, 'scheduled', due_at + interval '10 minutes', 1,
            'SM' || reminders.id, due_at, 0, 1
        FROM reminders JOIN people ON people.id = person_id WHERE $1::int > 0""",
)
_MAKE_DUE = f"""
    UPDATE outbound SET state = 'waiting', next_attempt_at = now() - interval '1 second', attempts = 0,
        provider_message_id = NULL, scheduled_for = NULL, due_at = now() + interval '2 hours'
    WHERE id IN (SELECT id FROM outbound WHERE state = 'scheduled' ORDER BY id LIMIT {DUE})"""  # noqa: S608 - a number


class _QuickProvider(_SilentProvider):
    """A provider that accepts everything at once: what is measured is the bot and its database."""

    supports_idempotency_keys = True

    async def schedule(self, message: OutboundMessage, _: datetime) -> Accepted:
        return Accepted(provider_message_id=f"SM{message.id}")


async def _database(server: Any) -> str:
    """The URL of a new, empty database on a server that waits for the disk."""
    server.psql("ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();")
    name = f"bench_{uuid4().hex}"
    server.psql(f"CREATE DATABASE {name};")
    return with_database(server.get_uri(), name)


async def texts(*, connections: int, seconds: float) -> None:
    """Answers per second, the CPU time of a text, and the time to an answer."""
    server = start_server()
    async with TwilioServer(Clock()) as provider:
        print(f"{'bots':<24} {'texts/s':>8} {'CPU us':>8} {'p50 ms':>8} {'p99 ms':>8} {'failed':>6}")
        command = _bot(provider.url)
        print(f"{'1, SQLite':<24} {await _loaded(command, 1, '', connections, seconds)}", flush=True)
        for count in BOTS:
            measured = await _loaded(command, count, await _database(server), connections, seconds)
            print(f"{f'{count}, PostgreSQL':<24} {measured}", flush=True)


async def _loaded(command: Any, count: int, url: str, connections: int, seconds: float) -> str:
    def with_url(port: int, folder: Path) -> tuple[Any, Mapping[str, str]]:
        arguments, settings = command(port, folder)
        return arguments, dict(settings) | ({"DATABASE_URL": url} if url else {})

    async with AsyncExitStack() as stack:
        bots = []
        for _ in range(count):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            bots.append(await stack.enter_async_context(_serving(with_url, folder)))

        async def run(seed: int, seconds: float) -> list[LoadResult]:
            loads = (
                put_load(
                    HOST,
                    port,
                    iter(list(requests(f"{HOST}:{port}", PATH, seed=seed * 10 + number, count=int(2000 * seconds)))),
                    connections=connections // count,
                    seconds=seconds,
                )
                for number, (port, _) in enumerate(bots)
            )
            return await asyncio.gather(*loads)

        await run(1, 2.0)
        before = [_cpu_seconds(group) for _, group in bots]
        results = await run(2, seconds)
        spent = sum(_cpu_seconds(group) for _, group in bots) - sum(before)
    whole = LoadResult(
        seconds=seconds,
        latencies=[latency for one in results for latency in one.latencies],
        failures=sum(one.failures for one in results),
    )
    return (
        f"{whole.per_second:>8,.0f} {1e6 * spent / len(whole.latencies):>8,.0f} {whole.percentile(50):>8.1f}"
        f" {whole.percentile(99):>8.1f} {whole.failures:>6}"
    )


async def reminders() -> None:
    """The time of a text that creates a reminder and of one that lists, the hand-over rate, and the size."""
    server = start_server()
    print(f"{'open reminders':>14} {'create ms':>10} {'list ms':>8} {'handed over/s':>14} {'bytes each':>11}")
    for count in REMINDERS:
        url = await _database(server)
        store = PostgresStore(url)
        await store.open(datetime.now(UTC))
        connection = await asyncpg.connect(url)
        empty = await connection.fetchval("SELECT pg_database_size(current_database())")
        for statement in _FILL:
            await connection.execute(statement, count, timeout=1200)
        await connection.execute("VACUUM ANALYZE", timeout=1200)
        size = (await connection.fetchval("SELECT pg_database_size(current_database())") - empty) / count
        services = build_services(
            load(None, {"BOT_PROVIDERS": "simulator"}),
            store,
            Clock(),
            {ProviderName.TWILIO: cast("Provider", _SilentProvider())},
            Metrics(),
        )

        async def text(body: str, number: int, services: Any = services, count: int = count) -> float:
            sender = f"+1312{2_000_000 + 1 + number * 7919 % (count // EACH)}"
            inbound = InboundText(
                provider=ProviderName.TWILIO,
                message_id=uuid4().hex,
                from_number=sender,
                to_number="+13125550100",
                body=body,
                received_at=datetime.now(UTC),
            )
            begun = time.perf_counter()
            await services.inbound_service.receive(inbound)
            return time.perf_counter() - begun

        created = [await text(f"remind me in 3 hours to see {n}", n) for n in range(TEXTS)]
        listed = [await text("list", n) for n in range(TEXTS)]
        rate = await handed_over(store, connection)
        print(
            f"{count:>14,} {1000 * median(created):>10.1f} {1000 * median(listed):>8.1f} {rate:>14,.0f} {size:>11,.0f}",
            flush=True,
        )
        await connection.close()
        await store.close()


async def handed_over(store: PostgresStore, connection: asyncpg.Connection) -> float:
    """How many due messages a second one bot hands over to a provider that accepts them at once."""
    await connection.execute(_MAKE_DUE)
    due = min(DUE, await connection.fetchval("SELECT count(*) FROM outbound WHERE state = 'waiting'"))
    provider = cast("Provider", _QuickProvider())
    limits = {ProviderName.TWILIO: CallLimits(in_flight=40)}
    worker = Worker(store.delivery, {ProviderName.TWILIO: provider}, Clock(), RENDERER, call_limits=limits)
    begun = time.perf_counter()
    await worker.step()
    spent = time.perf_counter() - begun
    left = await connection.fetchval(
        "SELECT count(*) FROM outbound WHERE state = 'waiting' AND next_attempt_at <= now()"
    )
    return float((due - left) / spent)


async def queue_rates() -> None:
    """The hand-over beside two job queues that run as many due jobs on the same server."""
    server = start_server()
    url = await _database(server)
    store = PostgresStore(url)
    await store.open(datetime.now(UTC))
    connection = await asyncpg.connect(url)
    for statement in _FILL:
        await connection.execute(statement, DUE)
    print(f"{'reminder-bot':<24} {await handed_over(store, connection):>8,.0f} a second", flush=True)
    await connection.close()
    await store.close()
    for name, run in queues.QUEUES.items():
        try:
            rate = await run(await _database(server), DUE)
        except ImportError:
            print(f"{name:<24} is not installed")
        else:
            print(f"{name:<24} {rate:>8,.0f} a second", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("texts", "reminders", "queues"))
    parser.add_argument("--connections", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=8.0)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    measured: Mapping[str, Callable[[], Awaitable[None]]] = {
        "texts": partial(texts, connections=chosen.connections, seconds=chosen.seconds),
        "reminders": reminders,
        "queues": queue_rates,
    }
    asyncio.run(cast("Any", measured[chosen.what]()))


if __name__ == "__main__":
    main()
