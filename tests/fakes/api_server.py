"""A provider's API on a loopback port: records what it is asked, and fails when it is told to.

``faults`` are used up by the next requests, one each, first come first served; None lets a request through.
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
    """What happens to one request. With ``after_work`` it is carried out first, so that only the answer is lost."""

    status: int = 200
    body: str = ""
    content_type: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)
    after_work: bool = False
    close: bool = False
    hold: asyncio.Event | None = None  # answer only once this is set


def failing(status: int, *, after_work: bool = False) -> Fault:
    """A server error, with a page of HTML."""
    return Fault(status=status, body="<html>no</html>", after_work=after_work)


def html(status: int = 200) -> Fault:
    """What a proxy says instead: the work is done, the answer is a page."""
    return Fault(status=status, body="<html>hello</html>", after_work=True)


def closed(*, after_work: bool) -> Fault:
    """The connection breaks before an answer."""
    return Fault(close=True, after_work=after_work)


def slow(until: asyncio.Event) -> Fault:
    """The work is done, the answer waits for ``until``."""
    return Fault(after_work=True, hold=until)


def limited(retry_after: str | None = None, *, date: str | None = None) -> Fault:
    """429 with an empty JSON object: refused unprocessed."""
    headers = {"Retry-After": retry_after, "Date": date}
    return Fault(
        status=429,
        body="{}",
        content_type="application/json",
        headers={name: value for name, value in headers.items() if value is not None},
    )


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in any case
    body: bytes


class Moment(Enum):
    """How far a request has come."""

    ARRIVED = "arrived"
    DONE = "done"  # carried out, not answered
    ANSWERED = "answered"


class ApiServer:
    """Use as ``async with``; then ``url`` is its address. Subclasses name their routes.

    ``watch`` is told of each moment of each request; what it says True to at its arrival never got here.
    """

    watch: Callable[[Moment, Asked], bool] | None = None

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.answered = asyncio.Event()  # set at each answer; clear it to wait for the next
        self.faults: deque[Fault | None] = deque()
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._holds: list[asyncio.Event] = []

    def routes(self) -> Iterable[web.RouteDef]:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        await self._start(0)
        return self

    async def start_again(self, url: str) -> None:
        """Take connections at ``url`` again, after ``stop``."""
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
        """Refuse connections from now on."""
        for hold in self._holds:
            hold.set()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def _middleware(self) -> Any:
        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            body = await request.read()
            asked = Asked(request.method, request.path_qs, request.headers, body)
            self.requests.append(asked)
            fault = self.faults.popleft() if self.faults else None
            try:
                if fault is not None:
                    return await self._fail(fault, request, handler)
                return await self._carry_out(asked, request, handler)
            finally:
                self.answered.set()

        return record

    async def _carry_out(self, asked: Asked, request: web.Request, handler: Handler) -> web.StreamResponse:
        watch = self.watch
        if watch is None:
            return await handler(request)
        if watch(Moment.ARRIVED, asked):
            return web.Response(status=500)
        answer = await handler(request)
        watch(Moment.DONE, asked)
        await answer.prepare(request)
        await answer.write_eof()
        watch(Moment.ANSWERED, asked)
        return answer

    async def _fail(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request) if fault.after_work else None
        if answer is not None and fault.hold is not None:
            self._holds.append(fault.hold)
            await fault.hold.wait()
            return answer
        if fault.close and request.transport is not None:
            request.transport.abort()
        return web.Response(
            status=fault.status, text=fault.body, content_type=fault.content_type, headers=fault.headers
        )
