"""One contract for every provider with WhatsApp and RCS: templates, the 24-hour window, one conversation with SMS."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.model import OutboundKind, OutboundState
from bot.domain.receipts import Receipt
from bot.providers.protocol import Provider
from bot.providers.simulator.ledger import HeldState
from bot.providers.twilio.provider import TwilioProvider
from bot.providers.whatsapp import TemplateKind
from tests.builders import NOW, SENDER, make_text
from tests.contract.benches import TwilioBench
from tests.fakes.set_clock import SetClock
from tests.fakes.simulated_world import simulated_world

WHATSAPP = f"whatsapp:{SENDER}"
IN_TWO_DAYS = NOW + timedelta(days=2)
CONTENT_SIDS = {kind: f"HX{number:032x}" for number, kind in enumerate(TemplateKind, 1)}


@dataclass
class Line:
    """A provider on WhatsApp. ``sent`` are the bodies that it has taken; the window of the person can be closed."""

    provider: Provider
    clock: SetClock

    async def let_due_leave(self) -> None: ...

    async def close_window(self) -> None: ...

    async def sent(self) -> list[str]:
        raise NotImplementedError

    async def report(self, message: Any, send_at: Any) -> Receipt:
        """Schedule (or send, for None) a message, and what the provider says of it once its time has come."""
        accepted = await (self.provider.schedule(message, send_at) if send_at else self.provider.send(message))
        if send_at:
            self.clock.set(send_at)
        await self.let_due_leave()
        return await self.provider.fetch(accepted.provider_message_id)


@dataclass
class TwilioLine(Line):
    server: Any

    async def close_window(self) -> None:
        self.server.window_closed.add(WHATSAPP)

    async def sent(self) -> list[str]:
        return [message.body for message in self.server.messages]


@dataclass
class SimulatedLine(Line):
    world: Any

    async def let_due_leave(self) -> None:
        await self.world.carrier.deliver_due(self.world.clock.now(), self.world.bot.apply_receipt)

    async def sent(self) -> list[str]:
        return [held.body for held in await self.world.carrier.held() if held.state is not HeldState.CANCELLED]


@pytest.fixture(params=["twilio", "simulator"])
async def line(request, tmp_path) -> AsyncIterator[Line]:
    if request.param == "simulator":
        machine = SetClock()
        async with simulated_world(tmp_path / "ledger.db", machine) as world:
            yield SimulatedLine(world.carrier, machine, world)
        return
    async with TwilioBench.open() as bench:
        provider = bench.another(content_sids=CONTENT_SIDS)
        assert isinstance(provider, TwilioProvider)
        await provider.start()
        yield TwilioLine(provider, bench.clock, bench.server)
        await provider.close()


def text(line, number=WHATSAPP, **changes):
    values = {"id": uuid4(), "provider": line.provider.name, "to_number": number, "reminder_id": uuid4()}
    return make_text(**values | changes)


@pytest.mark.parametrize("send_at", [IN_TWO_DAYS, None], ids=["scheduled", "now"])
@pytest.mark.parametrize("changes", [{}, {"says_due": True}, {"reminder_id": None, "says_due": True}], ids=str)
async def test_whatever_the_bot_sends_by_itself_passes_a_closed_window(line, send_at, changes):
    await line.close_window()
    receipt = await line.report(text(line, body="call\nmom", **changes), send_at)
    assert receipt.state is not OutboundState.UNDELIVERED
    (body,) = await line.sent()
    assert "call mom" in body
    assert not body.startswith("call mom")


async def test_free_text_fails_outside_the_window_and_says_why(line):
    await line.close_window()
    receipt = await line.report(text(line, kind=OutboundKind.REPLY, reminder_id=None), None)
    assert (receipt.state, receipt.error_code) == (OutboundState.UNDELIVERED, "63016")


async def test_a_scheduled_template_can_be_cancelled(line):
    accepted = await line.provider.schedule(text(line), IN_TWO_DAYS)
    await line.provider.cancel(accepted.provider_message_id)
    assert (await line.provider.fetch(accepted.provider_message_id)).state is OutboundState.CANCELLED


async def test_by_sms_and_rcs_the_words_are_not_changed(line):
    await line.report(text(line, SENDER, body="call\nmom"), IN_TWO_DAYS)
    assert await line.sent() == ["call\nmom"]
