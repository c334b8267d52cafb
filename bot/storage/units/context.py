"""Steps that several units of work share: load what is known about a person, save changes, follow up on a change."""

from bot.domain.broken_rows import RowKind
from bot.domain.changes import Changes, PersonContext, SentReminder
from bot.domain.model import OutboundMessage, Person, Reminder
from bot.storage.database import Session
from bot.storage.protocol import Change, Decide, Follow
from bot.storage.statements import outbound, people, reminders


async def load_context(session: Session, person: Person) -> PersonContext:
    left_out = len(session.unreadable)
    active = await session.reminders(reminders.ACTIVE_OF_PERSON, person_id=person.id)
    return PersonContext(
        person=person,
        reminders=active,
        unreadable_numbers=frozenset(row["number"] for row in session.unreadable[left_out:]),
        outbound=await session.outbound(outbound.PENDING_OF_PERSON, person_id=person.id),
        unreported=await session.outbound(outbound.FAILURES_TO_REPORT, person_id=person.id),
        recently_sent=await _recently_sent(session, person),
    )


async def _recently_sent(session: Session, person: Person) -> tuple[SentReminder, ...]:
    return tuple(
        [
            SentReminder(message=message, reminder=reminder)
            for message in await session.outbound(outbound.RECENTLY_SENT, person_id=person.id)
            for reminder in await session.reminders(reminders.BY_ID, reminder_id=message.reminder_id)
        ]
    )


async def save_changes(session: Session, context: PersonContext, changes: Changes) -> None:
    if changes.person != context.person:
        await session.save_person(changes.person)
    await session.save(reminders=changes.reminders, outbound=changes.outbound)


async def revise_person(session: Session, person_id: int, decide: Decide) -> None:
    """Load a person's context, decide and save; nothing if there is no such person. Lock their number before."""
    person = await session.person(people.BY_ID, person_id=person_id)
    if person is not None:
        context = await load_context(session, person)
        await save_changes(session, context, decide(context))


async def revise_message(
    session: Session, before: OutboundMessage | None, change: Change, follow: Follow | None
) -> OutboundMessage | None:
    """Apply a change to a message, then its follow-up; the message as it is stored afterwards."""
    if before is None:
        return None
    after = change(before)
    if after != before:
        await session.save(outbound=[after])
    return after if follow is None else await _follow(session, before, after, follow)


async def record_outcome(
    session: Session, before: OutboundMessage | None, change: Change, follow: Follow | None
) -> OutboundMessage | None:
    """As ``revise_message``, but the change is kept if its follow-up fails: it is what the provider answered."""
    after = await revise_message(session, before, change, None)
    if before is None or after is None or follow is None:
        return after
    followed = await session.isolated(RowKind.MESSAGE, after.id, lambda: _follow(session, before, after, follow))
    return followed or after


async def _follow(
    session: Session, before: OutboundMessage, after: OutboundMessage, follow: Follow
) -> OutboundMessage | None:
    decide = follow(before, after)
    if decide is None:
        return after
    await revise_person(session, after.person_id, decide)
    return await session.outbound_message(outbound.BY_ID, outbound_id=after.id)


async def reminders_with_person(
    session: Session, reminder_id: object, person_id: int
) -> tuple[tuple[Person, Reminder], ...]:
    """The reminder with its person; empty if one of the two cannot be read."""
    found = await session.people(people.BY_ID, person_id=person_id)
    return tuple(
        [
            (person, reminder)
            for person in found
            for reminder in await session.reminders(reminders.BY_ID, reminder_id=reminder_id)
        ]
    )
