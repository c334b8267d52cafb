"""Where and when words are said."""

from datetime import UTC, date, datetime, tzinfo

from bot.understanding.context import Context
from bot.understanding.times.days import Calendar
from bot.understanding.value import positional_value


@positional_value
class Place:
    """The wall time where words are said, and what is usual there. Made by ``place_in``.

    ``now`` is in ``zone``, ``today`` its day, ``utc_now`` the same moment in UTC. ``meridiem`` ("am", "pm") is what to
    prefer where the words leave it open.
    """

    now: datetime
    today: date
    utc_now: datetime
    zone: tzinfo
    context: Context
    meridiem: str | None

    def calendar(self, earliest: date) -> Calendar:
        return Calendar(self.today, earliest, self.context.locale.country)


def place_in(zone: tzinfo, context: Context, meridiem: str | None) -> Place:
    now = context.now.astimezone(zone)
    return Place(now, now.date(), now.astimezone(UTC), zone, context, meridiem)
