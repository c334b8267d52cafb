"""Where and when words are said."""

from datetime import date, datetime, tzinfo

from .command import Context
from .days import Calendar
from .value import value


@value
class Place:
    """The wall time where words are said, and what is usual there.

    ``meridiem`` ("am", "pm") is what to prefer where the words leave it open.
    """

    now: datetime
    zone: tzinfo
    context: Context
    meridiem: str | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    def calendar(self, earliest: date) -> Calendar:
        return Calendar(today=self.today, earliest=earliest, country=self.context.locale.country)
