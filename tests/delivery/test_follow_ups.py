"""What follows of a text's move, with a real store: a change is never none, and never two without a word."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.delivery.planning import plan_changes
from bot.domain.changes import Changes, Decision
from bot.domain.errors import OutcomeUnknownError, PermanentProviderError, StorageError, TemporaryProviderError
from bot.domain.message_state import FIND_FOR, cancel_message
from bot.domain.model import OutboundKind, OutboundState, ProviderName, ReminderState
from bot.domain.receipts import FailureCause, Receipt
from tests.builders import NOW, RENDERER, make_reminder, make_text
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

S = OutboundState
REMINDER = make_reminder()
OLD = make_text(reminder_id=REMINDER.id)


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def context(tmp_path, request):
    async with worker_setup(tmp_path, ScriptedProvider(supports_idempotency_keys=request.param)) as context:
        await context.save(OLD, reminders=[REMINDER])
        await context.worker.step()
        yield context


async def change(context, **changes):
    """Have the reminder changed, as a text of the person does."""
    changed = make_reminder(**{"id": REMINDER.id, **changes})
    await context.change(
        lambda person_context: plan_changes(
            Decision(reply="OK", person=person_context.person, changed=(changed,)),
            person_context,
            RENDERER,
            context.clock.now(),
            uuid4,
        )
    )


LATER = NOW + timedelta(hours=5)


async def test_the_new_text_is_handed_over_before_the_old_one_is_taken_back(context):
    await change(context, due_at=LATER)
    await context.run_until(NOW + timedelta(minutes=1))
    assert context.provider.calls == ["schedule", "schedule", "cancel"]
    assert context.provider.scheduled() == [(OLD.body, LATER)]


@pytest.mark.parametrize("later", [NOW + timedelta(minutes=3), NOW + timedelta(days=90)], ids=["nearer", "farther"])
async def test_a_replacement_that_the_bot_keeps_is_safe_at_once(context, later):
    await change(context, due_at=later)
    await context.worker.step()
    await context.worker.step()
    assert context.provider.calls == ["schedule", "cancel"]
    assert (await context.now_of(OLD)).state is S.CANCELLED


async def test_a_replacement_with_a_temporary_error_is_kept_and_the_old_message_is_cancelled(context):
    await change(context, due_at=LATER)
    context.provider.faults = deque([TemporaryProviderError("429", retry_after_seconds=600)])
    await context.run_until(NOW + timedelta(minutes=5))
    assert context.provider.scheduled() == []
    await context.run_until(NOW + timedelta(minutes=15))
    assert context.provider.scheduled() == [(OLD.body, LATER)]


async def test_a_replacement_with_a_permanent_error_leaves_the_old_message(context):
    await change(context, due_at=LATER)
    context.provider.faults = deque([PermanentProviderError("21617")])
    await context.run_until(NOW + timedelta(minutes=5))
    assert context.provider.scheduled() == [(OLD.body, OLD.due_at)]


async def test_the_old_message_stays_while_the_outcome_of_its_replacement_is_unknown(context):
    await change(context, due_at=LATER, message="call dad")
    context.provider.faults = deque([OutcomeUnknownError("time-out")])
    await context.worker.step()
    assert context.provider.scheduled() == [(OLD.body, OLD.due_at)]
    await context.run_until(NOW + FIND_FOR * 2)
    assert context.provider.scheduled() == [("Reminder: call dad", LATER)]


async def test_a_replacement_continues_after_a_crash(context):
    await change(context, due_at=LATER)
    context.provider.faults = deque([StorageError("killed")])
    with pytest.raises(ExceptionGroup):
        await context.worker.step()
    await context.worker.recover()
    await context.run_until(NOW + FIND_FOR * 2)
    assert context.provider.scheduled() == [(OLD.body, LATER)]


async def test_after_two_changes_only_the_last_message_is_left(context):
    await change(context, due_at=LATER)
    await change(context, due_at=LATER + timedelta(hours=1))
    await context.run_until(NOW + timedelta(minutes=5))
    assert context.provider.scheduled() == [(OLD.body, LATER + timedelta(hours=1))]


async def test_an_old_message_that_is_sent_anyway_causes_a_notice(context):
    await change(context, due_at=LATER)
    context.provider.held["PM1"].state = S.SENT
    await context.run_until(NOW + timedelta(minutes=1))
    assert context.provider.sent() == [OLD.body, 'Too late to stop it: "Reminder: call mom" was already sent.']
    assert context.provider.scheduled() == [(OLD.body, LATER)]


async def test_a_message_that_could_not_be_cancelled_causes_one_notice(context):
    await context.store.delivery.revise(OLD.id, lambda text: cancel_message(text, NOW))
    for state in (S.SENT, S.DELIVERED, S.SENT):
        await context.worker.apply_receipt(receipt(state))
    await context.run_until(NOW + timedelta(minutes=1))
    assert context.provider.sent() == ['Too late to stop it: "Reminder: call mom" was already sent.']


async def test_nobody_is_told_of_a_message_that_a_program_could_not_cancel(context):
    message = make_text(kind=OutboundKind.MESSAGE, body="Your order is ready.")
    await context.save(message)
    await context.worker.step()
    await context.store.delivery.revise(message.id, lambda text: cancel_message(text, NOW))
    await context.worker.apply_receipt(receipt(S.SENT, "PM2"))
    await context.run_until(NOW + timedelta(minutes=1))
    assert context.provider.sent() == []


@pytest.mark.parametrize(("hours", "is_sent"), [(3, True), (30, False)])
async def test_a_notice_outlives_an_outage_or_counts_as_a_failure(context, hours, is_sent):
    """It is no reply, which would expire after ten minutes without a trace."""
    await context.store.delivery.revise(OLD.id, lambda text: cancel_message(text, NOW))
    context.provider.faults = deque([TemporaryProviderError("503")] * 1000)
    await context.worker.apply_receipt(receipt(S.SENT))
    await context.run_until(NOW + timedelta(hours=hours))
    context.provider.faults.clear()
    await context.run_until(NOW + timedelta(hours=hours + 2))
    notice = 'Too late to stop it: "Reminder: call mom" was already sent.'
    failures = (await context.person_context()).unreported
    assert context.provider.sent() == ([notice] if is_sent else [])
    assert [failure.body for failure in failures] == ([] if is_sent else [notice])


async def test_someone_who_has_opted_out_gets_no_notice(context):
    def opted_out(person_context):
        return Changes(person=replace(person_context.person, opted_out_at=NOW), reply=None, intent="stop")

    await context.store.people.revise_person((await context.person_context()).person.id, opted_out)
    await context.store.delivery.revise(OLD.id, lambda text: cancel_message(text, NOW))
    context.provider.held["PM1"].state = S.SENT
    await context.run_until(NOW + timedelta(minutes=1))
    assert context.provider.sent() == [OLD.body]


async def until_sent(context):
    await context.run_until(OLD.due_at)
    context.provider.held["PM1"].state = S.SENT


def receipt(state, provider_message_id="PM1", **changes):
    return Receipt(provider=ProviderName.TWILIO, provider_message_id=provider_message_id, state=state, **changes)


async def test_a_message_lost_for_a_transient_reason_gets_a_second_try(context):
    await until_sent(context)
    for _ in range(2):
        await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30003", cause=FailureCause.TRANSIENT))
    await context.run_until(OLD.due_at + timedelta(minutes=9))
    assert context.provider.sent() == [OLD.body]
    assert (await context.person_context()).unreported == ()
    await context.run_until(OLD.due_at + timedelta(minutes=11))
    assert context.provider.sent() == [OLD.body, "Reminder (was due 12:20 PM): call mom"]


async def test_a_failed_second_try_is_reported_at_the_next_contact(context):
    await until_sent(context)
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30003", cause=FailureCause.TRANSIENT))
    await context.run_until(OLD.due_at + timedelta(minutes=11))
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, "PM2", failure="30003", cause=FailureCause.TRANSIENT))
    await context.run_until(OLD.due_at + timedelta(hours=1))
    assert len(context.provider.held) == 2
    assert [text.failure for text in (await context.person_context()).unreported] == ["30003"]


@pytest.mark.parametrize(
    ("changes", "late_by"),
    [({"cause": None}, timedelta()), ({"cause": FailureCause.TRANSIENT}, timedelta(days=1))],
    ids=["for good", "a day later"],
)
async def test_other_failures_get_no_second_try(context, changes, late_by):
    await until_sent(context)
    context.clock.set(OLD.due_at + late_by)
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30005", **changes))
    await context.run_until(OLD.due_at + timedelta(days=2))
    assert context.provider.sent() == [OLD.body]
    assert len((await context.person_context()).unreported) == 1


@pytest.mark.parametrize("asked", [False, True], ids=["by a receipt", "when asked"])
async def test_an_opt_out_that_comes_with_a_failure_parks_everything(context, asked):
    later = make_reminder(number=2, due_at=NOW + timedelta(days=3))
    await context.save(make_text(reminder_id=later.id, due_at=later.due_at), reminders=[later])
    await until_sent(context)
    if asked:
        context.provider.held["PM1"].state, context.provider.held["PM1"].cause = S.UNDELIVERED, FailureCause.OPTED_OUT
    else:
        await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="21610", cause=FailureCause.OPTED_OUT))
    await context.run_until(OLD.due_at + timedelta(hours=1))
    person_context = await context.person_context()
    assert person_context.person.opted_out_at is not None
    assert [one.state for one in person_context.reminders if one.number == 2] == [ReminderState.PARKED]
    assert context.provider.scheduled() == []


DISORDER = [
    ([S.DELIVERED, S.SENT], S.DELIVERED),
    ([S.DELIVERED, S.SENT, S.DELIVERED], S.DELIVERED),
    ([S.UNDELIVERED, S.SENT], S.UNDELIVERED),
    ([None, None, S.SENT, None], S.SENT),
    ([S.FAILED, S.DELIVERED], S.FAILED),
    ([S.CANCELLED, S.SENT], S.CANCELLED),
]


@pytest.mark.parametrize(("states", "end"), DISORDER)
async def test_receipts_in_any_order_only_move_a_message_forward(context, states, end):
    for state in states:
        assert await context.worker.apply_receipt(receipt(state))
    assert (await context.now_of(OLD)).state is end
