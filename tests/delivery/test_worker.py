"""The worker with a real store and a scripted provider."""

from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.occurrences import message_for, plan
from bot.delivery.worker import TOP_UP_BATCH
from bot.domain.errors import (
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.message_state import FIND_FOR, POLL_AFTER, cancel_message
from bot.domain.model import OutboundKind, OutboundState, ProviderName, ReminderState
from bot.domain.receipts import Receipt
from bot.storage.database import Unit
from tests.builders import NOW, make_person, make_reminder, make_text
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

S = OutboundState


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def context(tmp_path, request):
    async with worker_setup(tmp_path, ScriptedProvider(supports_idempotency_keys=request.param)) as context:
        yield context


async def test_a_message_inside_the_window_is_scheduled_at_once(context):
    text = make_text()
    await context.save(text)
    await context.worker.step()
    assert context.provider.scheduled() == [(text.body, text.due_at)]
    kept = await context.now_of(text)
    assert (kept.state, kept.provider_message_id) == (S.SCHEDULED, "PM1")


async def test_nearer_than_the_window_the_bot_sends_at_the_due_time(context):
    text = make_text(due_at=NOW + timedelta(minutes=2))
    await context.save(text)
    assert await context.worker.step() == text.due_at
    assert context.provider.calls == []
    context.clock.set(text.due_at)
    await context.worker.step()
    assert context.provider.sent() == [text.body]


async def test_farther_than_the_window_the_bot_keeps_the_message_until_it_fits(context):
    text = make_text(due_at=NOW + timedelta(days=90))
    await context.save(text)
    await context.run_until(NOW + timedelta(days=64))
    assert context.provider.scheduled() == []
    await context.run_until(NOW + timedelta(days=66))
    assert context.provider.scheduled() == [(text.body, text.due_at)]


async def test_a_cancelled_message_is_cancelled_at_the_provider(context):
    text = make_text()
    await context.save(text)
    await context.worker.step()
    await context.store.delivery.revise(text.id, lambda current: cancel_message(current, NOW))
    await context.worker.step()
    assert context.provider.scheduled() == []
    assert (await context.now_of(text)).state is S.CANCELLED


@pytest.mark.parametrize(
    "fault", [TemporaryProviderError("429"), ProviderSetupError("20003"), OutcomeUnknownError("http 500")]
)
async def test_a_failed_call_is_repeated_until_it_succeeds_once(context, fault):
    context.provider.faults = deque([fault, fault, None])
    text = make_text()
    await context.save(text)
    await context.run_until(NOW + timedelta(minutes=5))
    assert context.provider.scheduled() == [(text.body, text.due_at)]


async def test_a_lost_answer_causes_no_duplicate(context):
    context.provider.faults = deque([OutcomeUnknownError("time-out")])
    context.provider.work_done_before_faults = True
    text = make_text()
    await context.save(text)
    await context.run_until(NOW + FIND_FOR * 2)
    assert context.provider.scheduled() == [(text.body, text.due_at)]
    assert (await context.now_of(text)).provider_message_id == "PM1"


async def test_after_a_lost_answer_an_older_message_with_the_same_words_is_not_adopted(context):
    first, second = make_text(), make_text(due_at=NOW + timedelta(hours=5))
    await context.save(first)
    await context.worker.step()
    context.provider.faults = deque([OutcomeUnknownError("time-out")])
    context.provider.work_done_before_faults = True
    await context.save(second)
    await context.run_until(NOW + FIND_FOR * 2)
    assert [send_at for _, send_at in context.provider.scheduled()] == [first.due_at, second.due_at]
    ids = {(await context.now_of(text)).provider_message_id for text in (first, second)}
    assert ids == {"PM1", "PM2"}


async def test_leases_are_released_at_the_start_after_a_crash(context):
    held = make_text(
        state=S.HANDING_OVER, scheduled_for=NOW + timedelta(hours=2), handed_over_at=NOW,
        next_attempt_at=NOW + timedelta(seconds=60),
    )  # fmt: skip
    await context.save(held)
    await context.provider.schedule(held, held.due_at)
    await context.worker.recover()
    await context.worker.step()
    assert context.provider.scheduled() == [(held.body, held.due_at)]
    assert (await context.now_of(held)).state is S.SCHEDULED


async def test_an_out_of_window_refusal_falls_back_to_sending_at_the_due_time(context):
    context.provider.faults = deque([OutOfWindowError("35114")])
    text = make_text()
    await context.save(text)
    await context.run_until(text.due_at)
    await context.worker.step()
    assert context.provider.sent() == [text.body]
    assert context.provider.calls == ["schedule", "send"]


async def test_a_permanent_error_ends_as_failed_with_its_reason_and_deletes_nothing(context):
    context.provider.faults = deque([PermanentProviderError("21211", "not a number")])
    text = make_text()
    await context.save(text)
    await context.run_until(NOW + timedelta(days=1))
    failed = await context.now_of(text)
    assert (failed.state, failed.failure) == (S.FAILED, "21211: not a number")
    assert context.provider.calls == ["schedule"]


async def test_an_opt_out_that_only_the_provider_knows_parks_everything(context):
    reminder, (due_at,) = plan(make_reminder(), (), NOW)
    text = make_text(reminder_id=reminder.id, due_at=due_at)
    later, _ = plan(make_reminder(number=2, due_at=NOW + timedelta(days=3)), (), NOW)
    other = make_text(reminder_id=later.id, due_at=later.due_at, body="later")
    await context.save(other, reminders=[later])
    await context.worker.step()
    context.provider.faults = deque([OptedOutError("21610")])
    await context.save(text, reminders=[reminder])
    await context.run_until(NOW + timedelta(minutes=5))
    person_context = await context.save()
    assert person_context.person.opted_out_at is not None
    assert [one.state for one in person_context.reminders] == [ReminderState.PARKED] * 2
    assert context.provider.scheduled() == []
    assert (await context.now_of(text)).state is S.CANCELLED


async def test_without_a_receipt_the_provider_is_polled(context):
    text = make_text()
    await context.save(text)
    await context.worker.step()
    context.provider.held["PM1"].state = S.DELIVERED
    await context.run_until(text.due_at + POLL_AFTER)
    await context.worker.step()
    assert (await context.now_of(text)).state is S.DELIVERED


async def test_receipts_are_applied_and_unknown_ones_do_nothing(context):
    text = make_text()
    await context.save(text)
    await context.worker.step()
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="PM1", state=S.SENT)
    assert await context.worker.apply_receipt(receipt)
    assert await context.worker.apply_receipt(replace(receipt, state=S.DELIVERED))
    assert await context.worker.apply_receipt(receipt)
    assert (await context.now_of(text)).state is S.DELIVERED
    assert not await context.worker.apply_receipt(replace(receipt, provider_message_id="PM999"))


