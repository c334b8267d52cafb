"""The server's limits, tested over real sockets: slow, large, compressed and too many requests."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web

from bot.runtime.metrics import Metrics
from bot.web.error_pages import error_responses
from bot.web.security_headers import set_security_headers
from bot.web.server_limits import ServerBounds, ServerLimits
from tests.fakes.phones import until

BODY_LIMIT = 1000
HEAD = b"POST /echo HTTP/1.1\r\nHost: bot\r\n"


class Served:
    """A small application behind the limits. Requests to /held are answered once ``hold`` is set."""

    def __init__(self, stack, bounds):
        self.stack = stack
        self.metrics = Metrics()
        self.server_limits = ServerLimits(bounds, self.metrics)
        self.hold = asyncio.Event()
        self.held = asyncio.Semaphore(0)
        self.port = 0

    async def start(self):
        app = web.Application(
            client_max_size=BODY_LIMIT, middlewares=[error_responses(self.metrics), self.server_limits.middleware()]
        )
        app.on_response_prepare.append(set_security_headers)
        app.router.add_post("/echo", self._echo)
        app.router.add_get("/held", self._held)
        app.router.add_get("/healthz", self._echo)
        runner = self.server_limits.runner(app)
        await runner.setup()
        self.stack.push_async_callback(runner.cleanup)
        self.stack.callback(self.hold.set)
        listening = await self.server_limits.listen(runner, "127.0.0.1", 0)
        self.stack.callback(listening.close)
        self.port = listening.sockets[0].getsockname()[1]

    async def _echo(self, request):
        return web.Response(body=await request.read())

    async def _held(self, _):
        self.held.release()
        await self.hold.wait()
        return web.Response(text="held")

    async def connect(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.stack.callback(writer.close)
        return reader, writer

    async def ask(self, *pieces):
        """Send the pieces and return everything that the server sends until it closes the connection."""
        reader, writer = await self.connect()
        for piece in pieces:
            writer.write(piece)
        return await reader.read()

    def refused(self, reason, route="/echo"):
        return self.metrics.registry.get_sample_value("bot_refused_total", {"route": route, "reason": reason}) or 0


@asynccontextmanager
async def served(**bounds):
    async with asyncio.timeout(20), AsyncExitStack() as stack:
        server = Served(stack, ServerBounds(stop_seconds=0.1, **bounds))
        await server.start()
        yield server


def status(answer):
    return int(answer.split(b" ", 2)[1])


async def send_slowly(server, first, byte):
    """Send ``first``, then ``byte`` repeatedly until the server closes the connection; return the response."""
    reader, writer = await server.connect()
    writer.write(first)
    answer = b""
    while True:
        writer.write(byte)
        try:
            async with asyncio.timeout(0.01):
                piece = await reader.read(4096)
        except TimeoutError:
            continue
        except ConnectionResetError:
            return answer
        if not piece:
            return answer
        answer += piece


@pytest.mark.parametrize(("head", "byte"), [(b"", b"\n"), (b"POST /", b"a"), (HEAD, b"a"), (HEAD + b"X-Slow: ", b"a")])
async def test_slow_headers_are_cut_off(head, byte):
    async with served(first_request_seconds=0.1) as server:
        assert await send_slowly(server, head, byte) == b""
        assert server.refused("request_timeout", "unknown") == 1


async def test_a_silent_connection_is_closed():
    async with served(first_request_seconds=0.1) as server:
        assert await server.ask() == b""


async def test_a_slow_body_is_refused():
    async with served(read_seconds=0.1) as server:
        answer = await send_slowly(server, HEAD + b"Content-Length: 900\r\n\r\n", b"a")
        assert status(answer) == 408
        assert server.refused("request_timeout") == 1


async def test_slow_clients_do_not_block_others():
    async with served(read_seconds=5, requests=1) as server:
        slow = [await server.connect() for _ in range(20)]
        for _, writer in slow:
            writer.write(HEAD + b"Content-Length: 900\r\n\r\n")
        answer = await server.ask(HEAD + b"Connection: close\r\nContent-Length: 5\r\n\r\nhello")
        assert status(answer) == 200
        assert answer.endswith(b"hello")


async def test_an_idle_connection_is_closed():
    async with served(keep_alive_seconds=0.1) as server:
        answer = await server.ask(HEAD + b"Content-Length: 5\r\n\r\nhello")
        assert status(answer) == 200


TOO_LARGE = [
    (b"Content-Length: 1001\r\n\r\n", b""),  # refused before any of it arrives
    (b"Content-Length: 9999999999999999\r\n\r\n", b""),
    (b"Transfer-Encoding: chunked\r\n\r\n", b"3e9\r\n" + b"a" * 1001 + b"\r\n0\r\n\r\n"),
]


@pytest.mark.parametrize(("head", "body"), TOO_LARGE)
async def test_a_body_over_the_limit_is_refused(head, body):
    async with served() as server:
        answer = await server.ask(HEAD + b"Connection: close\r\n" + head, body)
        assert status(answer) == 413
        assert server.refused("too_large") == 1


async def test_a_body_at_the_limit_is_accepted():
    async with served() as server:
        answer = await server.ask(HEAD + b"Connection: close\r\nContent-Length: 1000\r\n\r\n" + b"a" * 1000)
        assert status(answer) == 200


@pytest.mark.parametrize("coding", [b"gzip", b"deflate", b"br", b"zstd", b"nonsense"])
async def test_compressed_bodies_are_refused(coding):
    async with served() as server:
        head = HEAD + b"Connection: close\r\nContent-Length: 5\r\nContent-Encoding: " + coding + b"\r\n\r\n"
        assert status(await server.ask(head + b"hello")) == 415


async def test_a_request_over_the_limit_gets_503_and_probes_still_answer():
    async with served(requests=2) as server:
        for _ in range(2):
            _, writer = await server.connect()
            writer.write(b"GET /held HTTP/1.1\r\nHost: bot\r\n\r\n")
            await server.held.acquire()
        answer = await server.ask(b"GET /held HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n")
        assert status(answer) == 503
        assert b"\r\nRetry-After: 1\r\n" in answer
        probe = await server.ask(b"GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n")
        assert status(probe) == 200
        server.hold.set()
        answer = b"HTTP/1.1 503"
        while status(answer) == 503:  # until the others are done
            answer = await server.ask(HEAD + b"Connection: close\r\nContent-Length: 5\r\n\r\nhello")
        assert status(answer) == 200


async def test_every_response_has_the_security_headers():
    async with served() as server:
        for path in (b"/echo", b"/nowhere"):
            answer = await server.ask(b"GET " + path + b" HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n")
            head = answer.partition(b"\r\n\r\n")[0].decode()
            assert "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in head
            assert "X-Content-Type-Options: nosniff" in head
            assert "Cache-Control: no-store" in head
            assert "Server: reminder-bot" in head
            assert "aiohttp" not in head


UNREADABLE = [
    b"\x00\x01\x02\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",  # TLS on a plain port
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET  HTTP/1.1\r\n\r\n",
    HEAD + b"Content-Length: 99999999999999999999\r\n\r\n",
    HEAD + b"Content-Length: -1\r\n\r\n",
    HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    HEAD + b"Authorization secret\r\n\r\n",
    HEAD + b"X: " + b"a" * 20_000 + b"\r\n\r\n",
    b"".join([HEAD, *(b"X-%d: 1\r\n" % number for number in range(500)), b"\r\n"]),
    b"POST /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: bot\r\n\r\n",
]


@pytest.mark.parametrize("head", UNREADABLE)
async def test_unreadable_requests_are_refused_and_not_logged(head, caplog):
    async with served() as server:
        assert status(await server.ask(head)) == 400
        assert server.refused("unreadable_request", "unknown") == (
            head[0] > ord(" ")
        )  # aiohttp does not report the others
    assert caplog.text == ""


async def test_a_client_that_disconnects_early_is_not_a_failure(capsys):
    async with served() as server:
        _, writer = await server.connect()
        writer.write(HEAD + b"Content-Length: 900\r\n\r\nhello")
        await writer.drain()
        writer.close()
        await until(lambda: server.refused("unreadable_body"))
    captured = capsys.readouterr()
    assert "request failed" not in captured.out + captured.err
