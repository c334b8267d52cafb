"""What follows of a text's move, with a real store: a change is never none, and never two without a word."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.conversation.context import Response
from bot.delivery.planning import carry_out
from bot.domain.errors import OutcomeUnknownError, PermanentProviderError, TemporaryProviderError
from bot.domain.message_state import FIND_AGAIN_FOR, withdraw
from bot.domain.model import Cause, OutboundState, ProviderName, Receipt, ReminderState, Saved
from tests.builders import NOW, make_reminder, make_text
from tests.fakes.courier_scene import courier_scene
from tests.fakes.scripted_provider import ScriptedProvider

S = OutboundState
REMINDER = make_reminder()
OLD = make_text(reminder_id=REMINDER.id)


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def scene(tmp_path, request):
    async with courier_scene(tmp_path, ScriptedProvider(repeats_safely=request.param)) as scene:
        await scene.save(OLD, reminders=[REMINDER])
        await scene.courier.step()
        yield scene


async def change(scene, **changes):
    """Have the reminder changed, as a text of the person does."""
    changed = make_reminder(**{"id": REMINDER.id, **changes})
    await scene.change(
        lambda known: carry_out(
            Response(reply="OK", person=known.person, changed=(changed,)), known, scene.clock.now(), uuid4
        )
    )


LATER = NOW + timedelta(hours=5)


async def test_the_new_text_is_handed_over_before_the_old_one_is_taken_back(scene):
    await change(scene, due_at=LATER)
    await scene.run_until(NOW + timedelta(minutes=1))
    assert scene.provider.calls == ["schedule", "schedule", "cancel"]
    assert scene.provider.scheduled() == [(OLD.body, LATER)]


@pytest.mark.parametrize("later", [NOW + timedelta(minutes=3), NOW + timedelta(days=90)], ids=["nearer", "farther"])
async def test_a_new_text_that_the_bot_keeps_is_safe_at_once(scene, later):
    await change(scene, due_at=later)
    await scene.courier.step()
    await scene.courier.step()
    assert scene.provider.calls == ["schedule", "cancel"]
    assert (await scene.now_of(OLD)).state is S.CANCELLED


async def test_a_new_text_that_is_refused_for_now_is_kept_and_the_old_one_goes(scene):
    await change(scene, due_at=LATER)
    scene.provider.faults = deque([TemporaryProviderError("429", retry_after_seconds=600)])
    await scene.run_until(NOW + timedelta(minutes=5))
    assert scene.provider.scheduled() == []
    await scene.run_until(NOW + timedelta(minutes=15))
    assert scene.provider.scheduled() == [(OLD.body, LATER)]


async def test_a_new_text_that_is_refused_for_good_leaves_the_old_one(scene):
    await change(scene, due_at=LATER)
    scene.provider.faults = deque([PermanentProviderError("21617")])
    await scene.run_until(NOW + timedelta(minutes=5))
    assert scene.provider.scheduled() == [(OLD.body, OLD.due_at)]


async def test_while_the_answer_about_the_new_text_is_lost_the_old_one_lies_there(scene):
    await change(scene, due_at=LATER, message="call dad")
    scene.provider.faults = deque([OutcomeUnknownError("time-out")])
    await scene.courier.step()
    assert scene.provider.scheduled() == [(OLD.body, OLD.due_at)]
    await scene.run_until(NOW + FIND_AGAIN_FOR * 2)
    assert scene.provider.scheduled() == [("Reminder: call dad", LATER)]


async def test_after_a_crash_the_exchange_goes_on(scene):
    await change(scene, due_at=LATER)
    scene.provider.faults = deque([RuntimeError("killed")])
    with pytest.raises(ExceptionGroup):
        await scene.courier.step()
    await scene.courier.recover()
    await scene.run_until(NOW + FIND_AGAIN_FOR * 2)
    assert scene.provider.scheduled() == [(OLD.body, LATER)]


async def test_changing_twice_leaves_the_last_one(scene):
    await change(scene, due_at=LATER)
    await change(scene, due_at=LATER + timedelta(hours=1))
    await scene.run_until(NOW + timedelta(minutes=5))
    assert scene.provider.scheduled() == [(OLD.body, LATER + timedelta(hours=1))]


async def test_an_old_text_that_leaves_all_the_same_is_told(scene):
    await change(scene, due_at=LATER)
    scene.provider.held["PM1"].state = S.SENT
    await scene.run_until(NOW + timedelta(minutes=1))
    assert scene.provider.sent() == [OLD.body, 'Too late to take it back: "Reminder: call mom" had left already.']
    assert scene.provider.scheduled() == [(OLD.body, LATER)]


async def test_a_text_that_is_not_given_back_is_told_once(scene):
    await scene.store.revise(OLD.id, lambda text: withdraw(text, NOW))
    for state in (S.SENT, S.DELIVERED, S.SENT):
        await scene.courier.settle(receipt(state))
    await scene.run_until(NOW + timedelta(minutes=1))
    assert scene.provider.sent() == ['Too late to take it back: "Reminder: call mom" had left already.']


async def test_who_has_opted_out_is_not_told(scene):
    def opted_out(known):
        return Saved(person=replace(known.person, opted_out_at=NOW), reply=None, intent="stop")

    await scene.store.revise_person((await scene.known()).person.id, opted_out)
    await scene.store.revise(OLD.id, lambda text: withdraw(text, NOW))
    scene.provider.held["PM1"].state = S.SENT
    await scene.run_until(NOW + timedelta(minutes=1))
    assert scene.provider.sent() == [OLD.body]


async def until_sent(scene):
    await scene.run_until(OLD.due_at)
    scene.provider.held["PM1"].state = S.SENT


def receipt(state, provider_message_id="PM1", **changes):
    return Receipt(provider=ProviderName.TWILIO, provider_message_id=provider_message_id, state=state, **changes)


async def test_what_did_not_arrive_for_a_passing_reason_is_tried_once_more(scene):
    await until_sent(scene)
    for _ in range(2):
        await scene.courier.settle(receipt(S.UNDELIVERED, failure="30003", cause=Cause.PASSING))
    await scene.run_until(OLD.due_at + timedelta(minutes=9))
    assert scene.provider.sent() == [OLD.body]
    assert (await scene.known()).untold == ()
    await scene.run_until(OLD.due_at + timedelta(minutes=11))
    assert scene.provider.sent() == [OLD.body, "Reminder (was due 12:20 PM): call mom"]


async def test_the_second_failure_is_told_at_the_next_contact(scene):
    await until_sent(scene)
    await scene.courier.settle(receipt(S.UNDELIVERED, failure="30003", cause=Cause.PASSING))
    await scene.run_until(OLD.due_at + timedelta(minutes=11))
    await scene.courier.settle(receipt(S.UNDELIVERED, "PM2", failure="30003", cause=Cause.PASSING))
    await scene.run_until(OLD.due_at + timedelta(hours=1))
    assert len(scene.provider.held) == 2
    assert [text.failure for text in (await scene.known()).untold] == ["30003"]


@pytest.mark.parametrize(
    ("changes", "late_by"),
    [({"cause": None}, timedelta()), ({"cause": Cause.PASSING}, timedelta(days=1))],
    ids=["for good", "a day later"],
)
async def test_otherwise_there_is_no_second_try(scene, changes, late_by):
    await until_sent(scene)
    scene.clock.set(OLD.due_at + late_by)
    await scene.courier.settle(receipt(S.UNDELIVERED, failure="30005", **changes))
    await scene.run_until(OLD.due_at + timedelta(days=2))
    assert scene.provider.sent() == [OLD.body]
    assert len((await scene.known()).untold) == 1


@pytest.mark.parametrize("asked", [False, True], ids=["by a receipt", "when asked"])
async def test_an_opt_out_that_comes_with_a_failure_parks_everything(scene, asked):
    later = make_reminder(number=2, due_at=NOW + timedelta(days=3))
    await scene.save(make_text(reminder_id=later.id, due_at=later.due_at), reminders=[later])
    await until_sent(scene)
    if asked:
        scene.provider.held["PM1"].state, scene.provider.held["PM1"].cause = S.UNDELIVERED, Cause.OPTED_OUT
    else:
        await scene.courier.settle(receipt(S.UNDELIVERED, failure="21610", cause=Cause.OPTED_OUT))
    await scene.run_until(OLD.due_at + timedelta(hours=1))
    known = await scene.known()
    assert known.person.opted_out_at is not None
    assert [one.state for one in known.reminders if one.number == 2] == [ReminderState.PARKED]
    assert scene.provider.scheduled() == []


DISORDER = [
    ([S.DELIVERED, S.SENT], S.DELIVERED),
    ([S.DELIVERED, S.SENT, S.DELIVERED], S.DELIVERED),
    ([S.UNDELIVERED, S.SENT], S.UNDELIVERED),
    ([None, None, S.SENT, None], S.SENT),
    ([S.FAILED, S.DELIVERED], S.FAILED),
    ([S.CANCELLED, S.SENT], S.CANCELLED),
]


@pytest.mark.parametrize(("states", "end"), DISORDER)
async def test_receipts_in_any_order_move_forward_only(scene, states, end):
    for state in states:
        assert await scene.courier.settle(receipt(state))
    assert (await scene.now_of(OLD)).state is end
