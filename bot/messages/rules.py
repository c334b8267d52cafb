"""Whether a message can be made and taken back. Pure."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.conversation.newcomers import country_of, guess_timezone
from bot.domain.errors import ImpossibleRequestError, RecipientOptedOutError, TooLateError
from bot.domain.message_state import is_on_its_way, withdraw
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Person, Window, ZoneSource
from bot.domain.phone_numbers import possible_countries
from bot.domain.sms_segments import segments
from bot.messages.recipients import checked_number
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.send_times import sending_time

S = OutboundState


def decide_message(
    asked: MessageRequest, people: tuple[Person, ...], rules: MessageRules, now: datetime, id_: UUID
) -> tuple[Person, OutboundMessage]:
    """The message, and the person it is for: one of ``people`` who have its number, or a new one with id 0.

    ``asked.to`` is a ``checked_recipient``. Raises ``ImpossibleRequestError`` and ``RecipientOptedOutError``.
    """
    person = _recipient(asked, people, rules, now)
    if person.opted_out_at is not None:
        raise RecipientOptedOutError(
            f"this person has opted out on {person.provider}; only they can opt in again, by texting START", field="to"
        )
    cost = segments(asked.body)
    if cost > rules.segments:
        raise ImpossibleRequestError(f"too long: {cost} SMS segments, {rules.segments} at most", field="message")
    due_at = sending_time(
        asked, timezone=person.timezone, country=country_of(asked.to), farthest=rules.farthest, now=now
    )
    return person, OutboundMessage(
        id=id_,
        person_id=person.id,
        provider=person.provider,
        kind=OutboundKind.MESSAGE,
        to_number=asked.to,
        from_number=rules.senders[person.provider] or person.bot_number,
        body=asked.body,
        due_at=due_at,
        created_at=now,
        next_attempt_at=now,
        media_urls=asked.media_urls,
    )


def checked_recipient(written: str, rules: MessageRules) -> str:
    """The number (E.164) that a message may be sent to. Raises ``ImpossibleRequestError``."""
    number = checked_number(written, region=rules.default_region)
    if number in rules.senders.values():
        raise ImpossibleRequestError("this is the bot's own number", field="to")
    if rules.countries and not (possible_countries(number) or frozenset()) & rules.countries:
        raise ImpossibleRequestError("sending to this country is not switched on here", field="to")
    return number


def _recipient(asked: MessageRequest, people: tuple[Person, ...], rules: MessageRules, now: datetime) -> Person:
    """Who gets it, and so by which provider: the one asked for, else where they are known, else the first."""
    wanted = asked.provider
    if wanted is not None and wanted not in rules.senders:
        raise ImpossibleRequestError(f"{wanted} is not switched on here", field="provider")
    known = [one for one in people if one.provider in rules.senders and wanted in (None, one.provider)]
    if known:
        return max(known, key=lambda one: one.created_at)
    provider = wanted or next(iter(rules.senders))
    zone = guess_timezone(asked.to, rules.default_timezone)
    return Person(
        id=0,
        provider=provider,
        number=asked.to,
        bot_number=rules.senders[provider],
        timezone=zone or rules.default_timezone,
        zone_source=ZoneSource.NUMBER if zone else ZoneSource.DEFAULT,
        created_at=now,
    )


def as_made(text: OutboundMessage) -> OutboundMessage:
    """The message as it was when it was made: a repeated request gets the same answer."""
    return replace(text, state=S.WAITING, failure=None)


def take_back(text: OutboundMessage, window: Window | None, now: datetime) -> OutboundMessage:
    """The message withdrawn: CANCELLED, or CANCELLING where the provider has to give it back first.

    One that is cancelled already stays so. ``window`` is its provider's, None where that is switched off. Raises
    ``TooLateError`` for one that has left or is about to.
    """
    if text.state in (S.CANCELLED, S.CANCELLING):
        return text
    if text.state in (S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED):
        raise TooLateError(f"too late: the message is {text.state}")
    if window is not None and is_on_its_way(text, window, now):
        raise TooLateError("too late: the message is on its way")
    return withdraw(text, now)
