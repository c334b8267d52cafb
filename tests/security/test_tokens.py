"""Attacks with tokens of the HTTP API: another program's messages, guessing, and made-up client addresses."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from bot.app.server import running
from bot.runtime.api_tokens import parse_tokens
from bot.web.api.token_brake import TokenBrake
from bot.web.client_address import ClientAddresses, site_of
from tests.builders import NOW
from tests.fakes.program import Program, settings_for_programs

SHOP, NEW_SHOP, CLINIC, NAMELESS = (
    f"{name}-token-of-more-than-24-characters" for name in ("shop", "new", "clinic", "nameless")
)
TOKENS = f"shop:{SHOP}, shop:{NEW_SHOP}, clinic:{CLINIC}, {NAMELESS}"


@pytest.fixture
async def programs(tmp_path):
    async with (
        running(settings_for_programs(tmp_path, BOT_API_TOKEN=TOKENS)) as bot,
        aiohttp.ClientSession() as session,
    ):
        yield {token: Program(session, bot.base_url, token) for token in (SHOP, NEW_SHOP, CLINIC, NAMELESS)}


@pytest.mark.parametrize("stranger", [CLINIC, NAMELESS])
async def test_a_program_cannot_see_cancel_or_replay_another_ones_messages(programs, stranger):
    owner, other = programs[SHOP], programs[stranger]
    message = (await owner.create(minutes=90, message="for the shop", key="order-1")).body
    path = f"/v1/messages/{message['id']}"
    assert (await other.get(path)).status == 404
    assert (await other.delete(path)).status == 404
    for query in ({}, {"to": message["to"]}, {"status": message["status"]}):
        assert (await other.get("/v1/messages", **query)).body["messages"] == []
    same_key = await other.create(minutes=90, message="for someone else", key="order-1")
    assert (same_key.status, "Idempotent-Replayed" in same_key.headers) == (201, False)
    assert (await owner.get(path)).body["message"] == "for the shop"


async def test_the_cursor_of_one_program_shows_another_one_nothing(programs):
    for number in range(3):
        await programs[SHOP].create(minutes=90 + number)
    cursor = (await programs[SHOP].get("/v1/messages", limit="1")).body["next_cursor"]
    assert cursor is not None
    assert (await programs[CLINIC].get("/v1/messages", cursor=cursor)).body["messages"] == []


async def test_a_new_token_of_the_same_name_goes_on_with_the_old_ones_messages(programs):
    made = await programs[SHOP].create(minutes=90, key="order-1")
    again = await programs[NEW_SHOP].create(minutes=90, key="order-1")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.body["id"] == made.body["id"]
    assert (await programs[NEW_SHOP].delete(f"/v1/messages/{made.body['id']}")).status in (200, 202)


async def test_the_log_names_the_program_and_shows_no_token(tmp_path, capsys):
    settings = settings_for_programs(tmp_path, BOT_API_TOKEN=TOKENS)
    async with running(settings) as bot, aiohttp.ClientSession() as session:
        for token in (CLINIC, NAMELESS):
            await Program(session, bot.base_url, token).create(minutes=90)
        schedule = {"number": "+13125550123", "minutes": "16", "message": "Ahoy"}
        await Program(session, bot.base_url, SHOP).post("/v1/message/schedule", schedule)
        await Program(session, bot.base_url, CLINIC).create(minutes=-1)
    captured = capsys.readouterr()
    said = captured.out + captured.err
    lines = [line for line in said.splitlines() if "message created" in line]
    assert [[name in line for name in ("clinic", "default", "shop")] for line in lines] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    refused = [line for line in said.splitlines() if "request refused" in line]
    assert ["clinic" in line for line in refused] == [True]
    assert not [token for token in (SHOP, CLINIC, NAMELESS) if token in said]


async def test_guessing_is_braked_and_nobody_on_this_machine_is_locked_out(programs):
    right = programs[SHOP]
    guesser = Program(right.session, right.base_url, "x" * 40)
    statuses = [(await guesser.get("/v1/messages")).status for _ in range(20)]
    assert statuses == [401] * 20
    for path in ("/v1/messages", "/v1/messages/1"):
        braked = await guesser.get(path)
        assert (braked.status, braked.body["type"]) == (429, "/docs#too-many")
        assert int(braked.headers["Retry-After"]) > 0
    forged = {"X-Forwarded-For": "203.0.113.9"}
    assert (await guesser.request("GET", "/v1/messages", forged)).status == 429, "the header is not believed"
    assert (await right.get("/v1/messages")).status == 200


PUBLIC, OTHER = ip_address("8.8.8.8"), ip_address("8.8.4.4")


def failures(brake, address, now=NOW):
    """How many wrong tokens are answered before the brake holds."""
    return next(count for count in range(100) if not brake.check(address, now, is_right=False).admitted)


def test_a_guesser_cannot_learn_whether_a_token_is_right():
    brake = TokenBrake()
    assert failures(brake, PUBLIC) == 20
    assert not brake.check(PUBLIC, NOW, is_right=True).admitted
    assert brake.check(OTHER, NOW, is_right=True).admitted
    assert brake.check(PUBLIC, NOW + timedelta(seconds=31), is_right=True).admitted


def test_right_tokens_do_not_count():
    brake = TokenBrake()
    assert all(brake.check(PUBLIC, NOW, is_right=True).admitted for _ in range(100))
    assert failures(brake, PUBLIC) == 20


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "172.17.0.1", "192.168.1.1", "::1", "fd00::1", None])
def test_the_address_of_a_proxy_is_never_closed_to_right_tokens(address):
    brake, parsed = TokenBrake(), ip_address(address) if address else None
    assert failures(brake, parsed) == 20
    assert brake.check(parsed, NOW, is_right=True).admitted


def test_another_address_in_the_same_ipv6_network_is_the_same_client():
    brake = TokenBrake()
    assert failures(brake, ip_address("2606:4700::1")) == 20
    assert failures(brake, ip_address("2606:4700::ffff:2")) == 0
    assert failures(brake, ip_address("2606:4700:0:1::1")) == 20
    assert site_of(PUBLIC) == "8.8.8.8"


PROXIES = "127.0.0.1, ::1, 172.16.0.0/12"
FORWARDED = [
    ("127.0.0.1", [], "127.0.0.1"),
    ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
    ("127.0.0.1", ["198.51.100.1, 203.0.113.7"], "203.0.113.7"),  # the first one is made up by the client
    ("127.0.0.1", ["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
    ("127.0.0.1", ["203.0.113.7, 172.17.0.1"], "203.0.113.7"),  # through two proxies
    ("127.0.0.1", ["172.17.0.1"], "172.17.0.1"),
    ("127.0.0.1", ["nonsense"], "127.0.0.1"),
    ("127.0.0.1", ["203.0.113.7, nonsense"], "127.0.0.1"),
    ("127.0.0.1", ["2001:db8::7"], "2001:db8::7"),
    ("127.0.0.1", ["::ffff:203.0.113.7"], "203.0.113.7"),
    ("::ffff:127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
    ("::1", ["203.0.113.7"], "203.0.113.7"),
    ("203.0.113.9", ["203.0.113.7"], "203.0.113.9"),  # not a proxy: its header counts for nothing
    ("192.168.1.1", ["203.0.113.7"], "192.168.1.1"),
]


@pytest.mark.parametrize(("peer", "header", "expected"), FORWARDED)
def test_the_client_is_the_last_address_that_is_no_trusted_proxy(peer, header, expected):
    addresses = ClientAddresses(map(ip_network, PROXIES.split(", ")))
    request = make_mocked_request("GET", "/", headers=[("X-Forwarded-For", line) for line in header])
    assert addresses.of(request.clone(remote=peer)) == ip_address(expected)
    assert ClientAddresses().of(request.clone(remote=peer)) != ip_address("203.0.113.7")


async def test_behind_a_trusted_proxy_each_client_has_a_brake_of_its_own(tmp_path):
    settings = settings_for_programs(tmp_path, BOT_API_TOKEN=TOKENS, BOT_TRUSTED_PROXIES=PROXIES)
    async with running(settings) as bot, aiohttp.ClientSession() as session:

        async def ask(token, client):
            headers = {"X-Forwarded-For": f"192.0.2.1, {client}"}
            return (await Program(session, bot.base_url, token).request("GET", "/v1/messages", headers)).status

        assert [await ask("x" * 40, PUBLIC) for _ in range(21)] == [401] * 20 + [429]
        assert await ask(SHOP, PUBLIC) == 429
        assert await ask(SHOP, OTHER) == 200
        assert await ask("x" * 40, OTHER) == 401


def test_a_token_does_not_show_in_a_repr():
    said = repr(parse_tokens(TOKENS))
    assert "clinic" in said
    assert not [token for token in (SHOP, NEW_SHOP, CLINIC, NAMELESS) if token in said]
