"""What follows for a person when one of their texts has moved. Pure: decided and saved in the same unit of work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.conversation.texts import delivery as delivery_texts
from bot.delivery.overdue import catch_up
from bot.delivery.planning import text_for
from bot.domain.message_state import deserves_second_try, is_late, is_safe, second_try, withdraw
from bot.domain.model import Changes, FailureCause, OutboundMessage, OutboundState, PersonContext, ReminderState

S = OutboundState

# Told a little later, so that a reply under way can say it first and drop this.
TELL_AFTER = timedelta(seconds=10)


def follow_ups_for(
    before: OutboundMessage, after: OutboundMessage, cause: FailureCause | None, now: datetime, late_limit: timedelta
) -> Callable[[PersonContext], Changes] | None:
    """What else is to be saved now that ``before`` has become ``after``; None when nothing is.

    ``cause`` is why it did not arrive, where the provider has said so. A text that is late by more than ``late_limit``
    is not sent any more.
    """
    if cause is FailureCause.OPTED_OUT:
        return lambda person_context: parked(person_context, now)
    if after.replaces and is_safe(after):
        return lambda person_context: _take_back_replaced(after, person_context, now)
    if before.state is S.CANCELLING and after.state in (S.SCHEDULED, S.SENT, S.DELIVERED):
        return lambda person_context: _saved(person_context, *_notices(after, person_context, now))
    if (
        cause is FailureCause.TRANSIENT
        and before.state is not after.state
        and deserves_second_try(after, now, late_limit)
    ):
        return lambda person_context: _try_again(after, person_context, now)
    if is_late(after, now):
        return lambda person_context: catch_up(person_context, now, late_limit)
    return None


def _take_back_replaced(text: OutboundMessage, person_context: PersonContext, now: datetime) -> Changes:
    """``text`` is with the provider, or kept by the bot until its time: those it came in the place of can go."""
    pending = (withdraw(one, now) for one in person_context.outbound if one.id in text.replaces)
    # what left before this one was safe came as it was set before
    left = (one.text for one in person_context.recent if one.text.id in text.replaces)
    notices = (notice for one in left for notice in _notices(one, person_context, now))
    return _saved(person_context, replace(text, replaces=()), *pending, *notices)


def _notices(text: OutboundMessage, person_context: PersonContext, now: datetime) -> tuple[OutboundMessage, ...]:
    """``text`` could not be taken back: the person hears that it comes, or has come, all the same."""
    if person_context.person.opted_out_at is not None or person_context.person.forgotten_at is not None:
        return ()
    body = delivery_texts.not_taken_back(text.body, has_left=text.state is not S.SCHEDULED)
    return (text_for(None, person_context.person, now + TELL_AFTER, body=body, now=now, id_=notice_id(text.id)),)


def notice_id(outbound_id: UUID) -> UUID:
    """The id of the notice that a text could not be taken back: the same each time, so that it is told once."""
    return uuid5(outbound_id, "not taken back")


def _try_again(text: OutboundMessage, person_context: PersonContext, now: datetime) -> Changes:
    """The same words once more, in a while; the person hears of the failure only if that fails too."""
    if person_context.person.opted_out_at is not None or person_context.person.forgotten_at is not None:
        return _saved(person_context)
    return _saved(person_context, replace(text, failure_reported=True), second_try(text, second_try_id(text.id), now))


def second_try_id(outbound_id: UUID) -> UUID:
    """The id of a text's second try: the same each time, so that there is one at most."""
    return uuid5(outbound_id, "second try")


def parked(person_context: PersonContext, now: datetime) -> Changes:
    """A provider would not send because the person has opted out there: the bot learns of it now.

    Everything is parked, as if the person had texted STOP, so that opting in again brings it back.
    """
    open_reminders = tuple(one for one in person_context.reminders if one.state is ReminderState.OPEN)
    return Changes(
        person=replace(person_context.person, opted_out_at=person_context.person.opted_out_at or now),
        reply=None,
        intent="stop",
        reminders=tuple(replace(one, state=ReminderState.PARKED, next_check_at=None) for one in open_reminders),
        outbound=tuple(withdraw(text, now) for text in person_context.outbound),
    )


def _saved(person_context: PersonContext, *outbound: OutboundMessage) -> Changes:
    return Changes(person=person_context.person, reply=None, intent="", outbound=outbound)
