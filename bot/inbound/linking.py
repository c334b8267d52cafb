"""Links a second address to a person: "link" gives a code, which they text from the other address. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.conversation.texts import links
from bot.domain.changes import Changes, PersonContext
from bot.domain.link_codes import asks_for_code, asks_to_unlink, code_from, code_in
from bot.domain.model import InboundText, Person
from bot.domain.records import replace
from bot.domain.sms_segments import segments
from bot.inbound.budget import over_budget, without_reply
from bot.inbound.decision import BotPolicy, reply_messages

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
    traits = policy.providers[inbound.provider]
    if outcome.owner is not None:
        person = replace(person, forgotten_at=now)  # their data is erased: from now on the address is the owner's
    changes = Changes(
        person=person,
        reply=outcome.reply,
        intent=LINK,
        outbound=reply_messages(outcome.reply, person, traits, now, new_id),
        response_segments=segments(outcome.reply) if traits.answers_in_webhook else 0,
        link_code=outcome.code,
        links_to=outcome.owner,
        unlinks=outcome.unlinks,
    )
    return changes if over_budget(changes, context, policy.budgets, now) is None else without_reply(changes)


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
        is_linked = inbound.from_number != person.number
        return _Outcome(reply=links.UNLINKED if is_linked else links.NOT_LINKED, unlinks=is_linked)
    return None
