"""Requests under foreign host names (DNS rebinding), and numbers written with the digits of other scripts."""

import aiohttp
import pytest
import pytest_asyncio

from bot.app.server import running
from bot.cli.terminal_phone import wind_seconds
from tests.fakes.program import Program, settings_for_programs

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRETIVE = [
    "/metrics",
    "/readyz",
    "/docs",
    "/docs/api.js",
    "/docs/api.css",
    "/openapi.json",
    "/",
    "/simulator/phone.js",
]
OPEN = ["/healthz", "/v1/messages"]
STRANGE = [
    "evil.example",
    "evil.example:8080",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "bot",
    "",
    "[",
    "a b",
    "evil.example.",
]
OURS = [
    "localhost",
    "localhost:8080",
    "app.localhost",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]:8080",
    "192.168.1.5",
    "BOT.example.com",
    "metrics.internal:9",
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def program(tmp_path_factory):
    settings = settings_for_programs(
        tmp_path_factory.mktemp("bot"),
        BOT_PUBLIC_URL="https://bot.example.com",
        BOT_ALLOWED_HOSTS="Metrics.internal, other.example",
    )
    async with running(settings) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


@pytest.mark.parametrize("path", SECRETIVE)
@pytest.mark.parametrize("host", STRANGE)
async def test_a_page_under_another_name_cannot_read_it(program, path, host):
    refused = await program.request("GET", path, {"Host": host})
    assert refused.status in (400, 403)
    assert refused.headers["Server"] == "reminder-bot"


@pytest.mark.parametrize("host", OURS)
async def test_our_own_names_work(program, host):
    for path in (*SECRETIVE, *OPEN):
        assert (await program.request("GET", path, {"Host": host})).status == 200, path


@pytest.mark.parametrize("host", STRANGE[:5])
async def test_what_needs_a_token_or_tells_nothing_is_open_under_any_name(program, host):
    for path in OPEN:
        assert (await program.request("GET", path, {"Host": host})).status == 200


DIGITS = [
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",  # fullwidth
    "".join(map(chr, range(0x660, 0x66A))),  # Arabic
    "".join(map(chr, range(0x966, 0x970))),  # Devanagari
    "".join(map(chr, range(0x1D7CE, 0x1D7D8))),  # mathematical
]
NUMBER = "+13125550123"


def written(number, digits):
    """``number`` with its last digit in another script."""
    return number[:-1] + digits[int(number[-1])]


@pytest.mark.parametrize("digits", DIGITS)
async def test_a_digit_of_another_script_makes_no_second_person(program, digits):
    other = written(NUMBER, digits)
    studio = {"from": other, "to": "+13125550100", "body": "stop"}
    refused = await program.post("/v1/studio/message", studio)
    assert (refused.status, refused.invalid_fields) == (422, ["from"])
    refused = await program.post("/v1/studio/message", studio | {"from": NUMBER, "to": other})
    assert (refused.status, refused.invalid_fields) == (422, ["to"])
    schedule = {"number": other, "minutes": "5", "message": "x"}
    assert (await program.post("/v1/message/schedule", schedule)).status == 422
    assert (await program.create(to=other, minutes=5)).status == 422
    assert (await program.get("/v1/messages", to=other)).status == 422
    assert (await program.post("/simulator/texts", {"number": other, "body": "hi"})).status == 422
    assert (await program.get("/simulator/state", number=other)).status == 422
    metrics = await program.session.get(f"{program.base_url}/metrics")
    assert "bot_people 0.0" in await metrics.text()


@pytest.mark.parametrize("digits", DIGITS)
async def test_digits_of_other_scripts_are_no_numbers_for_programs(program, digits):
    five = digits[5]
    assert (await program.create(minutes=five)).status == 422
    assert (await program.create(send_at=f"2099-01-0{five}T09:00:00Z")).status == 422
    assert wind_seconds(f"{five}m") is None
    assert (await program.get("/simulator/state", number=NUMBER, after=five)).status == 422
