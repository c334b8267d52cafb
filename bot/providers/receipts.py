"""Builds receipts from a provider's message status and error code."""

from collections.abc import Mapping
from uuid import UUID

from bot.domain.model import FailureCause, OutboundState, ProviderName, Receipt

FAILED_STATES = frozenset({OutboundState.UNDELIVERED, OutboundState.FAILED})


def make_receipt(
    provider: ProviderName,
    provider_message_id: str,
    state: OutboundState | None,
    *,
    error_code: str | None,
    causes: Mapping[str, FailureCause],
    outbound_id: UUID | None = None,
) -> Receipt:
    """A receipt for ``state`` (None: no state that the bot tracks). ``causes`` maps the provider's error codes.

    ``error_code`` counts only if the message failed; None or "" means that the provider gave none.
    """
    failure = error_code or None if state in FAILED_STATES else None
    return Receipt(
        provider=provider,
        provider_message_id=provider_message_id,
        state=state,
        outbound_id=outbound_id,
        failure=failure,
        cause=causes.get(failure or ""),
    )
