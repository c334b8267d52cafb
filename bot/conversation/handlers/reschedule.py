"""Moves reminders to another time or repeat, and keeps the parts that the person did not mention. Pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.trips import zone_at
from bot.domain.heads_ups import occurrences_ahead
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.domain.recurrence import Frequency, Recurrence
from bot.domain.wall_time import skipped_wall, to_utc
from bot.understanding.command import Assumption, Moment, Repeat

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A change that cannot be made.

    ``past_moment`` is the new time if it is in the past; None if the change does not fit the repeat.
    """

    past_moment: datetime | None = None


def at_moment(reminder: Reminder, moment: Moment, context: ReplyContext) -> Reminder | Impossible:
    """Move ``reminder`` to ``moment``. A day alone keeps the clock time; a clock time alone keeps the day."""
    moment = _in_own_month(reminder, _in_own_week(reminder, moment, context), context)
    asked = context.wall(moment.at, moment.assumptions)
    if moment.is_delay or (moment.has_date and _has_time(moment)):
        return _moved(reminder, moment.at, asked, context, has_day=True, has_clock=True)
    at = context.local(reminder.due_at)
    moment = replace(moment, at=moment.at.astimezone(at.tzinfo))  # "5pm eastern" from someone in Chicago
    if moment.has_date:
        wall = datetime.combine(_same_weekday(at, moment), wall_of(reminder, context).time())
        return _moved(reminder, _in_zone_of(at, wall), wall, context, has_day=True, has_clock=False)
    walls = [datetime.combine(at.date(), clock) for clock in _clocks(moment, asked.time())]
    wall = min(walls, key=lambda wall: abs(wall - at.replace(tzinfo=None)))
    moved = _in_zone_of(at, wall)
    if moved <= context.now and reminder.rrule is None:
        moved, wall = moment.at, asked  # that day's time has passed: take the next one
    return _moved(reminder, moved, wall, context, has_day=False, has_clock=True)


def _in_own_week(reminder: Reminder, moment: Moment, context: ReplyContext) -> Moment:
    """ "wednesday" for what is on Tuesday week: the one a day later, not tomorrow."""
    at = context.local(reminder.due_at)
    days = at.weekday() - moment.at.weekday()
    own = at.date() - timedelta(days=days)
    if not moment.is_weekday or reminder.rrule is not None or own <= moment.at.date():
        return moment
    return replace(moment, at=moment.at + (own - moment.at.date()))


def _in_own_month(reminder: Reminder, moment: Moment, context: ReplyContext) -> Moment:
    """ "the 5th" for what is on June 3: June 5, not the 5th of the next month."""
    at = context.local(reminder.due_at)
    is_later = (at.year, at.month) > (moment.at.year, moment.at.month)
    if not moment.is_month_day or reminder.rrule is not None or not is_later:
        return moment
    if moment.at.day > calendar.monthrange(at.year, at.month)[1]:
        return moment
    return replace(moment, at=moment.at.replace(year=at.year, month=at.month))


def wall_of(reminder: Reminder, context: ReplyContext) -> datetime:
    """The naive wall time of the next occurrence. If a clock change moves it, the time that the reminder was set for.

    Any other change of the reminder starts from it: else the moved hour would stay.
    """
    at = context.local(reminder.due_at)
    set_for = skipped_wall(at, at.tzinfo or UTC)
    is_moved = reminder.wall_start is not None and set_for is not None and set_for.time() == reminder.wall_start.time()
    return set_for if is_moved and set_for is not None else at.replace(tzinfo=None)


def _same_weekday(at: datetime, moment: Moment) -> date:
    """The day of ``moment``. For a whole week ("next week"), the same weekday as before."""
    day = moment.at.date()
    is_week = moment.days == 7 and day.weekday() == 0
    return day + timedelta(days=at.weekday()) if is_week else day


def same_clock(due_at: datetime, moment: Moment, context: ReplyContext) -> datetime:
    """``moment``; for a day without a time, the clock time of ``due_at`` on that day if it is in the future."""
    if moment.is_delay or not moment.has_date or _has_time(moment):
        return moment.at
    at = context.local(due_at)
    same = _in_zone_of(at, datetime.combine(moment.at.date(), at.time()))
    return same if same > context.now else moment.at


def _has_time(moment: Moment) -> bool:
    return moment.has_clock or Assumption.PART_OF_DAY in moment.assumptions


def _clocks(moment: Moment, clock: time) -> tuple[time, ...]:
    """The possible clock times: both AM and PM if the text did not say which."""
    if Assumption.MERIDIEM not in moment.assumptions:
        return (clock,)
    return (clock, clock.replace(hour=(clock.hour + 12) % 24))


def _in_zone_of(at: datetime, wall: datetime) -> datetime:
    return to_utc(wall, str(at.tzinfo))


