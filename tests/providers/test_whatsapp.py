"""WhatsApp through Twilio: templates for everything but replies, and the templates themselves."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest

from bot.cli.check import run_check
from bot.cli.connect import create_templates
from bot.domain.errors import OutcomeUnknownError, ProviderSetupError
from bot.domain.model import OutboundKind
from bot.providers.quick_replies import QUICK_REPLIES
from bot.providers.twilio.provider import TwilioProvider
from bot.providers.twilio.templates import SAMPLES
from bot.providers.whatsapp import BODIES, VARIABLE_CHARACTERS, TemplateKind, flattened, template_kind
from tests.builders import NOW, WINDOW, make_text
from tests.fakes.api_server import failing
from tests.fakes.content_server import ContentServer
from tests.fakes.set_clock import SetClock
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

SOMEONE = "whatsapp:+13125550123"
IN_AN_HOUR = NOW + timedelta(hours=1)
SIDS = {kind: f"HX{number:032x}" for number, kind in enumerate(TemplateKind, 1)}
REMINDER_ID = make_text().id


@pytest.fixture
async def server():
    async with TwilioServer(SetClock()) as server:
        yield server


async def provider_for(server, content_sids=SIDS):
    provider = TwilioProvider(
        account_sid=ACCOUNT_SID,
        auth_token=AUTH_TOKEN,
        messaging_service_sid=MESSAGING_SERVICE_SID,
        public_url="https://bot.example.com",
        window=WINDOW,
        api_base_url=server.url,
        content_sids=content_sids,
    )
    await provider.start()
    return provider


def text(**changes):
    return make_text(to_number=SOMEONE, reminder_id=REMINDER_ID, **changes)


def asked(server):
    return {name: values[0] for name, values in parse_qs(server.requests[-1].body.decode()).items()}


@pytest.mark.parametrize("scheduled", [True, False])
async def test_a_reminder_is_a_template(server, scheduled):
    provider = await provider_for(server)
    message = text(body="Reminder: call\n\tmom")
    await (provider.schedule(message, IN_AN_HOUR) if scheduled else provider.send(message))
    fields = asked(server)
    assert (fields["To"], fields["ContentSid"]) == (SOMEONE, SIDS[TemplateKind.REMINDER])
    assert json.loads(fields["ContentVariables"]) == {"1": "Reminder: call mom"}
    assert "Body" not in fields
    assert ("SendAt" in fields) is scheduled
    await provider.close()


async def test_a_reply_is_free_text(server):
    provider = await provider_for(server)
    await provider.send(text(kind=OutboundKind.REPLY, body="OK\nDone"))
    fields = asked(server)
    assert (fields["Body"], "ContentSid" in fields) == ("OK\nDone", False)
    await provider.close()


async def test_sms_has_no_templates(server):
    provider = await provider_for(server)
    await provider.schedule(make_text(), IN_AN_HOUR)
    assert "ContentSid" not in asked(server)
    await provider.close()


async def test_without_a_template_nothing_is_scheduled_and_the_bot_tries_free_text_at_the_time(server):
    provider = await provider_for(server, {})
    with pytest.raises(ProviderSetupError, match="TWILIO_CONTENT_SID"):
        await provider.schedule(text(), IN_AN_HOUR)
    assert server.requests == []
    await provider.send(text())
    assert asked(server)["Body"] == "Reminder: call mom"
    await provider.close()


async def test_a_lost_template_is_found_by_its_words(server):
    provider = await provider_for(server)
    message = text(handed_over_at=NOW)
    server.faults.append(failing(500, after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(message)
    found = await provider.find(message)
    assert found is not None
    assert await provider.find(text(handed_over_at=NOW, body="Reminder: pay rent")) is None
    await provider.close()


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, TemplateKind.REMINDER),
        ({"says_due": True}, TemplateKind.LATE),
        ({"says_due": True, "reminder_id": None}, TemplateKind.MISSED),
        ({"kind": OutboundKind.MESSAGE, "reminder_id": None}, TemplateKind.REMINDER),
    ],
)
def test_which_template(changes, kind):
    assert template_kind(make_text(**{"reminder_id": REMINDER_ID} | changes)) is kind


def test_a_variable_is_one_line_of_limited_length():
    assert flattened("a\nb\t c    d ") == "a b c d"
    assert len(flattened("x" * 5000)) == VARIABLE_CHARACTERS


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_templates_keep_whatsapps_rules(kind):
    body = BODIES[kind]
    assert re.findall(r"{{\d}}", body) == ["{{1}}"]
    assert not body.startswith("{{")
    assert not body.endswith("}}")
    assert len(body.replace("{{1}}", "").split()) >= 3
    assert len(body) + VARIABLE_CHARACTERS <= 1024
    assert SAMPLES[kind]
    assert all(len(title) <= 20 and title.isascii() for title, _ in QUICK_REPLIES)


ENVIRON = {
    "BOT_PROVIDERS": "twilio",
    "BOT_PUBLIC_URL": "https://bot.example.com",
    "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
    "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
    "TWILIO_MESSAGING_SERVICE_SID": MESSAGING_SERVICE_SID,
}


@pytest.fixture
async def content():
    async with ContentServer() as content:
        yield content


async def create(content, **environ):
    said: list[str] = []
    code = await create_templates(None, ENVIRON | {"TWILIO_API_BASE_URL": content.url} | environ, said.append)
    return code, said


async def test_connect_creates_and_submits_the_templates_once(content):
    code, said = await create(content)
    assert (code, len(content.contents), len(content.approvals)) == (0, 3, 3)
    assert [line.partition("=")[0] for line in said[:3]] == [
        f"export TWILIO_CONTENT_SID_{kind.upper()}" for kind in TemplateKind
    ]
    assert {one["category"] for one in content.approvals.values()} == {"UTILITY"}
    reminder = next(one for one in content.contents.values() if "_reminder_v" in one["friendly_name"])
    actions = reminder["types"]["twilio/quick-reply"]["actions"]
    assert [(one["title"], one["id"]) for one in actions] == list(QUICK_REPLIES)
    assert await create(content) == (0, said), "a second run creates nothing"
    assert len(content.contents) == 3


async def test_connect_says_what_is_wrong(content):
    code, said = await create(content, TWILIO_AUTH_TOKEN="stale")
    assert (code, "account SID or auth token refused" in said[0]) == (1, True)


async def check(content, tmp_path):
    sids = {f"TWILIO_CONTENT_SID_{kind.upper()}": sid for kind, sid in zip(TemplateKind, content.contents, strict=True)}
    environ = ENVIRON | sids | {"TWILIO_API_BASE_URL": content.url, "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    said: list[str] = []
    await run_check(None, environ, offline=False, say=said.append)
    return "\n".join(said)


@pytest.mark.parametrize(
    ("approval", "said"),
    [
        ({"status": "approved", "category": "UTILITY"}, "is approved"),
        ({"status": "approved", "category": "MARKETING"}, "was moved to the category MARKETING"),
        ({"status": "pending"}, "is waiting for approval"),
        ({"status": "rejected", "rejection_reason": "spam"}, "is rejected: spam"),
        ({"status": "paused"}, "is paused"),
    ],
)
async def test_check_says_how_the_templates_stand(content, tmp_path, approval, said):
    await create(content)
    for sid in content.approvals:
        content.approvals[sid] = content.approvals[sid] | approval
    assert said in await check(content, tmp_path)
