"""A bot that was stopped past its lease, like a paused machine, neither undoes nor repeats what another one did."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.delivery.executor import Executor
from bot.delivery.planning import replace_messages
from bot.domain.errors import OutcomeUnknownError, TemporaryProviderError
from bot.domain.fair_share import ClaimRoom
from bot.domain.message_state import FIND_FOR, LEASE, cancel_message
from bot.domain.model import OutboundState
from tests.builders import NOW, RENDERER, make_reminder, make_text
from tests.fakes.worker_setup import worker_setup

S = OutboundState
REMINDER = make_reminder()
MOVED_TO = NOW + timedelta(hours=5)
PAUSED_FOR = LEASE + timedelta(seconds=1)


@pytest.fixture
async def context(tmp_path):
    async with worker_setup(tmp_path) as setup:
        yield setup


def executor_of(context, owner):
    return Executor(
        context.store.delivery, {context.provider.name: context.provider}, context.clock, RENDERER, owner=owner
    )


async def claimed_by(context, executor):
    (message,) = (await executor.claim(context.provider.name, ClaimRoom(calls=1), lambda _: False)).messages
    return message


async def test_a_call_is_not_begun_after_the_lease(context):
    text = make_text()
    await context.save(text)
    paused = executor_of(context, "paused")
    message = await claimed_by(context, paused)
    context.clock.set(NOW + PAUSED_FOR)
    await paused.execute(message)
    assert context.provider.calls == []
    await context.run_until(NOW + PAUSED_FOR + FIND_FOR * 2)
    assert context.provider.calls[0] == "find", "the other bot does not know that no call was made"
    assert context.provider.scheduled() == [(text.body, text.due_at)]


async def paused_in_a_call(context, text, fault=None):
    """A bot claims ``text`` and is stopped while its call is under way; its task, and what lets it go on."""
    await context.save(text, reminders=[REMINDER] if text.reminder_id else [])
    paused = executor_of(context, "paused")
    message = await claimed_by(context, paused)
    context.provider.hold_first = go_on = asyncio.Event()
    if fault is not None:
        context.provider.faults.append(fault)
    begun = asyncio.Event()
    context.provider.called = begun.set
    task = asyncio.create_task(paused.execute(message))
    await begun.wait()
    context.clock.set(NOW + PAUSED_FOR)
    return task, go_on


async def settled(context):
    await context.run_until(context.clock.now() + FIND_FOR * 2)


async def test_a_late_failure_does_not_undo_what_another_bot_did(context):
    text = make_text()
    task, go_on = await paused_in_a_call(context, text)
    context.provider.hold_first = None
    await context.run_until(NOW + PAUSED_FOR + FIND_FOR * 2)
    assert (await context.now_of(text)).state is S.SCHEDULED
    context.provider.faults.append(TemporaryProviderError("429"))
    go_on.set()
    await task
    assert (await context.now_of(text)).state is S.SCHEDULED
    assert context.provider.scheduled() == [(text.body, text.due_at)]


async def test_what_two_bots_scheduled_is_cancelled_once(context):
    text = make_text()
    task, go_on = await paused_in_a_call(context, text)
    context.provider.hold_first = None
    await context.run_until(NOW + PAUSED_FOR + FIND_FOR * 2)
    go_on.set()
    await task
    await settled(context)
    assert context.provider.scheduled() == [(text.body, text.due_at)]
    assert (await context.now_of(text)).provider_message_id == "PM1"


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(0)])
async def test_an_acceptance_is_kept_although_another_bot_searches(context, ahead):
    """The provider accepted the call of the paused bot, but its list does not show the message yet."""
    text = make_text(id=uuid4(), due_at=NOW + ahead)
    task, go_on = await paused_in_a_call(context, text)
    other = executor_of(context, "other")
    search = await claimed_by(context, other)
    go_on.set()
    await task
    await other.execute(search)
    await context.run_until(NOW + PAUSED_FOR + FIND_FOR * 2)
    kept = await context.now_of(text)
    assert kept.provider_message_id == "PM1"
    assert kept.state is (S.SCHEDULED if ahead else S.SENT)
    assert len(context.provider.held) == 1


async def delete(context):
    await context.change(lambda own: ((), tuple(cancel_message(one, context.clock.now()) for one in own.outbound)))


async def move(context):
    later = make_text(id=uuid4(), due_at=MOVED_TO, reminder_id=REMINDER.id)
    await context.change(lambda own: ((), tuple(replace_messages(own.outbound, [later], context.clock.now()))))


@dataclass(frozen=True)
class Late:
    """How a call ends that the provider gets late, and the cancel after it."""

    fault: Exception | None = None  # although the provider has scheduled the message
    cancel_fault: Exception | None = None

    def __str__(self) -> str:
        return f"{self.fault or 'accepted'}, cancel {self.cancel_fault or 'accepted'}"


LATE_CALLS = [Late(), Late(cancel_fault=TemporaryProviderError("503")), Late(fault=OutcomeUnknownError("timeout"))]


@pytest.mark.parametrize("late", LATE_CALLS, ids=str)
@pytest.mark.parametrize(("change", "left"), [(delete, []), (move, [MOVED_TO])])
@pytest.mark.parametrize("changed_at", ["during the call", "after the search", "after the late call"])
async def test_nothing_that_a_late_call_scheduled_stays(context, late, change, left, changed_at):
    """A bot is stopped in the middle of its call, and the provider gets the call only when it goes on."""
    text = make_text(reminder_id=REMINDER.id)
    task, go_on = await paused_in_a_call(context, text)
    context.provider.hold_first = None
    if changed_at == "during the call":
        await change(context)
    await settled(context)
    if changed_at == "after the search":
        await change(context)
        await settled(context)
    context.provider.work_done_before_faults = late.fault is not None
    context.provider.faults.extend([late.fault, late.cancel_fault])
    go_on.set()
    await task
    if changed_at == "after the late call":
        await change(context)
    await settled(context)
    assert [send_at for _, send_at in context.provider.scheduled()] == left
    assert (await context.now_of(text)).state is S.CANCELLED


@pytest.mark.parametrize("fault", [None, OutcomeUnknownError("timeout")])
async def test_a_call_whose_message_was_given_up_meanwhile_is_its_call_again(context, fault):
    """Another bot searches a message in vain; the first one goes on, and claims it before its call is answered."""
    text = make_text()
    task, go_on = await paused_in_a_call(context, text)
    other, paused = executor_of(context, "other"), executor_of(context, "paused")
    context.clock.set(NOW + FIND_FOR)
    await other.execute(await claimed_by(context, other))
    assert (await context.now_of(text)).state is S.WAITING
    await paused.claim(context.provider.name, ClaimRoom(calls=1), lambda _: True)
    context.provider.work_done_before_faults = True
    context.provider.faults.append(fault)
    go_on.set()
    await task
    context.provider.hold_first = None
    await context.run_until(context.clock.now() + LEASE * 2)
    assert context.provider.scheduled() == [(text.body, text.due_at)]
    await delete(context)
    await settled(context)
    assert context.provider.scheduled() == []


async def test_a_call_is_not_begun_if_the_lease_ends_while_the_database_is_asked(context, monkeypatch):
    text = make_text()
    await context.save(text)
    paused = executor_of(context, "paused")
    message = await claimed_by(context, paused)
    ask = context.store.delivery.identical_in_flight

    async def stopped_meanwhile(message):
        context.clock.set(NOW + PAUSED_FOR)
        return await ask(message)

    monkeypatch.setattr(context.store.delivery, "identical_in_flight", stopped_meanwhile)
    await paused.execute(message)
    assert context.provider.calls == []


async def test_a_late_call_for_a_message_whose_row_is_gone_is_cancelled(context, tmp_path):
    text = make_text()
    task, go_on = await paused_in_a_call(context, text)
    with closing(sqlite3.connect(tmp_path / "reminders.db")) as connection, connection:
        connection.execute("DELETE FROM outbound")
    go_on.set()
    await task
    assert context.provider.scheduled() == []


async def test_a_stray_is_no_one_elses_message(context):
    """Its id may have been taken for that of another message with the same words."""
    text = make_text()
    task, go_on = await paused_in_a_call(context, text)
    context.provider.hold_first = None
    await settled(context)
    await delete(context)
    await settled(context)
    again = make_text(id=uuid4(), state=S.SCHEDULED, provider_message_id="PM2", next_attempt_at=None)
    await context.save(again)
    go_on.set()
    await task
    await settled(context)
    assert [held.provider_message_id for held in context.provider.held.values() if held.state is S.SCHEDULED] == ["PM2"]


async def test_a_receipt_that_overtook_a_lost_answer_names_the_message(context):
    text = make_text(state=S.HANDING_OVER, scheduled_for=make_text().due_at, provider_message_id="PM1")
    context.provider.hold_message(replace(text, state=S.SCHEDULED))
    await context.save(replace(text, next_attempt_at=NOW))
    await settled(context)
    assert context.provider.calls == ["fetch"]
    assert (await context.now_of(text)).state is S.SCHEDULED
