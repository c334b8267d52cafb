"""For the operator's tools: alive, ready, figures."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.errors import StorageError
from bot.metrics import CONTENT_TYPE
from bot.web.rooms import Rooms


def add_routes(app: web.Application, rooms: Rooms, ping: Callable[[], Awaitable[None]]) -> None:
    """``ping`` raises ``StorageError`` when the database does not answer."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await ping()
            database = "ok"
        except StorageError:
            database = "unavailable"
        worker = "ok" if rooms.courier.is_well else "failing"
        is_ready = database == worker == "ok"
        report = {"status": "ready" if is_ready else "not ready", "database": database, "worker": worker}
        return web.json_response(report, status=200 if is_ready else 503)

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=rooms.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", figures)
