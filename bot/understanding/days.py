"""Ways of naming a day: each is a small value that finds itself on the calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Where days are looked for: ``today`` at the person's place, the ``earliest`` day wanted, and the country."""

    today: date
    earliest: date
    country: str = "US"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, end excluded."""

    start: date
    end: date


class Day(Protocol):
    """A way of naming a day or a stretch of days."""

    def find(self, calendar: Calendar) -> Span | None:
        """The stretch meant, the first one not before ``calendar.earliest`` where there is a choice."""
