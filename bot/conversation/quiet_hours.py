"""Quiet hours: which reminders they are stored with, and what a reply says about them."""

from datetime import datetime, time

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import clock_words
from bot.conversation.texts import confirmations
from bot.domain.changes import Decision
from bot.domain.heads_ups import comes_at_its_time_only, texts_for
from bot.domain.model import Person, Reminder, ReminderState
from bot.domain.occurrences import occurrences_of
from bot.domain.quiet_hours import QuietHours, parse_hours, parse_quiet_hours, quiet_hours_of, stored_for
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Assumption, Task


def hours_in_words(context: ReplyContext) -> tuple[str, str] | None:
    """When the person's quiet hours begin and end; None if they have none."""
    own = context.person.preferences.quiet_hours
    hours = context.limits.quiet_hours if own is None else own
    if not hours:
        return None
    start, end = parse_hours(hours)
    return _clock(start, context), _clock(end, context)


def _clock(at: time, context: ReplyContext) -> str:
    return clock_words(context.local_now.replace(hour=at.hour, minute=at.minute), context.time_format)


def with_quiet_hours(reminder: Reminder, context: ReplyContext) -> Reminder:
    """``reminder`` with the person's quiet hours; a new series by the minute or hour begins after them."""
    reminder = replace(reminder, quiet_hours=stored_for(context.person, context.limits.quiet_hours))
    if reminder.quiet_hours is None or reminder.rrule is None or not _is_chosen(reminder):
        return reminder
    first = next(occurrences_of(reminder, after=max(context.now, reminder.skipped_until or context.now)), None)
    return reminder if first is None else replace(reminder, due_at=first)


def with_quiet_hours_of(decision: Decision, before: Person, context: ReplyContext) -> Decision:
    """``decision``, in which every reminder that is planned again knows the quiet hours of its person.

    If it changes them, or the person's zone, all reminders that wait for their end are planned again.
    """
    person, usual = decision.person, context.limits.quiet_hours
    if person.opted_out_at is not None or person.forgotten_at is not None:
        return decision
    stored = stored_for(person, usual)
    touched = (*decision.made, *decision.changed, *decision.cancelled, *decision.paused, *decision.parked)
    ids = {reminder.id for reminder in (*touched, *decision.revived)}
    others = [
        reminder
        for reminder in (context.person_context.reminders if stored != stored_for(before, usual) else ())
        if reminder.id not in ids and reminder.state is ReminderState.OPEN and _may_wait(reminder)
    ]

    def current(reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
        if all(reminder.quiet_hours == stored for reminder in reminders):
            return reminders
        return tuple(replace(reminder, quiet_hours=stored) for reminder in reminders)

    return replace(
        decision,
        made=current(decision.made),
        changed=current((*decision.changed, *others)),
        revived=current(decision.revived),
    )


def _may_wait(reminder: Reminder) -> bool:
    return not comes_at_its_time_only(reminder) or _is_chosen(reminder)


def _is_chosen(reminder: Reminder) -> bool:
    """Whether the series chose the times of its occurrences: "every 2 hours"."""
    if reminder.rrule is None:
        return False
    recurrence = Recurrence.parse(reminder.rrule)
    return recurrence.is_below_a_day and not recurrence.hours


def with_awake_hour(task: Task, context: ReplyContext) -> Task:
    """``task``; an hour that nobody said is not in quiet hours, if they end on that day."""
    quiet = quiet_hours_of(context.person, context.limits.quiet_hours)
    timed = task.moment or task.repeat
    if quiet is None or timed is None or Assumption.DEFAULT_HOUR not in timed.assumptions:
        return task
    if task.moment is not None:
        return replace(task, moment=replace(task.moment, at=_awake_that_day(task.moment.at, quiet)))
    if task.repeat is None or Recurrence.parse(task.repeat.rrule).daily_hours:
        return task
    return replace(task, repeat=replace(task.repeat, first=_awake_that_day(task.repeat.first, quiet)))


def _awake_that_day(at: datetime, quiet: QuietHours) -> datetime:
    awake = quiet.next_awake(at).astimezone(at.tzinfo)
    return awake if awake.date() == at.date() else at


def quiet_notes(reminder: Reminder, context: ReplyContext) -> tuple[str, ...]:
    """What a confirmation says about quiet hours: that some texts wait, or that one comes in them all the same."""
    quiet, hours = parse_quiet_hours(reminder.quiet_hours), hours_in_words(context)
    if quiet is None or hours is None:
        return ()
    if _is_chosen(reminder):
        return (confirmations.waits_in_quiet_hours(*hours),)
    texts = texts_for(reminder, reminder.due_at)
    if texts != texts_for(replace(reminder, quiet_hours=None), reminder.due_at):
        return (confirmations.waits_in_quiet_hours(*hours),)
    return (confirmations.IN_QUIET_HOURS,) if any(quiet.around(text) is not None for text in texts) else ()


def put_off(at: datetime, context: ReplyContext) -> datetime:
    """``at``, which the bot chose, or the end of quiet hours that begin before it.

    Someone who texts in their quiet hours is awake.
    """
    quiet = quiet_hours_of(context.person, context.limits.quiet_hours)
    return at if quiet is None or quiet.around(context.now) is not None else quiet.next_awake(at)
