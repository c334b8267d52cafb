"""What a provider reports on a message that it took."""

from enum import StrEnum
from uuid import UUID

from bot.domain.errors import error_code_of
from bot.domain.model import OutboundState, ProviderName
from bot.domain.records import record


class FailureCause(StrEnum):
    """Why a message was not delivered, for the causes that the bot reacts to."""

    OPTED_OUT = "opted out"
    TRANSIENT = "transient"  # such as a phone that is off: a second try may succeed


@record
class Receipt:
    """A provider's report on an outbound message.

    ``state`` is None for a status that changes nothing (queued, sending). ``outbound_id`` is our id from the callback's
    URL, a hint and no proof. ``failure`` is the provider's code, with a reason if it is a known one, and ``cause`` what
    that code means to the bot. ``reply_to`` is set for the receipt of a reply in a webhook's response, which is no
    outbound message: the id of the text that it answers.
    """

    provider: ProviderName
    provider_message_id: str
    state: OutboundState | None
    outbound_id: UUID | None = None
    failure: str | None = None
    cause: FailureCause | None = None
    reply_to: str | None = None

    @property
    def error_code(self) -> str | None:
        return error_code_of(self.failure)
