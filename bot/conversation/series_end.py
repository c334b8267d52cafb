"""Series that repeat more often than hourly end by themselves, unless the person says when.

They end in the evening, or sooner if they are so frequent that they would take most of the day's budget.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence

EVENING = time(22)
SHORTEST_RUN = timedelta(hours=3)  # of a series that starts late in the evening
MOST_OCCURRENCES = 60
_HOUR = timedelta(hours=1)


def with_end(reminder: Reminder) -> Reminder:
    """``reminder``; with an end that evening if it is a series below an hour that would go on for ever."""
    if reminder.rrule is None:
        return reminder
    rule = Recurrence.parse(reminder.rrule)
    is_short = rule.is_below_a_day and rule.shortest_gap < _HOUR
    if not is_short or rule.until is not None or rule.count is not None:
        return reminder
    first = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    until = max(datetime.combine(first.date(), EVENING), first + SHORTEST_RUN)
    until = min(until, first + (MOST_OCCURRENCES - 1) * rule.shortest_gap)
    if rule.hours and max(rule.hours) < until.hour:  # "between 1 and 3": say when it really ends
        until = datetime.combine(first.date(), time(max(rule.hours) + 1))
    return replace(reminder, rrule=str(replace(rule, until=until)))
