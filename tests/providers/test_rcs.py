"""RCS through Twilio: a reminder has its quick replies as chips, everything else is sent as it is."""

import json
from datetime import timedelta
from urllib.parse import parse_qs
from uuid import uuid4

import pytest

from bot.cli.check import run_check
from bot.cli.connect import create_templates
from bot.domain.errors import OutcomeUnknownError, ProviderSetupError, SettingsError
from bot.domain.model import OutboundKind
from bot.providers.quick_replies import QUICK_REPLIES
from bot.providers.twilio.provider import TwilioProvider
from bot.providers.twilio.rcs import MOST_CHARACTERS
from tests.builders import NOW, SENDER, WINDOW, make_text
from tests.fakes.api_server import Fault, failing
from tests.fakes.content_server import ContentServer
from tests.fakes.set_clock import SetClock
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer

SID = "HX" + "7" * 32
IN_AN_HOUR = NOW + timedelta(hours=1)


@pytest.fixture
async def server():
    async with TwilioServer(SetClock()) as server:
        yield server


@pytest.fixture
async def provider(server):
    provider = TwilioProvider(
        account_sid=ACCOUNT_SID,
        auth_token=AUTH_TOKEN,
        messaging_service_sid=MESSAGING_SERVICE_SID,
        public_url="https://bot.example.com",
        window=WINDOW,
        api_base_url=server.url,
        rcs_content_sid=SID,
    )
    await provider.start()
    yield provider
    await provider.close()


def text(**changes):
    return make_text(**{"to_number": SENDER, "reminder_id": uuid4()} | changes)


def asked(server):
    return {name: values[0] for name, values in parse_qs(server.requests[-1].body.decode()).items()}


@pytest.mark.parametrize("scheduled", [True, False])
async def test_a_reminder_has_chips_and_goes_to_the_bare_number(server, provider, scheduled):
    message = text(body='Reminder: "call" mom 🎂')
    await (provider.schedule(message, IN_AN_HOUR) if scheduled else provider.send(message))
    fields = asked(server)
    assert (fields["To"], fields["ContentSid"]) == (SENDER, SID)
    assert json.loads(fields["ContentVariables"]) == {"1": message.body}
    assert "Body" not in fields
    assert ("SendAt" in fields) is scheduled


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": OutboundKind.REPLY, "reminder_id": None},
        {"kind": OutboundKind.MESSAGE, "reminder_id": None},
        {"reminder_id": None, "says_due": True},  # a notice
        {"body": "Reminder: milk\neggs"},
        {"body": "Reminder: a\tb"},
        {"body": "Reminder: far     apart"},
        {"body": "x" * (MOST_CHARACTERS + 1)},
        {"media_urls": ("https://example.com/cake.png",)},
    ],
    ids=str,
)
async def test_what_cannot_have_chips_is_sent_as_it_is(server, provider, changes):
    message = text(**changes)
    await provider.send(message)
    fields = asked(server)
    assert (fields["Body"].replace("\r\n", "\n"), "ContentSid" in fields) == (message.body, False)


async def test_a_lost_reminder_with_chips_is_found(server, provider):
    message = text(handed_over_at=NOW)
    server.faults.append(failing(500, after_work=True))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(message)
    assert await provider.find(message) is not None
    assert await provider.find(text(handed_over_at=NOW, body="Reminder: pay rent")) is None


async def test_a_template_that_was_deleted_is_the_operators(server, provider):
    body = json.dumps({"code": 21655, "message": "The ContentSid is invalid"})
    server.faults.append(Fault(status=400, body=body))
    with pytest.raises(ProviderSetupError, match="template does not exist"):
        await provider.send(text())


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


async def create(content, **flags):
    said: list[str] = []
    environ = ENVIRON | {"TWILIO_API_BASE_URL": content.url}
    code = await create_templates(None, environ, said.append, **flags)
    return code, said


async def test_connect_creates_the_template_once_and_asks_nobody_for_approval(content):
    code, said = await create(content, whatsapp=False, rcs=True)
    ((sid, made),) = content.contents.items()
    assert (code, said, content.approvals) == (0, [f"export TWILIO_CONTENT_SID_RCS={sid}"], {})
    card = made["types"]["twilio/card"]
    assert [(one["title"], one["id"]) for one in card["actions"]] == list(QUICK_REPLIES)
    assert card["body"] == made["types"]["twilio/text"]["body"] == "{{1}}", "by SMS, the words alone"
    assert await create(content, whatsapp=False, rcs=True) == (0, said)
    assert len(content.contents) == 1


async def test_connect_creates_both_kinds_at_once(content):
    code, said = await create(content, whatsapp=True, rcs=True)
    assert (code, len(content.contents), len(content.approvals)) == (0, 4, 3)
    assert any("TWILIO_CONTENT_SID_RCS" in line for line in said)


async def test_without_twilio_there_is_nothing_to_create():
    with pytest.raises(SettingsError, match="RCS need twilio"):
        await create_templates(None, {}, lambda _: None, whatsapp=False, rcs=True)


@pytest.mark.parametrize(("exists", "expected"), [(True, "exists"), (False, "there is no template")])
async def test_check_says_whether_the_template_exists(content, tmp_path, exists, expected):
    await create(content, whatsapp=False, rcs=True)
    sid = next(iter(content.contents)) if exists else SID
    environ = ENVIRON | {
        "TWILIO_CONTENT_SID_RCS": sid,
        "TWILIO_API_BASE_URL": content.url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
    }
    said: list[str] = []
    await run_check(None, environ, offline=False, say=said.append)
    assert any(expected in line and sid in line for line in said), said
