"""While another process holds the database, every webhook and API request is answered, and nothing is saved later."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from bot.conversation.texts import refusals
from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER
from tests.fakes.program import TOKEN
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.twilio_server import AUTH_TOKEN
from tests.fakes.whole_bot import whole_bot

pytestmark = pytest.mark.timeout(120)  # loading an SDK is slow on a busy machine

ASK = "remind me in 2 hours to call mom"
TEXT = {"MessageSid": "SM1", "From": SENDER, "To": BOT_NUMBER, "Body": ASK}
LIMIT = {"BOT_ANSWER_SECONDS": "0.2", "BOT_CANCEL_WAIT_SECONDS": "0", "BOT_API_TOKEN": TOKEN}


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path, **LIMIT) as phones:
        yield phones


def form(path, fields):
    return path, *signed_form(PUBLIC_URL + path, fields, AUTH_TOKEN)


def event(kind, payload):
    data = {"data": {"event_type": kind, "id": "ev-1", "payload": payload}}
    return "/webhooks/telnyx", *signed_event(data, datetime.now(UTC))


def api(path, content):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Idempotency-Key": "k1"}
    return path, headers, json.dumps(content).encode()


def requests():
    """Each kind of request, and the status that it gets."""
    texted: dict[str, object] = {
        "id": "in-1",
        "direction": "inbound",
        "type": "SMS",
        "from": {"phone_number": SENDER},
        "text": ASK,
    }
    texted["to"] = [{"phone_number": BOT_NUMBER}]
    sent = {"id": "out-1", "direction": "outbound", "to": [{"phone_number": SENDER, "status": "delivered"}]}
    return {
        "twilio text": (form("/webhooks/twilio", TEXT), 200),
        "twilio status": (form("/webhooks/twilio/status", {"MessageSid": "SM9", "MessageStatus": "sent"}), 503),
        "telnyx text": (event("message.received", texted), 503),
        "telnyx status": (event("message.finalized", sent), 503),
        "studio text": (form("/v1/studio/message", {"from": SENDER, "to": BOT_NUMBER, "body": ASK}), 200),
        "studio schedule": (form("/v1/message/schedule", {"number": SENDER, "minutes": "60", "message": "x"}), 503),
        "message": (api("/v1/messages", {"to": SENDER, "message": "x", "minutes": 60}), 503),
    }


async def asked(phones, request):
    path, headers, body = request
    async with phones.session.post(phones.base_url + path, headers=headers, data=body) as answer:
        return answer.status, answer.headers, await answer.text()


async def ready(phones):
    """Wait until the database has done everything that was asked of it."""
    status = 0
    while status != 200:
        async with phones.session.get(f"{phones.base_url}/readyz") as answer:
            status = answer.status


def counts(path):
    with closing(sqlite3.connect(path)) as connection:
        tables = ("inbound", "people", "reminders", "outbound", "idempotency")
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


async def test_every_request_is_answered_while_the_database_is_held(phones, tmp_path):
    path = tmp_path / "reminders.db"
    kinds = requests()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answers = await asyncio.gather(*(asked(phones, request) for request, _ in kinds.values()))
        other.execute("ROLLBACK")
    by_kind = dict(zip(kinds, answers, strict=True))
    assert {kind: status for kind, (status, _, _) in by_kind.items()} == {
        kind: status for kind, (_, status) in kinds.items()
    }
    assert all(headers["Retry-After"] == "5" for status, headers, _ in answers if status == 503)
    assert "".join(ET.fromstring(by_kind["twilio text"][2]).itertext()) == refusals.NOT_SAVED_IN_TIME  # noqa: S314
    assert json.loads(by_kind["studio text"][2]) == {"reply": refusals.NOT_SAVED_IN_TIME, "intent": "not_saved"}
    for kind in ("studio schedule", "message"):
        assert by_kind[kind][1]["Content-Type"].startswith("application/problem+json")
        assert json.loads(by_kind[kind][2])["detail"] == "the database is busy; try again"
    await ready(phones)
    assert counts(path) == [0, 0, 0, 0, 0]


async def test_a_text_delivered_again_is_answered_as_if_it_came_for_the_first_time(phones, tmp_path):
    with closing(sqlite3.connect(tmp_path / "reminders.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        _, _, busy = await asked(phones, form("/webhooks/twilio", TEXT))
        other.execute("ROLLBACK")
    answer = busy
    while answer == busy:  # the limit is so short that a busy machine may need several tries
        _, _, answer = await asked(phones, form("/webhooks/twilio", TEXT))
    assert "call mom" in answer or "may not have saved" in answer
    assert counts(tmp_path / "reminders.db")[2] == 1
