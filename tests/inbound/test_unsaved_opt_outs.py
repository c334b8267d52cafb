"""An opt-out that cannot be saved is not lost: the provider delivers it again, and the bot tries again itself."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import DatabaseBusyError
from bot.domain.model import OptOut, ProviderName
from bot.inbound.consents import Consents
from tests.builders import NOW, SENDER, make_inbound
from tests.fakes.phones import until
from tests.fakes.set_clock import WaitingClock
from tests.inbound.test_answer_in_time import ASK, AT_ONCE, locked, served

__all__ = ["served"]  # the fixture

OPT_OUTS = [
    ("STOP", {}),
    ("please stop texting me", {}),
    ("take me off this list", {}),
    ("hm", {"opt_out": OptOut.STOP}),
]
PROVIDERS = [ProviderName.TWILIO, ProviderName.TELNYX]


@pytest.fixture
def clocked(served, monkeypatch):
    """The service, on a clock that waits for nothing."""
    monkeypatch.setattr("tests.inbound.test_answer_in_time.SetClock", WaitingClock)
    return served


async def is_opted_out(served, provider):
    person = await served.store.people.find(provider, SENDER)
    return person is not None and person.opted_out_at is not None


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(("body", "fields"), OPT_OUTS)
async def test_an_opt_out_in_an_outage_is_carried_out_when_it_ends(clocked, provider, body, fields):
    await clocked.service(60).receive(make_inbound(ASK, provider=provider))
    service = clocked.service(AT_ONCE)
    async with locked(clocked):
        with pytest.raises(DatabaseBusyError):
            await service.receive(make_inbound(body, "SM2", provider=provider, **fields))
    async with asyncio.timeout(30):
        while not await is_opted_out(clocked, provider):  # noqa: ASYNC110 - another task saves it
            await asyncio.sleep(0)
    again = await clocked.service(60).receive(make_inbound(body, "SM2", provider=provider, **fields))
    assert (again.redelivered, again.intent) == (True, "stop")
    await service.finish()


@pytest.mark.parametrize(("later", "is_out"), [("START", False), ("list", True), ("STOP", True)])
async def test_what_the_sender_texts_next_comes_after_the_opt_out(clocked, later, is_out):
    service = clocked.service(AT_ONCE)
    async with locked(clocked):
        with pytest.raises(DatabaseBusyError):
            await service.receive(make_inbound("please stop texting me"))
        service._unsaved._stopping.set()  # so that only the next text carries it out
    service._policy = clocked.service(60)._policy
    await service.receive(make_inbound(later, "SM2"))
    assert await is_opted_out(clocked, ProviderName.TWILIO) == is_out
    await service.finish()
    assert await is_opted_out(clocked, ProviderName.TWILIO) == is_out


async def test_the_carrier_is_told_of_an_opt_out_that_is_saved_late(clocked):
    told = []

    class Registry:
        async def record_consent(self, number, *, opted_in, at):
            told.append((number, opted_in))

    service = clocked.service(AT_ONCE)
    service._consents = Consents({ProviderName.TWILIO: Registry()}, WaitingClock(NOW))
    async with locked(clocked):
        with pytest.raises(DatabaseBusyError):
            await service.receive(make_inbound("please stop texting me"))
    await until(lambda: told)
    assert told == [(SENDER, False)]
    await service.finish()


async def test_a_bot_that_stops_in_an_outage_says_which_opt_outs_are_lost(clocked):
    service = clocked.service(AT_ONCE)
    with capture_logs() as lines:
        async with locked(clocked):
            with pytest.raises(DatabaseBusyError):
                await service.receive(make_inbound("please stop texting me", "SM7"))
            await service.finish()
    assert [line["inbound"] for line in lines if line["event"] == "opt-out lost"] == ["SM7"]
