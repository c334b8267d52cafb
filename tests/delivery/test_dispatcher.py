"""Calls to a provider are bounded, paced and soonest first, and not held up by other calls."""

import asyncio
from collections import deque
from datetime import timedelta

import pytest

from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.errors import (
    OutcomeUnknownError,
    PermanentProviderError,
    ProviderSetupError,
    RateLimitedError,
    TemporaryProviderError,
)
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.domain.rate_limit import Rate
from tests.builders import NOW, RENDERER, make_text, numbered_ids
from tests.fakes.phones import until
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import WaitingClock
from tests.fakes.worker_setup import worker_setup

S = OutboundState


@pytest.fixture
async def context(tmp_path):
    async with worker_setup(tmp_path) as context:
        yield context


def worker_for(context, *providers, **limits):
    """A worker for these providers, with the same limits for each."""
    return Worker(
        context.store.delivery,
        {provider.name: provider for provider in providers},
        context.clock,
        RENDERER,
        new_id=numbered_ids(),
        jitter=lambda: 0.5,
        call_limits={provider.name: CallLimits(**limits) for provider in providers},
    )


class Running:
    """A worker that runs during the block."""

    def __init__(self, worker):
        self.worker = worker

    async def __aenter__(self):
        self.task = asyncio.create_task(self.worker.run())

    async def __aexit__(self, failure, *_):
        self.worker.stop()
        if failure is None:
            await self.task
        self.task.cancel()


def due_texts(count, words="", first=0, **changes):
    """Messages to as many recipients, the number of the first of whom ends in ``first``."""
    return [
        make_text(
            due_at=NOW + timedelta(hours=1, seconds=n),
            body=f"{words}{n}",
            **{"next_attempt_at": NOW, "to_number": f"+1312555{first + n:04}", **changes},
        )
        for n in range(count)
    ]


def bodies(provider):
    return [held.text.body for held in provider.held.values()]


async def test_a_hanging_call_does_not_hold_up_the_others(context):
    context.provider.hold_first = asyncio.Event()
    await context.save(*due_texts(5))
    worker = worker_for(context, context.provider, in_flight=2)
    async with Running(worker):
        await until(lambda: len(context.provider.held) == 4)
        assert "0" not in bodies(context.provider)
        context.provider.hold_first.set()
        await until(lambda: len(context.provider.held) == 5)


async def test_a_failing_provider_does_not_slow_down_the_other(context):
    telnyx = ScriptedProvider(name=ProviderName.TELNYX, hold=asyncio.Event())
    await context.save(*due_texts(20, provider=ProviderName.TELNYX, words="t"), *due_texts(20))
    async with Running(worker_for(context, context.provider, telnyx, in_flight=3)):
        await until(lambda: len(context.provider.held) == 20)
        assert (len(telnyx.calls), telnyx.held) == (3, {})
        assert telnyx.hold is not None
        telnyx.hold.set()
        await until(lambda: len(telnyx.held) == 20)


async def test_a_message_without_a_free_slot_is_not_claimed(context):
    context.provider.hold = asyncio.Event()
    texts = due_texts(5)
    await context.save(*texts)
    async with Running(worker_for(context, context.provider, in_flight=2)):
        await until(lambda: len(context.provider.calls) == 2)
        states = [(await context.now_of(text)).state for text in texts]
        assert states == [S.HANDING_OVER, S.HANDING_OVER, S.WAITING, S.WAITING, S.WAITING]
        context.provider.hold.set()


async def test_stopping_waits_for_calls_in_flight_and_starts_no_new_ones(context):
    context.provider.hold = asyncio.Event()
    texts = due_texts(3)
    await context.save(*texts)
    worker = worker_for(context, context.provider, in_flight=1)
    task = asyncio.create_task(worker.run())
    await until(lambda: len(context.provider.calls) == 1)
    worker.stop()
    await asyncio.sleep(0)
    assert not task.done()
    context.provider.hold.set()
    await task
    assert [(await context.now_of(text)).state for text in texts] == [S.SCHEDULED, S.WAITING, S.WAITING]


