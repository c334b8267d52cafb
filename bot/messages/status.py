"""The status of a message as programs see it: fewer words than the bot has for itself."""

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


# The states that a status stands for. What is being taken back may still be sent: it is scheduled until it is not.
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


def status_of(text: OutboundMessage) -> MessageStatus:
    return _STATUSES[text.state]
