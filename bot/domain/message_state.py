"""The state machine of an outbound message. Pure: the time and the jitter are passed in.

A message starts out WAITING. The worker claims it (``claim``), makes the call that ``next_call`` names, and records
the outcome with one of the ``after_*`` functions.
"""

from datetime import datetime, timedelta
from enum import Enum

from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
)
from bot.domain.message_transitions import TRANSITIONS
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState
from bot.domain.receipts import Receipt
from bot.domain.records import replace
from bot.domain.retry_delays import retry_at
from bot.domain.window import Window

S = OutboundState

LEASE = timedelta(seconds=60)  # longer than the time-out of any call to a provider
# The provider may take a message until the call is over, and may need half a minute to show it in its list.
FIND_FOR = LEASE + timedelta(seconds=30)
FIND_INTERVAL = timedelta(seconds=5)
POLL_AFTER = timedelta(minutes=10)  # no receipt by then: it may be lost, so ask the provider
POLL_INTERVAL = timedelta(hours=1)
POLL_UNTIL = timedelta(hours=24)
CANCEL_UNTIL = timedelta(days=4)  # outlasts an outage over a long weekend; then nobody will know what came of it
MIN_CALLS = 10  # takes ten minutes; a bot that was down past POLL_UNTIL still polls and cancels this often
OVERDUE_AFTER = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(hours=24)
ANSWER_EXPIRES_AFTER = timedelta(minutes=10)  # an answer that comes later than this confuses more than it helps
TOO_LATE = "too late to send"


class Call(Enum):
    """The next call to the provider about a message."""

    NONE = "none"
    SCHEDULE = "schedule"
    SEND = "send"
    FIND = "find"
    CANCEL = "cancel"
    FETCH = "fetch"


def claim(
    message: OutboundMessage,
    window: Window,
    now: datetime,
    late_limit: timedelta = GIVE_UP_AFTER,
    *,
    supports_idempotency_keys: bool = False,
) -> OutboundMessage:
    """The message as it must be committed before its provider is called; or, if it is too early, when to look again.

    A claimed message is leased: ``next_attempt_at`` is the end of the lease. A message whose lease has ended while it
    was HANDING_OVER lost the provider's answer, in a crash for example, so its outcome is unknown.
    """
    if message.state is S.WAITING:
        return _claim_waiting(message, window, now, late_limit)
    if message.state is S.HANDING_OVER and message.provider_message_id is not None:  # a receipt overtook a lost answer
        return after_accepted(message, message.provider_message_id, now)
    if message.state is S.HANDING_OVER:
        message = replace(message, outcome_unknown=True, next_attempt_at=now + LEASE)
        # Without keys the message is searched, which sends nothing, however late it is.
        if not supports_idempotency_keys or is_overdue(message, now, supports_idempotency_keys=True):
            return message
        return after_expiry(message) if has_expired(message, now, late_limit) else message
    if message.state is S.CANCELLING:
        if supports_idempotency_keys and message.scheduled_for is None and message.provider_message_id is None:
            return after_lost_cancel(message)  # it has left, or never will: to repeat the call would send it
        is_unknown = message.outcome_unknown or message.provider_message_id is None
        return replace(message, outcome_unknown=is_unknown, next_attempt_at=now + LEASE)
    return replace(message, next_attempt_at=now + LEASE if message.state is S.SCHEDULED else None)


def renew_lease(message: OutboundMessage, now: datetime) -> OutboundMessage:
    return replace(message, next_attempt_at=now + LEASE)


