"""People and their reminders as the operator sees them: lines for the terminal, and JSON. Pure."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from bot.domain.broken_rows import BrokenRow
from bot.domain.model import Person, Reminder
from bot.storage.protocol import PersonalData

SHORT_ID = 8  # enough characters of an id to tell the reminders of a list apart

_ANY = TypeAdapter(object)


def list_lines(found: Iterable[tuple[Person, Reminder]]) -> list[str]:
    """One line per reminder."""
    return [
        f"{str(reminder.id)[:SHORT_ID]}  {person.provider:9} {person.number:16} {_local(reminder.due_at, reminder)}"
        f"  {reminder.state:6} {_marks(reminder)}{reminder.message}"
        for person, reminder in found
    ]


def _marks(reminder: Reminder) -> str:
    """What makes it more than one text at one time: "repeats, heads-ups: "."""
    marks = [
        mark
        for mark, value in (
            ("repeats", reminder.rrule),
            ("heads-ups", reminder.heads_ups),
            ("until done", reminder.until_done),
            ("a list", reminder.overview),
        )
        if value
    ]
    return f"{', '.join(marks)}: " if marks else ""


def _local(moment: datetime, reminder: Reminder) -> str:
    return f"{moment.astimezone(ZoneInfo(reminder.timezone)):%Y-%m-%d %H:%M %Z}"


def broken_lines(rows: Iterable[BrokenRow]) -> list[str]:
    """One line per broken row: what it is, whose, since when, what is wrong, and when it is tried again."""
    return [
        f"{row.kind:8} {row.id:36}  {row.number or 'unknown':16} since {_utc(row.since)}  {row.reason}"
        + (f"; failed {row.failures}x, tried again {_utc(row.retry_at)}" if row.retry_at else "; left out")
        for row in rows
    ]


def detail_lines(person: Person, reminder: Reminder, data: PersonalData, broken: Iterable[BrokenRow] = ()) -> list[str]:
    """One reminder and its outbound messages, line by line, with those that are ``broken``."""
    reasons = {row.id: row.reason for row in broken}
    lines = [
        f"id          {reminder.id}",
        f"person      {person.number} via {person.provider}{', opted out' if person.opted_out_at else ''}",
        f"number      {reminder.number} in the person's list",
        f"message     {reminder.message}",
        f"state       {reminder.state}",
        f"next        {_local(reminder.due_at, reminder)} ({reminder.timezone}), {_utc(reminder.due_at)}",
        f"created     {_utc(reminder.created_at)}",
    ]
    if reminder.rrule is not None:
        lines.append(f"repeats     {reminder.rrule}")
    if reminder.heads_ups is not None:
        lines.append(f"heads-ups   {reminder.heads_ups} before")
    if reminder.until_done is not None:
        lines.append(f"until done  {reminder.until_done}")
    lines += [
        f"for         {contact.name}, {contact.number or 'no number yet'}, {contact.state}"
        for contact in data.contacts
        if contact.id == reminder.contact_id
    ]
    if reminder.quiet_hours is not None:
        lines.append(f"quiet       {reminder.quiet_hours}")
    if reminder.overview is not None:
        lines.append(f"lists       what is on that {reminder.overview}")
    for message in data.outbound:
        if message.reminder_id == reminder.id:
            provider_id = f" as {message.provider_message_id}" if message.provider_message_id else ""
            failure = f": {message.failure}" if message.failure else ""
            set_aside = f" (set aside: {reasons[str(message.id)]})" if str(message.id) in reasons else ""
            lines.append(f"outbound    {_utc(message.due_at)} {message.state}{provider_id}{failure}{set_aside}")
    return lines


def _utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment is not None else "unknown"


def export_json(number: str, people: Iterable[PersonalData], now: datetime) -> str:
    """Everything stored about the people with ``number``, as JSON; times are in UTC."""
    export = {"number": number, "exported_at": now, "people": [asdict(data) for data in people]}
    return _ANY.dump_json(export, indent=2).decode()
