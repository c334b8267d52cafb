"""What the operator sees of people and their reminders, as text and as JSON. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from bot.domain.changes import Changes, PersonContext
from bot.domain.message_state import cancel_message
from bot.domain.model import Person, Reminder, ReminderState
from bot.storage.protocol import PersonalData

SHORT_ID = 8  # characters of an id that tell reminders apart in a list

_ANY = TypeAdapter(object)


def cancelled(person_context: PersonContext, reminder_id: UUID, now: datetime) -> Changes:
    """What the operator's cancelling of one reminder comes to: its texts are taken back."""
    mine = [one for one in person_context.reminders if one.id == reminder_id]
    texts = [text for text in person_context.outbound if text.reminder_id == reminder_id]
    return Changes(
        person=person_context.person,
        reply=None,
        intent="cancel",
        reminders=tuple(replace(one, state=ReminderState.CANCELLED, next_check_at=None) for one in mine),
        outbound=tuple(cancel_message(text, now) for text in texts),
    )


def listed(found: Iterable[tuple[Person, Reminder]]) -> list[str]:
    """One line a reminder."""
    return [
        f"{str(reminder.id)[:SHORT_ID]}  {person.provider:9} {person.number:16} {_local(reminder.due_at, reminder)}"
        f"  {reminder.state:6} {'repeats ' if reminder.rrule else ''}{reminder.message}"
        for person, reminder in found
    ]


def _local(moment: datetime, reminder: Reminder) -> str:
    return f"{moment.astimezone(ZoneInfo(reminder.timezone)):%Y-%m-%d %H:%M %Z}"


def described(person: Person, reminder: Reminder, data: PersonalData) -> list[str]:
    """One reminder with all its texts, line by line."""
    lines = [
        f"id          {reminder.id}",
        f"person      {person.number} by {person.provider}{', opted out' if person.opted_out_at else ''}",
        f"number      {reminder.number} in their list",
        f"message     {reminder.message}",
        f"state       {reminder.state}",
        f"next        {_local(reminder.due_at, reminder)} ({reminder.timezone}), {_utc(reminder.due_at)}",
        f"made        {_utc(reminder.created_at)}",
    ]
    if reminder.rrule is not None:
        lines.append(f"repeats     {reminder.rrule}")
    for text in data.outbound:
        if text.reminder_id == reminder.id:
            person_context = f" as {text.provider_message_id}" if text.provider_message_id else ""
            failure = f": {text.failure}" if text.failure else ""
            lines.append(f"text        {_utc(text.due_at)} {text.state}{person_context}{failure}")
    return lines


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def exported(number: str, people: Iterable[PersonalData], now: datetime) -> str:
    """Everything the bot has of whoever texts from ``number``, as JSON: moments in UTC, all fields by their names."""
    export = {"number": number, "exported_at": now, "people": [asdict(data) for data in people]}
    return _ANY.dump_json(export, indent=2).decode()
