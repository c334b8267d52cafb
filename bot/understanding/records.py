"""Decorators for the small immutable values of a reading."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from bot.domain.records import record

__all__ = ["positional_record", "record"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def positional_record(cls: type[T]) -> type[T]:
    """Like ``record``, but with positional fields, which halves the cost: "the 3rd of march" is ``Date(3, 3)``."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
