"""From a reminder to the messages that carry it: which occurrences are planned ahead, and when a reminder is over.

Pure: ``now`` and ids are passed in.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.message_state import PENDING
from bot.domain.model import (
    OutboundKind,
    OutboundMessage,
    OutboundState,
    Person,
    PersonContext,
    Reminder,
    ReminderState,
)
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc

PLAN_AHEAD_COUNT = 3
PLAN_AHEAD = timedelta(days=2)
NEWEST_WITHIN = timedelta(days=1)
PLAN_AHEAD_LIMIT = 60  # texts a reminder; a repeat by the hour has 48 in two days
END_AGAIN_AFTER = timedelta(seconds=60)


def with_wall_time(reminder: Reminder) -> Reminder:
    """A single reminder that was set by the clock, with the wall time of its moment; any other as it is.

    None where the wall time does not lead back to the moment: the second of two in autumn.
    """
    if reminder.rrule is not None or reminder.wall_start is None:
        return reminder
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    leads_back = to_utc(wall, reminder.timezone) == reminder.due_at
    return replace(reminder, wall_start=wall if leads_back else None)


def plan(
    reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime
) -> tuple[Reminder, tuple[datetime, ...]]:
    """The occurrences (UTC) of an open reminder that still need a text, and the reminder with its next occurrence.

    A repeat keeps its next three occurrences planned, or all of the next two days, whichever is more, so that they lie
    with the provider though the bot is down; of those it has missed all the same, the newest is planned too.
    ``planned`` are its texts so far. A reminder whose last text has left is DONE.
    """
    missed = _newest_missed(reminder, planned, now)
    already = {text.due_at for text in planned}
    upcoming = _upcoming(reminder, now)
    if reminder.rrule is None and not planned:
        upcoming = [reminder.due_at]  # however near: a text of a second ago is told now
    if not upcoming and not missed:
        return _end(reminder, planned, now), ()
    if not upcoming:
        return replace(reminder, next_check_at=now + END_AGAIN_AFTER), missed
    reminder = replace(reminder, due_at=upcoming[0], next_check_at=upcoming[0])
    return reminder, (*missed, *(moment for moment in upcoming if moment not in already))


def _newest_missed(reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime) -> tuple[datetime, ...]:
    """The newest occurrence of a repeat between the last one that was planned and ``now``, if there is one."""
    if reminder.rrule is None or reminder.wall_start is None or not planned:
        return ()
    last_planned = max(text.due_at for text in planned)
    for after in (max(last_planned, now - NEWEST_WITHIN), last_planned):  # a short look first: there may be many
        since = max(after, reminder.skipped_until or after)
        series = Recurrence.parse(reminder.rrule).occurrences(reminder.wall_start, reminder.timezone, after=since)
        missed = list(takewhile(lambda moment: moment <= now, series))
        if missed:
            return (missed[-1],)
    return ()


def _upcoming(reminder: Reminder, now: datetime) -> list[datetime]:
    if reminder.rrule is None or reminder.wall_start is None:
        return [reminder.due_at] if reminder.due_at > now else []
    upcoming: list[datetime] = []
    after = max(now, reminder.skipped_until or now)
    series = Recurrence.parse(reminder.rrule).occurrences(reminder.wall_start, reminder.timezone, after=after)
    for moment in series:
        if len(upcoming) >= PLAN_AHEAD_LIMIT or (len(upcoming) >= PLAN_AHEAD_COUNT and moment > now + PLAN_AHEAD):
            break
        upcoming.append(moment)
    return upcoming


def _end(reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime) -> Reminder:
    """Nothing more is to come: DONE, unless a text is still with the bot (a provider in trouble)."""
    is_kept = any(text.state in (OutboundState.WAITING, OutboundState.HANDING_OVER) for text in planned)
    if is_kept:
        return replace(reminder, next_check_at=now + END_AGAIN_AFTER)
    return replace(reminder, state=ReminderState.DONE, next_check_at=None)


def text_for(
    reminder: Reminder | None, person: Person, due_at: datetime, *, body: str, now: datetime, id_: UUID
) -> OutboundMessage:
    """The text that tells ``reminder`` at ``due_at``, waiting for the courier; a reply where there is no reminder."""
    return OutboundMessage(
        id=id_,
        person_id=person.id,
        provider=person.provider,
        kind=OutboundKind.REPLY if reminder is None else OutboundKind.REMINDER,
        to_number=person.number,
        from_number=person.bot_number,
        body=body,
        due_at=due_at,
        created_at=now,
        reminder_id=None if reminder is None else reminder.id,
        next_attempt_at=now,
    )


def is_over(reminder: Reminder, known: PersonContext, now: datetime) -> bool:
    """Whether a single open reminder has come to its end: its text has left, or could not be delivered."""
    if reminder.rrule is not None or reminder.state is not ReminderState.OPEN:
        return False
    has_failed = any(text.reminder_id == reminder.id for text in known.untold)
    return next_pending(reminder, known.outbound) is None and (has_failed or reminder.due_at <= now)


def next_pending(reminder: Reminder, texts: Sequence[OutboundMessage]) -> OutboundMessage | None:
    """The text of ``reminder`` that leaves next, if one is pending."""
    pending = (text for text in texts if text.reminder_id == reminder.id and text.state in PENDING)
    return min(pending, key=lambda text: text.due_at, default=None)
