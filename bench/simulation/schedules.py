"""When reminders are due, worked out apart from the bot: plain wall-clock arithmetic, no RRULE and none of its code."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Protocol
from zoneinfo import ZoneInfo

ZONES = {
    name: ZoneInfo.no_cache(name)  # as they are before any update of the tz database
    for name in (
        "America/New_York",
        "Europe/London",
        "America/Los_Angeles",
        "Europe/Berlin",
        "Australia/Sydney",
        "America/Phoenix",
        "America/Denver",
        "Africa/Algiers",
    )
}


class Schedule(Protocol):
    def between(self, after: datetime, until: datetime) -> list[datetime]:
        """The moments (UTC) later than ``after`` and not later than ``until``, ascending."""
        ...


@dataclass(frozen=True)
class Once:
    """``zone`` if it was set by the wall clock there: it moves when the zone's rules change."""

    moment: datetime
    zone: str = ""

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        return [self.moment] if after < self.moment <= until else []


@dataclass(frozen=True)
class Elapsed:
    """Every ``step`` from ``start`` on, by elapsed time."""

    start: datetime
    step: timedelta

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        first = max(1, (after - self.start) // self.step)
        moments = (self.start + n * self.step for n in range(first, (until - self.start) // self.step + 1))
        return [moment for moment in moments if moment > after]


@dataclass(frozen=True)
class OnDays:
    """At a wall time on some days: ``weekday`` (0 is Monday), ``day`` of the month, ``month``; None is any.

    A ``day`` that a month lacks is its last one. Nothing before ``start`` counts.
    """

    zone: str
    hour: int
    minute: int
    start: datetime
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    every_days: int = 1

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        after = max(after, self.start)
        first = after.astimezone(ZONES[self.zone]).date() - timedelta(days=1)
        moments = (at_wall_time(day, self.hour, self.minute, self.zone) for day in self._days(first))
        found = []
        for moment in moments:
            if moment > until:
                break
            if moment > after:
                found.append(moment)
        return found

    def _days(self, first: date) -> Iterator[date]:
        for ahead in count():
            day = first + timedelta(days=ahead)
            last = calendar.monthrange(day.year, day.month)[1]
            is_day = self.day is None or day.day == min(self.day, last)
            is_weekday = self.weekday is None or day.weekday() == self.weekday
            if is_day and is_weekday and self.month in (None, day.month):
                yield day


@dataclass(frozen=True)
class Lead:
    """So long before: days of the calendar, or elapsed time."""

    days: int = 0
    elapsed: timedelta = timedelta()

    def before(self, at: datetime, zone: str) -> datetime:
        if self.days:
            wall = at.astimezone(ZONES[zone]) - timedelta(days=self.days)
            at = at_wall_time(wall.date(), wall.hour, wall.minute, zone)
        return at - self.elapsed

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days) + self.elapsed


@dataclass(frozen=True)
class Texts:
    """Several texts for each of ``occurrences``: heads-ups before it, or one every ``interval`` until it is done."""

    occurrences: Schedule
    zone: str
    leads: tuple[Lead, ...] = (Lead(),)
    interval: timedelta = timedelta()
    times: int = 1

    def of(self, at: datetime) -> list[datetime]:
        """The moments of the texts for the occurrence ``at``, ascending."""
        first = {lead.before(at, self.zone) for lead in self.leads}
        return sorted(first | {at + number * self.interval for number in range(1, self.times)})

    @property
    def count(self) -> int:
        return len(self.leads) + self.times - 1

    @property
    def longest_lead(self) -> timedelta:
        return max(lead.length for lead in self.leads)

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        ahead = self.longest_lead + timedelta(days=1)
        occurrences = self.occurrences.between(after - self.interval * self.times, until + ahead)
        return sorted({moment for at in occurrences for moment in self.of(at) if after < moment <= until})


def occurrences_of(schedule: Schedule) -> Schedule:
    """When the things themselves are."""
    return schedule.occurrences if isinstance(schedule, Texts) else schedule


def moved_to(schedule: Schedule, moment: datetime, zone: str) -> Schedule:
    """A single reminder at another moment, with the same heads-ups or repeats."""
    once = Once(moment, zone)
    return replace(schedule, occurrences=once) if isinstance(schedule, Texts) else once


def at_wall_time(day: date, hour: int, minute: int, zone: str) -> datetime:
    """The UTC moment of a wall time. One that a clock change skips moves forward; of two the first counts."""
    local = datetime.combine(day, time(hour, minute), ZONES[zone])
    return local.astimezone(UTC)  # fold=0: before a gap's change, so it lands after it; the first of two


def under_new_rules(schedule: Schedule, zone: str, rules: str) -> Schedule:
    """The same wall times, now that ``zone`` has the rules of another zone. A delay stays as it is."""
    if isinstance(schedule, Texts):
        occurrences = under_new_rules(schedule.occurrences, zone, rules)
        return replace(schedule, occurrences=occurrences, zone=rules if schedule.zone == zone else schedule.zone)
    if isinstance(schedule, OnDays) and schedule.zone == zone:
        return replace(schedule, zone=rules)
    if isinstance(schedule, Once) and schedule.zone == zone:
        wall = schedule.moment.astimezone(ZONES[zone])
        return Once(at_wall_time(wall.date(), wall.hour, wall.minute, rules), rules)
    return schedule
