"""For the operator's tools: alive, ready, figures."""

from datetime import datetime, timedelta

import structlog
from aiohttp import web

from bot.domain.errors import StorageError
from bot.domain.model import ReminderState
from bot.runtime.clock import Clock
from bot.runtime.metrics import CONTENT_TYPE, Metrics
from bot.storage.protocol import StatsStore
from bot.web.services import AppServices

log = structlog.get_logger()

NOT_MORE_OFTEN_THAN = timedelta(seconds=5)


def add_routes(app: web.Application, services: AppServices, database: StatsStore) -> None:
    stocktaking = Stocktaking(database, services.metrics, services.clock)

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await database.ping()
            storage = "ok"
        except StorageError:
            storage = "unavailable"
        worker = "ok" if services.worker.is_healthy else "failing"
        is_ready = storage == worker == "ok"
        report = {"status": "ready" if is_ready else "not ready", "database": storage, "worker": worker}
        return web.json_response(report, status=200 if is_ready else 503)

    async def figures(_: web.Request) -> web.Response:
        await stocktaking.renew()
        return web.Response(body=services.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", figures)


class Stocktaking:
    """Counts what the database holds when the figures are read, though no more often than every five seconds."""

    def __init__(self, database: StatsStore, metrics: Metrics, clock: Clock) -> None:
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
            database_stats = await self._database.database_stats(now)
        except StorageError as error:
            log.error("stock not taken", reason=str(error))  # noqa: TRY400 - one line, the reason says it all
            return
        self._metrics.database_measured(
            people=database_stats.people,
            reminders={state: database_stats.reminders.get(state, 0) for state in ReminderState},
            due=database_stats.due,
            overdue_seconds={
                name: (now - oldest).total_seconds() for name, oldest in database_stats.oldest_due_at.items()
            },
        )
