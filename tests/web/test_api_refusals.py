"""What ``/v1/messages`` refuses, and how. All tests use one bot."""

from uuid import uuid4

import aiohttp
import pytest
import pytest_asyncio

from bot.app.server import running
from tests.fakes.program import OLD_TOKEN, TOKEN, Program, settings_for_programs

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def program(tmp_path_factory):
    settings = settings_for_programs(tmp_path_factory.mktemp("bot"))
    async with running(settings) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


IMPOSSIBLE = [
    ({}, "send_at"),
    ({"minutes": 1, "when": "tomorrow"}, "send_at"),
    ({"minutes": -1}, "minutes"),
    ({"minutes": "soon"}, "minutes"),
    ({"minutes": "1_0"}, "minutes"),
    ({"minutes": "-5"}, "minutes"),
    ({"minutes": "nan"}, "minutes"),
    ({"minutes": True}, "minutes"),
    ({"minutes": [5]}, "minutes"),
    ({"minutes": 10**400}, "minutes"),
    ({"minutes": 401 * 1440}, "minutes"),
    ({"send_at": "2020-01-01T00:00:00Z"}, "send_at"),
    ({"send_at": "2099-01-01T00:00:00"}, "send_at"),
    ({"send_at": "2099-13-01T00:00:00Z"}, "send_at"),
    ({"send_at": "tomorrow"}, "send_at"),
    ({"send_at": "2099-01-01"}, "send_at"),
    ({"send_at": 4070908800}, "send_at"),
    ({"send_at": "4070908800"}, "send_at"),
    ({"when": "sometime"}, "when"),
    ({"when": "every day at 9am"}, "when"),
    ({"when": "yesterday"}, "when"),
    ({"when": ""}, "when"),
    ({"when": "x" * 201}, "when"),
    ({"minutes": 5, "timezone": "Denver"}, "timezone"),
    ({"minutes": 5, "timezone": "../etc/passwd"}, "timezone"),
    ({"minutes": 5, "timezone": "localtime"}, "timezone"),
    ({"minutes": 5, "to": "(312) 555-0123"}, "to"),
    ({"minutes": 5, "to": "+13125550100"}, "to"),
    ({"minutes": 5, "to": ""}, "to"),
    ({"minutes": 5, "to": 13125550123}, "to"),
    ({"minutes": 5, "to": "+1" * 100}, "to"),
    ({"minutes": 5, "message": ""}, "message"),
    ({"minutes": 5, "message": " \n\x00"}, "message"),
    ({"minutes": 5, "message": "\u200b \ufeff\u2060"}, "message"),
    ({"minutes": 5, "message": "\U0001f600" * 700}, "message"),
    ({"minutes": 5, "message": "x" * 1601}, "message"),
    ({"minutes": 5, "message": 42}, "message"),
    ({"minutes": 5, "provider": "twilio"}, "provider"),
    ({"minutes": 5, "provider": "pigeon"}, "provider"),
    ({"minutes": 5, "media_urls": ["http://example.com/a.png"]}, "media_urls.0"),
    ({"minutes": 5, "media_urls": ["https://"]}, "media_urls.0"),
    ({"minutes": 5, "media_urls": ["https://a:b@example.com/"]}, "media_urls.0"),
    ({"minutes": 5, "media_urls": ["https://example.com/a"] * 11}, "media_urls"),
    ({"minutes": 5, "media_urls": "https://example.com/a"}, "media_urls"),
    ({"minutes": 5, "mesage": "hi"}, "mesage"),
]


@pytest.mark.parametrize(("fields", "at_fault"), IMPOSSIBLE, ids=[str(fields)[:40] for fields, _ in IMPOSSIBLE])
async def test_an_invalid_field_is_named(program, fields, at_fault):
    refused = await program.create(**fields)
    assert refused.status == 422
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert refused.invalid_fields[0] == at_fault
    assert refused.body["status"] == 422
    assert refused.body["type"].startswith("/docs#")
    assert refused.body["title"]
    assert refused.body["detail"]
    assert "pattern" not in refused.body["detail"], "not everybody reads regular expressions"
    assert (await program.get("/v1/messages")).body["messages"] == []


async def test_a_number_in_national_format_is_refused_with_its_e164_form(program):
    assert "+13125550123" in (await program.create(minutes=5, to="(312) 555-0123")).body["detail"]


