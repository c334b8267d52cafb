"""Several bots on one PostgreSQL: what the stores of two processes do to each other."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from bot.domain.fair_share import ClaimRoom
from bot.domain.message_state import LEASE
from bot.domain.model import OutboundState, ProviderName
from bot.domain.spending import Budgets
from bot.storage.database import Unit
from bot.storage.postgres.pool_limits import PoolLimits
from bot.storage.postgres.store import PostgresStore
from bot.storage.protocol import IdempotentRequest
from bot.storage.recipient import Decision
from bot.storage.statements import locks
from bot.storage.units.accounts import person_spending, spend
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.fakes.postgres import fresh_database
from tests.storage.saving import saving

S = OutboundState
BOTS = 3


@pytest.fixture
async def url():
    async with fresh_database() as url:
        yield url


@pytest.fixture
async def stores(url):
    """The stores of three bots."""
    async with AsyncExitStack() as stack:
        stores = [PostgresStore(url, limits=PoolLimits(connections=4)) for _ in range(BOTS)]
        for store in stores:
            await store.open(NOW)
            stack.push_async_callback(store.close)
        yield stores


def newcomer():
    return make_person(id=0)


def next_number(context):
    """Make one more reminder, with the lowest number after those that the decision sees."""
    reminder = make_reminder(id=uuid4(), number=1 + max((each.number for each in context.reminders), default=0))
    return saving(str(reminder.number), reminders=[reminder])(context)


async def test_texts_of_one_person_at_different_bots_get_different_numbers(stores):
    texts = [make_inbound("x", f"SM{number}") for number in range(12)]
    answers = await asyncio.gather(
        *(stores[number % BOTS].conversations.answer(text, newcomer, next_number) for number, text in enumerate(texts))
    )
    assert sorted(int(answer.reply) for answer in answers) == list(range(1, 13))


async def test_a_text_delivered_to_every_bot_is_answered_once(stores):
    inbound = make_inbound("x")
    answers = await asyncio.gather(*(store.conversations.answer(inbound, newcomer, next_number) for store in stores))
    assert [answer.reply for answer in answers] == ["1"] * BOTS
    assert sum(answer.redelivered for answer in answers) == BOTS - 1


async def test_a_request_with_a_key_is_carried_out_by_one_bot(stores):
    request = IdempotentRequest(token_name="t", key="k", request_hash="h", kept_since=NOW - timedelta(days=1))

    async def add(store, number):
        return await store.messages.add(
            number,
            "t",
            NOW,
            request,
            lambda _: Decision(
                person=newcomer(), message=make_text(id=uuid4(), kind="message", token_name="t", to_number=number)
            ),
        )

    added = await asyncio.gather(*(add(store, SENDER) for store in stores))
    assert len({each.message.id for each in added}) == 1
    assert sum(each.is_repeated for each in added) == BOTS - 1


async def with_messages(store, count):
    """``count`` due messages to as many people."""
    for number in range(count):
        sender = f"+1312555{number:04}"
        await store.conversations.answer(
            make_inbound("x", f"SM{number}", from_number=sender),
            lambda sender=sender: make_person(id=0, number=sender),
            saving(outbound=[make_text(id=uuid4(), to_number=sender, next_attempt_at=NOW)]),
        )


def leased(message):
    return replace(message, state=S.HANDING_OVER, next_attempt_at=NOW + LEASE)


async def test_a_message_is_claimed_by_one_bot(stores):
    await with_messages(stores[0], 30)

    async def claim_all(store):
        claimed = []
        for _ in range(100):
            found = await store.delivery.claim_due(ProviderName.TWILIO, NOW, ClaimRoom(calls=5), leased)
            claimed += [message.id for message in found.messages]
            next_at = await store.delivery.next_attempt_at(ProviderName.TWILIO)
            if next_at is None or next_at > NOW:
                break
        return claimed

    claimed = [id_ for ids in await asyncio.gather(*map(claim_all, stores)) for id_ in ids]
    assert len(claimed) == len(set(claimed)) == 30


async def test_a_person_whose_text_is_being_answered_is_left_to_that_bot(stores):
    await with_messages(stores[0], 2)
    async with asyncio.timeout(30), AsyncExitStack() as stack:
        is_locked, may_end = asyncio.Event(), asyncio.Event()

        async def answering(session):
            await session.lock(locks.NUMBER, number="+13125550000")
            is_locked.set()
            await may_end.wait()

        task = asyncio.create_task(stores[0].database.run(Unit.ANSWER, answering))
        stack.push_async_callback(asyncio.wait, {task})
        stack.callback(may_end.set)
        await is_locked.wait()
        claimed = await stores[1].delivery.claim_due(ProviderName.TWILIO, NOW, ClaimRoom(calls=5), leased)
        assert [message.to_number for message in claimed.messages] == ["+13125550001"]
        assert claimed.due == 1
    claimed = await stores[1].delivery.claim_due(ProviderName.TWILIO, NOW, ClaimRoom(calls=5), leased)
    assert [message.to_number for message in claimed.messages] == ["+13125550000"]


async def test_reminders_are_topped_up_by_one_bot(stores):
    reminders = [make_reminder(id=uuid4(), number=number, next_check_at=NOW) for number in range(1, 11)]
    await stores[0].conversations.answer(make_inbound("x"), newcomer, saving(reminders=reminders))
    seen = []

    def top_up(reminder, *_):
        seen.append(reminder.id)
        return replace(reminder, next_check_at=None), ()

    async def top_up_all(store):
        while await store.delivery.next_top_up_at() is not None:
            await store.delivery.top_up_due(NOW, 4, top_up)

    await asyncio.gather(*map(top_up_all, stores))
    assert sorted(seen) == sorted(reminder.id for reminder in reminders)


async def test_the_leases_of_other_bots_are_not_released(stores):
    theirs = make_text(state=S.HANDING_OVER, next_attempt_at=NOW + LEASE, lease_owner="another bot")
    await stores[0].conversations.answer(make_inbound("x"), newcomer, saving(outbound=[theirs]))
    assert await stores[1].delivery.release_leases("me", NOW) == 0


async def test_one_bot_at_a_time_does_the_maintenance(stores):
    async with stores[0].maintenance.alone() as first, stores[1].maintenance.alone() as second:
        assert (first, second) == (True, False)
    async with stores[1].maintenance.alone() as is_alone:
        assert is_alone


async def test_a_due_message_wakes_the_other_bots(stores):
    woken = asyncio.Event()
    stores[1].on_change(woken.set)
    async with asyncio.timeout(30):
        await woken.wait()  # from now on it listens
        woken.clear()
        await with_messages(stores[0], 1)
        await woken.wait()
    assert await stores[1].maintenance.changed_elsewhere()


async def cut_connections(url):
    """End all connections of the bots, as a restart of the server does."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finally:
        await connection.close()


