"""The reference time: "now" and the time zone from which a time phrase is resolved."""

from datetime import UTC, date, datetime, tzinfo

from bot.understanding.context import Context
from bot.understanding.records import positional_record
from bot.understanding.times.days import Calendar


@positional_record
class ReferenceTime:
    """``now`` in ``zone``, with what is derived from it; made by ``reference_time_in``.

    ``zone`` is the person's zone or the one named in the phrase. ``today`` is the date of ``now``, ``utc_now`` the same
    moment in UTC. ``meridiem`` ("am", "pm") is preferred for a clock time that could be either.
    """

    now: datetime
    today: date
    utc_now: datetime
    zone: tzinfo
    context: Context
    meridiem: str | None

    def calendar(self, earliest: date) -> Calendar:
        return Calendar(self.today, earliest, self.context.locale.country)


def reference_time_in(zone: tzinfo, context: Context, meridiem: str | None) -> ReferenceTime:
    now = context.now.astimezone(zone)
    return ReferenceTime(now, now.date(), now.astimezone(UTC), zone, context, meridiem)
