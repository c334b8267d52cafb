"""The real bot as a process: it starts, serves, stops in order, remembers, and says what is wrong with its set-up."""

import ast
import asyncio
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import sysconfig
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot import __version__
from bot.storage.sqlite.database import CHECKED_AT_ONCE_BYTES
from tests.fakes.bot_process import ROOT, bot_process, environment

pytestmark = pytest.mark.process

NUMBER = "+13125550123"


async def text(session, base_url, body):
    async with session.post(f"{base_url}/simulator/texts", json={"number": NUMBER, "body": body}) as answer:
        assert answer.status == 200, await answer.text()
    async with session.get(f"{base_url}/simulator/state", params={"number": NUMBER}) as answer:
        return (await answer.json())["bubbles"][-1]["body"]


async def test_it_serves_and_stops_in_order(tmp_path):
    async with aiohttp.ClientSession() as session, bot_process(tmp_path, {}) as bot:
        for route in ("/healthz", "/readyz", "/metrics", "/"):
            async with session.get(bot.base_url + route) as answer:
                assert answer.status == 200, route
        assert "call mom" in await text(session, bot.base_url, "remind me in 2 hours to call mom")
        assert await bot.stop() == 0
    assert '"stopped"' in bot.text
    for secret_thing in ("call mom", NUMBER):
        assert secret_thing not in bot.text


@pytest.fixture
def uninstalled(tmp_path):
    """The bot's folder and, elsewhere, what it requires: the bot itself is not installed."""
    required, folder = tmp_path / "required", tmp_path / "folder"
    required.mkdir()
    folder.mkdir()
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if "reminder_bot" not in package.name:
            (required / package.name).symlink_to(package)
    for part in ("bot", "config.toml"):
        (folder / part).symlink_to(ROOT / part)
    return folder, {"PYTHONPATH": os.pathsep.join((str(folder), str(required)))}


async def test_it_runs_without_being_installed(uninstalled):
    """As with `make run` and in the image."""
    folder, settings = uninstalled
    async with (
        aiohttp.ClientSession() as session,
        bot_process(folder, settings, python_options=["-S"]) as bot,
        session.get(f"{bot.base_url}/openapi.json") as answer,
    ):
        assert (await answer.json())["info"]["version"] == __version__


async def test_an_open_event_stream_does_not_hold_up_the_stop(tmp_path):
    async with (
        aiohttp.ClientSession() as session,
        bot_process(tmp_path, {}) as bot,
        session.get(f"{bot.base_url}/simulator/events", params={"number": NUMBER}) as stream,
    ):
        await stream.content.readany()
        async with asyncio.timeout(8):
            assert await bot.stop() == 0


async def test_it_stops_once_it_finds_its_large_database_damaged(tmp_path):
    async with bot_process(tmp_path, {}) as bot:
        assert await bot.stop() == 0
    path = tmp_path / "reminders.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE filler (text TEXT)")
        database.executemany("INSERT INTO filler VALUES (?)", [("x" * 100_000,)] * 200)
    with path.open("r+b") as file:
        file.seek(CHECKED_AT_ONCE_BYTES)
        file.write(b"\xa5" * 100_000)
    async with asyncio.timeout(30), bot_process(tmp_path, {}) as bot:
        assert await bot.process.wait() == 1
    assert "damaged" in bot.text
    assert "Traceback" not in bot.text


async def test_after_a_kill_it_remembers_what_it_confirmed(tmp_path):
    async with aiohttp.ClientSession() as session:
        async with bot_process(tmp_path, {}) as bot:
            await text(session, bot.base_url, "remind me in 2 hours to call mom")
        async with bot_process(tmp_path, {}) as bot:
            assert re.match(r"1\. .* call mom$", await text(session, bot.base_url, "list"))
            async with session.get(f"{bot.base_url}/simulator/state", params={"number": NUMBER}) as answer:
                held = (await answer.json())["held"]
    assert [one["body"] for one in held] == ["Reminder: call mom"]


def run_python(folder, *args, **settings):
    return subprocess.run(
        [sys.executable, *args],
        cwd=folder, env=environment(folder, **settings), capture_output=True, text=True, timeout=25, check=False,
    )  # fmt: skip


STARTS = [[], ["serve"], ["chat"], ["parse", "list"], ["check", "--offline"], ["--help"]]


