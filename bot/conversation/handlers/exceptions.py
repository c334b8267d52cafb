"""Leaves out days of a series: "skip pickup friday", "skip 2 in january", "not on wednesdays"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.list_reminders import line
from bot.conversation.handlers.reschedule import Impossible, upcoming_of, with_rule
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.recurrence import Frequency, Recurrence
from bot.domain.skipped_days import parse_days, with_days
from bot.understanding.command import Assumption, Edit, Moment, Period

_INSTANT = timedelta(microseconds=1)
_MOST_NAMED = 2
_WEEK = tuple(range(7))


def has_occurrence(reminder: Reminder, periods: Sequence[Period], context: ReplyContext) -> bool:
    """Whether a series comes in one of ``periods``."""
    return reminder.rrule is not None and any(True for _ in occurrences_in(reminder, periods, context))


def those_due(reminders: Sequence[Reminder], command: Edit, context: ReplyContext) -> tuple[Reminder, ...]:
    """Those of ``reminders`` that an edit without a name means: what comes in its periods."""
    return tuple(one for one in reminders if _is_due(one, command.skipped, context))


def _is_due(reminder: Reminder, periods: Sequence[Period], context: ReplyContext) -> bool:
    if reminder.rrule is None:
        return any(period.start <= reminder.due_at < period.end for period in periods)
    return has_occurrence(reminder, periods, context)


def skip_periods(command: Edit, reminders: Sequence[Reminder], context: ReplyContext) -> Decision:
    """Leave out the occurrences in ``command.skipped`` of each of ``reminders``."""
    changed: list[Reminder] = []
    replies: list[str] = []
    for reminder in reminders:
        after, reply = _without(reminder, command.skipped, context)
        replies.append(reply)
        changed += [after] if after is not None else []
    if len(changed) > 1 and len(changed) == len(reminders):
        lines = [line(reminder, context) for reminder in changed]
        return Decision(reply=confirmations.several_changed(lines), person=context.person, changed=tuple(changed))
    return Decision(reply=" ".join(replies), person=context.person, changed=tuple(changed))


def _without(reminder: Reminder, periods: Sequence[Period], context: ReplyContext) -> tuple[Reminder | None, str]:
    number = reminder.number
    if reminder.rrule is None:
        return None, refusals.not_a_repeat(number)
    left_out = list(occurrences_in(reminder, periods, context))
    if not left_out:
        words = " and ".join(period.words for period in periods)
        return None, refusals.not_due_then(number, words, context.moment_words(reminder.due_at))
    if _comes_besides(reminder, left_out, ZoneInfo(reminder.timezone), context):
        return None, refusals.skips_whole_days(number)
    after = without_days(reminder, left_out, context)
    if after is None:
        return None, refusals.last_occurrence(number)
    following = after.due_at
    named = listed([context.moment_words(moment) for moment in left_out])
    if len(left_out) == 1:
        reply = confirmations.skipped(number, named, context.moment_words(following), reminder.message)
    else:
        said = named if len(left_out) <= _MOST_NAMED else f"{len(left_out)} times"
        reply = confirmations.several_occurrences_skipped(
            number, said, context.moment_words(following), reminder.message
        )
    return after, reply


def without_days(reminder: Reminder, left_out: Sequence[datetime], context: ReplyContext) -> Reminder | None:
    """The series without these occurrences; None where it has no others, or one on the same day."""
    zone = ZoneInfo(reminder.timezone)
    if _comes_besides(reminder, left_out, zone, context):
        return None
    days = {moment.astimezone(zone).date() for moment in left_out}
    after = replace(reminder, skipped_days=with_days(reminder.skipped_days, days, context.now.astimezone(zone).date()))
    following = next(upcoming_of(after, context), None)
    return None if following is None else replace(after, due_at=following)


def _comes_besides(reminder: Reminder, left_out: Sequence[datetime], zone: ZoneInfo, context: ReplyContext) -> bool:
    """Whether the series also comes at another time of a day on which it is to be left out: days are left out whole."""
    first = datetime.combine(left_out[0].astimezone(zone).date(), time(), zone)
    last = datetime.combine(left_out[-1].astimezone(zone).date() + timedelta(days=1), time(), zone)
    days = {moment.astimezone(zone).date() for moment in left_out}
    coming = occurrences_of(reminder, after=max(first.astimezone(UTC) - _INSTANT, context.now))
    those_days = takewhile(lambda moment: moment < last.astimezone(UTC), coming)
    return any(moment.astimezone(zone).date() in days and moment not in left_out for moment in those_days)


def occurrences_in(reminder: Reminder, periods: Sequence[Period], context: ReplyContext) -> Iterator[datetime]:
    for period in periods:
        start = max(period.start.astimezone(UTC) - _INSTANT, context.now)
        moments = occurrences_of(reminder, after=start)
        yield from takewhile(lambda moment, end=period.end: moment < end, moments)  # type: ignore[misc]


def leave_out_weekdays(command: Edit, reminder: Reminder, context: ReplyContext) -> Decision:
    """Take days of the week out of a series; with a ``moment``, it comes at that time on them."""
    rule = Recurrence.parse(reminder.rrule) if reminder.rrule else None
    own = _weekdays(rule) if rule is not None else ()
    rest = tuple(day for day in own if day not in command.but_weekdays)
    if rule is None or reminder.wall_start is None or not rest or rest == own:
        reply = refusals.not_a_repeat(reminder.number)
        if rule is not None:
            reply = refusals.how_to_change_repeat(reminder.number, repeat_words(str(rule)))
        return Decision(reply=reply, person=context.person)
    changed = with_rule(_with_days_of(reminder, rest), _on(rule, rest), reminder.wall_start, context)
    if isinstance(changed, Impossible):
        return Decision(reply=refusals.last_occurrence(reminder.number), person=context.person)
    made = _at_other_time(command, reminder, rule, context)
    lines = [line(one, context) for one in (changed, *made)]
    return Decision(reply=confirmations.several_changed(lines), person=context.person, changed=(changed,), made=made)


def _with_days_of(reminder: Reminder, weekdays: tuple[int, ...]) -> Reminder:
    """``reminder`` without skipped days on which it would not come anyway."""
    kept = [day for day in parse_days(reminder.skipped_days) if day.weekday() in weekdays]
    return replace(reminder, skipped_days=with_days(None, kept, date.min))


def _weekdays(rule: Recurrence) -> tuple[int, ...]:
    """The days of the week of a rule that has no other days."""
    is_dated = bool(rule.months or rule.month_days or rule.set_positions)
    if rule.is_below_a_day and not is_dated:
        return tuple(day for _, day in rule.weekdays) or _WEEK
    is_plain = rule.interval == 1 and not is_dated
    if rule.frequency is Frequency.DAILY and is_plain and not rule.weekdays:
        return _WEEK
    is_weekly = rule.frequency is Frequency.WEEKLY and is_plain
    return tuple(day for _, day in rule.weekdays) if is_weekly else ()


def _on(rule: Recurrence, weekdays: tuple[int, ...]) -> Recurrence:
    frequency = rule.frequency if rule.is_below_a_day else Frequency.WEEKLY
    return replace(rule, frequency=frequency, weekdays=tuple((0, day) for day in weekdays))


def _near(moment: Moment, usual: datetime, zone: ZoneInfo) -> time:
    """The clock time of ``moment``; if no half of the day was said, the one nearer to the ``usual`` time."""
    clock = moment.at.astimezone(zone).time()
    if Assumption.MERIDIEM not in moment.assumptions:
        return clock
    halves = (clock, clock.replace(hour=(clock.hour + 12) % 24))
    return min(halves, key=lambda one: abs(datetime.combine(usual.date(), one) - usual))


def _at_other_time(command: Edit, reminder: Reminder, rule: Recurrence, context: ReplyContext) -> tuple[Reminder, ...]:
    """A series of its own for the days on which it comes at another time."""
    if command.moment is None or reminder.wall_start is None or rule.is_below_a_day:
        return ()
    clock = _near(command.moment, reminder.wall_start, ZoneInfo(reminder.timezone))
    start = datetime.combine(reminder.wall_start.date(), clock)
    number = next(free_numbers(context.person_context.taken_numbers))
    copy = replace(reminder, id=context.new_id(), number=number, created_at=context.now, skipped_until=None)
    copy = _with_days_of(copy, command.but_weekdays)
    made = with_rule(copy, replace(_on(rule, command.but_weekdays), hours=(), minutes=()), start, context)
    return () if isinstance(made, Impossible) else (made,)
