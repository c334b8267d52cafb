"""Steps that units of work share about contacts: who has whom reminded, and what their consent entails."""

from datetime import datetime

from bot.domain.changes import AskedBy
from bot.domain.contacts import ASKER_WINDOW, RECIPIENT_WINDOW, Contact, ContactState, NumberFacts
from bot.domain.model import OutboundMessage, Person
from bot.domain.records import replace
from bot.storage.number_hash import number_hash
from bot.storage.session import Session
from bot.storage.statements import contacts as statements
from bot.storage.statements import locks, people, spending

MOST_ASKERS = 20  # of one recipient, as far as they are loaded


async def contacts_of(session: Session, person: Person) -> tuple[tuple[Contact, ...], tuple[AskedBy, ...]]:
    """The contacts of a person, and who has the person reminded, those who asked first first."""
    found = await session.contacts(statements.OF_PERSON, person_id=person.id, number=person.number)
    own = tuple(contact for contact in found if contact.asker_id == person.id)
    asked_by: list[AskedBy] = []
    for contact in [contact for contact in found if contact.asker_id != person.id][:MOST_ASKERS]:
        askers = await session.people(people.BY_ID, person_id=contact.asker_id)
        active = [asker for asker in askers if asker.forgotten_at is None]
        is_listed = active and contact.accepts
        reminders = await session.reminders(statements.REMINDERS, contact_id=contact.id) if is_listed else ()
        asked_by += [AskedBy(contact=contact, asker=asker, reminders=reminders) for asker in active]
    return own, tuple(asked_by)


async def save_contacts(session: Session, contacts: tuple[Contact, ...]) -> None:
    """Save contacts with what their state entails for the reminders and messages to them."""
    for contact in contacts:
        await session.save_contact(contact)
        if contact.accepts and contact.decided_at is not None:
            await session.execute(statements.PLAN, contact_id=contact.id, now=contact.decided_at)
        elif contact.refuses and contact.decided_at is not None:
            await _cancel(session, contact, contact.decided_at)
        elif contact.asked_at is not None:
            hashes = {"number_hash": contact.number, "asker_hash": contact.asker_number}
            hashed = {name: await _hash(session, number) for name, number in hashes.items()}
            await session.execute(statements.REMEMBER_REQUEST, **hashed, asked_at=contact.asked_at)


async def end_contacts(session: Session, number: str, now: datetime) -> None:
    """Cancel everything that others have set for a number, because it opted out."""
    for contact in await session.contacts(statements.OF_NUMBER, number=number):
        if not contact.refuses:
            state = ContactState.BLOCKED if contact.accepts else ContactState.DECLINED
            await session.save_contact(replace(contact, state=state, decided_at=now))
        await _cancel(session, contact, now)


async def forget_contacts(session: Session, number: str, now: datetime) -> None:
    """End and erase what others keep of a number, when its person asks to be forgotten."""
    await end_contacts(session, number, now)
    await session.execute(statements.FORGET_NUMBER, number=number)
    await session.execute(statements.FORGET_MESSAGES, number=number)


async def _cancel(session: Session, contact: Contact, now: datetime) -> None:
    await session.execute(statements.END, contact_id=contact.id)
    await session.execute(statements.DROP_WAITING, contact_id=contact.id, number=contact.number)
    await session.execute(statements.CANCEL_SCHEDULED, contact_id=contact.id, number=contact.number, now=now)
    await session.execute(statements.CANCEL_HANDING_OVER, contact_id=contact.id, number=contact.number)


async def may_leave(session: Session, message: OutboundMessage) -> bool:
    """Whether a text to a contact may still leave: they may have refused since it was planned."""
    found = await session.contacts(statements.BY_ID, contact_id=message.contact_id)
    return any(contact.may_get(is_request=message.reminder_id is None) for contact in found)


async def number_facts(session: Session, number: str, asker: Person, now: datetime) -> NumberFacts:
    """What must be known of a number before it is asked for consent. Locks it, unless somebody else has."""
    is_free = await session.try_lock(locks.NUMBER, number=number)
    own, other = await _hash(session, asker.number), await _hash(session, number)
    rows = await session.rows(statements.REQUESTS, number_hash=other, asker_hash=own, since=now - ASKER_WINDOW)
    to = {row["hash"]: session.read_moment(row["asked_at"]) for row in rows if row["part"] == "to"}
    recent = [at for at in to.values() if at is not None and now - at < RECIPIENT_WINDOW]
    opted_out = await session.row(spending.OPTED_OUT_AT, number_hash=other)
    return NumberFacts(
        number=number,
        is_opted_out=opted_out is not None,
        was_asked=own in to,
        requests=len(recent),
        requests_by_asker=sum(row["part"] == "by" for row in rows),
        is_busy=not is_free,
    )


async def _hash(session: Session, number: str) -> str:
    return number_hash(await session.constant(spending.NUMBER_KEY), number)
