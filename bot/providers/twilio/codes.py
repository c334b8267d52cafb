"""What Twilio's error codes and message statuses mean to the bot.

Error codes: https://www.twilio.com/docs/api/errors
The reasons are our own words, because Twilio's messages may quote phone numbers.
"""

from collections.abc import Mapping

from bot.domain.errors import (
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

# A refusal that concerns one recipient or message is permanent; one that would hit every message is set-up.
ERRORS: Mapping[int, tuple[type[ProviderError], str]] = {
    20003: (ProviderSetupError, "account SID or auth token refused"),
    20005: (ProviderSetupError, "the account is not active"),
    20403: (ProviderSetupError, "the account may not do this"),
    20404: (PermanentProviderError, "no such message"),
    20429: (RateLimitedError, "too many requests"),
    21211: (PermanentProviderError, "the recipient's number is not valid"),
    21212: (ProviderSetupError, "the sender's number is not valid"),
    21265: (PermanentProviderError, "the recipient's number is a short code"),
    21266: (PermanentProviderError, "the recipient's number is the sender's"),
    21408: (PermanentProviderError, "sending to this region is not enabled"),
    21602: (PermanentProviderError, "the message is empty"),
    21606: (ProviderSetupError, "the sender's number cannot send texts"),
    21608: (PermanentProviderError, "a trial account may text verified numbers only"),
    21609: (ProviderSetupError, "the status callback URL is not valid"),
    21610: (OptedOutError, "the person has opted out"),
    21611: (TemporaryProviderError, "the sender's queue is full"),
    21612: (PermanentProviderError, "no route between the two numbers"),
    21614: (PermanentProviderError, "not a mobile number"),
    21617: (PermanentProviderError, "the message is too long"),
    21635: (PermanentProviderError, "the recipient's number is a landline"),
    21655: (ProviderSetupError, "the template does not exist"),
    21656: (PermanentProviderError, "the words do not fit into the template"),
    21659: (ProviderSetupError, "the sender's number is not Twilio's"),
    21660: (ProviderSetupError, "the sender's number belongs to another account"),
    21661: (ProviderSetupError, "the sender's number cannot send texts"),
    21701: (ProviderSetupError, "the messaging service does not exist"),
    21703: (PermanentProviderError, "the messaging service has no number for this recipient"),
    21704: (ProviderSetupError, "the messaging service has no number"),
    21705: (ProviderSetupError, "the messaging service SID is not valid"),
    30001: (TemporaryProviderError, "the queue is full"),
    30002: (ProviderSetupError, "the account is suspended"),
    30409: (NotCancellableError, "the message is no longer scheduled"),
    35111: (OutOfWindowError, "the send time is missing"),
    35114: (OutOfWindowError, "the send time is outside the scheduling window"),
    35115: (OutOfWindowError, "the send time is too soon"),
    35117: (OutOfWindowError, "the send time is not valid"),
    35118: (ProviderSetupError, "scheduling needs a messaging service"),
    35125: (TemporaryProviderError, "too many messages are scheduled"),
    35126: (PermanentProviderError, "this channel cannot be scheduled"),
    35127: (PermanentProviderError, "the body and the template do not go together"),
    63007: (ProviderSetupError, "the sender is not set up on this channel"),
    63016: (PermanentProviderError, "outside WhatsApp's 24-hour window, and not a template"),
    63018: (TemporaryProviderError, "over the sender's rate limit on this channel"),
    63024: (PermanentProviderError, "not a WhatsApp user, or not allowed to be written to"),
    63038: (TemporaryProviderError, "over the account's daily limit of messages"),
    63040: (ProviderSetupError, "the template is rejected"),
    63041: (ProviderSetupError, "the template is paused"),
    63042: (ProviderSetupError, "the template is disabled"),
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

# Why a message that Twilio accepted did not arrive.
REASONS: Mapping[str, str] = {
    "21610": "the person has opted out",
    "30001": "the queue is full",
    "30002": "the account is suspended",
    "30003": "the phone is off or out of coverage",
    "30004": "the recipient or their carrier blocks the message",
    "30005": "the number does not exist or is out of service",
    "30006": "a landline, or a carrier that cannot be reached",
    "30007": "filtered as spam",
    "30008": "unknown error",
    "30009": "a part of the message is missing",
    "30010": "the message costs more than the limit",
    "30011": "the number cannot receive pictures",
    "30017": "the carrier's network is congested",
    "30018": "the country requires a registered sender",
    "30019": "too large for the carrier",
    "30022": "over the rate limit of your A2P 10DLC campaign",
    "30023": "over the daily limit of your A2P 10DLC brand",
    "30024": "the sender's number is not set up at the carrier",
    "30027": "over the daily limit of your A2P 10DLC brand at T-Mobile",
    "30032": "the toll-free number is not verified",
    "30033": "the A2P 10DLC campaign is suspended",
    "30034": "the sender's number is not registered for A2P 10DLC",
    "30035": "the sender's number is in more than one A2P 10DLC campaign",
    "30036": "not delivered within its validity period",
    "30039": "taken for a message loop",
    "30046": "the phone cannot be reached by RCS",  # from August 2026, 63036 before
    "30410": "the carrier did not answer in time",
    "30450": "blocked by the protection against SMS pumping",
    "63003": "not a number on this channel",
    "63007": "the sender is not set up on this channel",
    "63014": "the person has blocked the sender on this channel",
    "63016": "outside WhatsApp's 24-hour window, and not a template",
    "63018": "over the sender's rate limit on this channel",
    "63024": "not a WhatsApp user, or not allowed to be written to",
    "63036": "the phone cannot be reached by RCS",
    "63038": "over the account's daily limit of messages",
    "63040": "the template is rejected",
    "63041": "the template is paused",
    "63042": "the template is disabled",
    "63106": "the phone has no RCS",
}

# Of these, the codes that concern the sender rather than the recipient: only the operator can fix them, and until then
# they hit everybody. The alert SenderBlocked in examples/alerts.yml lists them.
SENDER_CODES = frozenset(
    {"30002", "30018", "30022", "30023", "30024", "30027", "30032", "30033", "30034", "30035"}
    | {"63007", "63018", "63038", "63040", "63041", "63042"}
)

CAUSES: Mapping[str, FailureCause] = {
    "21610": FailureCause.OPTED_OUT,
    "30001": FailureCause.TRANSIENT,  # the queue was full
    "30003": FailureCause.TRANSIENT,  # the phone is off or out of coverage
    "30008": FailureCause.TRANSIENT,  # unknown error
    "30410": FailureCause.TRANSIENT,  # the carrier did not answer in time
    "63014": FailureCause.OPTED_OUT,  # by blocking the sender
    "63018": FailureCause.TRANSIENT,  # the sender's rate limit
}


def api_error(http_status: int, code: object, *, wait_seconds: float | None = None) -> ProviderError:
    """The ``ProviderError`` for a 4xx response. ``code`` is from the response; it may be missing or of any type."""
    known = ERRORS.get(code) if isinstance(code, int) else None
    shown = str(code) if isinstance(code, int) else f"http {http_status}"
    kind, reason = known or _by_status(http_status, code)
    if issubclass(kind, TemporaryProviderError):
        return kind(shown, reason, retry_after_seconds=wait_seconds)
    return kind(shown, reason)


def _by_status(http_status: int, code: object) -> tuple[type[ProviderError], str]:
    if http_status == 429:
        return ERRORS[20429]
    # The messaging codes (21xxx) are about the message, whatever the status.
    if http_status in (401, 403) and not (isinstance(code, int) and 21000 <= code < 22000):
        return ERRORS[20003]
    return PermanentProviderError, "refused"
