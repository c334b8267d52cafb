"""Moves one time of a series: "push tonight's to 7 just for today". The series goes on as it was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.exceptions import occurrences_in, those_due, without_days
from bot.conversation.handlers.list_reminders import line
from bot.conversation.handlers.reschedule import Impossible, at_moment, shifted, upcoming_of, with_rule
from bot.conversation.heads_up_words import with_text_ahead
from bot.conversation.targets import Chosen
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Edit, Moment, Period

_MOST_AT_ONCE = 7


def is_for_one_time(command: Edit, reminders: Sequence[Reminder]) -> bool:
    """Whether the new time is for one time of a series alone, as it is where that is named: "tonight's at 10"."""
    is_series = len(reminders) == 1 and reminders[0].rrule is not None
    return is_series and _period_of(command) is not None and bool(command.moment or command.shift_seconds)


def on_its_day(command: Edit, reminders: Sequence[Reminder]) -> Edit:
    """ "tomorrow make it 7", of what comes once: at 7 tomorrow."""
    moment, day = command.moment, command.occasion
    if moment is not None and moment.has_date and (day is not None or command.skipped):  # "swapped thu for wed"
        is_series = any(one.rrule for one in reminders)
        return replace(command, skipped=(), occasion=day if is_series else None)
    is_one_day = day is not None and timedelta() < day.end - day.start <= timedelta(hours=25)
    if moment is None or day is None or not is_one_day or moment.has_date or any(one.rrule for one in reminders):
        return command
    at = datetime.combine(day.start.date(), moment.at.time(), moment.at.tzinfo)
    return replace(command, moment=replace(moment, at=at, has_date=True), occasion=None)


def the_series(command: Edit, chosen: Chosen, context: ReplyContext) -> Chosen:
    """The one series of several matches that comes then; else ``chosen``."""
    series = tuple(one for one in chosen.matching if one.rrule is not None)
    if len(series) != 1 and command.occasion is not None:
        series = those_due(chosen.matching, replace(command, skipped=(command.occasion,)), context)
    return Chosen(reminders=series) if len(series) == 1 else chosen


def _period_of(command: Edit) -> Period | None:
    period = command.target.period
    is_one_day = period is not None and not period.is_minute and period.end - period.start <= timedelta(hours=25)
    has_new_day = command.moment is not None and command.moment.has_date
    return command.occasion or (period if is_one_day and not has_new_day else None)


def change_one_time(command: Edit, reminder: Reminder, context: ReplyContext) -> Decision:
    """Set what comes then at the new time, and leave those days out of the series."""
    period = _period_of(command)
    upcoming = next(upcoming_of(reminder, context), reminder.due_at)
    is_next = period is None or period.start == period.end
    coming = [upcoming] if period is None or is_next else list(occurrences_in(reminder, (period,), context))
    if not coming and _is_extra(command):
        coming, rest = [reminder.due_at], reminder
    elif not coming or len(coming) > _MOST_AT_ONCE:
        words = period.words if period is not None else ""
        reply = refusals.not_due_then(reminder.number, words, context.moment_words(reminder.due_at))
        return Decision(reply=reply, person=context.person)
    elif (found := without_days(reminder, coming, context)) is not None:
        rest = found
    else:
        return Decision(reply=refusals.skips_whole_days(reminder.number), person=context.person)
    numbers = free_numbers(context.person_context.taken_numbers)
    made: list[Reminder] = []
    for at, moment in _new_times(coming, command, context):
        once = replace(
            reminder,
            id=context.new_id(),
            number=next(numbers),
            rrule=None,
            due_at=at,
            wall_start=context.local(at).replace(tzinfo=None),
            created_at=context.now,
            skipped_until=None,
            skipped_days=None,
        )
        moved = _moved(once, moment, command, context)
        moved = moved if isinstance(moved, Impossible) else with_text_ahead(moved, context)
        if isinstance(moved, Impossible):
            past = moved.past_moment
            when = context.moment_words(past) if past is not None else context.moment_words(at)
            return Decision(reply=refusals.already_passed(reminder.number, when), person=context.person)
        made.append(moved)
    when = " and ".join(context.moment_words(one.due_at) for one in made[:2]) + (" ..." if len(made) > 2 else "")
    following = context.moment_words(rest.due_at)
    reply = confirmations.moved_once(reminder.number, when, reminder.message, following)
    changed = () if rest == reminder else (rest,)
    return Decision(reply=reply, person=context.person, made=tuple(made), changed=changed)


def _is_extra(command: Edit) -> bool:
    """Whether a day is named for a week in which nothing is due any more: "gym is fri this week", on Tuesday."""
    week = command.occasion
    is_dated = command.moment is not None and command.moment.has_date
    return is_dated and week is not None and week.end - week.start > timedelta(hours=25)


def change_since(command: Edit, reminder: Reminder, context: ReplyContext) -> Decision | None:
    """Give a series the new time from a day on; None where it does not come before that day."""
    if command.since is None or command.moment is None or reminder.rrule is None or reminder.wall_start is None:
        return None
    start = command.since.start
    if reminder.due_at >= start:
        return None
    rule = Recurrence.parse(reminder.rrule)
    before = start.astimezone(UTC) - timedelta(seconds=1)
    ended = with_rule(reminder, replace(rule, until=before, count=None), reminder.wall_start, context)
    first = next(occurrences_of(reminder, after=before), None)
    if isinstance(ended, Impossible) or first is None:
        return None
    number = next(free_numbers(context.person_context.taken_numbers))
    copy = replace(reminder, id=context.new_id(), number=number, created_at=context.now, due_at=first)
    copy = replace(copy, wall_start=context.local(first).replace(tzinfo=None))
    made = at_moment(copy, command.moment, context)
    if isinstance(made, Impossible):
        return None
    lines = [line(one, context) for one in (ended, made)]
    return Decision(reply=confirmations.several_changed(lines), person=context.person, changed=(ended,), made=(made,))


def _new_times(
    coming: Sequence[datetime], command: Edit, context: ReplyContext
) -> list[tuple[datetime, Moment | None]]:
    """Each time that is moved, with where to. Days that the text names take the place of all that come then."""
    moment = command.moment
    if command.occasion is None or moment is None or not moment.has_date:
        return [(at, moment) for at in coming]
    by_clock = {context.local(at).time(): at for at in coming}
    return [(at, day) for day in (moment, *command.also) for at in by_clock.values()]


def _moved(once: Reminder, moment: Moment | None, command: Edit, context: ReplyContext) -> Reminder | Impossible:
    if moment is None:
        return shifted(once, command.shift_seconds or 0, context)
    if command.occasion is None or not moment.has_date:
        return at_moment(once, moment, context)
    on_day = replace(moment, has_clock=False, assumptions=())
    moved = at_moment(once, on_day, context)
    if isinstance(moved, Impossible) or not moment.has_clock:
        return moved
    return at_moment(moved, replace(moment, has_date=False), context)
