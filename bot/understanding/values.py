"""What commands are made of: moments, repeats, periods, and which reminders are meant. Frozen, no I/O."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.heads_ups import Lead
from bot.understanding.records import positional_record

_MINUTE = timedelta(minutes=1)


class Assumption(StrEnum):
    """Something the text did not say and the reading assumed; the confirmation mentions it."""

    DEFAULT_HOUR = "default_hour"  # a date without a time
    PART_OF_DAY = "part_of_day"  # "tomorrow evening" has no clock time
    MERIDIEM = "meridiem"  # "at 5": the next sensible one
    NEXT_DAY = "next_day"  # the clock time has passed today
    NEXT_YEAR = "next_year"  # the date has passed this year
    SPRING_GAP = "spring_gap"  # the wall time does not exist on that day: moved forward by the gap
    AUTUMN_FIRST = "autumn_first"  # the wall time occurs twice on that day: the first one
    SHORT_MONTH = "short_month"  # day 29, 30 or 31 in a month without it: its last day
    NIGHT_END = "night_end"  # "midnight on New Year's Eve" is the end of that day
    NOTICE_PASSED = "notice_passed"  # "2 hours before my flight at 5", said at 4: at 5
    FOR_ANOTHER = "for_another"  # "remind john to ...": told to the person who texts
    VAGUE = "vague"  # "in a few hours", "noonish"


@positional_record
class Moment:
    """A resolved moment. ``at`` is aware, in the person's zone or the zone that the text named.

    ``has_date`` and ``has_clock`` say what the words gave; the rest is implied. ``zone_named`` is an IANA name or an
    offset if the text named a zone. ``days`` is the number of days that the words cover: 7 for "next week".
    ``is_delay``: hours or minutes from now, which is the same moment in every zone. ``is_weekday``: "wednesday", the
    next one, unless what is moved is in another week; ``is_month_day``: "the 5th", likewise of a month.
    """

    at: datetime
    has_date: bool
    has_clock: bool
    assumptions: tuple[Assumption, ...] = ()
    zone_named: str | None = None
    days: int = 1
    is_delay: bool = False
    is_weekday: bool = field(default=False, compare=False, repr=False)
    is_month_day: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A repeat as an RFC 5545 RRULE over wall time, without DTSTART and without the "RRULE:" prefix.

    ``first`` is the first occurrence (aware); its wall time is DTSTART. UNTIL is in UTC, with a Z.
    """

    rrule: str
    first: datetime
    has_clock: bool
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An interval, end excluded: "tomorrow" in "list tomorrow", "7am" (one minute) in "cancel my 7am alarm"."""

    start: datetime
    end: datetime
    words: str

    @property
    def is_minute(self) -> bool:
        """True for a clock time, which identifies a reminder; longer intervals select all reminders in them."""
        return self.end - self.start <= _MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Nag:
    """Texts every ``minutes`` until it is done (None: the usual interval), at most ``times`` (None: the usual limit).

    ``says_when``: the text names a time.
    """

    minutes: int | None = None
    times: int | None = None
    says_when: bool = True


@positional_record
class Task:
    """One reminder to create. ``message`` is in the person's words, "" if the text has none.

    With ``leads``, ``moment`` or ``repeat`` is that of the thing itself, and the texts come so long before, if that
    is after ``said_at``. With ``nag``, they are repeated until it is done.
    """

    message: str
    moment: Moment | None = None
    repeat: Repeat | None = None
    leads: tuple[Lead, ...] = ()
    said_at: datetime | None = None
    nag: Nag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which reminders a command applies to: by number, by words of the message, by time, or the last one mentioned.

    ``bad_numbers`` are words found in place of a number ("-1"). ``is_all``: every reminder. ``count`` of them: "both"
    are 2; from ``place`` on, if that is set: 1 is the first, 2 the second, -1 the last ("the last two"); with
    ``words``, of those that they name ("the second vet one"). ``places``: several of them ("the first and the last").
    ``may_be_hour``: "the 4 one" is the reminder at 4 where none has that number. ``is_other``:
    "the other one", of those that were spoken of; with ``is_all``, all others ("the rest"). ``kept`` are those
    to leave out ("all but 3", "everything except the pills"). ``is_several``: all that match, "the gym reminders".
    ``kind`` is a word such as "alarm" or "timer", if it is in the message of a reminder: the one of that kind, whatever
    was mentioned last.
    """

    numbers: tuple[int, ...] = ()
    words: str = ""
    period: Period | None = None
    is_last: bool = False
    is_next: bool = False
    is_all: bool = False
    bad_numbers: tuple[str, ...] = ()
    count: int = 0
    place: int = 0
    places: tuple[int, ...] = ()
    may_be_hour: bool = False
    is_other: bool = False
    kept: "Target | None" = None
    is_several: bool = False
    kind: str = ""
