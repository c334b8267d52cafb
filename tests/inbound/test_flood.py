"""A flood of texts: who is answered, in which order, and what reaches the database."""

import asyncio
from datetime import timedelta

import pytest

from bot.conversation.context import PersonLimits
from bot.domain.changes import PersonContext
from bot.domain.model import OutboundKind, ProviderName
from bot.domain.rate_limit import Rate
from bot.inbound.admission import AdmissionLimits, RefusalReason
from bot.inbound.decision import REFUSED, BotPolicy, turn_down
from bot.inbound.keyed_lock import KeyedLock
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, WINDOW, make_inbound, make_person, no_hurry, numbered_ids
from tests.fakes.set_clock import SetClock

OTHER = "+13125550199"
POLICY = BotPolicy(
    providers={
        ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True),
        ProviderName.TELNYX: ProviderTraits(window=WINDOW, answers_in_webhook=False),
    },
    default_timezone="UTC",
    admission=AdmissionLimits(per_sender=Rate(count=3)),
)


class WatchedStore:
    """A store that records the senders of the texts it was given, in order."""

    def __init__(self, store):
        self._store = store
        self.senders = []

    async def answer(self, inbound, newcomer, decide, elsewhere=None):
        self.senders.append(inbound.from_number)
        return await self._store.answer(inbound, newcomer, decide, elsewhere)

    async def amend_answer(self, inbound, outbound_ids, amend):
        return await self._store.amend_answer(inbound, outbound_ids, amend)


class Flooded:
    def __init__(self, store, policy):
        self.store = store
        self.clock = SetClock()
        self.metrics = Metrics()
        self.inbound_service = InboundService(
            store=store, clock=self.clock, policy=policy, metrics=self.metrics, wake=lambda: None, expedite=no_hurry
        )

    def texts(self, *inbound):
        return asyncio.gather(*map(self.inbound_service.receive, inbound))

    async def said(self, body, message_id, **changes):
        return (await self.inbound_service.receive(make_inbound(body, message_id, **changes))).reply


@pytest.fixture
async def flooded(tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    yield lambda policy=POLICY: Flooded(WatchedStore(store.conversations), policy)
    await store.close()


def flood(count, **changes):
    """Texts from one sender, of the maximum length."""
    return [make_inbound(f"{number} " + "a" * 1590, f"SM{number}", **changes) for number in range(count)]


async def test_a_flood_waits_for_itself_alone(flooded):
    bot = flooded(BotPolicy(providers=POLICY.providers, default_timezone="UTC"))
    await bot.texts(*flood(50), make_inbound("list", "SMother", from_number=OTHER))
    assert len(bot.store.senders) == 51
    assert bot.store.senders.index(OTHER) == 1


async def test_what_is_over_the_limit_never_reaches_the_database(flooded):
    bot = flooded()
    answers = await bot.texts(*flood(500))
    assert len(bot.store.senders) == 4  # three texts and one notice
    assert [answer.intent for answer in answers].count(REFUSED) == 497
    assert (
        bot.metrics.registry.get_sample_value("bot_refused_total", {"route": "texts", "reason": "sender_limit"}) == 497
    )


async def test_who_is_over_the_limit_is_told_once_and_answered_again_later(flooded):
    bot = flooded()
    answers = await bot.texts(*(make_inbound("list", f"SM{number}") for number in range(6)))
    said = [answer.reply for answer in answers]
    assert said[2:] == [said[1], "That's a lot at once. Try again in a minute.", None, None]
    bot.clock.forward(minutes=1)
    assert "no reminders" in await bot.said("list", "SMlater")


async def test_a_redelivered_text_gets_the_answer_it_got_before(flooded):
    bot = flooded()
    before = [await bot.said(f"remind me in 2 hours to do {number}", f"SM{number}") for number in range(6)]
    bot.clock.forward(seconds=30)
    assert [await bot.said(f"remind me in 2 hours to do {number}", f"SM{number}") for number in range(6)] == before
    bot.clock.forward(minutes=5)
    assert (await bot.said("list", "SMlist")).count("do ") == 3


async def test_the_reply_to_a_flood_goes_out_by_the_api_where_replies_do():
    person_context = PersonContext(person=make_person(provider=ProviderName.TELNYX))
    saved = turn_down(make_inbound("x"), RefusalReason.SENDER, person_context, POLICY, now=NOW, new_id=numbered_ids())
    (reply,) = saved.outbound
    assert (reply.kind, reply.body, saved.reply) == (OutboundKind.REPLY, saved.reply, reply.body)


@pytest.mark.parametrize("reason", [RefusalReason.SENDER, RefusalReason.TOTAL, RefusalReason.LENGTH])
def test_who_opted_out_hears_of_no_limit(reason):
    person_context = PersonContext(person=make_person(opted_out_at=NOW - timedelta(days=1)))
    assert turn_down(make_inbound("x"), reason, person_context, POLICY, now=NOW, new_id=numbered_ids()).reply is None
    start = make_inbound("START")  # not carried out either, so it must not be dropped without a word
    assert turn_down(start, reason, person_context, POLICY, now=NOW, new_id=numbered_ids()).reply is not None


async def test_stop_is_heard_in_the_middle_of_a_flood(flooded):
    bot = flooded()
    await bot.said("remind me in 2 hours to call mom", "SMfirst")
    await bot.texts(*flood(20), make_inbound("STOP", "SMstop"))
    bot.clock.forward(minutes=5)
    assert await bot.said("list", "SMlist") is None


async def test_start_is_heard_in_the_middle_of_a_flood(flooded):
    bot = flooded()
    await bot.said("remind me in 2 hours to call mom", "SMfirst")
    await bot.texts(*flood(20), make_inbound("STOP", "SMstop"))
    assert "1 reminder is back on" in (await bot.said("START", "SMstart") or "")


async def test_a_text_too_long_is_answered_without_being_read(flooded):
    bot = flooded()
    reply = await bot.said("remind me in 2 hours to " + "x" * 1600, "SM1")
    assert reply == "That's too long for me: I read 1,600 characters at most. Please use fewer words."
    assert "no reminders" in await bot.said("list", "SM2")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("remind me in 2 hours to call mom", "open_reminders"),
        ("remind me in 2 hours to " + "x" * 400, "reminder_length"),
        ("remind me every minute to drink", "repeat"),
    ],
)
async def test_what_a_person_may_not_have_is_counted_once(flooded, body, reason):
    limits = PersonLimits(open_reminders=1 if reason != "open_reminders" else 0, reminder_segments=2)
    bot = flooded(BotPolicy(providers=POLICY.providers, default_timezone="UTC", limits=limits))
    for _ in range(3):
        assert await bot.said(body, "SMsame")
    assert bot.metrics.registry.get_sample_value("bot_refused_total", {"route": "texts", "reason": reason}) == 1


async def test_turns_are_taken_in_order_and_leave_nothing_behind():
    turns, order = KeyedLock(), []
    gate = asyncio.Event()

    async def take(key, name):
        async with turns.hold(key):
            order.append(name)
            await gate.wait()

    tasks = [asyncio.create_task(take(key, name)) for key, name in (("a", 1), ("a", 2), ("a", 3), ("b", 4))]
    for _ in range(5):
        await asyncio.sleep(0)
    assert order == [1, 4]
    tasks[1].cancel()
    gate.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [1, 4, 3]
    assert len(turns) == 0
