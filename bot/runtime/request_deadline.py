"""How long the request that a task answers is wanted.

A process can be stopped and its machine suspended while requests wait. When it goes on, the provider has given up on
them: it delivers them again, or the person was told that their text was not saved. A timer does not prevent that they
are carried out, because whatever is ready may run before it, and SQLite has a thread of its own. So a backend asks
just before it commits.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from bot.domain.errors import RequestTooOldError

# Linux's monotonic clock stands still while the machine is suspended, this one does not. Others have no such clock.
_CLOCK_ID = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed_seconds() -> float:
    """Seconds since some moment, including those while the process or the machine was stopped."""
    return time.clock_gettime(_CLOCK_ID)


class RequestDeadline:
    """A request is wanted until ``ends_at`` (of ``clock``), and unless ``is_given_up``. Any thread may ask."""

    def __init__(
        self, ends_at: float, is_given_up: Callable[[], bool], clock: Callable[[], float] = elapsed_seconds
    ) -> None:
        self._ends_at = ends_at
        self._is_given_up = is_given_up
        self._clock = clock

    @property
    def is_wanted(self) -> bool:
        return self._clock() < self._ends_at and not self._is_given_up()

    def require_wanted(self) -> None:
        """Raise ``RequestTooOldError`` if nobody waits for the answer any more."""
        if not self.is_wanted:
            raise RequestTooOldError("the request is too old, its client has given up")


# By task, not a context variable: the tasks that a request starts go on after its answer, and must save what they do.
_deadlines: WeakKeyDictionary["asyncio.Task[object]", RequestDeadline] = WeakKeyDictionary()


@contextmanager
def answered_by(deadline: RequestDeadline) -> Iterator[None]:
    """Apply ``deadline`` to what the current task commits inside the block."""
    task = _this_task()
    _deadlines[task] = deadline
    try:
        yield
    finally:
        _deadlines.pop(task, None)


def lift_deadline() -> None:
    """Have the current task's request carried out however late it is."""
    _deadlines.pop(_this_task(), None)


def current_deadline() -> RequestDeadline | None:
    """The deadline of the request that the current task answers; None if it answers none."""
    return _deadlines.get(_this_task())


def _this_task() -> "asyncio.Task[object]":
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - called from coroutines
    return task
