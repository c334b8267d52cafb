"""A text that a carrier delivers twice, under two message ids, acts once."""

from datetime import timedelta

import pytest

from bot.domain.model import OutboundKind, ProviderName
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, WINDOW, make_inbound, no_hurry
from tests.fakes.set_clock import SetClock

POLICY = BotPolicy(
    providers={
        ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True),
        ProviderName.TELNYX: ProviderTraits(window=WINDOW, answers_in_webhook=False),
    },
    default_timezone="UTC",
)


class Texting:
    """A person who texts the bot, by a carrier that may repeat a text."""

    def __init__(self, store, provider):
        self.store, self.provider, self.clock, self.count = store, provider, SetClock(NOW), 0
        self.service = InboundService(
            store=store.conversations,
            clock=self.clock,
            policy=POLICY,
            metrics=Metrics(),
            wake=lambda: None,
            expedite=no_hurry,
        )

    async def text(self, body, *, after=0.0, copies=1, **changes):
        """The answers to ``copies`` of a text, a second apart, each with an id of its own."""
        answers = []
        self.clock.set(self.clock.now() + timedelta(seconds=after))
        for _ in range(copies):
            self.count += 1
            inbound = make_inbound(
                body, f"SM{self.count}", provider=self.provider, received_at=self.clock.now(), **changes
            )
            answers.append((await self.service.receive(inbound)).reply)
            await self.service.finish()
            self.clock.set(self.clock.now() + timedelta(seconds=1))
        return answers

    async def messages(self):
        person = await self.store.people.find(self.provider, make_inbound("").from_number)
        data = await self.store.people.personal_data(person.id)
        return sorted(reminder.message for reminder in data.reminders if reminder.state == "open")

    async def replies(self):
        person = await self.store.people.find(self.provider, make_inbound("").from_number)
        data = await self.store.people.personal_data(person.id)
        return [message.body for message in data.outbound if message.kind is OutboundKind.REPLY]


@pytest.fixture
async def store(tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    yield store
    await store.close()


@pytest.fixture
def texting(store):
    return Texting(store, ProviderName.TWILIO)


SET = ("remind me at 5pm to call mom", "remind me at 6pm to pay rent")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("remind me in 2 hours to call ann", ["call ann", "call mom", "pay rent"]),
        ("undo", ["call mom"]),
        ("delete 1", ["pay rent"]),
        ("delete it", ["call mom"]),
        ("delete the next one", ["pay rent"]),
        ("forget me", ["call mom", "pay rent"]),
    ],
)
async def test_a_duplicate_changes_nothing_and_gets_the_same_answer(texting, body, left):
    for request in SET:
        await texting.text(request, after=60)
    first, second, third = await texting.text(body, after=60, copies=3)
    assert first
    assert second == first
    assert third is None  # more copies are a robot's
    assert await texting.messages() == left


async def test_a_shift_is_made_once(texting):
    await texting.text(SET[0])
    first, second = await texting.text("push it an hour", after=60, copies=2)
    assert first == second
    assert "6:00 PM" in first
    (later,) = await texting.text("push it an hour", after=60)
    assert "7:00 PM" in later


async def test_forget_me_needs_a_person_to_repeat_it(texting):
    await texting.text(SET[0])
    question, again = await texting.text("forget me", after=60, copies=2)
    assert question == again
    (erased,) = await texting.text("forget me", after=15)
    assert erased != question


@pytest.mark.parametrize("body", ["list", "?", "why"])
async def test_who_asks_twice_is_told_twice(texting, body):
    await texting.text(SET[0])
    answers = await texting.text(body, after=60, copies=3)
    assert all(answers)


@pytest.mark.parametrize(
    ("second", "changes"),
    [
        ({"body": "Undo"}, {}),
        ({"body": "undo", "after": 15}, {}),
        ({"body": "undo"}, {"from_number": "+13125550199"}),
        ({"body": "undo"}, {"to_number": "+13125550177"}),
        ({"body": "undo"}, {"button_of": "SM1"}),
    ],
)
async def test_another_text_is_no_duplicate(texting, second, changes):
    await texting.text(SET[0])
    (first,) = await texting.text("undo", after=60)
    (answer,) = await texting.text(**second, **changes)
    assert answer != first


async def test_a_text_in_between_makes_it_another_request(texting):
    await texting.text(SET[0])
    await texting.text("delete 1", after=60)
    await texting.text(SET[1])
    await texting.text("delete 1")
    assert await texting.messages() == []


async def test_every_stop_is_obeyed(texting):
    await texting.text(SET[0])
    await texting.text("STOP", copies=2)
    await texting.text("START", copies=2)
    await texting.text("STOP", copies=2)
    person = await texting.store.people.find(ProviderName.TWILIO, make_inbound("").from_number)
    assert person.opted_out_at is not None


async def test_a_redelivered_duplicate_gets_the_same_answer(texting):
    await texting.text(SET[0])
    first, _ = await texting.text("undo", after=60, copies=2)
    texting.count -= 1
    (again,) = await texting.text("undo", after=60)
    assert again == first


async def test_a_duplicate_by_telnyx_gets_the_reply_by_the_api(store):
    texting = Texting(store, ProviderName.TELNYX)
    await texting.text(SET[0], copies=2)
    first, second = await texting.replies()
    assert first == second
    assert await texting.messages() == ["call mom"]


async def test_a_text_is_no_copy_if_another_bot_had_one_in_between(store, texting):
    """ "delete 1" means another reminder by then. Each bot remembers only the texts that it has answered itself."""
    other_bot = Texting(store, ProviderName.TWILIO)
    other_bot.clock, other_bot.count = texting.clock, 100
    await texting.text("remind me to call mom at 8pm")
    assert await texting.text("delete 1") == ["Deleted 1: call mom."]
    await other_bot.text("remind me to call dad at 9pm")
    assert await texting.text("delete 1", copies=2) == ["Deleted 1: call dad."] * 2
    assert await texting.messages() == []
