"""Holds what a text costs to the budgets of the person and the bot. Pure.

The segments of a day are sent, planned, or reserved for the rest of a series that is not planned yet. Confirmed
reminders come first: what is left is for replies and new reminders. The last segment tells the person that it is spent.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.day_budget import cost_of
from bot.conversation.texts import refusals
from bot.domain.changes import Changes, PersonContext
from bot.domain.heads_ups import send_times_of
from bot.domain.model import OutboundKind, OutboundMessage, Reminder, ReminderState
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.spending import NOTICE_SEGMENTS, Budgets, OverBudget, added_by_day, day_of, end_of_day

HOUR = timedelta(hours=1)


def over_budget(changes: Changes, person_context: PersonContext, budgets: Budgets, now: datetime) -> OverBudget | None:
    """Whose budget the changes, with their reply, would exceed on any day; None if there is room."""
    before = (*person_context.outbound, *person_context.unreported)
    own = [message for message in changes.outbound if message.person_id == person_context.person.id]
    added = dict(added_by_day(before, own))
    today = day_of(now)
    added[today] = added.get(today, 0) + changes.response_segments
    spending = person_context.spending
    for day, extra in added.items():
        if extra <= 0:
            continue
        kept_back = NOTICE_SEGMENTS + _reserved(changes, person_context, now) if day == today else 0
        if spending.account.get(day, 0) + extra + kept_back > budgets.per_person:
            return OverBudget.PERSON
        if spending.bot.get(day, 0) + extra + (NOTICE_SEGMENTS if day == today else 0) > budgets.in_all:
            return OverBudget.BOT
    return None


def can_tell(person_context: PersonContext, budgets: Budgets, now: datetime) -> bool:
    """Whether the person can still be told that the budget is spent: once a day, with its last segment."""
    told_at = person_context.person.memory.budget_notice_at
    today = day_of(now)
    if told_at is not None and day_of(told_at) == today:
        return False
    spending = person_context.spending
    spent = ((spending.account, budgets.per_person), (spending.bot, budgets.in_all))
    return all(by_day.get(today, 0) + NOTICE_SEGMENTS <= budget for by_day, budget in spent)


def notice(context: ReplyContext) -> str:
    """What the person is told."""
    return refusals.budget_spent(context.clock_words(end_of_day(context.now)))


def without_reply(changes: Changes) -> Changes:
    """The changes, in silence."""
    outbound = tuple(message for message in changes.outbound if message.kind is not OutboundKind.REPLY)
    return replace(changes, reply=None, pending=None, response_segments=0, outbound=outbound)


def _reserved(changes: Changes, person_context: PersonContext, now: datetime) -> int:
    """The segments of today that series below an hour still need: of those, only the next hour is planned."""
    reminders = {reminder.id: reminder for reminder in (*person_context.reminders, *changes.reminders)}
    outbound = {message.id: message for message in (*person_context.outbound, *changes.outbound)}
    planned = _planned_between(now + HOUR, end_of_day(now), outbound.values())
    return sum(
        max(0, _occurrences_until(end_of_day(now), reminder, now + HOUR) - planned[reminder.id]) * cost_of(reminder)
        for reminder in reminders.values()
        if reminder.state is ReminderState.OPEN and _is_below_an_hour(reminder)
    )


def _planned_between(start: datetime, end: datetime, outbound: Iterable[OutboundMessage]) -> Counter[UUID | None]:
    """How many messages of each reminder are planned after ``start`` and before ``end``."""
    return Counter(message.reminder_id for message in outbound if start < message.due_at < end)


def _occurrences_until(until: datetime, reminder: Reminder, after: datetime) -> int:
    return sum(1 for _ in takewhile(lambda moment: moment < until, send_times_of(reminder, after=after)))


def _is_below_an_hour(reminder: Reminder) -> bool:
    if reminder.rrule is None:
        return False
    rule = Recurrence.parse(reminder.rrule)
    return rule.is_below_a_day and rule.shortest_gap < HOUR
