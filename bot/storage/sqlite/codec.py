"""How SQLite stores each type: moments as UTC text, ids as text, tuples and structures as JSON."""

import json
from datetime import UTC, datetime
from uuid import UUID

from pydantic import TypeAdapter

from bot.domain.model import Memory
from bot.domain.preferences import Preferences
from bot.storage.rows import RowCodec

_MEMORY = TypeAdapter(Memory)
_PREFERENCES = TypeAdapter(Preferences)


def utc_text(moment: datetime) -> str:
    """``2026-03-01T09:00:00.000000Z``: a fixed width, so that text sorts as time does."""
    # A text has a dozen moments: isoformat takes a third of strftime's time, and astimezone is slow in UTC too.
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _moment_text(moment: datetime) -> str:
    # The wall time of a series has no zone and is stored as it is.
    return utc_text(moment) if moment.tzinfo is not None else moment.isoformat()


def _tuple_text(values: tuple[object, ...]) -> str:
    return json.dumps([str(value) for value in values]) if values else "[]"


CODEC = RowCodec(
    encoders={
        datetime: _moment_text,
        UUID: str,
        bool: int,
        tuple: _tuple_text,
        # Without the fields that are at their default, so that adding a field needs no migration.
        Memory: lambda memory: _MEMORY.dump_json(memory, exclude_defaults=True).decode(),
        Preferences: lambda preferences: _PREFERENCES.dump_json(preferences, exclude_defaults=True).decode(),
    },
    decoders={
        datetime: datetime.fromisoformat,
        UUID: UUID,
        bool: bool,
        tuple[str, ...]: lambda text: tuple(json.loads(text)),
        tuple[UUID, ...]: lambda text: tuple(map(UUID, json.loads(text))),
        Memory: _MEMORY.validate_json,
        Preferences: _PREFERENCES.validate_json,
    },
)
