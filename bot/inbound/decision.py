"""From a text and its person's context to the changes to save. Pure: the time and new ids are passed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.delivery_messages import DeliveryMessages
from bot.conversation.handlers.explain import with_explanation
from bot.conversation.interpret import interpret
from bot.conversation.respond import respond
from bot.conversation.texts import refusals
from bot.delivery.cancellation import hold_back, pending_reply, provisional_reply
from bot.delivery.occurrences import is_over, message_for, next_pending
from bot.delivery.planning import plan_changes
from bot.domain.changes import Answer, Changes, PersonContext
from bot.domain.message_state import is_too_late_to_cancel
from bot.domain.model import InboundText, OutboundMessage, Person, ProviderName, Reminder, ReminderState, Window
from bot.domain.text import without_invisible
from bot.inbound.admission import AdmissionLimits, RefusalReason, comparable
from bot.understanding.automatic import is_automatic

AUTOMATIC = "automatic"  # the intent of a text that another machine wrote: it gets neither reply nor reminder
REFUSED = "refused"  # the intent of a text that was not read
RENDERER = DeliveryMessages()

_NOTICES: Mapping[RefusalReason, Callable[[AdmissionLimits], str]] = {
    RefusalReason.SENDER: lambda _: refusals.TOO_FAST,
    RefusalReason.TOTAL: lambda _: refusals.BUSY,
    RefusalReason.LENGTH: lambda limits: refusals.text_too_long(limits.text_characters),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTraits:
    """What a decision must know about a provider."""

    window: Window
    answers_in_webhook: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BotPolicy:
    """The rules from the settings.

    ``cancel_wait_seconds`` is how long a reply waits for the provider to cancel a message. ``own_numbers`` are the
    bot's, from which no text is accepted.
    """

    providers: Mapping[ProviderName, ProviderTraits]
    default_timezone: str
    limits: PersonLimits = field(default_factory=PersonLimits)
    cancel_wait_seconds: float = 2.0
    admission: AdmissionLimits = field(default_factory=AdmissionLimits)
    own_numbers: frozenset[str] = frozenset()


def decide(
    inbound: InboundText, person_context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    """Read the text, decide the reply, and turn the decision into the values to save."""
    traits = policy.providers[inbound.provider]
    finished, person_context = _current_context(inbound, person_context, traits.window, now)
    if inbound.opt_out is None and (is_automatic(inbound.body) or _is_echo(inbound, person_context)):
        return Changes(person=person_context.person, reply=None, intent=AUTOMATIC, reminders=finished)
    reading = interpret(inbound.body, person_context.person, now)
    reply_context = ReplyContext(
        person_context=person_context,
        now=now,
        limits=policy.limits,
        new_id=new_id,
        text=without_invisible(inbound.body),
    )
    decision = respond(reading.command, reply_context, inbound.opt_out)
    reminders, outbound = plan_changes(decision, person_context, RENDERER, now, new_id)
    pending = pending_reply(decision, person_context, outbound, RENDERER)
    reply = decision.reply if pending is None else provisional_reply(pending)
    reply_messages = _reply_messages(reply, decision.person, traits, now, new_id)
    if pending is not None and reply_messages:
        reply_messages = tuple(hold_back(message, now) for message in reply_messages)
        pending = replace(pending, reply_message_id=reply_messages[0].id)
    reported = (replace(message, failure_reported=True) for message in decision.reported)
    return Changes(
        person=with_explanation(decision.person, reading),
        reply=reply,
        pending=pending,
        over_limit=decision.over_limit,
        intent=reading.intent,
        reminders=(*finished, *reminders),
        outbound=(*reported, *outbound, *reply_messages),
    )


def _is_echo(inbound: InboundText, person_context: PersonContext) -> bool:
    """Whether the text is a reminder that the bot sent lately: a machine sends back what it gets."""
    return any(comparable(inbound.body) == comparable(sent.message.body) for sent in person_context.recently_sent)


def _current_context(
    inbound: InboundText, person_context: PersonContext, window: Window, now: datetime
) -> tuple[tuple[Reminder, ...], PersonContext]:
    """The reminders that are over but not marked yet, as DONE; and the context as it is at ``now`` without them.

    The worker marks reminders in batches, so a text may come first. Its sender must not see a reminder that has fired.
    """
    finished = [reminder for reminder in person_context.reminders if is_over(reminder, person_context, now)]
    reminders = tuple(reminder for reminder in person_context.reminders if reminder not in finished)
    too_late = frozenset(
        reminder.id
        for reminder in reminders
        if (message := next_pending(reminder, person_context.outbound)) and is_too_late_to_cancel(message, window, now)
    )
    current = replace(
        person_context,
        person=replace(person_context.person, bot_number=inbound.to_number),
        reminders=reminders,
        too_late_to_cancel=too_late,
    )
    done = tuple(replace(reminder, state=ReminderState.DONE, next_check_at=None) for reminder in finished)
    return done, current


def turn_down(
    inbound: InboundText,
    reason: RefusalReason,
    person_context: PersonContext,
    policy: BotPolicy,
    *,
    now: datetime,
    new_id: Callable[[], UUID],
) -> Changes:
    """The changes for a text that is not read: its sender is told why, unless they opted out."""
    person = replace(person_context.person, bot_number=inbound.to_number)
    reply = _NOTICES[reason](policy.admission) if person.opted_out_at is None else None
    reply_messages = _reply_messages(reply, person, policy.providers[person.provider], now, new_id)
    return Changes(person=person, reply=reply, intent=REFUSED, outbound=reply_messages)


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
    person = person_context.person
    reply = earlier.reply if person.opted_out_at is None else None
    reply_messages = _reply_messages(reply, person, policy.providers[inbound.provider], now, new_id)
    return Changes(person=person, reply=reply, intent=earlier.intent, outbound=reply_messages)


def _reply_messages(
    reply: str | None, person: Person, traits: ProviderTraits, now: datetime, new_id: Callable[[], UUID]
) -> tuple[OutboundMessage, ...]:
    """The reply as an outbound message, for a provider that does not take it in the webhook's response."""
    if reply is None or traits.answers_in_webhook:
        return ()
    return (message_for(None, person, now, body=reply, now=now, id_=new_id()),)
