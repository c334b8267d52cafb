"""What the bot asks of SQLite about the messages of other programs: made once, listed newest first, taken back."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from bot.domain.errors import KeyReusedError
from bot.domain.model import OutboundMessage, Person
from bot.storage.protocol import AddedMessage, Change, DecideMessage, MessagePage, Once
from bot.storage.rows import outbound_from, person_from, to_row, utc_text
from bot.storage.sqlite.statements import SAVE_OUTBOUND, SAVE_PERSON
from bot.storage.sqlite.units import SqliteUnits

PEOPLE_WITH = "SELECT * FROM people WHERE number = ? AND forgotten_at IS NULL ORDER BY id"
GET_MESSAGE = "SELECT * FROM outbound WHERE id = ? AND kind = 'message'"
FORGET_KEYS = "DELETE FROM idempotency WHERE created_at < ?"
FIND_KEY = "SELECT request_hash, outbound_id FROM idempotency WHERE key = ?"
KEEP_KEY = "INSERT INTO idempotency (key, request_hash, outbound_id, created_at) VALUES (?, ?, ?, ?)"


class SqliteMessages(SqliteUnits):
    """``bot.storage.protocol.MessageStore`` over one SQLite file."""

    async def add_message(self, number: str, once: Once | None, decide: DecideMessage) -> AddedMessage:
        def work(connection: sqlite3.Connection) -> AddedMessage:
            before = _made_before(connection, once) if once is not None else None
            if before is not None:
                return AddedMessage(text=before, is_repeated=True)
            people = tuple(map(person_from, connection.execute(PEOPLE_WITH, (number,))))
            person, text = decide(people)
            text = replace(text, person_id=person.id or _add_person(connection, person))
            connection.execute(SAVE_OUTBOUND, to_row(text))
            if once is not None:
                key = (once.key, once.request_hash, str(text.id), utc_text(text.created_at))
                connection.execute(KEEP_KEY, key)
            return AddedMessage(text=text)

        return await self._unit(work)

    async def message(self, message_id: UUID) -> OutboundMessage | None:
        return await self._unit(lambda connection: _get(connection, message_id))

    async def messages(self, page: MessagePage) -> tuple[OutboundMessage, ...]:
        """Each state has its own stretch of the index, so that a rare one is found as fast as a common one."""

        def work(connection: sqlite3.Connection) -> tuple[OutboundMessage, ...]:
            found: list[Any] = []
            for state in page.states or (None,):
                query, values = _page_query(page, state)
                found += connection.execute(query, values)
            found.sort(key=lambda row: (row["created_at"], row["id"]), reverse=True)
            return tuple(map(outbound_from, found[: page.limit]))

        return await self._unit(work)

    async def revise_message(self, message_id: UUID, change: Change) -> OutboundMessage | None:
        def work(connection: sqlite3.Connection) -> OutboundMessage | None:
            before = _get(connection, message_id)
            if before is None:
                return None
            after = change(before)
            if after != before:
                connection.execute(SAVE_OUTBOUND, to_row(after))
            return after

        return await self._unit(work)


def _made_before(connection: sqlite3.Connection, once: Once) -> OutboundMessage | None:
    connection.execute(FORGET_KEYS, (utc_text(once.kept_since),))
    row = connection.execute(FIND_KEY, (once.key,)).fetchone()
    if row is None:
        return None
    if row["request_hash"] != once.request_hash:
        raise KeyReusedError("this key came with another request before; make a new key for a new message")
    return _get(connection, UUID(row["outbound_id"]))


def _get(connection: sqlite3.Connection, message_id: UUID) -> OutboundMessage | None:
    row = connection.execute(GET_MESSAGE, (str(message_id),)).fetchone()
    return None if row is None else outbound_from(row)


def _add_person(connection: sqlite3.Connection, person: Person) -> int:
    added = connection.execute(SAVE_PERSON, to_row(person) | {"id": None}).lastrowid
    assert added is not None  # noqa: S101 - an insert has one
    return added


def _page_query(page: MessagePage, state: str | None) -> tuple[str, Mapping[str, Any]]:
    conditions = ["kind = 'message'"]
    values: dict[str, Any] = {"limit": page.limit}
    if page.to is not None:
        conditions.append("to_number = :to")
        values["to"] = page.to
    if state is not None:
        conditions.append("state = :state")
        values["state"] = state
    if page.before is not None:
        created_at, message_id = page.before
        conditions.append("(created_at, id) < (:created_at, :id)")
        values |= {"created_at": utc_text(created_at), "id": str(message_id)}
    query = f"SELECT * FROM outbound WHERE {' AND '.join(conditions)} ORDER BY created_at DESC, id DESC LIMIT :limit"  # noqa: S608
    return query, values
