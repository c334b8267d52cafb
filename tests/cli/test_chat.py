"""``python -m bot chat``: what it prints, and which bot it talks to."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession
from click.testing import CliRunner

from bot.__main__ import main
from bot.cli.chat import settings_of_own_bot, simulator_url, start_bot, typed_lines
from bot.cli.terminal_phone import (
    ChatError,
    TerminalPhone,
    bubble_line,
    ledger_lines,
    time_words,
    wind_seconds,
    zone_of,
)
from bot.domain.model import ProviderName
from bot.runtime.configuration import load
from bot.runtime.settings import Server, Settings
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, SENDER
from tests.fakes.bot_process import bot_process, environment

CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2h", 7200),
        ("90m", 5400),
        ("45", 45),
        ("1d 12h", 129_600),
        ("1.5 hours", 5400),
        ("2 Days", 172_800),
        ("1w", 604_800),
        ("", None),
        ("soon", None),
        ("2h soon", None),
        ("-2h", None),
        ("h", None),
    ],
)
def test_wind_seconds(words, expected):
    assert wind_seconds(words) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-11T14:20:00+00:00", "Wed Mar 11, 9:20 AM"),
        ("2026-03-11T17:00:59.999999+00:00", "Wed Mar 11, 12:00 PM"),
        ("2026-03-11T05:05:00+00:00", "Wed Mar 11, 12:05 AM"),
    ],
)
def test_times_are_shown_in_the_persons_zone(moment, expected):
    assert time_words(moment, CHICAGO) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("call mom", "bot> call mom   [Wed Mar 11, 9:20 AM]"),
        ("1. a\n2. b", "bot> 1. a\n      2. b   [Wed Mar 11, 9:20 AM]"),
        ("\x1b[2Jgone\x07", "bot> [2Jgone   [Wed Mar 11, 9:20 AM]"),
    ],
)
def test_a_text_is_printed_without_control_characters(body, expected):
    assert bubble_line({"voice": "bot", "body": body, "at": "2026-03-11T14:20:00+00:00"}, CHICAGO) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("America/Chicago", CHICAGO), (None, None), ("Nowhere/Land", None), ("../etc", None)]
)
def test_an_unknown_zone_falls_back_to_the_machines(name, expected):
    # compared by name: ZoneInfo objects of one name differ after the cache was cleared
    assert str(zone_of({"timezone": name})) == str(expected)


def test_the_ledger_lists_what_is_to_come_first_and_the_cancelled_last():
    def held(state, body, ended_at, send_at="2026-03-11T16:20:00+00:00"):
        return {"state": state, "body": body, "ended_at": ended_at, "send_at": send_at, "to_number": SENDER}

    rows = [
        held("cancelled", "old", "2026-03-11T15:00:00+00:00"),
        held("scheduled", "later", None, "2026-03-11T17:20:00+00:00"),
        held("delivered", "past", "2026-03-11T14:00:00+00:00"),
        held("scheduled", "new", None),
    ]
    assert ledger_lines({"timezone": "America/Chicago", "held": rows}) == [
        "scheduled   Wed Mar 11, 11:20 AM   to +13125550123  new",
        "scheduled   Wed Mar 11, 12:20 PM   to +13125550123  later",
        "delivered   Wed Mar 11, 9:00 AM    to +13125550123  past",
        "cancelled   Wed Mar 11, 10:00 AM   to +13125550123  old",
    ]
    assert ledger_lines({"timezone": None, "held": []}) == ["The carrier has no messages."]


@pytest.fixture
async def chatting(phone_server):
    said: list[str] = []
    async with ClientSession(phone_server.make_url("/")) as session:
        yield TerminalPhone(session, SENDER, said.append), said


async def test_a_chat_sets_a_reminder_and_winds_to_it(chatting):
    phone, said = chatting
    for line in ("in 7200 call mom", "/ledger", "/wind next", "/ledger"):
        assert await phone.enter(f"{line}\n")
    told = [" ".join(line.split("   [")[0].split()) for line in said]
    assert told[0] == "bot> Set: call mom"
    assert told[1].startswith("scheduled ")
    assert told[2] == "bot> call mom"
    assert told[3].startswith("It is now ")
    assert told[4].startswith("delivered ")


async def test_a_text_that_arrives_unasked_is_printed(phone_server, world):
    said: asyncio.Queue[str] = asyncio.Queue()
    async with ClientSession(phone_server.make_url("/")) as session:
        phone = TerminalPhone(session, SENDER, said.put_nowait)
        await phone.skip_history()
        following = asyncio.create_task(phone.follow())
        await world.simulation.text(SENDER, "hello")
        assert (await said.get()).startswith("bot> You said: hello")
        following.cancel()


@pytest.mark.parametrize(
    ("line", "goes_on", "answer"),
    [
        ("", True, None),
        ("/quit", False, None),
        ("/dance", True, "Unknown command. The commands are"),
        ("/wind", True, "How far?"),
        ("/wind soon", True, "How far?"),
        ("/ledger", True, "The carrier has no messages."),
    ],
)
async def test_commands(chatting, line, goes_on, answer):
    phone, said = chatting
    assert await phone.enter(line) is goes_on
    assert [one.startswith(answer) for one in said] == ([True] if answer else [])


async def test_a_refusal_raises_its_reason(chatting):
    phone, _ = chatting
    with pytest.raises(ChatError, match="Refused"):
        await phone.enter("x" * 1601)


@pytest.mark.parametrize("number", ["5", "3125550123", "+1 312 555 0123", ""])
def test_a_number_that_is_not_e164_is_a_usage_error(number):
    ran = CliRunner().invoke(main, ["chat", "--number", number])
    assert ran.exit_code == 2
    assert f"{number!r} is not a phone number in E.164" in ran.stderr


def test_its_own_bot_has_its_own_files_beside_the_configured_ones():
    settings = load(None, {"DATABASE_URL": "sqlite:////var/bot/x.db", "SIMULATOR_LEDGER": "data/y.db"})
    own = settings_of_own_bot(settings)
    assert (str(own.storage.path), own.simulator.ledger) == ("/var/bot/chat.db", "data/chat-simulator.db")
    assert (own.server.host, own.server.port) == ("127.0.0.1", 0)


async def test_no_bot_of_its_own_is_started_with_a_real_provider():
    with pytest.raises(ChatError, match="BOT_PROVIDERS"):
        async with start_bot(Settings(providers=(ProviderName.TWILIO,))):
            pass


async def test_a_second_chat_says_that_another_is_running(tmp_path):
    files = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "SIMULATOR_LEDGER": f"{tmp_path}/y.db"}
    store = SqliteStore(tmp_path / "chat.db")
    await store.open(NOW)
    with pytest.raises(ChatError, match="another chat is running"):
        async with start_bot(load(None, files)):
            pass
    await store.close()


async def test_a_running_bot_is_used(phone_server):
    settings = Settings(server=Server(host="127.0.0.1", port=phone_server.port))
    async with simulator_url(settings) as address:
        assert address == f"http://127.0.0.1:{phone_server.port}"


async def test_lines_are_read_to_the_end(tmp_path):
    path = tmp_path / "typed"
    path.write_bytes("first\nmañana\nlast".encode() + b"\xff")
    with path.open("rb") as typed:
        assert [line async for line in typed_lines(typed.fileno())] == ["first\n", "mañana\n", "last\ufffd"]


async def chat_process(folder, typed):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "chat", stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment(folder)
    )
    out, err = await process.communicate(typed)
    return process.returncode, out.decode().splitlines(), err


@pytest.mark.process
async def test_piped_lines_are_texts_and_the_end_of_input_ends_the_chat(tmp_path):
    code, lines, err = await chat_process(tmp_path, b"remind me in 2 hours to call mom\n/wind next\n")
    assert (code, err) == (0, b"")
    assert [line.split()[0] for line in lines] == ["bot>", "bot>", "It"]
    assert "Reminder: call mom" in lines[1]


@pytest.mark.process
async def test_a_chat_beside_a_server_on_another_port_has_its_own_database(tmp_path):
    async with bot_process(tmp_path, {}):
        code, lines, err = await chat_process(tmp_path, b"list\n")
    assert (code, err) == (0, b"")
    assert "no reminders" in lines[0]
    assert {path.name for path in tmp_path.glob("*.db")} == {
        "reminders.db", "simulator.db", "chat.db", "chat-simulator.db"
    }  # fmt: skip
