"""Quiet hours: when a person gets no texts but those that they timed themselves, as text that the rows store. Pure.

"22:00-07:00" are the hours of a day, across midnight where they end before they begin. ``Reminder.quiet_hours`` adds
the zone of their clock: "22:00-07:00 America/Denver".
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.model import Person
from bot.domain.records import record
from bot.domain.wall_time import to_utc

NO_QUIET_HOURS = ""  # a person who wants none, whatever the operator has set; None leaves it to the operator
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@record
class QuietHours:
    """From the wall time ``start`` to ``end``, which is not quiet any more, every day in the IANA zone ``timezone``."""

    start: time
    end: time
    timezone: str

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The quiet hours (UTC) that hold ``moment``: their start, and their end; None outside them.

        On the day of a clock change they are an hour longer or shorter, as the night is.
        """
        today = moment.astimezone(ZoneInfo(self.timezone)).date()
        for day in (today - _DAY, today):
            last_day = day if self.start < self.end else day + _DAY
            first = to_utc(datetime.combine(day, self.start), self.timezone)
            last = to_utc(datetime.combine(last_day, self.end), self.timezone)
            if first <= moment < last:
                return first, last
        return None

    def next_awake(self, moment: datetime) -> datetime:
        """``moment``, or the end (UTC) of the quiet hours that hold it."""
        around = self.around(moment)
        return moment if around is None else around[1]

    def put_off(self, moments: Iterator[datetime], *, after: datetime, until: datetime | None) -> Iterator[datetime]:
        """``moments`` (ascending), those in quiet hours at their end, once; only what is later than ``after``.

        A moment stays where the quiet hours end later than ``until``.
        """
        last = after
        for moment in moments:
            awake = self.next_awake(moment)
            if until is not None and awake > until:
                awake = moment
            if awake > last:
                yield awake
                last = awake

    def before(self, moment: datetime) -> datetime:
        """The latest time (UTC) before everything that is put off until later than ``moment``."""
        around = self.around(moment)
        return moment if around is None else around[0] - _INSTANT

    def __str__(self) -> str:
        return f"{hours_words(self.start, self.end)} {self.timezone}"


def hours_words(start: time, end: time) -> str:
    """The hours as they are stored. Raises ``ValueError`` for hours without an end."""
    if start == end:
        raise ValueError("quiet hours begin and end at the same time")
    return f"{start:%H:%M}-{end:%H:%M}"


def parse_hours(stored: str) -> tuple[time, time]:
    """The start and the end of "22:00-07:00". Raises ``ValueError``, also for hours without an end."""
    match = _HOURS.fullmatch(stored)
    if match is None or match.group(1, 2) == match.group(3, 4):
        raise ValueError(f"{stored!r} are no hours of a day")
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    return time(first_hour, first_minute), time(last_hour, last_minute)


def quiet_length(stored: str) -> timedelta:
    """How long "22:00-07:00" are. Raises ``ValueError``."""
    start, end = parse_hours(stored)
    return timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute) % _DAY


@lru_cache(maxsize=1024)
def parse_quiet_hours(stored: str | None) -> QuietHours | None:
    """The quiet hours of a reminder; None for one that has none. Raises ``ValueError``."""
    if not stored:
        return None
    hours, _, timezone = stored.partition(" ")
    start, end = parse_hours(hours)
    ZoneInfo(timezone)  # raises for a zone that the tz database lacks
    return QuietHours(start=start, end=end, timezone=timezone)


def quiet_hours_of(person: Person, usual: str | None) -> QuietHours | None:
    """Those of a person in their zone, else the operator's ``usual`` ones; None if there are none."""
    own = person.preferences.quiet_hours
    hours = usual if own is None else own
    return parse_quiet_hours(f"{hours} {person.timezone}") if hours else None


def stored_for(person: Person, usual: str | None) -> str | None:
    """The text that ``Reminder.quiet_hours`` stores for a reminder of ``person``."""
    quiet = quiet_hours_of(person, usual)
    return None if quiet is None else str(quiet)
