"""A cancel is a race, told truthfully: the answer says what the provider said, or that it has said nothing yet."""

import asyncio
from collections import deque
from datetime import timedelta

import pytest

from bot.delivery.expedite import Expedite
from bot.delivery.worker import Worker
from bot.domain.errors import TemporaryProviderError
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.inbound.service import BotPolicy, Channel, InboundService
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, WINDOW, make_inbound
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock

S = OutboundState


class Line:
    """An inbox and a courier over one provider."""

    def __init__(self, store: SqliteStore, provider: ScriptedProvider) -> None:
        self.store, self.provider, self.clock = store, provider, SetClock()
        self.worker = Worker(store.delivery, {provider.name: provider}, self.clock, jitter=lambda: 0.5)
        self.inbound_service = self.make_inbox(self.worker.expedite)
        self.count = 0

    def make_inbox(self, expedite: Expedite, cancel_wait_seconds: float = 60.0) -> InboundService:
        """It waits as long as a slow disk may need, where nothing else is said."""
        channel = Channel(window=WINDOW, answers_in_webhook=self.provider.answers_in_webhook)
        return InboundService(
            store=self.store.conversations,
            clock=self.clock,
            policy=BotPolicy(
                channels={self.provider.name: channel}, default_timezone="UTC", cancel_wait_seconds=cancel_wait_seconds
            ),
            metrics=Metrics(),
            wake=lambda: None,
            expedite=expedite,
        )

    async def text(self, body: str, message_id: str | None = None) -> str | None:
        self.count += 1
        message_id = message_id or f"SM{self.count}"
        inbound = make_inbound(body, message_id, provider=self.provider.name, received_at=self.clock.now())
        return (await self.inbound_service.receive(inbound)).reply

    async def wait_for_seconds(self, seconds: float) -> None:
        """Do what is due until so many seconds have passed."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while (next_at := await self.worker.step()) is not None and next_at <= until:
            self.clock.set(max(next_at, self.clock.now()))
        self.clock.set(until)

    def replies(self) -> list[str]:
        return [one.text.body for one in self.provider.held.values() if one.text.kind is OutboundKind.REPLY]


@pytest.fixture
async def line(tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    line = Line(store, ScriptedProvider())
    await line.text("remind me in 2 hours to call mom")
    await line.worker.step()
    yield line
    await store.close()


async def test_deleted_is_said_when_the_provider_has_taken_it_back(line):
    assert await line.text("delete 1") == "Deleted 1: call mom."
    assert line.provider.calls == ["schedule", "cancel"]
    assert line.provider.scheduled() == []


async def test_what_never_reached_the_provider_is_deleted_without_asking(line):
    await line.text("remind me in 90 days to pay rent")
    assert await line.text("delete 2") == "Deleted 2: pay rent."
    assert line.provider.calls == ["schedule"]


async def test_no_answer_in_time_is_not_called_deleted(line):
    line.inbound_service = line.make_inbox(line.worker.expedite, cancel_wait_seconds=0.1)
    line.provider.hold = asyncio.Event()
    assert await line.text("delete 1") == "Deleting 1. I'll tell you if it's too late."
    line.provider.hold.set()
    await line.wait_for_seconds(60)
    assert line.provider.scheduled() == []
    assert line.replies() == []


async def test_a_provider_in_trouble_is_asked_until_it_has_taken_it_back(line):
    line.provider.faults = deque([TemporaryProviderError("503")] * 5)
    assert await line.text("delete 1") == "Deleting 1. I'll tell you if it's too late."
    assert line.provider.scheduled()
    await line.wait_for_seconds(600)
    assert line.provider.calls.count("cancel") == 6
    assert line.provider.scheduled() == []
    assert line.replies() == []


async def test_too_late_is_said_when_the_provider_says_so_and_only_once(line):
    line.provider.held["PM1"].state = S.SENT
    assert await line.text("delete 1") == "Too late for 1: already on its way."
    await line.wait_for_seconds(60)
    assert line.replies() == []


async def test_too_late_is_told_by_a_text_when_the_answer_has_gone_out(line):
    line.provider.faults = deque([TemporaryProviderError("503")] * 3)
    await line.text("delete 1")
    line.provider.held["PM1"].state = S.SENT
    await line.wait_for_seconds(600)
    assert line.replies() == ['Too late to stop it: "Reminder: call mom" was already sent.']


async def test_a_redelivered_text_gets_the_answer_that_was_settled(line):
    line.provider.held["PM1"].state = S.SENT
    answers = await asyncio.gather(*(line.text("delete 1", "SMsame") for _ in range(3)))
    assert answers == ["Too late for 1: already on its way."] * 3
    assert await line.text("delete 1", "SMsame") == "Too late for 1: already on its way."


async def test_each_of_several_is_told_by_what_became_of_it(line):
    await line.text("remind me in 3 hours to pay rent")
    await line.worker.step()
    line.provider.held["PM1"].state = S.SENT
    assert await line.text("delete 1 2 9") == (
        "Deleted 2: pay rent. Too late for 1: already on its way. You have no reminder 9. Text list to see yours."
    )


async def test_a_repeat_is_deleted_though_its_next_text_is_on_its_way(line):
    await line.text("every day at 9pm take pills")
    await line.worker.step()
    line.provider.held["PM2"].state = S.SENT
    assert await line.text("delete 2") == "Deleted 2, but its next text is already on its way."
    assert [body for body, _ in line.provider.scheduled()] == ["Reminder: call mom"]


@pytest.fixture
async def spoken_line(tmp_path):
    """A provider whose replies are texts of their own."""
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    provider = ScriptedProvider(name=ProviderName.TELNYX, answers_in_webhook=False, supports_idempotency_keys=True)
    line = Line(store, provider)
    await line.text("remind me in 2 hours to call mom")
    await line.worker.step()
    yield line
    await line.inbound_service.finish()
    await store.close()


async def test_by_the_api_the_reply_waits_and_the_webhook_does_not(spoken_line):
    line = spoken_line
    line.provider.hold = asyncio.Event()
    await line.text("delete 1")
    assert len(line.replies()) == 1, "of the creation"
    line.provider.hold.set()
    await line.inbound_service.finish()
    await line.wait_for_seconds(1)
    assert line.replies()[1:] == ["Deleted 1: call mom."]


async def test_by_the_api_the_reply_goes_out_though_the_bot_ends_meanwhile(spoken_line):
    line = spoken_line
    ended = asyncio.Event()

    async def never_comes_back(*_, **__):
        await ended.wait()

    line.inbound_service = line.make_inbox(never_comes_back)
    await line.text("delete 1")
    await line.wait_for_seconds(60)
    assert line.replies()[1:] == ["Deleting 1. I'll tell you if it's too late."]
    ended.set()
