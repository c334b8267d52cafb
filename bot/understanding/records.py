"""Decorators for the small immutable values of a reading."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a keyword-only dataclass, hashed and compared by its fields, that only the type checker treats as frozen.

    Reading a text creates about thirty of them. A dataclass frozen at run time sets each field through
    ``object.__setattr__``: five times the cost per instance, and a fifth more per reading.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True)
def positional_record(cls: type[T]) -> type[T]:
    """Like ``record``, but with positional fields, which halves the cost: "the 3rd of march" is ``Date(3, 3)``."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
