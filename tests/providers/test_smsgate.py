"""What only SMS Gateway has: one id is one message, the phone's failures, and the events that the phone posts."""

import json
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    OutcomeUnknownError,
    PermanentProviderError,
    ProviderSetupError,
    WebhookRefusedError,
)
from bot.domain.model import InboundText, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.providers.smsgate.codes import api_error, failure_code
from bot.providers.smsgate.provider import SmsGateProvider
from bot.providers.smsgate.webhook import SmsGateWebhook
from tests.builders import BOT_NUMBER, NOW, SENDER, make_text
from tests.fakes.api_server import failing
from tests.fakes.set_clock import SetClock
from tests.fakes.signing import signed_by_smsgate
from tests.fakes.smsgate_server import PASSWORD, SIGNING_KEY, USERNAME, SmsGateServer

PATH = "/webhooks/smsgate"
MESSAGE_ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

webhook = SmsGateWebhook([SIGNING_KEY], BOT_NUMBER)


@pytest.fixture
async def server():
    async with SmsGateServer(SetClock()) as server:
        yield server


@pytest.fixture
async def provider(server):
    provider = SmsGateProvider(username=USERNAME, password=PASSWORD, base_url=server.api_url, ttl_seconds=600)
    await provider.start()
    yield provider
    await provider.close()


async def test_a_message_goes_out_under_our_id_and_not_long_after_its_time(server, provider):
    text = make_text()
    await provider.send(text)
    [message] = server.messages
    assert (message.id, message.fields["ttl"], message.fields["priority"]) == (str(text.id), 600, 100)
    assert message.fields["withDeliveryReport"] is True
    assert server.requests[0].path == "/3rdparty/v1/messages?skipPhoneValidation=true"
    assert not {"deviceId", "scheduleAt"} & message.fields.keys()


async def test_the_same_message_again_is_one_message(server, provider):
    text = make_text()
    server.faults.append(failing(500, after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(text)
    assert (await provider.send(text)).provider_message_id == str(text.id)
    assert len(server.messages) == 1


async def test_a_full_queue_is_searched_and_then_tried_again(server, provider):
    server.queue_is_full = True
    with pytest.raises(OutcomeUnknownError):
        await provider.send(make_text())
    assert await provider.find(make_text()) is None


async def test_an_unknown_phone_is_a_setup_error(server):
    provider = SmsGateProvider(username=USERNAME, password=PASSWORD, base_url=server.api_url, device_id="other")
    await provider.start()
    with pytest.raises(ProviderSetupError):
        await provider.send(make_text())
    await provider.close()


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (400, {"message": "validation failed"}, PermanentProviderError),
        (400, {"message": "Invalid device ID"}, ProviderSetupError),
        (401, None, ProviderSetupError),
        (403, {"message": "scope"}, ProviderSetupError),
        (404, None, PermanentProviderError),
        (409, [], PermanentProviderError),
    ],
)
def test_errors(status, content, kind):
    assert type(api_error(status, content)) is kind


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("TTL expired", "TTL_EXPIRED"),
        ("Send result: RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the limit)", "LIMIT_EXCEEDED"),
        ("Send result: RESULT_RIL_NETWORK_REJECT (The SMS request was rejected by the network)", "NETWORK_REJECT"),
        ("Delivery result from SC +1312: 70", "NOT_DELIVERED"),
        ("something about +13125550123", None),
        (None, None),
        (7, None),
    ],
)
def test_why_the_phone_failed(reason, code):
    assert failure_code(reason) == code


# Webhooks.


def received(**changes):
    payload = {
        "messageId": "abc123",
        "message": "remind me in 2 hours to call mom",
        "sender": SENDER,
        "recipient": BOT_NUMBER,
        "simNumber": 1,
        "receivedAt": NOW.isoformat(),
    }
    return _event("sms:received", payload | changes)


def report(event, event_id="e1", **changes):
    return _event(event, {"messageId": MESSAGE_ID, "recipient": SENDER, "phoneNumber": SENDER} | changes, event_id)


def _event(name, payload, event_id="Ey6ECgOkVVFjz3CL48B8C"):
    return {"deviceId": "device", "event": name, "id": event_id, "payload": payload, "webhookId": "reminder-bot"}


