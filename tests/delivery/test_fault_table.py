"""Provider faults over real HTTP: which calls are repeated and when, and that one message results."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from multidict import CIMultiDict

from bot.delivery.worker import Worker
from bot.domain.errors import PermanentProviderError
from bot.domain.model import OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.providers.protocol import Provider
from bot.providers.telnyx.codes import ERRORS as TELNYX_ERRORS
from bot.providers.telnyx.provider import TelnyxProvider
from bot.providers.twilio.codes import ERRORS as TWILIO_ERRORS
from bot.providers.twilio.provider import TwilioProvider
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import BOT_NUMBER, NOW, RENDERER, WINDOW, make_inbound
from tests.fakes import telnyx_server, twilio_server
from tests.fakes.api_server import Fault, closed, failing, html, limited, slow
from tests.fakes.set_clock import SetClock
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.twilio_server import TwilioServer

S = OutboundState
pytestmark = pytest.mark.timeout(120)  # loading an SDK is slow on a busy machine
DUE_AT = NOW + timedelta(hours=2)
CALL_LIMIT_SECONDS = 8.0


@dataclass
class Bot:
    """An inbound service and a worker over a provider whose API is on loopback."""

    server: TwilioServer | TelnyxServer
    provider: Provider
    store: SqliteStore
    clock: SetClock
    inbound_service: InboundService
    worker: Worker
    count: int = 0

    @property
    def is_twilio(self) -> bool:
        return isinstance(self.server, TwilioServer)

    async def text(self, body: str) -> str:
        self.count += 1
        inbound = make_inbound(body, f"SM{self.count}", provider=self.provider.name, received_at=self.clock.now())
        return (await self.inbound_service.receive(inbound)).reply or ""

    async def set_reminder(self) -> None:
        """Set a reminder; it is confirmed before the provider is called."""
        assert await self.text("remind me in 2 hours to call mom")
        assert self.server.requests == []

    async def pass_until(self, moment) -> list[tuple[float, str]]:
        """Run the worker until ``moment``; the time (seconds from NOW) and method of each call."""
        asked = []
        for _ in range(500):
            before = len(self.server.requests)
            next_at = await self.worker.step()
            at = (self.clock.now() - NOW).total_seconds()
            asked += [(at, request.method) for request in self.server.requests[before:]]
            if next_at is None or next_at > moment:
                break
            self.clock.set(max(next_at, self.clock.now()))
        else:
            raise AssertionError("the worker keeps finding work")
        self.clock.set(moment)
        self.server.send_due()
        return asked

    def reminders(self) -> list[str]:
        """The status of each reminder at the provider."""
        return [message.status for message in self.server.messages if message.body.startswith("Reminder")]


def make_provider(server: TwilioServer | TelnyxServer, **changes: Any) -> Provider:
    values: dict[str, Any] = {
        "public_url": "https://bot.example.com",
        "window": WINDOW,
        "call_limit_seconds": CALL_LIMIT_SECONDS,
    }
    if isinstance(server, TelnyxServer):
        values |= {"api_key": telnyx_server.API_KEY, "phone_number": BOT_NUMBER, "api_base_url": server.api_url}
        return TelnyxProvider(**values | changes)
    values |= {
        "account_sid": twilio_server.ACCOUNT_SID,
        "auth_token": twilio_server.AUTH_TOKEN,
        "messaging_service_sid": twilio_server.MESSAGING_SERVICE_SID,
        "api_base_url": server.url,
    }
    return TwilioProvider(**values | changes)


@pytest.fixture(params=[TwilioServer, TelnyxServer], ids=["twilio", "telnyx"])
async def bot(request, tmp_path) -> AsyncIterator[Bot]:
    clock = SetClock()
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    async with request.param(clock) as server:
        provider = make_provider(server)
        await provider.start()
        worker = Worker(store.delivery, {provider.name: provider}, clock, RENDERER, jitter=lambda: 0.5)
        # with replies in the webhook's response, all calls are about the reminder
        traits = ProviderTraits(window=WINDOW, answers_in_webhook=True)
        policy = BotPolicy(
            providers={provider.name: traits}, default_timezone="America/New_York", cancel_wait_seconds=60.0
        )
        inbound_service = InboundService(
            store=store.conversations,
            clock=clock,
            policy=policy,
            metrics=Metrics(),
            wake=lambda: None,
            expedite=worker.expedite,
        )
        yield Bot(server, provider, store, clock, inbound_service, worker)
        await provider.close()
        await store.close()


TEMPORARY = {
    # fault: the times of the first two calls, in seconds
    # rejected: the same call again, after the back-off or Retry-After
    "429": (limited(), [0, 1]),
    "429 with Retry-After": (limited("7"), [0, 7.5]),
    # outcome unknown: search Twilio's list, repeat at Telnyx with the same key
    "500": (failing(500), [0, 1]),
    "503": (failing(503), [0, 1]),
    "500 after the work": (failing(500, after_work=True), [0, 1]),
    "closed before the work": (closed(after_work=False), [0, 1]),
    "closed after the work": (closed(after_work=True), [0, 1]),
    "a page of HTML": (html(), [0, 1]),
    # the operator must fix it: again every minute
    "401": (Fault(status=401, body="{}", content_type="application/json"), [0, 60]),
}


@pytest.mark.parametrize("name", TEMPORARY)
async def test_a_transient_fault_ends_with_one_message_at_the_provider(bot, name):
    fault, first_two = TEMPORARY[name]
    await bot.set_reminder()
    bot.server.faults.append(fault)
    asked = await bot.pass_until(NOW + timedelta(minutes=10))
    assert [round(at, 1) for at, _ in asked][:2] == first_two
    assert bot.reminders() == ["scheduled"]
    assert [message.send_at for message in bot.server.messages] == [DUE_AT]
    await bot.pass_until(DUE_AT + timedelta(days=2))
    assert bot.reminders() == ["sent"]
    assert "couldn't deliver" not in await bot.text("list")


async def test_a_lost_answer_is_never_repeated_blindly_without_a_key(bot):
    await bot.set_reminder()
    bot.server.faults.append(failing(500))
    asked = await bot.pass_until(NOW + timedelta(minutes=10))
    methods = [method for _, method in asked]
    if bot.is_twilio:
        searched = [at for at, method in asked if method == "GET"]
        assert (methods[0], methods[-1]) == ("POST", "POST")
        assert len(searched) >= 5, "the list is searched"
        assert asked[-1][0] >= 30, "and the message is handed over again only after half a minute"
    else:
        assert methods == ["POST", "POST"]
        assert bot.server.requests[0].body == bot.server.requests[1].body
        keys = {CIMultiDict(request.headers)["Idempotency-Key"] for request in bot.server.requests}
        assert len(keys) == 1


async def test_a_message_found_at_the_provider_is_adopted(bot):
    await bot.set_reminder()
    bot.server.faults.append(closed(after_work=True))
    asked = await bot.pass_until(NOW + timedelta(minutes=10))
    assert [method for _, method in asked] == ["POST", "GET" if bot.is_twilio else "POST"]
    assert (await bot.text("delete 1")).startswith("Deleted 1: call mom.")
    assert bot.reminders() == ["canceled" if bot.is_twilio else "cancelled"]


async def test_an_answer_after_the_time_out_counts_as_lost(bot):
    provider = make_provider(bot.server, call_limit_seconds=1.0)
    await provider.start()
    bot.worker = Worker(bot.store.delivery, {provider.name: provider}, bot.clock, RENDERER, jitter=lambda: 0.5)
    await bot.set_reminder()
    bot.server.faults.append(slow(asyncio.Event()))
    await bot.pass_until(NOW + timedelta(minutes=10))
    assert bot.reminders() == ["scheduled"]
    await provider.close()


async def test_a_refused_connection_is_retried(bot):
    address = bot.server.url
    await bot.set_reminder()
    await bot.server.stop()
    await bot.pass_until(NOW + timedelta(minutes=1))
    assert bot.server.requests == []
    await bot.server.restart(address)
    await bot.pass_until(NOW + timedelta(minutes=10))
    assert bot.reminders() == ["scheduled"]


async def test_a_fault_that_outlasts_the_due_time_ends_in_one_late_message(bot):
    await bot.set_reminder()
    bot.server.faults.extend([limited()] * 60)
    await bot.pass_until(DUE_AT + timedelta(minutes=6))
    assert bot.reminders() == []
    bot.server.faults.clear()
    await bot.pass_until(DUE_AT + timedelta(minutes=20))
    assert [message.body for message in bot.server.messages] == ["Reminder (was due 11:20 AM): call mom"]


async def test_the_back_off_grows_to_five_minutes(bot):
    await bot.set_reminder()
    bot.server.faults.extend([limited()] * 60)
    asked = [at for at, _ in await bot.pass_until(NOW + timedelta(minutes=40))]
    pauses = [round(after - before) for before, after in pairwise(asked)]
    assert pauses[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert set(pauses[9:]) == {300}


PERMANENT = {
    "twilio": [
        "21211",
        "21265",
        "21266",
        "21408",
        "21608",
        "21612",
        "21614",
        "21617",
        "21635",
        "21656",
        "21703",
        "35126",
        "35127",
        "63016",
        "63024",
    ],
    "telnyx": [
        "10016",
        "40302",
        "40304",
        "40305",
        "40307",
        "40308",
        "40309",
        "40310",
        "40316",
        "40317",
        "40319",
        "40322",
        "40328",
    ],
}


def refusal(bot: Bot, code: str) -> Fault:
    body = {"code": int(code), "message": "no", "status": 400} if bot.is_twilio else {"errors": [{"code": code}]}
    return Fault(status=400, body=json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("place", range(13))
async def test_a_permanent_error_is_not_retried_and_reported_at_the_next_contact(bot, place):
    codes = PERMANENT["twilio" if bot.is_twilio else "telnyx"]
    await bot.set_reminder()
    bot.server.faults.append(refusal(bot, codes[place % len(codes)]))
    await bot.pass_until(DUE_AT + timedelta(days=1))
    assert len(bot.server.requests) == 1
    assert 'I couldn\'t deliver "Reminder: call mom"' in await bot.text("list")
    assert "couldn't deliver" not in await bot.text("list")


def test_the_table_of_permanent_errors_is_complete():
    def permanent(errors: Any) -> set[str]:
        kinds = {str(code): kind for code, (kind, _) in errors.items()}
        return {code for code, kind in kinds.items() if kind is PermanentProviderError} - {"20404", "40303", "21602"}

    assert permanent(TWILIO_ERRORS) == set(PERMANENT["twilio"])
    assert permanent(TELNYX_ERRORS) == set(PERMANENT["telnyx"])


async def test_an_opt_out_that_only_the_provider_knows_stops_the_messages(bot):
    await bot.set_reminder()
    bot.server.faults.append(refusal(bot, "21610" if bot.is_twilio else "40300"))
    await bot.pass_until(DUE_AT + timedelta(days=1))
    assert len(bot.server.requests) == 1
    assert await bot.text("list") == "", "as after STOP"


async def test_an_out_of_window_message_is_sent_by_the_bot_at_its_time(bot):
    await bot.set_reminder()
    if bot.is_twilio:
        bot.server.faults.append(refusal(bot, "35114"))
    else:
        wrong = {"errors": [{"code": "10015", "source": {"pointer": "/send_at"}}]}
        bot.server.faults.append(Fault(status=422, body=json.dumps(wrong), content_type="application/json"))
    asked = await bot.pass_until(DUE_AT + timedelta(minutes=1))
    assert [at for at, _ in asked] == [0, 7200]
    assert [(message.body, message.send_at) for message in bot.server.messages] == [("Reminder: call mom", None)]


async def test_a_cancel_without_an_answer_is_repeated_until_it_is_done(bot):
    await bot.set_reminder()
    await bot.pass_until(NOW + timedelta(minutes=1))
    bot.server.faults.extend([failing(503), failing(500), limited()])
    assert await bot.text("delete 1") == "Deleting 1. I'll tell you if it's too late."
    await bot.pass_until(NOW + timedelta(minutes=10))
    assert bot.reminders() == ["canceled" if bot.is_twilio else "cancelled"]


async def test_a_cancel_that_succeeded_with_a_lost_answer_counts(bot):
    await bot.set_reminder()
    await bot.pass_until(NOW + timedelta(minutes=1))
    bot.server.faults.append(failing(500, after_work=True))
    await bot.text("delete 1")
    await bot.pass_until(DUE_AT + timedelta(days=1))
    assert bot.reminders() == ["canceled" if bot.is_twilio else "cancelled"]
    assert len(bot.server.messages) == 1, "there is no notice"


RECEIVED = [
    ("21610", "40300", FailureCause.OPTED_OUT),
    ("30003", "40008", FailureCause.TRANSIENT),
    ("30005", "40001", None),
]


@pytest.mark.parametrize(("twilio_code", "telnyx_code", "cause"), RECEIVED)
async def test_a_polled_status_carries_its_cause(bot, twilio_code, telnyx_code, cause):
    await bot.set_reminder()
    await bot.pass_until(NOW + timedelta(minutes=1))
    [message] = bot.server.messages
    message.status = "undelivered" if bot.is_twilio else "delivery_failed"
    message.error_code = int(twilio_code) if bot.is_twilio else telnyx_code
    id_ = message.sid if isinstance(bot.server, TwilioServer) else message.id
    receipt = await bot.provider.fetch(id_)
    assert (receipt.state, receipt.cause) == (S.UNDELIVERED, cause)
    assert isinstance(receipt, Receipt)
    assert receipt.provider is (ProviderName.TWILIO if bot.is_twilio else ProviderName.TELNYX)