async def test_a_message_sent_before_its_cancel_ends_as_sent(context):
    text = make_text()
    await context.save(text)
    await context.worker.step()
    context.provider.held["PM1"].state = S.SENT
    await context.store.delivery.revise(text.id, lambda current: cancel_message(current, NOW))
    await context.worker.step()
    assert (await context.now_of(text)).state is S.SENT


async def test_a_reply_is_sent_at_once(context):
    reply = make_text(kind=OutboundKind.REPLY, due_at=NOW, body="OK")
    await context.save(reply)
    await context.worker.step()
    assert context.provider.sent() == ["OK"]


async def test_a_series_keeps_three_occurrences_planned(context):
    start = NOW + timedelta(hours=2)
    wall = (start - timedelta(hours=4)).replace(tzinfo=None)
    reminder = make_reminder(due_at=start, rrule="FREQ=DAILY;COUNT=5", wall_start=wall)
    reminder, moments = plan(reminder, (), NOW)
    texts = [message_for(reminder, make_person(), at, body=f"{at:%d}", now=NOW, id_=id_)
             for at, id_ in zip(moments, map(make_text_id, range(3)), strict=True)]  # fmt: skip
    await context.save(*texts, reminders=[reminder])
    await context.worker.step()
    assert [body for body, _ in context.provider.scheduled()] == ["11", "12", "13"]
    await context.run_until(NOW + timedelta(days=1))
    assert [body for body, _ in context.provider.scheduled()][-1] == "Reminder: call mom"
    await context.run_until(NOW + timedelta(days=7))
    person_context = await context.save()
    assert person_context.reminders == (), "the last occurrence has left"
    assert len(context.provider.held) == 5


