"""One valid request, then one thing wrong with it at a time."""

import asyncio
from contextlib import AsyncExitStack, suppress
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]

from bot.app.providers import build_providers
from bot.domain.errors import RepeatedNameError, WebhookRefusedError
from bot.domain.model import InboundText, OptOut, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.providers.twilio.webhook import TwilioWebhook
from bot.runtime.settings import Settings
from tests.builders import BOT_NUMBER, NOW, SENDER
from tests.fakes.signing import signed_form, signed_json

TOKEN = "token-of-the-tests"
ACCOUNT = "AC" + "0" * 32
PUBLIC_URL = "https://bot.example.com"
PATH = "/webhooks/twilio"
STATUS_PATH = "/webhooks/twilio/status?message=6ba7b810-9dad-41d1-80b4-00c04fd430c8"
MESSAGE = {
    "MessageSid": "SM1",
    "AccountSid": ACCOUNT,
    "From": SENDER,
    "To": BOT_NUMBER,
    "Body": "remind me in 2 hours to call mom",
    "FromCity": "",  # empty fields are signed too
    "NumMedia": "0",
}

webhook = TwilioWebhook((TOKEN,), PUBLIC_URL, ACCOUNT)


def read(fields, *, path=PATH, reader=webhook, url=None, token=TOKEN, drop=(), body=None, **headers):
    signed, sent = signed_form(url or PUBLIC_URL + path, fields, token)
    signed = {name: value for name, value in signed.items() if name not in drop} | headers
    return reader.read_inbound(path, signed, sent if body is None else body, NOW)


def read_receipt(fields, *, path=STATUS_PATH) -> Receipt:
    headers, body = signed_form(PUBLIC_URL + path, fields, TOKEN)
    return webhook.read_receipt(path, headers, body, NOW)


def refusal_status(call, *args, **kwargs) -> int:
    with pytest.raises(WebhookRefusedError) as raised:
        call(*args, **kwargs)
    return raised.value.status


@pytest.mark.parametrize(("written", "count"), [("2", 2), ("0", 0), ("", 0), ("-1", 0), ("x", 0), ("9" * 99, 0)])
def test_pictures_are_counted(written, count):
    assert read(MESSAGE | {"NumMedia": written}).media_count == count


def test_a_tapped_button_is_the_command_that_it_stands_for():
    tap = {
        "Body": "1 hour",
        "ButtonText": "1 hour",
        "ButtonPayload": "snooze 1 hour",
        "OriginalRepliedMessageSid": "SM9",
    }
    text = read(MESSAGE | {"From": "whatsapp:+13125550123"} | tap)
    assert (text.body, text.button_of, text.from_number) == ("snooze 1 hour", "SM9", "whatsapp:+13125550123")
    quoted = read(MESSAGE | {"Body": "done", "OriginalRepliedMessageSid": "SM9"})
    assert (quoted.body, quoted.button_of) == ("done", ""), "a quoted message is no button"


def test_rcs_and_sms_of_a_number_are_one_person():
    text = read(MESSAGE | {"From": f"rcs:{SENDER}", "To": "rcs:reminders_agent"})
    assert (text.from_number, text.to_number, text.group) == (SENDER, "", "")


def test_a_group_mms_has_a_key_of_its_members():
    first = read(MESSAGE | {"OtherRecipients0": "+13125550111", "OtherRecipients1": "+13125550112"})
    again = read(MESSAGE | {"OtherRecipients0": "+13125550112", "OtherRecipients1": "+13125550111"})
    assert first.group == again.group != ""
    assert read(MESSAGE | {"OtherRecipients0": "+13125550111"}).group not in ("", first.group)
    assert read(MESSAGE).group == ""


def test_parses_an_inbound_text():
    assert read(MESSAGE) == InboundText(
        provider=ProviderName.TWILIO,
        message_id="SM1",
        from_number=SENDER,
        to_number=BOT_NUMBER,
        body="remind me in 2 hours to call mom",
        received_at=NOW,
    )


@pytest.mark.parametrize("body", ["", "Café 🎂\n2nd line", "a+b&c=d%20", " spaced "])
def test_bodies_are_not_changed(body):
    assert read(MESSAGE | {"Body": body}).body == body


def test_a_text_without_a_body_is_empty():
    assert read({name: value for name, value in MESSAGE.items() if name != "Body"}).body == ""


@pytest.mark.parametrize("extra", [{"NewField": "x"}, {"NewField": ""}])
def test_unknown_fields_are_part_of_the_signature(extra):
    assert read(MESSAGE | extra).message_id == "SM1"


def test_a_repeated_field_is_refused():
    with pytest.raises(RepeatedNameError) as refused:
        read([*MESSAGE.items(), ("MediaUrl", "b"), ("MediaUrl", "a")])
    assert (refused.value.status, refused.value.field) == (400, "MediaUrl")


def test_whatsapp_addresses_keep_their_prefix():
    assert read(MESSAGE | {"From": f"whatsapp:{SENDER}"}).from_number == f"whatsapp:{SENDER}"


