"""From a text and its person's context to the changes to save. Pure: the time and new ids are passed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.delivery_messages import DeliveryMessages
from bot.conversation.handlers.explain import with_explanation
from bot.conversation.respond import respond
from bot.conversation.texts import refusals
from bot.delivery.cancellation import hold_back, pending_reply, provisional_reply
from bot.delivery.occurrences import is_over, next_pending_of_each
from bot.delivery.planning import affected_ids, plan_changes
from bot.domain.changes import Answer, Changes, Decision, NumberNeeded, PersonContext, Step, with_pending
from bot.domain.message_state import is_too_late_to_cancel
from bot.domain.model import InboundText, Person, ProviderName, Reminder, ReminderState
from bot.domain.records import replace
from bot.domain.spending import Budgets
from bot.domain.text import without_invisible
from bot.inbound.addressee import addressee_of, for_recipient
from bot.inbound.admission import (
    AdmissionDecision,
    AdmissionLimits,
    RefusalReason,
    admit_at_all_bots,
    comparable,
    is_opting_in,
    is_opting_out,
)
from bot.inbound.budget import can_tell, notice, over_budget, without_reply
from bot.inbound.interpretation import after_delay, is_for_bot, is_stale_button, read_command
from bot.inbound.mms import answer_to_group, is_group, with_picture_alone, with_picture_note
from bot.inbound.provider_traits import ProviderTraits, reply_messages, response_segments
from bot.understanding.automatic import is_automatic
from bot.understanding.command import Command, Start, Stop

AUTOMATIC = "automatic"  # the intent of a text that another machine wrote: it gets neither reply nor reminder
OPT_OUT = "stop"  # the intent of an opt-out
REFUSED = "refused"  # the intent of a text that was not read
GROUP = "group"  # the intent of a text to several people: it sets nothing
NOT_FOR_BOT = "not_for_bot"  # the intent of a stranger's text to somebody's phone: it gets no reply
RENDERER = DeliveryMessages()

_NOTICES: Mapping[RefusalReason, Callable[[AdmissionLimits], str]] = {
    RefusalReason.SENDER: lambda _: refusals.TOO_FAST,
    RefusalReason.TOTAL: lambda _: refusals.BUSY,
    RefusalReason.LENGTH: lambda limits: refusals.text_too_long(limits.text_characters),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BotPolicy:
    """The rules from the settings.

    ``cancel_wait_seconds`` is how long a reply waits for the provider to cancel a message. ``answer_seconds`` is how
    long a text may take in all. ``own_numbers`` are the bot's, from which no text is accepted.
    """

    providers: Mapping[ProviderName, ProviderTraits]
    default_timezone: str
    limits: PersonLimits = field(default_factory=PersonLimits)
    cancel_wait_seconds: float = 2.0
    answer_seconds: float = 8.0
    admission: AdmissionLimits = field(default_factory=AdmissionLimits)
    own_numbers: frozenset[str] = frozenset()
    budgets: Budgets = field(default_factory=Budgets)


def decide(
    inbound: InboundText, person_context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Step:
    """Read the text, decide the reply, and turn the decision into the values to save.

    Only a decision that changes reminders needs all their pending messages.
    """
    addressee = addressee_of(inbound, person_context, policy.limits, now)
    if addressee.number and person_context.number_facts is None:
        return NumberNeeded(
            number=addressee.number, now=now, decide=lambda loaded: decide(inbound, loaded, policy, now, new_id)
        )
    traits = policy.providers[inbound.provider]
    finished, person_context = _current_context(inbound, person_context, traits, now)
    pace, admitted = admit_at_all_bots(person_context.person.memory.pace, inbound, policy.admission, now)
    person = replace(person_context.person, memory=replace(person_context.person.memory, pace=pace))
    person_context = replace(person_context, person=person)
    if admitted.reason is not None:
        return _over_pace(inbound, admitted, person_context, policy, now=now, new_id=new_id)
    if not _is_read(inbound, person_context):
        return Changes(person=person_context.person, reply=None, intent=AUTOMATIC, reminders=finished)
    if is_group(inbound):
        return _answer_to_group(inbound, person_context, policy, now, new_id)
    reply_context = ReplyContext(
        person_context=person_context,
        now=now,
        limits=policy.limits,
        new_id=new_id,
        text=without_invisible(inbound.body),
    )
    inbound, reply_context = for_recipient(addressee.request, inbound, reply_context)
    if is_stale_button(inbound, reply_context):
        changes = _refusal(refusals.OLD_BUTTON, person_context.person, policy, now, new_id)
        return _if_affordable(changes, person_context, policy.budgets, now)
    reading = read_command(
        inbound,
        reply_context,
        carrier_answers=traits.answers_keywords_of(inbound.from_number),
        countries=policy.admission.countries,
    )
    reading = with_picture_alone(reading, inbound)
    is_asked = any(one.contact.asked_at for one in person_context.asked_by)
    if traits.is_personal_phone and not is_asked and not is_for_bot(inbound, reading.command, person_context.person):
        return Changes(person=person_context.person, reply=None, intent=NOT_FOR_BOT, reminders=finished)
    decision = respond(reading.command, reply_context, inbound.opt_out, reading.acts)
    decision = with_picture_note(after_delay(decision, inbound, reply_context), inbound)

    def planned(loaded: PersonContext) -> Changes:
        current = replace(
            person_context,
            outbound=loaded.outbound,
            cancelling=loaded.cancelling,
            complete_for=loaded.complete_for,
        )
        changes = _planned(decision, current, traits, now, new_id)
        changes = replace(
            changes,
            person=with_explanation(decision.person, reading, inbound.body),
            intent=reading.intent,
            reminders=(*finished, *changes.reminders),
        )
        return _within_budgets(changes, reading.command, replace(reply_context, person_context=current), policy)

    return with_pending(affected_ids(decision, person_context), planned)(person_context)


def _planned(
    decision: Decision, person_context: PersonContext, traits: ProviderTraits, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    reminders, outbound = plan_changes(decision, person_context, RENDERER, now, new_id)
    pending = pending_reply(decision, person_context, outbound, RENDERER)
    reply = decision.reply if pending is None else provisional_reply(pending)
    carriers = reply_messages(reply, decision.person, traits, now, new_id)
    if pending is not None and carriers:
        carriers = tuple(hold_back(message, now) for message in carriers)
        pending = replace(pending, reply_message_id=carriers[0].id)
    reported = (replace(message, failure_reported=True) for message in decision.reported)
    return Changes(
        person=decision.person,
        reply=reply,
        intent="",
        pending=pending,
        over_limit=decision.over_limit,
        contacts=decision.contacts,
        reminders=reminders,
        outbound=(*reported, *outbound, *carriers),
        response_segments=response_segments(reply, traits),
    )


def _within_budgets(changes: Changes, command: Command, context: ReplyContext, policy: BotPolicy) -> Changes:
    """The changes if the day's budgets have room for them; else none, and the person is told once.

    Opting out meets no budget. Opting in costs nothing but its reply.
    """
    person_context, now = context.person_context, context.now
    exceeded = None if isinstance(command, Stop) else over_budget(changes, person_context, policy.budgets, now)
    if exceeded is None:
        return changes
    if isinstance(command, Start):
        return without_reply(changes)
    if context.person.opted_out_at is not None or not can_tell(person_context, policy.budgets, now):
        return Changes(person=context.person, reply=None, intent=REFUSED, over_limit=exceeded)
    person = replace(context.person, memory=replace(context.person.memory, budget_notice_at=now))
    return replace(_refusal(notice(context), person, policy, now, context.new_id), over_limit=exceeded)


def _refusal(
    reply: str | None, person: Person, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    """Nothing but a reply."""
    traits = policy.providers[person.provider]
    return Changes(
        person=person,
        reply=reply,
        intent=REFUSED,
        outbound=reply_messages(reply, person, traits, now, new_id),
        response_segments=response_segments(reply, traits),
    )


def _is_read(inbound: InboundText, person_context: PersonContext) -> bool:
    """Whether a person wrote the text. The carrier's word and an opt-out count in any case."""
    if inbound.opt_out is not None or is_opting_out(inbound):
        return True
    return not is_automatic(inbound.body) and not _is_echo(inbound, person_context)


