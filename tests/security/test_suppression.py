"""Attack: text somebody who has opted out, by erasing them, by the other provider, or by another program."""

from functools import partial

import pytest

from bot.delivery.planning import forgotten
from bot.domain.changes import with_pending
from bot.domain.model import OutboundState, ProviderName, ReminderState
from bot.runtime.clock import Clock
from bot.storage.database import Unit
from bot.storage.sqlite.store import SqliteStore
from tests.fakes.phones import SENDER, until
from tests.fakes.studio import studio_flow


@pytest.fixture
async def bot(tmp_path):
    async with studio_flow(tmp_path) as studio:
        yield studio


@pytest.fixture
async def store(bot, tmp_path):
    """The database, as an operator's command opens it."""
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open_beside()
    yield store
    await store.close()


async def erase_by_operator(_, store):
    now = Clock().now()
    for person in await store.people.with_number(SENDER):
        await store.people.revise_person(person.id, with_pending(None, partial(forgotten, now=now)))
    await store.people.erase_forgotten(now)
    assert await store.people.with_number(SENDER) == ()


async def forget_by_text(bot, _):
    await bot.phones.by_twilio("forget me")
    await bot.phones.by_twilio("forget me")


@pytest.mark.parametrize("erase", [erase_by_operator, forget_by_text])
@pytest.mark.parametrize("stop", ["STOP", "please stop texting me"])
async def test_an_opt_out_outlives_erasure(bot, store, erase, stop):
    await bot.phones.by_twilio("remind me in 5 hours to meet")
    await bot.phones.by_twilio(stop)
    await erase(bot, store)
    refused = await bot.program.create(minutes=5)
    assert (refused.status, refused.body["type"]) == (409, "/docs#opted-out")
    assert await bot.phones.by_twilio("remind me in 2 hours to eat") is None
    await bot.phones.telnyx_event("remind me in 2 hours to eat")
    await bot.phones.telnyx_event("list")
    assert bot.phones.telnyx_replies() == []
    assert (await bot.program.create(provider="telnyx", minutes=5)).status == 409


@pytest.mark.parametrize("start", ["START", "start", "unstop"])
async def test_start_alone_lifts_it(bot, store, start):
    await bot.phones.by_twilio("STOP")
    await erase_by_operator(bot, store)
    for text in ("hello", "list", "ok thanks", "forget me", "remind me at 5 to start the car"):
        assert await bot.phones.by_twilio(text) is None
    assert (await bot.program.create(minutes=5)).status == 409
    await bot.phones.by_twilio(start)
    assert (await bot.program.create(minutes=5)).status == 201
    assert "no reminders" in (await bot.phones.by_twilio("list") or "")


async def test_an_opt_out_stops_the_number_at_the_other_provider_too(bot, store):
    await bot.phones.telnyx_event("remind me in 5 hours to meet")
    scheduled = [await bot.program.create(provider="telnyx", minutes=300)]
    await until(lambda: sum(message.send_at is not None for message in bot.phones.telnyx.messages) == 2)
    await bot.phones.by_twilio("STOP")
    await until(lambda: all(message.status == "cancelled" for message in bot.phones.telnyx.messages if message.send_at))
    assert scheduled[0].status == 201
    person = await store.people.find(ProviderName.TELNYX, SENDER)
    data = await store.people.personal_data(person.id) if person is not None else None
    assert data is not None
    assert data.person.opted_out_at is not None
    assert [reminder.state for reminder in data.reminders] == [ReminderState.PARKED]
    kept = {message.state for message in data.outbound if message.kind != "reply"}
    assert kept <= {OutboundState.CANCELLED, OutboundState.CANCELLING}


async def test_the_suppression_is_a_keyed_hash(bot, store):
    await bot.phones.by_twilio("STOP")

    async def rows(session):
        return [tuple(row) for row in await session.rows("SELECT number_hash FROM suppressions")]

    ((number_hash,),) = await store.database.run(Unit.PING, rows)
    assert len(number_hash) == 64
    assert SENDER[1:] not in number_hash
