"""Measure what one person's many short series cost everybody: ``python -m bench.one_sender [SERIES [DAYS]]``.

The person has SERIES reminders every five minutes, and DAYS days of sent ones behind them. The database does one thing
at a time, so the longest unit of work is also how long another person's text can be held up.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import structlog

from bot.app.services import build_services
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.occurrences import message_for, plan
from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.model import (
    InboundText,
    OutboundMessage,
    OutboundState,
    Person,
    ProviderName,
    Reminder,
    Window,
    ZoneSource,
)
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from bot.runtime.metrics import Metrics
from bot.storage.database import Unit
from bot.storage.session import Session
from bot.storage.sqlite.store import SqliteStore
from bot.web.services import AppServices

BEGIN = datetime(2026, 3, 11, 14, 0, 30, tzinfo=UTC)
STEP = timedelta(minutes=5)
TEXTS = 5
PERSON = Person(
    id=1,
    provider=ProviderName.TWILIO,
    number="+13125550123",
    bot_number="+13125550100",
    timezone="America/Chicago",
    zone_source=ZoneSource.NUMBER,
    created_at=BEGIN - timedelta(days=30),
    introduced=True,
)

# The history of a series, made from its next message: every five minutes, all of it delivered.
_OWN = {
    "id": "lower(hex(randomblob(16)))",
    "due_at": "strftime('%Y-%m-%dT%H:%M:%S.000000Z', due_at, (-5 * n) || ' minutes')",
    "state": "'delivered'",
    "provider_message_id": "'SM' || lower(hex(randomblob(16)))",
    "next_attempt_at": "NULL",
}
_COLUMNS = [field.name for field in fields(OutboundMessage)]
HISTORY = f"""
    INSERT INTO outbound ({", ".join(_COLUMNS)})
    WITH RECURSIVE steps(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps WHERE n < :count)
    SELECT {", ".join(_OWN.get(column, column) for column in _COLUMNS)}
    FROM outbound CROSS JOIN steps WHERE id = :id"""  # noqa: S608 - our own columns


class _SetClock(Clock):
    at = BEGIN

    def now(self) -> datetime:
        return self.at


class _SilentProvider:
    """A provider that is never called: what is measured is the database alone."""

    name = ProviderName.TWILIO
    window = Window(earliest_seconds=930, latest_seconds=3_000_000, schedule_ahead_seconds=2_500_000, cancel_seconds=5)
    answers_in_webhook = True
    supports_idempotency_keys = False


class _Bench:
    """A bot's services on the database ``path``, which are called directly."""

    def __init__(self, path: Path) -> None:
        self.units: list[tuple[Unit, float]] = []
        self.clock = _SetClock()
        self.store = SqliteStore(path, on_unit=lambda unit, seconds: self.units.append((unit, seconds)))
        settings = load(None, {"BOT_PROVIDERS": "simulator", "DATABASE_URL": f"sqlite:///{path}"})
        providers = {ProviderName.TWILIO: cast("Provider", _SilentProvider())}
        self.services: AppServices = build_services(settings, self.store, self.clock, providers, Metrics())

    async def fill(self, series: int, days: int) -> None:
        async def add_person(session: Session) -> None:
            await session.add_person(PERSON)

        await self._execute("PRAGMA synchronous = OFF")
        await self.store.database.run(Unit.ANSWER, add_person)
        for number in range(1, series + 1):
            await self._add_series(number, days)
        await self._execute("PRAGMA synchronous = FULL")

    async def _add_series(self, number: int, days: int) -> None:
        reminder = Reminder(
            id=UUID(int=number),
            person_id=1,
            number=number,
            message=f"look at pot {number}",
            due_at=BEGIN,
            timezone="America/Chicago",
            created_at=BEGIN - timedelta(days=30),
            rrule="FREQ=MINUTELY;INTERVAL=5",
            wall_start=datetime(2026, 1, 1),  # noqa: DTZ001 - wall time
        )
        reminder, moments = plan(reminder, (), BEGIN)
        planned = [
            replace(
                message_for(reminder, PERSON, moment, body=f"Reminder: {reminder.message}", now=BEGIN, id_=uuid4()),
                state=OutboundState.SCHEDULED,
                scheduled_for=moment,
                provider_message_id=f"SM{uuid4().hex}",
                next_attempt_at=moment + timedelta(minutes=10),
            )
            for moment in moments
        ]

        async def work(session: Session) -> None:
            await session.save(reminders=[reminder], outbound=planned)
            await session.execute(HISTORY, id=planned[0].id, count=days * 24 * 12)

        await self.store.database.run(Unit.ANSWER, work)

    async def _execute(self, pragma: str) -> None:
        assert self.store.database._connection is not None  # noqa: SLF001
        await self.store.database._connection.execute_fetchall(pragma)  # noqa: SLF001

    async def count(self, condition: str) -> int:
        async def work(session: Session) -> int:
            return int(await session.value(f"SELECT count(*) FROM outbound WHERE {condition}"))  # noqa: S608

        return await self.store.database.run(Unit.STATS, work)

    async def seconds_of_text(self, words: str) -> float:
        """The seconds of the text's unit of work."""
        self.units.clear()
        await self.services.inbound_service.receive(
            InboundText(
                provider=PERSON.provider,
                message_id=uuid4().hex,
                from_number=PERSON.number,
                to_number=PERSON.bot_number,
                body=words,
                received_at=self.clock.now(),
            )
        )
        return next(seconds for unit, seconds in self.units if unit is Unit.ANSWER)

    async def report(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        self.units.clear()
        begun = time.perf_counter()
        await work()
        spent = time.perf_counter() - begun
        longest = max(seconds for _, seconds in self.units)
        print(f"  {what}: {spent:.2f} s in {len(self.units)} units of work, the longest {longest * 1000:.0f} ms")

    async def start(self) -> None:
        """What a start does before it serves."""
        await TimezoneUpdates(self.store.zones, self.clock, DeliveryMessages(), lambda: None).check()
        await self.services.worker.recover()


async def measure(series: int, days: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder) / "reminders.db")
        await bench.store.open(BEGIN)
        await bench.fill(series, days)
        total, planned = await bench.count("1"), await bench.count("state = 'scheduled'")
        print(f"{series} series every five minutes, {days} days: {total} messages, {planned} of them planned")
        for words in ("list", "remind me tomorrow at 5pm to call house {}"):
            spent = min([await bench.seconds_of_text(words.format(n)) for n in range(TEXTS)])
            print(f"  a text ({words}): {spent * 1000:.1f} ms")
        bench.clock.at += STEP
        await bench.report("a top-up of every series", bench.services.worker._top_up_due)  # noqa: SLF001
        bench.clock.at += STEP
        await bench.report("a start", bench.start)
        await bench.store.close()


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(measure(*(*numbers, *(200, 21)[len(numbers) :])))


if __name__ == "__main__":
    main()
