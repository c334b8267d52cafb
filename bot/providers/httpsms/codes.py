"""What the errors, states and failures of httpSMS mean to the bot.

API: https://api.httpsms.com. The reasons are our own words, because its messages quote phone numbers.
"""

from collections.abc import Mapping

from bot.domain.errors import PermanentProviderError, ProviderError, ProviderSetupError
from bot.domain.model import OutboundState
from bot.domain.receipts import FailureCause

STATES: Mapping[str, OutboundState | None] = {
    "pending": None,
    "scheduled": None,
    "sending": None,
    "expired": None,  # it is tried again, unless this was the last attempt
    "sent": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "failed": OutboundState.FAILED,
    "deleted": OutboundState.CANCELLED,
}
NOT_FETCHED = frozenset({"pending", "scheduled", "expired"})  # by the phone, so that it can still be cancelled

REASONS: Mapping[str, str] = {
    "EXPIRED": "the phone was offline for too long",
    "GENERIC_FAILURE": "the phone could not send it",
    "NO_SERVICE": "the phone has no network",
    "RADIO_OFF": "the phone is in flight mode",
    "LIMIT_EXCEEDED": "over Android's limit of texts",
    "NULL_PDU": "the phone could not encode it",
}
CAUSES: Mapping[str, FailureCause] = dict.fromkeys(
    ("EXPIRED", "GENERIC_FAILURE", "NO_SERVICE", "RADIO_OFF", "LIMIT_EXCEEDED"), FailureCause.TRANSIENT
)


def failure_code(reason: object) -> str | None:
    """The key in ``REASONS`` that the phone's own words begin with, if there is one."""
    words = reason.strip().upper() if isinstance(reason, str) else ""
    return next((code for code in REASONS if words.startswith(code)), None)


def api_error(http_status: int, content: object) -> ProviderError:
    """The ``ProviderError`` for a 4xx response."""
    code = f"http {http_status}"
    fields = content.get("data") if isinstance(content, dict) else None
    if http_status in (401, 403):
        return ProviderSetupError(code, "API key refused")
    if http_status == 402:
        return ProviderSetupError(code, "the plan's texts are used up")
    if http_status == 422 and isinstance(fields, dict) and "from" in fields:
        return ProviderSetupError(code, "HTTPSMS_PHONE_NUMBER is no phone of this account")
    return PermanentProviderError(code, "no such message" if http_status == 404 else "refused")
