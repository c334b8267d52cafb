"""Whether a message may be made or cancelled. Pure."""

import math
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.domain.errors import BudgetSpentError, ImpossibleRequestError, RecipientOptedOutError, TooLateError
from bot.domain.message_state import cancel_message, is_too_late_to_cancel
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, Person, ProviderName, ZoneSource
from bot.domain.phone_numbers import NumberProblem, checked_number, country_of, guess_timezone, number_problem
from bot.domain.sms_segments import segments
from bot.domain.spending import Budgets, Spending, day_of, end_of_day, message_segments
from bot.domain.window import Window
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.send_times import sending_time
from bot.storage.recipient import Decision, Recipient

S = OutboundState
TEXT_ONLY = frozenset({ProviderName.SMSGATE})

_NUMBER_PROBLEMS = {
    NumberProblem.NOT_A_NUMBER: "not a phone number",
    NumberProblem.INVALID: "no number of its country looks like this",
    NumberProblem.PREMIUM: "premium-rate, satellite and other special numbers are not texted",
    NumberProblem.COUNTRY: "sending to this country is not switched on here (BOT_COUNTRIES)",
}


def decide_message(
    request: MessageRequest,
    recipient: Recipient,
    rules: MessageRules,
    now: datetime,
    id_: UUID,
    *,
    windows: Mapping[ProviderName, Window],
) -> Decision:
    """The person, the message, and the one that it replaces. Somebody new to the bot has id 0.

    ``request.to`` must come from ``checked_recipient``; ``windows`` are those of the enabled providers. Raises
    ``ImpossibleRequestError``, ``RecipientOptedOutError``, ``TooLateError`` and ``BudgetSpentError``.
    """
    person = _recipient(request, recipient.people, rules, now)
    if person.opted_out_at is not None or recipient.opted_out_at is not None:
        raise RecipientOptedOutError(
            "this number has opted out; only its owner can opt in again, by texting START", field="to"
        )
    if request.media_urls and person.provider in TEXT_ONLY:
        raise ImpossibleRequestError(f"{person.provider} sends no pictures", field="media_urls")
    cost = segments(request.body)
    if cost > rules.segments:
        raise ImpossibleRequestError(f"too long: {cost} SMS segments, {rules.segments} at most", field="message")
    due_at = sending_time(
        request, timezone=person.timezone, country=country_of(request.to), farthest=rules.farthest, now=now
    )
    message = OutboundMessage(
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
    heads_ups = _heads_ups(request, message, person, now)
    message = replace(message, heads_ups=tuple(heads_up.id for heads_up in heads_ups))
    replaced = _replaced(request, recipient) if request.replaces is not None else None
    _require_budget((message, *heads_ups), replaced, recipient.spending, rules.budgets, now)
    cancelled = cancel_or_raise(replaced, windows.get(replaced.provider), now) if replaced is not None else None
    return Decision(
        person=person,
        message=message,
        cancelled=cancelled,
        heads_ups=heads_ups,
        cancelled_heads_ups=_cancelled_in_time(recipient.replaced_heads_ups if cancelled else (), windows, now),
    )


def _heads_ups(
    request: MessageRequest, message: OutboundMessage, person: Person, now: datetime
) -> tuple[OutboundMessage, ...]:
    """The same text ahead of ``message``, soonest last. Their ids are derived from its id."""
    zone = ZoneInfo(request.timezone or person.timezone)
    found = []
    for lead in dict.fromkeys(request.heads_ups):
        due_at = lead.before(message.due_at, zone)
        if due_at <= now or due_at == message.due_at:
            moment = f"{message.due_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            raise ImpossibleRequestError(
                f"{lead} before the message, which is for {moment}, has passed; leave it out, or choose a shorter one",
                field="heads_ups",
            )
        found.append(replace(message, id=uuid5(message.id, f"heads-up {lead}"), due_at=due_at))
    return tuple(sorted(found, key=lambda heads_up: heads_up.due_at))


def _cancelled_in_time(
    heads_ups: tuple[OutboundMessage, ...], windows: Mapping[ProviderName, Window], now: datetime
) -> tuple[OutboundMessage, ...]:
    """The heads-ups of a replaced message, cancelled, without those that have left."""
    cancelled = []
    for heads_up in heads_ups:
        with suppress(TooLateError):
            cancelled.append(cancel_or_raise(heads_up, windows.get(heads_up.provider), now))
    return tuple(cancelled)


def _replaced(request: MessageRequest, recipient: Recipient) -> OutboundMessage:
    if recipient.replaced is None or recipient.replaced.to_number != request.to:
        raise ImpossibleRequestError("there is no message with this id to this number", field="replaces")
    if recipient.replaced.state in (S.CANCELLED, S.CANCELLING):
        raise TooLateError("too late: the message that this one replaces is already cancelled", field="replaces")
    return recipient.replaced


def _require_budget(
    messages: tuple[OutboundMessage, ...],
    replaced: OutboundMessage | None,
    spending: Spending,
    budgets: Budgets,
    now: datetime,
) -> None:
    """Raise ``BudgetSpentError`` if the day of a message has no room for it, in place of the one that is replaced."""
    costs: Counter[date] = Counter()
    for message in messages:
        costs[day_of(message.due_at)] += message_segments(message)
    if replaced is not None and (day := day_of(replaced.due_at)) in costs:
        costs[day] = max(0, costs[day] - message_segments(replaced))
    accounts = (
        (spending.account, budgets.per_token, "this token's"),
        (spending.bot, budgets.in_all, "the bot's"),
    )
    for (day, cost), (spent, budget, whose) in product(costs.items(), accounts):
        if spent.get(day, 0) + cost > budget:
            raise BudgetSpentError(
                f"{whose} budget of {budget} SMS segments for {day} (UTC) is spent; choose another day, or try later",
                retry_after_seconds=math.ceil((end_of_day(now) - now).total_seconds()),
            )


def checked_recipient(written: str, rules: MessageRules) -> str:
    """Return the number (E.164) if messages to it are allowed. Raises ``ImpossibleRequestError``."""
    number = checked_number(written, region=rules.default_region)
    if number in rules.senders.values():
        raise ImpossibleRequestError("this is the bot's own number", field="to")
    problem = number_problem(number, rules.countries)
    if problem is not None:
        raise ImpossibleRequestError(_NUMBER_PROBLEMS[problem], field="to")
    return number


def _recipient(request: MessageRequest, people: tuple[Person, ...], rules: MessageRules, now: datetime) -> Person:
    """The recipient, which determines the provider.

    That is the requested provider, or else the one where this number was seen first most recently, or else the first
    in the settings. One where its owner has opted out comes last: START lifts that at its own provider alone.
    """
    wanted = request.provider
    if wanted is not None and wanted not in rules.senders:
        raise ImpossibleRequestError(f"{wanted} is not switched on here", field="provider")
    known = [person for person in people if person.provider in rules.senders and wanted in (None, person.provider)]
    if known:
        return max(known, key=lambda person: (person.opted_out_at is None, person.created_at))
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
