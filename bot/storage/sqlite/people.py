"""What the bot asks of SQLite about a person as a whole: who they are, everything they have, and its erasure."""

import sqlite3
from datetime import datetime

from bot.domain.model import OutboundMessage, Person, Reminder
from bot.storage.protocol import PersonalData, ReceivedText
from bot.storage.rows import outbound_from, person_from, reminder_from, utc_moment, utc_text
from bot.storage.sqlite.units import SqliteUnits

PEOPLE_WITH = "SELECT * FROM people WHERE number = ? AND forgotten_at IS NULL ORDER BY provider"
LIVING = """
    SELECT * FROM reminders WHERE person_id = ? AND state IN ('open', 'parked', 'paused') ORDER BY due_at, number"""
LIVING_OF_ALL = """
    SELECT reminders.id AS reminder, people.id AS person FROM reminders JOIN people ON people.id = person_id
    WHERE state IN ('open', 'parked', 'paused') AND forgotten_at IS NULL ORDER BY due_at, reminders.number LIMIT ?"""
BY_ID = """
    SELECT reminders.id AS reminder, people.id AS person FROM reminders JOIN people ON people.id = person_id
    WHERE reminders.id >= ? AND reminders.id < ? AND forgotten_at IS NULL ORDER BY reminders.id LIMIT ?"""
GET_PERSON = "SELECT * FROM people WHERE id = ?"
GET_REMINDER = "SELECT * FROM reminders WHERE id = ?"
REMINDERS_OF = "SELECT * FROM reminders WHERE person_id = ? ORDER BY created_at, number"
OUTBOUND_OF = "SELECT * FROM outbound WHERE person_id = ? ORDER BY due_at"
INBOUND_OF = """
    SELECT message_id, received_at, intent, reply FROM inbound WHERE person_id = ? ORDER BY received_at, message_id"""
# What lies with the provider, or is still to leave, is kept until that is settled: its row is the only trace of it.
ERASE_FORGOTTEN = """
    DELETE FROM people WHERE forgotten_at <= ? AND NOT EXISTS (
        SELECT 1 FROM outbound
        WHERE person_id = people.id AND state IN ('waiting', 'handing_over', 'scheduled', 'cancelling'))"""
BEING_TAKEN_BACK = "SELECT * FROM outbound WHERE person_id = ? AND state = 'cancelling' ORDER BY due_at"


class SqlitePeople(SqliteUnits):
    """``bot.storage.protocol.PeopleStore`` over one SQLite file."""

    async def people_with(self, number: str) -> tuple[Person, ...]:
        def work(connection: sqlite3.Connection) -> tuple[Person, ...]:
            return tuple(map(person_from, connection.execute(PEOPLE_WITH, (number,))))

        return await self._unit(work)

    async def living_reminders(self, number: str | None, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        def work(connection: sqlite3.Connection) -> tuple[tuple[Person, Reminder], ...]:
            if number is None:
                ids = connection.execute(LIVING_OF_ALL, (limit,)).fetchall()
                return tuple(_pair(connection, row["person"], row["reminder"]) for row in ids)
            people = map(person_from, connection.execute(PEOPLE_WITH, (number,)).fetchall())
            pairs = [
                (person, reminder_from(row)) for person in people for row in connection.execute(LIVING, (person.id,))
            ]
            return tuple(pairs[:limit])

        return await self._unit(work)

    async def reminders_by_id(self, beginning: str, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        def work(connection: sqlite3.Connection) -> tuple[tuple[Person, Reminder], ...]:
            # every id that begins so sorts between the two; "g" comes after the last hexadecimal digit
            ids = connection.execute(BY_ID, (beginning, f"{beginning}g", limit)).fetchall()
            return tuple(_pair(connection, row["person"], row["reminder"]) for row in ids)

        return await self._unit(work)

    async def personal_data(self, person_id: int) -> PersonalData | None:
        def work(connection: sqlite3.Connection) -> PersonalData | None:
            row = connection.execute(GET_PERSON, (person_id,)).fetchone()
            if row is None:
                return None
            return PersonalData(
                person=person_from(row),
                reminders=tuple(map(reminder_from, connection.execute(REMINDERS_OF, (person_id,)))),
                outbound=tuple(map(outbound_from, connection.execute(OUTBOUND_OF, (person_id,)))),
                received=tuple(map(_received, connection.execute(INBOUND_OF, (person_id,)))),
            )

        return await self._unit(work)

    async def being_taken_back(self, person_id: int) -> tuple[OutboundMessage, ...]:
        def work(connection: sqlite3.Connection) -> tuple[OutboundMessage, ...]:
            return tuple(map(outbound_from, connection.execute(BEING_TAKEN_BACK, (person_id,))))

        return await self._unit(work)

    async def erase_forgotten(self, until: datetime) -> int:
        return await self._unit(lambda connection: connection.execute(ERASE_FORGOTTEN, (utc_text(until),)).rowcount)


def _pair(connection: sqlite3.Connection, person_id: int, reminder_id: str) -> tuple[Person, Reminder]:
    return (
        person_from(connection.execute(GET_PERSON, (person_id,)).fetchone()),
        reminder_from(connection.execute(GET_REMINDER, (reminder_id,)).fetchone()),
    )


def _received(row: sqlite3.Row) -> ReceivedText:
    return ReceivedText(
        message_id=row["message_id"],
        received_at=utc_moment(row["received_at"]),
        intent=row["intent"],
        reply=row["reply"],
    )
