"""Reminders that could not be sent on time, because the bot or the provider was down. Pure.

All overdue reminders of a person are decided together. Of a series only the newest occurrence counts. A reminder says
when it was due; one beyond the late limit is not sent, and a single report names all of those.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.delivery.occurrences import message_for
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import Changes, PersonContext
from bot.domain.message_state import after_missed, cancel_message, has_expired, is_overdue
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Person
from bot.domain.quiet_hours import QuietHours, quiet_hours_of
from bot.domain.records import replace

LATE_IN_QUIET_HOURS = timedelta(hours=1)  # a pill for 9:55 PM is still of use at 10:10 PM


def catch_up(
    person_context: PersonContext,
    renderer: MessageRenderer,
    now: datetime,
    late_limit: timedelta,
    *,
    supports_idempotency_keys: bool = False,
    quiet_hours: str | None = None,
) -> Changes:
    """Send the person's overdue reminders late, or report them as missed when older than ``late_limit``.

    What is more than ``LATE_IN_QUIET_HOURS`` late waits for the end of quiet hours that it was not due in; the
    operator's are ``quiet_hours``.
    """
    person = person_context.person
    quiet = quiet_hours_of(person, quiet_hours)
    awake_at = now if quiet is None else quiet.next_awake(now)
    overdue = sorted(
        (
            message
            for message in person_context.outbound
            if is_overdue(message, now, supports_idempotency_keys=supports_idempotency_keys)
        ),
        key=lambda message: message.due_at,
    )
    newest = {message.reminder_id or message.id: message for message in overdue}
    sent_at = {message.id: now if _may_come_now(message, quiet, now) else awake_at for message in newest.values()}
    missed = [message for message in newest.values() if has_expired(message, sent_at[message.id], late_limit)]
    late = [message for message in newest.values() if message not in missed]
    outbound = [cancel_message(message, now) for message in overdue if message not in newest.values()]
    # One that was rewritten earlier, and could not leave or may not have left since, makes way for a newer occurrence.
    outbound += [
        cancel_message(message, now)
        for message in person_context.outbound
        if (message.state is OutboundState.WAITING or message.outcome_unknown)
        and message.says_due
        and message.reminder_id in newest
        and message.due_at < newest[message.reminder_id].due_at
    ]
    outbound += [
        replace(
            message,
            body=renderer.late(message, person, sent_at[message.id]),
            says_due=True,
            scheduled_for=None,
            next_attempt_at=sent_at[message.id],
        )
        for message in late
    ]
    outbound += [after_missed(message) for message in missed]
    for is_unsure in (False, True):  # of some, the answer was lost: they may have come
        named = [message for message in missed if message.outcome_unknown is is_unsure]
        if named:
            outbound.append(_report(named, person, renderer, now, awake_at))
    return Changes(person=person, reply=None, intent="", outbound=tuple(outbound))


def _may_come_now(message: OutboundMessage, quiet: QuietHours | None, now: datetime) -> bool:
    return quiet is None or now - message.due_at <= LATE_IN_QUIET_HOURS or quiet.around(message.due_at) is not None


def _report(
    missed: list[OutboundMessage], person: Person, renderer: MessageRenderer, now: datetime, at: datetime
) -> OutboundMessage:
    """One message at ``at`` that names all missed reminders.

    It has the kind of a reminder, so that the person hears of it if the report itself fails.
    """
    body = renderer.missed(missed, person, at)
    report = message_for(None, person, at, body=body, now=now, id_=report_id(missed[0].id))
    return replace(report, kind=OutboundKind.REMINDER, says_due=True)


def report_id(outbound_id: UUID) -> UUID:
    """Derived from the first missed message's id, so that the same reminders are reported only once."""
    return uuid5(outbound_id, "missed")
