"""The texts that delivery sends: implements ``bot.delivery.renderer.MessageRenderer``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.formatting import moment_words
from bot.conversation.locale import time_format_of
from bot.conversation.texts import delivery
from bot.conversation.trips import zone_at
from bot.domain.model import OutboundMessage, OutboundState, Person


class DeliveryMessages:
    """Render texts with times in the person's zone and format. Stateless."""

    def reminder(self, words: str) -> str:
        return delivery.reminder(words)

    def late(self, message: OutboundMessage, person: Person, now: datetime) -> str:
        return delivery.late(message.body, _due_words(message, person, now))

    def missed(self, messages: Sequence[OutboundMessage], person: Person, now: datetime) -> str:
        named = [(message.body, _due_words(message, person, now)) for message in messages]
        return delivery.missed(named, is_unsure=any(message.outcome_unknown for message in messages))

    def not_cancelled(self, message: OutboundMessage) -> str:
        if message.state is OutboundState.FAILED:
            return delivery.perhaps_not_cancelled(message.body)
        return delivery.not_cancelled(message.body, has_left=message.state is not OutboundState.SCHEDULED)

    def arrives_anyway(self, texts: Mapping[int, int]) -> str:
        return delivery.arrives_anyway([str(number) for number in texts], sum(texts.values()))

    def may_arrive(self) -> str:
        return delivery.MAY_ARRIVE


def _due_words(message: OutboundMessage, person: Person, now: datetime) -> str:
    zone = ZoneInfo(zone_at(person, message.due_at))
    return moment_words(message.due_at.astimezone(zone), now.astimezone(zone), time_format_of(person))
