"""``python -m bot check``: each problem is reported in plain words, with what to do about it."""

import asyncio
import os
import shutil
import socket
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.cli.check import run_check
from bot.cli.connect import run_connect
from bot.cli.public_address import findings
from bot.domain.errors import TemporaryProviderError
from bot.providers.account import Verdict
from bot.providers.http_errors import is_offline
from bot.runtime.clock import Clock
from bot.storage.sqlite.store import SqliteStore
from tests.builders import BOT_NUMBER, NOW
from tests.fakes.api_server import Fault, failing, html
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

THIS_MACHINE = "which only this machine can reach"


async def check(environ, **options):
    """Run it; the exit code and the output, without colours."""
    said: list[str] = []
    code = await run_check(None, environ, offline=options.pop("offline", False), say=said.append)
    return code, click.unstyle("\n".join(said))


PHONE = {
    "BOT_PROVIDERS": "smsgate",
    "BOT_PUBLIC_URL": "http://127.0.0.1:9",
    "SMSGATE_BASE_URL": "http://127.0.0.1:9",
    "SMSGATE_USERNAME": "user",
    "SMSGATE_PASSWORD": "password",
    "SMSGATE_WEBHOOK_SIGNING_KEY": "k" * 48,
    "SMSGATE_PHONE_NUMBER": BOT_NUMBER,
}


async def test_a_phone_on_a_cable_needs_neither_a_public_address_nor_a_proxy(tmp_path):
    """docs/own-phone.md prescribes the loopback address."""
    _, said = await check(PHONE | {"DATABASE_URL": f"sqlite:///{tmp_path / 'reminders.db'}"})
    assert "which the phone reaches with `adb reverse`" in said
    assert ("Start the bot with `python -m bot serve`." in said, "proxy" in said, "public URL" in said) == (
        True,
        False,
        False,
    )


@pytest.fixture
async def healthy(operator):
    """Everything set up, with a public URL on this machine."""
    await run_connect(
        None, operator.environ | {"BOT_PUBLIC_URL": operator.face.url}, ask=lambda _: True, say=lambda _: None
    )
    operator.environ["BOT_PUBLIC_URL"] = operator.face.url
    return operator


def wrong(said):
    """Each line that reports a problem, with the line after it, which says how to fix it."""
    lines = said.splitlines()
    return [(line, lines[at + 1]) for at, line in enumerate(lines) if line.startswith("  WRONG")]


async def test_a_healthy_set_up_is_reported_part_by_part(healthy):
    code, said = await check(healthy.environ)
    assert (code, wrong(said)) == (0, [])
    assert THIS_MACHINE in said
    for part in (
        'the account "Reminders Inc" is active, and the token is valid',
        f'the messaging service "Reminders" sends from {BOT_NUMBER}',
        f'the messaging service "Reminders" sends texts to {healthy.face.url}/webhooks/twilio#rc=3&rp=ct,rt,5xx',
        "the API key is valid, and the account has credit",
        f'the messaging profile "Reminders" is enabled and has {BOT_NUMBER}',
        f"the bot answers at {healthy.face.url}",
        f"{healthy.face.url}/webhooks/telnyx refuses unsigned requests, as it should",
        "the first start creates it",
    ):
        assert f"  ok     {part}" in said or part in said, said


async def test_a_fresh_clone_has_nothing_wrong(tmp_path):
    code, said = await check({"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"})
    assert (code, said.splitlines()[-1]) == (0, "Nothing is wrong.")


async def test_each_wrong_setting_is_a_line_of_its_own():
    code, said = await check({"BOT_PORT": "x", "BOT_PROVIDERS": "twillio"})
    assert code == 1
    assert [line.split(" (")[0] for line in said.splitlines() if "WRONG" in line] == [
        "  WRONG  BOT_PROVIDERS",
        "  WRONG  BOT_PORT",
    ]
    assert "2 things are wrong." in said


WRONG_SETTINGS = [
    ({"TWILIO_AUTH_TOKEN": "stale"}, "refuses the account SID or the auth token", "primary auth token"),
    ({"TWILIO_ACCOUNT_SID": "AC" + "1" * 32}, "refuses the account SID or the auth token", "console.twilio.com"),
    ({"TWILIO_MESSAGING_SERVICE_SID": "MG" + "1" * 32}, "no messaging service MG111", "Messaging > Services"),
    ({"TWILIO_PHONE_NUMBER": "+13125550177"}, "+13125550177 (TWILIO_PHONE_NUMBER) is not one", "add the number"),
    ({"TELNYX_API_KEY": "KEYstale"}, "Telnyx refuses the API key", "API Keys"),
    ({"TELNYX_PUBLIC_KEY": "c2hvcnQ="}, "TELNYX_PUBLIC_KEY", "Public Key"),
    ({"TELNYX_PHONE_NUMBER": "+13125550177"}, "is not a number of this account", "under Numbers"),
    ({"TELNYX_MESSAGING_PROFILE_ID": "other"}, "assigned to another messaging profile", "Its profile is"),
    ({"TELNYX_PHONE_NUMBER": "", "TELNYX_MESSAGING_PROFILE_ID": "other"}, "no messaging profile other", "Copy its ID"),
    ({"BOT_PUBLIC_URL": "http://127.0.0.1:9"}, "nothing is listening there", "python -m bot serve"),
]