def _is_echo(inbound: InboundText, person_context: PersonContext) -> bool:
    """Whether the text is a reminder that the bot sent lately: a machine sends back what it gets."""
    return any(comparable(inbound.body) == comparable(sent.message.body) for sent in person_context.recently_sent)


def _current_context(
    inbound: InboundText, person_context: PersonContext, traits: ProviderTraits, now: datetime
) -> tuple[tuple[Reminder, ...], PersonContext]:
    """The reminders that are over but not marked yet, as DONE; and the context as it is at ``now`` without them.

    The worker marks reminders in batches, so a text may come first. Its sender must not see a reminder that has fired.
    """
    finished = [reminder for reminder in person_context.reminders if is_over(reminder, person_context, now)]
    reminders = tuple(reminder for reminder in person_context.reminders if reminder not in finished)
    upcoming = next_pending_of_each(person_context.outbound)
    too_late = frozenset(
        reminder.id
        for reminder in reminders
        if (message := upcoming.get(reminder.id)) and is_too_late_to_cancel(message, traits.window, now)
    )
    current = replace(
        person_context,
        person=with_bot_number(person_context.person, inbound, traits),
        reminders=reminders,
        too_late_to_cancel=too_late,
    )
    done = tuple(replace(reminder, state=ReminderState.DONE, next_check_at=None) for reminder in finished)
    return done, current


