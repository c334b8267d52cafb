"""The template for a new provider receives, too: what it verifies and parses. The contract tests send with it."""

import hashlib
import hmac
import json
from uuid import UUID

import pytest

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import InboundText, OutboundState
from bot.domain.receipts import FailureCause, Receipt
from examples.provider_template import TemplateWebhook
from tests.builders import BOT_NUMBER, NOW, SENDER

KEY = "signing-key-of-the-tests"
OUR_ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


def read(event, key=KEY):
    body = json.dumps(event).encode()
    headers = {"X-Pigeon-Signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}
    return TemplateWebhook(KEY).read("/webhooks/pigeon", headers, body, NOW)


def test_a_text_and_a_receipt_are_parsed():
    text = read({"event": "message.received", "message": {"id": "1", "from": SENDER, "to": BOT_NUMBER, "text": "hi"}})
    assert isinstance(text, InboundText)
    assert (text.message_id, text.from_number, text.body) == ("1", SENDER, "hi")
    failed = {"id": "P1", "key": OUR_ID, "state": "failed", "failure": "unreachable"}
    receipt = read({"event": "message.updated", "message": failed})
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.cause, receipt.outbound_id) == (
        OutboundState.FAILED,
        FailureCause.TRANSIENT,
        UUID(OUR_ID),
    )
    assert read({"event": "account.updated"}) is None


@pytest.mark.parametrize(
    ("event", "key", "status"),
    [({"event": "x"}, "wrong", 403), ({}, KEY, 400), ({"event": "message.received"}, KEY, 400)],
)
def test_what_is_not_signed_or_not_whole_is_refused(event, key, status):
    with pytest.raises(WebhookRefusedError) as raised:
        read(event, key)
    assert raised.value.status == status
