"""What to say to someone whose stored data makes the bot fail. Pure, and without reading any of that data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.conversation.texts import account, refusals
from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.model import InboundText, OptOut, OutboundKind, OutboundMessage
from bot.inbound.decision import BotPolicy
from bot.understanding.opt_out import is_opt_out

STOPPED = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """The reply (None for silence), and whether the text opts its sender out, which needs no data.

    ``message_for`` makes the message with the reply for the person's id, where the reply is a message of its own.
    """

    reply: str | None
    opts_out: bool
    message_for: Callable[[int], OutboundMessage] | None


def apologise(inbound: InboundText, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]) -> Apology:
    """The reply to a text that could not be decided on."""
    opts_out = inbound.opt_out is OptOut.STOP or is_opt_out(inbound.body)
    # Carriers answer their own words, and block a reply to STOP.
    is_answered = inbound.opt_out is not None or carrier_keyword(inbound.body) is OptOut.STOP
    reply = None if is_answered else account.OPTED_OUT if opts_out else refusals.BROKEN_DATA
    answers_in_webhook = policy.providers[inbound.provider].answers_in_webhook

    def message_for(person_id: int) -> OutboundMessage:
        return OutboundMessage(
            id=new_id(),
            person_id=person_id,
            provider=inbound.provider,
            kind=OutboundKind.REPLY,
            to_number=inbound.from_number,
            from_number=inbound.to_number,
            body=reply or "",
            due_at=now,
            created_at=now,
            next_attempt_at=now,
        )

    needs_message = reply is not None and not answers_in_webhook
    return Apology(reply=reply, opts_out=opts_out, message_for=message_for if needs_message else None)
