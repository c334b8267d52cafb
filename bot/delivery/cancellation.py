"""A reply that depends on whether the provider can still cancel: what it waits for, and its final words. Pure.

The bot asks the provider before it replies, but only for a short time. If there is no answer by then, the reply says
so, and a notice follows if the cancel came too late.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.delivery.follow_ups import notice_id
from bot.delivery.planning import is_unreachable
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import (
    ALL_CANCELLED,
    CancelOutcome,
    Decision,
    PendingReply,
    PersonContext,
    ReplyForOutcomes,
)
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundMessage, OutboundState, Reminder
from bot.domain.records import replace

S = OutboundState

# How long a reply message is held back. Longer than the bot waits for the provider; after that it goes out anyway.
HOLD_FOR = timedelta(seconds=15)


def pending_reply(
    decision: Decision, person_context: PersonContext, outbound: Sequence[OutboundMessage], renderer: MessageRenderer
) -> PendingReply | None:
    """What the reply waits for once ``outbound`` is saved; None if no message must be cancelled at the provider.

    That includes messages that an earlier text cancelled, if the provider has not answered about them yet.
    """
    if decision.reply is None:
        return None
    replaced = {id_ for message in outbound for id_ in message.replaces}
    cancelling = {message.id for message in outbound if message.state is S.CANCELLING}
    touched = {reminder.id for reminder in (*decision.changed, *_ended(decision))}
    ends_everything = is_unreachable(decision.person)
    cancelling |= {one.id for one in person_context.cancelling if ends_everything or one.reminder_id in touched}
    waited_for = {
        message.id: message.reminder_id
        for message in (*person_context.outbound, *person_context.cancelling)
        if message.reminder_id is not None and message.id in replaced | cancelling
    }
    if not waited_for:
        return None
    return PendingReply(
        first=tuple(message.id for message in outbound if message.replaces),
        waited_for=waited_for,
        reply_for_outcomes=decision.reply_for_outcomes or _reply_with_note(decision, renderer),
    )


def _ended(decision: Decision) -> tuple[Reminder, ...]:
    return (*decision.cancelled, *decision.parked, *decision.paused)


def _reply_with_note(decision: Decision, renderer: MessageRenderer) -> ReplyForOutcomes:
    """The decided reply, with a note that names the reminders of which texts arrive anyway, or may do so."""
    numbers = {reminder.id: reminder.number for reminder in (*decision.changed, *_ended(decision))}

    def reply_for_outcomes(outcomes: Mapping[UUID, CancelOutcome]) -> str | None:
        too_late = {numbers[id_]: one.too_late for id_, one in outcomes.items() if one.too_late and id_ in numbers}
        if too_late:
            return f"{decision.reply}\n{renderer.arrives_anyway(too_late)}"
        is_pending = any(one.pending for one in outcomes.values())
        return f"{decision.reply}\n{renderer.may_arrive()}" if is_pending else decision.reply

    return reply_for_outcomes


def provisional_reply(pending: PendingReply) -> str | None:
    """The reply while the provider has not answered yet."""
    counts = Counter(pending.waited_for.values())
    return pending.reply_for_outcomes({id_: CancelOutcome(pending=count) for id_, count in counts.items()})


def hold_back(reply: OutboundMessage, now: datetime) -> OutboundMessage:
    """The message that carries the reply, kept until the reply is final."""
    return replace(reply, due_at=now + HOLD_FOR, next_attempt_at=now + HOLD_FOR)


def message_ids_to_load(pending: PendingReply) -> tuple[UUID, ...]:
    """The ids of the messages that ``final_reply`` needs."""
    ids = [*pending.waited_for, *map(notice_id, pending.waited_for)]
    return (*ids, pending.reply_message_id) if pending.reply_message_id is not None else tuple(ids)


def final_reply(
    pending: PendingReply, outbound: Iterable[OutboundMessage], now: datetime
) -> tuple[str | None, tuple[OutboundMessage, ...]]:
    """The reply, given the current state of the messages, and the messages to save with it.

    Notices that are still waiting are cancelled, because the reply says the same. One that only says that a message
    may have been sent stays: the reply promises it.
    """
    by_id = {message.id: message for message in outbound}
    changed: list[OutboundMessage] = []
    outcomes: dict[UUID, CancelOutcome] = {}
    for id_, reminder_id in pending.waited_for.items():
        notice = by_id.get(notice_id(id_))
        outcome = _outcome(by_id.get(id_), has_notice=notice is not None)
        outcomes[reminder_id] = outcomes.get(reminder_id, ALL_CANCELLED) + outcome
        if outcome.too_late and notice is not None and notice.state is S.WAITING:
            changed.append(cancel_message(notice, now))
    reply = pending.reply_for_outcomes(outcomes)
    carrier = by_id.get(pending.reply_message_id) if pending.reply_message_id is not None else None
    if carrier is not None and carrier.state is S.WAITING and reply is not None:
        changed.append(replace(carrier, body=reply, due_at=now, next_attempt_at=now))
    return reply, tuple(changed)


def _outcome(message: OutboundMessage | None, *, has_notice: bool) -> CancelOutcome:
    if message is not None and message.state is S.FAILED and message.outcome_unknown:
        return CancelOutcome(pending=1)
    if has_notice or (message is not None and message.state in (S.SENT, S.DELIVERED)):
        return CancelOutcome(too_late=1)
    if message is None or message.state in (S.CANCELLED, S.FAILED, S.UNDELIVERED):
        return ALL_CANCELLED
    return CancelOutcome(pending=1)
