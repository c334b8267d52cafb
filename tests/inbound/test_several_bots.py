"""Texts of one person that reach several bots on one database."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.texts.refusals import TOO_FAST
from bot.domain.rate_limit import Rate
from bot.inbound.admission import AdmissionLimits
from bot.inbound.decision import REFUSED
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.postgres.store import PostgresStore
from tests.builders import NOW, make_inbound, no_hurry
from tests.fakes.phones import until
from tests.fakes.postgres import fresh_database
from tests.fakes.set_clock import SetClock
from tests.inbound.test_flood import POLICY

BOTS = 3
SHARED = replace(POLICY, admission=replace(POLICY.admission, has_other_bots=True))


class Town:
    def __init__(self, stores, policy):
        self.clock = SetClock()
        self.metrics = [Metrics() for _ in stores]
        self.bots = [
            InboundService(
                store=store.conversations,
                clock=self.clock,
                policy=policy,
                metrics=metrics,
                wake=lambda: None,
                expedite=no_hurry,
                bots=store.delivery.bots,
            )
            for store, metrics in zip(stores, self.metrics, strict=True)
        ]
        self.texts = 0

    async def text(self, body, **changes):
        """A text to the next bot; the answer."""
        self.texts += 1
        inbound = make_inbound(body, f"SM{self.texts}", received_at=self.clock.now(), **changes)
        return await self.bots[self.texts % BOTS].receive(inbound)


@pytest.fixture
async def stores():
    async with fresh_database() as url, AsyncExitStack() as stack:
        stores = [PostgresStore(url) for _ in range(BOTS)]
        for store in stores:
            await store.open(NOW)
            stack.push_async_callback(store.close)
        yield stores


@pytest.fixture
def town(stores):
    return Town(stores, SHARED)


async def test_a_sender_has_one_limit_at_all_bots(town):
    answers = [await town.text(f"what is {number}") for number in range(7)]
    assert [answer.intent == REFUSED for answer in answers] == [False] * 3 + [True] * 4
    assert [answer.reply == TOO_FAST for answer in answers] == [False] * 3 + [True] + [False] * 3
    refused = [
        metrics.registry.get_sample_value("bot_refused_total", {"route": "texts", "reason": "sender_limit"})
        for metrics in town.metrics
    ]
    assert sum(filter(None, refused)) == 4


async def test_all_senders_have_one_limit_at_all_bots(stores):
    admission = AdmissionLimits(in_all=Rate(count=6), has_other_bots=True)
    town = Town(stores, replace(POLICY, admission=admission))
    await until(lambda: all(store.delivery.bots() == BOTS for store in stores))
    answers = [await town.text("list", from_number=f"+1312555{number:04}") for number in range(12)]
    assert [answer.intent == REFUSED for answer in answers] == [False] * 6 + [True] * 6


async def test_the_limit_comes_back_over_time(town):
    for number in range(4):
        await town.text(f"what is {number}")
    town.clock.set(NOW + timedelta(seconds=20))
    assert [(await town.text(f"how is {number}")).intent == REFUSED for number in range(2)] == [False, True]


async def test_stop_and_start_meet_no_limit(town):
    for number in range(5):
        await town.text(f"what is {number}")
    assert (await town.text("please stop texting me")).intent == "stop"
    assert (await town.text("start")).intent == "start"


async def test_another_sender_has_a_limit_of_their_own(town):
    for number in range(5):
        await town.text(f"what is {number}")
    assert (await town.text("list", from_number="+13125550177")).intent == "list"


async def test_one_bot_counts_as_before(stores):
    """Where no other bot reads texts, the database never refuses what the bot has admitted."""
    town = Town(stores, replace(POLICY, admission=AdmissionLimits(per_sender=Rate(count=5), has_other_bots=True)))
    town.bots = [town.bots[0]] * BOTS
    for second in range(120):
        town.clock.set(NOW + timedelta(seconds=second))
        await town.text(f"what is {second}")
    refused = town.metrics[0].registry.get_sample_value(
        "bot_refused_total", {"route": "texts", "reason": "sender_limit"}
    )
    assert refused == 120 - 5 - 9