def _claim_waiting(message: OutboundMessage, window: Window, now: datetime, late_limit: timedelta) -> OutboundMessage:
    """Hand over a message inside the provider's window; keep one that is too near or too far for it.

    A reply that is held back is never scheduled: it is sent as soon as its words are final.
    """
    ahead_seconds = (message.due_at - now).total_seconds()
    if is_overdue(message, now):
        return renew_lease(message, now)  # the follow-up first rewrites it to say when it was due
    if has_expired(message, now, late_limit):
        return after_expiry(message)
    if 0 < ahead_seconds < window.earliest_seconds or (ahead_seconds > 0 and message.kind is OutboundKind.REPLY):
        return replace(message, next_attempt_at=message.due_at)
    if ahead_seconds > window.latest_seconds:
        return replace(message, next_attempt_at=message.due_at - timedelta(seconds=window.schedule_ahead_seconds))
    return replace(
        message,
        state=S.HANDING_OVER,
        scheduled_for=message.due_at if ahead_seconds > 0 else None,
        handed_over_at=now,
        outcome_unknown=False,
        attempts=message.attempts + 1,
        next_attempt_at=now + LEASE,
    )


def is_overdue(message: OutboundMessage, now: datetime, *, supports_idempotency_keys: bool = False) -> bool:
    """Whether a reminder is still here so long after its time that it must say when it was due.

    After a lost answer, the words may change only if the provider has idempotency keys: it refuses the key with other
    words if it has accepted the message (``AlreadyAcceptedError``). Other providers are searched for the old words.
    """
    is_silent = message.kind is OutboundKind.REMINDER and not message.says_due
    may_change = message.state is S.WAITING or (
        supports_idempotency_keys and message.state is S.HANDING_OVER and message.outcome_unknown
    )
    return may_change and is_silent and now - message.due_at > OVERDUE_AFTER


def has_expired(message: OutboundMessage, now: datetime, late_limit: timedelta) -> bool:
    """Whether it is too late to send a message that has not left. An answer to a text expires after minutes."""
    limit = min(late_limit, ANSWER_EXPIRES_AFTER) if message.kind is OutboundKind.REPLY else late_limit
    return now - message.due_at > limit


def after_expiry(message: OutboundMessage) -> OutboundMessage:
    """The message is given up. The reason is why it did not leave in time, if there is one.

    If the answer of a call was lost, it may have left all the same.
    """
    reason = TOO_LATE if message.failure in (None, TOO_LATE) else f"{TOO_LATE}; {message.failure}"
    return replace(_enter(message, S.FAILED, reason), outcome_unknown=message.outcome_unknown)


def after_missed(message: OutboundMessage) -> OutboundMessage:
    """As ``after_expiry``, but it counts as reported, because another message names it."""
    return replace(after_expiry(message), failure_reported=True)


def next_call(message: OutboundMessage, *, supports_idempotency_keys: bool) -> Call:
    """The call to make for a message that was just claimed.

    After a lost answer, a provider with idempotency keys gets the same request again; any other is searched first. A
    message to cancel whose provider id is unknown is found the same way before it can be cancelled.
    """
    hand_over = Call.SEND if message.scheduled_for is None else Call.SCHEDULE
    if message.state is S.HANDING_OVER:
        return Call.FIND if message.outcome_unknown and not supports_idempotency_keys else hand_over
    if message.state is S.CANCELLING:
        if message.provider_message_id is not None:
            return Call.CANCEL
        return hand_over if supports_idempotency_keys else Call.FIND
    if message.state is S.SCHEDULED and message.next_attempt_at is not None:
        return Call.FETCH
    return Call.NONE


def after_accepted(message: OutboundMessage, provider_message_id: str, now: datetime) -> OutboundMessage:
    """The provider has scheduled or sent the message. If it was cancelled meanwhile, it is due for the cancel call."""
    message = replace(message, provider_message_id=provider_message_id, outcome_unknown=False)
    if message.state is S.CANCELLING and message.scheduled_for is not None:
        return replace(message, next_attempt_at=now)
    if message.state not in (S.HANDING_OVER, S.CANCELLING):
        return message  # a receipt overtook the answer
    if message.scheduled_for is None:
        return replace(message, state=S.SENT, next_attempt_at=None, failure=None)
    return replace(message, state=S.SCHEDULED, next_attempt_at=message.due_at + POLL_AFTER, failure=None)


