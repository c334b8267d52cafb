"""Units of work for the worker and the executor."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from bot.domain.broken_rows import RowKind
from bot.domain.changes import PlannedOccurrence
from bot.domain.errors import UnreadableRowError
from bot.domain.fair_share import Claimed, ClaimRoom, Share
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundMessage, OutboundState, ProviderName, Reminder
from bot.domain.spending import Budgets
from bot.storage.database import Database, Unit
from bot.storage.protocol import Change, Follow, TopUp
from bot.storage.session import Session
from bot.storage.statements import broken_rows, contacts, locks, outbound, people, reminders
from bot.storage.units.accounts import person_spending
from bot.storage.units.context import LONG_AGO, record_outcome, revise_message

# How many due messages are looked at for a fair share: enough as a rule, and in the end all of them.
PAGES = (64, 1024, 1_000_000)
_STATES = frozenset(map(str, OutboundState))


class Delivery:
    """``bot.storage.protocol.DeliveryStore``."""

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets

    async def claim_due(
        self, provider: ProviderName, now: datetime, room: ClaimRoom, begin: Change, follow: Follow | None = None
    ) -> Claimed:
        async def work(session: Session) -> Claimed:
            # Another bot may be deciding about some of these people right now: their messages are for that one.
            due = await _due_ids(session, provider, now, room)
            ids = [id_ for id_ in due if await session.try_lock(locks.OF_MESSAGE, id=id_)]
            revise = partial(revise_message, follow=follow, budgets=self._budgets)
            claimed = [await _claim(session, id_, now, begin, revise) for id_ in ids]
            return Claimed(messages=tuple(message for message in claimed if message is not None), due=len(ids))

        return await self._database.run(Unit.CLAIM, work)

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            message = await session.outbound_message(outbound.BY_ID, outbound_id=outbound_id)
            return await record_outcome(session, message, change, follow, self._budgets)

        async def locked(session: Session) -> OutboundMessage | None:
            await session.lock(locks.OF_MESSAGE, id=outbound_id)
            return await session.isolated(RowKind.MESSAGE, outbound_id, lambda: work(session))

        return await self._database.run(Unit.REVISE, locked)

    async def set_aside(self, outbound_id: UUID, error: Exception) -> None:
        async def work(session: Session) -> None:
            await session.lock(locks.OF_MESSAGE, id=outbound_id)
            await session.set_aside(RowKind.MESSAGE, str(outbound_id), error)

        await self._database.run(Unit.REVISE, work)

    async def revise_by_provider_id(
        self,
        provider: ProviderName,
        provider_message_id: str,
        outbound_id: UUID | None,
        change: Change,
        follow: Follow | None = None,
    ) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            row = await session.row(
                outbound.ID_BY_PROVIDER_ID, provider=provider, provider_message_id=provider_message_id
            )
            if row is None and outbound_id is not None:
                row = await session.row(outbound.ID_WITHOUT_PROVIDER_ID, outbound_id=outbound_id, provider=provider)
            if row is None:
                return None
            id_ = row["id"]
            await session.lock(locks.OF_MESSAGE, id=id_)

            async def apply() -> OutboundMessage | None:
                message = await session.outbound_message(outbound.BY_ID, outbound_id=id_)
                return await record_outcome(session, message, change, follow, self._budgets)

            return await session.isolated(RowKind.MESSAGE, id_, apply)

        return await self._database.run(Unit.APPLY_RECEIPT, work)

    async def provider_message_ids(self, person_id: int) -> frozenset[str]:
        async def work(session: Session) -> frozenset[str]:
            rows = await session.rows(outbound.PROVIDER_MESSAGE_IDS, person_id=person_id)
            return frozenset(row["provider_message_id"] for row in rows)

        return await self._database.run(Unit.LIST_PROVIDER_IDS, work)

    async def identical_in_flight(self, message: OutboundMessage) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            return await session.outbound_message(
                outbound.IDENTICAL_IN_FLIGHT,
                person_id=message.person_id,
                body=message.body,
                handed_over_at=message.handed_over_at,
                outcome_unknown=message.outcome_unknown,
                id=message.id,
            )

        return await self._database.run(Unit.FIND_IDENTICAL, work)

    async def next_attempt_at(self, provider: ProviderName, after: datetime | None = None) -> datetime | None:
        async def work(session: Session) -> datetime | None:
            return await session.next_moment(
                RowKind.MESSAGE, outbound.NEXT_ATTEMPT, provider=provider, after=after or LONG_AGO
            )

        return await self._database.run(Unit.NEXT_ATTEMPT, work)

    async def release_leases(self, owner: str, now: datetime) -> int:
        async def work(session: Session) -> int:
            others_ended = self._database.is_exclusive
            return await session.execute(outbound.RELEASE_LEASES, owner=owner, now=now, others_ended=others_ended)

        return await self._database.run(Unit.RELEASE_LEASES, work)

    async def top_up_due(self, now: datetime, limit: int, top_up: TopUp) -> int:
        async def work(session: Session) -> int:
            due = await session.rows(reminders.DUE_FOR_CHECK, now=now, limit=limit)
            ids = [row["id"] for row in due if await session.try_lock(locks.OF_REMINDER, id=row["id"])]
            for id_ in ids:
                work_on_one = partial(_top_up, session, id_, now, top_up, self._budgets)
                await session.isolated(RowKind.REMINDER, id_, work_on_one)
            return len(ids)

        return await self._database.run(Unit.TOP_UP, work)

    def bots(self) -> int:
        return self._database.bots

    async def next_top_up_at(self) -> datetime | None:
        async def work(session: Session) -> datetime | None:
            return await session.next_moment(RowKind.REMINDER, reminders.NEXT_CHECK)

        return await self._database.run(Unit.NEXT_TOP_UP, work)


async def _due_ids(session: Session, provider: ProviderName, now: datetime, room: ClaimRoom) -> list[str]:
    """The ids of the due messages that get the free slots."""
    due = partial(_fair_ids, session, provider=provider, now=now)
    cancels = await due(outbound.DUE_CANCELS, Share(room.cancels_held, room.per_recipient), limit=room.cancels)
    share = Share(room.held, room.per_recipient)
    repeats = room.calls if room.repeats is None else min(room.repeats, room.calls)
    first = await due(outbound.DUE_REPEATS, share, limit=min(1, repeats)) if room.repeat_is_due else []
    fresh = await due(outbound.DUE_FRESH, share, limit=room.calls - len(first))
    left = min(repeats, room.calls - len(fresh)) - len(first)
    more = await due(outbound.DUE_REPEATS, share, limit=left, without=frozenset(first))
    polls = await due(outbound.DUE_POLLS, share, limit=left - len(more))
    return [*cancels, *first, *fresh, *more, *polls]


async def _fair_ids(
    session: Session,
    statement: str,
    share: Share,
    *,
    provider: ProviderName,
    now: datetime,
    limit: int,
    without: frozenset[str] = frozenset(),
) -> list[str]:
    """Up to ``limit`` ids, looking farther back if recipients that have their share hold the first places."""
    ids: list[str] = []
    for looked_at in PAGES:
        if limit <= 0:
            break
        query = statement + outbound.SKIP_LOCKED if looked_at == PAGES[0] else statement
        rows = await session.rows(query, provider=provider, now=now, limit=looked_at)
        due = [(row["id"], row["to_number"]) for row in rows if row["id"] not in without and row["id"] not in ids]
        ids += share.choose(due, limit - len(ids))
        if len(ids) >= limit or len(rows) < looked_at:
            break
    return ids


async def _claim(
    session: Session, id_: str, now: datetime, begin: Change, revise: Callable[..., Awaitable[OutboundMessage | None]]
) -> OutboundMessage | None:
    """Claim one message; None if it is gone or was set aside."""

    async def claim() -> OutboundMessage | None:
        # Read one at a time: the follow-up of one message may change the next.
        message = await session.outbound_message(outbound.BY_ID, outbound_id=id_)
        if message is not None and (message.next_attempt_at is None or message.next_attempt_at > now):
            return None  # another bot claimed it before it was locked
        if message is None or not await session.execute(broken_rows.REMOVE, kind=RowKind.MESSAGE, id=id_):
            return await revise(session, message, begin)
        # While the message was set aside, neither STOP nor a change of its reminder could reach it.
        ids = {"person_id": message.person_id, "reminder_id": message.reminder_id}
        if await session.row(outbound.UNWANTED, **ids) is not None:
            return await revise_message(session, message, lambda broken: cancel_message(broken, now), None)
        return await revise(session, message, begin)

    return await session.isolated(RowKind.MESSAGE, id_, claim)


async def _top_up(session: Session, reminder_id: str, now: datetime, top_up: TopUp, budgets: Budgets) -> None:
    reminder = await session.reminder(reminders.BY_ID, reminder_id=reminder_id)
    if reminder is not None and (reminder.next_check_at is None or reminder.next_check_at > now):
        return  # another bot topped it up before it was locked
    person = await session.person(people.BY_ID, person_id=reminder.person_id) if reminder is not None else None
    if reminder is None or person is None:
        return
    listed: tuple[Reminder, ...] = ()
    if reminder.overview is not None:
        listed = await session.reminders(reminders.ACTIVE_OF_PERSON, person_id=person.id)
    found = await session.contacts(contacts.BY_ID, contact_id=reminder.contact_id) if reminder.contact_id else ()
    contact = next(iter(found), None)
    topped_up, added = top_up(reminder, person, await _planned(session, reminder, now), listed, contact)
    if added:
        spending = await person_spending(session, person.number, added[0].due_at, budgets)
        added = budgets.hold(added, spending)
    await session.save(reminders=[topped_up], outbound=added)
    await session.execute(broken_rows.REMOVE, kind=RowKind.REMINDER, id=reminder_id)


async def _planned(session: Session, reminder: Reminder, now: datetime) -> tuple[PlannedOccurrence, ...]:
    """What is planned for a reminder, without the history: that of a series grows by hundreds of messages a day.

    A message of which no more than the time can be read may be at the provider: it counts as planned. Raises
    ``UnreadableRowError`` if the time cannot be read either, or if the reminder is not a series: then this message is
    all there is to plan.
    """
    rows = [
        *await session.rows(outbound.PLANNED_OF_REMINDER, reminder_id=reminder.id, now=now),
        *await session.rows(outbound.KEPT_OF_REMINDER, reminder_id=reminder.id),
    ]
    planned = []
    for row in rows:
        due_at, state = session.read_moment(row["due_at"]), row["state"]
        if due_at is None or (state not in _STATES and reminder.rrule is None):
            raise UnreadableRowError(RowKind.MESSAGE, str(row["id"]), "a message of this reminder")
        planned.append(
            PlannedOccurrence(
                due_at=due_at,
                state=OutboundState(state) if state in _STATES else OutboundState.SCHEDULED,
                next_attempt_at=session.read_moment(row["next_attempt_at"]),
            )
        )
    return tuple(planned)
