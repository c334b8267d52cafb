"""Gives a series an end: "make 1 until friday", "only for 10 days"."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.reschedule import Impossible, wall_of, with_rule
from bot.conversation.heads_up_words import next_words
from bot.conversation.series_words import LAST_SECOND
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import moment_at
from bot.understanding.command import Moment

_INSTANT = timedelta(seconds=1)


def end_series(reminder: Reminder, until: Moment, context: ReplyContext) -> Decision:
    """End ``reminder`` with the day or at the moment of ``until``; a length counts from its next occurrence."""
    if reminder.rrule is None:
        return Decision(reply=refusals.not_a_repeat(reminder.number), person=context.person)
    rule = replace(Recurrence.parse(reminder.rrule), until=_last_moment(reminder, until, context), count=None)
    start = reminder.wall_start or wall_of(reminder, context)
    after = with_rule(reminder, rule, start, context)
    if isinstance(after, Impossible):
        when = context.moment_words(reminder.due_at)
        return Decision(reply=refusals.ends_before_it_comes(reminder.number, when), person=context.person)
    reply = confirmations.repeated(after.number, next_words(after, context), after.message)
    return Decision(reply=reply, person=context.person, changed=(after,))


def _last_moment(reminder: Reminder, until: Moment, context: ReplyContext) -> datetime:
    """The last moment that may occur (UTC): a day is taken in as a whole."""
    zone = ZoneInfo(reminder.timezone)
    if until.is_delay:
        return (reminder.due_at + (until.at - context.now) - _INSTANT).astimezone(UTC).replace(microsecond=0)
    if until.has_clock:
        return until.at.astimezone(UTC).replace(microsecond=0)
    wall = datetime.combine(until.at.date(), LAST_SECOND)
    return moment_at(wall, zone)[0].astimezone(UTC)
