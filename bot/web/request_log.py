"""Gives every request an id that appears on each log line it causes, and measures its duration.

Across requests, the id of an outbound message connects the log lines: it appears where the message is planned, on each
call to the provider, and on each receipt.
"""

import secrets
import time

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from structlog.contextvars import bound_contextvars

from bot.runtime.metrics import Metrics

HEADER = "X-Request-ID"


def request_tracing(metrics: Metrics) -> Middleware:
    """A middleware that assigns the request id and records the duration. It must be the outermost one."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        request_id, started, status = secrets.token_hex(8), time.perf_counter(), 500
        with bound_contextvars(request=request_id):
            try:
                response = await handler(request)
                status = response.status
            except web.HTTPException as error:
                status = error.status
                error.headers[HEADER] = request_id
                raise
            finally:
                metrics.request_answered(route_of(request), status, time.perf_counter() - started)
        if not response.prepared:
            response.headers[HEADER] = request_id
        return response

    return middleware


def route_of(request: web.Request) -> str:
    """The route as registered. A requested path could contain anything, so it must not reach metrics or the log."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
