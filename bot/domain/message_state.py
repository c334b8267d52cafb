"""What may follow which state, and which text goes where and when. Pure: ``now``, ids and jitter are passed in.

An outbound text (one occurrence of a reminder, or a reply) is first WAITING with the bot. The courier asks ``begin``
what is due, calls the provider as ``next_call`` says, and puts what came of it through ``after_*``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from bot.domain.errors import (
    NotCancellableError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Receipt, Window

S = OutboundState

# The state machine, drawn in docs/architecture.md; a test holds the two together.
MAY_FOLLOW: Mapping[OutboundState, frozenset[OutboundState]] = {
    S.WAITING: frozenset({S.HANDING_OVER, S.CANCELLED, S.FAILED}),
    S.HANDING_OVER: frozenset(
        {S.WAITING, S.SCHEDULED, S.CANCELLING, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED}
    ),
    S.SCHEDULED: frozenset({S.CANCELLING, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED}),
    S.CANCELLING: frozenset({S.CANCELLED, S.SCHEDULED, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED}),
    S.SENT: frozenset({S.DELIVERED, S.UNDELIVERED, S.FAILED}),
    S.DELIVERED: frozenset(),
    S.UNDELIVERED: frozenset(),
    S.FAILED: frozenset(),
    S.CANCELLED: frozenset(),
}

# States in which a text has not left: it can still be taken back.
PENDING = frozenset({S.WAITING, S.HANDING_OVER, S.SCHEDULED})
NOT_DELIVERED = frozenset({S.UNDELIVERED, S.FAILED})
# States in which the provider will do nothing more with a message.
FINISHED = frozenset({S.SENT, S.DELIVERED, S.CANCELLED}) | NOT_DELIVERED

LEASE = timedelta(seconds=60)  # longer than any call to a provider may take
FIND_AGAIN_FOR = timedelta(seconds=30)  # a provider's list may lag behind its answer
ALIKE_AGAIN_AFTER = timedelta(seconds=1)
POLL_AFTER = timedelta(minutes=10)  # no receipt by then: ask what became of it
POLL_UNTIL = timedelta(hours=24)
FEWEST_CANCELS = 10  # in ten minutes: a bot that was down for days asks more than once what became of a text
SECOND_TRY_AFTER = timedelta(minutes=10)  # a phone that is off, a carrier in trouble
SAY_DUE_AFTER = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(hours=24)  # past its time a text is no longer tried
SETUP_RETRY_SECONDS = 60.0  # the operator has to mend something


class Call(Enum):
    """What the provider is to be asked next about a text."""

    NONE = "none"
    SCHEDULE = "schedule"
    SEND = "send"
    FIND = "find"
    CANCEL = "cancel"
    FETCH = "fetch"


def begin(
    text: OutboundMessage, window: Window, now: datetime, late_limit: timedelta = GIVE_UP_AFTER
) -> OutboundMessage:
    """The text as it must be committed before the provider is called, or with the moment to look at it again.

    A WAITING text nearer than the window opens is kept until its time and then sent; a farther one is kept until it
    lies comfortably inside; one that is later than ``late_limit`` is given up. What comes back HANDING_OVER is to be
    called for at once, under a lease: a text still HANDING_OVER when its lease has run out lost its answer in a crash.
    """
    if text.state is S.WAITING:
        return _begin_waiting(text, window, now, late_limit)
    if text.state is S.HANDING_OVER:
        return replace(text, outcome_unknown=True, next_attempt_at=now + LEASE)
    if text.state is S.CANCELLING:
        is_unknown = text.outcome_unknown or text.provider_message_id is None
        return replace(text, outcome_unknown=is_unknown, next_attempt_at=now + LEASE)
    if text.state is S.SCHEDULED and now < text.due_at + POLL_UNTIL:
        return replace(text, next_attempt_at=now + LEASE)
    return replace(text, next_attempt_at=None)


def leased(text: OutboundMessage, now: datetime) -> OutboundMessage:
    """The text as it is, not to be looked at while its call is under way."""
    return replace(text, next_attempt_at=now + LEASE)


def _begin_waiting(text: OutboundMessage, window: Window, now: datetime, late_limit: timedelta) -> OutboundMessage:
    ahead_seconds = (text.due_at - now).total_seconds()
    if is_late(text, now):
        return leased(text, now)  # its words are made anew first
    if now - text.due_at > late_limit:
        return replace(text, state=S.FAILED, next_attempt_at=None, failure=text.failure or "too late to send")
    if 0 < ahead_seconds < window.earliest_seconds or (ahead_seconds > 0 and text.kind is OutboundKind.REPLY):
        return replace(text, next_attempt_at=text.due_at)
    if ahead_seconds > window.latest_seconds:
        return replace(text, next_attempt_at=text.due_at - timedelta(seconds=window.schedule_ahead_seconds))
    return replace(
        text,
        state=S.HANDING_OVER,
        scheduled_for=text.due_at if ahead_seconds > 0 else None,
        handed_over_at=now,
        outcome_unknown=False,
        attempts=text.attempts + 1,
        next_attempt_at=now + LEASE,
    )


def is_late(text: OutboundMessage, now: datetime) -> bool:
    """Whether a reminder that the bot still keeps is so late that it must say when it was due."""
    is_unsaid = text.kind is OutboundKind.REMINDER and not text.says_due
    return text.state is S.WAITING and is_unsaid and now - text.due_at > SAY_DUE_AFTER


def deserves_second_try(text: OutboundMessage, now: datetime, late_limit: timedelta) -> bool:
    """Whether a text that did not arrive, for a reason that may have passed, is worth another.

    Only a reminder, only once, and only while it is not older than ``late_limit``.
    """
    is_lost = text.state in (S.UNDELIVERED, S.FAILED)
    return is_lost and text.kind is OutboundKind.REMINDER and not text.is_second_try and now < text.due_at + late_limit


def second_try(text: OutboundMessage, id_: UUID, now: datetime) -> OutboundMessage:
    """``text`` once more, as a text of its own, in a while."""
    return replace(
        text,
        id=id_,
        state=S.WAITING,
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


def missed(text: OutboundMessage) -> OutboundMessage:
    """The text is so late that it is not sent any more; the person is told with others."""
    return replace(_moved(text, S.FAILED, "too late to send"), failure_reported=True)


def next_call(text: OutboundMessage, *, supports_idempotency_keys: bool) -> Call:
    """What to ask the provider about a text that ``begin`` has just prepared.

    After a lost answer a provider with idempotency keys is asked the same again; any other is searched first. So a
    text that is to be cancelled before its id is known is found first too, and only then cancelled.
    """
    hand_over = Call.SEND if text.scheduled_for is None else Call.SCHEDULE
    if text.state is S.HANDING_OVER:
        return Call.FIND if text.outcome_unknown and not supports_idempotency_keys else hand_over
    if text.state is S.CANCELLING:
        if text.provider_message_id is not None:
            return Call.CANCEL
        return hand_over if supports_idempotency_keys else Call.FIND
    if text.state is S.SCHEDULED and text.next_attempt_at is not None:
        return Call.FETCH
    return Call.NONE


def after_accepted(text: OutboundMessage, provider_message_id: str, now: datetime) -> OutboundMessage:
    """The provider holds the text (or has sent it). One cancelled meanwhile is to be taken back now."""
    text = replace(text, provider_message_id=provider_message_id, outcome_unknown=False)
    if text.state is S.CANCELLING and text.scheduled_for is not None:
        return replace(text, next_attempt_at=now)
    if text.state not in (S.HANDING_OVER, S.CANCELLING):
        return text  # a receipt was faster than the answer
    if text.scheduled_for is None:
        return replace(text, state=S.SENT, next_attempt_at=None, failure=None)
    return replace(text, state=S.SCHEDULED, next_attempt_at=text.due_at + POLL_AFTER, failure=None)


def after_not_found(text: OutboundMessage, now: datetime) -> OutboundMessage:
    """After a lost answer the provider does not hold the text: look again for a while, then it never got there.

    Where the clock has been set back meanwhile the while begins now, or it would be as long as the jump.
    """
    handed_over_at = min(text.handed_over_at or text.created_at, now)
    if now < handed_over_at + FIND_AGAIN_FOR:
        return replace(text, handed_over_at=handed_over_at, next_attempt_at=now + timedelta(seconds=5))
    if text.state is S.CANCELLING:
        return replace(text, state=S.CANCELLED, next_attempt_at=None, outcome_unknown=False)
    return replace(text, state=S.WAITING, next_attempt_at=now, outcome_unknown=False)


def after_identical_in_flight(text: OutboundMessage, call: Call, now: datetime) -> OutboundMessage:
    """The text, looked at again in a moment: one of the same words to the same person is being handed over.

    After a lost answer only one of them at a time can be told by its words in the provider's list.
    """
    text = replace(text, next_attempt_at=now + ALIKE_AGAIN_AFTER)
    if text.state is S.HANDING_OVER and call in (Call.SCHEDULE, Call.SEND):  # it was not called for yet
        return replace(text, state=S.WAITING, attempts=text.attempts - 1)
    return text


def after_cancelled(text: OutboundMessage) -> OutboundMessage:
    """The provider took the text back."""
    return _moved(text, S.CANCELLED)


def after_error(
    text: OutboundMessage, call: Call, error: ProviderError, now: datetime, jitter: float
) -> OutboundMessage:
    """The provider did not do as asked. ``jitter`` is a random number from 0 to 1.

    Nothing is dropped for a temporary reason: the text goes back to WAITING (or stays as it is where the answer was
    lost or a cancel is due) and is tried again.
    """
    text = replace(text, failure=str(error))
    again_at = now + timedelta(seconds=retry_delay_seconds(text.attempts, error, jitter))
    if call is Call.CANCEL:
        return _after_failed_cancel(text, error, now, again_at)
    if call in (Call.FIND, Call.FETCH):
        return replace(text, next_attempt_at=again_at, attempts=text.attempts + 1)
    # a repeated call that is refused for now says nothing about the earlier one, whose answer was lost
    still_unknown = text.outcome_unknown and not isinstance(error, PermanentProviderError)
    if isinstance(error, OutcomeUnknownError) or still_unknown:
        return replace(text, outcome_unknown=True, next_attempt_at=again_at, attempts=text.attempts + 1)
    if text.state is S.CANCELLING:  # it never got there
        return replace(text, state=S.CANCELLED, next_attempt_at=None, outcome_unknown=False)
    if isinstance(error, OutOfWindowError):
        # The provider's window is narrower than ours just now: keep the text and send it at its time.
        return replace(text, state=S.WAITING, next_attempt_at=max(text.due_at, now), outcome_unknown=False)
    if isinstance(error, PermanentProviderError):
        return replace(text, state=S.FAILED, next_attempt_at=None, outcome_unknown=False)
    return replace(text, state=S.WAITING, next_attempt_at=again_at, outcome_unknown=False)


def _after_failed_cancel(
    text: OutboundMessage, error: ProviderError, now: datetime, again_at: datetime
) -> OutboundMessage:
    if isinstance(error, NotCancellableError):
        return _moved(text, S.CANCELLED)  # the provider does not know it: nothing is left to be sent
    if now > text.due_at + POLL_UNTIL and text.attempts >= FEWEST_CANCELS:
        return replace(text, state=S.FAILED, next_attempt_at=None)
    return replace(text, next_attempt_at=again_at, attempts=text.attempts + 1)


def after_refused_cancel(text: OutboundMessage, receipt: Receipt) -> OutboundMessage:
    """Too late to cancel; ``receipt`` is what the provider said when asked where the text stands.

    Without a state it is still there and will go out: say so rather than call it cancelled.
    """
    if receipt.state is None:
        return replace(text, state=S.SCHEDULED, next_attempt_at=text.due_at + POLL_AFTER)
    return after_receipt(text, receipt)


def after_receipt(text: OutboundMessage, receipt: Receipt) -> OutboundMessage:
    """A status that the provider reported. It moves forward only; late, doubled and unknown ones change nothing."""
    if text.provider_message_id is None:
        text = replace(text, provider_message_id=receipt.provider_message_id, outcome_unknown=False)
    if receipt.state is None or receipt.state not in MAY_FOLLOW[text.state]:
        return text
    return _moved(text, receipt.state, receipt.failure)


def after_poll(text: OutboundMessage, receipt: Receipt, now: datetime) -> OutboundMessage:
    """What the provider answered when asked; asked again in an hour while it does not know yet."""
    settled = after_receipt(text, receipt)
    return settled if settled.state is not text.state else replace(text, next_attempt_at=now + timedelta(hours=1))


def refused_for_opt_out(text: OutboundMessage) -> OutboundMessage:
    """The provider refused it because the person has opted out: it is taken back, not failed."""
    return _moved(text, S.CANCELLED, "opted out")


def withdraw(text: OutboundMessage, now: datetime) -> OutboundMessage:
    """The person no longer wants the text: drop it here, or have the courier take it back at the provider."""
    text = replace(text, replaces=())
    if text.state is S.WAITING:
        return _moved(text, S.CANCELLED)
    if text.state is S.SCHEDULED:
        return replace(text, state=S.CANCELLING, next_attempt_at=now, attempts=0)
    if text.state is S.HANDING_OVER:
        # Its call is in flight: the answer, or the end of the lease, continues it as CANCELLING.
        return replace(text, state=S.CANCELLING)
    return text


def is_safe(text: OutboundMessage) -> bool:
    """Whether the text will come or has come: it is kept here, lies with the provider, or has left."""
    return text.state in (S.WAITING, S.SCHEDULED, S.SENT, S.DELIVERED, S.UNDELIVERED)


def is_on_its_way(text: OutboundMessage, window: Window, now: datetime) -> bool:
    """Whether a pending text can no longer be taken back: being sent now, or inside the provider's cancel limit."""
    if text.state is S.HANDING_OVER and text.scheduled_for is None:
        return True
    return text.state is S.SCHEDULED and (text.due_at - now).total_seconds() < window.cancel_seconds


def retry_delay_seconds(attempts: int, error: ProviderError, jitter: float) -> float:
    """Seconds until the next try: what the provider asked for, else 1, 2, 4 ... up to 300, spread by a fifth."""
    if isinstance(error, TemporaryProviderError) and error.retry_after_seconds is not None:
        return min(3600.0, max(0.0, error.retry_after_seconds)) + jitter
    if isinstance(error, ProviderSetupError):
        return SETUP_RETRY_SECONDS * (0.9 + 0.2 * jitter)
    return float(min(300.0, 2.0 ** min(max(attempts - 1, 0), 9)) * (0.9 + 0.2 * jitter))


def _moved(text: OutboundMessage, state: OutboundState, failure: str | None = None) -> OutboundMessage:
    return replace(text, state=state, next_attempt_at=None, outcome_unknown=False, failure=failure)