@pytest.mark.parametrize(
    ("word", "opt_out"),
    [("STOP", OptOut.STOP), ("START", OptOut.START), ("HELP", OptOut.HELP), ("", None), ("OTHER", None)],
)
def test_the_opt_out_keyword_that_twilio_acted_on(word, opt_out):
    assert read(MESSAGE | {"OptOutType": word}).opt_out is opt_out


@pytest.mark.parametrize("public_url", ["https://example.com/bots/sms", "https://example.com/bots/sms/"])
def test_a_path_prefix_that_a_proxy_strips(public_url):
    reader = TwilioWebhook((TOKEN,), public_url)
    assert read(MESSAGE, reader=reader, url="https://example.com/bots/sms" + PATH).message_id == "SM1"


def test_a_url_signed_with_its_port():
    assert read(MESSAGE, url="https://bot.example.com:443" + PATH).message_id == "SM1"


def test_header_names_in_any_case():
    headers, body = signed_form(PUBLIC_URL + PATH, MESSAGE, TOKEN)
    headers = {name.lower(): value for name, value in headers.items()}
    assert webhook.read_inbound(PATH, headers, body, NOW).message_id == "SM1"


BROKEN = {
    "signature missing": {"drop": ("X-Twilio-Signature",)},
    "signature empty": {"X-Twilio-Signature": ""},
    "signature of another text": {"X-Twilio-Signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
    "signature not ASCII": {"X-Twilio-Signature": "é" * 28},
    "another token": {"token": "guessed"},
    "another host": {"url": "https://evil.example.com" + PATH},
    "another scheme": {"url": "http://bot.example.com" + PATH},
    "another path": {"url": PUBLIC_URL + "/webhooks/other"},
    "a query added": {"path": PATH + "?admin=1", "url": PUBLIC_URL + PATH},
    "an odd target": {"path": ":port[/"},
    "content type missing": {"drop": ("Content-Type",)},
    "content type wrong": {"Content-Type": "text/plain"},
    "a field added": {"body": b"MessageSid=SM1&From=%2B13125550123&Body=hi&x=y"},
    "not UTF-8": {"body": b"Body=\xff"},
    "not UTF-8 inside": {"body": b"Body=%ff"},
    "too many fields": {"body": b"a=b&" * 1000},
    "nothing": {"body": b""},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_an_unverifiable_request_is_refused(change):
    assert refusal_status(read, MESSAGE, **change) == 403


def test_another_account_is_refused():
    other = {"AccountSid": "AC" + "1" * 32}
    assert refusal_status(read, MESSAGE | other) == 403
    assert refusal_status(read_receipt, {"MessageSid": "SM1", "MessageStatus": "sent"} | other) == 403
    assert refusal_status(read, MESSAGE | {"AccountSid": ""}) == 403


def test_the_bot_gives_its_account_to_the_webhook():
    settings = Settings.model_validate(
        {
            "providers": "twilio",
            "server": {"public_url": PUBLIC_URL},
            "twilio": {"account_sid": ACCOUNT, "auth_token": TOKEN, "messaging_service_sid": "MG" + "0" * 32},
        }
    )

    async def signatures():
        async with AsyncExitStack() as stack:
            return (await build_providers(settings, stack)).signatures

    wired = asyncio.run(signatures())
    assert isinstance(wired, TwilioWebhook)
    assert read(MESSAGE, reader=wired).from_number == SENDER
    assert refusal_status(read, MESSAGE | {"AccountSid": "AC" + "1" * 32}, reader=wired) == 403


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_signed_but_incomplete_form_is_a_bad_request(missing, value):
    fields = {name: text for name, text in MESSAGE.items() if name != missing}
    assert refusal_status(read, fields | ({} if value is None else {missing: value})) == 400


STATUSES = [
    ("accepted", None, None),
    ("queued", None, None),
    ("scheduled", None, None),
    ("sending", None, None),
    ("sent", OutboundState.SENT, None),
    ("delivered", OutboundState.DELIVERED, None),
    ("read", OutboundState.DELIVERED, None),
    ("partially_delivered", OutboundState.DELIVERED, None),
    ("undelivered", OutboundState.UNDELIVERED, "30099"),
    ("failed", OutboundState.FAILED, "30099"),
    ("canceled", OutboundState.CANCELLED, None),
    ("something new", None, None),
]


@pytest.mark.parametrize(("status", "state", "failure"), STATUSES)
def test_receipts(status, state, failure):
    receipt = read_receipt({"MessageSid": "SM1", "MessageStatus": status, "ErrorCode": "30099"})
    assert (receipt.provider_message_id, receipt.state, receipt.failure) == ("SM1", state, failure)
    assert str(receipt.outbound_id) == "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


def test_the_failure_of_a_known_code_has_its_reason():
    receipt = read_receipt({"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30034"})
    assert receipt.failure == "30034: the sender's number is not registered for A2P 10DLC"
    assert (receipt.error_code, receipt.reply_to) == ("30034", None)


def test_the_receipt_of_a_reply_names_the_text_that_it_answers():
    [message] = twiml("OK", "SM 1&x")
    url = message.attrib["statusCallback"]
    fields = {"MessageSid": "SM2", "MessageStatus": "failed"}
    assert read_receipt(fields, path=url.removeprefix(PUBLIC_URL)).reply_to == "SM 1&x"


@pytest.mark.parametrize("query", ["", "?message=", "?message=12", "?message=%ff", "?other=1"])
def test_a_receipt_without_our_id(query):
    fields = {"MessageSid": "SM1", "MessageStatus": "sent"}
    assert read_receipt(fields, path="/webhooks/twilio/status" + query).outbound_id is None


@pytest.mark.parametrize("fields", [{"MessageSid": "SM1"}, {"MessageStatus": "sent"}])
def test_an_incomplete_receipt_is_a_bad_request(fields):
    assert refusal_status(read_receipt, fields) == 400


@pytest.mark.parametrize("path", ["/studio", "/studio?flow=1"])
def test_signed_json(path):
    url, headers, body = signed_json(PUBLIC_URL + path, {"text": "Café"}, TOKEN)
    path = url.removeprefix(PUBLIC_URL)
    assert webhook.verify_json(path, headers, body) == {"text": "Café"}
    assert refusal_status(webhook.verify_json, path, headers, body + b" ") == 403
    assert refusal_status(webhook.verify_json, path, headers | {"Content-Type": "text/json"}, body) == 403
    assert refusal_status(webhook.verify_json, path, headers, b"\xff") == 403
    assert refusal_status(webhook.verify_json, "/studio", headers, body) == 403


def test_signed_json_that_is_not_an_object():
    url, headers, body = signed_json(PUBLIC_URL + "/studio", [1], TOKEN)
    assert refusal_status(webhook.verify_json, url.removeprefix(PUBLIC_URL), headers, body) == 400


def twiml(reply, message_id="SM1") -> ET.Element:
    return ET.fromstring(webhook.twiml(reply, message_id))  # noqa: S314 - XML from our own code


@pytest.mark.parametrize("reply", [None, "", "  ", "\x00\x0b"])
def test_no_reply_is_an_empty_response(reply):
    [*children] = twiml(reply)
    assert children == []


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("OK", "OK"),
        ("a < b & 'c' \"d\"", "a < b & 'c' \"d\""),
        ("Café 🎂\nline 2", "Café 🎂\nline 2"),
        ("a\x00b", "ab"),
    ],
)
def test_a_reply_is_a_message(reply, text):
    [message] = twiml(reply)
    assert (message.tag, message.text) == ("Message", text)


