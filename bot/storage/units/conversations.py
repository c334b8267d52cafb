"""Units of work for the service that answers texts."""

from collections.abc import Iterable
from uuid import UUID

from bot.domain.changes import Answer, Changes, Decide, PersonContext
from bot.domain.model import InboundText, OptOut, OutboundMessage, Person, ProviderName
from bot.domain.records import replace
from bot.domain.spending import Budgets
from bot.storage.database import Database, Unit
from bot.storage.protocol import Amend, Newcomer
from bot.storage.session import Session
from bot.storage.statements import addresses, outbound, people, reminders
from bot.storage.statements import inbound as statements
from bot.storage.units.accounts import lift_suppression, opted_out_at, person_spending, spend, suppress
from bot.storage.units.addresses import (
    all_addresses,
    link_owner,
    linked_addresses,
    lock_sender,
    person_at,
    remember_addresses,
    save_link,
)
from bot.storage.units.context import (
    decided,
    is_opt_out,
    load_context,
    opt_out_elsewhere,
    opt_out_rows,
    save_changes,
)


class Conversations:
    """``bot.storage.protocol.ConversationStore``."""

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets

    async def answer(
        self, inbound: InboundText, newcomer: Newcomer, decide: Decide, elsewhere: Decide | None = None
    ) -> Answer:
        async def work(session: Session) -> Answer:
            if (earlier := await _earlier_answer(session, inbound)) is not None:
                return earlier
            sender = await _sender(session, inbound, newcomer)
            spending = await person_spending(session, sender.number, inbound.received_at, self._budgets)
            context = await load_context(session, sender, inbound.received_at)
            linked = await linked_addresses(session, sender, inbound)
            context = replace(
                context, spending=spending, link_owner=await link_owner(session, inbound), linked_addresses=linked
            )
            changes = await decided(session, context, decide)
            await save_changes(session, context, changes)
            if changes.response_segments:
                await spend(session, sender.number, inbound.received_at, changes.response_segments)
            if elsewhere is not None and is_opt_out(context, changes):
                await opt_out_elsewhere(session, sender, elsewhere, inbound.received_at)
            if session.unreadable:
                await _obey(session, _change_of_consent(context, changes), context.person.id, inbound)
            answer = Answer(reply=changes.reply, intent=changes.intent)
            person_id = await save_link(session, sender, inbound, changes)
            return await _save_answer(session, inbound, person_id, answer)

        return await self._database.run(Unit.ANSWER, work)

    async def answer_without_reading(
        self,
        inbound: InboundText,
        *,
        reply: str | None,
        intent: str,
        consent: OptOut | None,
        messages: Iterable[OutboundMessage],
    ) -> Answer:
        async def work(session: Session) -> Answer:
            if (earlier := await _earlier_answer(session, inbound)) is not None:
                return earlier
            found = await session.rows(addresses.PERSON, provider=inbound.provider, address=inbound.from_number)
            if not found:
                return Answer(reply=reply, intent=intent)
            await session.readable_people(found)  # so that the operator hears of it
            person_id = found[0]["id"]
            await _obey(session, consent, person_id, inbound)
            if consent is OptOut.STOP:  # it counts at the other providers, too
                for other in await session.rows(people.BY_NUMBER, number=inbound.from_number):
                    await opt_out_rows(session, other["id"], inbound.received_at)
            await session.save(outbound=[replace(message, person_id=person_id) for message in messages])
            return await _save_answer(session, inbound, person_id, Answer(reply=reply, intent=intent))

        return await self._database.run(Unit.ANSWER_WITHOUT_READING, work)

    async def latest_message_id(self, provider: ProviderName, number: str) -> str | None:
        async def work(session: Session) -> str | None:
            row = await session.row(statements.LATEST_ID, provider=provider, address=number)
            return row["message_id"] if row is not None else None

        return await self._database.run(Unit.ANSWER, work)

    async def amend_answer(self, inbound: InboundText, outbound_ids: Iterable[UUID], amend: Amend) -> str | None:
        async def work(session: Session) -> str | None:
            await lock_sender(session, inbound)
            messages = [await session.outbound_message(outbound.BY_ID, outbound_id=id_) for id_ in outbound_ids]
            reply, changed = amend(tuple(message for message in messages if message is not None))
            await session.save(outbound=changed)
            await session.execute(
                statements.AMEND_ANSWER, reply=reply, provider=inbound.provider, message_id=inbound.message_id
            )
            return reply

        return await self._database.run(Unit.AMEND_ANSWER, work)


async def _earlier_answer(session: Session, inbound: InboundText) -> Answer | None:
    """Lock the sender's number; the answer that this text was given before, None if it was given none."""
    await lock_sender(session, inbound)
    row = await session.row(statements.FIND_ANSWER, provider=inbound.provider, message_id=inbound.message_id)
    return None if row is None else Answer(reply=row["reply"], intent=row["intent"], redelivered=True)


async def _save_answer(session: Session, inbound: InboundText, person_id: int, answer: Answer) -> Answer:
    await session.execute(
        statements.SAVE_ANSWER,
        provider=inbound.provider,
        message_id=inbound.message_id,
        person_id=person_id,
        received_at=inbound.received_at,
        intent=answer.intent,
        reply=answer.reply,
    )
    return answer


async def _sender(session: Session, inbound: InboundText, newcomer: Newcomer) -> Person:
    """The person who sent a text. Their number may have opted out before they were erased, or at another provider."""
    opted_out = await opted_out_at(session, inbound.from_number)
    person = await person_at(session, inbound)
    if person is None:
        person = replace(newcomer(), opted_out_at=opted_out)
        person = replace(person, id=await session.add_person(person))
        await remember_addresses(session, person, inbound)
        return person
    await remember_addresses(session, person, inbound)
    if opted_out is not None and person.opted_out_at is None:
        opted_out_person = replace(person, opted_out_at=opted_out)
        await session.update(person, opted_out_person)
        return opted_out_person
    return person


def _change_of_consent(context: PersonContext, changes: Changes) -> OptOut | None:
    if changes.person.opted_out_at is not None:
        return OptOut.STOP
    return OptOut.START if context.person.opted_out_at is not None else None


async def _obey(session: Session, consent: OptOut | None, person_id: int, inbound: InboundText) -> None:
    """Carry out STOP or START on all rows of a person as they are, readable or not."""
    if consent is OptOut.STOP:
        for address in await all_addresses(session, person_id):
            await suppress(session, address, inbound.received_at)
        await opt_out_rows(session, person_id, inbound.received_at)
    elif consent is OptOut.START:
        for address in await all_addresses(session, person_id):
            await lift_suppression(session, address)
        await session.execute(people.OPT_IN, person_id=person_id)
        await session.execute(reminders.OPEN_PARKED, person_id=person_id, now=inbound.received_at)
