"""Both providers' windows, on each edge, with the margins from the settings."""

from collections import deque
from datetime import timedelta

import pytest

from bot.delivery.learned_windows import narrowed
from bot.domain.errors import OutOfWindowError, TemporaryProviderError
from bot.domain.message_state import Call, claim, next_call
from bot.domain.model import OutboundState
from bot.domain.window import OWN_TIMER
from bot.runtime.provider_settings import Telnyx, Twilio
from tests.builders import NOW, make_text
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

S = OutboundState
TWILIO = Twilio.model_validate({}).window
TELNYX = Telnyx.model_validate({}).window
DAY = 86_400

# Twilio takes 15 minutes to 35 days, Telnyx 5 minutes to 5 days; 30 seconds of margin on each side.
EDGES = [
    (TWILIO, 930, Call.SCHEDULE),
    (TWILIO, 929.999999, Call.NONE),
    (TWILIO, 35 * DAY - 30, Call.SCHEDULE),
    (TWILIO, 35 * DAY - 29.999999, Call.NONE),
    (TWILIO, 0, Call.SEND),
    (TWILIO, 0.000001, Call.NONE),
    (TELNYX, 330, Call.SCHEDULE),
    (TELNYX, 329.999999, Call.NONE),
    (TELNYX, 5 * DAY - 30, Call.SCHEDULE),
    (TELNYX, 5 * DAY - 29.999999, Call.NONE),
    (TELNYX, 0, Call.SEND),
    (TELNYX, 0.000001, Call.NONE),
    # A phone schedules nothing: however far ahead, the bot keeps the message until its time.
    (OWN_TIMER, 0, Call.SEND),
    (OWN_TIMER, 0.000001, Call.NONE),
    (OWN_TIMER, 3600, Call.NONE),
    (OWN_TIMER, 400 * DAY, Call.NONE),
]


@pytest.mark.parametrize(("window", "ahead_seconds", "call"), EDGES)
def test_each_edge_of_the_window(window, ahead_seconds, call):
    due_at = NOW + timedelta(seconds=ahead_seconds)
    text = claim(make_text(due_at=due_at), window, NOW)
    assert next_call(text, supports_idempotency_keys=True) is call
    if call is Call.NONE:
        is_near = ahead_seconds < DAY or window is OWN_TIMER
        ahead = timedelta() if is_near else timedelta(seconds=window.schedule_ahead_seconds)
        assert text.next_attempt_at == due_at - ahead, "looked at again when it is time, or fits comfortably"


@pytest.mark.parametrize("window", [TWILIO, TELNYX], ids=["twilio", "telnyx"])
def test_the_operator_sets_the_margins(window):
    wider = type(window)(
        earliest_seconds=window.earliest_seconds + 60,
        latest_seconds=window.latest_seconds - 60,
        schedule_ahead_seconds=window.schedule_ahead_seconds,
    )
    for edge in (window.earliest_seconds, window.latest_seconds):
        text = make_text(due_at=NOW + timedelta(seconds=edge))
        assert claim(text, window, NOW).state is S.HANDING_OVER
        assert claim(text, wider, NOW).state is S.WAITING


@pytest.mark.parametrize("window", [TWILIO, TELNYX], ids=["twilio", "telnyx"])
@pytest.mark.parametrize("days", [0.5, 4, 30, 34.9, 400])
async def test_a_message_leaves_at_its_time_however_far_ahead_it_is(tmp_path, window, days):
    due_at = NOW + timedelta(days=days)
    async with worker_setup(tmp_path, ScriptedProvider(window=window)) as context:
        text = make_text(due_at=due_at)
        await context.save(text)
        await context.run_until(due_at - timedelta(seconds=1))
        assert context.provider.scheduled() == [(text.body, due_at)]
        assert context.provider.calls == ["schedule"]


async def test_a_message_too_late_to_schedule_is_sent_by_the_bot(tmp_path):
    due_at = NOW + timedelta(seconds=TWILIO.earliest_seconds + 10)
    provider = ScriptedProvider(window=TWILIO, faults=deque([TemporaryProviderError("429", retry_after_seconds=30)]))
    async with worker_setup(tmp_path, provider) as context:
        await context.save(make_text(due_at=due_at))
        await context.run_until(due_at - timedelta(seconds=1))
        assert provider.calls == ["schedule"]
        await context.run_until(due_at)
        await context.worker.step()
        assert provider.calls == ["schedule", "send"]
        assert context.clock.now() == due_at


async def test_a_provider_window_narrower_than_configured_falls_back_to_sending(tmp_path):
    due_at = NOW + timedelta(days=34)
    provider = ScriptedProvider(window=TWILIO, faults=deque([OutOfWindowError("35114")]))
    async with worker_setup(tmp_path, provider) as context:
        await context.save(make_text(due_at=due_at))
        await context.run_until(due_at)
        await context.worker.step()
        assert provider.calls == ["schedule", "send"]
        assert provider.sent() == ["Reminder: call mom"]


@pytest.mark.parametrize(
    ("ahead_seconds", "earliest_seconds", "latest_seconds"),
    [
        (400, 930, 35 * DAY - 30),  # the settings say more already
        (1000, 1500, 35 * DAY - 30),
        (3000, 3600, 35 * DAY - 30),  # no provider asks for more
        (20_000, 930, 35 * DAY - 30),  # not about the window
        (36 * DAY, 930, 35 * DAY - 30),  # outside the window, as the settings say
        (30 * DAY, 930, 15 * DAY),
        (DAY, 930, DAY),
    ],
)
def test_a_refusal_narrows_the_window_at_its_end(ahead_seconds, earliest_seconds, latest_seconds):
    window = narrowed(TWILIO, ahead_seconds)
    assert (window.earliest_seconds, window.latest_seconds) == (earliest_seconds, latest_seconds)
    assert window.earliest_seconds < window.schedule_ahead_seconds <= window.latest_seconds


async def test_the_bot_learns_from_a_refusal_and_asks_no_more(tmp_path):
    """The operator believes the page that says 300 seconds, but Twilio still wants 900."""
    refusals: deque[Exception | None] = deque([OutOfWindowError("35114"), *[None] * 10])
    optimistic = Twilio.model_validate({"earliest_seconds": 300}).window
    provider = ScriptedProvider(window=optimistic, faults=refusals)
    async with worker_setup(tmp_path, provider) as context:
        due_at = [NOW + timedelta(seconds=seconds) for seconds in (600, 601, 1000)]
        for number, moment in enumerate(due_at):
            await context.save(make_text(due_at=moment, body=f"Reminder: {number}"))
            await context.worker.step()
        assert provider.calls == ["schedule", "schedule"], "10 minutes refused, once; the third is far enough"
        for moment in due_at:
            await context.run_until(moment)
            await context.worker.step()
        assert provider.calls == ["schedule", "schedule", "send", "send"]
        assert sorted(held.text.body for held in provider.held.values()) == [f"Reminder: {n}" for n in range(3)]
