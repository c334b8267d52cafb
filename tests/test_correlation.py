"""A text can be followed through the log from its webhook to the receipt, and no line contains personal data."""

import json

import pytest
import structlog
from structlog.testing import CapturingLogger

from tests.fakes.phones import until
from tests.fakes.whole_bot import whole_bot


@pytest.fixture
def lines():
    """Returns every log line so far, as in the JSON log."""
    log = CapturingLogger()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()],
        logger_factory=lambda *_: log,
    )
    yield lambda: [json.loads(call.args[0]) for call in log.calls]
    structlog.reset_defaults()


@pytest.fixture
async def phones(tmp_path, lines):
    async with whole_bot(tmp_path) as phones:
        yield phones


def only(lines, event):
    (line,) = [line for line in lines() if line["event"] == event]
    return line


async def test_a_text_can_be_followed_to_its_receipt(phones, lines):
    await phones.by_twilio("remind me in 2 hours to call mom", message_id="SMfollowed")
    await until(lambda: [line for line in lines() if line["event"] == "provider called"])
    await phones.twilio_receipt(phones.twilio.messages[0].sid, "delivered")
    planned, answered = only(lines, "messages planned"), only(lines, "text answered")
    attended, receipt = only(lines, "provider called"), only(lines, "receipt applied")
    assert planned["inbound"] == answered["inbound"] == "SMfollowed"
    assert planned["request"] == answered["request"]
    assert planned["outbound"] == [attended["outbound"]] == [receipt["outbound"]]
    assert receipt["request"] not in ("", planned["request"])


async def test_each_response_has_its_request_id(phones, lines):
    async with phones.session.post(f"{phones.base_url}/webhooks/twilio", data=b"x") as answer:
        assert answer.status == 403
        assert only(lines, "request refused")["request"] == answer.headers["X-Request-ID"]
    async with phones.session.get(f"{phones.base_url}/nowhere") as answer:
        assert (answer.status, len(answer.headers["X-Request-ID"])) == (404, 16)


async def test_no_log_line_contains_personal_data(phones, lines):
    for body in ("remind me in 2 hours to buy kumquats", "kumquats?!", "delete 1", "STOP", "kumquats " * 900):
        await phones.by_twilio(body)
        await phones.telnyx_event(body)
    await phones.post("/webhooks/twilio", {"X-Twilio-Signature": "bm8="}, b"Body=kumquats&From=%2B13125550123")
    await until(lambda: sum(line["event"] == "text answered" for line in lines()) >= 8)
    written = json.dumps(lines()).lower()
    assert "kumquats" not in written
    assert "5550123" not in written
