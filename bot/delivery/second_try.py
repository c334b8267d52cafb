"""A reminder that was not delivered for a transient reason is sent once more. Pure."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.domain.model import OutboundKind, OutboundMessage, OutboundState
from bot.domain.records import replace

SECOND_TRY_AFTER = timedelta(minutes=10)  # time for a phone to be switched on, or for the carrier to recover


def deserves_second_try(message: OutboundMessage, now: datetime, late_limit: timedelta) -> bool:
    """Whether an undelivered message is sent again: only a reminder, only once, and not after ``late_limit``."""
    is_lost = message.state in (OutboundState.UNDELIVERED, OutboundState.FAILED)
    is_first_try = message.kind is OutboundKind.REMINDER and not message.is_second_try
    return is_lost and is_first_try and now < message.due_at + late_limit


def second_try(message: OutboundMessage, now: datetime) -> OutboundMessage:
    """The same words as a new message, due in ``SECOND_TRY_AFTER``."""
    return replace(
        message,
        id=second_try_id(message.id),
        state=OutboundState.WAITING,
        next_attempt_at=now + SECOND_TRY_AFTER,
        created_at=now,
        attempts=0,
        provider_message_id=None,
        scheduled_for=None,
        handed_over_at=None,
        outcome_unknown=False,
        failure=None,
        failure_reported=False,
        is_second_try=True,
    )


def second_try_id(outbound_id: UUID) -> UUID:
    """Derived from the first try's id, so that a repeated failure receipt cannot cause another one."""
    return uuid5(outbound_id, "second try")
