"""A bot that was stopped past its lease, like a paused machine, neither undoes nor repeats what another one did."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.delivery.executor import Executor
from bot.domain.errors import TemporaryProviderError
from bot.domain.fair_share import ClaimRoom
from bot.domain.message_state import FIND_FOR, LEASE
from bot.domain.model import OutboundState
from tests.builders import NOW, RENDERER, make_text
from tests.fakes.worker_setup import worker_setup

S = OutboundState
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
    await context.save(text)
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
