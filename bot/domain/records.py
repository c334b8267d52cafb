"""Values that only the type checker treats as frozen, and copies of them with changes."""

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

__all__ = ["record", "replace"]

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a keyword-only dataclass, hashed and compared by its fields, that only the type checker treats as frozen.

    Each text creates dozens of them. A dataclass frozen at run time sets each field through ``object.__setattr__``:
    five times the cost per instance.
    """
    return dataclasses.dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value: T, /, **changes: Any) -> T:
        """As ``dataclasses.replace``, which passes every field through ``__init__`` again: this takes a fifth of it.

        ``value`` is a ``record``; for another dataclass this is ``dataclasses.replace``.
        """
        kind = type(value)
        copy = _copier(kind)
        if copy is None:
            return dataclasses.replace(value, **changes)
        new = copy(value)
        for name, changed in changes.items():
            setattr(new, name, changed)
        if (check := getattr(new, "__post_init__", None)) is not None:
            check()
        return new


@cache
def _copier(kind: type[T]) -> Callable[[T], T] | None:
    """A function that copies a value of ``kind``; None if that is not a record."""
    if kind.__dataclass_params__.frozen or "__slots__" not in vars(kind):  # type: ignore[attr-defined]
        return None
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    lines = ["def copy(value):", "    new = make(kind)", *(f"    new.{name} = value.{name}" for name in names)]
    scope: dict[str, Any] = {"make": object.__new__, "kind": kind}
    exec("\n".join([*lines, "    return new"]), scope)  # noqa: S102 - of the names of fields; a loop takes three times as long
    copy: Callable[[T], T] = scope["copy"]
    return copy
