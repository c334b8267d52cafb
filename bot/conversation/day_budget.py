"""Whether a person's reminders fit into the budget of a day, before they are confirmed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from bot.conversation.context import ReplyContext
from bot.conversation.texts import delivery, refusals
from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.recurrence import Recurrence
from bot.domain.sms_segments import segments
from bot.domain.spending import day_of

LOOK_AHEAD = timedelta(days=8)  # a week shows every day of a series that repeats by days or weeks
MOST_DAYS = 3  # of those, the busiest are looked at
_DAY = timedelta(days=1)


def most_reminders_a_day(budget: int) -> int:
    """The segments that reminders may take of a day's budget. The rest is for replies."""
    return max(0, budget - max(2, budget // 10))


def refused_by_budget(new: Sequence[Reminder], context: ReplyContext) -> str:
    """Why the ``new`` reminders do not fit into a day, in words for the person; empty if they do."""
    most = most_reminders_a_day(context.limits.segments_per_day)
    added = _busiest_days(new, context.now, most)
    if not added:
        return ""
    replaced = {reminder.id for reminder in new}
    others = [reminder for reminder in context.open_reminders if reminder.id not in replaced]
    is_far = sum(map(_most_a_day, others)) + max(added.values()) <= most  # quick, and usually enough
    for day, cost in added.items():
        total = cost if is_far else cost + _load(others, day)
        if day == day_of(context.now):  # what has been sent or planned already counts, also for what is gone since
            total = max(total, cost + context.person_context.spending.account.get(day, 0))
        if total > most:
            repeats = any(reminder.rrule is not None for reminder in new)
            return refusals.too_many_a_day(total, most) if repeats else refusals.day_is_full(most)
    return ""


def _busiest_days(new: Iterable[Reminder], now: datetime, most: int) -> dict[date, int]:
    """The segments of the ``new`` reminders on the days on which they take most. It stops at a day beyond ``most``."""
    by_day: Counter[date] = Counter()
    for reminder in new:
        until = None
        cost = _cost(reminder)
        for moment in occurrences_of(reminder, after=now):
            until = until or moment + LOOK_AHEAD
            if moment > until:
                break
            by_day[day_of(moment)] += cost
            if by_day[day_of(moment)] > 100 * most:
                break
    return dict(by_day.most_common(MOST_DAYS))


def _load(reminders: Iterable[Reminder], day: date) -> int:
    """The segments of ``reminders`` on a day."""
    start = datetime.combine(day, time(), UTC)
    before, end = start - timedelta(microseconds=1), start + _DAY
    return sum(
        _cost(reminder) * sum(1 for _ in takewhile(lambda moment: moment < end, occurrences_of(reminder, after=before)))
        for reminder in reminders
    )


def _most_a_day(reminder: Reminder) -> int:
    """An upper bound for the segments of a reminder on any day."""
    if reminder.rrule is None:
        return _cost(reminder)
    gap = Recurrence.parse(reminder.rrule).shortest_gap
    return _cost(reminder) * (1 + _DAY // gap)


def _cost(reminder: Reminder) -> int:
    return segments(delivery.reminder(reminder.message))
