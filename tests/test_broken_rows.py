"""One broken row hits nobody else: a table of corruptions, each through every path that reads rows in batches."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.maintenance import Maintenance, Retention
from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.broken_rows import LONGEST_RETRY_AFTER, retry_after
from bot.domain.errors import StorageError
from bot.domain.model import OutboundKind, OutboundState, ProviderName, Receipt
from bot.inbound.decision import BotPolicy, ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.protocol import MessagePage
from tests.builders import NOW, RENDERER, WINDOW, make_inbound, make_text, no_hurry
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a database there is quick, and it is thrown away
ANNA, BEN = "+13125550101", "+13125550102"
GARBAGE = ("", "tomorrow", "2026-13-45T99:00:00.000000Z", "2026-03-11T10:00:00")

# What is done to Ben's rows.
MESSAGE = [
    *(f"UPDATE outbound SET due_at = '{text}'" for text in GARBAGE),
    *(f"UPDATE outbound SET next_attempt_at = '{text}'" for text in GARBAGE),
    "UPDATE outbound SET created_at = 'x', handed_over_at = 'x', scheduled_for = 'x'",
    "UPDATE outbound SET state = 'bogus'",
    "UPDATE outbound SET kind = 'bogus'",
    "UPDATE outbound SET replaces = '[1'",
    "UPDATE outbound SET replaces = '[\"x\"]', media_urls = '7'",
    "UPDATE outbound SET attempts = -9223372036854775808",
    "UPDATE outbound SET attempts = 9223372036854775807",
    "UPDATE outbound SET body = replace(hex(zeroblob(500000)), '0', 'x')",
    "UPDATE outbound SET due_at = '9999-12-31T23:59:59.999999Z'",
    "UPDATE outbound SET due_at = '0001-01-01T00:00:00.000000Z'",
]
REMINDER = [
    *(f"UPDATE reminders SET due_at = '{text}'" for text in GARBAGE),
    *(f"UPDATE reminders SET next_check_at = '{text}'" for text in GARBAGE),
    *(f"UPDATE reminders SET timezone = '{zone}'" for zone in ("Mars/Olympus", "", "America", "../../etc/passwd")),
    *(f"UPDATE reminders SET rrule = '{rule}'" for rule in ("", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "x" * 100_000)),
    "UPDATE reminders SET wall_start = 'noon'",
    "UPDATE reminders SET wall_start = NULL",
    "UPDATE reminders SET skipped_until = 'x'",
    "UPDATE reminders SET state = 'bogus'",
    "UPDATE reminders SET message = replace(hex(zeroblob(500000)), '0', 'x')",
    "UPDATE reminders SET number = -number",
]
PERSON = [
    *(f"UPDATE people SET timezone = '{zone}'" for zone in ("Mars/Olympus", "", "America", "../../etc/passwd")),
    """UPDATE people SET memory = '{"home_timezone":"Mars/X","away_until":"2026-03-11T10:00:00Z"}'""",
    "UPDATE people SET memory = '{'",
    "UPDATE people SET preferences = '[]'",
    "UPDATE people SET zone_source = 'bogus'",
    "UPDATE people SET created_at = 'x'",
    "UPDATE people SET opted_out_at = 'x'",
]


class Bot:
    """Anna and Ben each have a daily series, and a single reminder due in ten minutes, which the bot sends itself."""

    def __init__(self, setup, folder):
        self.setup, self.store, self.clock, self.worker = setup, setup.store, setup.clock, setup.worker
        self.path = folder / "reminders.db"
        traits = ProviderTraits(window=WINDOW, answers_in_webhook=False)
        self.service = InboundService(
            store=setup.store.conversations,
            clock=setup.clock,
            policy=BotPolicy(providers={ProviderName.TWILIO: traits}, default_timezone="America/New_York"),
            metrics=Metrics(),
            wake=lambda: None,
            expedite=no_hurry,
        )
        self.count = 0

    async def text(self, number, body):
        self.count += 1
        inbound = make_inbound(body, f"SM{self.count}", from_number=number, received_at=self.clock.now())
        return (await self.service.receive(inbound)).reply

    def execute(self, statement):
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute(statement)
            connection.commit()

    def value(self, statement):
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(statement).fetchone()[0]

    def sent_to(self, number):
        held = self.setup.provider.held.values()
        return [(one.text.body, one.send_at) for one in held if one.text.to_number == number]


@pytest.fixture
async def bot():
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as folder:
        async with worker_setup(Path(folder), ScriptedProvider(answers_in_webhook=False)) as setup:
            bot = Bot(setup, Path(folder))
            for number, name in ((BEN, "ben"), (ANNA, "anna")):
                await bot.text(number, f"remind me every day at 11am to feed {name}")
                await bot.text(number, f"remind me in 10 minutes to call {name}")
            await bot.worker.step()
            yield bot


def of_ben(statement):
    table = statement.split()[1]
    ben = f"(SELECT id FROM people WHERE number = '{BEN}')"
    return f"{statement} WHERE {'id' if table == 'people' else 'person_id'} = {ben}"


async def live(bot):
    """Start-up, two days of work with receipts, and the lists of the operator and of programs."""
    store = bot.store
    tz_updates = TimezoneUpdates(store.zones, bot.clock, RENDERER, bot.worker.wake)
    retention = Retention(inbound_days=30, text_days=30, reminder_days=30)
    maintenance = Maintenance(store.maintenance, bot.clock, retention, tz_updates)
    await tz_updates.check()
    await bot.worker.recover()
    await maintenance.step()
    for hours in (0.25, 1, 24, 24):
        await bot.setup.run_until(bot.clock.now() + timedelta(hours=hours))
        for held in list(bot.setup.provider.held.values()):
            if held.send_at is None or held.send_at <= bot.clock.now():
                id_ = held.provider_message_id
                receipt = Receipt(provider=held.text.provider, provider_message_id=id_, state=OutboundState.DELIVERED)
                await bot.worker.apply_receipt(receipt)
        await maintenance.step()
    await store.people.listed_reminders(None, 100)
    await store.people.listed_reminders(BEN, 100)
    await store.messages.list(MessagePage(limit=10))
    await store.database_stats(bot.clock.now())


@pytest.mark.parametrize("corruption", [*MESSAGE, *REMINDER, *PERSON], ids=lambda sql: sql[:60])
async def test_a_broken_row_hits_nobody_else(bot, corruption):
    bot.execute(of_ben(corruption))
    await live(bot)
    assert bot.worker.is_healthy
    bodies = [body for body, _ in bot.sent_to(ANNA)]
    assert bodies.count("Reminder: call anna") == 1
    fed = sorted(at for body, at in bot.sent_to(ANNA) if body == "Reminder: feed anna")
    assert fed == [NOW + timedelta(days=day, minutes=100) for day in range(len(fed))]
    assert len(fed) >= 4
    assert "feed anna" in await bot.text(ANNA, "list")
    # Ben gets an answer, whatever it can be, and is obeyed.
    is_opted_out = bot.value(f"SELECT opted_out_at FROM people WHERE number = '{BEN}'")
    assert await bot.text(BEN, "list") or is_opted_out
    await bot.text(BEN, "stop")
    assert bot.value(f"SELECT opted_out_at FROM people WHERE number = '{BEN}'") is not None
    before = len(bot.sent_to(BEN))
    await bot.setup.run_until(bot.clock.now() + timedelta(days=3))
    assert len(bot.sent_to(BEN)) == before, "nothing is sent after STOP"
