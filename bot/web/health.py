"""For the operator's tools: alive, ready, figures."""

from datetime import datetime, timedelta
from typing import Protocol

import structlog
from aiohttp import web

from bot.domain.errors import StorageError
from bot.domain.model import ReminderState
from bot.runtime.clock import Clock
from bot.runtime.metrics import CONTENT_TYPE, Metrics
from bot.storage.protocol import Stock
from bot.web.services import Rooms

log = structlog.get_logger()

NOT_MORE_OFTEN_THAN = timedelta(seconds=5)


class Database(Protocol):
    """``bot.storage.protocol.Store`` as seen from here: raises ``StorageError`` when it does not answer."""

    async def ping(self) -> None: ...
    async def stock(self, now: datetime) -> Stock: ...


def add_routes(app: web.Application, rooms: Rooms, database: Database) -> None:
    stocktaking = Stocktaking(database, rooms.metrics, rooms.clock)

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await database.ping()
            storage = "ok"
        except StorageError:
            storage = "unavailable"
        worker = "ok" if rooms.courier.is_well else "failing"
        is_ready = storage == worker == "ok"
        report = {"status": "ready" if is_ready else "not ready", "database": storage, "worker": worker}
        return web.json_response(report, status=200 if is_ready else 503)

    async def figures(_: web.Request) -> web.Response:
        await stocktaking.renew()
        return web.Response(body=rooms.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", figures)


class Stocktaking:
    """Counts what the database holds when the figures are read, though no more often than every five seconds."""

    def __init__(self, database: Database, metrics: Metrics, clock: Clock) -> None:
        self._database = database
        self._metrics = metrics
        self._clock = clock
        self._taken_at: datetime | None = None

    async def renew(self) -> None:
        """Where the database does not answer the figures stay as they were: the others are worth reading then."""
        now = self._clock.now()
        if self._taken_at is not None and timedelta() <= now - self._taken_at < NOT_MORE_OFTEN_THAN:
            return
        self._taken_at = now
        try:
            stock = await self._database.stock(now)
        except StorageError as error:
            log.error("stock not taken", reason=str(error))  # noqa: TRY400 - one line, the reason says it all
            return
        self._metrics.stock_taken(
            people=stock.people,
            reminders={state: stock.reminders.get(state, 0) for state in ReminderState},
            due=stock.due,
            overdue_seconds={name: (now - oldest).total_seconds() for name, oldest in stock.oldest_due_at.items()},
        )
