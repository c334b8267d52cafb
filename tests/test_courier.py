"""The courier with a real store and a scripted provider: what it hands over, takes back, repeats and never doubles."""

from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import (
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.message_state import FIND_AGAIN_FOR, POLL_AFTER, withdraw
from bot.domain.model import OutboundKind, OutboundState, ProviderName, Receipt, ReminderState
from bot.domain.recurrence import plan, text_for
from tests.builders import NOW, make_person, make_reminder, make_text
from tests.fakes.courier_scene import courier_scene
from tests.fakes.scripted_provider import ScriptedProvider

S = OutboundState


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def scene(tmp_path, request):
    async with courier_scene(tmp_path, ScriptedProvider(repeats_safely=request.param)) as scene:
        yield scene


async def test_a_text_is_handed_to_the_scheduler_at_once(scene):
    text = make_text()
    await scene.save(text)
    await scene.courier.step()
    assert scene.provider.scheduled() == [(text.body, text.due_at)]
    kept = await scene.now_of(text)
    assert (kept.state, kept.provider_message_id) == (S.SCHEDULED, "PM1")


async def test_nearer_than_the_window_the_bot_sends_it_at_its_time(scene):
    text = make_text(due_at=NOW + timedelta(minutes=2))
    await scene.save(text)
    assert await scene.courier.step() == text.due_at
    assert scene.provider.calls == []
    scene.clock.set(text.due_at)
    await scene.courier.step()
    assert scene.provider.sent() == [text.body]


async def test_farther_than_the_window_the_bot_keeps_it_until_it_fits(scene):
    text = make_text(due_at=NOW + timedelta(days=90))
    await scene.save(text)
    await scene.run_until(NOW + timedelta(days=64))
    assert scene.provider.scheduled() == []
    await scene.run_until(NOW + timedelta(days=66))
    assert scene.provider.scheduled() == [(text.body, text.due_at)]


async def test_a_cancelled_text_is_taken_back(scene):
    text = make_text()
    await scene.save(text)
    await scene.courier.step()
    await scene.store.revise(text.id, lambda current: withdraw(current, NOW))
    await scene.courier.step()
    assert scene.provider.scheduled() == []
    assert (await scene.now_of(text)).state is S.CANCELLED


@pytest.mark.parametrize(
    "fault", [TemporaryProviderError("429"), ProviderSetupError("20003"), OutcomeUnknownError("http 500")]
)
async def test_a_refused_call_is_repeated_until_it_is_done_once(scene, fault):
    scene.provider.faults = deque([fault, fault, None])
    text = make_text()
    await scene.save(text)
    await scene.run_until(NOW + timedelta(minutes=5))
    assert scene.provider.scheduled() == [(text.body, text.due_at)]


async def test_after_a_lost_answer_nothing_is_doubled(scene):
    scene.provider.faults = deque([OutcomeUnknownError("time-out")])
    scene.provider.work_done_before_faults = True
    text = make_text()
    await scene.save(text)
    await scene.run_until(NOW + FIND_AGAIN_FOR * 2)
    assert scene.provider.scheduled() == [(text.body, text.due_at)]
    assert (await scene.now_of(text)).provider_message_id == "PM1"


async def test_after_a_lost_answer_a_text_of_the_same_words_is_not_taken_for_it(scene):
    first, second = make_text(), make_text(due_at=NOW + timedelta(hours=5))
    await scene.save(first)
    await scene.courier.step()
    scene.provider.faults = deque([OutcomeUnknownError("time-out")])
    scene.provider.work_done_before_faults = True
    await scene.save(second)
    await scene.run_until(NOW + FIND_AGAIN_FOR * 2)
    assert [send_at for _, send_at in scene.provider.scheduled()] == [first.due_at, second.due_at]
    ids = {(await scene.now_of(text)).provider_message_id for text in (first, second)}
    assert ids == {"PM1", "PM2"}


async def test_what_was_under_way_at_a_crash_is_taken_up_at_the_start(scene):
    held = make_text(
        state=S.HANDING_OVER, scheduled_for=NOW + timedelta(hours=2), handed_over_at=NOW,
        attend_at=NOW + timedelta(seconds=60),
    )  # fmt: skip
    await scene.save(held)
    await scene.provider.schedule(held, held.due_at)
    await scene.courier.recover()
    await scene.courier.step()
    assert scene.provider.scheduled() == [(held.body, held.due_at)]
    assert (await scene.now_of(held)).state is S.SCHEDULED


async def test_out_of_window_falls_back_to_sending_at_its_time(scene):
    scene.provider.faults = deque([OutOfWindowError("35114")])
    text = make_text()
    await scene.save(text)
    await scene.run_until(text.due_at)
    await scene.courier.step()
    assert scene.provider.sent() == [text.body]
    assert scene.provider.calls == ["schedule", "send"]


async def test_a_permanent_error_fails_with_its_reason_and_deletes_nothing(scene):
    scene.provider.faults = deque([PermanentProviderError("21211", "not a number")])
    text = make_text()
    await scene.save(text)
    await scene.run_until(NOW + timedelta(days=1))
    failed = await scene.now_of(text)
    assert (failed.state, failed.failure) == (S.FAILED, "21211: not a number")
    assert scene.provider.calls == ["schedule"]


async def test_an_opt_out_that_only_the_provider_knows_parks_everything(scene):
    reminder, (due_at,) = plan(make_reminder(), (), NOW)
    text = make_text(reminder_id=reminder.id, due_at=due_at)
    later, _ = plan(make_reminder(number=2, due_at=NOW + timedelta(days=3)), (), NOW)
    other = make_text(reminder_id=later.id, due_at=later.due_at, body="later")
    await scene.save(other, reminders=[later])
    await scene.courier.step()
    scene.provider.faults = deque([OptedOutError("21610")])
    await scene.save(text, reminders=[reminder])
    await scene.run_until(NOW + timedelta(minutes=5))
    known = await scene.save()
    assert known.person.opted_out_at is not None
    assert [one.state for one in known.reminders] == [ReminderState.PARKED] * 2
    assert scene.provider.scheduled() == []
    assert (await scene.now_of(text)).state is S.CANCELLED


async def test_without_a_receipt_the_provider_is_asked(scene):
    text = make_text()
    await scene.save(text)
    await scene.courier.step()
    scene.provider.held["PM1"].state = S.DELIVERED
    await scene.run_until(text.due_at + POLL_AFTER)
    await scene.courier.step()
    assert (await scene.now_of(text)).state is S.DELIVERED


async def test_receipts_settle_a_text_and_unknown_ones_do_nothing(scene):
    text = make_text()
    await scene.save(text)
    await scene.courier.step()
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="PM1", state=S.SENT)
    assert await scene.courier.settle(receipt)
    assert await scene.courier.settle(replace(receipt, state=S.DELIVERED))
    assert await scene.courier.settle(receipt)
    assert (await scene.now_of(text)).state is S.DELIVERED
    assert not await scene.courier.settle(replace(receipt, provider_message_id="PM999"))


