"""What the two Studio routes accept and refuse. All tests use one bot."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER
from tests.fakes.signing import signed_form, signed_json
from tests.fakes.studio import AHOY, FORM, MESSAGE, SCHEDULE, studio_flow
from tests.fakes.twilio_server import AUTH_TOKEN

numbers = itertools.count(124)  # one sender per test: the bot stops answering someone who repeats the same text

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory):
    async with studio_flow(tmp_path_factory.mktemp("bot")) as studio:
        yield studio


@pytest.mark.parametrize("encoding", ["form", "json"])
@pytest.mark.parametrize("minutes", ["16", 16, "0", "5", "20160", "525600"])
async def test_any_minutes_are_scheduled(studio, encoding, minutes):
    before = datetime.now(UTC)
    fields = AHOY | {"minutes": minutes if encoding == "json" else str(minutes)}
    status, answer = await (studio.json if encoding == "json" else studio.form)(SCHEDULE, fields)
    assert status == 201
    assert answer.keys() == {"status", "id", "number", "send_at"}
    assert (answer["status"], answer["number"]) == ("scheduled", SENDER)
    ahead = datetime.fromisoformat(answer["send_at"]) - before - timedelta(minutes=int(minutes))
    assert abs(ahead) < timedelta(seconds=10)


WRONG = [
    ({"minutes": "soon"}, 422, "minutes"),
    ({"minutes": "-1"}, 422, "minutes"),
    ({"minutes": ""}, 422, "minutes"),
    ({"minutes": "999999999"}, 422, "minutes"),
    ({"number": "312"}, 422, "to"),
    ({"number": ""}, 422, "number"),
    ({"message": " "}, 422, "message"),
]


@pytest.mark.parametrize("encoding", ["form", "json"])
@pytest.mark.parametrize(("fields", "expected", "at_fault"), WRONG, ids=[str(fields) for fields, *_ in WRONG])
async def test_an_invalid_field_is_named(studio, encoding, fields, expected, at_fault):
    status, problem = await (studio.json if encoding == "json" else studio.form)(SCHEDULE, AHOY | fields)
    assert (status, problem["errors"][0]["field"]) == (expected, at_fault)


@pytest.mark.parametrize(("body", "expected"), [("NaN", 400), ("Infinity", 400), ("1e999", 422), ("true", 422)])
async def test_a_text_is_a_string_or_a_number(studio, body, expected):
    content = f'{{"from": "{SENDER}", "to": "{BOT_NUMBER}", "body": {body}}}'.encode()
    refused = await studio.program.request("POST", MESSAGE, {"Content-Type": "application/json"}, data=content)
    assert refused.status == expected


FORGED = [
    ({}, 401),
    ({"X-Twilio-Signature": ""}, 403),
    ({"X-Twilio-Signature": "bm8="}, 403),
    ({"Authorization": "Bearer wrong"}, 401),
    ({"Authorization": "Bearer wrong", "X-Twilio-Signature": "bm8="}, 401),
]


@pytest.mark.parametrize("path", [SCHEDULE, MESSAGE])
@pytest.mark.parametrize("content_type", [FORM, "application/json", "text/plain"])
@pytest.mark.parametrize(("headers", "expected"), FORGED, ids=str)
async def test_requests_without_signature_and_token_are_refused(studio, path, content_type, headers, expected):
    sender = f"+13125550{next(numbers)}"
    fields = {"number": sender, "from": sender, "body": "remind me in 2 hours to call mom"}
    body = urlencode(AHOY | {"to": BOT_NUMBER} | fields).encode()
    status, problem = await studio.post(path, headers | {"Content-Type": content_type}, body)
    assert (status, problem["status"]) == (expected, expected)
    assert "no reminders" in await studio.reply_to("list", **{"from": sender})
    assert (await studio.program.get("/v1/messages", to=sender)).body["messages"] == []


@pytest.mark.parametrize("path", [SCHEDULE, MESSAGE])
async def test_a_signature_for_another_url_or_body_is_refused(studio, path):
    fields = AHOY | {"from": SENDER, "to": BOT_NUMBER, "body": "list"}
    headers, body = signed_form(f"https://elsewhere.example.com{path}", fields, AUTH_TOKEN)
    assert (await studio.post(path, headers, body))[0] == 403
    assert (await studio.form(path, fields, auth_token="another"))[0] == 403
    assert (await studio.json(path, fields, auth_token="another"))[0] == 403
    headers, body = signed_form(PUBLIC_URL + path, fields, AUTH_TOKEN)
    assert (await studio.post(path, headers, body + b"&minutes=1"))[0] == 403
    url, headers, body = signed_json(PUBLIC_URL + path, fields, AUTH_TOKEN)
    assert (await studio.post(url.removeprefix(PUBLIC_URL), headers, body.replace(b"world", b"wOrld")))[0] == 403
    assert (await studio.post(path, headers, body))[0] == 403, "JSON without bodySHA256 is not signed"


CONTENT = [
    ("application/json", json.dumps(AHOY).encode()),
    ("application/json;charset=utf-8", json.dumps(AHOY).encode()),
    (FORM, json.dumps(AHOY).encode()),
    ("text/plain", b"\xef\xbb\xbf " + json.dumps(AHOY).encode()),
    ("", json.dumps(AHOY).encode()),
    (f"{FORM}; charset=UTF-8", urlencode(AHOY).encode()),
    ("application/json", urlencode(AHOY).encode()),
    (FORM, b"number=+13125550123&minutes=16&message=Ahoy,+world!"),  # an unescaped plus
    (FORM, urlencode(AHOY | {"extra": "ignored"}).encode()),
    ("application/json", json.dumps(AHOY | {"minutes": 16.0, "message": 42}).encode()),
]


@pytest.mark.parametrize(("content_type", "body"), CONTENT, ids=range(len(CONTENT)))
async def test_with_a_token_the_content_type_does_not_matter(studio, content_type, body):
    created = await studio.program.request("POST", SCHEDULE, {"Content-Type": content_type}, data=body)
    assert (created.status, created.body["number"]) == (201, SENDER)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b"x", b'"hi"', b"[" * 9_000, b"&".join([b"a=1"] * 300)], ids=range(9)
)
@pytest.mark.parametrize("path", [SCHEDULE, MESSAGE])
async def test_a_body_without_fields_is_malformed(studio, path, body):
    refused = await studio.program.request("POST", path, {"Content-Type": "application/json"}, data=body)
    assert (refused.status, refused.body["status"]) == (400, 400)


@pytest.mark.parametrize("field", ["from", "to", "body", "message_sid"])
@pytest.mark.parametrize("odd", [r"\ud800", r"\u0000", r"\u0007\ufeff", "x" * 60], ids=range(4))
async def test_odd_characters_are_handled(studio, field, odd):
    fields = {"from": SENDER, "to": BOT_NUMBER, "body": "list", "message_sid": "SM"} | {field: odd}
    content = ", ".join(f'"{name}": "{value}"' for name, value in fields.items())
    answer = await studio.program.request("POST", MESSAGE, data=f"{{{content}}}".encode())
    assert answer.status in (200, 422), answer.body


async def test_missing_fields_are_named(studio):
    assert (await studio.program.post(SCHEDULE, {"number": SENDER})).invalid_fields == ["minutes", "message"]
    assert (await studio.program.post(MESSAGE, {"to": BOT_NUMBER})).invalid_fields == ["from", "body"]
