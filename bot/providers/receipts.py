"""Builds receipts from a provider's message status and error code."""

from collections.abc import Mapping
from uuid import UUID

from bot.domain.model import OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt

MAX_CODE = 20  # characters; what is longer is no code
FAILED_STATES = frozenset({OutboundState.UNDELIVERED, OutboundState.FAILED})


def make_receipt(
    provider: ProviderName,
    provider_message_id: str,
    state: OutboundState | None,
    *,
    error_code: str | None,
    reasons: Mapping[str, str],
    causes: Mapping[str, FailureCause],
    outbound_id: UUID | None = None,
    reply_to: str | None = None,
) -> Receipt:
    """A receipt for ``state`` (None: no state that the bot tracks). ``reasons`` and ``causes`` are by error code.

    ``error_code`` counts only if the message failed; None or "" means that the provider gave none.
    """
    code = (error_code or "")[:MAX_CODE] if state in FAILED_STATES else ""
    reason = reasons.get(code)
    return Receipt(
        provider=provider,
        provider_message_id=provider_message_id,
        state=state,
        outbound_id=outbound_id,
        failure=f"{code}: {reason}" if reason else code or None,
        cause=causes.get(code),
        reply_to=reply_to,
    )
