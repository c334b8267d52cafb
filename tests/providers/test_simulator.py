"""The simulated carrier: its scheduler, receipts, opt-outs, storage and clock."""

from datetime import timedelta

import pytest

from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.model import OptOut, OutboundState, ProviderName
from bot.providers.simulator.ledger import HeldState, Ledger, Voice
from tests.builders import NOW, SENDER, make_text
from tests.fakes.simulated_world import simulated_world

OTHER = "+13125550124"


def text(**changes):
    return make_text(provider=ProviderName.SIMULATOR, **changes)


async def bubbles(world, number=SENDER):
    return [(bubble.voice, bubble.body) for bubble in await world.carrier.bubbles(number)]


@pytest.mark.parametrize(
    ("seconds", "is_accepted"),
    [(59.9, False), (60, True), (3600, True), (7 * 86400, True), (7 * 86400 + 1, False), (-5, False)],
)
async def test_the_scheduler_accepts_times_inside_its_window(world, seconds, is_accepted):
    send_at = NOW + timedelta(seconds=seconds)
    if is_accepted:
        await world.carrier.schedule(text(), send_at)
    else:
        with pytest.raises(OutOfWindowError):
            await world.carrier.schedule(text(), send_at)
    assert len(await world.carrier.held()) == is_accepted


async def test_a_repeated_call_is_accepted_once(world):
    message = text()
    first = await world.carrier.schedule(message, NOW + timedelta(hours=2))
    world.machine.forward(hours=3)
    again = await world.carrier.schedule(message, NOW + timedelta(hours=2))
    assert again == first == await world.carrier.find(message)
    assert len(await world.carrier.held()) == 1


async def test_a_scheduled_message_is_delivered_at_its_time_with_receipts(world):
    accepted = await world.carrier.schedule(text(), NOW + timedelta(hours=2))
    early = NOW + timedelta(hours=2, microseconds=-1)
    assert await world.carrier.deliver_due(early, world.bot.apply_receipt) == 0
    assert await world.carrier.next_due() == NOW + timedelta(hours=2)
    assert (await world.carrier.fetch(accepted.provider_message_id)).state is None

    assert await world.carrier.deliver_due(NOW + timedelta(hours=2), world.bot.apply_receipt) == 1
    assert [receipt.state for receipt in world.bot.receipts] == [OutboundState.SENT, OutboundState.DELIVERED]
    assert await bubbles(world) == [(Voice.BOT, "Reminder: call mom")]
    assert (await world.carrier.fetch(accepted.provider_message_id)).state is OutboundState.DELIVERED
    assert await world.carrier.next_due() is None


async def test_a_message_sent_now_is_due_now(world):
    await world.carrier.send(text())
    assert await world.carrier.deliver_due(NOW, world.bot.apply_receipt) == 1


async def test_a_receipt_that_the_bot_rejects_is_repeated_but_the_message_is_not(world):
    async def failing(_):
        raise StorageError("the database is closed")

    await world.carrier.send(text())
    with pytest.raises(StorageError):
        await world.carrier.deliver_due(NOW, failing)
    assert await world.carrier.deliver_due(NOW, world.bot.apply_receipt) == 1
    assert len(world.bot.receipts) == 2
    assert len(await bubbles(world)) == 1


async def test_a_cancelled_message_is_never_delivered_and_cannot_be_cancelled_twice(world):
    accepted = await world.carrier.schedule(text(), NOW + timedelta(hours=2))
    await world.carrier.cancel(accepted.provider_message_id)
    with pytest.raises(NotCancellableError):
        await world.carrier.cancel(accepted.provider_message_id)
    assert await world.carrier.deliver_due(NOW + timedelta(days=1), world.bot.apply_receipt) == 0
    assert (await world.carrier.fetch(accepted.provider_message_id)).state is OutboundState.CANCELLED


async def test_a_sent_message_cannot_be_cancelled(world):
    scheduled = await world.carrier.schedule(text(), NOW + timedelta(hours=2))
    sent = await world.carrier.send(text())
    world.machine.forward(hours=2)
    for accepted in (scheduled, sent):
        with pytest.raises(NotCancellableError):
            await world.carrier.cancel(accepted.provider_message_id)


async def test_unknown_ids_and_long_bodies_are_permanent_errors(world):
    with pytest.raises(NotCancellableError):
        await world.carrier.cancel("SM0")
    with pytest.raises(PermanentProviderError):
        await world.carrier.fetch("SM0")
    with pytest.raises(PermanentProviderError):
        await world.carrier.send(text(body="x" * 1601))
    assert await world.carrier.find(text()) is None


async def test_a_carrier_that_is_down_does_nothing(world):
    world.carrier.faults.down = True
    with pytest.raises(TemporaryProviderError):
        await world.carrier.send(text())
    assert await world.carrier.held() == ()


