"""A provider that schedules nothing: the worker hands over each message at its time, and never twice."""

from collections import deque
from datetime import timedelta

import pytest

from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.errors import OutcomeUnknownError, TemporaryProviderError
from bot.domain.message_state import FIND_INTERVAL, LEASE, cancel_message
from bot.domain.model import OutboundState
from bot.domain.rate_limit import Rate
from bot.domain.window import OWN_TIMER
from tests.builders import NOW, RENDERER, make_text, numbered_ids
from tests.fakes.set_clock import WaitingClock
from tests.fakes.worker_setup import worker_setup

S = OutboundState
IN_AN_HOUR = NOW + timedelta(hours=1)


@pytest.fixture
async def context(tmp_path):
    async with worker_setup(tmp_path) as context:
        context.provider.window = OWN_TIMER
        context.provider.answers_in_webhook = False
        yield context


async def test_nothing_is_handed_over_before_its_time(context):
    text = make_text(due_at=IN_AN_HOUR)
    await context.save(text)
    assert await context.worker.step() == IN_AN_HOUR
    context.clock.set(IN_AN_HOUR - timedelta(microseconds=1))
    await context.worker.step()
    assert context.provider.calls == []
    context.clock.set(IN_AN_HOUR)
    await context.worker.step()
    assert context.provider.calls == ["send"]
    assert (await context.now_of(text)).state is S.SENT


async def test_a_deleted_reminder_needs_no_call(context):
    text = make_text(due_at=IN_AN_HOUR)
    await context.save(text)
    await context.worker.step()
    await context.save(cancel_message(await context.now_of(text), NOW))
    context.clock.set(IN_AN_HOUR)
    await context.worker.step()
    assert (context.provider.calls, (await context.now_of(text)).state) == ([], S.CANCELLED)


async def lose_the_answer(context, *, arrived):
    """A message whose hand-over at its time got no answer."""
    text = make_text(due_at=NOW)
    await context.save(text)
    context.provider.faults = deque([OutcomeUnknownError("timeout")])
    context.provider.work_done_before_faults = arrived
    await context.worker.step()
    return text


@pytest.mark.parametrize("arrived", [True, False])
async def test_after_a_lost_answer_the_message_arrives_once(context, arrived):
    text = await lose_the_answer(context, arrived=arrived)
    for _ in range(20):
        context.clock.set(context.clock.now() + FIND_INTERVAL)
        await context.worker.step()
    assert [one.text.id for one in context.provider.held.values()] == [text.id]
    assert (await context.now_of(text)).state is S.SENT
    assert context.provider.calls.count("send") == (1 if arrived else 2)


async def test_after_a_lost_answer_and_a_stop_nothing_is_sent(context):
    """The phone may be searched for it, but a repeated hand-over could reach someone who has opted out."""
    text = await lose_the_answer(context, arrived=False)
    await context.save(cancel_message(await context.now_of(text), context.clock.now()))
    for _ in range(20):
        context.clock.set(context.clock.now() + max(FIND_INTERVAL, LEASE))
        await context.worker.step()
    assert context.provider.calls.count("send") == 1
    assert set(context.provider.calls[1:]) == {"find"}
    assert (await context.now_of(text)).state is S.CANCELLED


async def test_a_phone_that_is_off_gets_the_reminder_later_and_it_says_when_it_was_due(context):
    await context.save(make_text(due_at=NOW))
    context.provider.faults = deque([TemporaryProviderError("no connection")] * 30)
    await context.worker.step()
    context.clock.set(NOW + timedelta(minutes=20))
    context.provider.faults.clear()
    await context.worker.step()
    [held] = context.provider.held.values()
    assert held.text.body.startswith("Reminder")
    assert held.text.says_due


async def test_a_backlog_leaves_at_the_phones_own_pace(context):
    clock = WaitingClock()
    limits = CallLimits(in_flight=4, pace=Rate(count=2))
    worker = Worker(
        context.store.delivery,
        {context.provider.name: context.provider},
        clock,
        RENDERER,
        new_id=numbered_ids(),
        call_limits={context.provider.name: limits},
    )
    await context.save(*(make_text(due_at=NOW, body=f"Reminder: {number}") for number in range(5)))
    sent_after = []
    context.provider.called = lambda: sent_after.append((clock.now() - NOW).total_seconds())
    await worker.step()
    assert sent_after == pytest.approx([0, 0, 30, 60, 90], abs=0.1)
