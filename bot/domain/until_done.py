"""Reminders that are repeated until they are done, as the text that ``Reminder.until_done`` stores. Pure.

"PT10M*12": every ten minutes, twelve texts in all.
"""

import re
from datetime import timedelta
from functools import lru_cache

from bot.domain.records import record

MOST_TIMES, MOST_MINUTES = 60, 24 * 60
USUAL_MINUTES = 10  # between two texts, where the person does not say
_STORED = re.compile(r"PT([0-9]{1,5})M\*([0-9]{1,2})")


@record
class UntilDone:
    """A text every ``minutes`` until it is done, but at most ``times`` for one occurrence."""

    minutes: int
    times: int

    @property
    def interval(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def span(self) -> timedelta:
        """From the first text of an occurrence to its last."""
        return self.interval * (self.times - 1)

    def __str__(self) -> str:
        return f"PT{self.minutes}M*{self.times}"


@lru_cache(maxsize=256)
def parse_until_done(stored: str | None) -> UntilDone | None:
    """None for a reminder that is not repeated. Raises ``ValueError`` for anything that is no such text."""
    if stored is None:
        return None
    match = _STORED.fullmatch(stored)
    if match is None or not int(match[1]) or not 1 <= int(match[2]) <= MOST_TIMES:
        raise ValueError(f"{stored!r} is no interval and number of times")
    return UntilDone(minutes=int(match[1]), times=int(match[2]))
