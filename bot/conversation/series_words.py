"""A person's series in words, with its hours and its end: "every 10 minutes until 11:00 AM"."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import clock_words, date_words, day_words, listed
from bot.conversation.repeat_words import repeat_words
from bot.domain.model import Reminder
from bot.domain.recurrence import Frequency, Recurrence
from bot.domain.skipped_days import parse_days

_MOST_EXCEPTIONS = 2  # named in full
_DAY_HOURS = 24
LAST_SECOND = time(23, 59, 59)  # "until friday" includes all of Friday


def series_words(reminder: Reminder, context: ReplyContext, *, clocks: Sequence[str] = ()) -> str:
    """The rule of a series, the hours it keeps to and its end. ``clocks`` are the times of one that has several a day.

    "" for a single reminder.
    """
    if reminder.rrule is None:
        return ""
    rule = Recurrence.parse(reminder.rrule)
    end = end_of(rule, reminder)
    is_one_day = end is not None and end.date() == reminder.due_at.astimezone(end.tzinfo).date()
    parts = (
        repeat_words(reminder.rrule),
        f"({listed(clocks)})" if clocks else "",
        "" if is_one_day else _hours(rule, reminder, context),
        f"until {end_in_words(end, context)}" if end is not None else "",
        _exceptions(reminder, context),
    )
    return " ".join(filter(None, parts))


def _exceptions(reminder: Reminder, context: ReplyContext) -> str:
    """ "except Fri Dec 4" for the days to come on which a series does not."""
    now = context.now.astimezone(ZoneInfo(reminder.timezone))
    days = sorted(day for day in parse_days(reminder.skipped_days) if day >= now.date())
    if len(days) > _MOST_EXCEPTIONS:
        return f"except {len(days)} days"
    said = [f"{day:%a} {date_words(day.month, day.day, context.time_format)}" for day in days]
    return f"except {listed(said)}" if said else ""


def end_of(rule: Recurrence, reminder: Reminder) -> datetime | None:
    """The last moment that may occur, in the zone of ``reminder``; None if the rule does not say."""
    zone = ZoneInfo(reminder.timezone)
    if rule.until is None:
        return None
    return rule.until.astimezone(zone) if rule.until.tzinfo is not None else rule.until.replace(tzinfo=zone)


def end_in_words(end: datetime, context: ReplyContext) -> str:
    """The end; only its day if that is included as a whole."""
    now = context.now.astimezone(end.tzinfo)
    if end.time() == LAST_SECOND and end.date() > now.date():
        return day_words(end, now, context.time_format)
    return context.moment_words(end)


def _hours(rule: Recurrence, reminder: Reminder, context: ReplyContext) -> str:
    """ "from 9:00 AM to 5:00 PM" for a series below a day that keeps to these hours."""
    if not rule.is_below_a_day or len(rule.hours) < 2 or reminder.wall_start is None:
        return ""
    first, last, longest_gap = _span(rule.hours)
    if rule.frequency is Frequency.HOURLY:
        start, stop = (reminder.wall_start.replace(hour=hour) for hour in (first, last))
    else:
        if longest_gap + len(rule.hours) - 1 != _DAY_HOURS or longest_gap == 1:
            return ""
        start, stop = (reminder.wall_start.replace(hour=hour % _DAY_HOURS, minute=0) for hour in (first, last + 1))
    return f"from {clock_words(start, context.time_format)} to {clock_words(stop, context.time_format)}"


def _span(hours: Sequence[int]) -> tuple[int, int, int]:
    """The first and last of ``hours``, which may go on after midnight, and the gap from the last to the first.

    The gap is the longest of the day: that of 22, 23, 0, 1 and 2 is from 2 to 22.
    """
    ordered = sorted(hours)
    befores = (ordered[-1], *ordered[:-1])
    longest_gap, _, first, last = max(
        ((hour - before) % _DAY_HOURS, -hour, hour, before) for before, hour in zip(befores, ordered, strict=True)
    )
    return first, last, longest_gap
