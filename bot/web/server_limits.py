"""The server's front door: how many may come in at once, how long they may take, how much they may bring.

aiohttp bounds the head of a request; here is what it leaves open. A proxy in front does much of this as well, but the
bot does not rely on it.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import cast

from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.runtime.metrics import Metrics

NOWHERE = "unknown"  # the route of a request that came to none
LINGERING_SECONDS = 1.0  # for a client that is still sending to read why it was refused
TURNED_AWAY_SECONDS = 1.0
BACKLOG = 1024
RETRY_AFTER = {hdrs.RETRY_AFTER: "1"}
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 21\r\n\r\ntoo many connections\n"
)

# Always let through: the operator's probes, and streams that stay open (they count as connections).
UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics", "/simulator/events"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBounds:
    """``connections`` open, and ``requests`` being answered, at a time; seconds for a head, a body, and between two.

    ``stop_seconds`` is what requests under way get to finish when the bot stops.
    """

    connections: int = 800
    requests: int = 500
    read_seconds: float = 10.0
    keep_alive_seconds: float = 75.0
    stop_seconds: float = 10.0


class ServerLimits:
    """Lets connections and requests in while they are within ``bounds``, and counts those that are not."""

    def __init__(self, bounds: ServerBounds, metrics: Metrics) -> None:
        self._bounds = bounds
        self._metrics = metrics
        self._under_way = 0
        # connections that have not made a request yet, with what ends them
        self._silent: dict[web.RequestHandler, asyncio.TimerHandle] = {}

    def runner(self, app: web.Application) -> web.AppRunner:
        """What serves ``app`` behind this door. Bodies come as they were sent: signatures are over those bytes."""
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
        """Where aiohttp reports what it fails at. It would log every unreadable request, with the bytes that came."""

        def is_ours(record: logging.LogRecord) -> bool:
            error = record.exc_info[1] if record.exc_info else None
            if isinstance(error, HttpProcessingError):
                self._metrics.refused(NOWHERE, "unreadable request")
                return False
            return True

        logger = logging.Logger(__name__)  # noqa: LOG001 - this door's own; those of the registry stay
        logger.parent = logging.getLogger()
        logger.addFilter(is_ours)
        return logger

    async def open(self, runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
        """Listen for the runner, which is set up. Raises ``OSError`` where that cannot be."""
        server = runner.server
        assert server is not None  # noqa: S101 - it is set up

        def connect() -> asyncio.BaseProtocol:
            return self._connected(server)

        return await asyncio.get_running_loop().create_server(connect, host, port, backlog=BACKLOG)

    def _connected(self, server: web.Server) -> asyncio.BaseProtocol:
        if len(server.connections) >= self._bounds.connections:
            self._metrics.refused(NOWHERE, "too many connections")
            return _TurnedAway()
        connection = server()
        loop = asyncio.get_running_loop()
        self._silent[connection] = loop.call_later(self._bounds.read_seconds, self._expire, connection)
        return connection

    def _expire(self, connection: web.RequestHandler) -> None:
        """The head of the first request did not come in time; between later ones the keep-alive limit counts."""
        del self._silent[connection]
        if connection.transport is not None:
            self._metrics.refused(NOWHERE, "request timeout")
            connection.force_close()

    def middleware(self) -> Middleware:
        """Reads each request's body within the limits before its handler is called, so that no handler waits for it."""

        @web.middleware
        async def at_the_door(request: web.Request, handler: Handler) -> web.StreamResponse:
            silent = self._silent.pop(request.protocol, None)
            if silent is not None:
                silent.cancel()
            await self._read(request)
            if request.path in UNCOUNTED:
                return await handler(request)
            if self._under_way >= self._bounds.requests:
                raise web.HTTPServiceUnavailable(headers=RETRY_AFTER)
            self._under_way += 1
            try:
                return await handler(request)
            finally:
                self._under_way -= 1

        return at_the_door

    async def _read(self, request: web.Request) -> None:
        """Read the body; it stays with the request. What is too much is refused before it comes, if it says so."""
        if request.headers.get(hdrs.CONTENT_ENCODING, "identity").strip().lower() != "identity":
            raise web.HTTPUnsupportedMediaType
        limit = request.client_max_size
        announced = request.content_length or 0
        if limit and announced > limit:
            raise web.HTTPRequestEntityTooLarge(limit, announced)
        if not request.can_read_body:
            return
        try:
            async with asyncio.timeout(self._bounds.read_seconds):
                await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(headers={hdrs.CONNECTION: "close"}) from None
        except ConnectionError as error:  # the client is gone; nobody hears the answer
            raise web.RequestPayloadError("the connection broke") from error


class _TurnedAway(asyncio.Protocol):
    """A connection too many: told so, and closed as soon as its request is in, or soon."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(BUSY)
        self._end = asyncio.get_running_loop().call_later(TURNED_AWAY_SECONDS, self._transport.abort)

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - the signature is the library's
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._end.cancel()