async def test_a_backlog_drains_at_the_configured_pace_soonest_first(context):
    context.clock = WaitingClock()
    called_at = []
    context.provider.called = lambda: called_at.append((context.clock.now() - NOW).total_seconds())
    texts = due_texts(40)
    await context.save(*reversed(texts))
    await worker_for(context, context.provider, pace=Rate(count=5, seconds=1.0)).step()
    assert bodies(context.provider) == [text.body for text in texts]
    assert len(called_at) == 40
    in_a_second = [sum(at <= later < at + 1 for later in called_at) for at in called_at]
    assert max(in_a_second) <= 10, "what is in the bucket at first, and what comes in that second"
    assert called_at[-1] == pytest.approx(7, abs=0.3)


async def test_the_soonest_messages_are_called_first_and_polls_last(context):
    hour = timedelta(hours=1)
    asked = make_text(
        state=S.SCHEDULED, provider_message_id="PM0", due_at=NOW - hour, next_attempt_at=NOW - hour, body="asked"
    )
    await context.save(
        asked,
        make_text(due_at=NOW + 30 * hour, next_attempt_at=NOW - hour, body="far"),
        make_text(due_at=NOW, next_attempt_at=NOW, body="now"),
        make_text(due_at=NOW + hour, next_attempt_at=NOW, body="soon"),
    )
    context.provider.hold_message(asked)
    await worker_for(context, context.provider, in_flight=1).step()
    assert context.provider.calls == ["send", "schedule", "schedule", "fetch"]
    assert bodies(context.provider)[1:] == ["now", "soon", "far"]


async def test_a_provider_that_asks_for_a_pause_gets_it(context):
    context.provider.faults = deque([RateLimitedError("429", retry_after_seconds=20)])
    await context.save(*due_texts(3))
    worker = worker_for(context, context.provider, in_flight=1)
    assert await worker.step() == NOW + timedelta(seconds=20)
    assert context.provider.calls == ["schedule"]
    context.clock.set(NOW + timedelta(seconds=21))
    await worker.step()
    assert len(context.provider.held) == 3


async def test_a_pause_does_not_get_longer_when_the_clock_is_set_back(context):
    context.provider.faults = deque([RateLimitedError("429", retry_after_seconds=20)])
    await context.save(*due_texts(2))
    worker = worker_for(context, context.provider, in_flight=1)
    await worker.step()
    context.clock.set(NOW - timedelta(hours=1))
    await context.save(make_text(due_at=NOW - timedelta(hours=1), next_attempt_at=NOW - timedelta(hours=1), body="now"))
    await worker.step()
    assert "now" in bodies(context.provider)


async def test_a_clock_that_jumps_past_a_lease_starts_no_second_call(context):
    context.provider.hold = asyncio.Event()
    (text,) = due_texts(1)
    await context.save(text)
    worker = worker_for(context, context.provider)
    async with Running(worker):
        await until(lambda: len(context.provider.calls) == 1)
        context.clock.set(NOW + timedelta(minutes=30))
        worker.wake()
        await asyncio.sleep(0.05)
        context.provider.hold.set()
        await until(lambda: context.provider.held)
    assert context.provider.calls == ["schedule"]


async def test_an_expedited_message_does_not_wait_behind_the_backlog(context):
    (urgent,) = due_texts(1)
    await context.save(urgent)
    worker = worker_for(context, context.provider, in_flight=1)
    await worker.step()
    await context.save(*due_texts(30))
    await context.store.delivery.revise(urgent.id, lambda text: cancel_message(text, NOW))
    await worker.expedite(context.provider.name, (urgent.id,), within_seconds=5)
    assert context.provider.calls == ["schedule", "cancel"]
    assert (await context.now_of(urgent)).state is S.CANCELLED


async def test_a_message_that_is_not_due_is_not_expedited(context):
    (text,) = due_texts(1, next_attempt_at=NOW + timedelta(minutes=5))
    await context.save(text)
    worker = worker_for(context, context.provider)
    await worker.expedite(context.provider.name, (text.id,), within_seconds=5)
    await worker.expedite(ProviderName.TELNYX, (text.id,), within_seconds=5)
    assert context.provider.calls == []


async def test_a_delay_that_concerns_one_message_is_no_pause_for_the_others(context):
    context.provider.faults = deque([TemporaryProviderError("http 409", retry_after_seconds=20)])
    await context.save(*due_texts(3))
    await worker_for(context, context.provider, in_flight=1).step()
    assert context.provider.calls == ["schedule"] * 3


async def cancelled(context, text):
    await context.store.delivery.revise(text.id, lambda current: cancel_message(current, NOW))


