"""What a reading depends on besides the text: the time, the zone and the person's habits. Frozen, no I/O."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.understanding.records import positional_record

# Countries that write the month before the day; all others write the day first.
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "AS", "GU", "MP", "PR", "VI", "UM", "BZ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """The (hour, minute) assumed for each part of the day when a text gives no clock time."""

    morning: tuple[int, int] = (9, 0)
    noon: tuple[int, int] = (12, 0)
    afternoon: tuple[int, int] = (15, 0)
    evening: tuple[int, int] = (19, 0)
    night: tuple[int, int] = (20, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """How a person writes dates and times.

    ``language`` names a folder in ``languages/``. ``country`` (ISO 3166) determines holidays, and the date order unless
    ``day_first`` is set. ``hours.morning`` is also the time for a date without a time. ``clock_hours`` is 12 or 24, for
    times in explanations.
    """

    language: str = "en"
    country: str = "US"
    day_first: bool | None = None
    hours: DayHours = DayHours()
    clock_hours: int = 12


@positional_record
class Context:
    """Everything a reading depends on besides the text. ``now`` is aware; ``zone`` is the person's zone.

    ``known`` are the messages of the person's reminders: words that name one are a reference to it.
    """

    now: datetime
    zone: tzinfo
    locale: Locale = Locale()
    known: tuple[str, ...] = ()


def is_day_first(locale: Locale) -> bool:
    """Return True if 3/5 means the third of May in this locale."""
    return locale.day_first if locale.day_first is not None else locale.country not in _MONTH_FIRST