def after_not_found(message: OutboundMessage, now: datetime) -> OutboundMessage:
    """A search did not find the message. Search again for ``FIND_FOR``, then conclude that it never arrived there.

    If the clock was set back since the hand-over, ``FIND_FOR`` starts now; otherwise it would last as long as the jump.
    """
    handed_over_at = min(message.handed_over_at or message.created_at, now)
    if now < handed_over_at + FIND_FOR:
        return replace(message, handed_over_at=handed_over_at, next_attempt_at=now + FIND_INTERVAL)
    if message.state is S.CANCELLING:
        return replace(message, state=S.CANCELLED, next_attempt_at=None, outcome_unknown=False)
    return replace(message, state=S.WAITING, next_attempt_at=now, outcome_unknown=False)


def after_cancelled(message: OutboundMessage) -> OutboundMessage:
    return _enter(message, S.CANCELLED)


def after_lost_cancel(message: OutboundMessage) -> OutboundMessage:
    """Nobody can say whether the message was cancelled in time. It counts as reported, because a notice says so."""
    failure = message.failure or "not known whether it was cancelled in time"
    return replace(_enter(message, S.FAILED, failure), outcome_unknown=True, failure_reported=True)


def after_vanished(message: OutboundMessage, now: datetime) -> OutboundMessage:
    """The provider cannot cancel the message and does not show it: an earlier cancel succeeded, or it has left."""
    return after_cancelled(message) if now < message.due_at else after_lost_cancel(message)


def after_error(
    message: OutboundMessage,
    call: Call,
    error: ProviderError,
    now: datetime,
    jitter: float,
    *,
    late_limit: timedelta = GIVE_UP_AFTER,
) -> OutboundMessage:
    """The call failed. ``jitter`` is a random number from 0 to 1.

    After a temporary error the message is tried again: it returns to WAITING, or keeps its state if the answer was
    lost or it is being cancelled.
    """
    if message.state not in (S.HANDING_OVER, S.CANCELLING, S.SCHEDULED):
        return message  # a receipt overtook the answer
    message = replace(message, failure=str(error))
    again_at = retry_at(message, error, now, jitter)
    if call is Call.CANCEL and isinstance(error, NotCancellableError):
        return _enter(message, S.CANCELLED)  # the provider does not know it, so it will not send it
    if call is Call.FETCH and message.state is S.SCHEDULED:
        return _after_failed_poll(message, now, again_at)
    if message.state is S.CANCELLING and now > message.due_at + CANCEL_UNTIL and message.attempts >= MIN_CALLS:
        return after_lost_cancel(message)
    if isinstance(error, AlreadyAcceptedError):
        return _enter(message, S.SENT)  # its receipts carry our id
    if call is Call.FIND and message.state is S.HANDING_OVER and has_expired(message, now, late_limit):
        return after_expiry(message)
    if call in (Call.CANCEL, Call.FIND, Call.FETCH):
        return replace(message, next_attempt_at=again_at, attempts=message.attempts + 1)
    # The earlier call whose answer was lost may have succeeded, even if this repetition is rejected for now.
    still_unknown = message.outcome_unknown and not isinstance(error, PermanentProviderError)
    if isinstance(error, OutcomeUnknownError) or still_unknown:
        return replace(message, outcome_unknown=True, next_attempt_at=again_at, attempts=message.attempts + 1)
    if message.state is S.CANCELLING:  # it never reached the provider, so nothing is left to cancel
        return replace(message, state=S.CANCELLED, next_attempt_at=None, outcome_unknown=False)
    if isinstance(error, OutOfWindowError) and message.scheduled_for is not None:
        # The provider's window is narrower than configured: keep the message and send it at its time.
        return replace(message, state=S.WAITING, next_attempt_at=max(message.due_at, now), outcome_unknown=False)
    if isinstance(error, PermanentProviderError) and not isinstance(error, OutOfWindowError):
        return replace(message, state=S.FAILED, next_attempt_at=None, outcome_unknown=False)
    return replace(message, state=S.WAITING, next_attempt_at=again_at, outcome_unknown=False)


