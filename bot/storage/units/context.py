"""Steps that several units of work share: load what is known about a person, save changes, follow up on a change."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from bot.domain.broken_rows import RowKind
from bot.domain.changes import AskedBy, Changes, Decide, MessagesNeeded, NumberNeeded, PersonContext, SentReminder
from bot.domain.contacts import received_reminder
from bot.domain.message_state import after_opted_out, cancel_message
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Person, Reminder
from bot.domain.records import replace
from bot.domain.spending import Budgets
from bot.storage.protocol import Change, Follow
from bot.storage.rows import Row
from bot.storage.session import Session
from bot.storage.statements import addresses, locks, outbound, people, reminders
from bot.storage.units.accounts import opted_out_at, person_spending, save_opt_out, suppress
from bot.storage.units.contacts import contacts_of, forget_contacts, may_leave, number_facts, save_contacts

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def decided(session: Session, context: PersonContext, decide: Decide) -> Changes:
    """The changes that ``decide`` makes, given the pending messages and the facts that it asks for."""
    step = decide(context)
    if isinstance(step, NumberNeeded):
        facts = await number_facts(session, step.number, context.person, step.now)
        return await decided(session, replace(context, number_facts=facts), step.decide)
    if not isinstance(step, MessagesNeeded):
        return step
    if step.reminder_ids is None:
        pending = await session.outbound(outbound.PENDING_OF_PERSON, person_id=context.person.id)
        return step.decide(replace(context, outbound=pending, complete_for=None))
    found = [
        message
        for reminder_id in step.reminder_ids
        for message in await session.outbound(outbound.PENDING_OF_REMINDER, reminder_id=reminder_id)
    ]
    outbound_messages = _by_time([*context.outbound, *found])
    return step.decide(replace(context, outbound=outbound_messages, complete_for=step.reminder_ids))


async def load_context(session: Session, person: Person, now: datetime = LONG_AGO) -> PersonContext:
    """What is known about a person, without most of their pending messages. With ``now``, also those due by then."""
    left_out = len(session.unreadable)
    active = await session.reminders(reminders.ACTIVE_OF_PERSON, person_id=person.id)
    unreadable_numbers = frozenset(row["number"] for row in session.unreadable[left_out:])
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await session.rows(outbound.CONTEXT_OF_PERSON, person_id=person.id, number=person.number, now=now):
        parts[row["part"]].append(row)
    sent = await session.readable_outbound(parts["sent"])
    more_unreported = 0
    if len(parts["unreported"]) == outbound.MOST_FAILURES:
        count = await session.value(outbound.COUNT_FAILURES, person_id=person.id)
        more_unreported = count - len(parts["unreported"])
    contacts, asked_by = await contacts_of(session, person)
    return PersonContext(
        person=person,
        contacts=contacts,
        asked_by=asked_by,
        reminders=active,
        unreadable_numbers=unreadable_numbers,
        outbound=_by_time(await session.readable_outbound([*parts["upcoming"], *parts["due"]])),
        complete_for=frozenset(),
        cancelling=_by_time(await session.readable_outbound(parts["cancelling"])),
        unreported=_by_time(await session.readable_outbound(parts["unreported"])),
        more_unreported=more_unreported,
        recently_sent=(
            *await _sent_reminders(session, _by_time(sent)[::-1], active),
            *await _received(session, person, await session.readable_outbound(parts["received"]), asked_by),
        ),
    )


async def _received(
    session: Session, person: Person, received: Iterable[OutboundMessage], asked_by: Iterable[AskedBy]
) -> tuple[SentReminder, ...]:
    """What others had the person reminded of, each as a reminder of their own that is over."""
    askers = {asked.contact.id: asked.contact.asker_name for asked in asked_by}
    return tuple(
        [
            SentReminder(message=message, reminder=received_reminder(message, reminder, person, asker_name))
            for message in received
            if (asker_name := askers.get(message.contact_id)) is not None  # type: ignore[arg-type]  # None is no key
            for reminder in await session.reminders(reminders.BY_ID, reminder_id=message.reminder_id)
        ]
    )


async def _sent_reminders(
    session: Session, sent: Iterable[OutboundMessage], active: Iterable[Reminder]
) -> tuple[SentReminder, ...]:
    known = {reminder.id: (reminder,) for reminder in active}
    return tuple(
        [
            SentReminder(message=message, reminder=reminder)
            for message in sent
            for reminder in known.get(message.reminder_id)  # type: ignore[arg-type]  # None is no key
            or await session.reminders(reminders.BY_ID, reminder_id=message.reminder_id)
        ]
    )


def _by_time(messages: Iterable[OutboundMessage]) -> tuple[OutboundMessage, ...]:
    """The messages, each once, those to be sent soonest first."""
    each_once: dict[UUID, OutboundMessage] = {message.id: message for message in messages}
    return tuple(sorted(each_once.values(), key=lambda message: message.due_at))


async def save_changes(session: Session, context: PersonContext, changes: Changes) -> None:
    if changes.person != context.person:
        await session.update(context.person, changes.person)
        await save_opt_out(session, context.person, changes.person)
    await save_contacts(session, changes.contacts)
    if changes.suppressed is not None:
        await suppress(session, *changes.suppressed)
    if changes.person.forgotten_at is not None and context.person.forgotten_at is None:
        await forget_contacts(session, changes.person.number, changes.person.forgotten_at)
    await session.save(reminders=changes.reminders, outbound=changes.outbound)
    reported = {message.id for message in changes.outbound if message.failure_reported}
    if context.more_unreported and reported.issuperset(message.id for message in context.unreported):
        await session.execute(outbound.REPORT_FAILURES, person_id=context.person.id)  # the reply counts them


async def revise_person(session: Session, person_id: int, decide: Decide, budgets: Budgets | None = None) -> None:
    """Load a person's context, decide and save; nothing if there is no such person. Lock their number before.

    With ``budgets``, new messages that they have no room for are saved as failed. An opt-out that a provider reports is
    carried out for the same number at the other providers, too.
    """
    person = await session.person(people.BY_ID, person_id=person_id)
    if person is not None:
        context = await load_context(session, person)
        changes = await decided(session, context, decide)
        if budgets is not None and changes.outbound:
            changes = replace(changes, outbound=await _within_budgets(session, person, changes.outbound, budgets))
        await save_changes(session, context, changes)
        if is_opt_out(context, changes) and changes.person.opted_out_at is not None:
            await opt_out_elsewhere(session, person, decide, changes.person.opted_out_at)


async def _within_budgets(
    session: Session, person: Person, messages: tuple[OutboundMessage, ...], budgets: Budgets
) -> tuple[OutboundMessage, ...]:
    # What is only to be cancelled at the provider costs nothing.
    planned = [message for message in messages if message.state is not OutboundState.CANCELLING]
    new = [m for m in planned if await session.row(outbound.BY_ID, outbound_id=m.id) is None]
    if not new:
        return messages
    spending = await person_spending(session, person.number, min(message.due_at for message in new), budgets)
    held = {message.id: message for message in budgets.hold(new, spending)}
    return tuple(held.get(message.id, message) for message in messages)


def is_opt_out(context: PersonContext, changes: Changes) -> bool:
    return context.person.opted_out_at is None and changes.person.opted_out_at is not None


async def opt_out_elsewhere(session: Session, person: Person, decide: Decide, now: datetime) -> None:
    """Carry out an opt-out for whoever has the same number, or another address of the person, at another provider.

    It is carried out even if their rows are broken.
    """
    for row in await session.rows(addresses.ALL_OF_PERSON, person_id=person.id):
        address = row["address"]
        # Its own number is locked. Whoever has another one is left to the suppression if they are being decided about.
        if address == person.number or await session.try_lock(locks.NUMBER, number=address):
            await _opt_out_at(session, person, address, decide, now)


async def _opt_out_at(session: Session, person: Person, address: str, decide: Decide, now: datetime) -> None:
    for row in await session.rows(addresses.PEOPLE_WITH, address=address):
        if row["id"] == person.id:
            continue
        left_out = len(session.unreadable)
        for other in await session.readable_people([row]):
            if other.opted_out_at is None:
                context = await load_context(session, other)
                await save_changes(session, context, await decided(session, context, decide))
        if len(session.unreadable) > left_out:
            await opt_out_rows(session, row["id"], now)


async def opt_out_rows(session: Session, person_id: int, now: datetime) -> None:
    """Carry out STOP on all rows of a person as they are, readable or not."""
    await session.execute(people.OPT_OUT, person_id=person_id, now=now)
    await session.execute(reminders.PARK_OPEN, person_id=person_id)
    await session.execute(outbound.DROP_WAITING, person_id=person_id)
    await session.execute(outbound.CANCEL_SCHEDULED, person_id=person_id, now=now)
    await session.execute(outbound.CANCEL_HANDING_OVER, person_id=person_id)


async def revise_message(
    session: Session,
    before: OutboundMessage | None,
    change: Change,
    follow: Follow | None,
    budgets: Budgets | None = None,
) -> OutboundMessage | None:
    """Apply a change to a message, then its follow-up within ``budgets``; the message as it is stored afterwards."""
    if before is None:
        return None
    after = change(before)
    if after.state is OutboundState.HANDING_OVER and before.state is OutboundState.WAITING:
        after = await _unless_suppressed(session, before, after)
    if after != before:
        await session.update(before, after)
    return after if follow is None else await _follow(session, before, after, follow, budgets)


async def record_outcome(
    session: Session,
    before: OutboundMessage | None,
    change: Change,
    follow: Follow | None,
    budgets: Budgets | None = None,
) -> OutboundMessage | None:
    """As ``revise_message``, but the change is kept if its follow-up fails: it is what the provider answered."""
    after = await revise_message(session, before, change, None)
    if before is None or after is None or follow is None:
        return after
    followed = await session.isolated(
        RowKind.MESSAGE, after.id, lambda: _follow(session, before, after, follow, budgets)
    )
    return followed or after


async def _follow(
    session: Session, before: OutboundMessage, after: OutboundMessage, follow: Follow, budgets: Budgets | None
) -> OutboundMessage | None:
    decide = follow(before, after)
    if decide is None:
        return after
    await revise_person(session, after.person_id, decide, budgets)
    return await session.outbound_message(outbound.BY_ID, outbound_id=after.id)


async def _unless_suppressed(session: Session, before: OutboundMessage, after: OutboundMessage) -> OutboundMessage:
    """Cancel a message to a number that has opted out, instead of handing it over. A reply confirms the opt-out.

    One to a contact who has not accepted, or no longer does, is cancelled too.
    """
    if before.contact_id is not None and not await may_leave(session, before):
        return cancel_message(before, session.now)
    if before.kind is OutboundKind.REPLY or await opted_out_at(session, before.to_number) is None:
        return after
    return after_opted_out(before, "opted out")


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