@pytest.mark.parametrize(("changed", "said", "mend"), WRONG_SETTINGS)
async def test_each_wrong_setting_has_its_own_report(healthy, changed, said, mend):
    code, all_said = await check(healthy.environ | changed)
    assert code == 1
    assert any(said in line and mend in after for line, after in wrong(all_said)), all_said
    for secret in (healthy.environ["TWILIO_AUTH_TOKEN"], healthy.environ["TELNYX_API_KEY"]):
        assert secret not in all_said


def _suspend(operator):
    operator.twilio.status = "suspended"


def _empty_service(operator):
    operator.twilio.service.numbers = []


def _inbound_off(operator):
    operator.twilio.service.inbound_request_url = None


def _elsewhere(operator):
    operator.telnyx.profile["webhook_url"] = "https://elsewhere.example.com/x"


def _old_version(operator):
    operator.telnyx.profile["webhook_api_version"] = "1"


def _profile_off(operator):
    operator.telnyx.profile["enabled"] = False


def _no_profile(operator):
    operator.telnyx.numbers[BOT_NUMBER] = None


def _no_credit(operator):
    operator.telnyx.credit = "0.00"


def _twilio_broken(operator):
    operator.twilio.faults.append(failing(500))


def _proxy_before_telnyx(operator):
    operator.telnyx.faults.append(html())


def _bot_behind_proxy_is_down(operator):
    operator.face.faults.append(Fault(status=502))


def _redirect(operator):
    operator.face.faults.append(Fault(status=301, headers={"Location": "https://www.example.com/"}))


def _something_else(operator):
    operator.face.faults.append(Fault(status=200, body="<html>welcome</html>"))


def _telnyx_off_in_the_running_bot(operator):
    operator.face.faults += [None, None, Fault(status=404)]


WRONG_ACCOUNTS = [
    (_suspend, "the Twilio account is suspended", "console.twilio.com"),
    (_empty_service, "has no number to send from", "add your number to its senders"),
    (_inbound_off, "sends texts nowhere", "python -m bot connect"),
    (_elsewhere, "sends texts to https://elsewhere.example.com/x, which is not this bot", "python -m bot connect"),
    (_old_version, "its webhook uses API version 1", "python -m bot connect"),
    (_profile_off, 'the messaging profile "Reminders" is disabled', "Enable it"),
    (_no_profile, "is assigned to no messaging profile", "select a messaging profile"),
    (_no_credit, "has no credit left", "Billing"),
    (_twilio_broken, "Twilio's API does not work as expected", "status.twilio.com"),
    (_proxy_before_telnyx, "Telnyx's API does not work as expected", "status.telnyx.com"),
    (_bot_behind_proxy_is_down, "answers 502", "python -m bot serve"),
    (_redirect, "redirects (301)", "Set BOT_PUBLIC_URL"),
    (_something_else, "does not answer as this bot does", "Another program answers"),
    (_telnyx_off_in_the_running_bot, "/webhooks/telnyx does not exist", "BOT_PROVIDERS"),
]


@pytest.mark.parametrize(("happen", "said", "mend"), WRONG_ACCOUNTS)
async def test_each_problem_at_the_provider_is_reported(healthy, happen, said, mend):
    happen(healthy)
    code, all_said = await check(healthy.environ)
    assert code == 1
    assert any(said in line and mend in after for line, after in wrong(all_said)), all_said


async def test_harmless_oddities_are_notes(healthy):
    healthy.twilio.type = "Trial"
    healthy.twilio.service.us_app_to_person_registered = False
    healthy.twilio.service.inbound_request_url = f"{healthy.face.url}/webhooks/twilio"
    _, said = await check(healthy.environ)
    notes = [line for line in said.splitlines() if line.startswith("  note")]
    assert ["trial" in notes[0], "A2P 10DLC" in notes[1], "does not retry" in notes[2]] == [True] * 3
    assert wrong(said) == []


async def test_an_api_stand_in_without_accounts_is_not_wrong(healthy):
    async with TwilioServer(Clock()) as twilio, TelnyxServer(Clock()) as telnyx:
        twilio.faults.append(account_of_twilio())
        environ = {"TWILIO_API_BASE_URL": twilio.url, "TELNYX_BASE_URL": telnyx.api_url}
        code, said = await check(healthy.environ | environ)
    assert (code, wrong(said)) == (0, [])
    assert "TWILIO_API_BASE_URL has no messaging services" in said
    assert "TELNYX_BASE_URL has no accounts" in said


async def test_a_public_url_without_tls_is_wrong():
    finding = await anext(findings("http://bot.example.com", []))
    assert finding.verdict is Verdict.WRONG
    assert "http://bot.example.com" in finding.summary
    assert "https://" in finding.fix


