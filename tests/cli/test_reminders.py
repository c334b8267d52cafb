"""``python -m bot reminders``, beside a running bot and without one."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import aiohttp
import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.app.server import running
from bot.domain.changes import Changes
from bot.domain.model import OutboundState, ReminderState
from bot.runtime.configuration import load
from bot.storage.sqlite.store import SqliteStore
from tests.builders import SENDER, make_inbound, make_person, make_reminder, make_text
from tests.fakes.api_server import failing
from tests.fakes.phones import Phones, until
from tests.fakes.twilio_server import TwilioMessage

OTHER = "+13125550199"
FIRST = UUID("a0000000-0000-4000-8000-000000000001")
SECOND = UUID("a0000000-0000-4000-8000-000000000002")
THIRD = UUID("c0000000-0000-4000-8000-000000000003")
SID = "SM" + "1".zfill(32)
S = OutboundState


@pytest.fixture
def command(operator):
    """Runs ``reminders`` with arguments in a thread; returns its exit code and output."""
    environ = operator.environ | {"BOT_PUBLIC_URL": "https://bot.example.com", "BOT_PORT": "0"}

    async def run(*args, answer="y\n"):
        result = await asyncio.to_thread(CliRunner().invoke, main, ["reminders", *args], input=answer, env=environ)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture
async def filled(operator, tmp_path):
    """A database without a running bot: two people, one with a reminder scheduled at Twilio."""
    store = SqliteStore(tmp_path / "reminders.db")
    now = datetime.now(UTC)
    await store.open(now)
    due_at = now + timedelta(hours=2)
    held = make_text(
        reminder_id=FIRST, state=S.SCHEDULED, due_at=due_at, provider_message_id=SID, next_attempt_at=due_at
    )
    reminders = (
        make_reminder(id=FIRST, due_at=due_at),
        make_reminder(id=SECOND, number=2, message="water plants", due_at=due_at + timedelta(days=400)),
    )
    for number, mine, texts in ((SENDER, reminders, (held,)), (OTHER, (make_reminder(id=THIRD, due_at=due_at),), ())):

        def decide(known, mine=mine, texts=texts):
            return Changes(
                person=known.person,
                reply="Reminder 1 set",
                intent="create",
                reminders=tuple(replace(one, person_id=known.person.id) for one in mine),
                outbound=tuple(replace(one, person_id=known.person.id) for one in texts),
            )

        await store.conversations.answer(
            make_inbound("x", number, from_number=number), partial(make_person, id=0, number=number), decide
        )
    await store.close()
    operator.twilio.messages.append(
        TwilioMessage(
            sid=SID,
            to=held.to_number,
            body=held.body,
            status="scheduled",
            created_at=now,
            updated_at=now,
            send_at=due_at,
        )
    )
    return operator


async def test_the_list_shows_person_time_and_message(filled, command):
    code, output = await command("list")
    assert code == 0
    lines = output.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("a0000000  twilio    +13125550123") or OTHER in lines[0]
    assert lines[2].endswith("water plants")
    assert (await command("list", "--number", OTHER))[1].count("\n") == 1
    assert "--limit" in (await command("list", "--limit", "1"))[1]
    assert (await command("list", "--number", "+13125550177"))[1] == "There are no reminders.\n"


async def test_broken_rows_are_listed_and_shown(filled, command, tmp_path):
    assert (await command("list", "--broken"))[1] == "There are no broken rows.\n"
    with closing(sqlite3.connect(tmp_path / "reminders.db")) as connection:
        connection.execute("UPDATE reminders SET timezone = 'Mars/Olympus' WHERE id = ?", [str(FIRST)])
        connection.commit()
    assert len((await command("list"))[1].splitlines()) == 2
    code, output = await command("list", "--broken")
    assert code == 0
    (line,) = output.splitlines()
    for part in ("reminder", str(FIRST), SENDER, "column timezone; left out"):
        assert part in line
    assert (await command("list", "--broken", "--number", OTHER))[1] == "There are no broken rows.\n"
    assert (await command("show", "a0000000-0000-4000-8000-000000000001"))[1] == output
    assert "water plants" in (await command("show", str(SECOND)))[1]


async def test_one_reminder_is_shown_with_its_messages(filled, command):
    code, output = await command("show", str(FIRST))
    assert code == 0
    for part in (f"id          {FIRST}", "call mom", "America/New_York", "scheduled as SM0"):
        assert part in output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("show", "a0000000-0000"), "more than one reminder begins with"),
        (("show", "b"), "there is no reminder b; `reminders list` shows the ids"),
        (("cancel", "b", "--yes"), "there is no reminder b; `reminders list` shows the ids"),
        (("export", "+13125550177"), "knows nobody with the number"),
    ],
)
async def test_an_unknown_reminder_or_person_is_one_line(filled, command, args, said):
    code, output = await command(*args)
    assert code == 1
    assert said in output
    assert output.count("\n") == 1


@pytest.mark.parametrize("number", ["3125550123", "5", "+0125550123", "+1 312 555 0123", "+1\u0663125550123", ""])
@pytest.mark.parametrize("args", [("list", "--number"), ("export",), ("forget", "--yes")])
async def test_a_number_that_is_not_e164_is_a_usage_error(filled, command, args, number):
    code, output = await command(*args, number)
    assert code == 2
    assert f"{number!r} is not a phone number in E.164, like +13125550123" in output


async def test_without_a_database_none_is_created(command, tmp_path):
    code, output = await command("list")
    assert code == 1
    assert "there is no database" in output
    assert not (tmp_path / "reminders.db").exists()


async def test_an_export_has_everything_as_json(filled, command, tmp_path):
    code, output = await command("export", SENDER)
    assert code == 0
    (person,) = json.loads(output)["people"]
    assert person["person"]["number"] == SENDER
    assert [one["message"] for one in person["reminders"]] == ["call mom", "water plants"]
    assert [one["state"] for one in person["outbound"]] == ["scheduled"]
    assert [one["reply"] for one in person["received"]] == ["Reminder 1 set"]
    assert OTHER not in output
    file = tmp_path / "export.json"
    assert (await command("export", SENDER, "--output", str(file)))[0] == 0
    assert json.loads(file.read_text())["number"] == SENDER
    assert file.stat().st_mode & 0o077 == 0
    assert (await command("export", SENDER, "--output", str(file)))[0] == 1


async def test_cancel_cancels_at_the_provider_without_a_running_bot(filled, command):
    code, output = await command("cancel", str(FIRST))
    assert code == 0
    assert output.splitlines()[-1] == "Cancelled."
    assert [message.status for message in filled.twilio.messages] == ["canceled"]
    assert (await command("list", "--number", SENDER))[1].count("\n") == 1
    assert ReminderState.CANCELLED.value in (await command("show", str(FIRST)))[1]
    assert (await command("cancel", str(FIRST)))[0] == 1


@pytest.mark.parametrize("args", [("cancel", str(FIRST)), ("forget", SENDER)])
async def test_nothing_changes_without_confirmation(filled, command, args):
    await command(*args, answer="n\n")
    assert [message.status for message in filled.twilio.messages] == ["scheduled"]
    assert (await command("list"))[1].count("\n") == 3


async def test_forget_cancels_and_erases_without_a_running_bot(filled, command, tmp_path):
    code, output = await command("forget", SENDER, "--yes")
    assert (code, output) == (0, f"Erased {SENDER}.\n")
    assert [message.status for message in filled.twilio.messages] == ["canceled"]
    assert (await command("export", SENDER))[0] == 1
    assert OTHER in (await command("list"))[1]
    for path in tmp_path.glob("reminders.db*"):
        assert b"water plants" not in path.read_bytes() or path.name.endswith("-wal"), path


async def test_a_message_that_could_not_be_cancelled_yet_is_reported(filled, command):
    filled.twilio.faults += [failing(500)] * 3
    code, output = await command("forget", SENDER, "--yes")
    assert code == 0
    assert "1 message is still scheduled at the provider" in output
    assert (await command("export", SENDER))[0] == 1, "already forgotten"


async def test_beside_a_running_bot_the_bot_cancels(operator, command):
    settings = load(None, operator.environ | {"BOT_PUBLIC_URL": "https://bot.example.com", "BOT_PORT": "0"})
    async with aiohttp.ClientSession() as session, running(settings) as bot:
        phones = Phones(session, bot.base_url, operator.twilio, operator.telnyx)
        await phones.by_twilio("remind me in 2 hours to call mom")
        await until(lambda: [message.status for message in operator.twilio.messages] == ["scheduled"])
        forgetting = asyncio.create_task(command("forget", SENDER, "--yes"))
        code, output = await forgetting
        assert (code, output.splitlines()[-1]) == (0, f"Erased {SENDER}.")
        assert "no reminders" in (await phones.by_twilio("list") or "")
