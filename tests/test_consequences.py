"""What follows of a text's move, with a real store: a change is never none, and never two without a word."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.conversation.response import Response
from bot.errors import OutcomeUnknownError, PermanentProviderError, TemporaryProviderError
from bot.lifecycle import FIND_AGAIN_FOR, withdraw
from bot.model import OutboundState, ProviderName, Receipt, Saved
from bot.outcome import carry_out
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
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="PM1", state=S.SENT)
    for state in (S.SENT, S.DELIVERED, S.SENT):
        await scene.courier.settle(Receipt(provider=receipt.provider, provider_message_id="PM1", state=state))
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