def _after_failed_poll(message: OutboundMessage, now: datetime, again_at: datetime) -> OutboundMessage:
    """Give up only after several tries. The provider agreed to send the message, and nothing says that it did not."""
    if now < message.due_at + POLL_UNTIL or message.attempts < MIN_CALLS:
        return replace(message, next_attempt_at=again_at, attempts=message.attempts + 1)
    return _enter(message, S.SENT, f"no report; {message.failure}")


def after_refused_cancel(message: OutboundMessage, receipt: Receipt) -> OutboundMessage:
    """It is too late to cancel. ``receipt`` is the status instead; without a state, the message is still to be sent."""
    if receipt.state is None:
        return replace(message, state=S.SCHEDULED, next_attempt_at=message.due_at + POLL_AFTER)
    return after_receipt(message, receipt)


def after_receipt(message: OutboundMessage, receipt: Receipt) -> OutboundMessage:
    """Apply a status reported by the provider.

    Only a forward transition counts: receipts arrive late, twice and out of order.
    """
    if message.state is S.FAILED and message.outcome_unknown and receipt.state in (S.SENT, S.DELIVERED):
        return replace(message, outcome_unknown=False, failure_reported=True)  # it came: there is no failure to report
    if message.provider_message_id is None:
        message = replace(message, provider_message_id=receipt.provider_message_id, outcome_unknown=False)
    if receipt.state is None or receipt.state not in TRANSITIONS[message.state]:
        return message
    return _enter(message, receipt.state, receipt.failure)


def after_poll(message: OutboundMessage, receipt: Receipt, now: datetime) -> OutboundMessage:
    """Apply a status that the bot asked for; poll again later if it is no news."""
    polled = after_receipt(message, receipt)
    if polled.state is not message.state:
        return polled
    if now >= message.due_at + POLL_UNTIL:
        return _enter(message, S.FAILED, "the provider has not sent it")
    return replace(message, next_attempt_at=now + POLL_INTERVAL)


def after_opted_out(message: OutboundMessage, failure: str) -> OutboundMessage:
    """The provider refused the message because the person has opted out: cancelled, not failed."""
    return _enter(message, S.CANCELLED, failure)


def cancel_message(message: OutboundMessage, now: datetime) -> OutboundMessage:
    """Cancel a message: at once if the bot still keeps it, otherwise by a call to the provider, which is due now."""
    message = replace(message, replaces=())
    if message.state is S.WAITING:
        return _enter(message, S.CANCELLED)
    if message.state is S.SCHEDULED:
        return replace(message, state=S.CANCELLING, next_attempt_at=now, attempts=0)
    if message.state is S.HANDING_OVER:
        # Its call is in flight. The answer, or the end of the lease, leads to the cancel call.
        return replace(message, state=S.CANCELLING)
    return message


def is_safe(message: OutboundMessage) -> bool:
    """Whether the message will be sent or was: the bot keeps it, the provider has scheduled it, or it has left."""
    return message.state in (S.WAITING, S.SCHEDULED, S.SENT, S.DELIVERED, S.UNDELIVERED)


def is_too_late_to_cancel(message: OutboundMessage, window: Window, now: datetime) -> bool:
    """Whether a pending message is being sent right now or is due within the provider's cancel limit."""
    if message.state is S.HANDING_OVER and message.scheduled_for is None:
        return True
    return message.state is S.SCHEDULED and (message.due_at - now).total_seconds() < window.cancel_seconds


def _enter(message: OutboundMessage, state: OutboundState, failure: str | None = None) -> OutboundMessage:
    return replace(message, state=state, next_attempt_at=None, outcome_unknown=False, failure=failure)
