"""Units of work for the worker and the executor."""

from datetime import datetime
from uuid import UUID

from bot.domain.model import OutboundMessage, OutboundState, ProviderName, Reminder
from bot.domain.occurrences import PlannedOccurrence
from bot.domain.spending import Budgets, held_to_budget
from bot.storage.database import Database, Session, Unit
from bot.storage.protocol import Change, Follow, TopUp
from bot.storage.statements import outbound, people, reminders
from bot.storage.units.accounts import person_spending
from bot.storage.units.context import revise_message


class Delivery:
    """``bot.storage.protocol.DeliveryStore``."""

    def __init__(self, database: Database, budgets: Budgets) -> None:
        self._database = database
        self._budgets = budgets

    async def claim_due(
        self, provider: ProviderName, now: datetime, limit: int, begin: Change, follow: Follow | None = None
    ) -> tuple[OutboundMessage, ...]:
        async def work(session: Session) -> tuple[OutboundMessage, ...]:
            claimed = []
            for row in await session.rows(outbound.DUE_IDS, provider=provider, now=now, limit=limit):
                # Read one at a time: the follow-up of one message may change the next.
                message = await session.outbound_message(outbound.BY_ID, outbound_id=row["id"])
                message = await revise_message(session, message, begin, follow, self._budgets)
                if message is not None:
                    claimed.append(message)
            return tuple(claimed)

        return await self._database.run(Unit.CLAIM, work)

    async def revise(self, outbound_id: UUID, change: Change, follow: Follow | None = None) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            message = await session.outbound_message(outbound.BY_ID, outbound_id=outbound_id)
            return await revise_message(session, message, change, follow, self._budgets)

        return await self._database.run(Unit.REVISE, work)

    async def revise_by_provider_id(
        self,
        provider: ProviderName,
        provider_message_id: str,
        outbound_id: UUID | None,
        change: Change,
        follow: Follow | None = None,
    ) -> OutboundMessage | None:
        async def work(session: Session) -> OutboundMessage | None:
            message = await session.outbound_message(
                outbound.BY_PROVIDER_ID, provider=provider, provider_message_id=provider_message_id
            )
            if message is None and outbound_id is not None:
                message = await session.outbound_message(
                    outbound.BY_ID_WITHOUT_PROVIDER_ID, outbound_id=outbound_id, provider=provider
                )
            return await revise_message(session, message, change, follow, self._budgets)

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
                id=message.id,
            )
            return bool(found)

        return await self._database.run(Unit.FIND_IDENTICAL, work)

    async def next_attempt_at(self, provider: ProviderName) -> datetime | None:
        async def work(session: Session) -> datetime | None:
            return await session.moment(outbound.NEXT_ATTEMPT_AT, provider=provider)

        return await self._database.run(Unit.NEXT_ATTEMPT, work)

    async def release_leases(self, now: datetime) -> int:
        async def work(session: Session) -> int:
            return await session.execute(outbound.RELEASE_LEASES, now=now)

        return await self._database.run(Unit.RELEASE_LEASES, work)

    async def top_up_due(self, now: datetime, limit: int, top_up: TopUp) -> int:
        async def work(session: Session) -> int:
            due = await session.reminders(reminders.DUE_FOR_CHECK, now=now, limit=limit)
            for reminder in due:
                (person,) = await session.people(people.BY_ID, person_id=reminder.person_id)
                topped_up, added = top_up(reminder, person, await _planned(session, reminder, now))
                if added:
                    spending = await person_spending(session, person.number, added[0].due_at, self._budgets)
                    added = held_to_budget(added, spending, self._budgets)
                await session.save(reminders=[topped_up], outbound=added)
            return len(due)

        return await self._database.run(Unit.TOP_UP, work)

    async def next_top_up_at(self) -> datetime | None:
        async def work(session: Session) -> datetime | None:
            return await session.moment(reminders.NEXT_CHECK_AT)

        return await self._database.run(Unit.NEXT_TOP_UP, work)


async def _planned(session: Session, reminder: Reminder, now: datetime) -> tuple[PlannedOccurrence, ...]:
    """Without the history of a series: it grows by hundreds of messages a day."""
    rows = [
        *await session.rows(outbound.PLANNED_OF_REMINDER, reminder_id=reminder.id, now=now),
        *await session.rows(outbound.KEPT_OF_REMINDER, reminder_id=reminder.id),
    ]
    return tuple(
        PlannedOccurrence(due_at=due_at, state=OutboundState(row["state"]))
        for row in rows
        if (due_at := session.read_moment(row["due_at"])) is not None
    )
