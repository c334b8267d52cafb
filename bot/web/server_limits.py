"""Limits of the HTTP server: how many connections and requests, how long to send and to answer one, the body's size.

aiohttp limits the size of a request's headers; the limits here are those that it lacks. A proxy in front may enforce
most of them too, but the bot does not rely on one.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import cast

from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.domain.errors import DatabaseBusyError
from bot.runtime.metrics import Metrics
from bot.runtime.request_deadline import RequestDeadline, answered_by
from bot.web.connections import Connections, Place
from bot.web.stalls import StallWatch

UNKNOWN_ROUTE = "unknown"  # of a request that did not get as far as a route
LINGERING_SECONDS = 1.0  # a client that is still sending gets this long to read the error response
REJECTED_CONNECTION_SECONDS = 1.0  # until a rejected connection is closed
BACKLOG = 1024
TURNS_TO_SEE_WHO_LEFT = 3  # of the event loop
RETRY_AFTER = {hdrs.RETRY_AFTER: "1"}
CLOSE = {hdrs.CONNECTION: "close"}
# Written to the socket as it is: a connection over the limit never gets an aiohttp handler.
TOO_MANY_CONNECTIONS = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 21\r\n\r\ntoo many connections\n"
)

# Not limited: the operator's probes must always answer, and event streams stay open (they count as idle connections).
PROBE_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
STREAM_PATHS = frozenset({"/simulator/events"})
WEBHOOK_PREFIX = "/webhooks/"
# Their answers are limited in time: providers give up. Not so the simulator's, whose clock may be wound by a year.
TIMED_PREFIXES = (WEBHOOK_PREFIX, "/v1/")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBounds:
    """The most open ``connections`` and concurrent ``requests``, and timeouts in seconds.

    ``reserve`` more of both are for health checks and webhooks. ``first_request_seconds`` limits the time until the
    headers of a connection's first request are there, ``read_seconds`` the body of a request, ``answer_seconds`` the
    time from then to the answer of a webhook or an API request, ``keep_alive_seconds`` the pause between two requests.
    ``stop_seconds`` is how long requests in flight may take to finish when the bot stops.
    """

    connections: int = 800
    requests: int = 500
    reserve: int = 50
    first_request_seconds: float = 5.0
    read_seconds: float = 10.0
    answer_seconds: float = 9.0
    keep_alive_seconds: float = 75.0
    stop_seconds: float = 10.0


class ServerLimits:
    """Enforces ``bounds`` and counts the connections and requests that exceed them."""

    def __init__(self, bounds: ServerBounds, metrics: Metrics) -> None:
        self._bounds = bounds
        self._metrics = metrics
        self._stalls = StallWatch()
        self._in_flight = 0
        self._connections = Connections(
            bounds.connections, bounds.reserve, lambda: metrics.refused(UNKNOWN_ROUTE, "idle connection")
        )
        # Connections without a complete request so far, each with the timer that closes it.
        self._awaiting_request: dict[web.RequestHandler, asyncio.TimerHandle] = {}

    def runner(self, app: web.Application) -> web.AppRunner:
        """The runner that serves ``app``. It does not decompress bodies: signatures are computed over the raw bytes."""
        return web.AppRunner(
            app,
            access_log=None,
            logger=self._logger(),
            auto_decompress=False,
            keepalive_timeout=self._bounds.keep_alive_seconds,
            lingering_time=LINGERING_SECONDS,
            shutdown_timeout=self._bounds.stop_seconds,
        )

    def _logger(self) -> logging.Logger:
        """aiohttp's logger, without unreadable requests: aiohttp would log each of them with the bytes received."""

        def keep(record: logging.LogRecord) -> bool:
            error = record.exc_info[1] if record.exc_info else None
            if isinstance(error, HttpProcessingError):
                self._metrics.refused(UNKNOWN_ROUTE, "unreadable request")
                return False
            return True

        logger = logging.Logger(__name__)  # noqa: LOG001 - a private logger: the filter must not affect others
        logger.parent = logging.getLogger()
        logger.addFilter(keep)
        return logger

    async def listen(self, runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
        """Start listening. ``runner`` must be set up. Raises ``OSError`` if the address cannot be used."""
        server = runner.server
        assert server is not None  # noqa: S101 - setup() creates it

        def connect() -> asyncio.BaseProtocol:
            return self._accept(server)

        listening = await asyncio.get_running_loop().create_server(connect, host, port, backlog=BACKLOG)
        self._stalls.start()
        return listening

    def close(self) -> None:
        """Stop what ``listen`` started beside the server."""
        self._stalls.stop()

    def _accept(self, server: web.Server) -> asyncio.BaseProtocol:
        place = self._connections.make_place()
        if place is Place.NONE:
            self._metrics.refused(UNKNOWN_ROUTE, "too many connections")
            return _RejectedConnection()
        connection = server()
        self._connections.add(connection, place)
        seconds = self._bounds.first_request_seconds
        self._awaiting_request[connection] = asyncio.get_running_loop().call_later(seconds, self._expire, connection)
        return connection

    def _expire(self, connection: web.RequestHandler) -> None:
        """Close a connection whose first request did not arrive in time. Later requests have the keep-alive timeout."""
        del self._awaiting_request[connection]
        if connection.transport is not None:
            self._metrics.refused(UNKNOWN_ROUTE, "request timeout")
            connection.force_close()

    def middleware(self) -> Middleware:
        """A middleware that limits concurrent requests.

        It reads the body before it calls the handler, so that slow clients do not count as requests being handled.
        """

        @web.middleware
        async def limit_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
            timer = self._awaiting_request.pop(request.protocol, None)
            if timer is not None:
                timer.cancel()
            self._connections.received(request.protocol)
            if self._connections.is_reserved(request.protocol) and not _may_use_reserve(request.path):
                self._metrics.refused(UNKNOWN_ROUTE, "too many connections")
                raise web.HTTPServiceUnavailable(headers=RETRY_AFTER | CLOSE)
            await self._read_body(request)
            if request.path in STREAM_PATHS:  # it never ends by itself, so it does not count as being answered
                return await handler(request)
            self._connections.begin(request.protocol)
            try:
                return await self._limited(request, handler)
            finally:
                self._connections.end(request.protocol)

        return limit_requests

    async def _limited(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in PROBE_PATHS:
            return await handler(request)
        reserve = self._bounds.reserve if _may_use_reserve(request.path) else 0
        if self._in_flight >= self._bounds.requests + reserve:
            raise web.HTTPServiceUnavailable(headers=RETRY_AFTER)
        self._in_flight += 1
        try:
            return await self._answer(request, handler)
        finally:
            self._in_flight -= 1

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Call the handler, and cancel it after ``answer_seconds``: then this raises ``DatabaseBusyError``."""
        if not request.path.startswith(TIMED_PREFIXES):
            return await handler(request)
        limit = asyncio.timeout(self._bounds.answer_seconds)
        try:
            with answered_by(await self._deadline(request)):
                async with limit:
                    return await handler(request)
        except TimeoutError:
            if not limit.expired():
                raise
            raise DatabaseBusyError(f"no answer within {self._bounds.answer_seconds:g} s") from None

    async def _deadline(self, request: web.Request) -> RequestDeadline:
        """Until when the answer is of use. After a stall, it is of none to a client that has left meanwhile."""
        arrived_at = self._stalls.arrived_at()
        if self._stalls.is_catching_up:
            for _ in range(TURNS_TO_SEE_WHO_LEFT):
                await asyncio.sleep(0)  # the end of a connection is read after its last request

        def is_given_up() -> bool:
            transport = request.transport
            return (transport is None or transport.is_closing()) and self._stalls.has_stalled_since(arrived_at)

        return RequestDeadline(arrived_at + self._bounds.answer_seconds, is_given_up)

    async def _read_body(self, request: web.Request) -> None:
        """Read the body, which aiohttp caches. Refuses a body by its ``Content-Length`` before reading any of it."""
        if request.headers.get(hdrs.CONTENT_ENCODING, "identity").strip().lower() != "identity":
            raise web.HTTPUnsupportedMediaType
        limit = request.client_max_size
        declared = request.content_length or 0
        if limit and declared > limit:
            raise web.HTTPRequestEntityTooLarge(limit, declared)
        if not request.can_read_body:
            return
        if request.content.is_eof():  # it came with the headers
            await request.read()
            return
        try:
            async with asyncio.timeout(self._bounds.read_seconds):
                await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(headers=CLOSE) from None
        except ConnectionError as error:  # the client is gone and gets no response
            raise web.RequestPayloadError("the connection broke") from error


def _may_use_reserve(path: str) -> bool:
    return path in PROBE_PATHS or path.startswith(WEBHOOK_PREFIX)


class _RejectedConnection(asyncio.Protocol):
    """A connection over the limit: gets a 503 and is closed when its request arrives, or a second later."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(TOO_MANY_CONNECTIONS)
        self._timer = asyncio.get_running_loop().call_later(REJECTED_CONNECTION_SECONDS, self._transport.abort)

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._timer.cancel()
