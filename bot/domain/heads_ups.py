"""Heads-ups: how long before a thing its texts come, as the text that ``Reminder.heads_ups`` stores. Pure.

The text holds one ISO 8601 duration for each, separated by spaces: "P1D PT1H". "PT0S" is the time itself. A clock
behind the duration is the time on that day: "P1D@20:00" is 8 PM the day before.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from heapq import heappop, heappush
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.quiet_hours import QuietHours, parse_quiet_hours
from bot.domain.records import record, replace
from bot.domain.until_done import parse_until_done
from bot.domain.wall_time import moment_at

MOST_HEADS_UPS = 5
LONGEST_LEAD = timedelta(days=372)  # twelve months, as they count here
_MONTH_DAYS = 31
# By how much a heads-up may come before that of an earlier occurrence: across a clock change, and because a month
# before the 28th to the 31st of March is the 28th of February, whatever the clock times.
_CLOCK_CHANGE, _SHORT_MONTH = timedelta(hours=2), timedelta(days=4)
_ONE_MORE_DAY = timedelta(days=1)  # of a clock, which takes off up to a day
_INSTANT = timedelta(microseconds=1)
_LEAD = re.compile(
    r"P(?=[0-9T])(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?(?:@([0-9]{2}:[0-9]{2}))?"
)


@record
class Lead:
    """How long before a thing a text comes: calendar months and days, then elapsed seconds.

    With a ``clock``, it comes at that wall time of the day; never later than the thing itself.
    """

    months: int = 0
    days: int = 0
    seconds: int = 0
    clock: time | None = None

    @property
    def length(self) -> timedelta:
        """About how long; months have 31 days."""
        return timedelta(days=_MONTH_DAYS * self.months + self.days, seconds=self.seconds)

    @property
    def is_at_the_time(self) -> bool:
        return not self.length and self.clock is None

    def before(self, at: datetime, zone: tzinfo) -> datetime:
        """The moment (UTC) so long before ``at`` (UTC), by the clock of ``zone``."""
        moment = at
        if self.months or self.days or self.clock is not None:
            wall = at.astimezone(zone).replace(tzinfo=None)
            wall = _months_earlier(wall, self.months) - timedelta(days=self.days)
            wall = wall if self.clock is None else datetime.combine(wall.date(), self.clock)
            moment = moment_at(wall, zone)[0].astimezone(UTC)
        return min(at, moment - timedelta(seconds=self.seconds))

    def __str__(self) -> str:
        """The ISO 8601 duration, with the clock behind it; ``parse_lead`` reads it back."""
        days = (f"{self.months}M" if self.months else "") + (f"{self.days}D" if self.days else "")
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number]
        clock = "" if self.clock is None else f"@{self.clock:%H:%M}"
        elapsed = "T" + "".join(parts) if parts else ""
        return f"P{days}{elapsed or ('' if days else 'T0S')}{clock}"


def lead_of(seconds: int) -> Lead:
    """The lead of a length in seconds; whole days are days of the calendar."""
    days, rest = divmod(seconds, 86_400)
    return Lead(seconds=seconds) if rest else Lead(days=days)


def _months_earlier(wall: datetime, months: int) -> datetime:
    if not months:
        return wall
    year, month = divmod(wall.year * 12 + wall.month - 1 - months, 12)
    return wall.replace(year=year, month=month + 1, day=min(wall.day, calendar.monthrange(year, month + 1)[1]))


def parse_lead(written: str) -> Lead:
    """The lead that an ISO 8601 duration says. Raises ``ValueError``, also for one longer than ``LONGEST_LEAD``."""
    match = _LEAD.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no ISO 8601 duration")
    years, months, weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups()[:7])
    clock = time.fromisoformat(match[8]) if match[8] else None
    lead = Lead(
        months=12 * years + months,
        days=7 * weeks + days,
        seconds=3600 * hours + 60 * minutes + seconds,
        clock=clock,
    )
    if lead.length > LONGEST_LEAD:
        raise ValueError(f"{written!r} is longer than a year")
    return lead


@lru_cache(maxsize=1024)
def parse_heads_ups(stored: str | None) -> tuple[Lead, ...]:
    """The leads, longest first; none for a reminder that comes at its own time. Raises ``ValueError``."""
    return tuple(map(parse_lead, (stored or "").split()))


def stored_heads_ups(leads: Iterable[Lead]) -> str | None:
    """The text that stores ``leads``, each once; None if there are none but the time itself."""
    each_once = sorted(set(leads), key=_earliest_first)
    return " ".join(map(str, each_once)) or None if any(not lead.is_at_the_time for lead in each_once) else None


def _earliest_first(lead: Lead) -> tuple[timedelta, time]:
    days = -lead.length if lead.clock is None else timedelta(days=-_MONTH_DAYS * lead.months - lead.days)
    return (days, lead.clock or time.min)


def texts_for(reminder: Reminder, at: datetime) -> list[datetime]:
    """When the texts for the occurrence ``at`` come (UTC, ascending): its heads-ups, or ``at`` itself; and, until it is
    done, those after it. In quiet hours there are none but at times that the person chose.
    """
    leads, until_done = parse_heads_ups(reminder.heads_ups), parse_until_done(reminder.until_done)
    zone, quiet = ZoneInfo(reminder.timezone), parse_quiet_hours(reminder.quiet_hours)
    texts = {_awake(lead, lead.before(at, zone), at, quiet) for lead in leads} if leads else {at}
    if until_done is not None:
        repeats = {at + number * until_done.interval for number in range(1, until_done.times)}
        texts |= {at, *(repeats if quiet is None else map(quiet.next_awake, repeats))}
    return sorted(texts)


def _awake(lead: Lead, moment: datetime, at: datetime, quiet: QuietHours | None) -> datetime:
    """When a heads-up comes: after quiet hours, unless it would not be ahead of the thing any more.

    One at a clock time was timed by the person.
    """
    if quiet is None or lead.clock is not None or lead.is_at_the_time:
        return moment
    awake = quiet.next_awake(moment)
    return awake if awake < at else moment


def comes_at_its_time_only(reminder: Reminder) -> bool:
    """Whether each occurrence has one text, at its own time."""
    return reminder.heads_ups is None and reminder.until_done is None


def texts_of_one(reminder: Reminder) -> int:
    """The number of texts for one occurrence, at most."""
    return len(texts_for(reminder, reminder.due_at))


def send_times_of(reminder: Reminder, *, after: datetime) -> Iterator[datetime]:
    """When the texts of ``reminder`` come (UTC, ascending), later than ``after``."""
    if comes_at_its_time_only(reminder):
        return occurrences_of(reminder, after=after)
    return _send_times(reminder, after)


def _send_times(reminder: Reminder, after: datetime) -> Iterator[datetime]:
    """Heads-ups of the next occurrence may come before those of this one, so they are held back until it is clear."""
    held: list[datetime] = []
    last = after
    disorder = _SHORT_MONTH if any(lead.months for lead in parse_heads_ups(reminder.heads_ups)) else _CLOCK_CHANGE
    for at in occurrences_of(reminder, after=after - _span(reminder)):
        moments = texts_for(reminder, at)
        while held and held[0] < moments[0] - disorder:
            if (moment := heappop(held)) > last:
                yield moment
                last = moment
        for moment in moments:
            if moment > after:
                heappush(held, moment)
    for moment in sorted(set(held)):
        if moment > last:
            yield moment


def occurrences_ahead(reminder: Reminder, *, after: datetime) -> Iterator[datetime]:
    """The occurrences (UTC, ascending) that a text later than ``after`` is for."""
    if comes_at_its_time_only(reminder):
        return occurrences_of(reminder, after=after)
    occurrences = occurrences_of(reminder, after=after - _span(reminder))
    return (at for at in occurrences if texts_for(reminder, at)[-1] > after)


def _span(reminder: Reminder) -> timedelta:
    """How long after an occurrence its last text comes; no heads-up comes later than what it is for."""
    until_done = parse_until_done(reminder.until_done)
    if until_done is None:
        return timedelta()
    return until_done.span + (timedelta() if reminder.quiet_hours is None else _ONE_MORE_DAY)


def last_text_at(reminder: Reminder) -> datetime:
    """When the last text for the next occurrence comes."""
    return reminder.due_at if comes_at_its_time_only(reminder) else texts_for(reminder, reminder.due_at)[-1]


def occurrence_for(reminder: Reminder, sent_at: datetime) -> datetime:
    """The occurrence that the text of ``sent_at`` was for; ``sent_at`` itself where there is none (any more)."""
    if comes_at_its_time_only(reminder):
        return sent_at
    longest = max((lead.length for lead in parse_heads_ups(reminder.heads_ups)), default=timedelta())
    latest = sent_at + longest + _ONE_MORE_DAY
    unskipped = replace(reminder, skipped_until=None, skipped_days=None)
    ahead = occurrences_of(unskipped, after=sent_at - _span(reminder) - _INSTANT)
    return next((at for at in takewhile(lambda at: at <= latest, ahead) if sent_at in texts_for(reminder, at)), sent_at)