def with_bot_number(person: Person, inbound: InboundText, traits: ProviderTraits) -> Person:
    """The person, with the bot's number that their messages come from.

    That is the one in the settings. Only without one is it the number they texted: a payload can name anybody's.
    """
    number = traits.number or inbound.to_number
    return replace(person, bot_number=number) if number else person


def _over_pace(
    inbound: InboundText,
    admitted: AdmissionDecision,
    person_context: PersonContext,
    policy: BotPolicy,
    *,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Changes:
    """The changes for a text that is too much for all bots together, of which this one did not know."""
    reason = admitted.reason or RefusalReason.SENDER
    changes = turn_down(inbound, reason, person_context, policy, now=now, new_id=new_id)
    return replace(changes if admitted.notify else without_reply(changes), over_limit=reason)


def turn_down(
    inbound: InboundText,
    reason: RefusalReason,
    person_context: PersonContext,
    policy: BotPolicy,
    *,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Changes:
    """The changes for a text that is not read: its sender is told why, unless they opted out.

    START is told of even then: it was not carried out, while the carrier has opted its sender in and passes a reply on.
    """
    person = with_bot_number(person_context.person, inbound, policy.providers[inbound.provider])
    may_be_told = person.opted_out_at is None or is_opting_in(inbound)
    reply = _NOTICES[reason](policy.admission) if may_be_told else None
    return _if_affordable(_refusal(reply, person, policy, now, new_id), person_context, policy.budgets, now)


def _answer_to_group(
    inbound: InboundText,
    person_context: PersonContext,
    policy: BotPolicy,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Changes:
    reply, person = answer_to_group(inbound, person_context.person)
    changes = replace(_refusal(reply, person, policy, now, new_id), intent=GROUP)
    return _if_affordable(changes, person_context, policy.budgets, now)


def answer_again(
    inbound: InboundText,
    earlier: Answer,
    person_context: PersonContext,
    policy: BotPolicy,
    *,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Changes:
    """The changes for a text that repeats one with the answer ``earlier``: the same reply, and nothing else."""
    person = with_bot_number(person_context.person, inbound, policy.providers[inbound.provider])
    reply = earlier.reply if person.opted_out_at is None else None
    changes = replace(_refusal(reply, person, policy, now, new_id), intent=earlier.intent)
    return _if_affordable(changes, person_context, policy.budgets, now)


def _if_affordable(changes: Changes, person_context: PersonContext, budgets: Budgets, now: datetime) -> Changes:
    """The changes, without their reply if the day's budgets have no room for it."""
    return changes if over_budget(changes, person_context, budgets, now) is None else without_reply(changes)
