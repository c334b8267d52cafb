"""A value made at first use, without the lock that ``functools.cached_property`` takes in Python 3.11."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


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