MALFORMED = [
    (b"", 400),
    (b"{", 400),
    (b"[]", 400),
    (b"null", 400),
    (b'"hi"', 400),
    (b"\xff\xfe", 400),
    (b'{"to": "\\ud800"}', 400),
    (b"[" * 50_000, 400),
    (b" " * 70_000, 413),
    (b'{"to": 1', 400),
    (b'{"to": "+13125550123", "message": "hi", "minutes": NaN}', 400),
    (b'{"to": "+13125550123", "message": "hi", "minutes": -Infinity}', 400),
]


@pytest.mark.parametrize(("body", "status"), MALFORMED, ids=range(len(MALFORMED)))
async def test_a_malformed_body_is_refused(program, body, status):
    refused = await program.request("POST", "/v1/messages", {"Content-Type": "application/json"}, data=body)
    assert refused.status == status
    assert refused.body["title"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/octet-stream"]
)
async def test_only_json_is_accepted(program, content_type):
    refused = await program.request("POST", "/v1/messages", {"Content-Type": content_type}, data=b"{}")
    assert refused.status == 415


async def test_the_content_type_may_name_a_charset(program):
    body = b'{"to": "+13125550123", "message": "hi", "minutes": 5}'
    created = await program.request(
        "POST", "/v1/messages", {"Content-Type": "application/json; charset=utf-8"}, data=body
    )
    assert created.status == 201


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_compressed_body_is_refused(program, coding):
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    assert (await program.request("POST", "/v1/messages", headers, data=b"not compressed")).status in (400, 415)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("id_", [str(uuid4()), "1", "x" * 300, "%00", "..%2f..", "\u00e9"])
async def test_an_unknown_message_is_not_found(program, method, id_):
    refused = await program.request(method, f"/v1/messages/{id_}")
    assert (refused.status, refused.body["status"]) == (404, 404)


WRONG_QUERIES = [
    ({"status": "lost"}, "status"),
    ({"limit": "0"}, "limit"),
    ({"limit": "201"}, "limit"),
    ({"limit": "many"}, "limit"),
    ({"cursor": "made-up"}, "cursor"),
    ({"cursor": ""}, "cursor"),
    ({"to": "312"}, "to"),
    ({"page": "2"}, "page"),
]


@pytest.mark.parametrize(("query", "at_fault"), WRONG_QUERIES, ids=[str(query) for query, _ in WRONG_QUERIES])
async def test_an_invalid_query_is_refused(program, query, at_fault):
    refused = await program.get("/v1/messages", **query)
    assert (refused.status, refused.invalid_fields) == (422, [at_fault])


async def test_a_refused_request_leaves_its_key_free(program):
    assert (await program.create(minutes=-1, key="order-17")).status == 422
    assert (await program.create(minutes=1, key="order-17")).status == 201


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "\u00e9", "a\tb"])
async def test_an_invalid_key_is_refused(program, key):
    refused = await program.create(minutes=1, key=key)
    assert (refused.status, refused.invalid_fields) == (400, ["Idempotency-Key"])


WRONG_CREDENTIALS = [
    {},
    {"Authorization": ""},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer "},
    {"Authorization": "Bearer wrong"},
    {"Authorization": f"Bearer {TOKEN}x"},
    {"Authorization": f"Bearer {TOKEN}, {OLD_TOKEN}"},
    {"Authorization": f"Basic {TOKEN}"},
    {"Authorization": TOKEN},
    {"Authorization": "Bearer \u00e9"},
    {"X-Twilio-Signature": "x"},
]


@pytest.mark.parametrize("headers", WRONG_CREDENTIALS, ids=str)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/messages"), ("GET", "/v1/messages"), ("DELETE", "/v1/messages/1")]
)
async def test_requests_without_a_valid_token_are_refused(program, headers, method, path):
    unauthenticated = Program(program.session, program.base_url, token=None)
    refused = await unauthenticated.request(method, path, headers, data=b"{}")
    assert (refused.status, refused.body["status"]) == (401, 401)
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("PUT", "/v1/messages", 405),
        ("GET", "/v1/message/schedule", 405),
        ("GET", "/v1/", 404),
    ],
)
async def test_unknown_routes_and_methods_are_problems_too(program, method, path, status):
    refused = await program.request(method, path)
    assert (refused.status, refused.body["status"]) == (status, status)
    assert status != 405 or refused.headers["Allow"]


async def test_refusals_are_counted_and_contain_no_token(program):
    other = Program(program.session, program.base_url, token="tell-nobody")
    refused = await other.create(minutes=5)
    assert "tell-nobody" not in str(refused.body)
    async with program.session.get(f"{program.base_url}/metrics") as answer:
        assert 'bot_refused_total{reason="unauthorised",route="/v1/messages"}' in await answer.text()
