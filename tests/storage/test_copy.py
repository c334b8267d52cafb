"""``python -m bot copy``: everything arrives in PostgreSQL, also after an interruption."""

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from uuid import uuid4

import asyncpg
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.domain.changes import PersonContext
from bot.domain.errors import DatabaseInUseError, StorageError
from bot.domain.model import Memory, OutboundState, ProviderName
from bot.runtime.settings import Storage
from bot.storage.opening import copy_database, make_store
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text
from tests.fakes.postgres import fresh_database, server_program
from tests.storage.saving import saving

PEOPLE = 30


@pytest.fixture
async def source(tmp_path):
    """A town with some of everything."""
    settings = Storage(url=f"sqlite:///{tmp_path / 'reminders.db'}")
    store = make_store(settings)
    await store.open(NOW)
    for number in range(PEOPLE):
        sender = f"+1312555{number:04}"
        reminder = make_reminder(
            id=uuid4(), rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), message="caf\u00e9 \U0001f600"
        )
        sent = make_text(
            id=uuid4(), to_number=sender, reminder_id=reminder.id, state=OutboundState.SENT, next_attempt_at=None
        )
        await store.conversations.answer(
            make_inbound("x", f"SM{number}", from_number=sender),
            partial(make_person, id=0, number=sender),
            saving(
                reminders=[reminder],
                outbound=[sent],
                memory=Memory(pending_message="x", pending_since=NOW),
                opted_out_at=NOW if number == 7 else None,
            ),
        )
    await store.zones.save_zone_rules("UTC", "+0000")
    await store.close()
    return settings


@pytest.fixture
async def target():
    async with fresh_database(is_empty=True) as url:
        yield Storage(url=url)


async def everything(settings):
    """All that the stores say about the town."""
    store = make_store(settings)
    await store.open(NOW)
    people = [await store.people.personal_data(id_) for id_ in range(1, PEOPLE + 1)]
    others = await store.zones.zones_in_use(), await store.database_stats(NOW)
    await store.close()
    return people, others


async def test_everything_is_copied(source, target):
    copied: list[int] = []
    counts = await copy_database(source, target, NOW, copied.append)
    assert await everything(target) == await everything(source)
    assert counts["people"] == counts["reminders"] == counts["outbound"] == counts["inbound"] == PEOPLE
    assert counts["suppressions"] == 1
    assert sum(copied) == sum(counts.values())


async def test_the_town_goes_on_in_postgres(source, target):
    await copy_database(source, target, NOW, lambda _: None)
    store = make_store(target)
    await store.open(NOW)
    again = await store.conversations.answer(
        make_inbound("x", "SM3", from_number="+13125550003"), lambda: make_person(id=0), saving("another")
    )
    assert (again.reply, again.redelivered) == ("OK", True)
    new = make_inbound("x", "SM99", from_number="+13125559999")
    await store.conversations.answer(new, lambda: make_person(id=0, number="+13125559999"), saving())
    (person,) = await store.people.with_number("+13125559999")
    assert person.id == PEOPLE + 1
    # An opt-out counts at other providers too: its hash is found with the secret that came along.
    elsewhere = make_inbound("x", "SM98", from_number="+13125550007", provider=ProviderName.TELNYX)
    seen: list[PersonContext] = []
    await store.conversations.answer(
        elsewhere,
        lambda: make_person(id=0, number="+13125550007", provider=ProviderName.TELNYX),
        saving(seen=seen),
    )
    assert seen[0].person.opted_out_at == NOW
    await store.close()


async def test_an_interrupted_copy_is_completed(source, target):
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy_database(source, target, NOW, interrupt)
    with pytest.raises(StorageError, match="start `python -m bot copy` again"):
        await make_store(target).open(NOW)
    await copy_database(source, target, NOW, lambda _: None)
    assert await everything(target) == await everything(source)


async def interrupted(source, target):
    """Copy all people and then be interrupted."""
    copied = 0

    def interrupt(count):
        nonlocal copied
        copied += count
        if copied >= PEOPLE * 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy_database(source, target, NOW, interrupt)


