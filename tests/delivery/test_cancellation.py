"""A reply to a delete says what the provider said, or that it has not answered yet."""

import asyncio
from collections import deque
from datetime import timedelta

import pytest

from bot.delivery.expedite import Expedite
from bot.delivery.worker import Worker
from bot.domain.errors import TemporaryProviderError
from bot.domain.model import OutboundState, ProviderName
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, RENDERER, WINDOW, make_inbound
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock

S = OutboundState


class Setup:
    """An inbound service and a worker over one provider."""

    def __init__(self, store: SqliteStore, provider: ScriptedProvider) -> None:
        self.store, self.provider, self.clock = store, provider, SetClock()
        self.worker = Worker(store.delivery, {provider.name: provider}, self.clock, RENDERER, jitter=lambda: 0.5)
        self.inbound_service = self.make_inbound_service(self.worker.expedite)
        self.count = 0

    def make_inbound_service(self, expedite: Expedite, cancel_wait_seconds: float = 60.0) -> InboundService:
        """By default it waits long enough for a slow disk."""
        traits = ProviderTraits(window=WINDOW, answers_in_webhook=self.provider.answers_in_webhook)
        return InboundService(
            store=self.store.conversations,
            clock=self.clock,
            policy=BotPolicy(
                providers={self.provider.name: traits}, default_timezone="UTC", cancel_wait_seconds=cancel_wait_seconds
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
        """Advance the clock by this long and do everything that is due."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while (next_at := await self.worker.step()) is not None and next_at <= until:
            self.clock.set(max(next_at, self.clock.now()))
        self.clock.set(until)

    def replies(self) -> list[str]:
        """Everything but the reminders themselves: replies and notices."""
        return [one.text.body for one in self.provider.held.values() if one.text.reminder_id is None]


@pytest.fixture
async def line(tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    line = Setup(store, ScriptedProvider())
    await line.text("remind me in 2 hours to call mom")
    await line.worker.step()
    yield line
    await store.close()


async def test_the_reply_says_deleted_once_the_provider_has_cancelled(line):
    assert await line.text("delete 1") == "Deleted 1: call mom."
    assert line.provider.calls == ["schedule", "cancel"]
    assert line.provider.scheduled() == []


async def test_a_message_the_provider_never_got_is_deleted_without_a_call(line):
    await line.text("remind me in 90 days to pay rent")
    assert await line.text("delete 2") == "Deleted 2: pay rent."
    assert line.provider.calls == ["schedule"]


async def test_without_an_answer_in_time_the_reply_does_not_say_deleted(line):
    line.inbound_service = line.make_inbound_service(line.worker.expedite, cancel_wait_seconds=0.1)
    line.provider.hold = asyncio.Event()
    assert await line.text("delete 1") == "Deleting 1. I'll tell you if it's too late."
    line.provider.hold.set()
    await line.wait_for_seconds(60)
    assert line.provider.scheduled() == []
    assert line.replies() == []


async def test_a_cancel_is_retried_until_a_failing_provider_recovers(line):
    line.provider.faults = deque([TemporaryProviderError("503")] * 5)
    assert await line.text("delete 1") == "Deleting 1. I'll tell you if it's too late."
    assert line.provider.scheduled()
    await line.wait_for_seconds(600)
    assert line.provider.calls.count("cancel") == 6
    assert line.provider.scheduled() == []
    assert line.replies() == []


async def test_a_refused_cancel_is_reported_in_the_reply_and_only_once(line):
    line.provider.held["PM1"].state = S.SENT
    assert await line.text("delete 1") == "Too late for 1: it's already on its way."
    await line.wait_for_seconds(60)
    assert line.replies() == []


async def test_a_refused_cancel_after_the_reply_is_reported_by_a_notice(line):
    line.provider.faults = deque([TemporaryProviderError("503")] * 3)
    await line.text("delete 1")
    line.provider.held["PM1"].state = S.SENT
    await line.wait_for_seconds(600)
    assert line.replies() == ['Too late to stop it: "Reminder: call mom" was already sent.']


async def test_a_redelivered_text_gets_the_final_reply(line):
    line.provider.held["PM1"].state = S.SENT
    answers = await asyncio.gather(*(line.text("delete 1", "SMsame") for _ in range(3)))
    assert answers == ["Too late for 1: it's already on its way."] * 3
    assert await line.text("delete 1", "SMsame") == "Too late for 1: it's already on its way."


async def test_each_of_several_reminders_is_reported_by_its_own_outcome(line):
    await line.text("remind me in 3 hours to pay rent")
    await line.worker.step()
    line.provider.held["PM1"].state = S.SENT
    assert await line.text("delete 1 2 9") == (
        "Deleted 2: pay rent. Too late for 1: it's already on its way. You have no reminder 9. Text list to see yours."
    )


async def test_a_series_is_deleted_although_its_next_message_is_on_its_way(line):
    await line.text("every day at 9pm take pills")
    await line.worker.step()
    line.provider.held["PM2"].state = S.SENT
    assert await line.text("delete 2") == "Deleted 2, but its next text is already on its way."
    assert [body for body, _ in line.provider.scheduled()] == ["Reminder: call mom"]


PROMISES = [
    (["delete 1", "undo", "delete 1"], "Deleting 1. I'll tell you if it's too late."),
    (["delete 1", "undo", "pause 1"], None),
    (["move 1 to 9pm"], None),
    (["pause 2"], None),
    (["pause 2", "delete 2"], "Deleting 2. I'll tell you if it's too late."),
    (["skip 2"], None),
    (["done 1"], None),
    (["please stop texting me"], "OK, I'm stopping all texts. One that's already on its way may still come. "),
    (["delete 1", "delete 2", "please stop texting me"], "OK, I'm stopping all texts. "),
    (["forget me", "forget me"], "OK, I'm canceling your texts and erasing everything I know about you. "),
]


@pytest.mark.parametrize(("bodies", "reply"), PROMISES, ids=lambda value: " - ".join(value) if value else "")
async def test_no_reply_promises_what_the_provider_has_not_confirmed(line, bodies, reply):
    """It cannot be reached to cancel what it holds, whichever text cancelled that first."""
    await line.text("every day at 9pm take pills")
    await line.wait_for_seconds(10)  # identical messages are handed over one by one
    line.provider.faults = deque([TemporaryProviderError("503")] * 1000)
    for body in bodies:
        line.clock.set(line.clock.now() + timedelta(seconds=30))  # the same text at once would be one request
        last = await line.text(body)
    ending = "" if reply else "\nI'll tell you if I'm too late to stop a text."
    assert last.startswith(reply or "")
    assert last.endswith(ending)
    assert len(last) <= 160


async def test_once_the_earlier_cancel_is_answered_the_reply_says_deleted(line):
    line.provider.faults = deque([TemporaryProviderError("503")])
    await line.text("delete 1")
    await line.text("undo")
    await line.wait_for_seconds(60)
    assert await line.text("delete 1") == "Deleted 1: call mom."


@pytest.mark.parametrize(("left", "failing", "reply"), [
    (1, 0, "Deleted 2, but its next text is already on its way."),
    (2, 0, "Deleted 2, but its next texts are already on their way."),
    (1, 5, "Deleted 2, but its next text is already on its way. I'll tell you if more come."),
])  # fmt: skip
async def test_a_reply_counts_the_texts_of_a_series_that_follow(line, left, failing, reply):
    await line.text("every day at 9pm take pills")
    await line.wait_for_seconds(10)
    for one in list(line.provider.held.values())[1 : 1 + left]:
        one.state = S.SENT
    line.provider.faults = deque([None, None] * left + [TemporaryProviderError("503")] * failing)
    assert await line.text("delete 2") == reply


@pytest.mark.parametrize(("left", "note"), [
    (1, "The text for 2 is already on its way."),
    (2, "The texts for 2 are already on their way."),
])  # fmt: skip
async def test_so_does_the_note_after_another_change(line, left, note):
    await line.text("every day at 9pm take pills")
    await line.wait_for_seconds(10)
    for one in list(line.provider.held.values())[1 : 1 + left]:
        one.state = S.SENT
    assert (await line.text("pause 2")).endswith(f"\n{note}")


@pytest.fixture
async def api_line(tmp_path):
    """A provider that takes no reply in the webhook's response."""
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    provider = ScriptedProvider(name=ProviderName.TELNYX, answers_in_webhook=False, supports_idempotency_keys=True)
    line = Setup(store, provider)
    await line.text("remind me in 2 hours to call mom")
    await line.worker.step()
    yield line
    await line.inbound_service.finish()
    await store.close()


async def test_a_reply_by_the_api_waits_but_its_webhook_does_not(api_line):
    line = api_line
    line.provider.hold = asyncio.Event()
    await line.text("delete 1")
    assert len(line.replies()) == 1, "of the creation"
    line.provider.hold.set()
    await line.inbound_service.finish()
    await line.wait_for_seconds(1)
    assert line.replies()[1:] == ["Deleted 1: call mom."]


async def test_a_held_back_reply_goes_out_even_if_it_is_never_finalised(api_line):
    line = api_line
    ended = asyncio.Event()

    async def never_comes_back(*_, **__):
        await ended.wait()

    line.inbound_service = line.make_inbound_service(never_comes_back)
    await line.text("delete 1")
    await line.wait_for_seconds(60)
    assert line.replies()[1:] == ["Deleting 1. I'll tell you if it's too late."]
    ended.set()