def make_text_id(number):
    return make_text().id


async def test_a_single_reminder_is_done_after_its_time(context):
    reminder, (due_at,) = plan(make_reminder(), (), NOW)
    await context.save(make_text(reminder_id=reminder.id, due_at=due_at), reminders=[reminder])
    await context.run_until(due_at - timedelta(seconds=1))
    assert [one.state for one in (await context.save()).reminders] == [ReminderState.OPEN]
    await context.run_until(due_at)
    await context.worker.step()
    assert (await context.save()).reminders == ()


async def test_an_unexpected_error_in_one_call_does_not_stop_the_others(context):
    context.provider.faults = deque([RuntimeError("a defect"), None])
    texts = [make_text(body="one"), make_text(body="two")]
    await context.save(*texts)
    await context.worker.step()
    assert len(context.provider.scheduled()) == 1
    (broken,) = await context.store.people.broken_rows(9)
    assert broken.reason.startswith("RuntimeError in _call (scripted_provider.py:")
    await context.run_until(NOW + timedelta(minutes=5))
    assert sorted(body for body, _ in context.provider.scheduled()) == ["one", "two"]
    assert await context.store.people.broken_rows(9) == ()


async def test_a_database_that_fails_after_a_call_is_a_failure_of_the_worker(context):
    context.provider.faults = deque([StorageError("the disk is full"), None])
    await context.save(make_text(body="one"), make_text(body="two"))
    with pytest.raises(ExceptionGroup):
        await context.worker.step()
    await context.run_until(NOW + timedelta(minutes=5))
    assert sorted(body for body, _ in context.provider.scheduled()) == ["one", "two"]


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (StorageError("the disk is full"), "debug"),
        (ExceptionGroup("two", [StorageError("one"), StorageError("two")]), "debug"),
        (ExceptionGroup("two", [StorageError("one"), RuntimeError("a defect")]), "error"),
        (RuntimeError("a defect"), "error"),
    ],
)
async def test_an_outage_of_the_database_is_not_logged_by_each_loop(context, monkeypatch, error, level):
    """The store logs it once."""
    worker = context.worker

    async def fail(*_):
        worker.stop()
        raise error

    monkeypatch.setattr(worker._dispatchers[context.provider.name], "dispatch_due", fail)
    with capture_logs() as logs:
        await worker.run()
    assert [line["log_level"] for line in logs if line["event"] == "worker failed"] == [level]
    assert not worker.is_healthy


async def test_messages_of_a_disabled_provider_are_kept(context):
    text = make_text(provider=ProviderName.TELNYX)
    await context.save(text)
    await context.run_until(NOW + timedelta(hours=1))
    assert (await context.now_of(text)).state is S.WAITING


@pytest.mark.parametrize("lost", [(0,), (0, 1), (0, 1, 2), (1,)])
async def test_occurrences_with_the_same_words_are_not_confused_when_answers_are_lost(context, lost):
    context.provider.work_done_before_faults = True
    context.provider.faults = deque([OutcomeUnknownError("http 500") if n in lost else None for n in range(3)])
    texts = [make_text(due_at=NOW + timedelta(days=day)) for day in (1, 2, 3)]
    await context.save(*texts)
    await context.run_until(NOW + timedelta(minutes=5))
    assert sorted(context.provider.scheduled()) == [(text.body, text.due_at) for text in texts]
    for text in texts:
        named = (await context.now_of(text)).provider_message_id
        assert context.provider.held[named].send_at == text.due_at


async def test_many_series_are_topped_up_in_small_transactions(context):
    reminders = [
        make_reminder(number=number, rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), next_check_at=NOW)
        for number in range(1, 2 * TOP_UP_BATCH + 2)
    ]
    await context.save(reminders=reminders)
    units = []
    context.store.database._on_unit = lambda unit, _: units.append(unit)
    await context.worker.step()
    assert units.count(Unit.TOP_UP) >= 3
    assert await context.store.delivery.next_top_up_at() == NOW + timedelta(hours=4)
    person_context = await context.person_context()
    assert {message.reminder_id for message in person_context.outbound} == {reminder.id for reminder in reminders}
