"""A failed delivery shows everywhere: from a provider's signed callback to log, metrics, operator's view and alert."""

import asyncio
import json
import re
import subprocess
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import yaml  # type: ignore[import-untyped]
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.__main__ import main
from bot.providers.telnyx import codes as telnyx_codes
from bot.providers.twilio import codes as twilio_codes
from bot.runtime.metrics import MAX_CODES, Metrics
from tests.builders import BOT_NUMBER
from tests.fakes.api_server import Fault
from tests.fakes.phones import PUBLIC_URL, SENDER, until
from tests.fakes.signing import signed_event, signed_form
from tests.fakes.twilio_server import AUTH_TOKEN
from tests.fakes.whole_bot import whole_bot
from tests.test_examples import EXAMPLES, tool

API_TOKEN = "token-of-a-program-0123456789"
RULES = yaml.safe_load((EXAMPLES / "alerts.yml").read_text())["groups"][0]["rules"]
ENVIRON = {
    "BOT_PROVIDERS": "twilio",
    "BOT_PUBLIC_URL": PUBLIC_URL,
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
    "TWILIO_MESSAGING_SERVICE_SID": "MG" + "0" * 32,
    "TWILIO_PHONE_NUMBER": BOT_NUMBER,
}


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path, BOT_API_TOKEN=API_TOKEN) as phones:
        yield phones


async def scrape(phones):
    async with phones.session.get(f"{phones.base_url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[:1] != "#")}


async def twilio_callback(phones, url, sid, status, code=""):
    form = {"MessageSid": sid, "MessageStatus": status, "From": BOT_NUMBER, "To": SENDER}
    headers, body = signed_form(url, form | ({"ErrorCode": code} if code else {}), AUTH_TOKEN)
    assert (await phones.post(url.removeprefix(PUBLIC_URL), headers, body))[0] == 204


async def telnyx_finalized(phones, message, statuses, *codes):
    payload = {
        "id": message.id,
        "direction": "outbound",
        "to": [{"phone_number": f"{SENDER[:-1]}{at}", "status": status} for at, status in enumerate(statuses)],
        "errors": [{"code": code, "title": "Not delivered"} for code in codes],
    }
    event = {"data": {"event_type": "message.finalized", "id": "ev", "payload": payload}}
    headers, body = signed_event(event, datetime.now(UTC))
    assert (await phones.post(message.webhook_url.removeprefix(PUBLIC_URL), headers, body))[0] == 200


async def shown(tmp_path, operation="list"):
    """The only reminder as ``reminders show`` prints it."""
    environ = ENVIRON | {"DATABASE_URL": f"sqlite:///{tmp_path / 'reminders.db'}"}

    async def run(*args):
        result = await asyncio.to_thread(CliRunner().invoke, main, ["reminders", *args], env=environ)
        assert result.exit_code == 0, result.output
        return result.output

    return await run("show", (await run("list")).split()[0])


def firing(tmp_path, before, after):
    """Which alerts fire half an hour after the figures went from one scrape to the other; by alert, their labels.

    Prometheus' own tool evaluates the rules. It says what it got when that is not what the test file expects.
    """
    series = []
    for name in sorted({*before, *after}):
        labelled = name.replace("{", '{job="reminder-bot",') if "{" in name else f'{name}{{job="reminder-bot"}}'
        first = f"{before[name]}+0x89" if name in before else "_x90"
        series.append({"series": labelled, "values": f"{first} {after.get(name, 0)}+0x60"})
    (tmp_path / "alerts.yml").write_text((EXAMPLES / "alerts.yml").read_text())
    check = {"eval_time": "2h", "expr": 'ALERTS{alertstate="firing"}', "exp_samples": [{"labels": "{}", "value": 0}]}
    test = {"interval": "1m", "input_series": series, "promql_expr_test": [check]}
    file = tmp_path / "test.yml"
    file.write_text(yaml.safe_dump({"rule_files": ["alerts.yml"], "evaluation_interval": "1m", "tests": [test]}))
    done = subprocess.run([tool("promtool"), "test", "rules", file], capture_output=True, text=True, check=False)
    got = re.search(r"got:(.*)", done.stdout + done.stderr, re.DOTALL)
    assert got, done.stdout + done.stderr
    found = re.findall(r"ALERTS\{([^}]*)\}", got[1]) or re.findall(r'\{(__name__="ALERTS"[^}]*)\}', got[1])
    labels = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in found]
    return {(one["alertname"], one.get("provider"), one.get("code")) for one in labels} - {
        ("ReminderBotDown", None, None)
    }


