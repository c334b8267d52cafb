"""A provider that fails for long: the calls stay few, the reminder says that it is late, and it ends."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.delivery.occurrences import plan
from bot.domain.errors import OutcomeUnknownError, ProviderError, ProviderSetupError, TemporaryProviderError
from bot.domain.message_state import cancel_message
from bot.domain.model import OutboundKind, OutboundState
from tests.builders import NOW, make_reminder, make_text
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock
from tests.fakes.worker_setup import worker_setup

S = OutboundState
DAY = timedelta(days=1)


@dataclass
class Outage(ScriptedProvider):
    """Every call fails with ``error`` until ``ends_at``, the search included."""

    error: ProviderError = field(default_factory=lambda: OutcomeUnknownError("http 500"))
    ends_at: datetime = NOW + 3 * DAY
    clock: SetClock = field(default_factory=SetClock)

    async def _call(self, name, operation, to_number=""):
        if self.clock.now() < self.ends_at:
            self.calls.append(name)
            raise self.error
        return await super()._call(name, operation, to_number)

    async def find(self, message, known_ids=frozenset()):
        if self.clock.now() < self.ends_at:
            self.calls.append("find")
            raise self.error
        return await super().find(message, known_ids)


ERRORS = [
    OutcomeUnknownError("http 500"),
    TemporaryProviderError("http 429"),
    ProviderSetupError("20003"),
]


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def context(tmp_path, request):
    provider = Outage(supports_idempotency_keys=request.param)
    async with worker_setup(tmp_path, provider) as context:
        provider.clock = context.clock
        yield context


@pytest.fixture(params=ERRORS, ids=lambda error: error.code)
def failing(context, request):
    context.provider.error = request.param
    return context


async def set_reminder(context, ahead):
    reminder, (due_at,) = plan(make_reminder(due_at=NOW + ahead), (), NOW)
    text = make_text(reminder_id=reminder.id, due_at=due_at)
    await context.save(text, reminders=[reminder])
    return text


async def test_a_lost_answer_is_reported_as_not_known(context):
    """If the carrier may have sent it, nobody says that it was not delivered."""
    await set_reminder(context, timedelta(minutes=1))
    await context.run_until(NOW + 3 * DAY + timedelta(hours=2))
    unreported = (await context.person_context()).unreported
    said = [held.text.body for held in context.provider.held.values()]
    assert [one.outcome_unknown for one in unreported] == [True] or "may have missed a reminder" in said[-1]


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), DAY, 2 * DAY], ids=str)
async def test_an_outage_of_three_days_costs_few_calls_and_ends_with_a_report(failing, ahead):
    text = await set_reminder(failing, ahead)
    await failing.run_until(NOW + 3 * DAY - timedelta(minutes=1))
    assert len(failing.provider.calls) < 250
    ended = await failing.now_of(text)
    if ahead < 2 * DAY:
        assert ended.state is S.FAILED
        assert ended.failure.startswith("too late to send; ")
    await failing.run_until(NOW + 3 * DAY + timedelta(hours=2))
    said = " ".join(held.text.body for held in failing.provider.held.values())
    unreported = (await failing.person_context()).unreported
    assert "I was down and missed a reminder" in said or "was due" in said or unreported
    assert "Reminder: call mom" not in said, "nothing comes late without saying so"


@pytest.mark.parametrize("hours", [1, 13])
async def test_a_reminder_that_goes_out_within_the_limit_says_that_it_is_late(failing, hours):
    failing.provider.ends_at = NOW + timedelta(hours=hours)
    text = await set_reminder(failing, timedelta(minutes=1))
    await failing.run_until(NOW + timedelta(hours=hours + 1))
    (body,) = (held.text.body for held in failing.provider.held.values())
    assert body.startswith("Reminder (was due ")
    assert body.endswith("10:21 AM): call mom")
    assert (await failing.now_of(text)).state is S.SENT


async def test_a_reminder_that_left_before_its_answer_was_lost_is_not_sent_again(tmp_path):
    provider = Outage(ends_at=NOW + timedelta(hours=3))
    async with worker_setup(tmp_path, provider) as late:
        provider.clock = late.clock
        text = await set_reminder(late, timedelta(minutes=1))
        sent = make_text(id=text.id, provider_message_id="PM1", state=S.SENT, due_at=text.due_at)
        await late.run_until(NOW + timedelta(minutes=2))
        late.provider.hold_message(sent)
        await late.run_until(NOW + timedelta(hours=4))
        assert len(late.provider.held) == 1
        assert (await late.now_of(text)).state is S.SENT


@pytest.mark.parametrize("kind", [OutboundKind.REPLY, OutboundKind.MESSAGE])
async def test_answers_and_messages_of_programs_expire_too(failing, kind):
    text = make_text(kind=kind, due_at=NOW)
    await failing.save(text)
    limit = timedelta(minutes=10) if kind is OutboundKind.REPLY else DAY
    await failing.run_until(NOW + limit + timedelta(minutes=35))
    ended = await failing.now_of(text)
    assert (ended.state, ended.next_attempt_at) == (S.FAILED, None)
    assert ended.failure.startswith("too late to send; ")


async def test_a_cancel_that_is_never_answered_ends(failing):
    failing.provider.ends_at = NOW
    text = await set_reminder(failing, timedelta(hours=2))
    await failing.run_until(NOW)
    failing.provider.ends_at = NOW + 5 * DAY
    await failing.change(lambda known: ((), [cancel_message(one, NOW) for one in known.outbound]))
    await failing.run_until(NOW + 4.5 * DAY)
    assert (await failing.now_of(text)).state is S.FAILED
    assert len(failing.provider.calls) < 300
    await failing.run_until(NOW + 5.5 * DAY)
    assert (await failing.person_context()).unreported == ()
    assert failing.provider.sent() == ['I tried to stop "Reminder: call mom", but it may have been sent.']
