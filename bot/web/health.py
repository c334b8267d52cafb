"""For the operator's tools: alive, ready, figures."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.courier import Courier
from bot.errors import StorageError
from bot.metrics import CONTENT_TYPE, Metrics


def add_routes(
    app: web.Application, *, ping: Callable[[], Awaitable[None]], courier: Courier, metrics: Metrics
) -> None:
    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await ping()
            database = "ok"
        except StorageError:
            database = "unavailable"
        worker = "ok" if courier.is_well else "failing"
        is_ready = database == worker == "ok"
        report = {"status": "ready" if is_ready else "not ready", "database": database, "worker": worker}
        return web.json_response(report, status=200 if is_ready else 503)

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", figures)
