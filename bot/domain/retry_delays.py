"""How long to wait before a failed call is repeated. Pure: the jitter is passed in."""

from datetime import datetime, timedelta

from bot.domain.errors import ProviderError, ProviderSetupError, TemporaryProviderError
from bot.domain.model import OutboundMessage

SETUP_RETRY_SECONDS = 60.0  # waiting for the operator to fix the account
PATIENT_RETRY_SECONDS = 300.0
PATIENT_ATTEMPTS = 20  # an hour and ten minutes; after that the delay grows again
SOON = timedelta(hours=1)
LONGEST_RETRY_SECONDS = 1800.0
LONGEST_RETRY_AFTER_SECONDS = 3600.0


def retry_at(message: OutboundMessage, error: ProviderError, now: datetime, jitter: float) -> datetime:
    """When to repeat a call: as the provider asked, or else after a delay that stays short around the due time.

    A message that is not due yet is tried at its time.
    """
    seconds = retry_delay_seconds(message.attempts, error, jitter)
    if isinstance(error, TemporaryProviderError) and error.retry_after_seconds is not None:
        return now + timedelta(seconds=seconds)
    if abs(message.due_at - now) <= SOON and not isinstance(error, ProviderSetupError):
        seconds = min(seconds, PATIENT_RETRY_SECONDS)
    moment = now + timedelta(seconds=seconds)
    return min(moment, message.due_at) if message.due_at > now else moment


def retry_delay_seconds(attempts: int, error: ProviderError, jitter: float) -> float:
    """The provider's Retry-After if it sent one (at most an hour); otherwise a growing delay, give or take 10 %.

    That is 1, 2, 4 ... 300 s, after an hour up to half an hour; for the operator's mistakes 1, 2, 4 ... 30 minutes.
    ``jitter`` is from 0 to 1.
    """
    if isinstance(error, TemporaryProviderError) and error.retry_after_seconds is not None:
        return min(LONGEST_RETRY_AFTER_SECONDS, max(0.0, error.retry_after_seconds)) + jitter
    doublings = min(max(attempts - 1, 0), 11)
    if isinstance(error, ProviderSetupError):
        seconds = SETUP_RETRY_SECONDS * 2.0**doublings
    elif attempts <= PATIENT_ATTEMPTS:
        seconds = min(PATIENT_RETRY_SECONDS, 2.0**doublings)
    else:
        seconds = PATIENT_RETRY_SECONDS * 2.0 ** min(attempts - PATIENT_ATTEMPTS, 11)
    return min(LONGEST_RETRY_SECONDS, seconds) * (0.9 + 0.2 * jitter)