async def test_a_cancel_that_comes_too_late_stays_true(scene):
    text = make_text()
    await scene.save(text)
    await scene.courier.step()
    scene.provider.held["PM1"].state = S.SENT
    await scene.store.revise(text.id, lambda current: withdraw(current, NOW))
    await scene.courier.step()
    assert (await scene.now_of(text)).state is S.SENT


async def test_a_reply_leaves_at_once(scene):
    reply = make_text(kind=OutboundKind.REPLY, due_at=NOW, body="OK")
    await scene.save(reply)
    await scene.courier.step()
    assert scene.provider.sent() == ["OK"]


async def test_a_repeat_keeps_three_ahead_and_goes_on(scene):
    start = NOW + timedelta(hours=2)
    wall = (start - timedelta(hours=4)).replace(tzinfo=None)
    reminder = make_reminder(due_at=start, rrule="FREQ=DAILY;COUNT=5", wall_start=wall)
    reminder, moments = plan(reminder, (), NOW)
    texts = [text_for(reminder, make_person(), at, body=f"{at:%d}", now=NOW, id_=id_)
             for at, id_ in zip(moments, map(make_text_id, range(3)), strict=True)]  # fmt: skip
    await scene.save(*texts, reminders=[reminder])
    await scene.courier.step()
    assert [body for body, _ in scene.provider.scheduled()] == ["11", "12", "13"]
    await scene.run_until(NOW + timedelta(days=1))
    assert [body for body, _ in scene.provider.scheduled()][-1] == "Reminder: call mom"
    await scene.run_until(NOW + timedelta(days=7))
    known = await scene.save()
    assert known.reminders == (), "the last occurrence has left"
    assert len(scene.provider.held) == 5


def make_text_id(number):
    return make_text().id


async def test_a_single_reminder_is_done_when_its_time_has_come(scene):
    reminder, (due_at,) = plan(make_reminder(), (), NOW)
    await scene.save(make_text(reminder_id=reminder.id, due_at=due_at), reminders=[reminder])
    await scene.run_until(due_at - timedelta(seconds=1))
    assert [one.state for one in (await scene.save()).reminders] == [ReminderState.OPEN]
    await scene.run_until(due_at)
    await scene.courier.step()
    assert (await scene.save()).reminders == ()


async def test_a_fault_of_the_adapter_does_not_break_off_the_others(scene):
    scene.provider.faults = deque([RuntimeError("a defect"), None])
    texts = [make_text(body="one"), make_text(body="two")]
    await scene.save(*texts)
    with pytest.raises(ExceptionGroup):
        await scene.courier.step()
    assert len(scene.provider.scheduled()) == 1
    await scene.run_until(NOW + timedelta(minutes=5))
    assert sorted(body for body, _ in scene.provider.scheduled()) == ["one", "two"]


async def test_a_provider_that_is_switched_off_keeps_its_texts(scene):
    text = make_text(provider=ProviderName.TELNYX)
    await scene.save(text)
    await scene.run_until(NOW + timedelta(hours=1))
    assert (await scene.now_of(text)).state is S.WAITING


@pytest.mark.parametrize("lost", [(0,), (0, 1), (0, 1, 2), (1,)])
async def test_occurrences_of_the_same_words_are_told_apart_though_answers_are_lost(scene, lost):
    scene.provider.work_done_before_faults = True
    scene.provider.faults = deque([OutcomeUnknownError("http 500") if n in lost else None for n in range(3)])
    texts = [make_text(due_at=NOW + timedelta(days=day)) for day in (1, 2, 3)]
    await scene.save(*texts)
    await scene.run_until(NOW + timedelta(minutes=5))
    assert sorted(scene.provider.scheduled()) == [(text.body, text.due_at) for text in texts]
    for text in texts:
        named = (await scene.now_of(text)).provider_message_id
        assert scene.provider.held[named].send_at == text.due_at
