"""What to say to someone whose stored data makes the bot fail. Pure, and without reading any of that data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.conversation.newcomers import newcomer
from bot.conversation.texts import account, refusals
from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.model import InboundText, OptOut, OutboundMessage
from bot.inbound.admission import is_opting_in, is_opting_out
from bot.inbound.decision import BotPolicy, with_bot_number
from bot.inbound.provider_traits import reply_messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """The reply (None for silence), and whether the text opts its sender out or in, which needs no data.

    ``messages`` carries the reply where it is a message of its own, to a person whose id is not known yet.
    """

    reply: str | None
    consent: OptOut | None
    messages: tuple[OutboundMessage, ...]


def apologise(inbound: InboundText, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]) -> Apology:
    """The reply to a text that could not be decided on."""
    consent = OptOut.STOP if is_opting_out(inbound) else OptOut.START if is_opting_in(inbound) else None
    traits = policy.providers[inbound.provider]
    # Carriers answer their own words, and block a reply to STOP.
    is_keyword = traits.answers_keywords_of(inbound.from_number) and carrier_keyword(inbound.body) in (
        OptOut.STOP,
        OptOut.START,
    )
    is_answered = inbound.opt_out is not None or is_keyword
    reply = None if is_answered else account.OPTED_OUT if consent is OptOut.STOP else refusals.BROKEN_DATA
    person = with_bot_number(newcomer(inbound, policy.default_timezone), inbound, traits)
    return Apology(reply=reply, consent=consent, messages=reply_messages(reply, person, traits, now, new_id))
