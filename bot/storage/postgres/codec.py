"""How PostgreSQL stores each type: moments as timestamptz, ids as text, tuples and structures as jsonb.

Flags are 0 and 1, as in SQLite, so that both backends can share their conditions.
"""

import json
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from bot.domain.model import Memory
from bot.domain.preferences import Preferences
from bot.storage.rows import RowCodec

_MEMORY = TypeAdapter(Memory)
_PREFERENCES = TypeAdapter(Preferences)


def _tuple_text(values: tuple[object, ...]) -> str:
    return json.dumps([str(value) for value in values])


CODEC = RowCodec(
    encoders={
        UUID: str,
        bool: int,
        tuple: _tuple_text,
        # Without the fields that are at their default, so that adding a field needs no migration.
        Memory: lambda memory: _MEMORY.dump_json(memory, exclude_defaults=True).decode(),
        Preferences: lambda preferences: _PREFERENCES.dump_json(preferences, exclude_defaults=True).decode(),
    },
    decoders={
        datetime: lambda moment: moment,  # the driver has read it; None would mean that it is not a moment
        UUID: UUID,
        bool: bool,
        tuple[str, ...]: lambda text: tuple(json.loads(text)),
        tuple[UUID, ...]: lambda text: tuple(map(UUID, json.loads(text))),
        Memory: _MEMORY.validate_json,
        Preferences: _PREFERENCES.validate_json,
    },
)
