"""A repetition rule (RFC 5545) as a value: how it is written, what it says, and when it recurs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.domain.wall_time import step_on_or_after, to_utc

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_STEP = {"SECONDLY": timedelta(seconds=1), "MINUTELY": timedelta(minutes=1), "HOURLY": timedelta(hours=1)}
_WALL_STEP = {**_STEP, "DAILY": timedelta(days=1)}
# Hours of the day belong to the clock on the wall, so a rule that names them does not go by elapsed time.
_ELAPSED_PARTS = frozenset({"BYDAY", "COUNT", "UNTIL"})
_DAY = timedelta(days=1)
_LOOK_BACK = _DAY  # the longest gap that a zone has skipped


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One RRULE. ``parts`` are those besides FREQ and INTERVAL, by name, in the order in which they were written."""

    frequency: str
    interval: int = 1
    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, rule: str) -> "Recurrence":
        """Read ``FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH``. Raises ``ValueError`` naming what is wrong with it."""
        return _parse(rule)

    def __str__(self) -> str:
        interval = () if self.interval == 1 else (("INTERVAL", str(self.interval)),)
        return ";".join(f"{name}={value}" for name, value in (("FREQ", self.frequency), *interval, *self.parts))

    def part(self, name: str) -> str:
        """The value of a part ("BYDAY"), "" where the rule does not have it."""
        return next((value for key, value in self.parts if key == name), "")

    def listed(self, name: str) -> tuple[str, ...]:
        """The values of a part that is a list."""
        value = self.part(name)
        return tuple(value.split(",")) if value else ()

    @property
    def is_within_days(self) -> bool:
        """Whether it recurs by the hour, minute or second: elapsed time, whatever the clocks on the wall do."""
        return self.frequency in _STEP

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours (0 to 23) of the day that a rule by days or longer names; none where its start tells it."""
        return () if self.is_within_days else tuple(map(int, self.listed("BYHOUR")))

    @property
    def names_days(self) -> bool:
        """Whether the rule itself says on which days it recurs."""
        return any(name.startswith("BY") and name not in ("BYHOUR", "BYMINUTE") for name, _ in self.parts)

    @property
    def step_seconds(self) -> float | None:
        """The seconds from one occurrence to the next, None for a rule by days or longer."""
        step = _STEP.get(self.frequency)
        return None if step is None else step.total_seconds() * self.interval

    def with_parts(self, **values: str) -> "Recurrence":
        """The rule with these parts added at its end or replaced where they stand."""
        kept = tuple((name, values.pop(name, value)) for name, value in self.parts)
        return Recurrence(self.frequency, self.interval, (*kept, *values.items()))

    def without_clock(self) -> "Recurrence | None":
        """The rule without its one clock time, which its start then tells; None where it recurs several times a day."""
        if self.is_within_days or any(len(self.listed(name)) > 1 for name in ("BYHOUR", "BYMINUTE")):
            return None
        kept = tuple((name, value) for name, value in self.parts if name not in ("BYHOUR", "BYMINUTE"))
        return Recurrence(self.frequency, self.interval, kept)

    def on_weekday(self, weekday: int) -> "Recurrence | None":
        """A weekly rule on another day (0 is Monday); None where it has several days, or does not go by the week."""
        days = self.listed("BYDAY")
        if self.frequency != "WEEKLY" or len(days) > 1:
            return None
        return self.with_parts(BYDAY=WEEKDAYS[weekday]) if days else self

    def occurrences(self, wall_start: datetime, timezone: str, *, after: datetime) -> Iterator[datetime]:
        """The moments (UTC, strictly ascending) later than ``after`` (aware).

        ``wall_start`` is DTSTART: naive, in the IANA zone ``timezone``. A rule by days or longer keeps its wall time
        across clock changes; one by the hour, minute or second is elapsed time, unless it names hours of the day.
        UNTIL may be UTC or wall time.
        """
        if self.is_within_days and {name for name, _ in self.parts} <= _ELAPSED_PARTS:
            return self._elapsed(wall_start, timezone, after)
        return _ascending(self._walls(wall_start, timezone, after), timezone, after)

    def _elapsed(self, wall_start: datetime, timezone: str, after: datetime) -> Iterator[datetime]:
        zone, start = ZoneInfo(timezone), to_utc(wall_start, timezone)
        step = _STEP[self.frequency] * self.interval
        days = {WEEKDAYS.index(day) for day in self.listed("BYDAY")}
        left, until = int(self.part("COUNT") or -1), self._until(zone)
        moment = start
        if left < 0:  # what is counted is counted from the start
            moment = step_on_or_after(start, step, max(start, after))
        while left and (until is None or moment <= until):
            local = moment.astimezone(zone)
            if days and local.weekday() not in days:
                midnight = to_utc(datetime.combine(local.date() + _DAY, time()), timezone)
                moment = max(moment + step, step_on_or_after(moment, step, midnight))
                continue
            left -= 1
            if moment > after:
                yield moment
            moment += step

    def _until(self, zone: ZoneInfo) -> datetime | None:
        until = self.part("UNTIL")
        if not until:
            return None
        if until.endswith("Z"):
            return datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return to_utc(datetime.fromisoformat(until), str(zone))

    def _walls(self, wall_start: datetime, timezone: str, after: datetime) -> Iterator[datetime]:
        """The wall times from a little before ``after`` on.

        It starts early because a wall time inside the gap of a clock change is shifted to a later instant.
        """
        zone = ZoneInfo(timezone)
        floor = after.astimezone(zone).replace(tzinfo=None, microsecond=0) - _LOOK_BACK
        rule, until = self, self._until(zone)
        if until is not None:  # dateutil compares it with the naive start
            rule = self.with_parts(UNTIL=f"{until.astimezone(zone):%Y%m%dT%H%M%S}")
        series = rrulestr(str(rule), dtstart=self._start_near(wall_start, floor))
        return iter(series.xafter(floor, inc=True))

    def _start_near(self, wall_start: datetime, floor: datetime) -> datetime:
        """A later start of the same series, so that what has passed is not walked through step by step.

        Only where all steps have one length and nothing is counted from the first.
        """
        step = _WALL_STEP.get(self.frequency)
        if step is None or self.part("COUNT") or floor <= wall_start:
            return wall_start
        step *= self.interval
        return max(wall_start, step_on_or_after(wall_start, step, floor) - step)


def _ascending(walls: Iterator[datetime], timezone: str, after: datetime) -> Iterator[datetime]:
    """The moments of ascending wall times, each once and in order.

    A time in the gap of the spring change moves forward, onto or past those that follow it, so it waits for them.
    """
    waiting: list[datetime] = []
    previous = after
    zone = ZoneInfo(timezone)
    for wall in walls:
        moment = to_utc(wall, timezone)
        if moment.astimezone(zone).replace(tzinfo=None) > wall:
            heappush(waiting, moment)
            continue
        while waiting and waiting[0] <= moment:
            if (earlier := heappop(waiting)) > previous:
                yield (previous := earlier)
        if moment > previous:
            yield (previous := moment)
    while waiting:
        if (earlier := heappop(waiting)) > previous:
            yield (previous := earlier)


@lru_cache(maxsize=1_000)
def _parse(rule: str) -> Recurrence:
    parts: dict[str, str] = {}
    for written in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = written.partition("=")
        if not equals or not name or not value or name in parts:
            raise ValueError(f"a rule is NAME=VALUE, each name once, separated by semicolons; not {written!r}")
        parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        raise ValueError(f"FREQ must be one of {', '.join(FREQUENCIES)}; not {frequency!r}")
    interval = parts.pop("INTERVAL", "1")
    if not interval.isascii() or not interval.isdigit() or int(interval) < 1:
        raise ValueError(f"INTERVAL must be a whole number from 1; not {interval!r}")
    return Recurrence(frequency, int(interval), tuple(parts.items()))
