"""What only httpSMS has: a search by our id, and events with a token instead of a signature of the body."""

import json
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    NotCancellableError,
    OutcomeUnknownError,
    PermanentProviderError,
    ProviderSetupError,
    WebhookRefusedError,
)
from bot.domain.model import InboundText, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.providers.httpsms.codes import api_error
from bot.providers.httpsms.provider import HttpSmsProvider
from bot.providers.httpsms.webhook import HttpSmsWebhook
from tests.builders import NOW, SENDER, make_text
from tests.fakes.api_server import failing
from tests.fakes.httpsms_server import API_KEY, PHONE_NUMBER, SIGNING_KEY, HttpSmsServer
from tests.fakes.set_clock import SetClock
from tests.fakes.signing import signed_by_httpsms

URL = "https://bot.example.com/webhooks/httpsms"
MESSAGE_ID = "32343a19-da5e-4b1b-a767-3298a73703cb"
OUR_ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

webhook = HttpSmsWebhook([SIGNING_KEY], URL, PHONE_NUMBER)


@pytest.fixture
async def server():
    async with HttpSmsServer(SetClock()) as server:
        yield server


@pytest.fixture
async def provider(server):
    provider = HttpSmsProvider(api_key=API_KEY, phone_number=PHONE_NUMBER, base_url=server.api_url)
    await provider.start()
    yield provider
    await provider.close()


async def test_a_message_whose_answer_was_lost_is_found_by_our_id(server, provider):
    text = make_text()
    server.faults.append(failing(500, after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(text)
    for _ in range(45):  # the same words to the same person
        await provider.send(make_text())
    found = await provider.find(text)
    assert found is not None
    assert [message.id for message in server.messages if message.request_id == str(text.id)] == [
        found.provider_message_id
    ]
    assert await provider.find(make_text()) is None


async def test_nothing_is_scheduled_there(server, provider):
    await provider.send(make_text())
    assert json.loads(server.requests[0].body).keys() == {"from", "to", "content", "request_id", "attachments"}


@pytest.mark.parametrize("status", ["sending", "sent", "delivered"])
async def test_the_record_of_a_message_that_the_phone_has_is_not_deleted(server, provider, status):
    accepted = await provider.send(make_text())
    server.messages[0].status = status
    with pytest.raises(NotCancellableError):
        await provider.cancel(accepted.provider_message_id)
    assert len(server.messages) == 1


async def test_a_used_up_plan_and_an_unknown_phone_are_setup_errors(server, provider):
    server.plan_is_used_up = True
    with pytest.raises(ProviderSetupError, match="plan"):
        await provider.send(make_text())
    server.phones.clear()
    with pytest.raises(ProviderSetupError, match="HTTPSMS_PHONE_NUMBER"):
        await provider.send(make_text())


async def test_a_message_that_is_too_long_is_refused_for_good(provider):
    with pytest.raises(PermanentProviderError):
        await provider.send(make_text(body="x" * 2049))


@pytest.mark.parametrize("content", [None, [], {"data": None}, {"data": ["from"]}, {"data": {"to": ["bad"]}}])
def test_any_refusal_gives_a_provider_error(content):
    assert type(api_error(422, content)) is PermanentProviderError
    assert type(api_error(401, content)) is ProviderSetupError


# Webhooks.


def received(**changes):
    data = {
        "message_id": MESSAGE_ID,
        "user_id": "u",
        "owner": PHONE_NUMBER,
        "encrypted": False,
        "contact": SENDER,
        "timestamp": NOW.isoformat(),
        "content": "remind me in 2 hours to call mom",
        "sim": "SIM1",
        "attachments": [],
    }
    return _event("message.phone.received", data | changes)


def report(name, **changes):
    data = {"id": MESSAGE_ID, "message_id": MESSAGE_ID, "owner": PHONE_NUMBER, "contact": SENDER, "request_id": OUR_ID}
    return _event(name, data | changes)


def _event(name, data):
    return {
        "specversion": "1.0",
        "id": "e1",
        "source": "/v1",
        "type": name,
        "time": NOW.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }


def read(event, *, at=NOW, now=NOW, key=SIGNING_KEY, url=URL, reader=webhook, **more):
    headers, body = signed_by_httpsms(event, at, key, url, **more)
    return reader.read("/webhooks/httpsms", headers, body, now)


def refusal_status(call, *args, **kwargs) -> int:
    with pytest.raises(WebhookRefusedError) as raised:
        call(*args, **kwargs)
    return raised.value.status


def test_parses_an_inbound_text():
    text = read(received())
    assert isinstance(text, InboundText)
    assert (text.provider, text.from_number, text.to_number) == (ProviderName.HTTPSMS, SENDER, PHONE_NUMBER)
    assert (text.body, text.sent_at) == ("remind me in 2 hours to call mom", None)


@pytest.mark.parametrize(
    "changes",
    [{"contact": "MyBank"}, {"contact": "72345"}, {"encrypted": True}, {"owner": "+13125550177"}],
)
def test_what_is_not_for_the_bot_is_ignored(changes):
    assert read(received(**changes)) is None


def test_a_text_that_the_phone_reports_again_is_the_same_under_another_id():
    assert read(received()).message_id == read(received(message_id="another")).message_id
    assert read(received(content="list")).message_id != read(received()).message_id


def test_a_late_text_says_how_late_it_is():
    assert read(received(timestamp=(NOW - timedelta(hours=2)).isoformat())).sent_at == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("event", "state", "failure", "cause"),
    [
        (report("message.phone.sent"), OutboundState.SENT, None, None),
        (report("message.phone.delivered"), OutboundState.DELIVERED, None, None),
        (
            report("message.send.failed", error_message="NO_SERVICE"),
            OutboundState.FAILED,
            "NO_SERVICE: the phone has no network",
            FailureCause.TRANSIENT,
        ),
        (report("message.send.failed", error_message="to +13125550123"), OutboundState.FAILED, None, None),
        (
            report("message.send.expired", is_final=True),
            OutboundState.FAILED,
            "EXPIRED: the phone was offline for too long",
            FailureCause.TRANSIENT,
        ),
    ],
)
def test_receipts(event, state, failure, cause):
    receipt = read(event)
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.failure, receipt.cause) == (state, failure, cause)
    assert (receipt.provider_message_id, receipt.outbound_id) == (MESSAGE_ID, UUID(OUR_ID))


