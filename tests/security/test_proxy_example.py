"""``examples/nginx.conf`` in front of a real bot: what a stranger sends does not get through to it."""

import asyncio
import re
import shutil
import subprocess
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.app.server import running
from tests.fakes.program import TOKEN, settings_for_programs
from tests.test_examples import EXAMPLES, tool

NAME = "bot.example.com"
OURS = {"Host": NAME, "Authorization": f"Bearer {TOKEN}"}


@asynccontextmanager
async def nginx(folder, bot_url):
    """nginx with the example, without TLS, on Unix sockets in ``folder``; the path of the main one."""
    site = (EXAMPLES / "nginx.conf").read_text()
    site = re.sub(r"\n *(ssl_certificate|listen \[::\]:)[^\n]*", "", site)
    site = re.sub(r"listen (\d+)[^;]*;", rf"listen unix:{folder}/\1.sock;", site)
    # Behind a Unix socket every client has the address "unix:", which is not the bot's business here.
    site = site.replace("$remote_addr", "203.0.113.7").replace("127.0.0.1:8080", bot_url.removeprefix("http://"))
    (folder / "site.conf").write_text(site)
    modules = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{module}_temp_path {folder}/{module};" for module in modules)
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1; events {{}}"
        f"http {{ access_log off; {folders} include {folder}/site.conf; }}"
    )
    process = await asyncio.create_subprocess_exec(
        tool("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder), stderr=subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(10):
            while not (folder / "443.sock").exists():  # noqa: ASYNC110 - nginx offers no event
                await asyncio.sleep(0)
        yield folder / "443.sock"
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
async def proxied(tmp_path):
    """A session through nginx, and the settings of the bot behind it."""
    settings = settings_for_programs(tmp_path, BOT_PUBLIC_URL=f"https://{NAME}", BOT_TRUSTED_PROXIES="127.0.0.1")
    folder = Path(tempfile.mkdtemp(prefix="bot-"))
    try:
        async with running(settings) as bot, nginx(folder, bot.base_url) as socket:
            connector = aiohttp.UnixConnector(str(socket))
            async with aiohttp.ClientSession(f"http://{NAME}", connector=connector) as session:
                yield session
    finally:
        shutil.rmtree(folder)


async def status(session, path, **headers):
    async with session.get(path, headers={"Host": NAME} | headers, allow_redirects=False) as answer:
        return answer.status, answer.headers


@pytest.mark.process
async def test_strangers_cannot_choose_their_host_or_address(proxied):
    for host in (NAME, "evil.example"):
        found, headers = await status(proxied, "/docs", Host=host)
        assert (found, headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
    assert [(await status(proxied, path))[0] for path in ("/metrics", "/readyz")] == [404, 404]
    assert (await status(proxied, "/v1/messages", **OURS))[0] == 200
    guesses = [
        (
            await status(
                proxied, "/v1/messages", **{"X-Forwarded-For": f"198.51.100.{number}", "Authorization": "Bearer x"}
            )
        )[0]
        for number in range(21)
    ]
    assert guesses == [401] * 20 + [429], "a made-up address is no way around the brake"


@pytest.mark.process
async def test_a_flood_is_stopped_by_the_proxy(proxied):
    found = await asyncio.gather(*(status(proxied, "/healthz") for _ in range(150)))
    assert {one for one, _ in found} == {200, 429}
    assert (await status(proxied, "/webhooks/twilio"))[0] in (404, 405)
