"""Which occurrences of a reminder are planned ahead as outbound messages, and when a reminder has ended.

Pure: ``now`` and ids are passed in.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.changes import PersonContext, PlannedOccurrence
from bot.domain.heads_ups import comes_at_its_time_only, last_text_at, occurrences_ahead, send_times_of, texts_of_one
from bot.domain.message_transitions import PENDING
from bot.domain.model import (
    OutboundKind,
    OutboundMessage,
    OutboundState,
    Person,
    Reminder,
    ReminderState,
)
from bot.domain.occurrences import occurrences_of
from bot.domain.overviews import WRITTEN_WITHIN
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc

PLAN_AHEAD_COUNT = 3
PLAN_AHEAD = timedelta(days=2)
NEWEST_WITHIN = timedelta(days=1)
SHORT_INTERVAL = timedelta(hours=1)
PLAN_SHORT_AHEAD = timedelta(hours=1)  # from its next occurrence on; two days of such a series are hundreds of messages
PLAN_AHEAD_LIMIT = 60  # messages per reminder: one every minute, or one every hour for two days
END_AGAIN_AFTER = timedelta(seconds=60)
# A reminder that is open again after STOP and START needs new messages.
_WITHDRAWN = frozenset({OutboundState.CANCELLING, OutboundState.CANCELLED})


def with_wall_time(reminder: Reminder) -> Reminder:
    """Update the wall time of a single reminder that was set by the clock. Others are returned unchanged.

    The wall time becomes None if it would lead to another moment: the second of a doubled autumn hour.
    """
    if reminder.rrule is not None or reminder.wall_start is None:
        return reminder
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    leads_back = to_utc(wall, reminder.timezone) == reminder.due_at
    return replace(reminder, wall_start=wall if leads_back else None)


def plan(
    reminder: Reminder, planned: Sequence[OutboundMessage | PlannedOccurrence], now: datetime
) -> tuple[Reminder, tuple[datetime, ...]]:
    """The reminder with its next occurrence, and the send times (UTC) that still need a message.

    A series keeps its next three send times planned, or all of the next two days if that is more, so that the provider
    holds them while the bot is down; one that repeats within the hour, an hour of them. If it has missed some
    all the same, the newest of those is planned too. ``planned`` are its messages so far: those that are upcoming, the
    newest past one, and one that the bot still keeps, if any. A reminder whose last message has left becomes DONE.
    """
    if reminder.overview is not None:
        return _plan_overview(reminder, now)
    missed = _newest_missed(reminder, planned, now)
    already = {message.due_at for message in planned if message.state not in _WITHDRAWN}
    upcoming, beyond = _upcoming(reminder, now)
    if reminder.rrule is None:
        if not missed and (not planned or _was_reopened_unread(reminder, planned)):
            upcoming = upcoming or [last_text_at(reminder)]  # even if it is due this second, or was a second ago
        reminder = replace(reminder, skipped_until=None)
    if not upcoming and not missed:
        return _end(reminder, planned, now), ()
    if not upcoming:
        return replace(reminder, next_check_at=now + END_AGAIN_AFTER), missed
    due_at = reminder.due_at
    if reminder.rrule is not None:
        due_at = next(occurrences_ahead(reminder, after=now), due_at)
    reminder = replace(reminder, due_at=due_at, next_check_at=_next_check_at(upcoming[0], beyond, now))
    return reminder, (*missed, *(moment for moment in upcoming if moment not in already))


def _plan_overview(reminder: Reminder, now: datetime) -> tuple[Reminder, tuple[datetime, ...]]:
    """Nothing ahead, as an overview is written when it is due; and the one that is due now, if any."""
    is_due = now - WRITTEN_WITHIN <= reminder.due_at <= now
    following = next(occurrences_of(reminder, after=now), None)
    if following is None:
        return replace(reminder, state=ReminderState.DONE, next_check_at=None), (now,) if is_due else ()
    return replace(reminder, due_at=following, next_check_at=following), (now,) if is_due else ()


def _newest_missed(
    reminder: Reminder, planned: Sequence[OutboundMessage | PlannedOccurrence], now: datetime
) -> tuple[datetime, ...]:
    """The newest send time after the last planned one that is already past, if there is one.

    A single reminder has one only with several texts.
    """
    if (reminder.rrule is None and comes_at_its_time_only(reminder)) or not planned:
        return ()
    last_planned = max(message.due_at for message in planned)
    if reminder.skipped_until is not None and _was_reopened_unread(reminder, planned):
        last_planned = min(last_planned, reminder.skipped_until)
    for after in (max(last_planned, now - NEWEST_WITHIN), last_planned):  # a short look first: there may be many
        missed = list(takewhile(lambda moment: moment <= now, send_times_of(reminder, after=after)))
        if missed:
            return (missed[-1],)
    return ()


def _was_reopened_unread(reminder: Reminder, planned: Sequence[OutboundMessage | PlannedOccurrence]) -> bool:
    """Whether START reopened it at ``skipped_until`` while its rows could not be read, and nothing is planned since.

    A top-up reads them later, up to a day, and what was due in between must come late.
    """
    return reminder.skipped_until is not None and all(message.state in _WITHDRAWN for message in planned)


def _next_check_at(next_text_at: datetime, beyond: datetime | None, now: datetime) -> datetime:
    """When the next text leaves, or sooner if the first one ``beyond`` the plan is two days ahead before that.

    It is where the texts of a day come close together: repeated until done, with the rest of today's called off.
    """
    if beyond is not None and now < beyond - PLAN_AHEAD < next_text_at:
        return beyond - PLAN_AHEAD
    return next_text_at


def _upcoming(reminder: Reminder, now: datetime) -> tuple[list[datetime], datetime | None]:
    """The send times to plan, and the first one beyond them, if there is one."""
    upcoming: list[datetime] = []
    is_short = _is_short(reminder)
    count = max(PLAN_AHEAD_COUNT, texts_of_one(reminder))
    for moment in send_times_of(reminder, after=now):
        is_far = moment >= upcoming[0] + PLAN_SHORT_AHEAD if is_short and upcoming else moment > now + PLAN_AHEAD
        if len(upcoming) >= PLAN_AHEAD_LIMIT or (len(upcoming) >= count and is_far):
            return upcoming, moment
        upcoming.append(moment)
    return upcoming, None


def _is_short(reminder: Reminder) -> bool:
    return reminder.rrule is not None and Recurrence.parse(reminder.rrule).shortest_gap < SHORT_INTERVAL


def _end(reminder: Reminder, planned: Sequence[OutboundMessage | PlannedOccurrence], now: datetime) -> Reminder:
    """Mark the reminder DONE, unless the bot still holds one of its messages because the provider is failing."""
    kept = [message for message in planned if message.state in (OutboundState.WAITING, OutboundState.HANDING_OVER)]
    if kept:
        next_attempt_at = min((message.next_attempt_at for message in kept if message.next_attempt_at), default=now)
        return replace(reminder, next_check_at=max(now + END_AGAIN_AFTER, next_attempt_at))
    return replace(reminder, state=ReminderState.DONE, next_check_at=None)


def message_for(
    reminder: Reminder | None, person: Person, due_at: datetime, *, body: str, now: datetime, id_: UUID
) -> OutboundMessage:
    """The message that sends ``reminder`` at ``due_at``, waiting for the worker; a reply if ``reminder`` is None."""
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


def is_over(reminder: Reminder, person_context: PersonContext, now: datetime) -> bool:
    """Whether a single open reminder has ended: its message has left, or could not be delivered."""
    if reminder.rrule is not None or reminder.state is not ReminderState.OPEN:
        return False
    has_failed = any(message.reminder_id == reminder.id for message in person_context.unreported)
    return (has_failed or last_text_at(reminder) <= now) and next_pending(reminder, person_context.outbound) is None


def next_pending_of_each(outbound: Sequence[OutboundMessage]) -> Mapping[UUID, OutboundMessage]:
    """The next pending message of each reminder that has one."""
    pending = sorted((message for message in outbound if message.state in PENDING), key=lambda message: message.due_at)
    return {message.reminder_id: message for message in reversed(pending) if message.reminder_id is not None}


def next_pending(reminder: Reminder, outbound: Sequence[OutboundMessage]) -> OutboundMessage | None:
    """The next pending message of ``reminder``, if any."""
    pending = (message for message in outbound if message.reminder_id == reminder.id and message.state in PENDING)
    return min(pending, key=lambda message: message.due_at, default=None)
