"""What a text and a reminder cost, in numbers that no busy machine changes: statements, commits, calls."""

from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import cast

import pytest

from bot.delivery.dispatcher import CallLimits
from bot.delivery.worker import Worker
from bot.domain.model import ProviderName
from bot.inbound.service import InboundService
from bot.providers.protocol import Accepted
from bot.providers.protocol import Provider as ProviderProtocol
from bot.runtime.metrics import Metrics
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, RENDERER, WINDOW, make_inbound, make_person, make_text, no_hurry
from tests.fakes.set_clock import SetClock
from tests.inbound.test_service import POLICY
from tests.storage.saving import saving


@asynccontextmanager
async def serving(path):
    store = SqliteStore(path)
    await store.open(NOW)
    service = InboundService(
        store=store.conversations,
        clock=SetClock(),
        policy=POLICY,
        metrics=Metrics(),
        wake=lambda: None,
        expedite=no_hurry,
    )
    yield store, service
    await store.close()


async def kinds(store, work):
    """How often each kind of statement runs during ``work``."""
    statements: list[str] = []
    await store.database._connection.set_trace_callback(statements.append)
    await work
    await store.database._connection.set_trace_callback(None)
    distinct = dict.fromkeys(statements)  # SQLite reports a statement again for each step of its triggers
    return Counter(statement.split()[0] for statement in distinct)


# The text, and its statements. The more there are, the fewer texts a second: change a number only for a reason.
# One SELECT is for contacts: whom the person has reminded, and who has the person reminded.
COSTS = [
    ("list", {"BEGIN": 1, "SELECT": 7, "INSERT": 3, "COMMIT": 1}),
    ("remind me tomorrow at 9 to call mom", {"BEGIN": 1, "SELECT": 8, "UPDATE": 1, "INSERT": 5, "COMMIT": 1}),
    ("delete 1", {"BEGIN": 1, "SELECT": 8, "UPDATE": 1, "INSERT": 5, "COMMIT": 1}),
]


@pytest.mark.parametrize(("text", "costs"), COSTS)
async def test_the_statements_of_a_text(tmp_path, text, costs):
    async with serving(tmp_path / "x.db") as (store, service):
        for number, earlier in enumerate(("remind me on friday at 5pm to pay the rent", "list")):
            await service.receive(make_inbound(earlier, f"SM{number}"))
        assert await kinds(store, service.receive(make_inbound(text, "SM9"))) == costs


class Provider:
    """Accepts every message and counts the calls."""

    name = ProviderName.TWILIO
    answers_in_webhook = True
    supports_idempotency_keys = False
    window = WINDOW

    def __init__(self):
        self.calls = []

    async def schedule(self, message, send_at):
        self.calls.append(message.id)
        return Accepted(provider_message_id=f"SM{len(self.calls)}")


async def test_a_reminder_is_one_call_and_a_batch_few_commits(tmp_path):
    """The twenty are claimed by one commit; what waits for the database meanwhile shares commits."""
    units: Counter[str] = Counter()
    commits: list[int] = []
    store = SqliteStore(tmp_path / "x.db", on_unit=lambda unit, _: units.update([unit]), on_commit=commits.append)
    await store.open(NOW)
    planned = [
        make_text(to_number=f"+131255501{number:02}", body=f"{number}", due_at=NOW + timedelta(days=1))
        for number in range(20)
    ]
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving(outbound=planned))
    provider = Provider()
    worker = Worker(
        store.delivery,
        {ProviderName.TWILIO: cast("ProviderProtocol", provider)},
        SetClock(),
        RENDERER,
        call_limits={ProviderName.TWILIO: CallLimits(in_flight=20)},
    )
    units.clear()
    commits.clear()
    await worker.step()
    assert len(provider.calls) == len(set(provider.calls)) == 20
    assert units["revise"] == units["find_identical"] == 20
    assert len(commits) < sum(commits)
    await store.close()
