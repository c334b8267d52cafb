"""Floods of connections, over real sockets: idle, slow, deaf and busy ones. Others are served meanwhile."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web

from bot.runtime.metrics import Metrics
from bot.web.connections import Connections, Place
from bot.web.error_pages import error_responses
from bot.web.server_limits import ServerBounds, ServerLimits
from tests.fakes.phones import until

MOST = 8
LARGE = b"x" * 4_000_000  # more than the buffers of a socket hold
SLOW_BODY = b"POST /echo HTTP/1.1\r\nHost: bot\r\nContent-Length: 900\r\n\r\n"


def get(path, *, close=True):
    return f"GET {path} HTTP/1.1\r\nHost: bot\r\n{'Connection: close' if close else 'X: y'}\r\n\r\n".encode()


class Served:
    """Requests to /held are answered once ``hold`` is set; /large is more than a deaf client takes."""

    def __init__(self, stack, bounds):
        self.stack = stack
        self.metrics = Metrics()
        self.limits = ServerLimits(bounds, self.metrics)
        self.hold = asyncio.Event()
        self.arrived = asyncio.Semaphore(0)

    async def start(self):
        app = web.Application(middlewares=[error_responses(self.metrics), self.limits.middleware()])
        for path in ("/held", "/simulator/events", "/webhooks/held"):
            app.router.add_get(path, self._held)
        app.router.add_post("/echo", self._echo)
        for path in ("/healthz", "/readyz", "/metrics", "/webhooks/twilio", "/quick"):
            app.router.add_get(path, self._echo)
        app.router.add_get("/large", self._large)
        runner = self.limits.runner(app)
        await runner.setup()
        self.stack.push_async_callback(runner.cleanup)
        self.stack.callback(self.hold.set)
        listening = await self.limits.listen(runner, "127.0.0.1", 0)
        self.stack.callback(listening.close)
        self.port = listening.sockets[0].getsockname()[1]

    async def _echo(self, request):
        return web.Response(body=b"fine" + await request.read())

    async def _large(self, _):
        self.arrived.release()
        return web.Response(body=LARGE)

    async def _held(self, _):
        self.arrived.release()
        await self.hold.wait()
        return web.Response(text="held")

    async def connect(self, first=b""):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1024)
        self.stack.callback(writer.close)
        writer.write(first)
        return reader, writer

    def refused(self, reason):
        labels = {"route": "unknown", "reason": reason}
        return self.metrics.registry.get_sample_value("bot_refused_total", labels) or 0

    async def status(self, path):
        """The status of a request on a connection of its own."""
        reader, _ = await self.connect(get(path))
        answer = await reader.read()
        return int(answer.split(b" ", 2)[1])


@asynccontextmanager
async def served(**bounds):
    async with asyncio.timeout(20), AsyncExitStack() as stack:
        server = Served(stack, ServerBounds(**{"connections": MOST, "stop_seconds": 0.1, "reserve": 2} | bounds))
        await server.start()
        yield server


async def is_closed(reader):
    try:
        return await reader.read(1) == b""
    except ConnectionError:
        return True


async def silent(server):
    return await server.connect()


async def half_a_head(server):
    return await server.connect(b"GET /quick HTTP/1.1\r\nHo")


async def half_a_body(server):
    return await server.connect(SLOW_BODY)


async def kept_alive(server):
    reader, writer = await server.connect(get("/quick", close=False))
    await reader.readuntil(b"fine")
    return reader, writer


async def deaf(server):
    reader, writer = await server.connect(get("/large", close=False))
    await server.arrived.acquire()
    return reader, writer


async def event_stream(server):
    reader, writer = await server.connect(get("/simulator/events", close=False))
    await server.arrived.acquire()
    return reader, writer


IDLE = [silent, half_a_head, half_a_body, kept_alive, deaf, event_stream]


@pytest.mark.parametrize("idle", IDLE)
async def test_idle_connections_shut_nobody_out(idle):
    async with served(read_seconds=15, first_request_seconds=15) as server:
        flood = [await idle(server) for _ in range(MOST * 4)]
        for path in ("/quick", "/healthz", "/webhooks/twilio"):
            assert await server.status(path) == 200
        assert server.refused("idle_connection") >= MOST * 3
        assert server.refused("too_many_connections") == 0
        if idle is not deaf:  # its buffers hold what it does not read
            assert await is_closed(flood[0][0]), "the one that has been idle longest made room"


async def test_the_connection_that_was_idle_longest_goes_first():
    async with served() as server:
        connections = [await kept_alive(server) for _ in range(MOST)]
        reader, writer = connections[0]
        writer.write(get("/quick", close=False))
        await reader.readuntil(b"fine")
        assert await server.status("/quick") == 200
        assert await is_closed(connections[1][0])
        writer.write(get("/quick", close=False))
        await reader.readuntil(b"fine")


async def test_a_burst_of_connections_in_one_turn_is_counted():
    async with served() as server:
        await asyncio.gather(*(server.connect() for _ in range(MOST * 10)))
        assert await server.status("/quick") == 200
        table = server.limits._connections
        assert len(table._new) + len(table._idle) + len(table._busy) <= MOST + 2, "at most the reserve more"


async def test_connections_that_come_and_go_take_no_place():
    async with served() as server:
        for _ in range(MOST * 3):
            _, writer = await server.connect()
            writer.close()
            await writer.wait_closed()
        reader, writer = await kept_alive(server)
        assert await server.status("/quick") == 200
        writer.write(get("/quick", close=False))
        await reader.readuntil(b"fine")


async def hold_all(server, count=MOST):
    for _ in range(count):
        await server.connect(get("/held"))
        await server.arrived.acquire()


RESERVED = ["/healthz", "/readyz", "/metrics", "/webhooks/twilio"]


@pytest.mark.parametrize("path", RESERVED)
async def test_health_checks_and_webhooks_have_a_reserve_of_connections(path):
    async with served() as server:
        await hold_all(server)
        assert await server.status("/quick") == 503
        assert await server.status(path) == 200
        for _ in range(5):  # idle connections do not use it up
            await server.connect()
        assert await server.status(path) == 200
        server.hold.set()
        await until(lambda: not server.limits._connections._busy)
        assert await server.status("/quick") == 200


async def test_beyond_the_reserve_a_connection_gets_503_at_once():
    async with served() as server:
        await hold_all(server)
        for _ in range(2):
            await server.connect(get("/webhooks/held"))
            await server.arrived.acquire()
        reader, _ = await server.connect()
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 1\r\n" in answer


async def test_webhooks_have_a_reserve_of_requests():
    async with served(connections=50, requests=2) as server:
        await hold_all(server, 2)
        assert await server.status("/quick") == 503
        assert await server.status("/webhooks/twilio") == 200
        for _ in range(2):
            await server.connect(get("/webhooks/held"))
            await server.arrived.acquire()
        assert await server.status("/webhooks/twilio") == 503
        assert await server.status("/healthz") == 200


async def test_a_request_in_progress_is_never_closed():
    async with served() as server:
        reader, _ = await server.connect(get("/held"))
        await server.arrived.acquire()
        for _ in range(MOST * 4):
            await server.connect()
        server.hold.set()
        assert (await reader.read()).endswith(b"held")


async def test_800_idle_connections_as_the_bot_is_set_up():
    async with served(connections=800, reserve=50, first_request_seconds=15) as server:
        for _ in range(17):
            await asyncio.gather(*(server.connect() for _ in range(50)))
        assert [await server.status(path) for path in ("/healthz", "/quick", "/webhooks/twilio")] == [200] * 3


def test_without_any_connection_there_is_a_place():
    assert Connections(1, 0).make_place() is Place.ORDINARY
