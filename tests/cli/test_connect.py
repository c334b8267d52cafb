"""``python -m bot connect``: which webhooks it shows, changes and leaves alone."""

import pytest

from bot.cli.connect import run_connect
from bot.domain.errors import SettingsError
from tests.cli.conftest import PUBLIC_URL

TWILIO_WEBHOOK = f"{PUBLIC_URL}/webhooks/twilio#rc=3&rp=ct,rt,5xx"
TELNYX_WEBHOOK = f"{PUBLIC_URL}/webhooks/telnyx"


async def connect(operator, *, answer=True, **options):
    """Run it; the exit code, what it said, and what it asked."""
    said: list[str] = []
    asked: list[str] = []

    def ask(question):
        asked.append(question)
        return answer

    code = await run_connect(None, operator.environ, ask=ask, say=said.append, **options)
    return code, "\n".join(said), asked


async def test_both_providers_webhooks_are_shown_and_changed(operator):
    operator.twilio.service.inbound_request_url = "https://elsewhere.example.com/sms"
    code, said, asked = await connect(operator)
    assert code == 0
    assert operator.twilio.service.inbound_request_url == TWILIO_WEBHOOK
    assert operator.telnyx.profile["webhook_url"] == TELNYX_WEBHOOK
    assert len(asked) == 2
    assert "  before: https://elsewhere.example.com/sms\n" in said
    assert f"  after:  {TWILIO_WEBHOOK}\n" in said
    assert "  before: nothing\n" in said


async def test_a_second_run_changes_and_asks_nothing(operator):
    await connect(operator)
    asked_before = len(operator.twilio.requests), len(operator.telnyx.requests)
    code, said, asked = await connect(operator)
    assert (code, asked) == (0, [])
    assert said.count("already connected") == 2
    methods = [one.method for one in operator.twilio.requests[asked_before[0] :]]
    methods += [one.method for one in operator.telnyx.requests[asked_before[1] :]]
    assert set(methods) == {"GET"}


@pytest.mark.parametrize(("options", "last"), [({"answer": False}, "left unchanged"), ({"is_dry": True}, "--dry-run")])
async def test_nothing_changes_without_confirmation(operator, options, last):
    code, said, _ = await connect(operator, **options)
    assert code == 0
    assert last in said
    assert operator.twilio.service.inbound_request_url is None
    assert operator.telnyx.profile["webhook_url"] is None


async def test_the_numbers_webhook_is_set_when_the_service_defers_to_it(operator):
    operator.twilio.service.use_inbound_webhook_on_number = True
    operator.twilio.number["sms_application_sid"] = "AP" + "0" * 32
    _, said, _ = await connect(operator)
    assert operator.twilio.number == {"sms_url": TWILIO_WEBHOOK, "sms_method": "POST", "sms_application_sid": ""}
    assert operator.twilio.service.inbound_request_url is None
    assert "a TwiML app is set" in said


async def test_a_wrong_method_or_version_is_corrected(operator):
    operator.twilio.service.inbound_request_url = TWILIO_WEBHOOK
    operator.twilio.service.inbound_method = "GET"
    operator.telnyx.profile |= {"webhook_url": TELNYX_WEBHOOK, "webhook_api_version": "1"}
    await connect(operator)
    assert operator.twilio.service.inbound_method == "POST"
    assert operator.telnyx.profile["webhook_api_version"] == "2"


async def test_one_provider_failing_does_not_keep_the_other_from_being_connected(operator):
    environ = operator.environ | {"TWILIO_AUTH_TOKEN": "wrong"}
    said: list[str] = []
    code = await run_connect(None, environ, ask=lambda _: True, say=said.append)
    assert code == 1
    assert "account SID or auth token refused" in "\n".join(said)
    assert operator.telnyx.profile["webhook_url"] == TELNYX_WEBHOOK


async def test_the_simulator_has_no_webhooks_to_connect():
    with pytest.raises(SettingsError, match="BOT_PROVIDERS"):
        await run_connect(None, {}, ask=lambda _: True)
