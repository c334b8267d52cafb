"""Units of work for the worker and the executor."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from bot.domain.broken_rows import RowKind
from bot.domain.errors import UnreadableRowError
from bot.domain.fair_share import Claimed, ClaimRoom, Share
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundMessage, ProviderName, Reminder
from bot.storage.database import Database, Session, Unit
from bot.storage.protocol import Change, Follow, TopUp
from bot.storage.rows import Row
from bot.storage.statements import broken_rows, locks, outbound, people, reminders
from bot.storage.units.context import record_outcome, revise_message

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

# How many due messages are looked at for a fair share: enough as a rule, and in the end all of them.
PAGES = (64, 1024, 1_000_000)


class Delivery:
    """``bot.storage.protocol.DeliveryStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim_due(
        self, provider: ProviderName, now: datetime, room: ClaimRoom, begin: Change, follow: Follow | None = None
    ) -> Claimed:
        async def work(session: Session) -> Claimed:
            # Another bot may be deciding about some of these people right now: their messages are for that one.
            due = await _due_ids(session, provider, now, room)
            ids = [id_ for id_ in due if await session.try_lock(locks.OF_MESSAGE, id=id_)]
            claimed = [await _claim(session, id_, now, begin, follow) for id_ in ids]
            return Claimed(messages=tuple(message for message in claimed if message is not None), due=len(ids))

        return await self._database.run(Unit.CLAIM, work)

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            message = await session.outbound_message(outbound.BY_ID, outbound_id=outbound_id)
            return await record_outcome(session, message, change, follow)

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
                return await record_outcome(session, message, change, follow)

            return await session.isolated(RowKind.MESSAGE, id_, apply)

        return await self._database.run(Unit.APPLY_RECEIPT, work)

    async def provider_message_ids(self, person_id: int) -> frozenset[str]:
        async def work(session: Session) -> frozenset[str]:
            rows = await session.rows(outbound.PROVIDER_MESSAGE_IDS, person_id=person_id)
            return frozenset(row["provider_message_id"] for row in rows)

        return await self._database.run(Unit.LIST_PROVIDER_IDS, work)

    async def has_identical_in_flight(self, message: OutboundMessage) -> bool:
        async def work(session: Session) -> bool:
            found = await session.value(
                outbound.HAS_IDENTICAL_IN_FLIGHT,
                person_id=message.person_id,
                body=message.body,
                handed_over_at=message.handed_over_at,
                outcome_unknown=message.outcome_unknown,
                id=message.id,
            )
            return bool(found)

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
                await session.isolated(RowKind.REMINDER, id_, partial(_top_up, session, id_, now, top_up))
            return len(ids)

        return await self._database.run(Unit.TOP_UP, work)

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
    session: Session, id_: str, now: datetime, begin: Change, follow: Follow | None
) -> OutboundMessage | None:
    """Claim one message; None if it is gone or was set aside."""

    async def claim() -> OutboundMessage | None:
        # Read one at a time: the follow-up of one message may change the next.
        message = await session.outbound_message(outbound.BY_ID, outbound_id=id_)
        if message is not None and (message.next_attempt_at is None or message.next_attempt_at > now):
            return None  # another bot claimed it before it was locked
        if message is None or not await session.execute(broken_rows.REMOVE, kind=RowKind.MESSAGE, id=id_):
            return await revise_message(session, message, begin, follow)
        # While the message was set aside, neither STOP nor a change of its reminder could reach it.
        ids = {"person_id": message.person_id, "reminder_id": message.reminder_id}
        if await session.row(outbound.UNWANTED, **ids) is not None:
            return await revise_message(session, message, lambda broken: cancel_message(broken, now), None)
        return await revise_message(session, message, begin, follow)

    return await session.isolated(RowKind.MESSAGE, id_, claim)


async def _top_up(session: Session, reminder_id: str, now: datetime, top_up: TopUp) -> None:
    reminder = await session.reminder(reminders.BY_ID, reminder_id=reminder_id)
    if reminder is not None and (reminder.next_check_at is None or reminder.next_check_at > now):
        return  # another bot topped it up before it was locked
    person = await session.person(people.BY_ID, person_id=reminder.person_id) if reminder is not None else None
    if reminder is None or person is None:
        return
    left_out = len(session.unreadable)
    messages = await session.outbound(outbound.OF_REMINDER, reminder_id=reminder.id)
    # A message that cannot be read may be at the provider: it must not be planned a second time.
    planned = _moments(session, session.unreadable[left_out:], reminder)
    topped_up, added = top_up(reminder, person, messages)
    await session.save(reminders=[topped_up], outbound=[message for message in added if message.due_at not in planned])
    await session.execute(broken_rows.REMOVE, kind=RowKind.REMINDER, id=reminder_id)


def _moments(session: Session, rows: Sequence[Row], reminder: Reminder) -> set[datetime]:
    """The due times of a reminder's messages that cannot be read.

    Raises ``UnreadableRowError`` if one of them cannot be read either, or if the reminder is not a series: then this
    message is all there is to plan.
    """
    moments = set()
    for row in rows:
        if reminder.rrule is None or (due_at := session.read_moment(row["due_at"])) is None:
            raise UnreadableRowError(RowKind.MESSAGE, str(row["id"]), "a message of this reminder")
        moments.add(due_at)
    return moments
