"""The texts that delivery sends: implements ``bot.delivery.renderer.MessageRenderer``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.formatting import clock_words, moment_words
from bot.conversation.locale import time_format_of
from bot.conversation.overviews import overview_text
from bot.conversation.texts import delivery, others
from bot.conversation.trips import zone_at
from bot.domain.model import OutboundMessage, OutboundState, Person, Reminder
from bot.domain.overviews import Scope


class DeliveryMessages:
    """Render texts with times in the person's zone and format. Stateless."""

    def reminder(self, words: str) -> str:
        return delivery.reminder(words)

    def heads_up(self, words: str, at: datetime, person: Person, sent_at: datetime) -> str:
        zone, time_format = ZoneInfo(zone_at(person, at)), time_format_of(person)
        local, then = at.astimezone(zone), sent_at.astimezone(zone)
        # The weekday rather than "tomorrow": the text may arrive late.
        is_next_day = (local.date() - then.date()).days == 1
        when = (
            f"{local:%a} {clock_words(local, time_format)}" if is_next_day else moment_words(local, then, time_format)
        )
        return delivery.heads_up(words, when)

    def until_done(self, words: str) -> str:
        return delivery.until_done(words)

    def from_asker(self, body: str, asker_name: str) -> str:
        return delivery.from_asker(body, asker_name)

    def not_accepted(self, words: str, contact_name: str) -> str:
        return others.not_accepted(words, contact_name)

    def ended_by_contact(self, contact_name: str) -> str:
        return others.ended_by_contact(contact_name)

    def overview(self, scope: Scope, reminders: Sequence[Reminder], person: Person, now: datetime) -> str:
        return overview_text(scope, reminders, person, now)

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
