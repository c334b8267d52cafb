"""Every request has an id that stands on each line of the log that it leads to, and is timed.

From there on the id of an outbound text links the lines: it stands on the line of the text that made it, of each call
to the provider, and of each receipt.
"""

import secrets
import time

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from structlog.contextvars import bound_contextvars

from bot.runtime.metrics import Metrics

HEADER = "X-Request-ID"


def tracing(metrics: Metrics) -> Middleware:
    """A middleware round all others: names the request, and times its answer."""

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
    """The route as it was registered: a path as it came could hold anything."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
