"""A provider's API on a loopback port: records every request and fails on demand.

Each request consumes one of ``faults``, in order; None lets the request through.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Self

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Fault:
    """How one request fails. With ``after_work`` it is carried out first, so that only the response is lost."""

    status: int = 200
    body: str = ""
    content_type: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)
    after_work: bool = False
    close: bool = False
    hold: asyncio.Event | None = None  # respond once this is set


def failing(status: int, *, after_work: bool = False) -> Fault:
    """A server error with an HTML page."""
    return Fault(status=status, body="<html>no</html>", after_work=after_work)


def html(status: int = 200) -> Fault:
    """A proxy's HTML page in place of the response; the request was carried out."""
    return Fault(status=status, body="<html>hello</html>", after_work=True)


def closed(*, after_work: bool) -> Fault:
    """The connection breaks before the response."""
    return Fault(close=True, after_work=after_work)


def slow(until: asyncio.Event) -> Fault:
    """The request is carried out, the response waits for ``until``."""
    return Fault(after_work=True, hold=until)


def limited(retry_after: str | None = None, *, date: str | None = None) -> Fault:
    """A 429 with an empty JSON object: the request was not carried out."""
    headers = {"Retry-After": retry_after, "Date": date}
    return Fault(
        status=429,
        body="{}",
        content_type="application/json",
        headers={name: value for name, value in headers.items() if value is not None},
    )


@dataclass(frozen=True)
class RecordedRequest:
    """A request as received."""

    method: str
    path: str
    headers: Mapping[str, str]  # case-insensitive
    body: bytes


class Stage(Enum):
    """How far the server is with a request."""

    ARRIVED = "arrived"
    DONE = "done"  # carried out, not responded to
    ANSWERED = "answered"


class ApiServer:
    """Use with ``async with``; ``url`` is then its address. Subclasses define the routes.

    ``watch`` is called at each stage of each request. If it returns True on arrival, the request is dropped.
    """

    watch: Callable[[Stage, RecordedRequest], bool] | None = None

    def __init__(self) -> None:
        self.requests: list[RecordedRequest] = []
        self.answered = asyncio.Event()  # set after each request; clear it to wait for the next
        self.faults: deque[Fault | None] = deque()
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._holds: list[asyncio.Event] = []

    def routes(self) -> Iterable[web.RouteDef]:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        await self._start(0)
        return self

    async def restart(self, url: str) -> None:
        """Accept connections at ``url`` again, after ``stop``."""
        await self._start(int(url.rpartition(":")[2]))

    async def _start(self, port: int) -> None:
        app = web.Application(middlewares=[self._middleware()])
        app.add_routes(list(self.routes()))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Stop listening; later connections are refused."""
        for hold in self._holds:
            hold.set()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def _middleware(self) -> Any:
        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            body = await request.read()
            recorded = RecordedRequest(request.method, request.path_qs, request.headers, body)
            self.requests.append(recorded)
            fault = self.faults.popleft() if self.faults else None
            try:
                if fault is not None:
                    return await self._fail(fault, request, handler)
                return await self._carry_out(recorded, request, handler)
            finally:
                self.answered.set()

        return record

    async def _carry_out(self, recorded: RecordedRequest, request: web.Request, handler: Handler) -> web.StreamResponse:
        watch = self.watch
        if watch is None:
            return await handler(request)
        if watch(Stage.ARRIVED, recorded):
            return web.Response(status=500)
        response = await handler(request)
        watch(Stage.DONE, recorded)
        await response.prepare(request)
        await response.write_eof()
        watch(Stage.ANSWERED, recorded)
        return response

    async def _fail(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request) if fault.after_work else None
        if response is not None and fault.hold is not None:
            self._holds.append(fault.hold)
            await fault.hold.wait()
            return response
        if fault.close and request.transport is not None:
            request.transport.abort()
        return web.Response(
            status=fault.status, text=fault.body, content_type=fault.content_type, headers=fault.headers
        )
