"""Reminders handed over to a provider that answers in 50 ms: by the bot's worker, and by APScheduler.

Both keep every message in a SQLite file and must not lose one. APScheduler runs if it and SQLAlchemy are installed.
``lateness`` is how late the bot sends what it sends itself, at the rate of 10,000 due in one minute.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import uvloop

from bench.storage import _inbound, _newcomer
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, ProviderName, Reminder
from bot.domain.window import Window
from bot.providers.protocol import Accepted, Provider
from bot.runtime.clock import Clock
from bot.storage.sqlite.codec import CODEC
from bot.storage.sqlite.store import SqliteStore
from bot.storage.statements.saving import ADD_PERSON, SAVE_OUTBOUND, SAVE_REMINDER

ANSWER_SECONDS = 0.05
IN_FLIGHT = 50
FAR = timedelta(days=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What came of handing over messages. ``cpu_microseconds`` is the CPU time of one."""

    name: str
    per_second: float
    cpu_microseconds: float


class SlowProvider:
    """Accepts every message after ``ANSWER_SECONDS``."""

    name = ProviderName.TWILIO
    answers_in_webhook = True
    supports_idempotency_keys = False
    window = Window(
        earliest_seconds=330, latest_seconds=30 * 86400, schedule_ahead_seconds=30 * 86400, cancel_seconds=5
    )

    def __init__(self, wanted: int) -> None:
        self.calls = 0
        self.late_seconds: list[float] = []
        self.all_called = asyncio.Event()
        self._wanted = wanted

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:  # noqa: ARG002
        await self.called()
        return Accepted(provider_message_id=f"SM{message.id.hex}")

    async def send(self, message: OutboundMessage) -> Accepted:
        self.late_seconds.append((datetime.now(UTC) - message.due_at).total_seconds())
        return await self.schedule(message, message.due_at)

    async def called(self) -> None:
        await asyncio.sleep(ANSWER_SECONDS)
        self.calls += 1
        if self.calls == self._wanted:
            self.all_called.set()


def by_worker(messages: int, *, beside: int) -> HandedOver:
    """The bot's worker hands ``messages`` over, ``beside`` so many that the provider holds already."""
    name = f"reminder-bot, {beside + messages:,} messages in the database"
    provider = SlowProvider(messages)
    return _measured(name, messages, lambda folder: _run_worker(folder, provider, planned(messages, beside)))


def lateness(messages: int) -> Sequence[float]:
    """How many seconds late each of ``messages`` leaves that are due one after the other, 10,000 in a minute."""
    provider = SlowProvider(messages)
    _measured("", messages, lambda folder: _run_worker(folder, provider, due_soon(messages)))
    return provider.late_seconds


async def _run_worker(
    folder: Path, provider: SlowProvider, outbound: Iterator[OutboundMessage]
) -> Callable[[], Awaitable[None]]:
    path, now = folder / "reminders.db", datetime.now(UTC)
    store = SqliteStore(path)
    await store.open(now)
    await store.close()
    fill(path, now, outbound)
    await store.open(now)
    worker = Worker(
        store.delivery,
        {ProviderName.TWILIO: cast("Provider", provider)},
        Clock(),
        DeliveryMessages(),
        call_limits={ProviderName.TWILIO: CallLimits(in_flight=IN_FLIGHT)},
    )

    async def run() -> None:
        running = asyncio.create_task(worker.run())
        await provider.all_called.wait()
        worker.stop()
        await running
        await store.close()

    return run


def fill(path: Path, now: datetime, outbound: Iterator[OutboundMessage]) -> None:
    """Save messages, each with its reminder and its person."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for message in outbound:
            inbound = replace(_inbound(0), from_number=message.to_number)
            columns = CODEC.columns(_newcomer(inbound)())
            del columns["id"]
            (person_id,) = connection.execute(ADD_PERSON, columns).fetchone()
            reminder = Reminder(
                id=uuid4(),
                person_id=person_id,
                number=1,
                message="call mom",
                due_at=message.due_at,
                timezone="America/Chicago",
                created_at=now,
                next_check_at=now + FAR,
            )
            own = replace(message, person_id=person_id, reminder_id=reminder.id)
            connection.execute(SAVE_REMINDER, CODEC.columns(reminder))
            connection.execute(SAVE_OUTBOUND, {**CODEC.columns(own), "segments": 1})
        connection.execute("COMMIT")


def planned(messages: int, beside: int) -> Iterator[OutboundMessage]:
    """``messages`` that the provider can be given now, and ``beside`` so many that it has."""
    now = datetime.now(UTC)
    for number in range(messages):
        yield _message(number, now, now + FAR)
    for number in range(messages, messages + beside):
        yield replace(
            _message(number, now, now + FAR),
            state=OutboundState.SCHEDULED,
            next_attempt_at=now + FAR + timedelta(hours=1),
            provider_message_id=f"SM{number}",
        )


def due_soon(messages: int) -> Iterator[OutboundMessage]:
    """``messages`` that the bot sends itself, due one after the other, 10,000 in a minute."""
    now = datetime.now(UTC)
    begin = now + timedelta(seconds=3 + messages / 1000)  # they are saved by then
    for number in range(messages):
        due_at = begin + timedelta(seconds=60 * number / 10_000)
        yield replace(_message(number, now, due_at), next_attempt_at=due_at)


def _message(number: int, now: datetime, due_at: datetime) -> OutboundMessage:
    return OutboundMessage(
        id=uuid4(),
        person_id=0,
        provider=ProviderName.TWILIO,
        kind=OutboundKind.REMINDER,
        to_number=f"+1312{2_000_000 + number:07}",
        from_number="+13125550100",
        body=f"Reminder: call mom {number}",
        due_at=due_at,
        created_at=now,
        next_attempt_at=now,
    )


_jobs: SlowProvider | None = None


async def _job() -> None:
    assert _jobs is not None
    await _jobs.called()


def by_apscheduler(messages: int) -> HandedOver | None:
    """APScheduler with its job store in SQLite, one job a message; None if it is not installed."""
    if find_spec("apscheduler") is None or find_spec("sqlalchemy") is None:
        return None
    return _measured("APScheduler, jobs in SQLite", messages, lambda folder: _run_scheduler(folder, messages))


async def _run_scheduler(folder: Path, messages: int) -> Callable[[], Awaitable[None]]:
    global _jobs  # noqa: PLW0603 - a stored job is found by its name
    stores: Any = import_module("apscheduler.jobstores.sqlalchemy")
    schedulers: Any = import_module("apscheduler.schedulers.asyncio")
    scheduler = schedulers.AsyncIOScheduler(
        jobstores={"default": stores.SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.db'}")}
    )
    _jobs = provider = SlowProvider(messages)
    scheduler.start(paused=True)
    for _ in range(messages):
        scheduler.add_job(_job, "date", run_date=datetime.now(UTC), misfire_grace_time=None)

    async def run() -> None:
        scheduler.resume()
        await provider.all_called.wait()
        scheduler.shutdown(wait=False)

    return run


def _measured(
    name: str, messages: int, prepare: Callable[[Path], Awaitable[Callable[[], Awaitable[None]]]]
) -> HandedOver:
    async def measure() -> HandedOver:
        with tempfile.TemporaryDirectory() as folder:
            run = await prepare(Path(folder))
            started, cpu = time.perf_counter(), time.process_time()
            await run()
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        return HandedOver(name=name, per_second=messages / seconds, cpu_microseconds=1e6 * cpu / messages)

    return uvloop.run(measure())
