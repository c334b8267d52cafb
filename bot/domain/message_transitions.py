"""Which state of an outbound message may follow which."""

from collections.abc import Mapping

from bot.domain.model import OutboundState

S = OutboundState

# docs/architecture.md draws these transitions; a test compares the two.
TRANSITIONS: Mapping[OutboundState, frozenset[OutboundState]] = {
    S.WAITING: frozenset({S.HANDING_OVER, S.CANCELLED, S.FAILED}),
    S.HANDING_OVER: frozenset(
        {S.WAITING, S.SCHEDULED, S.CANCELLING, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED}
    ),
    S.SCHEDULED: frozenset({S.CANCELLING, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED}),
    S.CANCELLING: frozenset({S.CANCELLED, S.SCHEDULED, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED}),
    S.SENT: frozenset({S.DELIVERED, S.UNDELIVERED, S.FAILED}),
    S.DELIVERED: frozenset(),
    S.UNDELIVERED: frozenset(),
    S.FAILED: frozenset(),
    S.CANCELLED: frozenset(),
}

# A message in one of these states has not left yet and can still be cancelled.
PENDING = frozenset({S.WAITING, S.HANDING_OVER, S.SCHEDULED})
NOT_DELIVERED = frozenset({S.UNDELIVERED, S.FAILED})
# States in which the provider will do nothing more with a message.
FINISHED = frozenset({S.SENT, S.DELIVERED, S.CANCELLED}) | NOT_DELIVERED