async def test_a_copy_begins_anew_if_the_bot_has_been_used_since(source, target):
    """What was copied may have changed: a reminder may have been sent since, or deleted."""
    await interrupted(source, target)
    store = make_store(source)
    await store.open(NOW)
    await store.people.revise_person(3, saving(timezone="Asia/Tokyo"))
    await store.people.revise_person(5, saving(forgotten_at=NOW))
    assert await store.people.erase_forgotten(NOW) == 1
    await store.close()
    counts = await copy_database(source, target, NOW, lambda _: None)
    assert counts["people"] == PEOPLE - 1
    assert await everything(target) == await everything(source)


async def test_a_row_that_differs_is_named(source, target):
    await interrupted(source, target)
    connection = await asyncpg.connect(target.url)
    await connection.execute("UPDATE people SET timezone = 'Asia/Tokyo' WHERE id = 4")
    with pytest.raises(StorageError, match=r"the row 4 of the table people is not the same there"):
        await copy_database(source, target, NOW, lambda _: None)
    await connection.execute("DELETE FROM people WHERE id > 20")
    await connection.execute("UPDATE people SET timezone = 'America/New_York' WHERE id = 4")
    await connection.close()
    await copy_database(source, target, NOW, lambda _: None)
    assert await everything(target) == await everything(source)


async def test_a_complete_copy_is_only_compared_again(source, target):
    counts = await copy_database(source, target, NOW, lambda _: None)
    copied: list[int] = []
    assert await copy_database(source, target, NOW, copied.append) == counts
    assert copied == []


@pytest.mark.parametrize("used", ["source", "target"])
async def test_a_database_with_other_people_is_not_overwritten(source, target, used):
    await copy_database(source, target, NOW, lambda _: None)
    store = make_store(source if used == "source" else target)
    await store.open(NOW)
    await store.people.revise_person(3, saving(timezone="Asia/Tokyo"))
    await store.close()
    with pytest.raises(StorageError, match=r"a bot has used one of the two .* name an empty one"):
        await copy_database(source, target, NOW, lambda _: None)


async def test_a_database_in_use_is_not_copied(source, target):
    store = make_store(source)
    await store.open(NOW)
    with pytest.raises(DatabaseInUseError):
        await copy_database(source, target, NOW, lambda _: None)
    await store.close()


async def test_a_row_that_cannot_be_copied_is_named(source, target):
    with closing(sqlite3.connect(source.path, isolation_level=None)) as connection:
        connection.execute("UPDATE reminders SET due_at = 'noon' WHERE person_id = 3")
    with pytest.raises(StorageError, match=r"the due_at of the row [0-9a-f-]+ in the table reminders"):
        await copy_database(source, target, NOW, lambda _: None)


@pytest.mark.parametrize(
    ("source_url", "target_url", "problem"),
    [
        ("sqlite:///nowhere.db", "postgresql://127.0.0.1:1/x", "there is no database"),
        ("reminders.db", "postgresql://127.0.0.1/x", "--from must be"),
        ("sqlite:///x.db", "sqlite:///y.db", "--to one like"),
    ],
)
def test_wrong_arguments(source_url, target_url, problem):
    result = CliRunner().invoke(main, ["copy", "--from", source_url, "--to", target_url])
    assert result.exit_code == 1
    assert problem in result.output
    assert result.output.count("\n") == 1


async def run(program, *arguments):
    process = await asyncio.create_subprocess_exec(server_program(program), *arguments)
    assert await process.wait() == 0


async def test_a_dump_of_the_database_can_be_restored(source, target, tmp_path):
    """As docs/scaling.md says."""
    await copy_database(source, target, NOW, lambda _: None)
    dump = tmp_path / "reminders.dump"
    await run("pg_dump", "--format=custom", f"--file={dump}", target.url)
    async with fresh_database(is_empty=True) as url:
        await run("pg_restore", "--no-owner", f"--dbname={url}", str(dump))
        assert await everything(Storage(url=url)) == await everything(target)
