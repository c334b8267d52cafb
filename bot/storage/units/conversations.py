"""Units of work for the service that answers texts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.changes import Answer, Decide
from bot.domain.model import InboundText, OutboundMessage, Person
from bot.domain.spending import Budgets
from bot.storage.database import Database, Session, Unit
from bot.storage.protocol import Amend, Newcomer
from bot.storage.statements import inbound as statements
from bot.storage.statements import outbound, people, reminders
from bot.storage.units.accounts import opted_out_at, person_spending, spend
from bot.storage.units.context import decided, is_opt_out, load_context, opt_out_elsewhere, save_changes


class Conversations:
    """``bot.storage.protocol.ConversationStore``."""

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets

    async def answer(
        self, inbound: InboundText, newcomer: Newcomer, decide: Decide, elsewhere: Decide | None = None
    ) -> Answer:
        async def work(session: Session) -> Answer:
            ids = {"provider": inbound.provider, "message_id": inbound.message_id}
            row = await session.row(statements.FIND_ANSWER, **ids)
            if row is not None:
                return Answer(reply=row["reply"], intent=row["intent"], redelivered=True)
            sender = await _sender(session, inbound, newcomer)
            spending = await person_spending(session, sender.number, inbound.received_at, self._budgets)
            context = replace(await load_context(session, sender, inbound.received_at), spending=spending)
            changes = await decided(session, context, decide)
            await save_changes(session, context, changes)
            if changes.response_segments:
                await spend(session, sender.number, inbound.received_at, changes.response_segments)
            if elsewhere is not None and is_opt_out(context, changes):
                await opt_out_elsewhere(session, sender, elsewhere)
            if session.unreadable and changes.person.opted_out_at is not None:
                await _opt_out(session, context.person.id, inbound.received_at)
            await session.execute(
                statements.SAVE_ANSWER,
                **ids,
                person_id=context.person.id,
                received_at=inbound.received_at,
                intent=changes.intent,
                reply=changes.reply,
            )
            return Answer(reply=changes.reply, intent=changes.intent)

        return await self._database.run(Unit.ANSWER, work)

    async def answer_without_reading(
        self,
        inbound: InboundText,
        *,
        reply: str | None,
        intent: str,
        opts_out: bool,
        message_for: Callable[[int], OutboundMessage] | None,
    ) -> Answer:
        async def work(session: Session) -> Answer:
            ids = {"provider": inbound.provider, "message_id": inbound.message_id}
            answered = await session.row(statements.FIND_ANSWER, **ids)
            if answered is not None:
                return Answer(reply=answered["reply"], intent=answered["intent"], redelivered=True)
            found = await session.rows(
                people.BY_PROVIDER_AND_NUMBER, provider=inbound.provider, number=inbound.from_number
            )
            if not found:
                return Answer(reply=reply, intent=intent)
            await session.readable_people(found)  # so that the operator hears of it
            person_id = found[0]["id"]
            if opts_out:
                await _opt_out(session, person_id, inbound.received_at)
            if message_for is not None:
                await session.save(outbound=[message_for(person_id)])
            received_at = inbound.received_at
            values = {"person_id": person_id, "received_at": received_at, "intent": intent, "reply": reply}
            await session.execute(statements.SAVE_ANSWER, **ids, **values)
            return Answer(reply=reply, intent=intent)

        return await self._database.run(Unit.ANSWER_WITHOUT_READING, work)

    async def amend_answer(self, inbound: InboundText, outbound_ids: Iterable[UUID], amend: Amend) -> str | None:
        async def work(session: Session) -> str | None:
            messages = [await session.outbound_message(outbound.BY_ID, outbound_id=id_) for id_ in outbound_ids]
            reply, changed = amend(tuple(message for message in messages if message is not None))
            await session.save(outbound=changed)
            await session.execute(
                statements.AMEND_ANSWER, reply=reply, provider=inbound.provider, message_id=inbound.message_id
            )
            return reply

        return await self._database.run(Unit.AMEND_ANSWER, work)


async def _sender(session: Session, inbound: InboundText, newcomer: Newcomer) -> Person:
    """The person who sent a text. Their number may have opted out before they were erased, or at another provider."""
    opted_out = await opted_out_at(session, inbound.from_number)
    person = await session.person(people.BY_PROVIDER_AND_NUMBER, provider=inbound.provider, number=inbound.from_number)
    if person is None:
        person = replace(newcomer(), opted_out_at=opted_out)
        return replace(person, id=await session.add_person(person))
    if opted_out is not None and person.opted_out_at is None:
        person = replace(person, opted_out_at=opted_out)
        await session.save_person(person)
    return person


async def _opt_out(session: Session, person_id: int, now: datetime) -> None:
    """Carry out STOP on all rows of a person as they are, readable or not."""
    await session.execute(people.OPT_OUT, person_id=person_id, now=now)
    await session.execute(reminders.PARK_OPEN, person_id=person_id)
    await session.execute(outbound.DROP_WAITING, person_id=person_id)
    await session.execute(outbound.CANCEL_SCHEDULED, person_id=person_id, now=now)
    await session.execute(outbound.CANCEL_HANDING_OVER, person_id=person_id)
