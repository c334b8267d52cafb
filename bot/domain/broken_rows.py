"""Rows whose content makes the bot fail: how a row is checked, and when one that was set aside is tried again. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.errors import UnreadableRowError
from bot.domain.heads_ups import parse_heads_ups
from bot.domain.model import Person, Reminder
from bot.domain.phone_numbers import guess_timezone
from bot.domain.quiet_hours import parse_quiet_hours
from bot.domain.recurrence import Recurrence
from bot.domain.skipped_days import parse_days
from bot.domain.until_done import parse_until_done

FIRST_RETRY_AFTER = timedelta(minutes=1)
LONGEST_RETRY_AFTER = timedelta(days=1)
_RETRY_FACTOR = 4.0
_FALLBACK_ZONE = "UTC"
_PARSERS: Mapping[str, Callable[[str | None], object]] = {
    "skipped_days": parse_days,
    "heads_ups": parse_heads_ups,
    "until_done": parse_until_done,
    "quiet_hours": parse_quiet_hours,
}


class RowKind(StrEnum):
    """What the row is. The words are labels of the metric ``bot_broken_rows``."""

    PERSON = "person"
    REMINDER = "reminder"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row that cannot be read or processed. ``reason`` contains nothing that a person wrote.

    ``failures`` counts the attempts to process it, which is tried again at ``retry_at``. None: it was only read, for a
    list or a decision about its person, and left out.
    """

    kind: RowKind
    id: str
    reason: str
    since: datetime | None
    failures: int
    retry_at: datetime | None = None
    number: str | None = None


def retry_after(failures: int) -> timedelta:
    """How long a row is set aside after so many failures: 1, 4, 16, 64 minutes ... a day.

    Soon at first, because the cause may be short: a time zone database that is being updated, for example.
    """
    return min(FIRST_RETRY_AFTER * _RETRY_FACTOR ** min(max(failures - 1, 0), 8), LONGEST_RETRY_AFTER)


def failure_words(error: Exception) -> str:
    """What went wrong and where, without the error's own words, which may quote what a person wrote."""
    if isinstance(error, UnreadableRowError):
        return f"the {error.kind} {error.row_id}: {error.reason}"
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    file = code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} in {code.co_name} ({file}:{trace.tb_lineno})"


def require_usable(reminder: Reminder) -> Reminder:
    """The reminder, if its zone and its rule mean something. Raises ``ValueError`` with the name of the column."""
    if not is_known_zone(reminder.timezone):
        raise ValueError("timezone")
    if reminder.rrule is not None:
        if reminder.wall_start is None:
            raise ValueError("wall_start")
        try:
            Recurrence.parse(reminder.rrule)
        except Exception as error:
            raise ValueError("rrule") from error
    for column, parse in _PARSERS.items():
        try:
            parse(getattr(reminder, column))
        except (ValueError, ZoneInfoNotFoundError) as error:
            raise ValueError(column) from error
    return reminder


def with_known_zone(person: Person) -> Person:
    """The person; if their zone is not in the tz database, in the zone of their number, which they will be told."""
    memory = person.memory
    if memory.home_timezone is not None and not is_known_zone(memory.home_timezone):
        person = replace(person, memory=replace(memory, home_timezone=None, away_until=None))
    if is_known_zone(person.timezone):
        return person
    timezone = guess_timezone(person.number, _FALLBACK_ZONE) or _FALLBACK_ZONE
    return replace(person, timezone=timezone, memory=replace(person.memory, zone_unannounced=True))


_known_zones: set[str] = set()


def is_known_zone(timezone: str) -> bool:
    """Whether the tz database has this zone. Only a yes is remembered: the database may be in the middle of an update.

    ``ZoneInfo`` raises ``ValueError`` or ``OSError`` for names like "../x" and "America".
    """
    if timezone in _known_zones:
        return True
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        return False
    _known_zones.add(timezone)
    return True
