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
from bot.domain.model import Fate, Known, OutboundState, OutboundText, PendingReply, ReplyGiven

S = OutboundState

# How long the reply by the API is held back; longer than the bot waits for the provider. It goes out in any case.
HELD_FOR = timedelta(seconds=15)


def pending_reply(response: Response, known: Known, saved: Sequence[OutboundText]) -> PendingReply | None:
    """What the reply waits for when ``saved`` is committed; None where nothing lies with the provider."""
    if response.reply is None:
        return None
    first = tuple(text.id for text in saved if text.replaces)
    named = {id_ for text in saved for id_ in text.replaces}
    asked = {text.id for text in saved if text.state is S.CANCELLING}
    waited_for = {
        text.id: text.reminder_id
        for text in known.outbound
        if text.reminder_id is not None and text.id in named | asked
    }
    if not waited_for:
        return None
    return PendingReply(first=first, waited_for=waited_for, reply_given=response.reply_given or _with_notes(response))


def _with_notes(response: Response) -> ReplyGiven:
    """The reply as it is; what comes all the same is told with it."""
    numbers = {reminder.id: reminder.number for reminder in (*response.changed, *response.cancelled)}

    def reply_given(fates: Mapping[UUID, Fate]) -> str | None:
        late = [str(numbers[id_]) for id_, fate in fates.items() if fate is Fate.TOO_LATE and id_ in numbers]
        return f"{response.reply}\n{delivery_texts.comes_all_the_same(late)}" if late else response.reply

    return reply_given


def at_first(pending: PendingReply) -> str | None:
    """The reply as long as the provider has said nothing."""
    return pending.reply_given(dict.fromkeys(pending.waited_for.values(), Fate.ASKED))


def held_back(spoken: OutboundText, now: datetime) -> OutboundText:
    """The text that carries the reply, kept until the reply is settled."""
    return replace(spoken, due_at=now + HELD_FOR, attend_at=now + HELD_FOR)


def looked_at(pending: PendingReply) -> tuple[UUID, ...]:
    """The ids of the texts that ``settled`` is to be given as they stand."""
    ids = [*pending.waited_for, *map(notice_id, pending.waited_for)]
    return (*ids, pending.spoken_id) if pending.spoken_id is not None else tuple(ids)


def settled(
    pending: PendingReply, outbound: Iterable[OutboundText], now: datetime
) -> tuple[str | None, tuple[OutboundText, ...]]:
    """The reply, by how the texts stand now, and the texts to be saved with it.

    What the reply tells is not told once more by a notice.
    """
    by_id = {text.id: text for text in outbound}
    notices = [by_id[id_] for id_ in map(notice_id, pending.waited_for) if id_ in by_id]
    fates: dict[UUID, Fate] = {}
    for id_, reminder_id in pending.waited_for.items():
        fate = _fate(by_id.get(id_), has_notice=notice_id(id_) in by_id)
        fates[reminder_id] = max(fate, fates.get(reminder_id, Fate.GONE))
    reply = pending.reply_given(fates)
    changed = [withdraw(notice, now) for notice in notices if notice.state is S.WAITING]
    spoken = by_id.get(pending.spoken_id) if pending.spoken_id is not None else None
    if spoken is not None and spoken.state is S.WAITING and reply is not None:
        changed.append(replace(spoken, body=reply, due_at=now, attend_at=now))
    return reply, tuple(changed)


def _fate(text: OutboundText | None, *, has_notice: bool) -> Fate:
    if has_notice or (text is not None and text.state in (S.SENT, S.DELIVERED)):
        return Fate.TOO_LATE
    if text is None or text.state in (S.CANCELLED, S.FAILED, S.UNDELIVERED):
        return Fate.GONE
    return Fate.ASKED