async def test_an_unregistered_number_at_twilio(phones, tmp_path):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: phones.twilio.messages)
    (message,) = phones.twilio.messages
    before = await scrape(phones)
    with capture_logs() as lines:
        for _ in range(2):  # Twilio may deliver a callback twice
            await twilio_callback(phones, message.status_callback, message.sid, "undelivered", "30034")
    (line, _) = [line for line in lines if line["event"] == "receipt applied"]
    assert (line["log_level"], line["reported"], line["state"], line["error_code"]) == (
        *("warning", "undelivered", "undelivered"),
        "30034",
    )
    after = await scrape(phones)
    assert after['bot_deliveries_total{code="30034",provider="twilio",state="undelivered"}'] == 1
    assert "undelivered as SM" in (said := await shown(tmp_path))
    assert ": 30034: the sender's number is not registered for A2P 10DLC" in said
    assert firing(tmp_path, before, after) == {("SenderBlocked", "twilio", "30034")}


@pytest.mark.parametrize("code", ["40010", 40010])
async def test_an_unregistered_number_at_telnyx(phones, tmp_path, code):
    await phones.by_telnyx("remind me in 2 hours to call mom")
    await until(lambda: [message for message in phones.telnyx.messages if message.send_at])
    (message,) = [message for message in phones.telnyx.messages if message.send_at]
    before = await scrape(phones)
    with capture_logs() as lines:
        await telnyx_finalized(phones, message, ["delivery_failed"], code)
    assert [line["error_code"] for line in lines if line["event"] == "receipt applied"] == ["40010"]
    after = await scrape(phones)
    assert after['bot_deliveries_total{code="40010",provider="telnyx",state="undelivered"}'] == 1
    assert ": 40010: the sender's number is not registered for 10DLC" in await shown(tmp_path)
    assert firing(tmp_path, before, after) == {("SenderBlocked", "telnyx", "40010")}


async def test_a_failed_reply_in_twiml(phones, tmp_path):
    url = await _reply_callback(phones, "list", "SMtext")
    before = await scrape(phones)
    with capture_logs() as lines:
        await twilio_callback(phones, url, "SMreply", "failed", "30034")
    (line,) = [line for line in lines if line["event"] == "receipt of a reply"]
    assert (line["inbound"], line["reported"], line["error_code"]) == ("SMtext", "failed", "30034")
    after = await scrape(phones)
    assert after['bot_receipts_total{known="true",provider="twilio"}'] == 1
    assert after['bot_deliveries_total{code="30034",provider="twilio",state="failed"}'] == 1
    assert firing(tmp_path, before, after) == {("SenderBlocked", "twilio", "30034")}


async def _reply_callback(phones, text, message_id):
    form = {"MessageSid": message_id, "From": SENDER, "To": BOT_NUMBER, "Body": text}
    headers, body = signed_form(f"{PUBLIC_URL}/webhooks/twilio", form, AUTH_TOKEN)
    _, twiml = await phones.post("/webhooks/twilio", headers, body)
    return ET.fromstring(twiml)[0].attrib["statusCallback"]  # noqa: S314 - our own server's


async def test_a_failed_reply_at_telnyx(phones):
    await phones.by_telnyx("list")
    (message,) = phones.telnyx.messages
    await telnyx_finalized(phones, message, ["sending_failed"], "40002")
    assert (await scrape(phones))['bot_deliveries_total{code="40002",provider="telnyx",state="failed"}'] == 1


async def test_a_failure_at_the_call(phones, tmp_path):
    refusal = json.dumps({"code": 21408, "message": f"no permission for {SENDER}", "status": 400})
    phones.twilio.faults.append(Fault(status=400, body=refusal, content_type="application/json"))
    url, headers = f"{phones.base_url}/v1/messages", {"Authorization": f"Bearer {API_TOKEN}"}
    content = {"to": SENDER, "message": "Your table is ready.", "minutes": 120, "provider": "twilio"}
    async with phones.session.post(url, json=content, headers=headers) as answer:
        made = await answer.json()
    assert made["error_code"] is None
    while made["status"] != "failed":
        async with phones.session.get(f"{url}/{made['id']}", headers=headers) as answer:
            made = await answer.json()
    assert (made["error_code"], made["failure"]) == ("21408", "21408: sending to this region is not enabled")
    after = await scrape(phones)
    assert after['bot_provider_errors_total{call="schedule",code="21408",provider="twilio"}'] == 1
    assert after['bot_deliveries_total{code="21408",provider="twilio",state="failed"}'] == 1


async def test_an_opt_out_that_only_the_provider_knows_of_keeps_its_code(phones, tmp_path):
    refusal = json.dumps({"code": 21610, "message": "unsubscribed", "status": 400})
    phones.twilio.faults.append(Fault(status=400, body=refusal, content_type="application/json"))
    await phones.by_twilio("remind me in 2 hours to call mom")
    name = 'bot_deliveries_total{code="21610",provider="twilio",state="cancelled"}'
    while name not in (figures := await scrape(phones)):
        pass
    assert figures[name] == 1
    assert "cancelled: 21610: the person has opted out" in await shown(tmp_path)


