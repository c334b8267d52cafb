"""Whether a person's reminders fit into the budget of a day, before they are confirmed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from bot.conversation.context import ReplyContext
from bot.conversation.texts import delivery, refusals
from bot.domain.heads_ups import send_times_of, texts_of_one
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.sms_segments import segments
from bot.domain.spending import day_of

LOOK_AHEAD = timedelta(days=8)  # a week shows every day of a series that repeats by days or weeks
MOST_DAYS = 3  # of those, the busiest are looked at
_DAY = timedelta(days=1)
_LONGEST_MOMENT = "Wed Dec 30 2026 10:00 PM"


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
            return _refusal(new, cost, total, most, context)
    return ""


def _refusal(new: Sequence[Reminder], cost: int, total: int, most: int, context: ReplyContext) -> str:
    """The refusal with the advice that helps. ``cost`` is that of the ``new`` reminders on the day, of ``total``."""
    once = sum(map(cost_of, new))
    if all(_keeps_its_times(reminder, context) for reminder in new) or (cost <= once and cost > most):
        return refusals.too_many_words_a_day(total, most)
    if cost > once and any(reminder.rrule is not None for reminder in new):
        return refusals.too_many_a_day(total, most)
    return refusals.day_is_full(most)


def _keeps_its_times(reminder: Reminder, context: ReplyContext) -> bool:
    """Whether this is an open reminder with new words, and nothing else is new."""
    return any(
        before == replace(reminder, message=before.message) and before.message != reminder.message
        for before in context.open_reminders
    )


def _busiest_days(new: Iterable[Reminder], now: datetime, most: int) -> dict[date, int]:
    """The segments of the ``new`` reminders on the days on which they take most. It stops at a day beyond ``most``."""
    by_day: Counter[date] = Counter()
    for reminder in new:
        until = None
        cost = cost_of(reminder)
        for moment in send_times_of(reminder, after=now):
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
        cost_of(reminder)
        * sum(1 for _ in takewhile(lambda moment: moment < end, send_times_of(reminder, after=before)))
        for reminder in reminders
    )


def _most_a_day(reminder: Reminder) -> int:
    """An upper bound for the segments of a reminder on any day."""
    each = cost_of(reminder) * texts_of_one(reminder)
    if reminder.rrule is None:
        return each
    gap = Recurrence.parse(reminder.rrule).shortest_gap
    return each * (1 + _DAY // gap)


def cost_of(reminder: Reminder) -> int:
    """The segments of one text of a reminder, at most."""
    bodies = [delivery.reminder(reminder.message)]
    bodies += [delivery.heads_up(reminder.message, _LONGEST_MOMENT)] if reminder.heads_ups is not None else []
    bodies += [delivery.until_done(reminder.message)] if reminder.until_done is not None else []
    return max(map(segments, bodies))