@given(st.text())
def test_any_reply_is_well_formed_xml(reply):
    assert twiml(reply).tag == "Response"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.text())
def test_the_answer_is_what_the_sdk_would_write(reply, message_id):
    expected = MessagingResponse()
    if reply.strip():
        query = urlencode({"reply_to": message_id})
        expected.message(reply, status_callback=f"{PUBLIC_URL}/webhooks/twilio/status?{query}")
    assert webhook.twiml(reply, message_id) == str(expected).encode()


@pytest.mark.parametrize(
    ("tokens", "url"),
    [
        ((), PUBLIC_URL),
        (("",), PUBLIC_URL),
        ((TOKEN, "  "), PUBLIC_URL),
        ((TOKEN,), ""),
        ((TOKEN,), "bot.example.com"),
        ((TOKEN,), "https://x.example/?a=b"),
    ],
)
def test_invalid_settings_are_rejected(tokens, url):
    with pytest.raises(ValueError, match="must"):
        TwilioWebhook(tokens, url)


@pytest.mark.parametrize("name", ["From", "To"])
def test_a_number_with_digits_of_another_script_is_refused(name):
    assert refusal_status(read, MESSAGE | {name: "+1312555012\uff13"}) == 400


@pytest.mark.parametrize("token", ["the-old-token", "the-new-token"])
def test_either_token_is_accepted_while_it_is_rotated(token):
    reader = TwilioWebhook(("the-old-token", "the-new-token"), PUBLIC_URL, ACCOUNT)
    assert read(MESSAGE, reader=reader, token=token).body == MESSAGE["Body"]
    assert refusal_status(read, MESSAGE, reader=reader, token="another-token") == 403


@given(path=st.text(), signature=st.text(), kind=st.sampled_from(["application/json", "text/plain"]), body=st.binary())
def test_unsigned_requests_are_refused_without_other_errors(path, signature, kind, body):
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    assert refusal_status(webhook.read_inbound, path, headers, body, NOW) == 403
    assert refusal_status(webhook.read_receipt, path, headers, body, NOW) == 403
    assert refusal_status(webhook.verify_json, path, headers | {"Content-Type": kind}, body) == 403


@given(st.dictionaries(st.sampled_from([*MESSAGE, "MessageStatus", "ErrorCode", "OptOutType"]), st.text()))
def test_any_signed_form_is_parsed_or_refused(fields):
    fields = {name: value.encode(errors="replace").decode() for name, value in fields.items()}
    for reader in (read, read_receipt):
        with suppress(WebhookRefusedError):
            assert isinstance(reader(fields), InboundText | Receipt)
