"""One contract for every provider: the same tests with the simulator, and with the real SDKs and local servers."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs

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
from bot.providers.protocol import Accepted, Provider
from bot.providers.simulator.carrier import SimulatedCarrier
from bot.providers.simulator.clock import SimulatedClock
from bot.providers.simulator.ledger import Ledger
from bot.providers.telnyx.provider import TelnyxProvider
from bot.providers.twilio.provider import TwilioProvider
from bot.runtime.clock import Clock
from tests.builders import BOT_NUMBER, NOW, SENDER, WINDOW, make_text
from tests.fakes import telnyx_server, twilio_server
from tests.fakes.api_server import Fault, closed, failing, html, limited, slow
from tests.fakes.set_clock import SetClock
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

PUBLIC_URL = "https://bot.example.com/sms"
IN_AN_HOUR = NOW + timedelta(hours=1)


@dataclass
class ProviderWithServer:
    """A provider and the server that it calls."""

    provider: Provider
    server: TwilioServer | TelnyxServer
    clock: SetClock

    def requested(self) -> dict[str, Any]:
        """The fields of the last request."""
        body = self.server.requests[-1].body.decode()
        if isinstance(self.server, TelnyxServer):
            content: dict[str, Any] = json.loads(body)
            return content
        return {name: values[0] for name, values in parse_qs(body).items()}

    def media_urls(self) -> list[str]:
        """The URLs of the pictures in the last request."""
        body = self.server.requests[-1].body.decode()
        is_json = isinstance(self.server, TelnyxServer)
        return json.loads(body).get("media_urls", []) if is_json else parse_qs(body).get("MediaUrl", [])


@dataclass
class ProviderWithClock:
    """A provider, and the clock that it goes by."""

    provider: Provider
    clock: Clock

    def text(self):
        return make_text(provider=self.provider.name)

    async def schedule(self) -> Accepted:
        return await self.provider.schedule(self.text(), self.clock.now() + timedelta(hours=1))


def make_provider(server: TwilioServer | TelnyxServer, **changes: Any) -> Provider:
    values: dict[str, Any] = {"public_url": PUBLIC_URL, "window": WINDOW}
    if isinstance(server, TelnyxServer):
        values |= {"api_key": telnyx_server.API_KEY, "phone_number": BOT_NUMBER, "api_base_url": server.api_url}
        return TelnyxProvider(**values | changes)
    values |= {
        "account_sid": twilio_server.ACCOUNT_SID,
        "auth_token": twilio_server.AUTH_TOKEN,
        "messaging_service_sid": twilio_server.MESSAGING_SERVICE_SID,
        "api_base_url": server.url,
    }
    return TwilioProvider(**values | changes)


@pytest.fixture(params=[TwilioServer, TelnyxServer])
async def bench(request) -> AsyncIterator[ProviderWithServer]:
    clock = SetClock()
    async with request.param(clock) as server:
        provider = make_provider(server)
        await provider.start()
        yield ProviderWithServer(provider, server, clock)
        await provider.close()


async def find(bench: ProviderWithServer, text) -> Accepted | None:
    """After a lost response: repeat the call if the provider has idempotency keys, else search."""
    if not bench.provider.supports_idempotency_keys:
        return await bench.provider.find(text)
    return await bench.provider.schedule(text, IN_AN_HOUR) if text.scheduled_for else await bench.provider.send(text)


def handed_over(**changes):
    return make_text(handed_over_at=NOW, **changes)


async def test_schedules_a_message(bench):
    text = make_text()
    accepted = await bench.provider.schedule(text, IN_AN_HOUR)
    [message] = bench.server.messages
    assert (message.to, message.body, message.send_at) == (SENDER, "Reminder: call mom", IN_AN_HOUR)
    assert message.status == "scheduled"
    assert accepted.provider_message_id in (getattr(message, "sid", None), getattr(message, "id", None))


async def test_a_message_can_have_pictures(bench):
    urls = ("https://example.com/cake.png", "https://example.com/two.png")
    await bench.provider.schedule(make_text(media_urls=urls), IN_AN_HOUR)
    assert bench.media_urls() == list(urls)
    await bench.provider.send(make_text())
    assert bench.media_urls() == []


async def test_sends_a_message_now(bench):
    await bench.provider.send(make_text(body="Café 🎂 & <b> 100%"))
    [message] = bench.server.messages
    assert (message.body, message.send_at) == ("Café 🎂 & <b> 100%", None)
    assert not {"SendAt", "ScheduleType", "send_at"} & bench.requested().keys()


async def test_the_callback_url_has_our_id(bench):
    text = make_text()
    await bench.provider.schedule(text, IN_AN_HOUR)
    path = "/webhooks/telnyx" if isinstance(bench.server, TelnyxServer) else "/webhooks/twilio/status"
    fields = bench.requested()
    assert (fields.get("StatusCallback") or fields["webhook_url"]) == f"{PUBLIC_URL}{path}?message={text.id}"


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
async def test_times_are_utc_and_never_early(bench, send_at, expected):
    await bench.provider.schedule(make_text(), send_at)
    fields = bench.requested()
    assert (fields.get("SendAt") or fields["send_at"]) == expected


@pytest.fixture(params=["twilio", "telnyx", "simulator"])
async def line(request, tmp_path) -> AsyncIterator[ProviderWithClock]:
    if request.param == "simulator":
        clock = SimulatedClock()
        carrier = SimulatedCarrier(Ledger(tmp_path / "ledger.db"), clock, WINDOW)
        await carrier.start()
        yield ProviderWithClock(carrier, clock)
        await carrier.close()
        return
    set_clock = SetClock()
    async with (TwilioServer if request.param == "twilio" else TelnyxServer)(set_clock) as server:
        provider = make_provider(server)
        await provider.start()
        yield ProviderWithClock(provider, set_clock)
        await provider.close()


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


async def test_an_unknown_message_cannot_be_cancelled(line):
    with pytest.raises(NotCancellableError):
        await line.provider.cancel("unknown")


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


async def test_a_message_whose_time_has_come_is_sent_and_cannot_be_cancelled(bench):
    accepted = await bench.provider.schedule(make_text(), IN_AN_HOUR)
    bench.clock.set(IN_AN_HOUR)
    with pytest.raises(NotCancellableError):
        await bench.provider.cancel(accepted.provider_message_id)
    assert (await bench.provider.fetch(accepted.provider_message_id)).state is OutboundState.SENT


async def test_a_fetched_failure_has_its_code(bench):
    accepted = await bench.provider.schedule(make_text(), IN_AN_HOUR)
    [message] = bench.server.messages
    message.status = "sending_failed" if isinstance(bench.server, TelnyxServer) else "failed"
    message.error_code = "30007"
    receipt = await bench.provider.fetch(accepted.provider_message_id)
    assert (receipt.state, receipt.error_code) == (OutboundState.FAILED, "30007")


async def test_opted_out(bench):
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
@pytest.mark.parametrize("scheduled", [True, False], ids=["scheduled", "sent"])
async def test_a_lost_response_never_sends_a_message_twice(bench, fault, scheduled):
    text = handed_over(scheduled_for=IN_AN_HOUR if scheduled else None)
    bench.server.faults.append(fault)
    with pytest.raises(OutcomeUnknownError):
        await (bench.provider.schedule(text, IN_AN_HOUR) if scheduled else bench.provider.send(text))
    assert len(bench.server.requests) == 1
    found = await find(bench, text)
    assert len(bench.server.messages) == (1 if fault.after_work or bench.provider.supports_idempotency_keys else 0)
    assert (found is None) == (not bench.server.messages)
    assert found is None or found == await find(bench, text)


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_a_cancel_or_fetch_without_a_response_is_temporary(bench, fault):
    accepted = await bench.provider.schedule(make_text(), IN_AN_HOUR)
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
    provider = make_provider(bench.server, call_limit_seconds=0.2)
    await provider.start()
    bench.server.faults.append(slow(asyncio.Event()))
    with pytest.raises(OutcomeUnknownError):
        await provider.send(make_text())
    await provider.close()


async def test_a_refused_key_is_a_setup_error(bench):
    wrong = {"api_key": "wrong"} if isinstance(bench.server, TelnyxServer) else {"auth_token": "wrong"}
    provider = make_provider(bench.server, **wrong)
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
    await make_provider(bench.server).close()


async def test_no_phone_number_and_no_message_is_logged(bench, caplog):
    caplog.set_level("DEBUG")
    text = handed_over(scheduled_for=IN_AN_HOUR)
    await bench.provider.schedule(text, IN_AN_HOUR)
    await bench.provider.find(text)
    assert SENDER not in caplog.text
    assert SENDER.replace("+", "%2B") not in caplog.text
    assert text.body not in caplog.text
