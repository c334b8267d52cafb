"""Conditions that several statements, and the partial indexes, have in common."""

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.message_transitions import FINISHED, NOT_DELIVERED, PENDING
from bot.domain.model import ACTIVE_REMINDER_STATES, OutboundState, ReminderState


def state_in(states: Iterable[StrEnum]) -> str:
    """``state IN ('a', 'b')``, in the order of the enum, as the indexes in the migrations spell it."""
    chosen = set(states)
    (kind,) = {type(state) for state in chosen}
    names = ", ".join(f"'{state}'" for state in kind if state in chosen)
    return f"state IN ({names})"


IS_KNOWN = "forgotten_at IS NULL"
IS_API_MESSAGE = "kind = 'message'"

REMINDER_IS_ACTIVE = state_in(ACTIVE_REMINDER_STATES)
REMINDER_IS_FINISHED = state_in(set(ReminderState) - ACTIVE_REMINDER_STATES)

IS_PENDING = state_in(PENDING)
IS_FINISHED = state_in(FINISHED)
IS_IN_FLIGHT = state_in({OutboundState.HANDING_OVER, OutboundState.CANCELLING})
IS_SCHEDULED = state_in({OutboundState.SCHEDULED})
IS_CANCELLING = state_in({OutboundState.CANCELLING})
HAS_FAILURE_TO_REPORT = f"{state_in(NOT_DELIVERED)} AND failure_reported = 0 AND kind = 'reminder'"
# As NOT (HAS_FAILURE_TO_REPORT), written so that the index outbound_finished can have it as its condition.
IS_PRUNABLE = (
    f"{IS_FINISHED} AND next_attempt_at IS NULL"
    f" AND (failure_reported = 1 OR kind <> 'reminder' OR {state_in(NOT_DELIVERED).replace(' IN ', ' NOT IN ')})"
)
IS_KEPT = f"{IS_PENDING} AND state <> '{OutboundState.SCHEDULED}'"  # with IS_PENDING for the sake of its index
IS_SENT_REMINDER = (
    f"{state_in({OutboundState.SENT, OutboundState.DELIVERED})} AND kind = 'reminder' AND reminder_id IS NOT NULL"
)
