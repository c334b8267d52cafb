"""Measure what one person's many short series cost everybody: ``python -m bench.one_sender [SERIES] [DAYS]``.

The person has SERIES reminders every five minutes and DAYS days of sent ones behind them. The database does one thing
at a time, so each figure is also how long another person's text can be held up.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

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
from bot.storage.database import Session, Unit
from bot.storage.sqlite.store import SqliteStore
from bot.web.services import AppServices

BEGIN = datetime(2026, 3, 11, 14, 0, 30, tzinfo=UTC)
STEP = timedelta(minutes=5)
TEXTS = 5


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


def _person() -> Person:
    return Person(
        id=1,
        provider=ProviderName.TWILIO,
        number="+13125550123",
        bot_number="+13125550100",
        timezone="America/Chicago",
        zone_source=ZoneSource.NUMBER,
        created_at=BEGIN - timedelta(days=30),
        introduced=True,
    )


def _series(number: int) -> Reminder:
    start = datetime(2026, 1, 1)  # noqa: DTZ001 - wall time
    reminder = Reminder(
        id=UUID(int=number),
        person_id=1,
        number=number,
        message=f"look at pot {number}",
        due_at=BEGIN,
        timezone="America/Chicago",
        created_at=BEGIN - timedelta(days=30),
        rrule="FREQ=MINUTELY;INTERVAL=5",
        wall_start=start,
    )
    return plan(reminder, (), BEGIN)[0]


def _messages(reminder: Reminder, days: int, ids: Iterator[int]) -> Iterator[OutboundMessage]:
    """What was sent in the last days, and what is scheduled at the provider."""
    _, upcoming = plan(reminder, (), BEGIN)
    past = [upcoming[0] - STEP * number for number in range(days * 24 * 12, 0, -1)]
    for due_at in (*past, *upcoming):
        message = message_for(reminder, _person(), due_at, body="Reminder: x", now=BEGIN, id_=UUID(int=next(ids)))
        state = OutboundState.SCHEDULED if due_at > BEGIN else OutboundState.DELIVERED
        yield _with(message, state=state, scheduled_for=due_at, provider_message_id=f"SM{message.id.hex}")


def _with(message: OutboundMessage, **values: object) -> OutboundMessage:
    from dataclasses import replace  # noqa: PLC0415

    next_attempt_at = message.due_at + timedelta(minutes=10) if values["state"] is OutboundState.SCHEDULED else None
    return replace(message, next_attempt_at=next_attempt_at, **values)  # type: ignore[arg-type]


async def _fill(store: SqliteStore, series: int, days: int) -> None:
    ids = iter(range(1, 100_000_000))

    async def add_person(session: Session) -> None:
        await session.add_person(_person())

    await store.database.run(Unit.ANSWER, add_person)
    for number in range(1, series + 1):
        reminder = _series(number)

        async def work(session: Session, reminder: Reminder = reminder) -> None:
            await session.save(reminders=[reminder], outbound=_messages(reminder, days, ids))

        await store.database.run(Unit.ANSWER, work)


async def _measure(series: int, days: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reminders.db"
        units: list[tuple[Unit, float]] = []
        store = SqliteStore(path, on_unit=lambda unit, seconds: units.append((unit, seconds)))
        await store.open(BEGIN)
        assert store.database._connection is not None  # noqa: SLF001
        await store.database._connection.execute_fetchall("PRAGMA synchronous = OFF")  # noqa: SLF001 - to fill it
        await _fill(store, series, days)
        await store.database._connection.execute_fetchall("PRAGMA synchronous = FULL")  # noqa: SLF001
        services, clock = _services(store, path)
        pending = await _value(store, "SELECT count(*) FROM outbound WHERE state = 'scheduled'")
        total = await _value(store, "SELECT count(*) FROM outbound")
        print(f"{series} series every five minutes, {days} days: {total} messages, {pending} of them planned")
        for words in ("list", "why", "remind me tomorrow at 5pm to call mom"):
            spent = min([await _text(services, units, words, number) for number in range(TEXTS)])
            print(f"  a text ({words}): {spent * 1000:.1f} ms")
        clock.at += STEP
        await _report("a top-up of every series", units, services.worker._top_up_due)  # noqa: SLF001
        clock.at += STEP
        tz_updates = TimezoneUpdates(store.zones, clock, DeliveryMessages(), services.worker.wake)

        async def start() -> None:
            await tz_updates.check()
            await services.worker.recover()

        await _report("a start", units, start)
        await store.close()


def _services(store: SqliteStore, path: Path) -> tuple[AppServices, _SetClock]:
    environ = {"BOT_PROVIDERS": "simulator", "DATABASE_URL": f"sqlite:///{path}", "BOT_SHORTEST_REPEAT_SECONDS": "300"}
    clock = _SetClock()
    providers: Mapping[ProviderName, Provider] = {ProviderName.TWILIO: cast("Provider", _SilentProvider())}
    return build_services(load(None, environ), store, clock, providers, Metrics()), clock


async def _value(store: SqliteStore, sql: str) -> int:
    async def work(session: Session) -> int:
        return int(await session.value(sql))

    return await store.database.run(Unit.STATS, work)


async def _text(services: AppServices, units: list[tuple[Unit, float]], words: str, number: int) -> float:
    units.clear()
    await services.inbound_service.receive(
        InboundText(
            provider=ProviderName.TWILIO,
            message_id=f"{words}{number}",
            from_number="+13125550123",
            to_number="+13125550100",
            body=words,
            received_at=services.clock.now(),
        )
    )
    return next(seconds for unit, seconds in units if unit is Unit.ANSWER)


async def _report(what: str, units: list[tuple[Unit, float]], work: Callable[[], Awaitable[object]]) -> None:
    units.clear()
    begun = time.perf_counter()
    await work()
    spent = time.perf_counter() - begun
    longest = max(seconds for _, seconds in units)
    print(f"  {what}: {spent:.2f} s in {len(units)} units of work, the longest {longest * 1000:.1f} ms")


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]]
    import logging  # noqa: PLC0415

    import structlog  # noqa: PLC0415

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(_measure(*(numbers or [200, 21])))


if __name__ == "__main__":
    main()