async def test_a_call_whose_response_is_lost_is_carried_out(world):
    message = text()
    world.carrier.faults.lost_answers = True
    with pytest.raises(OutcomeUnknownError):
        await world.carrier.schedule(message, NOW + timedelta(hours=2))
    world.carrier.faults.lost_answers = False
    assert await world.carrier.find(message) is not None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("STOP", OptOut.STOP),
        (" stop\n", OptOut.STOP),
        ("Stop  All", OptOut.STOP),
        ("cancel", OptOut.STOP),
        ("Yes", OptOut.START),
        ("unstop", OptOut.START),
        ("HELP", OptOut.HELP),
        ("cancel 2", None),
        ("stop it please", None),
        ("help me", None),
        ("?", None),
        ("", None),
    ],
)
def test_opt_out_keywords_must_be_the_whole_text(body, expected):
    assert carrier_keyword(body) is expected


async def test_an_opted_out_number_gets_nothing_until_it_opts_in_again(world):
    await world.carrier.schedule(text(), NOW + timedelta(hours=1))
    assert await world.simulation.text(SENDER, "STOP") is None
    assert world.bot.received[0].opt_out is OptOut.STOP
    with pytest.raises(OptedOutError):
        await world.carrier.send(text())
    assert await world.simulation.text(SENDER, "list") == "You said: list"
    await world.carrier.deliver_due(NOW + timedelta(hours=1), world.bot.apply_receipt)
    assert world.bot.receipts[0].state is OutboundState.UNDELIVERED
    assert [voice for voice, _ in await bubbles(world)] == [Voice.PERSON, Voice.CARRIER, Voice.PERSON]

    await world.simulation.text(SENDER, "start")
    await world.carrier.send(text())


async def test_a_restart_loses_nothing(tmp_path):
    path = tmp_path / "simulator.db"
    async with simulated_world(path) as before:
        await before.simulation.text(SENDER, "in 7200 call mom")
        await before.simulation.text(OTHER, "STOP")
        await before.simulation.wind(60)
        shown, clock = await bubbles(before), before.clock.now()
    async with simulated_world(path) as after:
        assert after.clock.now() == clock
        assert await bubbles(after) == shown
        assert await after.carrier.is_opted_out(OTHER)
        assert await after.simulation.wind(2 * 3600) == 1
        assert [held.state for held in await after.carrier.held()] == [HeldState.DELIVERED]


async def test_a_file_that_is_not_a_ledger_is_a_clear_error(tmp_path):
    path = tmp_path / "simulator.db"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StorageError, match=r"simulator\.db"):
        await Ledger(path).open()


@pytest.mark.parametrize("seconds", [5, 59, 61, 3600, 86400])
async def test_moving_the_clock_runs_every_event_at_its_own_time(world, seconds):
    await world.simulation.text(SENDER, f"in {seconds} call mom")
    assert await world.simulation.wind(2 * 86400) == 1
    assert world.clock.now() == NOW + timedelta(days=2)
    assert (await world.carrier.bubbles(SENDER))[-1].at == NOW + timedelta(seconds=seconds)


async def test_moving_to_the_next_text_stops_there(world):
    for seconds in (7200, 30, 300):
        await world.simulation.text(SENDER, f"in {seconds} after {seconds}")
    for seconds in (30, 300, 7200):
        assert await world.simulation.wind_to_next_text() == 1
        assert world.clock.now() == NOW + timedelta(seconds=seconds)
    assert await world.simulation.wind_to_next_text() == 0
    assert world.clock.now() == NOW + timedelta(seconds=7200)


async def test_moving_the_clock_counts_arrivals_while_time_also_runs_by_itself(world):
    await world.simulation.text(SENDER, "in 7200 first")
    await world.simulation.text(SENDER, "in 7800 second")
    async with world.simulation.running():
        assert await world.simulation.wind_to_next_text() == 1
        assert world.clock.now() == NOW + timedelta(seconds=7200)


async def test_the_clock_is_never_set_back(world):
    world.clock.wind_to(NOW + timedelta(hours=1))
    world.clock.wind_to(NOW)
    assert world.clock.now() == NOW + timedelta(hours=1)
    world.machine.forward(minutes=1)
    assert world.clock.now() == NOW + timedelta(hours=1, minutes=1)


async def test_due_messages_are_delivered_in_the_background(world):
    async with world.simulation.running():
        seen = world.simulation.changes.revision
        await world.carrier.send(text())
        while not await bubbles(world):
            seen = await world.simulation.changes.beyond(seen)
    assert await bubbles(world) == [(Voice.BOT, "Reminder: call mom")]
