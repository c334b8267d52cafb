"""What Telnyx's error codes and message statuses mean to the bot.

Error codes: https://developers.telnyx.com/development/api-fundamentals/api-errors
The reasons are our own words, because Telnyx's messages may quote phone numbers.
"""

from collections.abc import Iterable, Mapping

from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OptedOutError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    RateLimitedError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundState
from bot.domain.receipts import FailureCause

# A refusal that concerns one recipient, sender or message is permanent; one that would hit every message is set-up.
ERRORS: Mapping[str, tuple[type[ProviderError], str]] = {
    "10007": (ProviderSetupError, "not allowed for this API key"),
    "10009": (ProviderSetupError, "API key refused"),
    "10010": (ProviderSetupError, "not allowed for this account"),
    "10011": (RateLimitedError, "too many requests"),
    "10016": (PermanentProviderError, "the recipient's number is not valid"),
    "10036": (TemporaryProviderError, "the first request with this key is still in progress"),
    "40300": (OptedOutError, "the person has opted out"),
    "40301": (OptedOutError, "the person has blocked the sender"),
    "40302": (PermanentProviderError, "the message is too long"),
    "40303": (PermanentProviderError, "no such message"),
    "40304": (PermanentProviderError, "the message's parts do not go together"),
    "40305": (PermanentProviderError, "the sender's number is not valid"),
    "40306": (ProviderSetupError, "the alphanumeric sender is not set up"),
    "40307": (PermanentProviderError, "the sender cannot text this recipient"),
    "40308": (PermanentProviderError, "the sender's number cannot send pictures"),
    "40309": (PermanentProviderError, "sending to this region is not enabled"),
    "40310": (PermanentProviderError, "the recipient's number is not accepted"),
    "40311": (ProviderSetupError, "the messaging profile is not valid"),
    "40312": (ProviderSetupError, "the messaging profile is disabled"),
    "40314": (ProviderSetupError, "the account is disabled"),
    "40315": (ProviderSetupError, "the sender's number is unhealthy"),
    "40316": (PermanentProviderError, "the message is empty"),
    "40317": (PermanentProviderError, "the pictures are not accepted"),
    "40318": (TemporaryProviderError, "the queue is full"),
    "40319": (PermanentProviderError, "the sender cannot text this recipient"),
    "40320": (TemporaryProviderError, "the sender's number cannot be used for now"),
    "40321": (ProviderSetupError, "the number pool is empty"),
    "40322": (PermanentProviderError, "blocked because of its content"),
    "40328": (PermanentProviderError, "the message has too many parts"),
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

# Why a message that Telnyx accepted did not arrive:
# https://developers.telnyx.com/docs/messaging/messages/error-codes
REASONS: Mapping[str, str] = {
    **{code: reason for code, (_, reason) in ERRORS.items() if code.startswith("403")},
    "40001": "a landline, or a number that cannot be reached",
    "40002": "filtered as spam for now",
    "40003": "the carrier blocks the sender's number as spam",
    "40004": "the recipient's carrier rejects the message",
    "40005": "expired on its way",
    "40006": "the recipient's carrier is down",
    "40008": "the recipient's carrier did not accept the message",
    "40009": "the carrier does not accept the content",
    "40010": "the sender's number is not registered for 10DLC",
    "40011": "over the carrier's rate limit",
    "40012": "the carrier rejects the recipient's number",
    "40013": "the carrier rejects the sender's number",
    "40014": "expired in the queue",
    "40015": "filtered as spam by Telnyx",
    "40016": "over the 10DLC limit of T-Mobile",
    "40017": "filtered as spam by AT&T",
    "40018": "over the 10DLC limit of AT&T",
}

# Of these, the codes that concern the sender rather than the recipient: only the operator can fix them, and until then
# they hit everybody. The alert SenderBlocked in examples/alerts.yml lists them.
SENDER_CODES = frozenset(
    {"40003", "40010", "40013", "40016", "40018", "40305", "40312", "40321", "40329", "40330", "40331", "40333"}
)

CAUSES: Mapping[str, FailureCause] = {
    "40300": FailureCause.OPTED_OUT,
    "40301": FailureCause.OPTED_OUT,
    "40006": FailureCause.TRANSIENT,  # the carrier is down
    "40008": FailureCause.TRANSIENT,  # temporarily undeliverable
    "40318": FailureCause.TRANSIENT,  # the queue was full
}


# The first that any recipient's message has counts for all: a message is only delivered if everybody has it.
_WORST_FIRST = (
    *(OutboundState.FAILED, OutboundState.UNDELIVERED, None),
    *(OutboundState.SENT, OutboundState.CANCELLED, OutboundState.DELIVERED),
)


def worst_state(statuses: Iterable[str]) -> OutboundState | None:
    """The state of a message by the ``statuses`` of its recipients, of which the bot's messages have one."""
    states = [STATES.get(status) for status in statuses]
    return next((state for state in _WORST_FIRST if state in states), None)


def api_error(http_status: int, body: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The ``ProviderError`` for a 4xx response to any call but a cancel. ``body`` is its JSON, or anything else."""
    errors = _errors(body)
    code = next((str(error["code"]) for error in errors if "code" in error), f"http {http_status}")
    kind, reason = ERRORS.get(code) or _by_status(http_status, code) or _by_wording(http_status, errors)
    if issubclass(kind, TemporaryProviderError):
        return kind(code, reason, retry_after_seconds=wait_seconds)
    return kind(code, reason)


def cancel_error(http_status: int, body: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The ``ProviderError`` for a 4xx response to a cancel.

    Telnyx has no documented code for "too late", so every error that is not about the key or the rate means that.
    """
    error = api_error(http_status, body, wait_seconds=wait_seconds)
    is_about_the_caller = isinstance(error, ProviderSetupError | TemporaryProviderError)
    if is_about_the_caller and http_status not in (403, 404):
        return error
    return NotCancellableError(error.code, error.reason)


def _errors(body: object) -> list[dict[str, object]]:
    listed = body.get("errors") if isinstance(body, dict) else None
    return [error for error in listed if isinstance(error, dict)] if isinstance(listed, list) else []


def _by_status(http_status: int, code: str) -> tuple[type[ProviderError], str] | None:
    if http_status == 429:
        return ERRORS["10011"]
    if http_status == 409:
        return TemporaryProviderError, "asks us to repeat the call"
    # The messaging codes (40xxx) are about the message, whatever the status.
    if http_status in (401, 403) and not code.startswith("40"):
        return ERRORS["10009"]
    return None


def _by_wording(http_status: int, errors: Iterable[dict[str, object]]) -> tuple[type[ProviderError], str]:
    """Classify by the text of the error: Telnyx documents no code of its own for a bad ``send_at``."""
    wording = " ".join(str(error.get(part, "")) for error in errors for part in ("title", "detail", "source")).lower()
    if not wording or http_status < 400:
        return ProviderSetupError, "the response is not from Telnyx: check the API address and any proxy"
    if "send_at" in wording:
        return OutOfWindowError, "the send time is not accepted"
    if "idempoten" in wording and http_status == 422:
        return AlreadyAcceptedError, "our key was used with another body: an earlier request was carried out"
    return PermanentProviderError, "refused"
