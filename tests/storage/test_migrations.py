"""Migrations: a database of every released version is upgraded with everything in it, or not changed at all."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.conversation.handlers.undo import undo
from bot.domain.errors import StorageError
from bot.domain.model import LastChange, Memory, OutboundState, ProviderName, Reminder, ReminderState
from bot.domain.preferences import Preferences
from bot.storage.migrate import Migration
from bot.storage.protocol import IdempotentRequest
from bot.storage.recipient import Decision, Recipient
from bot.storage.sqlite import schema
from bot.storage.sqlite.store import SqliteStore
from bot.understanding.command import Undo
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_reply_context, make_text
from tests.storage.released_databases import RELEASED, make_database_of_0_1_0
from tests.storage.saving import saving

ADDED = Migration(
    version=schema.migrations()[-1].version + 1,
    name="moods",
    statements=(
        "ALTER TABLE people ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
        "CREATE INDEX people_mood ON people (mood)",
    ),
)


def schema_of(path):
    """Every table with its columns, in any order, and the statement of every index."""
    with closing(sqlite3.connect(path)) as connection:
        entries = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        return {
            (kind, name): sql
            if kind == "index"
            else sorted(connection.execute(f"PRAGMA table_xinfo({name})").fetchall())
            for kind, name, sql in entries.fetchall()
        }


async def opened_with(monkeypatch, path, migrations):
    monkeypatch.setattr(schema, "migrations", lambda: tuple(migrations))
    store = SqliteStore(path)
    await store.open(NOW)
    return store


async def test_a_migration_changes_the_schema_and_keeps_the_data(tmp_path, monkeypatch):
    today = schema.migrations()
    reminder = make_reminder()
    store = await opened_with(monkeypatch, tmp_path / "old.db", today)
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving(reminders=[reminder]))
    await store.close()
    await (await opened_with(monkeypatch, tmp_path / "fresh.db", [*today, ADDED])).close()
    store = await opened_with(monkeypatch, tmp_path / "old.db", [*today, ADDED])
    again = await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    await store.close()
    assert again.redelivered
    assert schema_of(tmp_path / "old.db") == schema_of(tmp_path / "fresh.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("SELECT mood FROM people").fetchall() == [("calm",)]
        assert connection.execute("SELECT id FROM reminders").fetchall() == [(str(reminder.id),)]


async def test_a_failing_migration_changes_nothing(tmp_path, monkeypatch):
    today = schema.migrations()
    await (await opened_with(monkeypatch, tmp_path / "x.db", today)).close()
    before = schema_of(tmp_path / "x.db")
    failing = Migration(version=ADDED.version, name="bad", statements=(*ADDED.statements, "CREATE TABLE people (id)"))
    with pytest.raises(StorageError, match="people already exists"):
        await opened_with(monkeypatch, tmp_path / "x.db", [*today, failing])
    assert schema_of(tmp_path / "x.db") == before
    await (await opened_with(monkeypatch, tmp_path / "x.db", [*today, ADDED])).close()


async def test_a_database_of_a_newer_version_is_not_changed(tmp_path, monkeypatch):
    today = schema.migrations()
    await (await opened_with(monkeypatch, tmp_path / "x.db", [*today, ADDED])).close()
    before = schema_of(tmp_path / "x.db")
    with pytest.raises(StorageError, match="made by a newer version of the bot"):
        await opened_with(monkeypatch, tmp_path / "x.db", today)
    assert schema_of(tmp_path / "x.db") == before


def test_released_migrations_are_not_edited():
    today = {file.name: file.read_bytes() for file in Path(schema.__file__).parents[1].glob("migrations/sqlite/*.sql")}
    released = {file.name: file.read_bytes() for file in RELEASED.glob("*.sql")}
    assert released
    assert {name: today.get(name) for name in released} == released


@pytest.fixture
async def upgraded(tmp_path):
    make_database_of_0_1_0(tmp_path / "old.db")
    store = SqliteStore(tmp_path / "old.db")
    await store.open(NOW)
    yield store
    await store.close()


async def test_everyone_who_had_opted_out_is_suppressed(tmp_path):
    make_database_of_0_1_0(tmp_path / "old.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.execute("UPDATE people SET opted_out_at = '2026-03-01T09:00:00.000000Z' WHERE id = 1")
        connection.execute("UPDATE people SET forgotten_at = '2026-03-02T09:00:00.000000Z' WHERE id = 1")
        (number,) = connection.execute("SELECT number FROM people WHERE id = 1").fetchone()
        connection.commit()
    store = SqliteStore(tmp_path / "old.db")
    await store.open(NOW)
    seen: list[Recipient] = []

    def decide(recipient):
        seen.append(recipient)
        return Decision(
            person=make_person(id=0, number=number),
            message=make_text(kind="message", to_number=number, token_name="shop"),
        )

    await store.messages.add(number, "shop", NOW, None, decide)
    await store.close()
    assert seen[0].opted_out_at == datetime(2026, 3, 1, 9, tzinfo=UTC)


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


WORDS = 'grep "attend_at": in "spoken_of":'
CALL_MOM, GREP = UUID(int=0xA1), UUID(int=0xA3)
BEFORE = Reminder(
    id=GREP,
    person_id=1,
    number=3,
    message=WORDS,
    due_at=at(12, 14),
    timezone="America/Chicago",
    created_at=at(1, 9),
    rrule="FREQ=DAILY",
    wall_start=datetime(2026, 3, 1, 9),  # noqa: DTZ001 - wall time
    next_check_at=at(11, 15),
)


async def test_a_person_of_0_1_0_keeps_memory_and_preferences(upgraded):
    person = await upgraded.people.find(ProviderName.TWILIO, "+13125550123")
    assert person.preferences == Preferences(morning=(8, 30), clock_hours=24)
    assert person.memory == Memory(
        pending_message='explain "attend_at": and "asked_at": to Ann',
        pending_since=at(11, 14, 19),
        pending_asked_twice=True,
        last_mentioned=(CALL_MOM,),
        last_mentioned_at=at(11, 14, 18),
        last_change=LastChange(at=at(11, 14, 18), made=(CALL_MOM,), before=(BEFORE,)),
        why="It cancels reminder 3.",
        not_understood_at=(at(10, 10),),
        zone_unannounced=True,
    )
    other = await upgraded.people.find(ProviderName.TELNYX, "+447700900123")
    assert other.opted_out_at == at(5, 10)
    assert other.memory == Memory(
        pending_moment=at(12, 10),
        pending_rrule="FREQ=WEEKLY",
        pending_verb="delete",
        pending_number=7,
        pending_since=at(5, 9, 59),
        forget_asked_at=at(5, 9, 58),
        home_timezone="Europe/London",
        away_until=datetime(2026, 4, 1, tzinfo=UTC),
    )


async def test_a_change_of_0_1_0_can_be_undone(upgraded):
    seen = []

    def decide(context):
        seen.append(context)
        return saving()(context)

    await upgraded.conversations.answer(make_inbound("undo", "SM-new"), lambda: make_person(id=0), decide)
    (context,) = seen
    response = undo(Undo(), make_reply_context(*context.reminders, person=context.person))
    assert [reminder.id for reminder in response.cancelled] == [CALL_MOM]
    assert response.revived == (BEFORE,)


async def test_reminders_and_messages_of_0_1_0_are_read_back(upgraded):
    data = await upgraded.people.personal_data(1)
    assert {reminder.id.int: (reminder.number, reminder.state) for reminder in data.reminders} == {
        0xA1: (1, ReminderState.OPEN),
        0xA2: (2, ReminderState.PAUSED),
        0xA3: (3, ReminderState.CANCELLED),
        0xA4: (3, ReminderState.DONE),
    }
    reminders = {reminder.id: reminder for reminder in data.reminders}
    assert reminders[GREP] == replace(BEFORE, state=ReminderState.CANCELLED, next_check_at=None)
    assert reminders[CALL_MOM].next_check_at == at(12, 22, 10)
    assert reminders[UUID(int=0xA2)].skipped_until == at(13, 0)
    others = [(await upgraded.people.personal_data(id_)) for id_ in (2, 3)]
    outbound = {message.id.int: message for one in (data, *others) for message in one.outbound}
    assert {number: message.state for number, message in outbound.items()} == {
        1: OutboundState.SCHEDULED,
        2: OutboundState.WAITING,
        3: OutboundState.HANDING_OVER,
        4: OutboundState.CANCELLING,
        5: OutboundState.SENT,
        6: OutboundState.DELIVERED,
        7: OutboundState.UNDELIVERED,
        8: OutboundState.FAILED,
        9: OutboundState.CANCELLED,
    }
    assert outbound[1].next_attempt_at == at(12, 22, 10)
    assert [outbound[number].failure_reported for number in (7, 8)] == [False, True]
    assert (outbound[3].replaces, outbound[3].outcome_unknown) == ((UUID(int=1),), True)
    assert outbound[2].media_urls == ("https://example.com/a.png",)
    assert others[0].reminders[0].state is ReminderState.PARKED
    assert [(text.message_id, text.intent) for text in data.received] == [("SM-in-1", "create")]


async def test_requests_of_0_1_0_are_still_recognised(upgraded):
    inbound = make_inbound("remind me", "SM-in-1")
    again = await upgraded.conversations.answer(inbound, lambda: make_person(id=0), saving())
    assert (again.redelivered, again.reply) == (True, "Reminder 1 set for Thu 5:00 PM: call mom")

    def decide(people):
        raise AssertionError("this request has been carried out already")

    request = IdempotentRequest(
        token_name="default", key="key-1", request_hash="hash-1", kept_since=NOW - timedelta(days=1)
    )
    added = await upgraded.messages.add("+13125550123", "default", NOW, request, decide)
    assert (added.message.id, added.is_repeated) == (UUID(int=2), True)
    assert await upgraded.zones.zones_in_use() == {"America/Chicago": "-0600", "Europe/London": None}


async def test_an_upgraded_database_has_the_schema_of_a_new_one(upgraded, tmp_path):
    fresh = SqliteStore(tmp_path / "fresh.db")
    await fresh.open(NOW)
    await fresh.close()
    tables = schema_of(tmp_path / "old.db"), schema_of(tmp_path / "fresh.db")
    for one in tables:
        del one["table", "schema_migrations"]  # the test made its own
    assert tables[0] == tables[1]
