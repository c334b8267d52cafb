"""One valid event, then one thing wrong with it at a time."""

import base64
import copy
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, OptOut, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.providers.telnyx.webhook import TelnyxWebhook
from tests.builders import BOT_NUMBER, NOW, SENDER
from tests.fakes.signing import PUBLIC_KEY, signed_event

OTHER_KEY = SigningKey(bytes(range(1, 33)))
OTHER_PUBLIC_KEY = base64.b64encode(bytes(OTHER_KEY.verify_key)).decode()
PATH = "/webhooks/telnyx"

webhook = TelnyxWebhook(PUBLIC_KEY)


ODD_NUMBER = "+1312555012\uff13"


def received(**changes):
    payload = {
        "id": "b0c7e8cb-6227-4c74-9f32-c7f80c30934b",
        "direction": "inbound",
        "from": {"phone_number": SENDER, "carrier": "", "line_type": ""},
        "to": [{"phone_number": BOT_NUMBER, "status": "webhook_delivered"}],
        "text": "remind me in 2 hours to call mom",
    }
    return {"data": {"event_type": "message.received", "id": "1", "record_type": "event", "payload": payload | changes}}


def report(status="delivered", *, event_type="message.finalized", **changes):
    payload = {"id": "M1", "direction": "outbound", "to": [{"phone_number": SENDER, "status": status}], "errors": []}
    return {"data": {"event_type": event_type, "payload": payload | changes}}


def read(event, *, path=PATH, at=NOW, **signing):
    headers, body = signed_event(event, at, **signing)
    return webhook.read(path, headers, body, NOW)


def refusal_status(call, *args, **kwargs) -> int:
    with pytest.raises(WebhookRefusedError) as raised:
        call(*args, **kwargs)
    return raised.value.status


def test_parses_an_inbound_text():
    assert read(received()) == InboundText(
        provider=ProviderName.TELNYX,
        message_id="b0c7e8cb-6227-4c74-9f32-c7f80c30934b",
        from_number=SENDER,
        to_number=BOT_NUMBER,
        body="remind me in 2 hours to call mom",
        received_at=NOW,
    )


@pytest.mark.parametrize(
    ("text", "body"),
    [("Café 🎂\n2", "Café 🎂\n2"), ("", ""), (None, ""), (7, ""), ("half a pair \ud83c", "half a pair ?")],
)
def test_bodies_become_strings_that_can_be_stored(text, body):
    assert read(received(text=text)).body == body


@pytest.mark.parametrize(
    ("word", "opt_out"),
    [("STOP", OptOut.STOP), ("START", OptOut.START), ("HELP", OptOut.HELP), (None, None), ("OTHER", None), ([], None)],
)
def test_the_opt_out_keyword_that_telnyx_acted_on(word, opt_out):
    assert read(received(autoresponse_type=word)).opt_out is opt_out


@pytest.mark.parametrize("skew", [timedelta(seconds=-300), timedelta(0), timedelta(seconds=300)])
def test_clocks_may_differ_by_five_minutes(skew):
    assert read(received(), at=NOW + skew).body


@pytest.mark.parametrize("skew", [timedelta(seconds=-301), timedelta(seconds=301), timedelta(days=-1)])
def test_old_and_future_events_are_refused(skew):
    assert refusal_status(read, received(), at=NOW + skew) == 403


@pytest.mark.parametrize("keys", [f"{OTHER_PUBLIC_KEY}, {PUBLIC_KEY}", f"{PUBLIC_KEY},{OTHER_PUBLIC_KEY}"])
def test_either_key_is_accepted_while_keys_are_rotated(keys):
    headers, body = signed_event(received(), NOW)
    assert TelnyxWebhook(keys).read(PATH, headers, body, NOW) == read(received())