@pytest.mark.parametrize("is_final", [False, None, "yes"])
def test_an_attempt_that_expired_is_no_failure_while_there_is_another(is_final):
    assert read(report("message.send.expired", is_final=is_final)) is None


@pytest.mark.parametrize("request_id", [None, "", "theirs", 7])
def test_a_message_of_another_program_has_no_id_of_ours(request_id):
    assert read(report("message.phone.sent", request_id=request_id)).outbound_id is None


@pytest.mark.parametrize("name", ["phone.heartbeat.offline", "message.call.missed", "message.api.sent"])
def test_other_events_are_ignored(name):
    assert read(_event(name, {})) is None


REFUSED = {
    "another key": {"key": "another-key-of-32-characters-at-least"},
    "another address": {"url": "https://elsewhere.example.com/webhooks/httpsms"},
    "another issuer": {"iss": "elsewhere"},
    "expired": {"at": NOW - timedelta(minutes=11)},
    "not yet": {"at": NOW + timedelta(minutes=6)},
    "without expiry": {"exp": None},
    "without audience": {"aud": None},
    "without issuer": {"iss": None},
    "expiry no number": {"exp": "soon"},
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_a_token_that_is_not_for_us_and_now_is_refused(change):
    assert refusal_status(read, received(), **change) == 403


def test_a_token_is_good_for_ten_minutes():
    assert read(received(), at=NOW - timedelta(minutes=9)) is not None


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Bearer x", "Basic abc", "Bearer a.b.c", "Bearer é.é.é", "x" * 9999]
)
def test_without_a_token_nothing_is_read(value):
    _, body = signed_by_httpsms(received(), NOW, SIGNING_KEY, URL)
    assert refusal_status(webhook.read, "/", {"Authorization": value}, body, NOW) == 403
    assert refusal_status(webhook.read, "/", {}, body, NOW) == 403


def test_an_unsigned_token_is_refused():
    claims = {"aud": URL, "exp": int(NOW.timestamp()) + 600, "iss": "api.httpsms.com"}
    token = jwt.encode(claims, "", algorithm="none")
    assert refusal_status(webhook.read, "/", {"Authorization": f"Bearer {token}"}, b"{}", NOW) == 403


def test_either_key_is_accepted_while_it_is_changed():
    new_key = "new-signing-key-of-httpsms-0123456789"
    reader = HttpSmsWebhook([new_key, SIGNING_KEY], URL, PHONE_NUMBER)
    assert read(received(), reader=reader) is not None
    assert read(received(), reader=reader, key=new_key) is not None


@pytest.mark.parametrize("keys", [[], [""]])
def test_without_a_key_there_is_no_webhook(keys):
    with pytest.raises(ValueError, match="signing key"):
        HttpSmsWebhook(keys, URL, PHONE_NUMBER)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"null", b"{", b"{}", b'{"type": "message.phone.sent"}'])
def test_a_body_that_is_not_an_event_is_a_bad_request(body):
    assert refusal_status(read, None, body=body) == 400


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.data())
def test_an_event_with_any_value_in_one_field_is_parsed_or_refused(data):
    samples = [received(), report("message.phone.sent"), report("message.send.failed"), report("message.send.expired")]
    event = json.loads(json.dumps(data.draw(st.sampled_from(samples))))
    place = data.draw(st.sampled_from([*sorted(event["data"]), "error_message", "is_final"]))
    event["data"][place] = data.draw(ANY_JSON)
    with suppress(WebhookRefusedError):
        assert isinstance(read(event), InboundText | Receipt | None)


@given(st.text(), st.binary())
def test_unsigned_requests_are_refused_without_other_errors(authorization, body):
    assert refusal_status(webhook.read, "/", {"Authorization": authorization}, body, NOW) == 403