async def test_an_opt_out_in_a_receipt_is_counted_as_one(phones):
    await phones.by_twilio("remind me in 2 hours to call mom")
    await until(lambda: phones.twilio.messages)
    (message,) = phones.twilio.messages
    for _ in range(2):
        await twilio_callback(phones, message.status_callback, message.sid, "undelivered", "21610")
    assert (await scrape(phones))['bot_opt_outs_total{by="provider"}'] == 1


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (["delivered", "delivered"], "delivered"),
        (["delivered", "delivery_failed"], "undelivered"),
        (["delivery_failed", "delivered"], "undelivered"),
        (["delivered", "sending_failed", "delivery_failed"], "failed"),
    ],
)
async def test_a_message_is_as_far_as_the_worst_of_its_recipients(phones, statuses, state):
    await phones.by_telnyx("list")
    await telnyx_finalized(phones, phones.telnyx.messages[0], statuses, "40001")
    code = "none" if state == "delivered" else "40001"
    name = f'bot_deliveries_total{{code="{code}",provider="telnyx",state="{state}"}}'
    assert (await scrape(phones))[name] == 1


@pytest.mark.parametrize(
    ("code", "label"), [("", "none"), ("30007", "30007"), ("3003", "other"), ("not a code \u00e9", "other")]
)
async def test_the_label_of_a_code_is_one_that_twilio_documents_or_other(phones, code, label):
    url = await _reply_callback(phones, "list", "SMtext")
    await twilio_callback(phones, url, "SMreply", "undelivered", code)
    assert (await scrape(phones))[f'bot_deliveries_total{{code="{label}",provider="twilio",state="undelivered"}}'] == 1


async def test_the_receipt_of_an_unknown_message_is_counted_and_logged(phones):
    with capture_logs() as lines:
        await twilio_callback(phones, f"{PUBLIC_URL}/webhooks/twilio/status", "SMother", "undelivered", "30007")
    (line,) = [line for line in lines if line["event"] == "receipt of an unknown message"]
    assert (line["provider_message_id"], line["error_code"]) == ("SMother", "30007")
    after = await scrape(phones)
    assert after['bot_receipts_total{known="false",provider="twilio"}'] == 1
    assert after['bot_deliveries_total{code="30007",provider="twilio",state="undelivered"}'] == 1


def test_codes_are_bounded():
    metrics = Metrics()
    for number in range(10_000, 11_000):
        metrics.delivery_finished("twilio", "failed", str(number))
    metrics.delivery_finished("telnyx", "failed", "40010")
    samples = [sample for family in metrics.registry.collect() for sample in family.samples]
    counts = {(one.labels["provider"], one.labels["code"]): one.value for one in samples if "code" in one.labels}
    assert len(counts) == MAX_CODES + 2
    assert counts["twilio", "other"] == 1_000 - MAX_CODES
    assert counts["telnyx", "40010"] == 1


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        ((20, 0), (29, 4), False),
        ((20, 0), (29, 5), True),
        ((None, None), (10, 6), True),
        ((1000, 100), (1200, 110), False),
        ((1000, 100), (1100, 120), True),
    ],
)
def test_the_alert_about_the_share_that_does_not_arrive(tmp_path, before, after, fires):
    names = (
        'bot_deliveries_total{code="none",provider="twilio",state="delivered"}',
        'bot_deliveries_total{code="30007",provider="twilio",state="undelivered"}',
    )
    first, second = (dict(zip(names, values, strict=True)) for values in (before, after))
    first = {name: value for name, value in first.items() if value is not None}
    expected = {("MessagesNotDelivered", "twilio", None)} if fires else set()
    assert firing(tmp_path, first, second) == expected


def test_no_alert_without_failures(tmp_path):
    name = 'bot_deliveries_total{code="none",provider="twilio",state="delivered"}'
    blocked = 'bot_deliveries_total{code="30034",provider="twilio",state="failed"}'
    assert firing(tmp_path, {name: 1, blocked: 3}, {name: 50, blocked: 3}) == set()


def test_the_alert_names_every_code_that_concerns_the_sender():
    (rule,) = [rule for rule in RULES if rule["alert"] == "SenderBlocked"]
    named = set(re.findall(r"\d{5}", rule["expr"]))
    assert named == twilio_codes.SENDER_CODES | telnyx_codes.SENDER_CODES
    assert twilio_codes.REASONS.keys() >= twilio_codes.SENDER_CODES
    assert telnyx_codes.REASONS.keys() >= telnyx_codes.SENDER_CODES
