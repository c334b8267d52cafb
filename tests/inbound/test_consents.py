"""Opt-outs in words of one's own are written to the provider's list of consents, after the confirmation."""

import asyncio
from collections import deque
from datetime import timedelta

import pytest

from bot.domain.errors import PermanentProviderError, ProviderSetupError, TemporaryProviderError
from bot.domain.model import OptOut, ProviderName
from bot.inbound.consents import AFTER_CONFIRMATION, RETRY_AFTER, TRIES, Consents
from bot.providers.twilio.provider import TwilioProvider
from tests.builders import NOW, SENDER, WINDOW, make_inbound
from tests.fakes.set_clock import SetClock, WaitingClock
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, MESSAGING_SERVICE_SID, TwilioServer


class Registry:
    """Remembers what was recorded, and when; each call raises the next of ``faults``."""

    def __init__(self, clock, *faults):
        self.clock = clock
        self.faults = deque(faults)
        self.calls = []

    async def record_consent(self, number, *, opted_in, at):
        self.calls.append((number, opted_in, at, self.clock.now()))
        if self.faults and (fault := self.faults.popleft()) is not None:
            raise fault


@pytest.fixture
def clock():
    return WaitingClock()


async def record(registry, *texts):
    """Record these texts, each with its intent, and let the time pass that it takes."""
    consents = Consents({ProviderName.TWILIO: registry}, registry.clock)
    for inbound, intent in texts:
        consents.answered(inbound, intent)
        for _ in range(20):
            await asyncio.sleep(0)
    return consents


async def test_an_opt_out_in_own_words_is_recorded_after_its_confirmation(clock):
    registry = Registry(clock)
    await record(registry, (make_inbound("please stop texting me"), "stop"))
    assert registry.calls == [(SENDER, False, NOW, NOW + AFTER_CONFIRMATION)]


async def test_an_opt_in_in_own_words_is_recorded_at_once(clock):
    registry = Registry(clock)
    await record(registry, (make_inbound("start texting me again"), "start"))
    assert registry.calls == [(SENDER, True, NOW, NOW)]


@pytest.mark.parametrize(
    ("inbound", "intent"),
    [
        (make_inbound("STOP"), "stop"),
        (make_inbound("Unsubscribe"), "stop"),
        (make_inbound("arret", opt_out=OptOut.STOP), "stop"),
        (make_inbound("START"), "start"),
        (make_inbound("list"), "list"),
        (make_inbound("?"), "automatic"),
        (make_inbound("please stop texting me", provider=ProviderName.TELNYX), "stop"),
        (make_inbound("please stop texting me", from_number="whatsapp:+13125550123"), "stop"),
    ],
)
async def test_what_the_provider_knows_or_cannot_keep_is_not_recorded(clock, inbound, intent):
    registry = Registry(clock)
    await record(registry, (inbound, intent))
    assert registry.calls == []


async def test_a_temporary_error_is_tried_again_a_few_times(clock):
    registry = Registry(clock, *[TemporaryProviderError("http 503")] * 5)
    await record(registry, (make_inbound("start texting me again"), "start"))
    assert [call[3] for call in registry.calls] == [NOW + number * RETRY_AFTER for number in range(TRIES)]


async def test_an_account_without_the_feature_is_asked_once(clock):
    registry = Registry(clock, ProviderSetupError("20404"))
    await record(registry, *[(make_inbound("please stop texting me", f"SM{n}"), "stop") for n in range(3)])
    assert len(registry.calls) == 1


async def test_stopping_the_bot_records_what_is_waiting():
    registry = Registry(SetClock())
    consents = Consents({ProviderName.TWILIO: registry}, registry.clock)
    consents.answered(make_inbound("please stop texting me"), "stop")
    await asyncio.wait_for(consents.finish(), 10)
    assert len(registry.calls) == 1


async def test_twilio_gets_it_for_the_whole_messaging_service():
    async with TwilioServer(SetClock()) as server:
        provider = TwilioProvider(
            account_sid=ACCOUNT_SID,
            auth_token=AUTH_TOKEN,
            messaging_service_sid=MESSAGING_SERVICE_SID,
            public_url="https://bot.example.com",
            window=WINDOW,
            api_base_url=server.url,
        )
        await provider.start()
        await provider.record_consent(SENDER, opted_in=False, at=NOW + timedelta(microseconds=1))
        [consent] = server.consents
        assert len(consent.pop("correlation_id")) == 32
        assert consent == {
            "contact_id": SENDER,
            "sender_id": MESSAGING_SERVICE_SID,
            "status": "opt-out",
            "source": "opt-out-message",
            "date_of_consent": "2026-03-11T14:20:01Z",
        }
        server.consent_error = 30646
        with pytest.raises(PermanentProviderError):
            await provider.record_consent(SENDER, opted_in=True, at=NOW)
        server.has_consent_api = False
        with pytest.raises(ProviderSetupError):
            await provider.record_consent(SENDER, opted_in=True, at=NOW)
        await provider.close()
