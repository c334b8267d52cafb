"""What the bot asks of SQLite, as plain SQL: the texts, reminders and people of the conversation."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.changes import Answer, Changes, PersonContext, SentReminder
from bot.domain.model import InboundText, OutboundMessage, Person, ProviderName, Reminder
from bot.storage.protocol import Amend, Change, Decide, Follow, Newcomer, TopUp
from bot.storage.rows import outbound_from, person_from, reminder_from, to_row, utc_moment, utc_text
from bot.storage.sqlite.maintenance import SqliteMaintenance
from bot.storage.sqlite.messages import SqliteMessages
from bot.storage.sqlite.people import SqlitePeople
from bot.storage.sqlite.statements import SAVE_OUTBOUND, SAVE_PERSON, SAVE_REMINDER
from bot.storage.sqlite.stats import SqliteStats
from bot.storage.sqlite.zones import SqliteZones

FIND_ANSWER = "SELECT reply, intent FROM inbound WHERE provider = ? AND message_id = ?"
SAVE_ANSWER = """
    INSERT INTO inbound (provider, message_id, person_id, received_at, intent, reply) VALUES (?, ?, ?, ?, ?, ?)"""
AMEND_ANSWER = "UPDATE inbound SET reply = ? WHERE provider = ? AND message_id = ?"
FIND_PERSON = "SELECT * FROM people WHERE provider = ? AND number = ? AND forgotten_at IS NULL"
GET_PERSON = "SELECT * FROM people WHERE id = ?"
LIVING_REMINDERS = """
    SELECT * FROM reminders WHERE person_id = ? AND state IN ('open', 'parked', 'paused') ORDER BY due_at, number"""
PENDING_OUTBOUND = """
    SELECT * FROM outbound WHERE person_id = ? AND state IN ('waiting', 'handing_over', 'scheduled') ORDER BY due_at"""
UNTOLD_OUTBOUND = """
    SELECT * FROM outbound
    WHERE person_id = ? AND state IN ('failed', 'undelivered') AND failure_reported = 0 AND kind = 'reminder'
    ORDER BY due_at"""
TOLD_OUTBOUND = """
    SELECT * FROM outbound
    WHERE person_id = ? AND state IN ('sent', 'delivered') AND kind = 'reminder' AND reminder_id IS NOT NULL
    ORDER BY due_at DESC LIMIT 5"""
OUTBOUND_OF_REMINDER = "SELECT * FROM outbound WHERE reminder_id = ? ORDER BY due_at"
DUE_OUTBOUND = """
    SELECT id FROM outbound WHERE provider = ? AND next_attempt_at <= ? ORDER BY state = 'scheduled', due_at LIMIT ?"""
DUE_REMINDERS = "SELECT * FROM reminders WHERE next_check_at <= ? ORDER BY next_check_at LIMIT ?"
GET_REMINDER = "SELECT * FROM reminders WHERE id = ?"
GET_OUTBOUND = "SELECT * FROM outbound WHERE id = ?"
PROVIDER_MESSAGE_IDS = """
    SELECT provider_message_id FROM outbound WHERE person_id = ? AND provider_message_id IS NOT NULL"""
IS_BEHIND_ONE_ALIKE = """
    SELECT EXISTS (
        SELECT 1 FROM outbound
        WHERE person_id = :person_id AND body = :body AND state IN ('handing_over', 'cancelling')
            AND provider_message_id IS NULL AND (handed_over_at, id) < (:handed_over_at, :id))"""
FIND_OUTBOUND = "SELECT * FROM outbound WHERE provider = ? AND provider_message_id = ?"
FIND_UNNAMED_OUTBOUND = "SELECT * FROM outbound WHERE id = ? AND provider = ? AND provider_message_id IS NULL"
NEXT_ATTENTION = "SELECT min(next_attempt_at) FROM outbound WHERE provider = ? AND next_attempt_at IS NOT NULL"
NEXT_TENDING = "SELECT min(next_check_at) FROM reminders WHERE next_check_at IS NOT NULL"
RELEASE_LEASES = """
    UPDATE outbound SET next_attempt_at = :now
    WHERE next_attempt_at > :now AND state IN ('handing_over', 'cancelling')"""


class SqliteStore(SqlitePeople, SqliteMessages, SqliteMaintenance, SqliteStats, SqliteZones):
    """``bot.storage.protocol.Store`` over one SQLite file."""

    async def answer(self, inbound: InboundText, newcomer: Newcomer, decide: Decide) -> Answer:
        return await self._unit(lambda connection: _answer(connection, inbound, newcomer, decide))

    async def amend_answer(self, inbound: InboundText, outbound_ids: Iterable[UUID], amend: Amend) -> str | None:
        def work(connection: sqlite3.Connection) -> str | None:
            rows = (connection.execute(GET_OUTBOUND, (str(id_),)).fetchone() for id_ in outbound_ids)
            reply, changed = amend(tuple(outbound_from(row) for row in rows if row is not None))
            connection.executemany(SAVE_OUTBOUND, map(to_row, changed))
            connection.execute(AMEND_ANSWER, (reply, inbound.provider, inbound.message_id))
            return reply

        return await self._unit(work)

    async def revise_person(self, person_id: int, decide: Decide) -> None:
        def work(connection: sqlite3.Connection) -> None:
            row = connection.execute(GET_PERSON, (person_id,)).fetchone()
            if row is not None:
                person_context = _known(connection, person_from(row))
                _save_all(connection, person_context, decide(person_context))

        await self._unit(work)

    async def person(self, provider: ProviderName, number: str) -> Person | None:
        def work(connection: sqlite3.Connection) -> Person | None:
            row = connection.execute(FIND_PERSON, (provider, number)).fetchone()
            return None if row is None else person_from(row)

        return await self._unit(work)

    async def claim_due(
        self, provider: ProviderName, now: datetime, limit: int, begin: Change, follow: Follow | None = None
    ) -> tuple[OutboundMessage, ...]:
        def work(connection: sqlite3.Connection) -> tuple[OutboundMessage, ...]:
            ids = connection.execute(DUE_OUTBOUND, (provider, utc_text(now), limit)).fetchall()
            # one by one: what follows of one may change another
            claimed = [
                _change(connection, connection.execute(GET_OUTBOUND, id_).fetchone(), begin, follow) for id_ in ids
            ]
            return tuple(text for text in claimed if text is not None)

        return await self._unit(work)

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        def work(connection: sqlite3.Connection) -> OutboundMessage | None:
            row = connection.execute(GET_OUTBOUND, (str(outbound_id),)).fetchone()
            return _change(connection, row, change, follow)

        return await self._unit(work)

    async def provider_message_ids(self, person_id: int) -> frozenset[str]:
        def work(connection: sqlite3.Connection) -> frozenset[str]:
            return frozenset(name for (name,) in connection.execute(PROVIDER_MESSAGE_IDS, (person_id,)))

        return await self._unit(work)

    async def has_identical_in_flight(self, text: OutboundMessage) -> bool:
        def work(connection: sqlite3.Connection) -> bool:
            return bool(connection.execute(IS_BEHIND_ONE_ALIKE, to_row(text)).fetchone()[0])

        return await self._unit(work)

    async def revise_by_provider_id(
        self,
        provider: ProviderName,
        provider_message_id: str,
        outbound_id: UUID | None,
        change: Change,
        follow: Follow | None = None,
    ) -> OutboundMessage | None:
        def work(connection: sqlite3.Connection) -> OutboundMessage | None:
            row = connection.execute(FIND_OUTBOUND, (provider, provider_message_id)).fetchone()
            if row is None and outbound_id is not None:
                row = connection.execute(FIND_UNNAMED_OUTBOUND, (str(outbound_id), provider)).fetchone()
            return _change(connection, row, change, follow)

        return await self._unit(work)

    async def top_up_due(self, now: datetime, limit: int, tend: TopUp) -> int:
        def work(connection: sqlite3.Connection) -> int:
            rows = connection.execute(DUE_REMINDERS, (utc_text(now), limit)).fetchall()
            for row in rows:
                reminder = reminder_from(row)
                person = person_from(connection.execute(GET_PERSON, (reminder.person_id,)).fetchone())
                texts = connection.execute(OUTBOUND_OF_REMINDER, (str(reminder.id),)).fetchall()
                tended, added = tend(reminder, person, tuple(map(outbound_from, texts)))
                _save(connection, (tended,), added)
            return len(rows)

        return await self._unit(work)

    async def next_attempt_at(self, provider: ProviderName) -> datetime | None:
        return await self._moment(NEXT_ATTENTION, (provider,))

    async def next_top_up_at(self) -> datetime | None:
        return await self._moment(NEXT_TENDING, ())

    async def _moment(self, question: str, values: tuple[str, ...]) -> datetime | None:
        def work(connection: sqlite3.Connection) -> datetime | None:
            (text,) = connection.execute(question, values).fetchone()
            return None if text is None else utc_moment(text)

        return await self._unit(work)

    async def release_leases(self, now: datetime) -> int:
        return await self._unit(lambda connection: connection.execute(RELEASE_LEASES, {"now": utc_text(now)}).rowcount)


def _answer(connection: sqlite3.Connection, inbound: InboundText, newcomer: Newcomer, decide: Decide) -> Answer:
    row = connection.execute(FIND_ANSWER, (inbound.provider, inbound.message_id)).fetchone()
    if row is not None:
        return Answer(reply=row["reply"], intent=row["intent"], redelivered=True)
    person_context = _known(connection, _person(connection, inbound, newcomer))
    saved = decide(person_context)
    _save_all(connection, person_context, saved)
    received_at = utc_text(inbound.received_at)
    answered = (inbound.provider, inbound.message_id, person_context.person.id, received_at, saved.intent, saved.reply)
    connection.execute(SAVE_ANSWER, answered)
    return Answer(reply=saved.reply, intent=saved.intent)


def _known(connection: sqlite3.Connection, person: Person) -> PersonContext:
    reminders = connection.execute(LIVING_REMINDERS, (person.id,)).fetchall()
    outbound = connection.execute(PENDING_OUTBOUND, (person.id,)).fetchall()
    unreported = connection.execute(UNTOLD_OUTBOUND, (person.id,)).fetchall()
    return PersonContext(
        person=person,
        reminders=tuple(map(reminder_from, reminders)),
        outbound=tuple(map(outbound_from, outbound)),
        unreported=tuple(map(outbound_from, unreported)),
        recently_sent=_recent(connection, person),
    )


def _recent(connection: sqlite3.Connection, person: Person) -> tuple[SentReminder, ...]:
    rows = connection.execute(TOLD_OUTBOUND, (person.id,)).fetchall()
    return tuple(
        SentReminder(
            message=outbound_from(row),
            reminder=reminder_from(connection.execute(GET_REMINDER, (row["reminder_id"],)).fetchone()),
        )
        for row in rows
    )


def _save_all(connection: sqlite3.Connection, person_context: PersonContext, saved: Changes) -> None:
    if saved.person != person_context.person:
        connection.execute(SAVE_PERSON, to_row(saved.person))
    _save(connection, saved.reminders, saved.outbound)


def _person(connection: sqlite3.Connection, inbound: InboundText, newcomer: Newcomer) -> Person:
    row = connection.execute(FIND_PERSON, (inbound.provider, inbound.from_number)).fetchone()
    if row is None:
        columns: dict[str, Any] = to_row(newcomer()) | {"id": None}
        connection.execute(SAVE_PERSON, columns)
        row = connection.execute(FIND_PERSON, (inbound.provider, inbound.from_number)).fetchone()
    return person_from(row)


def _save(connection: sqlite3.Connection, reminders: Iterable[Reminder], outbound: Iterable[OutboundMessage]) -> None:
    connection.executemany(SAVE_REMINDER, map(to_row, reminders))
    connection.executemany(SAVE_OUTBOUND, map(to_row, outbound))


def _change(connection: sqlite3.Connection, row: Any, change: Change, follow: Follow | None) -> OutboundMessage | None:
    if row is None:
        return None
    before = outbound_from(row)
    after = change(before)
    if after != before:
        connection.execute(SAVE_OUTBOUND, to_row(after))
    decide = follow(before, after) if follow is not None else None
    if decide is None:
        return after
    person_context = _known(connection, person_from(connection.execute(GET_PERSON, (after.person_id,)).fetchone()))
    _save_all(connection, person_context, decide(person_context))
    return outbound_from(connection.execute(GET_OUTBOUND, (str(after.id),)).fetchone())