def read(event, *, at=NOW, now=NOW, key=SIGNING_KEY, reader=webhook, **signing):
    headers, body = signed_by_smsgate(event, at, key, **signing)
    return reader.read(PATH, headers, body, now)


def refusal_status(call, *args, **kwargs) -> int:
    with pytest.raises(WebhookRefusedError) as raised:
        call(*args, **kwargs)
    return raised.value.status


def test_parses_an_inbound_text():
    text = read(received())
    assert isinstance(text, InboundText)
    assert (text.provider, text.from_number, text.to_number) == (ProviderName.SMSGATE, SENDER, BOT_NUMBER)
    assert (text.body, text.received_at, text.sent_at) == ("remind me in 2 hours to call mom", NOW, None)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3125550123", SENDER),
        ("(312) 555-0123", SENDER),
        ("+1 312 555 0123", SENDER),
        ("13125550123", SENDER),
        ("+447700900123", "+447700900123"),
    ],
)
def test_senders_are_read_as_numbers_of_the_phones_country(written, number):
    assert read(received(sender=written)).from_number == number


@pytest.mark.parametrize(
    "written", ["MyBank", "72345", "Bänk", "+1", "911", "1-800-FLOWERS", "*123#", "+1312555012\uff13"]
)
def test_names_and_short_codes_are_ignored(written):
    assert read(received(sender=written)) is None


def test_older_apps_name_the_sender_phone_number():
    event = received(phoneNumber=SENDER)
    del event["payload"]["sender"]
    assert read(event).from_number == SENDER


def test_a_text_reported_again_under_another_event_id_is_the_same():
    first, again = read(received()), read(received() | {"id": "another"})
    assert first.message_id == again.message_id
    assert read(received(message="list")).message_id != first.message_id
    assert read(received(sender="+13125550177")).message_id != first.message_id
    later = (NOW + timedelta(seconds=1)).isoformat()
    assert read(received(receivedAt=later)).message_id != first.message_id


@pytest.mark.parametrize("skew", [timedelta(0), timedelta(minutes=4), timedelta(minutes=-4)])
def test_a_late_text_says_how_late_it_is_by_the_phones_own_clock(skew):
    """The phone was offline for two hours; its clock may be wrong."""
    written_at = NOW + skew - timedelta(hours=2)
    text = read(received(receivedAt=written_at.isoformat()), at=NOW + skew)
    assert text.sent_at == NOW - timedelta(hours=2)


@pytest.mark.parametrize("moment", [None, "soon", "2026-03-11T10:00:00", NOW.isoformat(), 7])
def test_without_a_usable_time_a_text_counts_as_just_sent(moment):
    assert read(received(receivedAt=moment)).sent_at is None


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (report("sms:sent", partsCount=1), OutboundState.SENT),
        (report("sms:delivered"), OutboundState.DELIVERED),
        (report("sms:failed", reason="TTL expired"), OutboundState.FAILED),
        (report("sms:cancelled"), OutboundState.CANCELLED),
    ],
)
def test_receipts_have_our_id(event, state):
    receipt = read(event)
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.provider_message_id, receipt.outbound_id) == (state, MESSAGE_ID, UUID(MESSAGE_ID))


@pytest.mark.parametrize(
    ("reason", "failure", "cause"),
    [
        ("TTL expired", "TTL_EXPIRED: the phone was offline for too long", FailureCause.TRANSIENT),
        ("Send result: RESULT_ERROR_NO_SERVICE (x)", "NO_SERVICE: the phone has no network", FailureCause.TRANSIENT),
        ("Send result: RESULT_NETWORK_REJECT (x)", "NETWORK_REJECT: the mobile network rejects it", None),
        ("to +13125550123: no", None, None),
    ],
)
def test_a_failed_message_says_why_and_whether_to_try_again(reason, failure, cause):
    receipt = read(report("sms:failed", reason=reason))
    assert (receipt.failure, receipt.cause) == (failure, cause)


def test_a_message_of_another_program_has_no_id_of_ours():
    assert read(report("sms:sent", messageId="V1StGXR8_Z5jdHi6B-myT")).outbound_id is None


