"""What a new version of the tz database changes: the same wall time now means another moment. Pure."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.delivery.others import plan_for
from bot.delivery.planning import NewId, messages_for, replace_messages
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import Changes, PersonContext
from bot.domain.model import OutboundMessage, Reminder, ReminderState
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc


def after_zone_change(
    person_context: PersonContext, timezone: str, renderer: MessageRenderer, now: datetime, new_id: NewId
) -> Changes:
    """Move the person's reminders in ``timezone`` to the moments that their wall times mean under the new rules.

    A message scheduled for an old moment is cancelled once its replacement is safe.
    """
    reminders: list[Reminder] = []
    outbound: list[OutboundMessage] = []
    for reminder in person_context.reminders:
        if reminder.timezone != timezone or not _is_affected(reminder, now):
            continue
        moved = _moved(reminder)
        if reminder.state is not ReminderState.OPEN:
            reminders.append(moved)
            continue
        contact = person_context.contact_of(reminder)
        planned, moments = plan_for(moved, (), contact, now)
        pending = [
            message
            for message in person_context.outbound
            if message.reminder_id == reminder.id and message.due_at > now
        ]
        if planned.rrule is not None and {message.due_at for message in pending} <= set(moments):
            if moved != reminder:
                reminders.append(moved)
            continue  # the next occurrences of this series are where they were
        wanted = messages_for(planned, person_context.person, moments, renderer, contact, now=now, new_id=new_id)
        reminders.append(planned)
        outbound += replace_messages(pending, wanted, now)
    return Changes(
        person=person_context.person, reply=None, intent="zone", reminders=tuple(reminders), outbound=tuple(outbound)
    )


def affected_ids(person_context: PersonContext, timezone: str, now: datetime) -> frozenset[UUID]:
    """The open reminders whose moments may change with the rules of ``timezone``."""
    return frozenset(
        reminder.id
        for reminder in person_context.reminders
        if reminder.timezone == timezone and reminder.state is ReminderState.OPEN and _is_affected(reminder, now)
    )


def _is_affected(reminder: Reminder, now: datetime) -> bool:
    """A reminder without a wall time was set by a delay ("in 2 hours"); its moment stays.

    So does a moment that has passed: the provider had the message, even if its receipt has not come.
    """
    if reminder.wall_start is None:
        return False
    if reminder.rrule is not None:
        return True
    return to_utc(reminder.wall_start, reminder.timezone) != reminder.due_at and reminder.due_at > now


def _moved(reminder: Reminder) -> Reminder:
    """A single reminder at the moment of its wall time. A series keeps its start; ``plan`` finds its occurrences.

    A series of elapsed time keeps its moments, so its start gets the wall time that the next one has now.
    """
    if reminder.wall_start is None:
        return reminder
    if reminder.rrule is None:
        return replace(reminder, due_at=to_utc(reminder.wall_start, reminder.timezone))
    recurrence = Recurrence.parse(reminder.rrule)
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    # A count begins at the start, and the second of a doubled hour cannot be said: these move with the clock.
    if not recurrence.is_elapsed or recurrence.count is not None or wall.fold:
        return reminder
    return replace(reminder, wall_start=wall)
