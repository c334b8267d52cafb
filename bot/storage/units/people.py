"""Units of work for the operator's commands: who a person is, everything they have, and erasing it."""

from datetime import datetime

from bot.domain.broken_rows import BrokenRow, RowKind
from bot.domain.changes import Decide
from bot.domain.model import OutboundMessage, Person, ProviderName, Reminder
from bot.storage.database import Database, Unit
from bot.storage.protocol import PersonalData, ReceivedText
from bot.storage.session import Session
from bot.storage.statements import addresses, broken_rows, inbound, locks, outbound, people, reminders
from bot.storage.units.contacts import contacts_of
from bot.storage.units.context import reminders_with_person, revise_person
from bot.storage.units.erasure import erase_forgotten


class People:
    """``bot.storage.protocol.PeopleStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, provider: ProviderName, number: str) -> Person | None:
        async def work(session: Session) -> Person | None:
            return await session.person(addresses.PERSON, provider=provider, address=number)

        return await self._database.run(Unit.FIND_PEOPLE, work)

    async def with_number(self, number: str) -> tuple[Person, ...]:
        async def work(session: Session) -> tuple[Person, ...]:
            return await session.people(addresses.PEOPLE_WITH, address=number)

        return await self._database.run(Unit.FIND_PEOPLE, work)

    async def listed_reminders(self, number: str | None, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        async def work(session: Session) -> tuple[tuple[Person, Reminder], ...]:
            if number is None:
                return await _pairs(session, reminders.ACTIVE_IDS, limit=limit)
            pairs = [
                (person, reminder)
                for person in await session.people(addresses.PEOPLE_WITH, address=number)
                for reminder in await session.reminders(reminders.ACTIVE_OF_PERSON, person_id=person.id)
            ]
            return tuple(pairs[:limit])

        return await self._database.run(Unit.LIST_REMINDERS, work)

    async def reminders_by_id(self, prefix: str, limit: int) -> tuple[tuple[Person, Reminder], ...]:
        async def work(session: Session) -> tuple[tuple[Person, Reminder], ...]:
            return await _pairs(session, reminders.IDS_BY_PREFIX, prefix=prefix, limit=limit)

        return await self._database.run(Unit.LIST_REMINDERS, work)

    async def broken_rows(self, limit: int) -> tuple[BrokenRow, ...]:
        async def work(session: Session) -> tuple[BrokenRow, ...]:
            return tuple(
                BrokenRow(
                    kind=RowKind(row["kind"]),
                    id=row["id"],
                    reason=row["reason"],
                    since=session.read_moment(row["since"]),
                    failures=row["failures"],
                    retry_at=session.read_moment(row["retry_at"]),
                    number=row["person_number"],
                )
                for row in await session.rows(broken_rows.ALL, limit=limit)
            )

        return await self._database.run(Unit.LIST_BROKEN, work)

    async def personal_data(self, person_id: int) -> PersonalData | None:
        async def work(session: Session) -> PersonalData | None:
            person = await session.person(people.BY_ID, person_id=person_id)
            if person is None:
                return None
            contacts, asked_by = await contacts_of(session, person)
            return PersonalData(
                person=person,
                addresses=tuple(row["address"] for row in await session.rows(addresses.OF_PERSON, person_id=person_id)),
                reminders=await session.reminders(reminders.OF_PERSON, person_id=person_id),
                outbound=await session.outbound(outbound.OF_PERSON, person_id=person_id),
                received=await _received(session, person_id),
                contacts=contacts,
                asked_by=tuple(asked.contact for asked in asked_by),
            )

        return await self._database.run(Unit.EXPORT, work)

    async def cancelling_messages(self, person_id: int) -> tuple[OutboundMessage, ...]:
        async def work(session: Session) -> tuple[OutboundMessage, ...]:
            return await session.outbound(outbound.CANCELLING_OF_PERSON, person_id=person_id)

        return await self._database.run(Unit.LIST_CANCELLING, work)

    async def revise_person(self, person_id: int, decide: Decide) -> None:
        async def work(session: Session) -> None:
            await session.lock(locks.OF_PERSON, person_id=person_id)
            await revise_person(session, person_id, decide)

        await self._database.run(Unit.REVISE_PERSON, work)

    async def erase_forgotten(self, until: datetime) -> int:
        return await erase_forgotten(self._database, until)


async def _pairs(session: Session, statement: str, **values: object) -> tuple[tuple[Person, Reminder], ...]:
    rows = await session.rows(statement, **values)
    return tuple([pair for row in rows for pair in await reminders_with_person(session, row["id"], row["person_id"])])


async def _received(session: Session, person_id: int) -> tuple[ReceivedText, ...]:
    received = []
    for row in await session.rows(inbound.OF_PERSON, person_id=person_id):
        if (received_at := session.read_moment(row["received_at"])) is None:
            continue
        received.append(
            ReceivedText(
                message_id=row["message_id"], received_at=received_at, intent=row["intent"], reply=row["reply"]
            )
        )
    return tuple(received)
