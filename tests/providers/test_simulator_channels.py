"""The simulated carrier's channels: WhatsApp's window and templates, RCS and its fallback, taps, an older ledger."""

import sqlite3
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.providers.simulator.channels import Channel
from bot.providers.simulator.ledger import Ledger, Voice
from tests.builders import NOW, SENDER, make_text
from tests.fakes.simulated_world import simulated_world

WHATSAPP = f"whatsapp:{SENDER}"
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


def text(number=WHATSAPP, **changes):
    values = {"id": uuid4(), "provider": ProviderName.SIMULATOR, "to_number": number, "reminder_id": uuid4()}
    return make_text(**values | changes)


async def arrived(world, number=WHATSAPP):
    return [bubble for bubble in await world.carrier.bubbles(number) if bubble.voice is Voice.BOT]


@pytest.mark.parametrize(
    ("texted", "after", "arrives"),
    [(True, timedelta(), True), (True, DAY - SECOND, True), (True, DAY, False), (False, timedelta(), False)],
)
async def test_free_text_arrives_within_a_day_of_the_persons_last_text(world, texted, after, arrives):
    if texted:
        await world.carrier.receive(WHATSAPP, "hello")
    await world.carrier.send(text(kind=OutboundKind.REPLY))
    await world.carrier.deliver_due(NOW + after, world.bot.apply_receipt)
    assert len(await arrived(world)) == arrives
    receipt = world.bot.receipts[-1]
    assert receipt.state is (OutboundState.DELIVERED if arrives else OutboundState.UNDELIVERED)
    assert receipt.error_code == (None if arrives else "63016")


async def test_a_tap_opens_the_window_again(world):
    await world.carrier.send(text())
    await world.carrier.deliver_due(NOW, world.bot.apply_receipt)
    (told,) = await arrived(world)
    world.machine.forward(hours=30)
    tapped = await world.carrier.receive_tap(WHATSAPP, told.button_of, "1 hour")
    assert (tapped.body, tapped.button_of, tapped.from_number) == ("snooze 1 hour", told.button_of, WHATSAPP)
    phone = await world.simulation.phone(WHATSAPP)
    assert phone.window_until == world.clock.now() + DAY


@pytest.mark.parametrize(
    ("changes", "begins", "has_buttons"),
    [
        ({}, "Here you go. ", True),
        ({"says_due": True}, "Sorry, this comes late. ", True),
        ({"reminder_id": None, "says_due": True}, "A note from your reminder bot: ", False),
    ],
)
async def test_a_template_always_arrives_in_one_line(world, changes, begins, has_buttons):
    await world.carrier.schedule(text(body="call\nmom", **changes), NOW + timedelta(days=3))
    await world.carrier.deliver_due(NOW + timedelta(days=3), world.bot.apply_receipt)
    (told,) = await arrived(world)
    assert told.body.startswith(begins)
    assert "call mom" in told.body
    assert (told.channel, bool(told.buttons)) == (Channel.WHATSAPP, has_buttons)


@pytest.mark.parametrize(
    ("has_rcs", "changes", "channel", "has_buttons"),
    [
        (True, {}, Channel.RCS, True),
        (False, {}, Channel.SMS, False),
        (True, {"kind": OutboundKind.MESSAGE, "reminder_id": None}, Channel.RCS, False),
        (True, {"kind": OutboundKind.REPLY, "reminder_id": None}, Channel.RCS, False),
    ],
)
async def test_rcs_is_tried_first_and_falls_back_to_sms(world, has_rcs, changes, channel, has_buttons):
    await world.carrier.set_rcs(SENDER, on=has_rcs)
    await world.carrier.send(text(SENDER, body="call\nmom", **changes))
    await world.carrier.deliver_due(NOW, world.bot.apply_receipt)
    (told,) = await arrived(world, SENDER)
    assert (told.body, told.channel, bool(told.buttons)) == ("call\nmom", channel, has_buttons)


async def test_only_a_button_on_the_phone_can_be_tapped(world):
    await world.carrier.send(text())
    await world.carrier.send(text(SENDER))
    await world.carrier.deliver_due(NOW, world.bot.apply_receipt)
    (told,) = await arrived(world)
    (by_sms,) = await arrived(world, SENDER)
    assert by_sms.button_of == ""
    for number, message_id, title in (
        (WHATSAPP, told.button_of, "Never"),
        (WHATSAPP, "SM0", "Done"),
        (SENDER, told.button_of, "Done"),
        (SENDER, "", "Done"),
    ):
        assert await world.carrier.receive_tap(number, message_id, title) is None
        with pytest.raises(LookupError):
            await world.simulation.tap(number, message_id, title)
    assert world.bot.received == []


async def test_stop_on_whatsapp_is_the_bots_and_stop_by_sms_holds_for_rcs(world):
    stopped = await world.carrier.receive(WHATSAPP, "STOP")
    assert stopped.opt_out is None
    assert not await world.carrier.is_opted_out(WHATSAPP)
    await world.carrier.receive(SENDER, "STOP")
    await world.carrier.set_rcs(SENDER, on=True)
    assert await world.carrier.is_opted_out(SENDER)


OLD_LEDGER = """
CREATE TABLE held (provider_message_id TEXT PRIMARY KEY, outbound_id TEXT NOT NULL UNIQUE, from_number TEXT NOT NULL,
    to_number TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, accepted_at TEXT NOT NULL, send_at TEXT NOT NULL,
    ended_at TEXT, failure TEXT, is_reported INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE bubbles (id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, voice TEXT NOT NULL,
    body TEXT NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO bubbles (number, voice, body, at) VALUES ('+13125550123', 'bot', 'hello', '2026-03-11T14:20:00.000000Z');
"""


async def test_a_ledger_of_an_earlier_release_is_opened_twice(tmp_path):
    path = tmp_path / "simulator.db"
    connection = sqlite3.connect(path)
    connection.executescript(OLD_LEDGER)
    connection.close()
    for _ in range(2):
        async with simulated_world(path) as world:
            bubbles = await world.carrier.bubbles(SENDER)
            assert (bubbles[0].body, bubbles[0].channel) == ("hello", Channel.SMS)
    ledger = Ledger(path)
    await ledger.open()
    assert (await ledger.handset(SENDER)).texted_at is None
    await ledger.close()
