"""A reminder at another time: what the person did not say stays as it was. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.trips import zone_at
from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.recurrence import SURE_DAYS, Frequency, Recurrence
from bot.domain.wall_time import to_utc
from bot.understanding.command import Assumption, Moment, Repeat

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A change that cannot be: ``passed`` is the past moment it would lead to, None where the repeat leaves it open."""

    passed: datetime | None = None


def at_moment(reminder: Reminder, moment: Moment, context: ReplyContext) -> Reminder | Impossible:
    """``reminder`` moved to ``moment``: a day alone keeps its clock time, a clock time alone keeps its day."""
    if moment.is_delay or (moment.has_date and _has_time(moment)):
        return _moved(reminder, moment.at, context, is_day_said=True, is_clock_said=True)
    at = context.local(reminder.due_at)
    moment = replace(moment, at=moment.at.astimezone(at.tzinfo))  # "5pm eastern", said in Chicago
    if moment.has_date:
        wall = datetime.combine(_day_like(at, moment), at.time())
        return _moved(reminder, _in_zone_of(at, wall), context, is_day_said=True, is_clock_said=False)
    walls = [datetime.combine(at.date(), clock) for clock in _clocks(moment)]
    wall = min(walls, key=lambda wall: abs(wall - at.replace(tzinfo=None)))
    moved = _in_zone_of(at, wall)
    if moved <= context.now and reminder.rrule is None:
        moved = moment.at  # the next time that the clock shows it
    return _moved(reminder, moved, context, is_day_said=False, is_clock_said=True)


def _day_like(at: datetime, moment: Moment) -> date:
    """The day of ``moment``; of a whole week the weekday that it was."""
    day = moment.at.date()
    is_week = moment.days == 7 and day.weekday() == 0
    return day + timedelta(days=at.weekday()) if is_week else day


def same_clock(due_at: datetime, moment: Moment, context: ReplyContext) -> datetime:
    """``moment``, with the clock time of ``due_at`` where it names but a day and that is still to come."""
    if moment.is_delay or not moment.has_date or _has_time(moment):
        return moment.at
    at = context.local(due_at)
    same = _in_zone_of(at, datetime.combine(moment.at.date(), at.time()))
    return same if same > context.now else moment.at


def _has_time(moment: Moment) -> bool:
    return moment.has_clock or Assumption.PART_OF_DAY in moment.assumptions


def _clocks(moment: Moment) -> tuple[time, ...]:
    """The clock times that the words may mean: both halves of the day where they did not say."""
    clock = moment.at.time()
    if Assumption.MERIDIEM not in moment.assumptions:
        return (clock,)
    return (clock, clock.replace(hour=(clock.hour + 12) % 24))


def _in_zone_of(at: datetime, wall: datetime) -> datetime:
    return to_utc(wall, str(at.tzinfo))


def _moved(
    reminder: Reminder, at: datetime, context: ReplyContext, *, is_day_said: bool, is_clock_said: bool
) -> Reminder | Impossible:
    if reminder.rrule is None or reminder.wall_start is None:
        if at <= context.now:
            return Impossible(passed=at)
        return replace(reminder, due_at=at.astimezone(UTC), timezone=zone_at(context.person, at))
    zone = zone_at(context.person, at)
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    recurrence: Recurrence | None = Recurrence.parse(reminder.rrule)
    start = datetime.combine(reminder.wall_start.date(), wall.time())
    if is_clock_said:
        recurrence = Recurrence.parse(reminder.rrule).without_clock()
    if is_day_said and wall.weekday() != context.local(reminder.due_at).weekday():
        recurrence = recurrence.on_weekday(wall.weekday()) if recurrence is not None else None
        start = wall
    elif is_day_said and not is_clock_said:
        recurrence = None
    if recurrence is None:
        return Impossible()
    return anew(replace(reminder, timezone=zone), recurrence, start, context)


def anew(
    reminder: Reminder, recurrence: Recurrence, wall_start: datetime, context: ReplyContext
) -> Reminder | Impossible:
    """``reminder`` as a series by ``recurrence`` from ``wall_start`` (naive, in its zone) on."""
    changed = replace(reminder, rrule=str(recurrence), wall_start=wall_start)
    due_at = next(upcoming_of(changed, context), None)
    return Impossible() if due_at is None else replace(changed, due_at=due_at)


def shifted(reminder: Reminder, seconds: int, context: ReplyContext) -> Reminder | Impossible:
    """``reminder`` later (or earlier) by ``seconds``; whole days are days on the wall. A repeat keeps its days."""
    at = context.local(reminder.due_at)
    if seconds % DAY_SECONDS == 0:
        moved = _in_zone_of(at, at.replace(tzinfo=None) + timedelta(seconds=seconds))
    else:
        moved = reminder.due_at + timedelta(seconds=seconds)
    if reminder.rrule is not None and context.local(moved).date() != at.date():
        return Impossible()
    return _moved(reminder, moved, context, is_day_said=False, is_clock_said=True)


def flipped(reminder: Reminder, meridiem: str, context: ReplyContext) -> Reminder | Impossible:
    """``reminder`` at the same clock time in the other half of the day; a day later where that has passed."""
    at = context.local(reminder.due_at)
    wall = at.replace(tzinfo=None, hour=at.hour % 12 + (12 if meridiem == "pm" else 0))
    moved = _in_zone_of(at, wall)
    if moved <= context.now and reminder.rrule is None:
        moved = _in_zone_of(at, wall + timedelta(days=1))
    return _moved(reminder, moved, context, is_day_said=False, is_clock_said=True)


def repeating(reminder: Reminder, repeat: Repeat, context: ReplyContext) -> Reminder | Impossible:
    """``reminder`` as a series that keeps its clock time and day where the words gave none."""
    at = context.local(reminder.due_at)
    first = context.local(repeat.first).replace(tzinfo=None)
    recurrence = Recurrence.parse(repeat.rrule)
    takes_clock = repeat.has_clock or recurrence.is_below_a_day
    takes_day = recurrence.names_days or recurrence.is_below_a_day
    clock = first.time() if takes_clock else at.time().replace(second=0, microsecond=0)
    day = first.date() if takes_day else at.date()
    if not takes_day and recurrence.frequency is Frequency.MONTHLY and day.day > SURE_DAYS:
        recurrence = recurrence.on_month_day(day.day)
    changed = replace(reminder, timezone=zone_at(context.person, repeat.first))
    return anew(changed, recurrence, datetime.combine(day, clock), context)


def without_next(reminder: Reminder, context: ReplyContext) -> Reminder | Impossible:
    """A repeat without its next occurrence; impossible where no other follows."""
    upcoming = upcoming_of(reminder, context)
    skipped, following = next(upcoming, None), next(upcoming, None)
    if skipped is None or following is None:
        return Impossible()
    return replace(reminder, due_at=following, skipped_until=skipped)


def once_only(reminder: Reminder, context: ReplyContext) -> Reminder:
    """A repeat of which only the next time is left."""
    wall = context.local(reminder.due_at).replace(tzinfo=None)
    return replace(reminder, rrule=None, wall_start=wall, skipped_until=None)


def upcoming_of(reminder: Reminder, context: ReplyContext) -> Iterator[datetime]:
    """The occurrences (UTC) still to come."""
    return occurrences_of(reminder, after=context.now)
