"""Bad input on any route gives a status below 500 and is not logged as a failure.

Requests are random, but the same in every run. Those to webhooks are signed, so that they pass the verification.
"""

import asyncio
import json
import random
from datetime import UTC, datetime

import aiohttp
import pytest
from yarl import URL

from bot.app.server import running
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import AUTH_TOKEN, TwilioServer
from tests.fakes.whole_bot import settings_for

pytestmark = pytest.mark.timeout(120)  # loading the SDKs is slow on a busy machine

TOKEN = "token-of-a-program-for-tests"
REQUESTS = 200

WEBHOOKS = ("/webhooks/twilio", "/webhooks/twilio/status", "/webhooks/telnyx")
OPEN = ("/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/nowhere", "/v1", "/v1/", "/simulator")
PHONE = ("/simulator/state", "/simulator/texts", "/simulator/clock", "/simulator/faults", "/simulator/phone.js")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "QUERY")
TYPES = (
    "application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "text/xml", "a/b/c",
    "multipart/form-data; boundary=x", "multipart/form-data", "application/json; charset=nonsense", "", "\u00e9",
)  # fmt: skip
QUERIES = (
    "",
    "?",
    "?message=x",
    "?a=1&a=2&=&&",
    "?%00=%ff",
    "?cursor=%F0%9F%98%80",
    "?limit=-1",
    "?number=+1",
    "?;;#x",
)
ODD_TEXTS = (
    "", " ", "\x00", "\ud800", "\u202e", "\U0001f600" * 50, "a" * 2000, "+", "-1", "1e309", "NaN", "' OR 1=1 --", "<b>",
    "%s%n", "{{x}}", "../../etc/passwd", "remind me in 2 hours to x", "9" * 400,
)  # fmt: skip
ODD_VALUES: tuple[object, ...] = (None, True, 0, -1, 10**30, 1e308, [], {}, [[]], {"a": {}}, *ODD_TEXTS)
ENCODINGS = ("identity", "gzip", "br", "deflate, gzip", "chunked")


class Draw(random.Random):
    """Draws random requests."""

    def text(self):
        return self.choice(ODD_TEXTS).encode("utf-8", "replace").decode()

    def bytes(self):
        return self.choice(
            (
                b"",
                b"{",
                b"[]",
                b"null",
                b"\xff\xfe\x00",
                b"[" * 5000,
                b"a=" * 3000,
                b"--x\r\n\r\n--x--",
                self.randbytes(300),
            )
        )

    def body(self):
        """Random bytes, or JSON with some of the expected field names."""
        names = ("to", "message", "number", "minutes", "send_at", "when", "from", "body", "seconds", "down", "timezone")
        fields = {name: self.choice(ODD_VALUES) for name in self.sample(names, 4)}
        plausible = json.dumps(fields).encode("utf-8", "replace")
        return self.choice((self.bytes(), plausible, plausible, plausible, b"x" * 70_000))

    def plain(self, paths):
        """An unsigned request."""
        optional = {
            "Authorization": (f"Bearer {TOKEN}", "Bearer", "Bearer \u00e9", "Basic eDp5"),
            "X-Twilio-Signature": ("", "bm8=", "\u00e9" * 20),
            "telnyx-timestamp": ("0", "-1", "nan", "9" * 40),
            "Idempotency-Key": ("k", "k" * 300, "\u00e9"),
            "Content-Encoding": ENCODINGS,
            "Origin": ("https://elsewhere.example.com", "null"),
            "Expect": ("100-continue", "200-ok"),
        }
        headers = {name: self.choice(values) for name, values in optional.items() if self.random() < 0.15}
        headers["Content-Type"] = self.choice(TYPES)
        return self.choice(METHODS), self.choice(paths) + self.choice(QUERIES), headers, self.body()

    def twilio(self):
        """A form with a valid Twilio signature."""
        path = self.choice(("/webhooks/twilio", "/webhooks/twilio/status"))
        names = (
            "MessageSid",
            "From",
            "To",
            "Body",
            "MessageStatus",
            "OptOutType",
            "ErrorCode",
            "AccountSid",
            self.text(),
        )
        fields = {"MessageSid": f"SM{self.random()}", "From": SENDER, "To": BOT_NUMBER, "MessageStatus": "sent"}
        fields |= {name: self.text() for name in self.sample(names, 3)}
        query = self.choice(("", "?message=x", "?message=00000000-0000-0000-0000-000000000000"))
        headers, body = signed_form(f"{PUBLIC_URL}{path}{query}", fields, AUTH_TOKEN)
        return "POST", path + query, headers, body

    def telnyx(self):
        """An event with a valid Telnyx signature."""
        payload = {"id": f"in-{self.random()}", "direction": "inbound", "text": self.text()}
        payload |= {"from": {"phone_number": SENDER}, "to": [{"phone_number": BOT_NUMBER, "status": "sent"}]}
        payload |= {
            name: self.choice(ODD_VALUES) for name in self.sample(("id", "from", "to", "text", "errors", "type"), 2)
        }
        kind = self.choice(("message.received", "message.sent", "message.finalized", "x", 1, None))
        event = self.choice(({"data": {"event_type": kind, "id": "e", "payload": payload}}, self.choice(ODD_VALUES)))
        headers, body = signed_event(event, datetime.now(UTC), body=self.choice((None, None, None, self.bytes())))
        return "POST", "/webhooks/telnyx", headers, body


