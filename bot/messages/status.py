"""The status of a message in the HTTP API, which has fewer values than the bot's own states."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.model import OutboundMessage, OutboundState

S = OutboundState


class MessageStatus(StrEnum):
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


# A message that is being cancelled counts as scheduled, because the cancel may come too late.
STATES: Mapping[MessageStatus, tuple[OutboundState, ...]] = {
    MessageStatus.WAITING: (S.WAITING, S.HANDING_OVER),
    MessageStatus.SCHEDULED: (S.SCHEDULED, S.CANCELLING),
    MessageStatus.SENT: (S.SENT,),
    MessageStatus.DELIVERED: (S.DELIVERED,),
    MessageStatus.UNDELIVERED: (S.UNDELIVERED,),
    MessageStatus.FAILED: (S.FAILED,),
    MessageStatus.CANCELLED: (S.CANCELLED,),
}
_STATUSES = {state: status for status, states in STATES.items() for state in states}


def status_of(message: OutboundMessage) -> MessageStatus:
    return _STATUSES[message.state]
