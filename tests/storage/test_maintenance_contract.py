"""Pruning deletes old finished data in small batches and nothing else, whatever its age."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.model import OutboundKind, OutboundState, ReminderState
from bot.storage.protocol import RetentionCutoffs
from bot.storage.store import Store
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

S, R = OutboundState, ReminderState
LONG_AGO = NOW - timedelta(days=400)
SINCE = NOW - timedelta(days=90)
ALL_SINCE = RetentionCutoffs(inbound=SINCE, outbound=SINCE, reminders=SINCE, spending=SINCE)


async def save(store, *, message_id="x", received_at=NOW, **values):
    inbound = make_inbound("x", message_id, received_at=received_at)
    return await store.conversations.answer(inbound, lambda: make_person(id=0), saving(**values))


async def exists(store: Store, id_: UUID) -> bool:
    return await store.delivery.revise(id_, lambda message: message) is not None


# state, other fields, whether it is finished
MESSAGES = [
    (S.SENT, {}, True),
    (S.DELIVERED, {}, True),
    (S.CANCELLED, {}, True),
    (S.FAILED, {"failure_reported": True}, True),
    (S.UNDELIVERED, {"failure_reported": True}, True),
    (S.FAILED, {"kind": OutboundKind.REPLY}, True),
    (S.FAILED, {}, False),
    (S.UNDELIVERED, {}, False),
    (S.SENT, {"next_attempt_at": NOW}, False),
    (S.WAITING, {}, False),
    (S.HANDING_OVER, {}, False),
    (S.SCHEDULED, {}, False),
    (S.CANCELLING, {}, False),
]


@pytest.mark.parametrize(("state", "changes", "is_finished"), MESSAGES)
async def test_only_finished_messages_are_pruned(store, state, changes, is_finished):
    message = make_text(**{"state": state, "due_at": LONG_AGO, "next_attempt_at": None} | changes)
    await save(store, outbound=[message])
    await store.maintenance.prune(ALL_SINCE, 10)
    assert await exists(store, message.id) is not is_finished


@pytest.mark.parametrize("state", S)
async def test_a_recent_message_is_kept_in_any_state(store, state):
    message = make_text(state=state, due_at=SINCE + timedelta(seconds=1), next_attempt_at=None, failure_reported=True)
    await save(store, outbound=[message])
    assert await store.maintenance.prune(ALL_SINCE, 10) == 0
    assert await exists(store, message.id)


@pytest.mark.parametrize(("state", "pruned"), [(R.DONE, True), (R.CANCELLED, True), (R.OPEN, False), (R.PARKED, False)])
async def test_only_finished_reminders_are_pruned(store, state, pruned):
    await save(store, reminders=[make_reminder(due_at=LONG_AGO, state=state)])
    assert await store.maintenance.prune(ALL_SINCE, 10) == pruned


async def test_a_reminder_is_kept_as_long_as_its_messages(store):
    reminder = make_reminder(due_at=LONG_AGO, state=R.DONE)
    unreported = make_text(state=S.FAILED, due_at=LONG_AGO, next_attempt_at=None, reminder_id=reminder.id)
    await save(store, reminders=[reminder], outbound=[unreported])
    assert await store.maintenance.prune(ALL_SINCE, 10) == 0
    await store.delivery.revise(unreported.id, lambda message: replace(message, failure_reported=True))
    assert await store.maintenance.prune(ALL_SINCE, 10) == 2


async def test_an_answer_is_kept_until_its_cutoff(store):
    await save(store, message_id="old", received_at=LONG_AGO)
    await save(store, message_id="new", received_at=NOW)
    assert await store.maintenance.prune(ALL_SINCE, 10) == 1
    assert (await save(store, message_id="new")).redelivered
    assert not (await save(store, message_id="old")).redelivered


async def test_pruning_goes_in_batches_oldest_first(store):
    messages = [
        make_text(state=S.SENT, due_at=LONG_AGO + timedelta(days=day), next_attempt_at=None) for day in range(5)
    ]
    await save(store, outbound=messages)
    left = []
    while await store.maintenance.prune(ALL_SINCE, 2):
        left.append([day for day, message in enumerate(messages) if await exists(store, message.id)])
    assert left == [[2, 3, 4], [4], []]
