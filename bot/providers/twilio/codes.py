"""What Twilio's error codes and message statuses mean to the bot.

Error codes: https://www.twilio.com/docs/api/errors. The reasons are ours: Twilio's own sentences quote numbers.
"""

from collections.abc import Mapping

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import FailureCause, OutboundState

ERRORS: Mapping[int, tuple[type[ProviderError], str]] = {
    20003: (ProviderSetupError, "account SID or auth token refused"),
    20005: (ProviderSetupError, "the account is not active"),
    20403: (ProviderSetupError, "the account may not do this"),
    20404: (PermanentProviderError, "no such message"),
    20429: (TemporaryProviderError, "too many requests"),
    21211: (PermanentProviderError, "the number to send to is not valid"),
    21212: (ProviderSetupError, "the number to send from is not valid"),
    21408: (PermanentProviderError, "sending to this region is not enabled"),
    21602: (PermanentProviderError, "the text is empty"),
    21606: (ProviderSetupError, "the number to send from cannot send texts"),
    21609: (ProviderSetupError, "the status callback address is not valid"),
    21610: (OptedOutError, "the person has opted out"),
    21611: (TemporaryProviderError, "the queue of the number is full"),
    21612: (PermanentProviderError, "no route between the two numbers"),
    21614: (PermanentProviderError, "not a mobile number"),
    21617: (PermanentProviderError, "the text is too long"),
    21701: (ProviderSetupError, "the messaging service does not exist"),
    21703: (ProviderSetupError, "the messaging service has no number"),
    21704: (ProviderSetupError, "the messaging service has no number for this text"),
    21705: (ProviderSetupError, "the messaging service SID is not valid"),
    30001: (TemporaryProviderError, "the queue is full"),
    30002: (ProviderSetupError, "the account is suspended"),
    30409: (NotCancellableError, "the message is no longer scheduled"),
    35111: (OutOfWindowError, "the send time is missing"),
    35114: (OutOfWindowError, "the send time is outside the scheduling window"),
    35115: (OutOfWindowError, "the send time is too near"),
    35117: (OutOfWindowError, "the send time is not valid"),
    35118: (ProviderSetupError, "scheduling needs a messaging service"),
    35125: (TemporaryProviderError, "too many messages are scheduled"),
    35126: (PermanentProviderError, "this channel cannot be scheduled"),
}

STATES: Mapping[str, OutboundState | None] = {
    "accepted": None,
    "queued": None,
    "scheduled": None,
    "sending": None,
    "sent": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "read": OutboundState.DELIVERED,
    "partially_delivered": OutboundState.DELIVERED,
    "undelivered": OutboundState.UNDELIVERED,
    "failed": OutboundState.FAILED,
    "canceled": OutboundState.CANCELLED,
}

# Of a text that was taken and did not arrive.
CAUSES: Mapping[str, FailureCause] = {
    "21610": FailureCause.OPTED_OUT,
    "30001": FailureCause.TRANSIENT,  # the queue was full
    "30003": FailureCause.TRANSIENT,  # the phone is off or out of reach
    "30008": FailureCause.TRANSIENT,  # unknown
    "30410": FailureCause.TRANSIENT,  # the carrier did not answer in time
}

FAILURES = frozenset({OutboundState.UNDELIVERED, OutboundState.FAILED})


def refusal(http_status: int, code: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The error for a 4xx answer. ``code`` is the answer's own, anything where it had none."""
    known = ERRORS.get(code) if isinstance(code, int) else None
    shown = str(code) if isinstance(code, int) else f"http {http_status}"
    kind, reason = known or _by_status(http_status)
    if issubclass(kind, TemporaryProviderError):
        return kind(shown, reason, retry_after_seconds=wait_seconds)
    return kind(shown, reason)


def _by_status(http_status: int) -> tuple[type[ProviderError], str]:
    if http_status == 429:
        return ERRORS[20429]
    if http_status in (401, 403):
        return ERRORS[20003]
    return PermanentProviderError, "refused"
