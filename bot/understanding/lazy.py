"""Values made at first use, quicker than by ``cached_property``, which takes a lock in Python 3.11, and ``cache``."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
K = TypeVar("K")


class lazy(Generic[T]):  # noqa: N801 - read as a keyword, like property
    """``cached_property`` without the lock: a text is read by one thread."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "lazy[T]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object, owner: type) -> "T | lazy[T]":
        if instance is None:
            return self
        # set, not put into __dict__: CPython reads attributes faster of instances whose dict was never asked for
        value = self._make(instance)
        setattr(instance, self._name, value)
        return value


class kept(dict[K, T]):  # noqa: N801 - read as a keyword, like cache
    """``functools.cache`` as a table: ``kept(square)[3]`` is 9. To ask it is three times as quick as to call."""

    def __init__(self, make: Callable[[K], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> T:
        value = self[key] = self._make(key)
        return value