async def test_a_provider_elsewhere_needs_a_public_url_that_it_can_reach(operator):
    environ = {**operator.environ, "BOT_PUBLIC_URL": "http://localhost:8080", "TELNYX_BASE_URL": ""}
    code, said = await check(environ)
    assert (code, [line for line, _ in wrong(said)]) == (
        1,
        [line for line in said.splitlines() if "BOT_PUBLIC_URL" in line],
    )


async def test_what_is_unsafe_or_renamed_is_a_note(tmp_path):
    environ = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        "BOT_API_TOKEN": "shop:a-token-of-24-characters",
        "BOT_HOST": "::",
        "TWILIO_COMFORTABLE_SECONDS": "1000",
    }
    code, said = await check(environ)
    notes = [line for line in said.splitlines() if line.startswith("  note")]
    assert code == 0
    assert ["TWILIO_SCHEDULE_AHEAD_SECONDS" in notes[0], "BOT_HOST" in notes[1]] == [True, True]
    assert len(notes) == 2


def account_of_twilio():
    account = '{"sid": "AC", "status": "active", "type": "Full", "friendly_name": "Reminders Inc"}'
    return Fault(status=200, body=account, content_type="application/json")


def test_no_network_is_told_apart_from_an_unknown_host():
    unknown_host, no_network = (socket.gaierror(number, "x") for number in (socket.EAI_NONAME, socket.EAI_AGAIN))
    for cause, is_without in ((unknown_host, False), (no_network, True), (TimeoutError(), False)):
        error = TemporaryProviderError("no connection")
        error.__cause__ = cause
        assert is_offline(error) is is_without


async def test_offline_makes_no_calls(healthy):
    code, said = await check(healthy.environ | {"TWILIO_AUTH_TOKEN": "wrong"}, offline=True)
    assert code == 0, said


async def test_the_database_of_a_running_bot_is_inspected_without_its_lock(healthy, tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    _, said = await check(healthy.environ, offline=True)
    assert "is sound: 0 people, 0 open reminders" in said
    await store.ping(30)
    await store.close()


def _text(path):
    path.write_text("not a database, but long enough to be looked at " * 40)


def _foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE visits (id INTEGER)")
    connection.close()


def _newer(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE schema_migrations (version INTEGER, name TEXT, applied_at TEXT)")
    connection.execute("INSERT INTO schema_migrations VALUES (999, 'later', 'x')")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text, "file is not a database"),
        (_foreign, "it is not a database of this bot"),
        (_newer, "made by a newer version of the bot (schema 999)"),
    ],
)
async def test_an_unusable_database_is_reported(make, said, tmp_path):
    make(tmp_path / "x.db")
    code, all_said = await check({"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"})
    assert code == 1
    assert said in all_said


@pytest.mark.parametrize("is_there", [True, False])
async def test_a_full_disk_is_reported(tmp_path, monkeypatch, is_there):
    if is_there:
        store = SqliteStore(tmp_path / "x.db")
        await store.open(NOW)
        await store.close()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 4096, 4096))
    code, said = await check({"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"})
    assert code == 1
    assert f"the disk of the database {tmp_path}/x.db is full; free some space" in said


async def test_a_folder_that_is_read_only_is_reported(tmp_path, monkeypatch):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)
    await store.close()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)  # for root, every folder can be written
    code, said = await check({"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"})
    assert code == 1
    assert f"cannot write to the folder {tmp_path}" in said


async def test_a_database_that_cannot_be_created_is_reported(tmp_path):
    (tmp_path / "file").write_text("")
    code, said = await check({"DATABASE_URL": f"sqlite:///{tmp_path}/file/x.db"})
    assert code == 1
    assert "cannot be created" in said


async def run(environ, *args, answer=""):
    """A command as the operator types it, in a thread; its exit code and output."""
    result = await asyncio.to_thread(CliRunner().invoke, main, args, input=answer, env=environ)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


async def test_exit_codes(healthy):
    assert (await run(healthy.environ, "check", "--offline"))[0] == 0
    assert (await run(healthy.environ, "check"))[0] == 0
    assert (await run(healthy.environ | {"TWILIO_AUTH_TOKEN": "stale"}, "check"))[0] == 1
    assert (await run(healthy.environ | {"BOT_PORT": "x"}, "check"))[0] == 1
    assert (await run(healthy.environ, "connect"))[0] == 0
    code, said = await run({"BOT_PROVIDERS": "simulator"}, "connect")
    assert (code, said.count("\n")) == (1, 1)


async def test_connect_asks_for_confirmation_unless_told_not_to(operator):
    service = operator.twilio.service
    assert "not changed" in (await run(operator.environ, "connect", "--dry-run"))[1]
    assert "left unchanged" in (await run(operator.environ, "connect", answer="n\nn\n"))[1]
    assert service.inbound_request_url is None
    await run(operator.environ, "connect", "--yes")
    assert service.inbound_request_url is not None
