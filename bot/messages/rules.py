"""Whether a message may be made or cancelled. Pure."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.errors import ImpossibleRequestError, RecipientOptedOutError, TooLateError
from bot.domain.message_state import cancel_message, is_too_late_to_cancel
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Person, Window, ZoneSource
from bot.domain.phone_numbers import checked_number, country_of, guess_timezone, possible_countries
from bot.domain.sms_segments import segments
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.send_times import sending_time

S = OutboundState


def decide_message(
    request: MessageRequest, people: tuple[Person, ...], rules: MessageRules, now: datetime, id_: UUID
) -> tuple[Person, OutboundMessage]:
    """The recipient and the message. ``people`` are those with the number; a new recipient has id 0.

    ``request.to`` must come from ``checked_recipient``. Raises ``ImpossibleRequestError`` and
    ``RecipientOptedOutError``.
    """
    person = _recipient(request, people, rules, now)
    if person.opted_out_at is not None:
        raise RecipientOptedOutError(
            f"this person has opted out on {person.provider}; only they can opt in again, by texting START", field="to"
        )
    cost = segments(request.body)
    if cost > rules.segments:
        raise ImpossibleRequestError(f"too long: {cost} SMS segments, {rules.segments} at most", field="message")
    due_at = sending_time(
        request, timezone=person.timezone, country=country_of(request.to), farthest=rules.farthest, now=now
    )
    return person, OutboundMessage(
        id=id_,
        person_id=person.id,
        provider=person.provider,
        kind=OutboundKind.MESSAGE,
        to_number=request.to,
        from_number=rules.senders[person.provider] or person.bot_number,
        body=request.body,
        due_at=due_at,
        created_at=now,
        next_attempt_at=now,
        media_urls=request.media_urls,
        token_name=request.token_name,
    )


def checked_recipient(written: str, rules: MessageRules) -> str:
    """Return the number (E.164) if messages to it are allowed. Raises ``ImpossibleRequestError``."""
    number = checked_number(written, region=rules.default_region)
    if number in rules.senders.values():
        raise ImpossibleRequestError("this is the bot's own number", field="to")
    if rules.countries and not (possible_countries(number) or frozenset()) & rules.countries:
        raise ImpossibleRequestError("sending to this country is not switched on here", field="to")
    return number


def _recipient(request: MessageRequest, people: tuple[Person, ...], rules: MessageRules, now: datetime) -> Person:
    """The recipient, which determines the provider.

    That is the requested provider, or else the one where this number was seen first most recently, or else the first
    in the settings.
    """
    wanted = request.provider
    if wanted is not None and wanted not in rules.senders:
        raise ImpossibleRequestError(f"{wanted} is not switched on here", field="provider")
    known = [person for person in people if person.provider in rules.senders and wanted in (None, person.provider)]
    if known:
        return max(known, key=lambda person: person.created_at)
    provider = wanted or next(iter(rules.senders))
    zone = guess_timezone(request.to, rules.default_timezone)
    return Person(
        id=0,
        provider=provider,
        number=request.to,
        bot_number=rules.senders[provider],
        timezone=zone or rules.default_timezone,
        zone_source=ZoneSource.NUMBER if zone else ZoneSource.DEFAULT,
        created_at=now,
    )


def as_made(message: OutboundMessage) -> OutboundMessage:
    """The message as it was when it was made, because a repeated request gets the same response."""
    return replace(message, state=S.WAITING, failure=None)


def cancel_or_raise(message: OutboundMessage, window: Window | None, now: datetime) -> OutboundMessage:
    """Cancel a message: CANCELLED, or CANCELLING if its provider has to be called first.

    Cancelling twice is no error. ``window`` is None if the provider is disabled now. Raises ``TooLateError`` if the
    message has left or is about to.
    """
    if message.state in (S.CANCELLED, S.CANCELLING):
        return message
    if message.state in (S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED):
        raise TooLateError(f"too late: the message is {message.state}")
    if window is not None and is_too_late_to_cancel(message, window, now):
        raise TooLateError("too late: the message is on its way")
    return cancel_message(message, now)
