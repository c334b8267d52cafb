"""Values to rows and back. A backend says how it stores each type; the columns follow from the fields."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Protocol, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from bot.domain.broken_rows import RowKind, require_usable, with_known_zone
from bot.domain.contacts import Contact
from bot.domain.errors import UnreadableRowError
from bot.domain.model import OutboundMessage, Person, Reminder

T = TypeVar("T", Person, Reminder, OutboundMessage, Contact)


class Row(Protocol):
    """One row of a result, by column name or position."""

    def __getitem__(self, column: str | int, /) -> Any: ...


class RowCodec:
    """Translates between domain values and what a backend stores.

    ``encoders`` and ``decoders`` are by Python type. Types that are missing there are stored as they are. The readers
    ``person``, ``reminder``, ``outbound`` and ``contact`` raise ``UnreadableRowError``. A reminder whose zone or rule
    means nothing counts as unreadable, and a person whose zone is unknown gets the zone of their number.
    """

    def __init__(
        self, *, encoders: Mapping[type, Callable[[Any], object]], decoders: Mapping[object, Callable[[Any], object]]
    ) -> None:
        self._encoders = encoders
        self._decode_moment = decoders.get(datetime)
        self.person = _reader(Person, RowKind.PERSON, decoders, with_known_zone)
        self.reminder = _reader(Reminder, RowKind.REMINDER, decoders, require_usable)
        self.outbound = _reader(OutboundMessage, RowKind.MESSAGE, decoders, lambda message: message)
        self.contact = _reader(Contact, RowKind.PERSON, decoders, lambda contact: contact)

    def encode(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values of a statement's parameters, as the backend stores them."""
        encoders = self._encoders
        return {
            name: value if (encoder := encoders.get(type(value))) is None else encoder(value)
            for name, value in values.items()
        }

    def columns(self, value: Person | Reminder | OutboundMessage | Contact) -> dict[str, object]:
        """The row of a value."""
        encoders, kind = self._encoders, type(value)
        return {
            name: held if (encoder := encoders.get(type(held))) is None else encoder(held)
            for name, held in zip(_FIELDS[kind], _GETTERS[kind](value), strict=True)
        }

    def changed_columns(self, before: T, after: T) -> dict[str, object]:
        """The columns of ``after`` that differ from those of ``before``."""
        kind = type(after)
        values = zip(_FIELDS[kind], _GETTERS[kind](before), _GETTERS[kind](after), strict=True)
        return self.encode({name: new for name, old, new in values if new is not old and new != old})

    def moment(self, stored: Any) -> datetime | None:
        """A moment that was read by itself, as by ``min()``."""
        if stored is not None and self._decode_moment is not None:
            stored = self._decode_moment(stored)
        return cast("datetime | None", stored)


_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Person, Reminder, OutboundMessage, Contact)
}

_GETTERS: Mapping[type, Callable[[object], tuple[object, ...]]] = {
    kind: attrgetter(*names) for kind, names in _FIELDS.items()
}


def _reader(
    kind: type[T], row_kind: RowKind, decoders: Mapping[object, Callable[[Any], object]], check: Callable[[T], T]
) -> Callable[[Row], T]:
    """A function from a row to a ``kind`` that passes ``check``."""
    hints = get_type_hints(kind)
    columns = tuple((name, _decoder(hints[name], decoders)) for name in _FIELDS[kind])

    def read(row: Row) -> T:
        values: dict[str, Any] = {}
        name = ""
        try:
            for name, decode in columns:
                stored = row[name]
                values[name] = stored if decode is None or stored is None else decode(stored)
            name = ""
            return check(kind(**values))
        except Exception as error:  # whatever the row contains
            # The checks raise the name of a column; a decoder's words may quote what the person wrote.
            raise UnreadableRowError(row_kind, str(row["id"]), f"column {name or error}") from error

    return read


def _decoder(hint: Any, decoders: Mapping[object, Callable[[Any], object]]) -> Callable[[Any], object] | None:
    if get_origin(hint) in (Union, types.UnionType):  # T | None: None is stored as NULL
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.__getitem__  # a tenth of the time of calling the class
    return decoders.get(hint)