HEADERS = {
    "no signature": {"telnyx-signature-ed25519": ""},
    "no timestamp": {"telnyx-timestamp": ""},
    "signature not base64": {"telnyx-signature-ed25519": "!" * 88},
    "signature not ASCII": {"telnyx-signature-ed25519": "é"},
    "signature too short": {"telnyx-signature-ed25519": "AAAA"},
    "signature of another": {"telnyx-signature-ed25519": "A" * 86 + "=="},
    "timestamp not digits": {"telnyx-timestamp": "soon"},
    "timestamp negative": {"telnyx-timestamp": "-1"},
    "timestamp in other digits": {"telnyx-timestamp": "١٧٧٣٢٣٨٨٠٠"},
    "timestamp endless": {"telnyx-timestamp": "9" * 5000},
    "timestamp moved": {"telnyx-timestamp": str(int(NOW.timestamp()) + 1)},
}


@pytest.mark.parametrize("change", HEADERS.values(), ids=HEADERS.keys())
def test_an_unverifiable_event_is_refused(change):
    headers, body = signed_event(received(), NOW)
    assert refusal_status(webhook.read, PATH, headers | change, body, NOW) == 403


def test_a_changed_body_another_key_and_no_headers_are_refused():
    headers, body = signed_event(received(), NOW)
    assert refusal_status(webhook.read, PATH, headers, body + b" ", NOW) == 403
    assert refusal_status(webhook.read, PATH, {}, body, NOW) == 403
    assert refusal_status(read, received(), key=OTHER_KEY) == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"{",
        b"[" * 9999,
        b"1" * 5000,
        b"NaN",
        b"{}",
    ],
    ids=lambda body: body[:8],
)
def test_a_signed_body_that_is_not_an_event_is_a_bad_request(body):
    assert refusal_status(read, None, body=body) == 400


@pytest.mark.parametrize(
    "group",
    [
        {"to": [{"phone_number": "+13125550111"}, {"phone_number": BOT_NUMBER}]},
        {"to": [{"phone_number": BOT_NUMBER}], "cc": [{"phone_number": "+13125550111"}]},
        {"to": [{"phone_number": "+13125550111"}], "cc": [{"phone_number": BOT_NUMBER}]},
    ],
)
def test_a_group_text_does_not_say_which_number_is_the_bots(group):
    assert read(received(**group)).to_number == ""
    assert read(received(**group)).group
    assert read(received(cc=[])).to_number == BOT_NUMBER


def test_a_group_is_the_same_in_any_order_and_spelling():
    third, fourth = "+13125550111", "+13125550112"
    groups: list[dict[str, Any]] = [
        {"to": [{"phone_number": BOT_NUMBER}, {"phone_number": third}, {"phone_number": fourth}]},
        {"to": [{"phone_number": fourth}], "cc": [third, BOT_NUMBER]},
        {"to": [{"phone_number": BOT_NUMBER}], "cc": [{"phone_number": third}, {"phone_number": fourth}, None, 7]},
    ]
    assert len({read(received(**group)).group for group in groups}) == 1
    others: dict[str, Any] = {"to": [{"phone_number": BOT_NUMBER}], "cc": [third]}
    assert read(received(**others)).group != read(received(**groups[0])).group


@pytest.mark.parametrize("cc", [[], None, [BOT_NUMBER], [{"phone_number": BOT_NUMBER}], "x", [None]])
def test_a_text_to_the_bot_alone_is_no_group(cc):
    text = read(received(cc=cc))
    assert (text.group, text.to_number) == ("", BOT_NUMBER)


@pytest.mark.parametrize(("media", "count"), [([{"url": "https://x"}] * 2, 2), ([], 0), (None, 0), ("x", 0)])
def test_pictures_are_counted(media, count):
    assert read(received(media=media, text=None)).media_count == count


@pytest.mark.parametrize("place", ["id", "from", "to"])
@pytest.mark.parametrize("value", [None, "", " ", 7, [], {}, [None], [[]], {"phone_number": 7}, "\ud800"])
def test_an_incomplete_text_is_a_bad_request(place, value):
    assert refusal_status(read, received(**{place: value})) == 400


@pytest.mark.parametrize("changes", [{"from": {"phone_number": ODD_NUMBER}}, {"to": [{"phone_number": ODD_NUMBER}]}])
def test_a_number_with_digits_of_another_script_is_refused(changes):
    assert refusal_status(read, received(**changes)) == 400


