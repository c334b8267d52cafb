"""One contract for every provider: the same tests with the simulator, and with the real adapters and local servers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundState
from bot.domain.window import OWN_TIMER
from bot.providers.protocol import Accepted, Provider
from bot.providers.simulator.carrier import SimulatedCarrier
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Ledger
from bot.runtime.clock import Clock
from tests.builders import NOW, SENDER, WINDOW, make_text
from tests.contract.benches import BENCHES, PUBLIC_URL, Bench, TelnyxBench, TwilioBench
from tests.fakes.api_server import Fault, closed, failing, html, limited, slow

IN_AN_HOUR = NOW + timedelta(hours=1)
SCHEDULERS = (TwilioBench, TelnyxBench)


@dataclass
class ProviderWithClock:
    """A provider, and the clock that it goes by."""

    provider: Provider
    clock: Clock

    def text(self):
        return make_text(provider=self.provider.name)

    async def schedule(self) -> Accepted:
        return await self.provider.schedule(self.text(), self.clock.now() + timedelta(hours=1))


@pytest.fixture(params=BENCHES, ids=lambda bench: bench.__name__)
async def bench(request) -> AsyncIterator[Bench]:
    """Every provider with an API."""
    async with request.param.open() as bench:
        yield bench


@pytest.fixture(params=SCHEDULERS, ids=lambda bench: bench.__name__)
async def scheduler(request) -> AsyncIterator[Bench]:
    """Every provider with an API that schedules."""
    async with request.param.open() as bench:
        yield bench


@pytest.fixture(params=[one for one in BENCHES if one not in SCHEDULERS], ids=lambda bench: bench.__name__)
async def own_timer(request) -> AsyncIterator[Bench]:
    """Every provider that schedules nothing."""
    async with request.param.open() as bench:
        yield bench


@pytest.fixture(params=["twilio", "telnyx", "simulator"])
async def line(request, tmp_path) -> AsyncIterator[ProviderWithClock]:
    """Every provider that schedules."""
    if request.param == "simulator":
        clock = SimulatedClock()
        carrier = SimulatedCarrier(Ledger(tmp_path / "ledger.db"), clock, WINDOW)
        await carrier.start()
        yield ProviderWithClock(carrier, clock)
        await carrier.close()
        return
    async with (TwilioBench if request.param == "twilio" else TelnyxBench).open() as bench:
        yield ProviderWithClock(bench.provider, bench.clock)


async def find(bench: Bench, text) -> Accepted | None:
    """After a lost response: repeat the call if the provider has idempotency keys, else search."""
    if not bench.provider.supports_idempotency_keys:
        return await bench.provider.find(text)
    return await bench.provider.schedule(text, IN_AN_HOUR) if text.scheduled_for else await bench.provider.send(text)


def handed_over(**changes):
    return make_text(handed_over_at=NOW, **changes)


async def test_schedules_a_message(scheduler):
    accepted = await scheduler.provider.schedule(make_text(), IN_AN_HOUR)
    [message] = scheduler.server.messages
    assert (message.to, message.body, message.send_at) == (SENDER, "Reminder: call mom", IN_AN_HOUR)
    assert message.status == "scheduled"
    assert accepted.provider_message_id == scheduler.id_of(message)


async def test_a_provider_without_a_scheduler_gets_nothing_ahead(own_timer):
    assert own_timer.provider.window == OWN_TIMER
    with pytest.raises(OutOfWindowError):
        await own_timer.provider.schedule(make_text(), IN_AN_HOUR)
    assert own_timer.server.requests == []


async def test_a_message_can_have_pictures(bench):
    urls = ("https://example.com/cake.png", "https://example.com/two.png")
    if not bench.sends_pictures:
        with pytest.raises(PermanentProviderError):
            await bench.provider.send(make_text(media_urls=urls))
        return
    await bench.provider.send(make_text(media_urls=urls))
    assert bench.media_urls() == list(urls)
    await bench.provider.send(make_text())
    assert bench.media_urls() == []


async def test_sends_a_message_now(bench):
    accepted = await bench.provider.send(make_text(body="Café 🎂 & <b> 100%"))
    [message] = bench.server.messages
    assert (message.to, message.body, getattr(message, "send_at", None)) == (SENDER, "Café 🎂 & <b> 100%", None)
    assert accepted.provider_message_id == bench.id_of(message)
    assert not {"SendAt", "ScheduleType", "send_at", "scheduleAt"} & bench.requested().keys()


async def test_the_callback_url_has_our_id(scheduler):
    text = make_text()
    await scheduler.provider.schedule(text, IN_AN_HOUR)
    fields = scheduler.requested()
    expected = f"{PUBLIC_URL}{scheduler.callback_path}?message={text.id}"
    assert (fields.get("StatusCallback") or fields["webhook_url"]) == expected


@pytest.mark.parametrize(
    ("send_at", "expected"),
    [
        (datetime(2026, 3, 11, 18, 0, tzinfo=UTC), "2026-03-11T18:00:00Z"),
        (datetime(2026, 3, 11, 14, 0, tzinfo=timezone(timedelta(hours=-4))), "2026-03-11T18:00:00Z"),
        (datetime(2026, 3, 12, 3, 30, tzinfo=timezone(timedelta(hours=9, minutes=30))), "2026-03-11T18:00:00Z"),
        (datetime(2026, 3, 11, 18, 0, 0, 1, tzinfo=UTC), "2026-03-11T18:00:01Z"),
        (datetime(2026, 3, 11, 23, 59, 59, 999999, tzinfo=UTC), "2026-03-12T00:00:00Z"),
    ],
)
async def test_times_are_utc_and_never_early(scheduler, send_at, expected):
    await scheduler.provider.schedule(make_text(), send_at)
    fields = scheduler.requested()
    assert (fields.get("SendAt") or fields["send_at"]) == expected


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=40)])
async def test_a_time_outside_the_window(line, ahead):
    with pytest.raises(OutOfWindowError):
        await line.provider.schedule(line.text(), line.clock.now() + ahead)


async def test_cancels_once(line):
    accepted = await line.schedule()
    await line.provider.cancel(accepted.provider_message_id)
    assert (await line.provider.fetch(accepted.provider_message_id)).state is OutboundState.CANCELLED
    with pytest.raises(NotCancellableError):
        await line.provider.cancel(accepted.provider_message_id)


async def test_a_message_that_has_not_left_can_be_cancelled_once(own_timer):
    accepted = await own_timer.provider.send(make_text())
    await own_timer.provider.cancel(accepted.provider_message_id)
    with pytest.raises(NotCancellableError):
        await own_timer.provider.cancel(accepted.provider_message_id)


async def test_an_unknown_message_cannot_be_cancelled(line):
    with pytest.raises(NotCancellableError):
        await line.provider.cancel("unknown")


async def test_a_message_that_has_left_cannot_be_cancelled(bench):
    accepted = await bench.provider.send(make_text())
    [message] = bench.server.messages
    bench.set_state(message, bench.sent)
    for id_ in (accepted.provider_message_id, "unknown"):
        with pytest.raises(NotCancellableError):
            await bench.provider.cancel(id_)
    assert (await bench.provider.fetch(accepted.provider_message_id)).state is OutboundState.SENT


async def test_a_message_sent_now_cannot_be_cancelled(line):
    accepted = await line.provider.send(line.text())
    with pytest.raises(NotCancellableError):
        await line.provider.cancel(accepted.provider_message_id)


async def test_a_scheduled_message_has_no_state_yet(line):
    accepted = await line.schedule()
    receipt = await line.provider.fetch(accepted.provider_message_id)
    assert (receipt.provider, receipt.state) == (line.provider.name, None)


async def test_fetching_an_unknown_message(line):
    with pytest.raises(PermanentProviderError):
        await line.provider.fetch("unknown")


async def test_fetching_a_message_that_has_not_left(own_timer):
    accepted = await own_timer.provider.send(make_text())
    assert (await own_timer.provider.fetch(accepted.provider_message_id)).state is None
    with pytest.raises(PermanentProviderError):
        await own_timer.provider.fetch("unknown")


async def test_a_message_whose_time_has_come_is_sent_and_cannot_be_cancelled(scheduler):
    accepted = await scheduler.provider.schedule(make_text(), IN_AN_HOUR)
    scheduler.clock.set(IN_AN_HOUR)
    with pytest.raises(NotCancellableError):
        await scheduler.provider.cancel(accepted.provider_message_id)
    assert (await scheduler.provider.fetch(accepted.provider_message_id)).state is OutboundState.SENT


async def test_a_fetched_failure_has_its_code(bench):
    accepted = await bench.provider.send(make_text())
    [message] = bench.server.messages
    said, reported = bench.failure
    bench.set_state(message, bench.failed, said)
    receipt = await bench.provider.fetch(accepted.provider_message_id)
    assert receipt.state is OutboundState.FAILED
    assert (receipt.failure or "").startswith(reported)


async def test_opted_out(bench):
    if not bench.blocks_opted_out:
        assert not bench.provider.carrier_answers_keywords, "the bot itself must answer STOP"
        return
    bench.server.opted_out.add(SENDER)
    with pytest.raises(OptedOutError) as raised:
        await bench.provider.send(make_text())
    assert SENDER not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (limited(), None),
        (limited("7"), 7.0),
        (limited("soon"), None),
        (limited("Wed, 11 Mar 2026 14:20:30 GMT", date="Wed, 11 Mar 2026 14:20:00 GMT"), 30.0),
    ],
    ids=["none", "seconds", "nonsense", "date"],
)
async def test_a_rate_limit_is_temporary_with_its_retry_after(bench, fault, seconds):
    bench.server.faults.append(fault)
    with pytest.raises(TemporaryProviderError) as raised:
        await bench.provider.send(make_text())
    assert raised.value.retry_after_seconds == seconds
    assert len(bench.server.requests) == 1


LOST = {
    "500 before": failing(500),
    "503 before": failing(503),
    "500 after": failing(500, after_work=True),
    "page": html(),
    "closed before": closed(after_work=False),
    "closed after": closed(after_work=True),
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_a_lost_response_never_schedules_a_message_twice(scheduler, fault):
    await lose_the_response(scheduler, fault, handed_over(scheduled_for=IN_AN_HOUR))


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_a_lost_response_never_sends_a_message_twice(bench, fault):
    await lose_the_response(bench, fault, handed_over())


async def lose_the_response(bench: Bench, fault: Fault, text) -> None:
    bench.server.faults.append(fault)
    with pytest.raises(OutcomeUnknownError):
        await (bench.provider.schedule(text, IN_AN_HOUR) if text.scheduled_for else bench.provider.send(text))
    assert len(bench.server.requests) == 1
    found = await find(bench, text)
    assert len(bench.server.messages) == (1 if fault.after_work or bench.provider.supports_idempotency_keys else 0)
    assert (found is None) == (not bench.server.messages)
    assert found is None or found == await find(bench, text)


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_a_cancel_or_fetch_without_a_response_is_temporary(bench, fault):
    accepted = await bench.provider.send(make_text())
    for call in (bench.provider.fetch, bench.provider.cancel):
        # aiohttp itself repeats a GET once if the connection breaks
        bench.server.faults.extend([fault, fault] if fault.close else [fault])
        with pytest.raises(TemporaryProviderError):
            await call(accepted.provider_message_id)
        bench.server.faults.clear()


async def test_a_refused_connection_is_temporary(bench):
    await bench.server.stop()
    with pytest.raises(TemporaryProviderError):
        await bench.provider.send(make_text())


async def test_a_slow_call_ends_within_its_limit(bench):
    provider = bench.another(call_limit_seconds=0.2)
    await provider.start()
    bench.server.faults.append(slow(asyncio.Event()))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(make_text())
    await provider.close()


async def test_a_refused_key_is_a_setup_error(bench):
    provider = bench.another(**bench.wrong_key)
    await provider.start()
    for call in (provider.send(make_text()), provider.cancel("any"), provider.fetch("any")):
        with pytest.raises(ProviderSetupError):
            await call
    await provider.close()


async def test_an_html_error_page_is_a_setup_error(bench):
    bench.server.faults.append(html(404))
    with pytest.raises(ProviderSetupError):
        await bench.provider.send(make_text())


async def test_a_redirect_is_not_followed(bench):
    bench.server.faults.append(Fault(status=302, headers={"Location": "/elsewhere"}))
    with pytest.raises(ProviderSetupError):
        await bench.provider.send(make_text())
    assert len(bench.server.requests) == 1


async def test_closing_twice_or_before_the_start_is_harmless(bench):
    await bench.provider.close()
    await bench.provider.close()
    await bench.another().close()


async def test_no_phone_number_and_no_message_is_logged(bench, caplog):
    caplog.set_level("DEBUG")
    text = handed_over()
    await bench.provider.send(text)
    await bench.provider.find(text)
    assert SENDER not in caplog.text
    assert SENDER.replace("+", "%2B") not in caplog.text
    assert text.body not in caplog.text
