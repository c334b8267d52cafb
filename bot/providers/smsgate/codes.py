"""What the errors, states and failures of SMS Gateway for Android mean to the bot.

States: https://docs.sms-gate.app/features/status-tracking/
The reasons are our own words, because the phone's may quote numbers.
"""

import re
from collections.abc import Mapping

from bot.domain.errors import PermanentProviderError, ProviderError, ProviderSetupError
from bot.domain.model import OutboundState
from bot.domain.receipts import FailureCause

STATES: Mapping[str, OutboundState | None] = {
    "Pending": None,
    "Processed": None,
    "Cancelling": None,
    "Sent": OutboundState.SENT,
    "Delivered": OutboundState.DELIVERED,
    "Failed": OutboundState.FAILED,
    "Cancelled": OutboundState.CANCELLED,
}

# By the name of Android's result code: https://developer.android.com/reference/android/telephony/SmsManager
REASONS: Mapping[str, str] = {
    "TTL_EXPIRED": "the phone was offline for too long",
    "GENERIC_FAILURE": "the phone could not send it",
    "LIMIT_EXCEEDED": "over Android's limit of texts",
    "RADIO_OFF": "the phone is in flight mode",
    "NO_SERVICE": "the phone has no network",
    "NETWORK_REJECT": "the mobile network rejects it",
    "NETWORK_ERROR": "the mobile network failed",
    "MODEM_ERROR": "the phone's modem failed",
    "NO_DEFAULT_SMS_APP": "the phone has no SMS app",
    "NOT_DELIVERED": "the recipient's network could not deliver it",
}

_TRANSIENT = ("TTL_EXPIRED", "GENERIC_FAILURE", "LIMIT_EXCEEDED", "RADIO_OFF", "NO_SERVICE", "NETWORK_ERROR")
CAUSES: Mapping[str, FailureCause] = dict.fromkeys((*_TRANSIENT, "MODEM_ERROR"), FailureCause.TRANSIENT)

_RESULT = re.compile(r"RESULT_(?:ERROR_|RIL_)?([A-Z_]+)")


def failure_code(reason: object) -> str | None:
    """The key in ``REASONS`` for the phone's words ("Send result: RESULT_ERROR_NO_SERVICE (...)"); None if none."""
    if not isinstance(reason, str):
        return None
    if reason == "TTL expired":
        return "TTL_EXPIRED"
    if reason.startswith("Delivery result"):
        return "NOT_DELIVERED"
    found = _RESULT.search(reason)
    return found[1] if found and found[1] in REASONS else None


def api_error(http_status: int, content: object) -> ProviderError:
    """The ``ProviderError`` for a 4xx response. 409 is "the id exists" or "not pending": the caller knows which."""
    code = f"http {http_status}"
    message = str(content.get("message", "")) if isinstance(content, dict) else ""
    if http_status in (401, 403):
        return ProviderSetupError(code, "user name or password refused")
    if http_status == 400 and "device" in message.lower():
        return ProviderSetupError(code, "the phone is not known: check SMSGATE_DEVICE_ID")
    return PermanentProviderError(code, "no such message" if http_status == 404 else "refused")
