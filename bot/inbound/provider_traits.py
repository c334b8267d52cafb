"""What a decision must know about a provider, and how a reply leaves there. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.delivery.occurrences import message_for
from bot.domain.model import OutboundMessage, Person
from bot.domain.sms_segments import segments
from bot.domain.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTraits:
    """What a decision must know about a provider: see ``bot.providers.protocol.Provider``.

    ``number`` is the bot's own there, as set; "" if it is not set.
    """

    window: Window
    answers_in_webhook: bool
    number: str = ""
    carrier_answers_keywords: bool = True
    is_personal_phone: bool = False

    def answers_keywords_of(self, number: str) -> bool:
        """Whether STOP, START and HELP of this sender are answered before the bot sees them. On WhatsApp, they are not.

        Twilio's Advanced Opt-Out can do so even there, and then says so with each text.
        """
        return self.carrier_answers_keywords and number.startswith("+")


def response_segments(reply: str | None, traits: ProviderTraits) -> int:
    """What a reply costs that is part of the webhook's response."""
    return segments(reply) if reply is not None and traits.answers_in_webhook else 0


def reply_messages(
    reply: str | None, person: Person, traits: ProviderTraits, now: datetime, new_id: Callable[[], UUID]
) -> tuple[OutboundMessage, ...]:
    """The reply as an outbound message, for a provider that does not take it in the webhook's response."""
    if reply is None or traits.answers_in_webhook:
        return ()
    return (message_for(None, person, now, body=reply, now=now, id_=new_id()),)