def simulated(folder):
    return {
        "BOT_PORT": "0",
        "BOT_API_TOKEN": TOKEN,
        "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
        "SIMULATOR_LEDGER": str(folder / "simulator.db"),
    }


async def fail_on_5xx(session, base_url, drawn):
    method, path, headers, body = drawn
    try:
        url = URL(base_url + path, encoded=True)
        async with session.request(method, url, headers=headers, data=body, allow_redirects=False) as answer:
            await answer.read()
            assert answer.status < 500, drawn
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
        pass  # the server closed the connection while the client was sending


async def paths_of(session, base_url):
    async with session.get(f"{base_url}/openapi.json") as answer:
        described = (await answer.json())["paths"]
    return (*OPEN, *(path.replace("{id}", "x") for path in described))


async def assert_ready(session, base_url):
    async with session.get(f"{base_url}/readyz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("seed", range(3))
async def test_with_real_providers(tmp_path, capsys, seed):
    draw = Draw(seed)
    async with (
        TwilioServer(Clock()) as twilio,
        TelnyxServer(Clock()) as telnyx,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        running(settings_for(tmp_path, twilio, telnyx, BOT_API_TOKEN=TOKEN)) as bot,
    ):
        paths = (*WEBHOOKS, *await paths_of(session, bot.base_url))
        for _ in range(REQUESTS // 4):
            batch = (draw.plain(paths), draw.plain(paths), draw.twilio(), draw.telnyx())
            await asyncio.gather(*(fail_on_5xx(session, bot.base_url, drawn) for drawn in batch))
        await assert_ready(session, bot.base_url)
    captured = capsys.readouterr()
    assert "request failed" not in captured.out + captured.err


async def test_with_the_simulator(tmp_path, capsys):
    draw = Draw(0)
    async with aiohttp.ClientSession() as session, running(load(None, simulated(tmp_path))) as bot:
        paths = (*PHONE, *PHONE, *await paths_of(session, bot.base_url))
        for _ in range(REQUESTS):
            await fail_on_5xx(session, bot.base_url, draw.plain(paths))
        await assert_ready(session, bot.base_url)
    captured = capsys.readouterr()
    assert "request failed" not in captured.out + captured.err


SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Server": "reminder-bot",
}


async def test_every_response_has_the_security_headers(tmp_path):
    async with aiohttp.ClientSession() as session, running(load(None, simulated(tmp_path))) as bot:
        paths = {*PHONE, *WEBHOOKS, *await paths_of(session, bot.base_url)} - {"/simulator/events"}
        for path in paths:
            async with session.get(bot.base_url + path) as answer:
                assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS, path
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                if "json" in answer.content_type and path != "/openapi.json":
                    assert answer.headers["Cache-Control"] == "no-store", path


RAW = [
    b"GET /v1/messages/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /%ff%fe%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET http://elsewhere.example.com/ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET //[ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: [\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /simulator/events HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"POST /webhooks/twilio HTTP/1.1\r\nHost: x\r\nContent-Type: \xff\xfe\r\nContent-Length: 1\r\n\r\nx",
    b"POST /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\r\nContent-Length: 1\r\n\r\nx",
    b"POST /v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
]


async def first_line(port, request):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    async with asyncio.timeout(5):
        line = await reader.readline()
    writer.close()
    return line


async def test_with_requests_that_no_client_sends(tmp_path, capsys):
    async with running(load(None, simulated(tmp_path))) as bot:
        port = int(bot.base_url.rpartition(":")[2])
        for request in RAW:
            line = await first_line(port, request)
            assert 200 <= int(line.split()[1]) < 500, request
    captured = capsys.readouterr()
    assert "request failed" not in captured.out + captured.err
