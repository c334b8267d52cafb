"""A reminder that was not delivered is sent once more: after a transient failure the same way, else another. Pure."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.domain.message_state import TOO_LATE
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, ProviderName
from bot.domain.records import record, replace

SECOND_TRY_AFTER = timedelta(minutes=10)  # time for a phone to be switched on, or for the carrier to recover


@record
class FallbackProvider:
    """The provider that sends what the others could not, and the bot's number there."""

    name: ProviderName
    number: str


def deserves_second_try(message: OutboundMessage, now: datetime, late_limit: timedelta) -> bool:
    """Whether an undelivered message is sent again: only a reminder, only once, and not after ``late_limit``."""
    return _is_lost_reminder(message, now, late_limit) and not message.is_second_try


def deserves_fallback(
    message: OutboundMessage, fallback: FallbackProvider | None, now: datetime, late_limit: timedelta
) -> bool:
    """Whether an undelivered message is sent by the fallback provider, which is asked once.

    It serves phone numbers, not other addresses. A message that never left, because it was too late for it, stays.
    """
    if fallback is None or message.provider is fallback.name or not message.to_number.startswith("+"):
        return False
    return _is_lost_reminder(message, now, late_limit) and not (message.failure or "").startswith(TOO_LATE)


def _is_lost_reminder(message: OutboundMessage, now: datetime, late_limit: timedelta) -> bool:
    is_lost = message.state in (OutboundState.UNDELIVERED, OutboundState.FAILED)
    return is_lost and message.kind is OutboundKind.REMINDER and now < message.due_at + late_limit


def second_try(message: OutboundMessage, now: datetime) -> OutboundMessage:
    """The same words as a new message, due in ``SECOND_TRY_AFTER``."""
    return _again(message, second_try_id(message.id), now, now + SECOND_TRY_AFTER)


def by_fallback(message: OutboundMessage, fallback: FallbackProvider, now: datetime) -> OutboundMessage:
    """The same words as a new message of the fallback provider, due now."""
    again = _again(message, uuid5(message.id, "fallback"), now, now)
    return replace(again, provider=fallback.name, from_number=fallback.number)


def _again(message: OutboundMessage, id_: UUID, now: datetime, at: datetime) -> OutboundMessage:
    return replace(
        message,
        id=id_,
        state=OutboundState.WAITING,
        next_attempt_at=at,
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
