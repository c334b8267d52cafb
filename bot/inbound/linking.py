"""Links a second address to a person: "link" gives a code, which they text from the other address. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.conversation.texts import links
from bot.delivery.occurrences import message_for
from bot.domain.changes import Changes, MessagesNeeded, NumberNeeded, PersonContext, Step
from bot.domain.link_codes import address_in_words, asks_for_code, asks_to_unlink, code_from, code_in
from bot.domain.model import InboundText, Person
from bot.domain.records import replace
from bot.domain.sms_segments import segments
from bot.inbound.budget import over_budget, without_reply
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import reply_messages

LINK = "link"  # the intent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    reply: str
    code: str | None = None
    owner: Person | None = None
    unlinks: bool = False


def link_changes(
    inbound: InboundText, context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes | None:
    """The changes for a text about links; None for any other, and for one that is an answer or a reminder's words."""
    person = context.person
    if person.opted_out_at is not None or inbound.group or inbound.opt_out is not None:
        return None
    outcome = _outcome(inbound, context, new_id)
    if outcome is None:
        return None
    if outcome.owner is not None:
        person = replace(person, forgotten_at=now)  # their data is erased: from now on the address is the owner's
    changes = _said(outcome.reply, replace(context, person=person), policy, now, new_id)
    if outcome.owner is not None:
        told = links.linked_notice(address_in_words(inbound.from_number))
        notice = message_for(None, outcome.owner, now, body=told, now=now, id_=new_id())
        changes = replace(changes, outbound=(*changes.outbound, notice))
    return replace(changes, link_code=outcome.code, links_to=outcome.owner, unlinks=outcome.unlinks)


def _said(reply: str, context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]) -> Changes:
    """Nothing but a reply, if the day's budgets have room for it."""
    traits = policy.providers[context.person.provider]
    changes = Changes(
        person=context.person,
        reply=reply,
        intent=LINK,
        outbound=reply_messages(reply, context.person, traits, now, new_id),
        response_segments=segments(reply) if traits.answers_in_webhook else 0,
    )
    return changes if over_budget(changes, context, policy.budgets, now) is None else without_reply(changes)


def unless_number_is_blocked(
    step: Step,
    inbound: InboundText,
    context: PersonContext,
    policy: BotPolicy,
    *,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Step:
    """``step``, unless it opts someone in from a linked address.

    A carrier that has answered STOP from their number still blocks it, until START comes from there. Reminders would be
    promised, and refused (21610).
    """
    person = context.person
    traits = policy.providers[inbound.provider]
    is_elsewhere = inbound.from_number != person.number and traits.answers_keywords_of(person.number)
    if person.opted_out_at is None or not is_elsewhere or isinstance(step, NumberNeeded):
        return step  # a text about somebody else's number is no START

    def kept_out(changes: Changes) -> Changes:
        if changes.person.opted_out_at is not None:
            return changes
        return _said(links.START_AT_NUMBER, context, policy, now, new_id)

    if isinstance(step, MessagesNeeded):
        return replace(step, decide=lambda person_context: kept_out(step.decide(person_context)))
    return kept_out(step)


def _outcome(inbound: InboundText, context: PersonContext, new_id: Callable[[], UUID]) -> _Outcome | None:
    person, owner = context.person, context.link_owner
    if code_in(inbound.body) is not None:
        if owner is None:
            return _Outcome(reply=links.UNKNOWN_CODE)
        if owner.id == person.id:
            is_other = inbound.from_number != person.number
            return _Outcome(reply=links.ALREADY_LINKED if is_other else links.OWN_CODE)
        if context.reminders or context.unreadable_numbers:
            return _Outcome(reply=links.HAS_REMINDERS)
        return _Outcome(reply=links.LINKED, owner=owner)
    if person.memory.pending_since is not None:
        return None  # "link" may be the answer to a question
    if asks_for_code(inbound.body):
        if inbound.from_number != person.number:
            return _Outcome(reply=links.ALREADY_LINKED)
        code = code_from(new_id())
        return _Outcome(reply=links.code_made(code), code=code)
    if asks_to_unlink(inbound.body):
        if inbound.from_number != person.number:
            return _Outcome(reply=links.UNLINKED, unlinks=True)
        is_shared = bool(context.linked_addresses)
        return _Outcome(reply=links.UNLINKED_OTHERS if is_shared else links.NOT_LINKED, unlinks=is_shared)
    return None
