"""The faults. Each is a context manager that changes the bot while it is open, and is undone when it closes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.conversation.context import Response
from bot.conversation.respond import respond
from bot.delivery import executor, follow_ups, occurrences, overdue, planning, worker
from bot.domain import message_state, recurrence
from bot.domain.model import Changes, InboundText, OutboundMessage, OutboundState, Receipt
from bot.inbound import service
from bot.storage.units import context, conversations, delivery

S = OutboundState


@dataclass(frozen=True)
class Mutant:
    """``name`` for the command line, ``fault`` in words; ``quick``: found within days, for the tests."""

    name: str
    fault: str
    patches: Callable[[], list[Any]]
    quick: bool = False

    @contextmanager
    def applied(self) -> Iterator[None]:
        with ExitStack() as stack:
            for each in self.patches():
                stack.enter_context(each)
            yield


def _dropped_commit() -> list[Any]:
    real, calls = context.save_changes, iter(range(10**9))

    async def save_changes(session: Any, known: Any, changes: Changes) -> None:
        if next(calls) % 15 == 14:
            changes = replace(changes, reminders=(), outbound=())
        await real(session, known, changes)

    return [patch.object(conversations, "save_changes", save_changes)]


def _text_for(change: Callable[[OutboundMessage], OutboundMessage]) -> list[Any]:
    real = occurrences.text_for

    def text_for(*args: Any, **options: Any) -> OutboundMessage:
        return change(real(*args, **options))

    return [patch.object(module, "text_for", text_for) for module in (planning, worker)]


def _reused_key() -> list[Any]:
    """Every occurrence of a series gets the same id."""
    namespace = UUID(int=1)
    return _text_for(lambda text: replace(text, id=uuid5(namespace, str(text.reminder_id or text.id))))


def _wrong_person() -> list[Any]:
    calls = iter(range(10**9))
    return _text_for(
        lambda text: replace(text, to_number="+12125550123") if next(calls) % 40 == 39 else text,
    )


def _kept_too_long() -> list[Any]:
    """What is beyond the window is handed over when it is due, not when it fits."""
    real = message_state.begin

    def begin(text: OutboundMessage, window: Any, now: datetime, *rest: Any) -> OutboundMessage:
        begun = real(text, window, now, *rest)
        if begun.state is S.WAITING and (text.due_at - now).total_seconds() > window.latest_seconds:
            return replace(begun, next_attempt_at=text.due_at)
        return begun

    return [patch.object(message_state, "begin", begin)]


def _planned_short() -> list[Any]:
    return [
        patch.object(occurrences, "PLAN_AHEAD_COUNT", 1),
        patch.object(occurrences, "PLAN_AHEAD", timedelta(days=1)),
    ]


def _endless_lease() -> list[Any]:
    async def release_leases(self: Any, now: datetime) -> int:  # noqa: ARG001
        return 0

    return [
        patch.object(message_state, "LEASE", timedelta(days=3650)),
        patch.object(delivery.Delivery, "release_leases", release_leases),
    ]


def _receipt_backwards() -> list[Any]:
    real = message_state.after_receipt

    def after_receipt(text: OutboundMessage, receipt: Receipt) -> OutboundMessage:
        if text.state is S.DELIVERED and receipt.state is S.SENT:
            return replace(text, state=S.WAITING, next_attempt_at=text.due_at, provider_message_id=None)
        return real(text, receipt)

    return [patch.object(message_state, "after_receipt", after_receipt)]


def _cancel_forgotten() -> list[Any]:
    real = message_state.withdraw

    def withdraw(text: OutboundMessage, now: datetime) -> OutboundMessage:
        if text.state is S.SCHEDULED:
            return replace(text, state=S.CANCELLED, next_attempt_at=None, replaces=())
        return real(text, now)

    return [patch.object(module, "withdraw", withdraw) for module in (planning, follow_ups, overdue)]


def _respond(change: Callable[[Response], Response]) -> Any:
    real = respond

    def changed(*args: Any, **options: Any) -> Response:
        return change(real(*args, **options))

    return patch.object(service, "respond", changed)


def _stop_ignored() -> list[Any]:
    return [
        _respond(lambda response: replace(response, parked=())),
        patch.object(planning, "_has_gone", lambda _: False),
    ]


def _undo_forgets() -> list[Any]:
    return [_respond(lambda response: replace(response, revived=()))]


def _doubled_top_up() -> list[Any]:
    real = occurrences.plan

    def plan(reminder: Any, planned: Any, now: datetime) -> Any:
        return real(reminder, planned[:1], now)

    return [patch.object(worker, "plan", plan)]


def _no_top_up() -> list[Any]:
    async def nothing(self: Any) -> int:  # noqa: ARG001
        return 0

    async def never(self: Any) -> None: ...

    return [
        patch.object(worker.Worker, "_top_up_some", nothing),
        patch.object(delivery.Delivery, "next_top_up_at", never),
    ]


def _lateness_ignored() -> list[Any]:
    def never(*_: Any) -> bool:
        return False

    return [patch.object(module, "is_late", never) for module in (message_state, follow_ups, overdue)]


def _wrong_zone() -> list[Any]:
    """The offset of January all year."""

    def to_utc(wall: datetime, timezone: str) -> datetime:
        offset = datetime(2027, 1, 15, tzinfo=ZoneInfo(timezone)).utcoffset() or timedelta()
        return (wall - offset).replace(tzinfo=ZoneInfo("UTC"))

    return [patch.object(recurrence, "to_utc", to_utc)]


def _redelivery_unknown() -> list[Any]:
    real, calls = service.InboundService.receive, iter(range(10**9))

    async def receive(self: Any, inbound: InboundText) -> Any:
        return await real(self, replace(inbound, message_id=f"{inbound.message_id}/{next(calls)}"))

    return [patch.object(service.InboundService, "receive", receive)]


def _repeated_blindly() -> list[Any]:
    real = message_state.next_call

    def next_call(text: OutboundMessage, *, supports_idempotency_keys: bool) -> Any:
        return real(replace(text, outcome_unknown=False), supports_idempotency_keys=supports_idempotency_keys)

    return [patch.object(message_state, "next_call", next_call)]


def _replaced_stays() -> list[Any]:
    return [patch.object(follow_ups, "is_safe", lambda _: False)]


def _gives_up() -> list[Any]:
    real = message_state.after_error

    def after_error(*args: Any) -> OutboundMessage:
        after = real(*args)
        return replace(after, state=S.FAILED, next_attempt_at=None) if after.state is S.WAITING else after

    return [patch.object(message_state, "after_error", after_error)]


def _forgotten_key() -> list[Any]:
    """A repeated hand-over goes out under a new key."""
    real, calls = executor.Executor.attend, iter(range(10**9))

    async def attend(self: Any, text: OutboundMessage) -> Any:
        provider = self._providers[text.provider]
        create = provider.schedule
        if text.outcome_unknown and provider.supports_idempotency_keys:
            fresh = replace(text, id=uuid5(text.id, str(next(calls))))
            provider.schedule = lambda _, send_at: create(fresh, send_at)
        try:
            return await real(self, text)
        finally:
            provider.schedule = create

    return [patch.object(executor.Executor, "attend", attend)]


MUTANTS = (
    Mutant("dropped-commit", "One text in fifteen is answered, but its changes are not saved", _dropped_commit, True),
    Mutant("reused-key", "Occurrences of a series share one id", _reused_key, True),
    Mutant("new-key", "A repeated hand-over goes out under a new key (Telnyx)", _forgotten_key),
    Mutant("blind-repeat", "After a lost answer the call is repeated without a search (Twilio)", _repeated_blindly),
    Mutant("window", "What is beyond the window is handed over when due", _kept_too_long),
    Mutant("short-plan", "Only the next day of a series is planned", _planned_short),
    Mutant("no-top-up", "Series are never topped up", _no_top_up),
    Mutant("double-top-up", "A top-up does not see what is planned", _doubled_top_up),
    Mutant("endless-lease", "A lease never ends, nor is it released at the start", _endless_lease),
    Mutant("receipt-back", "A receipt that comes late moves a message back", _receipt_backwards),
    Mutant("no-cancel", "A deleted message is not cancelled at the carrier", _cancel_forgotten, True),
    Mutant("replaced-stays", "After a change the old message is not cancelled", _replaced_stays),
    Mutant("stop-ignored", "STOP is noted, but nothing is cancelled", _stop_ignored),
    Mutant("undo-forgets", "UNDO answers, but brings nothing back", _undo_forgets),
    Mutant("lateness", "Late reminders do not say so, and never end", _lateness_ignored),
    Mutant("wrong-zone", "Series keep their offset across a clock change", _wrong_zone),
    Mutant("redelivery", "A redelivered webhook is a new text", _redelivery_unknown, True),
    Mutant("gives-up", "A temporary error is final", _gives_up),
    Mutant("wrong-person", "One message in forty goes to another person", _wrong_person),
)