def _moved(
    reminder: Reminder, at: datetime, wall: datetime, context: ReplyContext, *, has_day: bool, has_clock: bool
) -> Reminder | Impossible:
    """``reminder`` at the moment ``at``, or, if it repeats, at the clock time of ``wall``, which means that moment."""
    if reminder.rrule is None or reminder.wall_start is None:
        if at <= context.now:
            return Impossible(past_moment=at)
        return replace(reminder, due_at=at.astimezone(UTC), timezone=zone_at(context.person, at))
    zone = zone_at(context.person, at)
    wall = wall.replace(second=0, microsecond=0)
    rule: Recurrence | None = Recurrence.parse(reminder.rrule)
    start = datetime.combine(reminder.wall_start.date(), wall.time())
    if has_clock and rule is not None:
        rule = rule.without_clock()
    if has_day and wall.weekday() != context.local(reminder.due_at).weekday():
        rule = rule.on_weekday(wall.weekday()) if rule is not None else None
        start = wall
    elif has_day and not has_clock:
        rule = None
    return with_rule(replace(reminder, timezone=zone), rule, start, context) if rule is not None else Impossible()


def with_rule(
    reminder: Reminder, rule: Recurrence, wall_start: datetime, context: ReplyContext
) -> Reminder | Impossible:
    """``reminder`` repeated by ``rule`` from ``wall_start`` on (naive, in the reminder's zone)."""
    changed = replace(reminder, rrule=str(rule), wall_start=wall_start)
    due_at = next(upcoming_of(changed, context), None)
    return Impossible() if due_at is None else replace(changed, due_at=due_at)


def shifted(reminder: Reminder, seconds: int, context: ReplyContext) -> Reminder | Impossible:
    """Move ``reminder`` by ``seconds``. Whole days keep the clock time across a DST change. A repeat keeps its days."""
    at, wall = context.local(reminder.due_at), wall_of(reminder, context)
    if seconds % DAY_SECONDS == 0 or wall != at.replace(tzinfo=None):
        wall += timedelta(seconds=seconds)
        moved = _in_zone_of(at, wall)
    else:
        moved = reminder.due_at + timedelta(seconds=seconds)
        wall = context.wall(moved)
    if reminder.rrule is not None and context.local(moved).date() != at.date():
        return Impossible()
    return _moved(reminder, moved, wall, context, has_day=False, has_clock=True)


def flipped(reminder: Reminder, meridiem: str, context: ReplyContext) -> Reminder | Impossible:
    """Switch ``reminder`` to "am" or "pm", a day later if that time has passed."""
    at = context.local(reminder.due_at)
    wall = wall_of(reminder, context)
    wall = wall.replace(hour=wall.hour % 12 + (12 if meridiem == "pm" else 0))
    if _in_zone_of(at, wall) <= context.now and reminder.rrule is None:
        wall += timedelta(days=1)
    return _moved(reminder, _in_zone_of(at, wall), wall, context, has_day=False, has_clock=True)


def repeating(reminder: Reminder, repeat: Repeat, context: ReplyContext) -> Reminder | Impossible:
    """Make ``reminder`` a repeat. It keeps its clock time and day if the text gave none."""
    at = wall_of(reminder, context)
    first = context.wall(repeat.first, repeat.assumptions)
    rule = Recurrence.parse(repeat.rrule)
    has_day, by_clock = rule.names_days, rule.is_below_a_day
    clock = first.time() if repeat.has_clock or by_clock else at.time().replace(second=0, microsecond=0)
    day = first.date() if has_day or by_clock else at.date()
    start = datetime.combine(day, clock)
    if not has_day and rule.frequency is Frequency.MONTHLY:
        rule = rule.on_month_day(day.day)  # the reply has to say on which day it comes
    return with_rule(replace(reminder, timezone=zone_at(context.person, repeat.first)), rule, start, context)


def without_next(reminder: Reminder, context: ReplyContext) -> Reminder | Impossible:
    """Skip the next occurrence of a repeat. Impossible if it is the last one."""
    upcoming = upcoming_of(reminder, context)
    skipped, following = next(upcoming, None), next(upcoming, None)
    if skipped is None or following is None:
        return Impossible()
    return replace(reminder, due_at=following, skipped_until=skipped)


def without_repeat(reminder: Reminder, context: ReplyContext) -> Reminder:
    """Turn a repeat into a single reminder at its next occurrence."""
    wall = context.local(reminder.due_at).replace(tzinfo=None)
    return replace(reminder, rrule=None, wall_start=wall, skipped_until=None)


def upcoming_of(reminder: Reminder, context: ReplyContext) -> Iterator[datetime]:
    """The occurrences (UTC) that a text is still to come for."""
    return occurrences_ahead(reminder, after=context.now)
