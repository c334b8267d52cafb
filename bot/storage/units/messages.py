"""Units of work for the messages of the HTTP API."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.broken_rows import RowKind
from bot.domain.errors import KeyReusedError, TooLateError, UnreadableRowError
from bot.domain.model import OutboundMessage, OutboundState
from bot.domain.spending import Budgets
from bot.storage.database import Database, Unit
from bot.storage.protocol import AddedMessage, Change, IdempotentRequest, MessagePage
from bot.storage.recipient import DecideMessage, Recipient
from bot.storage.session import Session
from bot.storage.statements import locks, messages, people
from bot.storage.units.accounts import opted_out_at, token_spending
from bot.storage.units.context import revise_message


class Messages:
    """``bot.storage.protocol.MessageStore``."""

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets

    async def add(
        self,
        number: str,
        token_name: str,
        now: datetime,
        request: IdempotentRequest | None,
        decide: DecideMessage,
        *,
        replaces: UUID | None = None,
    ) -> AddedMessage:
        async def work(session: Session) -> AddedMessage:
            await session.lock(locks.NUMBER, number=number)
            earlier = await _made_earlier(session, request) if request is not None else None
            if earlier is not None:
                return AddedMessage(message=earlier, is_repeated=True)
            known = await session.people(people.BY_NUMBER, number=number)
            for row in session.unreadable:  # they may have opted out
                raise UnreadableRowError(RowKind.PERSON, str(row["id"]), "no message can be made for them")
            replaced = await _message(session, replaces, token_name) if replaces is not None else None
            recipient = Recipient(
                people=known,
                opted_out_at=await opted_out_at(session, number),
                spending=await token_spending(session, token_name, now, self._budgets),
                replaced=replaced,
                replaced_heads_ups=await _heads_ups(session, replaced),
            )
            decision = decide(recipient)
            person_id = decision.person.id or await session.add_person(decision.person)
            message, *heads_ups = (replace(new, person_id=person_id) for new in (decision.message, *decision.heads_ups))
            cancelled = (*([decision.cancelled] if decision.cancelled else []), *decision.cancelled_heads_ups)
            await session.save(outbound=[message, *heads_ups, *cancelled])
            if request is not None:
                await session.execute(
                    messages.SAVE_KEY,
                    token_name=request.token_name,
                    key=request.key,
                    request_hash=request.request_hash,
                    outbound_id=message.id,
                    created_at=message.created_at,
                )
            return AddedMessage(message=message)

        return await self._database.run(Unit.ADD_MESSAGE, work)

    async def get(self, message_id: UUID, token_name: str) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            return await _message(session, message_id, token_name)

        return await self._database.run(Unit.GET_MESSAGE, work)

    async def list(self, page: MessagePage) -> tuple[OutboundMessage, ...]:
        """One query for each state: each reads its own range of an index, so a rare state is found just as fast."""

        async def work(session: Session) -> tuple[OutboundMessage, ...]:
            found: tuple[OutboundMessage, ...] = ()
            for state in page.states or (None,):
                found += await _page(session, page, state)
            newest_first = sorted(found, key=lambda message: (message.created_at, str(message.id)), reverse=True)
            return tuple(newest_first[: page.limit])

        return await self._database.run(Unit.LIST_MESSAGES, work)

    async def revise(self, message_id: UUID, token_name: str, change: Change) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            await session.lock(locks.OF_MESSAGE, id=message_id)
            message = await _message(session, message_id, token_name)
            revised = await revise_message(session, message, change, None)
            for heads_up in await _heads_ups(session, message):
                with suppress(TooLateError):  # it has left already, long before the message itself
                    await revise_message(session, heads_up, change, None)
            return revised

        return await self._database.run(Unit.REVISE_MESSAGE, work)


async def _heads_ups(session: Session, message: OutboundMessage | None) -> tuple[OutboundMessage, ...]:
    ids = () if message is None else message.heads_ups
    token_name = "" if message is None else message.token_name or ""
    found = [await _message(session, heads_up_id, token_name) for heads_up_id in ids]
    return tuple(heads_up for heads_up in found if heads_up is not None)


async def _page(session: Session, page: MessagePage, state: OutboundState | None) -> tuple[OutboundMessage, ...]:
    """The messages of a page in one state. As many more are read as there are unreadable ones: a short page would end
    the list.
    """
    limit = page.limit
    while True:
        query, values = messages.page_query(replace(page, limit=limit), state)
        left_out = len(session.unreadable)
        found = await session.outbound(query, **values)
        missing = page.limit - len(found)
        if missing <= 0 or len(found) + len(session.unreadable) - left_out < limit:
            return found[: page.limit]
        limit += missing


async def _made_earlier(session: Session, request: IdempotentRequest) -> OutboundMessage | None:
    await session.execute(messages.DELETE_OLD_KEYS, kept_since=request.kept_since)
    row = await session.row(
        messages.FIND_KEY, token_name=request.token_name, key=request.key, kept_since=request.kept_since
    )
    if row is None:
        return None
    if row["request_hash"] != request.request_hash:
        raise KeyReusedError("this key came with another request before; make a new key for a new message")
    return await _message(session, row["outbound_id"], request.token_name)


async def _message(session: Session, message_id: UUID, token_name: str) -> OutboundMessage | None:
    return await session.outbound_message(messages.BY_ID, message_id=message_id, token_name=token_name)
