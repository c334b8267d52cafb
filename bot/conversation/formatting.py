"""Formats times, zones and the person's own words for replies, and fits replies into segments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.sms_segments import is_gsm7, segments

CLOCK_ONLY_WITHIN = timedelta(hours=16)
ELLIPSIS = "..."
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFormat:
    """How to write times. ``clock_hours`` is 12 or 24; ``day_first`` writes 18 Mar instead of Mar 18."""

    clock_hours: int = 12
    day_first: bool = False


AMERICAN = TimeFormat()


def clock_words(at: datetime, time_format: TimeFormat = AMERICAN) -> str:
    """The clock time: ``5:00 PM`` or ``17:00``."""
    if time_format.clock_hours == 24:
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"


def moment_words(at: datetime, now: datetime, time_format: TimeFormat = AMERICAN) -> str:
    """Day and clock time, as short as is unambiguous. Both arguments are in the person's zone.

    Today it is the clock time alone. In the evening that includes the hours before 4 AM, which people count as the
    same night. For other days see ``day_words``.
    """
    clock = clock_words(at, time_format)
    days = (at.date() - now.date()).days
    if days == 0 or (days == 1 and at.hour < 4 and at - now < CLOCK_ONLY_WITHIN and now.hour >= 18):
        return clock
    return f"{day_words(at, now, time_format)} {clock}"


def day_words(at: datetime, now: datetime, time_format: TimeFormat = AMERICAN) -> str:
    """The day: "today", "tomorrow", the weekday within a week, else the date, with the year if it differs."""
    days = (at.date() - now.date()).days
    if 0 <= days <= 1:
        return "tomorrow" if days else "today"
    if 1 < days < 7:
        return f"{at:%a}"
    year = f" {at.year}" if at.year != now.year else ""
    return f"{at:%a} {date_words(at.month, at.day, time_format)}{year}"


def date_words(month: int, day: int, time_format: TimeFormat = AMERICAN) -> str:
    """The date: ``Mar 18`` or ``18 Mar``."""
    return f"{day} {MONTHS[month]}" if time_format.day_first else f"{MONTHS[month]} {day}"


def zone_words(timezone: str) -> str:
    """``Chicago time`` for America/Chicago; ``UTC+2`` for Etc/GMT-2, whose sign is inverted as in POSIX."""
    if timezone.startswith("Etc/GMT") and timezone[7:8] in ("+", "-"):
        return f"UTC{'-' if timezone[7] == '+' else '+'}{timezone[8:]}"
    place = timezone.rpartition("/")[2].replace("_", " ")
    return place if place in ("UTC", "GMT") else f"{place} time"


def shortened(words: str, length: int) -> str:
    """``words`` on one line, cut to ``length`` characters with an ellipsis, between words where possible."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    cut = line[: max(1, length - len(ELLIPSIS))]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > length // 2 else cut).rstrip() + ELLIPSIS


def sentence(words: str) -> str:
    """``words`` with a full stop, unless they already end a sentence."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def fitted(write: Callable[[str], str], words: str) -> str:
    """``write(words)`` in one segment, with the person's words shortened as far as needed.

    Two segments are allowed if the words need UCS-2, where a segment holds only 70 characters. Only replies echo
    shortened words; the reminder itself always has them in full.
    """
    allowed = 1 if is_gsm7(write(words)) else 2
    for length in (len(words), 120, 90, 70, 50, 40, 30, 20, 10):
        text = write(shortened(words, length))
        if segments(text) <= allowed:
            return text
    return text


def joined(required: str, *optional: str) -> str:
    """``required`` plus those ``optional`` sentences, most important first, that do not add a segment."""
    text, allowed = required, segments(required)
    for sentence in optional:
        longer = f"{text} {sentence}"
        if sentence and segments(longer) <= allowed and is_gsm7(sentence):
            text = longer
    return text


def listed(words: Iterable[str]) -> str:
    """A list in words: "1", "1 and 3", "1, 2 and 3"."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def are_several(numbers: str) -> bool:
    """Whether ``numbers`` ("2", "2 and 3") names more than one reminder."""
    return " and " in numbers
