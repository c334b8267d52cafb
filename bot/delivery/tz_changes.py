"""What a new version of the time zone database changes: wall times that now mean another moment. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.conversation.texts import general as texts
from bot.delivery.planning import exchanged, plan, text_for
from bot.domain.model import Changes, OutboundMessage, PersonContext, Reminder, ReminderState
from bot.domain.wall_time import to_utc

RULES_FOR_YEARS = 20
STEP = timedelta(days=7)  # no zone goes forward and back within a week


def zone_rules(timezone: str, now: datetime) -> str:
    """The offsets of an IANA zone in this decade and the next, as text that differs when they do."""
    zone = ZoneInfo(timezone)
    decade = now.year // 10 * 10
    moment, end = datetime(decade, 1, 1, tzinfo=UTC), datetime(decade + RULES_FOR_YEARS, 1, 1, tzinfo=UTC)
    rules = [_offset(zone, moment)]
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + STEP):
            changed_at = _change_between(zone, moment, moment + STEP)
            rules.append(f"{changed_at:%Y-%m-%dT%H:%M:%SZ} {_offset(zone, changed_at)}")
        moment += STEP
    return ", ".join(rules)


def _offset(zone: ZoneInfo, moment: datetime) -> str:
    return moment.astimezone(zone).strftime("%z")


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if _offset(zone, middle) == _offset(zone, before) else (before, middle)
    return after


def after_zone_change(
    person_context: PersonContext, timezone: str, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    """Everything of a person that was set by the clock of ``timezone``, at the moments that its clock means now.

    What lies with the provider for another moment is handed over anew, and taken back once that is safe.
    """
    reminders: list[Reminder] = []
    outbound: list[OutboundMessage] = []
    for reminder in person_context.reminders:
        pending = [text for text in person_context.outbound if text.reminder_id == reminder.id and text.due_at > now]
        moved = _retimed(reminder) if reminder.timezone == timezone else reminder
        if moved is reminder:
            continue
        if reminder.state is not ReminderState.OPEN:
            reminders.append(moved)
            continue
        planned, moments = plan(moved, (), now)
        if planned.rrule is not None and {text.due_at for text in pending} <= set(moments):
            continue
        body = texts.reminder(reminder.message)
        wanted = [
            text_for(planned, person_context.person, moment, body=body, now=now, id_=new_id()) for moment in moments
        ]
        reminders.append(planned)
        outbound += exchanged(pending, wanted, now)
    return Changes(
        person=person_context.person, reply=None, intent="zone", reminders=tuple(reminders), outbound=tuple(outbound)
    )


def _retimed(reminder: Reminder) -> Reminder:
    """A single reminder at the moment of its wall time; a repeat is planned anew, one set by a delay stays."""
    if reminder.wall_start is None:
        return reminder
    if reminder.rrule is not None:
        return replace(reminder)
    due_at = to_utc(reminder.wall_start, reminder.timezone)
    return reminder if due_at == reminder.due_at else replace(reminder, due_at=due_at)
