"""Attack: give one name twice, so that whoever checks sees one value and whoever acts sees the other."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.studio import FORM, MESSAGE, SCHEDULE, studio_flow
from tests.fakes.twilio_server import AUTH_TOKEN

MALLORY = "+13125550166"
SECRET = "remind me in 5 hours to meet the source"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory):
    async with studio_flow(tmp_path_factory.mktemp("bot")) as studio:
        await studio.reply_to(SECRET)
        yield studio


# A text that a flow with a raw JSON body would insert unescaped.
INJECTIONS = [
    f'list","from":"{SENDER}',
    f'list","fr\\u006fm":"{SENDER}',
    f'list", "from" : "{SENDER}", "x":"',
    f'list","from":{{"a":1}},"from":"{SENDER}',
    'list","body":"delete all',
    f'list","to":"{MALLORY}',
]


@pytest.mark.parametrize("text", INJECTIONS)
async def test_a_text_cannot_add_a_second_field_to_raw_json(studio, text):
    body = f'{{"from": "{MALLORY}", "to": "{BOT_NUMBER}", "body": "{text}"}}'.encode()
    refused = await studio.program.request("POST", MESSAGE, {"Content-Type": "application/json"}, data=body)
    assert (refused.status, refused.body["type"]) == (400, "/docs#malformed")
    assert refused.invalid_fields in (["from"], ["body"], ["to"])
    assert "source" not in json.dumps(refused.body)


@pytest.mark.parametrize(
    ("path", "pairs", "field"),
    [
        (MESSAGE, [("from", MALLORY), ("to", BOT_NUMBER), ("body", "list"), ("from", SENDER)], "from"),
        (MESSAGE, [("from", SENDER), ("to", BOT_NUMBER), ("body", "a"), ("body", "list")], "body"),
        (MESSAGE, [("from", SENDER), ("to", BOT_NUMBER), ("body", "list"), ("from", SENDER)], "from"),
        (SCHEDULE, [("number", SENDER), ("minutes", "1"), ("message", "x"), ("number", MALLORY)], "number"),
    ],
)
@pytest.mark.parametrize("signed", [True, False])
async def test_a_form_cannot_give_a_field_twice(studio, path, pairs, field, signed):
    if signed:
        status, problem = await studio.post(path, *signed_form(PUBLIC_URL + path, pairs, AUTH_TOKEN))
    else:
        refused = await studio.program.request("POST", path, {"Content-Type": FORM}, data=urlencode(pairs).encode())
        status, problem = refused.status, refused.body
    assert (status, problem["errors"]) == (400, [{"field": field, "detail": "is given twice"}])


async def test_a_captured_signature_does_not_cover_the_order_of_two_values(studio):
    """Twilio signs the sorted values of a name, so a captured form could be posted again in another order."""
    pairs = [("MessageSid", "SM1"), ("From", MALLORY), ("From", SENDER), ("To", BOT_NUMBER), ("Body", "list")]
    for order in (pairs, [pairs[0], pairs[2], pairs[1], *pairs[3:]]):
        headers, body = signed_form(f"{PUBLIC_URL}/webhooks/twilio", order, AUTH_TOKEN)
        assert (await studio.phones.post("/webhooks/twilio", headers, body))[0] == 400
    status = [("MessageSid", "SM1"), ("MessageStatus", "sent"), ("MessageStatus", "failed")]
    headers, body = signed_form(f"{PUBLIC_URL}/webhooks/twilio/status", status, AUTH_TOKEN)
    assert (await studio.phones.post("/webhooks/twilio/status", headers, body))[0] == 400


async def test_an_event_of_telnyx_cannot_give_a_name_twice(studio):
    body = (
        f'{{"data": {{"event_type": "message.received", "payload": {{"id": "x", "direction": "inbound", "text": "list",'
        f' "from": {{"phone_number": "{MALLORY}", "phone_number": "{SENDER}"}},'
        f' "to": [{{"phone_number": "{BOT_NUMBER}"}}]}}}}}}'
    ).encode()
    headers, body = signed_event(None, datetime.now(UTC), body=body)
    assert (await studio.phones.post("/webhooks/telnyx", headers, body))[0] == 400


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (f'{{"to": "{SENDER}", "message": "x", "minutes": 1, "to": "{MALLORY}"}}', "to"),
        (f'{{"to": "{SENDER}", "message": "x", "minutes": 1, "minutes": 2}}', "minutes"),
        (f'{{"to": "{SENDER}", "message": "x", "minutes": 1, "t\\u006f": "{SENDER}"}}', "to"),
    ],
)
async def test_a_program_cannot_give_a_field_twice(studio, body, field):
    refused = await studio.program.request(
        "POST", "/v1/messages", {"Content-Type": "application/json"}, data=body.encode()
    )
    assert (refused.status, refused.invalid_fields) == (400, [field])


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "query", ["status=sent&status=failed", "status&status", "status=&%73tatus=x", "a=1&status=1&status=1"]
)
async def test_a_query_cannot_give_a_parameter_twice(studio, method, query):
    body = {"to": SENDER, "message": "x", "minutes": 1}
    refused = await studio.program.request(method, f"/v1/messages?{query}", json=body)
    assert (refused.status, refused.invalid_fields) == (400, ["status"])


@pytest.mark.parametrize("path", ["/webhooks/twilio", "/webhooks/twilio/status"])
async def test_the_query_of_a_webhook_cannot_give_a_parameter_twice(studio, path):
    path = f"{path}?message=1&message=2"
    fields = {"MessageSid": "SM1", "From": SENDER, "To": BOT_NUMBER, "Body": "list", "MessageStatus": "sent"}
    status, _ = await studio.phones.post(path, *signed_form(PUBLIC_URL + path, fields, AUTH_TOKEN))
    assert status == 400


async def test_a_long_or_strange_name_is_shortened_in_the_answer(studio):
    name = "\\u0007" + "n" * 5000
    body = f'{{"{name}": 1, "{name}": 2}}'.encode()
    refused = await studio.program.request("POST", MESSAGE, {"Content-Type": "application/json"}, data=body)
    assert (refused.status, refused.invalid_fields) == (400, ["?" + "n" * 39])
