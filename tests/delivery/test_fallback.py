"""What one provider could not deliver for good, another one sends once, if the operator wants that."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.second_try import FallbackProvider, deserves_fallback
from bot.delivery.worker import Worker
from bot.domain.changes import Changes
from bot.domain.errors import OptedOutError, OutcomeUnknownError, PermanentProviderError, ProviderSetupError
from bot.domain.message_state import TOO_LATE, cancel_message
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from tests.builders import NOW, RENDERER, make_reminder, make_text, numbered_ids
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

S = OutboundState
OTHER_NUMBER = "+13125550155"
FALLBACK = FallbackProvider(name=ProviderName.TELNYX, number=OTHER_NUMBER)
DAY = timedelta(days=1)


@asynccontextmanager
async def two_providers(folder, fallback: FallbackProvider | None = FALLBACK) -> AsyncIterator[Any]:
    """A person at Twilio with a reminder that is due; ``context.other`` is Telnyx."""
    context: Any
    async with worker_setup(folder) as context:
        context.other = ScriptedProvider(name=ProviderName.TELNYX)
        context.worker = Worker(
            context.store.delivery,
            {ProviderName.TWILIO: context.provider, ProviderName.TELNYX: context.other},
            context.clock,
            RENDERER,
            new_id=numbered_ids(),
            jitter=lambda: 0.5,
            fallback=fallback,
        )
        context.reminder = make_reminder(due_at=NOW)
        context.text = make_text(reminder_id=context.reminder.id, due_at=NOW)
        await context.save(context.text, reminders=[context.reminder])
        yield context


@pytest.fixture
async def context(tmp_path):
    async with two_providers(tmp_path) as context:
        yield context


def receipt(state, provider=ProviderName.TWILIO, **changes):
    return Receipt(provider=provider, provider_message_id="PM1", state=state, **changes)


async def let_pass(context, time):
    await context.run_until(context.clock.now() + time)
    await context.worker.step()


async def test_a_refusal_for_good_is_sent_by_the_other_provider_from_its_number(context):
    context.provider.faults = deque([PermanentProviderError("30006", "a landline")])
    await context.worker.step()
    await context.worker.step()
    [held] = context.other.held.values()
    assert (held.text.body, held.text.to_number) == ("Reminder: call mom", context.text.to_number)
    assert held.text.from_number == OTHER_NUMBER
    assert (await context.person_context()).unreported == (), "the person is told only if that fails too"


@pytest.mark.parametrize("state", [S.UNDELIVERED, S.FAILED])
async def test_a_failure_that_is_reported_later_is_sent_by_the_other_provider_once(context, state):
    await context.worker.step()
    for _ in range(3):
        await context.worker.apply_receipt(receipt(state, failure="30007"))
    await context.worker.step()
    assert len(context.other.held) == 1
    await context.worker.apply_receipt(receipt(state, ProviderName.TELNYX, failure="40002"))
    await let_pass(context, timedelta(hours=1))
    assert (len(context.provider.held), len(context.other.held)) == (1, 1), "and then nobody tries any more"
    assert [message.failure for message in (await context.person_context()).unreported] == ["40002"]


async def test_a_transient_failure_is_first_tried_again_the_same_way(context):
    await context.worker.step()
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30003", cause=FailureCause.TRANSIENT))
    await let_pass(context, timedelta(minutes=11))
    assert (len(context.provider.held), len(context.other.held)) == (2, 0)
    again = replace(receipt(S.UNDELIVERED, failure="30003", cause=FailureCause.TRANSIENT), provider_message_id="PM2")
    await context.worker.apply_receipt(again)
    await context.worker.step()
    [held] = context.other.held.values()
    assert held.text.body == "Reminder (was due 10:20 AM): call mom"


@pytest.mark.parametrize("asked", [True, False], ids=["refused", "reported"])
async def test_it_never_follows_an_opt_out(context, asked):
    if asked:
        context.provider.faults = deque([OptedOutError("21610")])
        await context.worker.step()
    else:
        await context.worker.step()
        opted_out = receipt(S.UNDELIVERED, failure="21610", cause=FailureCause.OPTED_OUT)
        await context.worker.apply_receipt(opted_out)
    await let_pass(context, timedelta(hours=1))
    assert context.other.calls == []


async def test_someone_who_has_opted_out_meanwhile_gets_nothing(context):
    await context.worker.step()

    def opt_out(known):
        return Changes(person=replace(known.person, opted_out_at=NOW), reply=None, intent="stop")

    await context.store.people.revise_person((await context.person_context()).person.id, opt_out)
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30007"))
    await let_pass(context, timedelta(hours=1))
    assert context.other.calls == []


@pytest.mark.parametrize("fault", [ProviderSetupError("20003"), OutcomeUnknownError("timeout")])
async def test_what_may_still_go_the_first_way_waits_for_it(context, fault):
    context.provider.faults = deque([fault])
    await context.worker.step()
    await let_pass(context, timedelta(minutes=10))
    assert context.other.calls == []
    assert len(context.provider.held) == 1


async def test_what_was_deleted_is_not_sent_again(context):
    await context.worker.step()
    await context.store.delivery.revise(
        context.text.id, lambda text: cancel_message(replace(text, state=S.SCHEDULED), NOW)
    )
    await context.worker.apply_receipt(receipt(S.UNDELIVERED, failure="30007"))
    await let_pass(context, timedelta(hours=1))
    assert context.other.calls == []


async def test_without_the_setting_nothing_changes(tmp_path):
    async with two_providers(tmp_path, fallback=None) as context:
        context.provider.faults = deque([PermanentProviderError("30006")])
        await let_pass(context, timedelta(hours=1))
        assert context.other.calls == []
        assert len((await context.person_context()).unreported) == 1


FAILED = make_text(state=S.FAILED, due_at=NOW)


@pytest.mark.parametrize(
    ("changes", "fallback", "expected"),
    [
        ({}, FALLBACK, True),
        ({"state": S.UNDELIVERED}, FALLBACK, True),
        ({"state": S.SENT}, FALLBACK, False),
        ({}, None, False),
        ({"provider": ProviderName.TELNYX}, FALLBACK, False),
        ({"kind": OutboundKind.MESSAGE}, FALLBACK, False),
        ({"kind": OutboundKind.REPLY}, FALLBACK, False),
        ({"to_number": "whatsapp:+13125550123"}, FALLBACK, False),
        ({"failure": TOO_LATE}, FALLBACK, False),
        ({"due_at": NOW - DAY}, FALLBACK, False),
    ],
)
def test_which_messages_it_is_for(changes, fallback, expected):
    assert deserves_fallback(replace(FAILED, **changes), fallback, NOW, DAY) is expected
