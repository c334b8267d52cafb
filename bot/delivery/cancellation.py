"""A reply that depends on what the provider says: what it waits for, and which words it comes to. Pure.

A text that lies with the provider is taken back there, or it is too late. The bot asks before it answers, for a short
while; what it does not know by then it says so, and tells the person later if it was too late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.conversation.context import Response
from bot.conversation.texts import delivery as delivery_texts
from bot.delivery.follow_ups import notice_id
from bot.domain.message_state import withdraw
from bot.domain.model import (
    CancelOutcome,
    OutboundMessage,
    OutboundState,
    PendingReply,
    PersonContext,
    ReplyForOutcomes,
)

S = OutboundState

# How long the reply by the API is held back; longer than the bot waits for the provider. It goes out in any case.
HELD_FOR = timedelta(seconds=15)


def pending_reply(
    response: Response, person_context: PersonContext, saved: Sequence[OutboundMessage]
) -> PendingReply | None:
    """What the reply waits for when ``saved`` is committed; None where nothing lies with the provider."""
    if response.reply is None:
        return None
    first = tuple(text.id for text in saved if text.replaces)
    named = {id_ for text in saved for id_ in text.replaces}
    asked = {text.id for text in saved if text.state is S.CANCELLING}
    waited_for = {
        text.id: text.reminder_id
        for text in person_context.outbound
        if text.reminder_id is not None and text.id in named | asked
    }
    if not waited_for:
        return None
    return PendingReply(
        first=first, waited_for=waited_for, reply_for_outcomes=response.reply_for_outcomes or _with_notes(response)
    )


def _with_notes(response: Response) -> ReplyForOutcomes:
    """The reply as it is; what comes all the same is told with it."""
    numbers = {reminder.id: reminder.number for reminder in (*response.changed, *response.cancelled)}

    def reply_for_outcomes(outcomes: Mapping[UUID, CancelOutcome]) -> str | None:
        late = [
            str(numbers[id_])
            for id_, outcome in outcomes.items()
            if outcome is CancelOutcome.TOO_LATE and id_ in numbers
        ]
        return f"{response.reply}\n{delivery_texts.comes_all_the_same(late)}" if late else response.reply

    return reply_for_outcomes


def at_first(pending: PendingReply) -> str | None:
    """The reply as long as the provider has said nothing."""
    return pending.reply_for_outcomes(dict.fromkeys(pending.waited_for.values(), CancelOutcome.PENDING))


def held_back(spoken: OutboundMessage, now: datetime) -> OutboundMessage:
    """The text that carries the reply, kept until the reply is settled."""
    return replace(spoken, due_at=now + HELD_FOR, next_attempt_at=now + HELD_FOR)


def message_ids_to_load(pending: PendingReply) -> tuple[UUID, ...]:
    """The ids of the texts that ``settled`` is to be given as they stand."""
    ids = [*pending.waited_for, *map(notice_id, pending.waited_for)]
    return (*ids, pending.reply_message_id) if pending.reply_message_id is not None else tuple(ids)


def settled(
    pending: PendingReply, outbound: Iterable[OutboundMessage], now: datetime
) -> tuple[str | None, tuple[OutboundMessage, ...]]:
    """The reply, by how the texts stand now, and the texts to be saved with it.

    What the reply tells is not told once more by a notice.
    """
    by_id = {text.id: text for text in outbound}
    notices = [by_id[id_] for id_ in map(notice_id, pending.waited_for) if id_ in by_id]
    outcomes: dict[UUID, CancelOutcome] = {}
    for id_, reminder_id in pending.waited_for.items():
        outcome = _outcome(by_id.get(id_), has_notice=notice_id(id_) in by_id)
        outcomes[reminder_id] = max(outcome, outcomes.get(reminder_id, CancelOutcome.CANCELLED))
    reply = pending.reply_for_outcomes(outcomes)
    changed = [withdraw(notice, now) for notice in notices if notice.state is S.WAITING]
    spoken = by_id.get(pending.reply_message_id) if pending.reply_message_id is not None else None
    if spoken is not None and spoken.state is S.WAITING and reply is not None:
        changed.append(replace(spoken, body=reply, due_at=now, next_attempt_at=now))
    return reply, tuple(changed)


def _outcome(text: OutboundMessage | None, *, has_notice: bool) -> CancelOutcome:
    if has_notice or (text is not None and text.state in (S.SENT, S.DELIVERED)):
        return CancelOutcome.TOO_LATE
    if text is None or text.state in (S.CANCELLED, S.FAILED, S.UNDELIVERED):
        return CancelOutcome.CANCELLED
    return CancelOutcome.PENDING