def test_a_long_message_is_delivered_with_its_last_part():
    reader = SmsGateWebhook([SIGNING_KEY], BOT_NUMBER)
    for event_id in ("s1", "s2", "s3"):
        read(report("sms:sent", event_id, partsCount=3), reader=reader)
    states = [read(report("sms:delivered", event_id), reader=reader).state for event_id in ("d1", "d2", "d2", "d3")]
    sent, delivered = OutboundState.SENT, OutboundState.DELIVERED
    assert states == [sent, sent, sent, delivered]
    assert read(report("sms:delivered", "d9", messageId="unknown"), reader=reader).state is delivered


@pytest.mark.parametrize("name", ["system:ping", "app:started", "mms:received", "sms:data-received"])
def test_other_events_are_ignored(name):
    assert read(_event(name, {})) is None


@pytest.mark.parametrize("skew", [timedelta(seconds=-300), timedelta(seconds=300)])
def test_clocks_may_differ_by_five_minutes(skew):
    assert read(received(), at=NOW + skew) is not None
    assert refusal_status(read, received(), at=NOW + skew * 1.01) == 403


def test_either_key_is_accepted_while_it_is_changed():
    reader = SmsGateWebhook(["new-key-of-the-phone-0123456789", SIGNING_KEY], BOT_NUMBER)
    assert read(received(), reader=reader) is not None
    assert read(received(), reader=reader, key="new-key-of-the-phone-0123456789") is not None


HEADERS = {
    "no signature": {"X-Signature": ""},
    "no timestamp": {"X-Timestamp": ""},
    "signature not hexadecimal": {"X-Signature": "!" * 64},
    "signature not ASCII": {"X-Signature": "é"},
    "signature too short": {"X-Signature": "00"},
    "timestamp not digits": {"X-Timestamp": "soon"},
    "timestamp in other digits": {"X-Timestamp": "١٧٧٣٢٣٨٨٠٠"},
    "timestamp endless": {"X-Timestamp": "9" * 5000},
    "timestamp moved": {"X-Timestamp": str(int(NOW.timestamp()) + 1)},
}


@pytest.mark.parametrize("change", HEADERS.values(), ids=HEADERS.keys())
def test_an_unverifiable_event_is_refused(change):
    headers, body = signed_by_smsgate(received(), NOW, SIGNING_KEY)
    assert refusal_status(webhook.read, PATH, headers | change, body, NOW) == 403


def test_a_changed_body_another_key_and_no_headers_are_refused():
    headers, body = signed_by_smsgate(received(), NOW, SIGNING_KEY)
    assert refusal_status(webhook.read, PATH, headers, body + b" ", NOW) == 403
    assert refusal_status(webhook.read, PATH, {}, body, NOW) == 403
    assert refusal_status(read, received(), key="another") == 403


@pytest.mark.parametrize("keys", [[], [""], [SIGNING_KEY, ""]])
def test_without_a_key_there_is_no_webhook(keys):
    with pytest.raises(ValueError, match="signing key"):
        SmsGateWebhook(keys, BOT_NUMBER)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"null", b"{", b"{}", b'{"event": "sms:received"}', b"[" * 9999])
def test_a_signed_body_that_is_not_an_event_is_a_bad_request(body):
    assert refusal_status(read, None, body=body) == 400


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.data())
def test_an_event_with_any_value_in_one_field_is_parsed_or_refused(data):
    event = json.loads(json.dumps(data.draw(st.sampled_from([received(), report("sms:sent"), report("sms:failed")]))))
    place = data.draw(st.sampled_from([*sorted(event["payload"]), "reason", "partsCount"]))
    event["payload"][place] = data.draw(ANY_JSON)
    event["id"] = data.draw(ANY_JSON)
    with suppress(WebhookRefusedError):
        assert isinstance(read(event), InboundText | Receipt | None)


@given(st.dictionaries(st.sampled_from(["X-Signature", "X-Timestamp"]), st.text()), st.binary())
def test_unsigned_requests_are_refused_without_other_errors(headers, body):
    assert refusal_status(webhook.read, PATH, headers, body, NOW) == 403