@pytest.mark.parametrize("args", STARTS, ids=" ".join)
def test_without_the_requirements_every_start_ends_with_one_line(tmp_path, args):
    ran = run_python(tmp_path, "-S", "-m", "bot", *args)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        "Requirements are not installed (there is no module click): run `make run`, or .venv/bin/python -m bot ...\n"
    )


@pytest.mark.parametrize("args", [[], ["serve"], ["chat"], ["--help"]], ids=" ".join)
def test_with_some_of_the_requirements_too(tmp_path, args):
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    (libraries / "click").symlink_to(Path(sysconfig.get_path("purelib")) / "click")
    ran = run_python(tmp_path, "-S", "-m", "bot", *args, PYTHONPATH=os.pathsep.join((str(ROOT), str(libraries))))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.fullmatch(
        r"Requirements are not installed \(there is no module \w+\): run `make run`, or .*\n", ran.stderr
    )


def test_an_old_python_ends_with_one_line(tmp_path):
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_module('bot', run_name='__main__')"
    ran = run_python(tmp_path, "-S", "-c", pretend)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Python 3.11 or newer is required, and this is 3.9: ")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("module", ["__init__", "__main__"])
def test_an_old_python_can_parse_the_entry_point(module):
    assert ast.parse((ROOT / "bot" / f"{module}.py").read_text(), feature_version=(3, 7)).body


def test_what_is_unsafe_or_renamed_is_one_line_of_the_log_each(tmp_path):
    unusable_host = {"BOT_HOST": "203.0.113.1"}  # so that it exits by itself
    ran = run_python(tmp_path, "-m", "bot", "serve", SIMULATOR_COMFORTABLE_SECONDS="1000", **unusable_host)
    logged = [json.loads(line) for line in ran.stderr.splitlines() if line.startswith("{")]
    warnings = [line["warning"] for line in logged if line["event"] == "settings warning"]
    assert len(warnings) == 2
    assert "SIMULATOR_SCHEDULE_AHEAD_SECONDS" in warnings[0]
    assert warnings[1].startswith("BOT_HOST (config.toml: [server] host): 203.0.113.1 accepts unencrypted")


TELNYX = {"BOT_PROVIDERS": "telnyx", "TELNYX_API_KEY": "KEY", "TELNYX_PUBLIC_KEY": "A" * 43 + "="}

WRONG = [
    ({"BOT_PORT": "http"}, "BOT_PORT"),
    ({"BOT_PROVIDERS": "twilio,telnix"}, "BOT_PROVIDERS"),
    ({"BOT_PROVIDER": "twilio"}, "BOT_PROVIDER"),
    ({"DATABASE_URL": "sqlite:////proc/nowhere/x.db"}, "/proc/nowhere/x.db"),
    ({"BOT_HOST": "203.0.113.1"}, "cannot listen on 203.0.113.1"),
    (TELNYX | {"BOT_PUBLIC_URL": "http://bot.example.com"}, "BOT_PUBLIC_URL"),
    (TELNYX | {"BOT_PUBLIC_URL": "https://localhost"}, "BOT_PUBLIC_URL"),
]


def test_a_port_in_use_is_one_line_with_the_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run_python(tmp_path, "-m", "bot", "serve", BOT_PORT=str(port))
    assert ran.returncode == 1
    (line,) = (line for line in (ran.stderr + ran.stdout).splitlines() if not line.startswith("{"))
    assert line.endswith(f"127.0.0.1:{port}: another program uses this port; stop it, or set another BOT_PORT")


@pytest.mark.parametrize(("settings", "named"), WRONG)
def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path, settings, named):
    ran = run_python(tmp_path, "-m", "bot", "serve", **settings)
    assert ran.returncode == 1
    lines = [line for line in (ran.stderr + ran.stdout).splitlines() if not line.startswith("{")]
    assert len(lines) == 1
    assert named in lines[0]


WARMED = """
import sys
from datetime import UTC, datetime
import bot.app.server
from bot.understanding.reading import warm, warm_rest
warm(datetime.now(UTC), UTC)
print("dateparser" in sys.modules, "holidays" in sys.modules)
warm_rest(datetime.now(UTC), UTC)
print("dateparser" in sys.modules, "holidays" in sys.modules)
"""


def test_what_few_texts_need_is_loaded_after_the_start(tmp_path):
    """In a process of its own: this one has loaded it already."""
    ran = run_python(tmp_path, "-c", WARMED)
    assert ran.stdout.splitlines() == ["False False", "True True"]
