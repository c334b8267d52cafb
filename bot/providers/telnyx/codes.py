"""What Telnyx's error codes and message statuses mean to the bot.

Error codes: https://developers.telnyx.com/development/api-fundamentals/api-errors. The reasons are ours: Telnyx's
sentences may quote numbers.
"""

from collections.abc import Iterable, Mapping

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import FailureCause, OutboundState

ERRORS: Mapping[str, tuple[type[ProviderError], str]] = {
    "10007": (ProviderSetupError, "not allowed to this API key"),
    "10009": (ProviderSetupError, "API key refused"),
    "10010": (ProviderSetupError, "not allowed to this account"),
    "10011": (TemporaryProviderError, "too many requests"),
    "10016": (PermanentProviderError, "the number to send to is not valid"),
    "10036": (TemporaryProviderError, "the first request with this key is still being worked on"),
    "40300": (OptedOutError, "the person has opted out"),
    "40301": (OptedOutError, "the person has blocked the sender"),
    "40302": (PermanentProviderError, "the text is too long"),
    "40303": (PermanentProviderError, "no such message"),
    "40305": (ProviderSetupError, "the number to send from is not valid"),
    "40309": (ProviderSetupError, "sending to this region is not enabled"),
    "40310": (ProviderSetupError, "the number to send to is not accepted"),
    "40312": (ProviderSetupError, "the messaging profile is off"),
    "40316": (PermanentProviderError, "the text is empty"),
    "40318": (TemporaryProviderError, "the queue is full"),
    "40321": (ProviderSetupError, "the number pool is empty"),
    "40329": (ProviderSetupError, "the toll-free number is not verified"),
    "40330": (ProviderSetupError, "the toll-free number is not verified"),
    "40331": (ProviderSetupError, "the toll-free number is not verified"),
    "40333": (ProviderSetupError, "the spend limit is reached"),
}

STATES: Mapping[str, OutboundState | None] = {
    "queued": None,
    "scheduled": None,
    "sending": None,
    "sent": OutboundState.SENT,
    "delivery_unconfirmed": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "delivery_failed": OutboundState.UNDELIVERED,
    "sending_failed": OutboundState.FAILED,
    "expired": OutboundState.FAILED,
    "cancelled": OutboundState.CANCELLED,
}

# Of a text that was taken and did not arrive.
CAUSES: Mapping[str, FailureCause] = {
    "40300": FailureCause.OPTED_OUT,
    "40301": FailureCause.OPTED_OUT,
    "40006": FailureCause.TRANSIENT,  # the carrier is down
    "40008": FailureCause.TRANSIENT,  # could not be delivered just now
    "40318": FailureCause.TRANSIENT,  # the queue was full
}

FAILURES = frozenset({OutboundState.UNDELIVERED, OutboundState.FAILED})


def refusal(http_status: int, body: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The error for a 4xx answer to a create or a fetch. ``body`` is its JSON, anything where it had none."""
    errors = _errors(body)
    code = next((str(error["code"]) for error in errors if "code" in error), f"http {http_status}")
    kind, reason = ERRORS.get(code) or _by_status(http_status) or _by_words(http_status, errors)
    if issubclass(kind, TemporaryProviderError):
        return kind(code, reason, retry_after_seconds=wait_seconds)
    return kind(code, reason)


def refused_cancel(http_status: int, body: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The error for a 4xx answer to a cancel: whatever is not about the key or the rate says "too late"."""
    error = refusal(http_status, body, wait_seconds=wait_seconds)
    about_the_caller = isinstance(error, ProviderSetupError | TemporaryProviderError)
    return (
        error if about_the_caller and http_status not in (403, 404) else NotCancellableError(error.code, error.reason)
    )


def _errors(body: object) -> list[dict[str, object]]:
    listed = body.get("errors") if isinstance(body, dict) else None
    return [error for error in listed if isinstance(error, dict)] if isinstance(listed, list) else []


def _by_status(http_status: int) -> tuple[type[ProviderError], str] | None:
    if http_status in (409, 429):
        return TemporaryProviderError, "to be asked again"
    if http_status in (401, 403):
        return ERRORS["10009"]
    return None


def _by_words(http_status: int, errors: Iterable[dict[str, object]]) -> tuple[type[ProviderError], str]:
    """By what the answer is about: Telnyx documents no code of its own for a bad ``send_at``."""
    words = " ".join(str(error.get(part, "")) for error in errors for part in ("title", "detail", "source")).lower()
    if not words or http_status < 400:
        return ProviderSetupError, "not an answer of Telnyx's: see the API address and any proxy"
    if "send_at" in words:
        return OutOfWindowError, "the send time is not accepted"
    if "idempoten" in words and http_status == 422:
        return OutcomeUnknownError, "our key was used before with other words: an earlier request was carried out"
    return PermanentProviderError, "refused"