@pytest.fixture
async def full(context):
    """A running worker all of whose slots hang, with two messages scheduled before."""
    scheduled = due_texts(2, words="scheduled")
    await context.save(*scheduled)
    worker = worker_for(context, context.provider, in_flight=4)
    await worker.step()
    context.provider.hold = asyncio.Event()
    await context.save(*due_texts(30))
    async with Running(worker):
        await until(lambda: len(context.provider.calls) == 2 + 4)
        free = context.provider
        context.provider.hold_cancels = False
        yield context, worker, scheduled
        free.hold.set()


async def test_an_expedited_cancel_is_not_behind_a_full_dispatcher(full):
    context, worker, scheduled = full
    await cancelled(context, scheduled[0])
    await worker.expedite(context.provider.name, [scheduled[0].id], within_seconds=5)
    assert (await context.now_of(scheduled[0])).state is S.CANCELLED


async def test_a_cancel_that_nobody_waits_for_is_not_behind_a_full_dispatcher(full):
    context, worker, scheduled = full
    for text in scheduled:
        await cancelled(context, text)
    worker.wake()
    await until(lambda: context.provider.calls.count("cancel") == 2)


async def test_hanging_cancels_leave_the_slots_of_the_others_alone(context):
    scheduled = due_texts(9, words="scheduled")
    await context.save(*scheduled)
    worker = worker_for(context, context.provider, in_flight=4)
    await worker.step()
    for text in scheduled:
        await cancelled(context, text)
    context.provider.hold = asyncio.Event()
    context.provider.hold_cancels = True
    async with Running(worker):
        await until(lambda: context.provider.calls.count("cancel") == 2)
        await context.save(*due_texts(4))
        worker.wake()
        await until(lambda: context.provider.calls[9:].count("schedule") == 4)
        context.provider.hold.set()


async def test_one_slow_recipient_leaves_slots_to_the_others(context):
    slow, other = due_texts(20, to_number="+13125550999"), due_texts(1, words="other")
    context.provider.hold = asyncio.Event()
    context.provider.held_numbers = {"+13125550999"}
    await context.save(*slow, *other)
    async with Running(worker_for(context, context.provider, in_flight=8)):
        # The slow recipient gets a quarter of the slots, two of eight, and no third one later.
        await until(lambda: bodies(context.provider) == ["other0"] and len(context.provider.calls) >= 3)
        for _ in range(100):
            await asyncio.sleep(0)
        assert len(context.provider.calls) == 3
        context.provider.hold.set()


async def test_fresh_messages_have_slots_that_repeats_cannot_take(context):
    context.provider.hold = asyncio.Event()
    await context.save(*due_texts(20, words="again", attempts=1))
    worker = worker_for(context, context.provider, in_flight=4)
    async with Running(worker):
        await until(lambda: len(context.provider.calls) == 2)
        await context.save(*due_texts(2, words="fresh", first=100))
        worker.wake()
        await until(lambda: len(context.provider.calls) == 4)
        context.provider.hold.set()


REFUSALS = [PermanentProviderError("40309"), PermanentProviderError("40310"), ProviderSetupError("40312")]


@pytest.mark.parametrize("error", [*REFUSALS, OutcomeUnknownError("no response")], ids=lambda error: error.code)
async def test_refused_recipients_do_not_delay_the_answer_to_another_person(context, error):
    """15 numbers whose texts are refused, each with many due, and every minute a text of another person."""
    numbers = {f"+88213000{n:03}" for n in range(15)}
    context.provider.refused = dict.fromkeys(numbers, error)
    backlog = [make_text(to_number=number, due_at=NOW - timedelta(minutes=4)) for number in numbers for _ in range(8)]
    await context.save(*backlog)
    worker = worker_for(context, context.provider, in_flight=4)
    for minute in range(30):
        context.clock.set(NOW + timedelta(minutes=minute))
        reply = make_text(
            kind=OutboundKind.REPLY, due_at=context.clock.now(), next_attempt_at=context.clock.now(), body=f"{minute}"
        )
        await context.save(reply)
        before = len(context.provider.calls)
        await worker.step()
        answered_after = context.provider.recipients[before:].index(reply.to_number)
        assert answered_after < 4, "only calls that were already in flight"
    per_message = len(context.provider.calls) / len(backlog)
    assert per_message < (2 if isinstance(error, PermanentProviderError) else 12)