@pytest.mark.parametrize("value", [None, 7, [], "text"])
def test_an_event_of_the_wrong_shape_is_a_bad_request(value):
    assert refusal_status(read, {"data": value}) == 400
    assert refusal_status(read, {"data": {"event_type": "message.received", "payload": value}}) == 400
    assert refusal_status(read, {"data": {"event_type": "message.sent", "payload": value}}) == 400


@pytest.mark.parametrize(
    "event",
    [
        received(
            type="WHATSAPP", to=BOT_NUMBER, text=None, body={"from": "", "type": "text", "text": {"body": "list"}}
        ),
        received(type="RCS", to=[{"agent_id": "agent"}], text=None, body={"text": "list"}),
    ],
)
def test_channels_that_cannot_be_scheduled_are_ignored(event):
    assert read(event) is None


def test_other_events_are_ignored():
    assert read({"data": {"event_type": "call.initiated", "payload": {}}}) is None
    assert read(received(direction="outbound")) is None


STATUSES = [
    ("queued", None, None),
    ("scheduled", None, None),
    ("sending", None, None),
    ("sent", OutboundState.SENT, None),
    ("delivered", OutboundState.DELIVERED, None),
    ("delivery_unconfirmed", OutboundState.SENT, None),
    ("delivery_failed", OutboundState.UNDELIVERED, "40010: the sender's number is not registered for 10DLC"),
    ("sending_failed", OutboundState.FAILED, "40010: the sender's number is not registered for 10DLC"),
    ("expired", OutboundState.FAILED, "40010: the sender's number is not registered for 10DLC"),
    ("cancelled", OutboundState.CANCELLED, None),
    ("something new", None, None),
]


@pytest.mark.parametrize(("status", "state", "failure"), STATUSES)
@pytest.mark.parametrize("event_type", ["message.sent", "message.finalized"])
def test_receipts(event_type, status, state, failure):
    event = report(status, event_type=event_type, errors=[{"code": "40010", "title": "Not 10DLC registered"}])
    path = f"{PATH}?message=6ba7b810-9dad-41d1-80b4-00c04fd430c8"
    receipt = read(event, path=path)
    assert isinstance(receipt, Receipt)
    assert (receipt.provider_message_id, receipt.state, receipt.failure) == ("M1", state, failure)
    assert str(receipt.outbound_id) == "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


@pytest.mark.parametrize(
    ("errors", "failure"),
    [
        ([], None),
        (None, None),
        ([{"code": 40099}], "40099"),
        ([{"code": "40099"}], "40099"),
        ([{"title": "Spam"}, {"code": "40099"}], "40099"),
        ([{}], None),
        ([{"code": ""}], None),
        ("x", None),
        ([{"code": []}], None),
    ],
)
def test_a_failure_has_its_code_if_there_is_one(errors, failure):
    assert read(report("sending_failed", errors=errors)).failure == failure


def test_a_receipt_without_our_id():
    assert read(report()).outbound_id is None
    assert read(report(), path=f"{PATH}?message=12").outbound_id is None


@pytest.mark.parametrize("key", ["", ",", "short", PUBLIC_KEY[:-4], "é", f"{PUBLIC_KEY},", "A" * 100])
def test_invalid_keys_are_rejected(key):
    with pytest.raises(ValueError, match="32 bytes in base64"):
        TelnyxWebhook(key)


@given(st.dictionaries(st.sampled_from(["telnyx-timestamp", "telnyx-signature-ed25519"]), st.text()), st.binary())
def test_unsigned_requests_are_refused_without_other_errors(headers, body):
    assert refusal_status(webhook.read, PATH, headers, body, NOW) == 403


@given(st.binary())
def test_signed_random_bytes_are_a_bad_request(body):
    assert refusal_status(read, None, body=body) == 400


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.data())
def test_an_event_with_any_value_in_one_field_is_parsed_or_refused(data):
    event = copy.deepcopy(data.draw(st.sampled_from([received(), report("sending_failed")])))
    place = data.draw(st.sampled_from(["id", "from", "to", "text", "direction", "errors", "autoresponse_type"]))
    event["data"]["payload"][place] = data.draw(ANY_JSON)
    with suppress(WebhookRefusedError):
        assert isinstance(read(event), InboundText | Receipt | None)