async def test_a_text_is_answered_although_the_connection_is_lost(stores, url):
    attempts = 0

    async def work(session):
        nonlocal attempts
        attempts += 1
        await session.lock(locks.NUMBER, number=SENDER)
        if attempts == 1:
            await cut_connections(url)
        return await session.value("SELECT count(*) FROM people")

    assert await stores[0].database.run(Unit.ANSWER, work) == 0
    assert attempts == 2
    assert (await stores[1].conversations.answer(make_inbound("x"), newcomer, next_number)).reply == "1"


async def test_a_bot_listens_again_after_a_lost_connection(stores, url):
    woken = asyncio.Event()
    stores[1].on_change(woken.set)
    async with asyncio.timeout(30):
        await woken.wait()
        woken.clear()
        await cut_connections(url)
        await woken.wait()  # it looks for what it may have missed


async def test_conflicting_transactions_are_repeated(stores):
    attempts = 0

    async def work(session):
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            raise asyncpg.DeadlockDetectedError("deadlock detected")
        return "done"

    assert await stores[0].database.run(Unit.ANSWER, work) == "done"


async def test_bots_count_segments_for_the_same_days_without_waiting_for_each_other(stores):
    """In whatever order: two transactions that wait for each other are a deadlock, which takes a second to end."""
    days = [NOW + timedelta(days=ahead) for ahead in (1, 2)]
    both_counted = asyncio.Barrier(2)

    async def count(store, number, moments):
        async def work(session):
            person = make_person(id=0, number=number)
            person = replace(person, id=await session.add_person(person))
            first, second = (make_text(id=uuid4(), person_id=person.id, to_number=number, due_at=at) for at in moments)
            await session.save(outbound=[first])
            await both_counted.wait()
            await session.save(outbound=[second])
            await spend(session, number, NOW, 1)
            own = await person_spending(session, number, NOW, Budgets())
            assert sorted(own.account.values()) == [1, 1, 1], "a transaction sees what it has counted itself"

        await store.database.run(Unit.ANSWER, work)

    async with asyncio.timeout(5):
        await asyncio.gather(
            count(stores[0], "+13125550001", days),
            count(stores[1], "+13125550002", days[::-1]),
        )

    async def read(session):
        return await person_spending(session, "+13125550001", NOW, Budgets(in_all=0))

    spent = await stores[2].database.read(Unit.STATS, read)
    assert list(spent.account.values()) == [1, 1, 1]
    assert list(spent.bot.values()) == [2, 2, 2]


async def test_bots_that_start_at_once_migrate_once():
    async with fresh_database(is_empty=True) as url:
        stores = [PostgresStore(url) for _ in range(BOTS)]
        await asyncio.gather(*(store.open(NOW) for store in stores))
        await asyncio.gather(*(store.close() for store in stores))


async def test_a_bot_stops_although_another_one_starts_at_that_moment(url):
    """The notice must not swallow the end of the listening task."""
    for _ in range(20):
        store = PostgresStore(url)
        await store.open(NOW)
        await asyncio.sleep(0.01)  # it listens
        store.database._listener._heard_of_new_bot()
        async with asyncio.timeout(10):
            await store.close()
