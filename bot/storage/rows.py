"""Values to rows and back: UTC as text of fixed width, ids and enums as text. Shared by the backends."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from bot.domain.model import (
    Memory,
    OutboundKind,
    OutboundMessage,
    OutboundState,
    Person,
    Preferences,
    ProviderName,
    Reminder,
    ReminderState,
    ZoneSource,
)

PERSON_COLUMNS = tuple(field.name for field in fields(Person))
REMINDER_COLUMNS = tuple(field.name for field in fields(Reminder))
OUTBOUND_COLUMNS = tuple(field.name for field in fields(OutboundMessage))

# Kept as JSON, without what is at its default: a newer field is no migration.
_MEMORY = TypeAdapter(Memory)
_PREFERENCES = TypeAdapter(Preferences)


def utc_text(moment: datetime) -> str:
    """``2026-03-01T09:00:00.000000Z``: text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def utc_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def to_row(value: Person | Reminder | OutboundMessage) -> dict[str, Any]:
    """The columns of a value, in the order of its fields."""
    return {field.name: _to_column(getattr(value, field.name)) for field in fields(value)}


def _to_column(value: object) -> object:
    if isinstance(value, datetime):
        # wall time (of a repeat) has no zone and stays as it is
        return utc_text(value) if value.tzinfo is not None else value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return json.dumps([str(one) for one in value])
    if isinstance(value, Memory):
        return _MEMORY.dump_json(value, exclude_defaults=True).decode()
    if isinstance(value, Preferences):
        return _PREFERENCES.dump_json(value, exclude_defaults=True).decode()
    return value


_FROM_COLUMN: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        (
            "created_at",
            "opted_out_at",
            "forgotten_at",
            "due_at",
            "next_attempt_at",
            "next_check_at",
            "scheduled_for",
            "handed_over_at",
            "skipped_until",
        ),
        utc_moment,
    ),
    "wall_start": datetime.fromisoformat,
    "provider": ProviderName,
    "zone_source": ZoneSource,
    "kind": OutboundKind,
    "introduced": bool,
    "outcome_unknown": bool,
    "failure_reported": bool,
    "reminder_id": UUID,
    "memory": _MEMORY.validate_json,
    "preferences": _PREFERENCES.validate_json,
    "media_urls": lambda text: tuple(json.loads(text)),
    "replaces": lambda text: tuple(map(UUID, json.loads(text))),
    "says_due": bool,
    "is_second_try": bool,
}


def _values(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    values = {}
    for column in columns:
        value = row[column]
        read = _FROM_COLUMN.get(column)
        values[column] = read(value) if read is not None and value is not None else value
    return values


def person_from(row: Mapping[str, Any]) -> Person:
    return Person(**_values(row, PERSON_COLUMNS))


def reminder_from(row: Mapping[str, Any]) -> Reminder:
    values = _values(row, REMINDER_COLUMNS)
    return Reminder(**values | {"id": UUID(values["id"]), "state": ReminderState(values["state"])})


def outbound_from(row: Mapping[str, Any]) -> OutboundMessage:
    values = _values(row, OUTBOUND_COLUMNS)
    return OutboundMessage(**values | {"id": UUID(values["id"]), "state": OutboundState(values["state"])})
