"""How a message waits for another one with the same words. Pure.

Without idempotency keys, a message whose answer was lost is recognised by its words alone. So of several messages to
one person with the same words, as a series has, only one is handed over at a time.
"""

from datetime import datetime, timedelta

from bot.domain.message_state import FIND_INTERVAL, LEASE, Call
from bot.domain.model import OutboundMessage, OutboundState
from bot.domain.records import replace

S = OutboundState

IDENTICAL_INTERVAL = timedelta(seconds=1)  # most calls end sooner
LOST_INTERVAL = timedelta(seconds=15)  # to find out about a lost answer takes half a minute


def behind_identical(
    message: OutboundMessage, call: Call, identical: OutboundMessage, now: datetime
) -> OutboundMessage:
    """Wait for ``identical``, which is being handed over. The provider was not called, so this is no attempt."""
    message = replace(message, next_attempt_at=_after_identical(identical, now))
    if message.state is S.HANDING_OVER and call in (Call.SCHEDULE, Call.SEND):
        return replace(message, state=S.WAITING, attempts=max(0, message.attempts - 1))
    return message


def _after_identical(identical: OutboundMessage, now: datetime) -> datetime:
    """When to look again: soon while a call about ``identical`` may be under way, else when it is tried next.

    A series has dozens of identical messages. In an outage, all of them wait for one whose answer was lost.
    """
    tried_at = identical.next_attempt_at
    if tried_at is None or tried_at <= now:
        return now + FIND_INTERVAL  # it is due, or broken
    if tried_at > now + LEASE:
        return tried_at
    return now + (LOST_INTERVAL if identical.outcome_unknown else IDENTICAL_INTERVAL)
