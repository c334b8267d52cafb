"""A reply that depends on whether the provider can still cancel: what it waits for, and its final words. Pure.

The bot asks the provider before it replies, but only for a short time. If there is no answer by then, the reply says
so, and a notice follows if the cancel came too late.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.delivery.follow_ups import notice_id
from bot.delivery.renderer import MessageRenderer
from bot.domain.changes import CancelOutcome, Decision, PendingReply, PersonContext, ReplyForOutcomes
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundMessage, OutboundState
from bot.domain.records import replace

S = OutboundState

# How long a reply message is held back. Longer than the bot waits for the provider; after that it goes out anyway.
HOLD_FOR = timedelta(seconds=15)


def pending_reply(
    decision: Decision, person_context: PersonContext, outbound: Sequence[OutboundMessage], renderer: MessageRenderer
) -> PendingReply | None:
    """What the reply waits for once ``outbound`` is saved; None if no message must be cancelled at the provider."""
    if decision.reply is None:
        return None
    replaced = {id_ for message in outbound for id_ in message.replaces}
    cancelling = {message.id for message in outbound if message.state is S.CANCELLING}
    waited_for = {
        message.id: message.reminder_id
        for message in person_context.outbound
        if message.reminder_id is not None and message.id in replaced | cancelling
    }
    if not waited_for:
        return None
    return PendingReply(
        first=tuple(message.id for message in outbound if message.replaces),
        waited_for=waited_for,
        reply_for_outcomes=decision.reply_for_outcomes or _reply_with_note(decision, renderer),
    )


def _reply_with_note(decision: Decision, renderer: MessageRenderer) -> ReplyForOutcomes:
    """The decided reply, with a note that names the reminders that arrive anyway."""
    numbers = {reminder.id: reminder.number for reminder in (*decision.changed, *decision.cancelled)}

    def reply_for_outcomes(outcomes: Mapping[UUID, CancelOutcome]) -> str | None:
        too_late = [
            numbers[id_] for id_, outcome in outcomes.items() if outcome is CancelOutcome.TOO_LATE and id_ in numbers
        ]
        return f"{decision.reply}\n{renderer.arrives_anyway(too_late)}" if too_late else decision.reply

    return reply_for_outcomes


def provisional_reply(pending: PendingReply) -> str | None:
    """The reply while the provider has not answered yet."""
    return pending.reply_for_outcomes(dict.fromkeys(pending.waited_for.values(), CancelOutcome.PENDING))


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

    Notices that are still waiting are cancelled, because the reply says the same.
    """
    by_id = {message.id: message for message in outbound}
    notices = [by_id[id_] for id_ in map(notice_id, pending.waited_for) if id_ in by_id]
    outcomes: dict[UUID, CancelOutcome] = {}
    for id_, reminder_id in pending.waited_for.items():
        outcome = _outcome(by_id.get(id_), has_notice=notice_id(id_) in by_id)
        outcomes[reminder_id] = max(outcome, outcomes.get(reminder_id, CancelOutcome.CANCELLED))
    reply = pending.reply_for_outcomes(outcomes)
    changed = [cancel_message(notice, now) for notice in notices if notice.state is S.WAITING]
    carrier = by_id.get(pending.reply_message_id) if pending.reply_message_id is not None else None
    if carrier is not None and carrier.state is S.WAITING and reply is not None:
        changed.append(replace(carrier, body=reply, due_at=now, next_attempt_at=now))
    return reply, tuple(changed)


def _outcome(message: OutboundMessage | None, *, has_notice: bool) -> CancelOutcome:
    if has_notice or (message is not None and message.state in (S.SENT, S.DELIVERED)):
        return CancelOutcome.TOO_LATE
    if message is None or message.state in (S.CANCELLED, S.FAILED, S.UNDELIVERED):
        return CancelOutcome.CANCELLED
    return CancelOutcome.PENDING
