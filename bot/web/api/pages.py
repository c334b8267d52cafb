"""The OpenAPI description at ``/openapi.json`` and the page that shows it at ``/docs``, without external resources."""

from collections.abc import Awaitable, Callable
from importlib import resources

from aiohttp import web

from bot.web.api.openapi import description
from bot.web.security_headers import PAGE_HEADERS

SECURITY_HEADERS = PAGE_HEADERS | {"Cache-Control": "no-cache"}
FILES = {
    "/docs": ("api.html", "text/html"),
    "/docs/api.css": ("api.css", "text/css"),
    "/docs/icon.svg": ("icon.svg", "image/svg+xml"),
    "/docs/api.js": ("api.js", "text/javascript"),
    "/docs/elements.js": ("elements.js", "text/javascript"),
    "/docs/try.js": ("try.js", "text/javascript"),
}

Handler = Callable[[web.Request], Awaitable[web.Response]]


def add_routes(app: web.Application) -> None:
    described = web.json_response(description()).body

    async def openapi(_: web.Request) -> web.Response:
        return web.Response(body=described, content_type="application/json", headers=SECURITY_HEADERS)

    app.router.add_get("/openapi.json", openapi)
    for path, (name, content_type) in FILES.items():
        app.router.add_get(path, _file(name, content_type))


def _file(name: str, content_type: str) -> Handler:
    content = (resources.files("bot.web") / "static" / name).read_bytes()

    async def serve(_: web.Request) -> web.Response:
        return web.Response(body=content, content_type=content_type, charset="utf-8", headers=SECURITY_HEADERS)

    return serve
