"""Routes for the operator's tools: liveness, readiness and metrics."""

import asyncio
from datetime import datetime, timedelta

import structlog
from aiohttp import web

from bot.domain.broken_rows import RowKind
from bot.domain.errors import StorageError
from bot.domain.model import ReminderState
from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.runtime.metrics import CONTENT_TYPE, Metrics
from bot.storage.stats import StatsStore
from bot.web.services import AppServices

log = structlog.get_logger()

MIN_STATS_INTERVAL = timedelta(seconds=5)
PING_SECONDS = 0.8  # load balancers ask every second or so, and give up soon


def add_routes(app: web.Application, services: AppServices, database: StatsStore) -> None:
    stats_refresher = StatsRefresher(database, services.metrics, services.clock, services.budgets)
    exposition = SharedExposition(services.metrics)

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await database.ping(PING_SECONDS)
            storage = "ok"
        except StorageError:
            storage = "unavailable"
        worker = "ok" if services.worker.is_healthy else "failing"
        is_ready = storage == worker == "ok"
        report = {"status": "ready" if is_ready else "not ready", "database": storage, "worker": worker}
        return web.json_response(report, status=200 if is_ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        await stats_refresher.refresh()
        return web.Response(body=await exposition.read(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)


class SharedExposition:
    """The metrics as text. It takes milliseconds to write, so requests that wait at the same time share one."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._writing: asyncio.Task[bytes] | None = None

    async def read(self) -> bytes:
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="write the metrics")
        return await asyncio.shield(self._writing)

    async def _write(self) -> bytes:
        await asyncio.sleep(0)  # more requests may be ready
        self._writing = None
        return self._metrics.exposition()


class StatsRefresher:
    """Updates the metrics about the database's content when ``/metrics`` is read, at most every five seconds."""

    def __init__(self, database: StatsStore, metrics: Metrics, clock: Clock, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets
        self._metrics = metrics
        self._clock = clock
        self._refreshed_at: datetime | None = None

    async def refresh(self) -> None:
        """Query the database. If it fails, keep the previous values: the other metrics matter most just then."""
        now = self._clock.now()
        if self._refreshed_at is not None and timedelta() <= now - self._refreshed_at < MIN_STATS_INTERVAL:
            return
        self._refreshed_at = now
        try:
            stats = await self._database.database_stats(now)
        except StorageError as error:
            log.debug("database stats failed", reason=str(error))  # the outage is in the log already
            return
        budgets = {"bot": self._budgets.in_all, "token": self._budgets.per_token, "person": self._budgets.per_person}
        self._metrics.budgets_measured(
            {name: stats.segments.get(name, 0) / segments for name, segments in budgets.items()}
        )
        self._metrics.database_measured(
            bots=stats.bots,
            people=stats.people,
            reminders={state: stats.reminders.get(state, 0) for state in ReminderState},
            due=stats.due,
            broken_rows={kind: stats.broken_rows.get(kind, 0) for kind in RowKind},
            overdue_seconds={name: (now - oldest).total_seconds() for name, oldest in stats.oldest_due_at.items()},
        )
