"""RFC 5545 recurrence rules as values: parse, check, change and print them. ``occurrences`` says when they occur. Pure.

Rules are stored and exchanged as strings (``Reminder.rrule``, the ``rrule`` of ``parse --batch``): that keeps the
database column and JSON simple. Whoever needs more than the string parses it here; parsing is cached.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Any

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """The FREQ of a rule."""

    SECONDLY = "SECONDLY"
    MINUTELY = "MINUTELY"
    HOURLY = "HOURLY"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"

    __hash__ = str.__hash__  # Enum's own is Python code, and slows down every look-up in a table


F = Frequency
UNITS: Mapping[str, timedelta] = {  # those that always have the same length on the wall
    F.SECONDLY: timedelta(seconds=1),
    F.MINUTELY: timedelta(minutes=1),
    F.HOURLY: timedelta(hours=1),
    F.DAILY: timedelta(days=1),
    F.WEEKLY: timedelta(days=7),
}
BELOW_A_DAY = frozenset({F.SECONDLY, F.MINUTELY, F.HOURLY})
_SHORTEST_UNITS: Mapping[str, timedelta] = {**UNITS, F.MONTHLY: timedelta(days=28), F.YEARLY: timedelta(days=365)}
_CALENDAR = timedelta(days=date.max.toordinal())  # the years 1 to 9999
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
SURE_DAYS = 28  # every month has them

# part: its field, the range of its numbers, and whether negative ones count from the end
_LISTS = {
    "BYMONTH": ("months", 1, 12, False),
    "BYWEEKNO": ("week_numbers", 1, 53, True),
    "BYYEARDAY": ("year_days", 1, 366, True),
    "BYMONTHDAY": ("month_days", 1, 31, True),
    "BYSETPOS": ("set_positions", 1, 366, True),
    "BYHOUR": ("hours", 0, 23, False),
    "BYMINUTE": ("minutes", 0, 59, False),
    "BYSECOND": ("seconds", 0, 59, False),
}
_lists_of = attrgetter(*(field for field, *_ in _LISTS.values()))  # most rules have none: looked at in one go
_PRINTED = {  # in the order in which they are printed, between INTERVAL and WKST
    "BYMONTH": "months",
    "BYWEEKNO": "week_numbers",
    "BYYEARDAY": "year_days",
    "BYDAY": "weekdays",
    "BYMONTHDAY": "month_days",
    "BYSETPOS": "set_positions",
    "BYHOUR": "hours",
    "BYMINUTE": "minutes",
    "BYSECOND": "seconds",
}
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_WEEKDAY = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(WEEKDAYS)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A recurrence rule over wall time, without its start (DTSTART). Raises ``ValueError`` for one that makes no sense.

    ``weekdays`` are pairs of an ordinal (0 for every one, -1 for the last of a month or year) and a weekday (0 is
    Monday). ``until`` is the last moment that may occur: UTC, or naive for a wall time. ``week_start`` is a weekday.
    """

    frequency: Frequency
    interval: int = 1
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    set_positions: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    week_start: int = 0
    count: int | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.interval != 1 and not 1 <= self.interval <= _CALENDAR // _SHORTEST_UNITS[self.frequency]:
            raise ValueError(f"INTERVAL={self.interval} is out of range")
        if self.count is not None and (self.count < 1 or self.until is not None):
            raise ValueError("COUNT must be positive, and excludes UNTIL")
        if self.until is not None and self.until.utcoffset():
            raise ValueError("UNTIL must be UTC or a wall time")
        if any(_lists_of(self)):
            self._check_ranges()
        if self.names_days:
            self._check_days()

    def _check_ranges(self) -> None:
        for numbers, (part, (_, low, high, is_signed)) in zip(_lists_of(self), _LISTS.items(), strict=True):
            for number in numbers:
                if not low <= (abs(number) if is_signed else number) <= high:
                    raise ValueError(f"{part}={number} is out of range")

    def _check_days(self) -> None:
        """Raise ``ValueError`` for parts that RFC 5545 (3.3.10) forbids together, and for days that never come."""
        frequency = self.frequency
        if any(ordinal for ordinal, _ in self.weekdays) and (
            frequency not in (F.MONTHLY, F.YEARLY) or self.week_numbers
        ):
            raise ValueError("BYDAY may have numbers only in a month or year")
        if self.month_days and frequency is F.WEEKLY:
            raise ValueError("BYMONTHDAY makes no sense with FREQ=WEEKLY")
        if self.year_days and frequency in (F.DAILY, F.WEEKLY, F.MONTHLY):
            raise ValueError(f"BYYEARDAY makes no sense with FREQ={frequency}")
        if self.week_numbers and frequency is not F.YEARLY:
            raise ValueError("BYWEEKNO needs FREQ=YEARLY")
        if self.set_positions and not (self._names_dates or self._has_clock):
            raise ValueError("BYSETPOS needs another BY part to choose from")
        if self._never_occurs():
            raise ValueError(f"{self} never occurs: no month has such a day")

    def _never_occurs(self) -> bool:
        """True for 30 February or the 25th working day of a month. The search for one only ends in the year 9999."""
        if self.month_days:
            longest = max((_LONGEST_MONTHS.get(month, 31) for month in self.months), default=31)
            return min(map(abs, self.month_days)) > longest
        if self.frequency is F.MONTHLY and self.set_positions and self.weekdays and not self._has_clock:
            # 31 days are four weeks and three days
            count = sum(1 if ordinal else 4 for ordinal, _ in self.weekdays) + min(3, len(self.weekdays))
            return min(map(abs, self.set_positions)) > count
        return False

    @property
    def _names_dates(self) -> bool:
        return bool(self.months or self.week_numbers or self.year_days or self.weekdays or self.month_days)

    @property
    def _has_clock(self) -> bool:
        return bool(self.hours or self.minutes or self.seconds)

    @property
    def names_days(self) -> bool:
        """Whether the rule says on which days it occurs, rather than taking the day from its start."""
        return self._names_dates or bool(self.set_positions)

    @property
    def is_below_a_day(self) -> bool:
        """Whether the rule counts hours, minutes or seconds."""
        return self.frequency in BELOW_A_DAY

    @property
    def is_elapsed(self) -> bool:
        """Whether occurrences are the same elapsed time apart, whatever the clock shows: "every 30 minutes".

        It may choose among them by weekday. Longer rules keep their wall time over a clock change, and so does "every
        hour from 9 to 5".
        """
        if self.frequency not in BELOW_A_DAY or self._has_clock:
            return False
        return not (self.months or self.year_days or self.month_days or self.set_positions)

    @property
    def daily_hours(self) -> tuple[int, ...]:
        """The hours of the day (0 to 23) of a rule by days or longer; empty where it takes the hour of its start."""
        return () if self.is_below_a_day else self.hours

    @property
    def step(self) -> timedelta | None:
        """The length of one interval; None for months and years, which differ."""
        unit = UNITS.get(self.frequency)
        return None if unit is None else unit * self.interval

    @property
    def shortest_gap(self) -> timedelta:
        """A lower bound for the time between two occurrences, clock changes aside."""
        for values, size, unit in (
            (self.seconds, 60, F.SECONDLY),
            (self.minutes, 60, F.MINUTELY),
            (self.hours, 24, F.HOURLY),
        ):
            # what the rule counts itself is chosen from by such a list, what is shorter is multiplied
            if len(set(values)) > 1 and UNITS[unit] < _SHORTEST_UNITS[self.frequency]:
                ordered = sorted(set(values))
                return UNITS[unit] * min(later - sooner for sooner, later in pairwise((*ordered, ordered[0] + size)))
        step = _SHORTEST_UNITS[self.frequency] * self.interval
        return min(UNITS[F.DAILY], step) if self.names_days else step

    def without_clock(self) -> "Recurrence | None":
        """The rule with its one clock time taken from its start; None where it has several a day."""
        has_several = max(len(self.hours), len(self.minutes), len(self.seconds)) > 1
        return None if self.is_below_a_day or has_several else replace(self, hours=(), minutes=(), seconds=())

    def on_weekday(self, weekday: int) -> "Recurrence | None":
        """A weekly rule on another day (0 is Monday); None for one of several days a week, or not by the week."""
        if self.frequency is not F.WEEKLY or len(self.weekdays) > 1:
            return None
        return replace(self, weekdays=((0, weekday),)) if self.weekdays else self

    def on_month_day(self, day: int) -> "Recurrence":
        """The rule on this day of the month, or on the last day where the month has no such day that time."""
        is_sometimes_missing = day > SURE_DAYS and (not self.months or (self.months == (2,) and day == 29))
        if not is_sometimes_missing:
            return replace(self, month_days=(day,))
        return replace(self, month_days=tuple(range(SURE_DAYS, day + 1)), set_positions=(-1,))

    @classmethod
    def parse(cls, text: str) -> "Recurrence":
        """The rule that an RRULE string says, without the prefix "RRULE:". Raises ``ValueError``."""
        return _parse(text)

    def __str__(self) -> str:
        """The RRULE string; ``parse`` reads it back."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for name, field in _PRINTED.items():
            numbers = getattr(self, field)
            if numbers:
                texts = (
                    map(str, numbers)
                    if field != "weekdays"
                    else (f"{nth or ''}{WEEKDAYS[day]}" for nth, day in numbers)
                )
                parts.append(f"{name}={','.join(texts)}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until.year:04}{self.until:%m%dT%H%M%S}{'Z' if self.until.tzinfo else ''}")
        return ";".join(parts)


@lru_cache(maxsize=1024)
def _parse(text: str) -> Recurrence:
    fields: dict[str, Any] = {}
    for part in text.upper().split(";"):
        name, _, written = part.partition("=")
        if name not in _READERS:
            raise ValueError(f"{part!r} is no part of a recurrence rule")
        field, read = _READERS[name]
        if field in fields:
            raise ValueError(f"{name} is given twice")
        try:
            fields[field] = read(written)
        except ValueError as error:
            raise ValueError(f"{name} cannot be {written!r}") from error
    if "frequency" not in fields:
        raise ValueError("FREQ is missing")
    return Recurrence(**fields)


def _number(written: str) -> int:
    if not _NUMBER.fullmatch(written):
        raise ValueError("not a number")
    return int(written)


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(map(_number, written.split(",")))


def _weekdays(written: str) -> tuple[tuple[int, int], ...]:
    return tuple(map(_weekday, written.split(",")))


def _weekday(written: str) -> tuple[int, int]:
    """ "MO", "-1FR"."""
    match = _WEEKDAY.fullmatch(written)
    if match is None or (match[1] is not None and not int(match[1])):
        raise ValueError("not a weekday")
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def _until(written: str) -> datetime:
    """UTC where it ends in Z, else a wall time; a date alone takes in its whole day."""
    if not _UNTIL.fullmatch(written):
        raise ValueError("not a time")
    if len(written) == len("YYYYMMDD"):
        return datetime.combine(date.fromisoformat(written), time(23, 59, 59))
    return datetime.fromisoformat(written)


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "FREQ": ("frequency", Frequency),
    "INTERVAL": ("interval", _number),
    "BYDAY": ("weekdays", _weekdays),
    "WKST": ("week_start", WEEKDAYS.index),
    "COUNT": ("count", _number),
    "UNTIL": ("until", _until),
    **{name: (field, _numbers) for name, (field, *_) in _LISTS.items()},
}
