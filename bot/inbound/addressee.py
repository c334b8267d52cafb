"""Whom a text asks to remind if not its sender. Pure."""

from datetime import datetime

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.handlers.others import pending_contact, recipient_named
from bot.domain.changes import PersonContext
from bot.domain.contacts import ContactState
from bot.domain.model import InboundText
from bot.domain.phone_numbers import country_of, numbers_in
from bot.domain.records import record, replace
from bot.inbound.admission import is_opting_out
from bot.understanding.recipients import Addressed, addressed


@record
class Addressee:
    """``request`` is set if the text asks to remind somebody else; ``number`` is one of which more must be known."""

    request: Addressed | None = None
    number: str = ""


def addressee_of(inbound: InboundText, person_context: PersonContext, limits: PersonLimits, now: datetime) -> Addressee:
    """Nobody if the operator has not allowed it, and for an opt-out."""
    person = person_context.person
    if not limits.remind_others or is_opting_out(inbound) or inbound.group or person.opted_out_at is not None:
        return Addressee()
    numbers = numbers_in(inbound.body, country_of(person.number)) if any(map(str.isdigit, inbound.body)) else ()
    request = addressed(inbound.body, numbers)
    name = request.name if request is not None else person.memory.pending_recipient
    if name and not numbers:
        # Its number was said before, but nobody was asked yet.
        named = [one for one in person_context.contacts if one.name.casefold() == name.casefold()]
        number = next((one.number for one in reversed(named) if one.state is ContactState.NEW), "")
        return Addressee(request=request, number=number)
    if request is not None:
        return Addressee(request=request, number=request.number)
    if numbers:
        has_new = any(one.state is ContactState.NEW for one in person_context.contacts)
        return Addressee(number=numbers[0][2] if has_new else "")
    pending = pending_contact(person_context, now)
    return Addressee(number=pending.number if pending is not None else "")


def for_recipient(
    request: Addressed | None, inbound: InboundText, context: ReplyContext
) -> tuple[InboundText, ReplyContext]:
    """The text and its context as if the sender were to be reminded, with the recipient."""
    if request is None:
        return inbound, context
    recipient = recipient_named(request.name, request.number, context)
    context = replace(
        context,
        text=request.text,
        recipient=recipient,
        reports_done=request.reports_done,
        is_unclear=request.is_unclear,
    )
    return replace(inbound, body=request.text), context
