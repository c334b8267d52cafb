"""What follows for a person when one of their texts has moved. Pure: decided and saved in the same unit of work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.conversation.texts import delivery as delivery_texts
from bot.delivery.overdue import catch_up
from bot.domain.message_state import deserves_second_try, is_late, is_safe, second_try, withdraw
from bot.domain.model import Cause, Known, OutboundState, OutboundText, ReminderState, Saved
from bot.domain.recurrence import text_for

S = OutboundState

# Told a little later, so that a reply under way can say it first and drop this.
TELL_AFTER = timedelta(seconds=10)


def what_follows(
    before: OutboundText, after: OutboundText, cause: Cause | None, now: datetime, late_limit: timedelta
) -> Callable[[Known], Saved] | None:
    """What else is to be saved now that ``before`` has become ``after``; None when nothing is.

    ``cause`` is why it did not arrive, where the provider has said so. A text that is late by more than ``late_limit``
    is not sent any more.
    """
    if cause is Cause.OPTED_OUT:
        return lambda known: parked(known, now)
    if after.replaces and is_safe(after):
        return lambda known: _take_back_replaced(after, known, now)
    if before.state is S.CANCELLING and after.state in (S.SCHEDULED, S.SENT, S.DELIVERED):
        return lambda known: _saved(known, *_notices(after, known, now))
    if cause is Cause.PASSING and before.state is not after.state and deserves_second_try(after, now, late_limit):
        return lambda known: _try_again(after, known, now)
    if is_late(after, now):
        return lambda known: catch_up(known, now, late_limit)
    return None


def _take_back_replaced(text: OutboundText, known: Known, now: datetime) -> Saved:
    """``text`` is with the provider, or kept by the bot until its time: those it came in the place of can go."""
    pending = (withdraw(one, now) for one in known.outbound if one.id in text.replaces)
    # what left before this one was safe came as it was set before
    left = (one.text for one in known.recent if one.text.id in text.replaces)
    notices = (notice for one in left for notice in _notices(one, known, now))
    return _saved(known, replace(text, replaces=()), *pending, *notices)


def _notices(text: OutboundText, known: Known, now: datetime) -> tuple[OutboundText, ...]:
    """``text`` could not be taken back: the person hears that it comes, or has come, all the same."""
    if known.person.opted_out_at is not None or known.person.forgotten_at is not None:
        return ()
    body = delivery_texts.not_taken_back(text.body, has_left=text.state is not S.SCHEDULED)
    return (text_for(None, known.person, now + TELL_AFTER, body=body, now=now, id_=notice_id(text.id)),)


def notice_id(outbound_id: UUID) -> UUID:
    """The id of the notice that a text could not be taken back: the same each time, so that it is told once."""
    return uuid5(outbound_id, "not taken back")


def _try_again(text: OutboundText, known: Known, now: datetime) -> Saved:
    """The same words once more, in a while; the person hears of the failure only if that fails too."""
    if known.person.opted_out_at is not None or known.person.forgotten_at is not None:
        return _saved(known)
    return _saved(known, replace(text, failure_told=True), second_try(text, second_try_id(text.id), now))


def second_try_id(outbound_id: UUID) -> UUID:
    """The id of a text's second try: the same each time, so that there is one at most."""
    return uuid5(outbound_id, "second try")


def parked(known: Known, now: datetime) -> Saved:
    """A provider would not send because the person has opted out there: the bot learns of it now.

    Everything is parked, as if the person had texted STOP, so that opting in again brings it back.
    """
    open_reminders = tuple(one for one in known.reminders if one.state is ReminderState.OPEN)
    return Saved(
        person=replace(known.person, opted_out_at=known.person.opted_out_at or now),
        reply=None,
        intent="stop",
        reminders=tuple(replace(one, state=ReminderState.PARKED, attend_at=None) for one in open_reminders),
        outbound=tuple(withdraw(text, now) for text in known.outbound),
    )


def _saved(known: Known, *outbound: OutboundText) -> Saved:
    return Saved(person=known.person, reply=None, intent="", outbound=outbound)
