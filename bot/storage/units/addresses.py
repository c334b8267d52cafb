"""Steps about the addresses of a person: who texts from one, and how a second one is linked."""

from datetime import datetime

from bot.domain.changes import Changes
from bot.domain.link_codes import VALID_FOR, code_in, may_be_about_links
from bot.domain.model import InboundText, Person
from bot.storage.session import Session
from bot.storage.statements import addresses as statements


async def lock_sender(session: Session, inbound: InboundText) -> None:
    """Lock the number of the person who sent a text, from whichever address."""
    await session.lock(statements.NUMBER, provider=inbound.provider, address=inbound.from_number)


async def person_at(session: Session, inbound: InboundText) -> Person | None:
    """The person who sent a text; None if the bot does not know them.

    WhatsApp may hide a number from one text to the next, and gives the same id of the sender with both.
    """
    person = await session.person(statements.PERSON, provider=inbound.provider, address=inbound.from_number)
    if person is not None or not inbound.external_id:
        return person
    return await session.person(statements.PERSON, provider=inbound.provider, address=inbound.external_id)


async def remember_addresses(session: Session, person: Person, inbound: InboundText) -> None:
    """Keep the id that WhatsApp gives with a number, and the number that it gives with an id."""
    if not inbound.external_id:
        return
    known = set(await all_addresses(session, person.id))
    for address in (inbound.from_number, inbound.external_id):
        taken = (
            None
            if address in known
            else await session.row(statements.PERSON, provider=inbound.provider, address=address)
        )
        if address not in known and taken is None:
            await session.execute(statements.ADD, provider=inbound.provider, address=address, person_id=person.id)


async def all_addresses(session: Session, person_id: int) -> tuple[str, ...]:
    """Every address of a person, their number included."""
    return tuple(row["address"] for row in await session.rows(statements.ALL_OF_PERSON, person_id=person_id))


async def link_owner(session: Session, inbound: InboundText) -> Person | None:
    """The person whose code a text contains, if it has not expired."""
    code = code_in(inbound.body)
    if code is None:
        return None
    expired_at = inbound.received_at - VALID_FOR
    return await session.person(statements.OWNER_OF_CODE, code=code, provider=inbound.provider, expired_at=expired_at)


async def linked_addresses(session: Session, person: Person, inbound: InboundText) -> tuple[str, ...]:
    """The addresses of a person but their own; none for a text that is not about them."""
    if not may_be_about_links(inbound.body):
        return ()
    own = {person.number, inbound.external_id}
    return tuple(address for address in await all_addresses(session, person.id) if address not in own)


async def save_link(session: Session, sender: Person, inbound: InboundText, changes: Changes) -> int:
    """Save what the changes say about links; the id of the person whom the sender's address belongs to from now on."""
    if changes.link_code is not None:
        await _remove_codes(session, sender.id, inbound.received_at)
        await session.execute(statements.ADD_CODE, code=changes.link_code, person_id=sender.id, now=inbound.received_at)
    if changes.unlinks and inbound.from_number == sender.number:
        own = {"person_id": sender.id, "number": sender.number, "external_id": inbound.external_id}
        await session.execute(statements.REMOVE_LINKED, **own)
    elif changes.unlinks:
        for address in filter(None, (inbound.from_number, inbound.external_id)):
            await session.execute(statements.REMOVE, provider=inbound.provider, address=address)
    owner = changes.links_to
    if owner is None:
        return sender.id
    await _remove_codes(session, owner.id, inbound.received_at)
    await session.execute(statements.MOVE, from_id=sender.id, to_id=owner.id)
    await session.execute(statements.ADD, provider=sender.provider, address=sender.number, person_id=owner.id)
    return owner.id


async def _remove_codes(session: Session, person_id: int, now: datetime) -> None:
    await session.execute(statements.REMOVE_CODES, person_id=person_id, expired_at=now - VALID_FOR)
