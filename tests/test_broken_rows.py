"""One broken row hits nobody else: a table of corruptions, each through every path that reads rows in batches."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.maintenance import Maintenance, Retention
from bot.delivery.tz_updates import TimezoneUpdates
from bot.domain.broken_rows import LONGEST_RETRY_AFTER, retry_after
from bot.domain.errors import StorageError
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.protocol import MessagePage
from tests.builders import NOW, RENDERER, SENDER, WINDOW, make_inbound, make_text, no_hurry
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a database there is quick, and it is thrown away
FOLDER = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
ANNA, BEN = "+13125550101", SENDER
GARBAGE = ("", "tomorrow", "2026-13-45T99:00:00.000000Z", "2026-03-11T10:00:00")

ZONES = ("Mars/Olympus", "", "America", "../../etc/passwd")
RULES = ("", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "x" * 100_000)
HUGE = "x" * 1_000_000

# What Ben's rows contain: table, column and values.
DAMAGE = [
    ("outbound", "due_at", (*GARBAGE, "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z")),
    ("outbound", "next_attempt_at", (*GARBAGE, None)),
    ("outbound", "created_at", ("x",)),
    ("outbound", "handed_over_at", ("x",)),
    ("outbound", "scheduled_for", ("x",)),
    ("outbound", "state", ("bogus",)),
    ("outbound", "kind", ("bogus",)),
    ("outbound", "replaces", ("[1", '["x"]')),
    ("outbound", "media_urls", ("7",)),
    ("outbound", "attempts", (-(2**63), 2**63 - 1)),
    ("outbound", "body", (HUGE,)),
    ("outbound", "heads_ups", ("[1", '["x"]', "7")),
    ("outbound", "to_number", ("", "x", HUGE)),
    ("outbound", "from_number", ("x",)),
    ("outbound", "provider", ("bogus",)),
    ("outbound", "failure", (HUGE,)),
    ("outbound", "lease_owner", (HUGE,)),
    ("reminders", "due_at", GARBAGE),
    ("reminders", "next_check_at", (*GARBAGE, None)),
    ("reminders", "timezone", ZONES),
    ("reminders", "rrule", RULES),
    ("reminders", "wall_start", ("noon", None)),
    ("reminders", "skipped_until", ("x",)),
    ("reminders", "skipped_days", ("x", "2026-02-30")),
    ("reminders", "heads_ups", ("x", "P1D,PT1H", "P9999D")),
    ("reminders", "until_done", ("x", "PT10M*0")),
    ("reminders", "quiet_hours", ("x", "22:00-22:00 America/New_York", "22:00-07:00 Nowhere/At_All")),
    ("reminders", "state", ("bogus",)),
    ("reminders", "message", (HUGE,)),
    ("reminders", "created_at", ("x",)),
    ("people", "bot_number", ("", "x")),
    ("people", "timezone", ZONES),
    ("people", "memory", ("{", '{"home_timezone":"Mars/X","away_until":"2026-03-11T10:00:00Z"}')),
    ("people", "preferences", ("[]",)),
    ("people", "zone_source", ("bogus",)),
    ("people", "created_at", ("x",)),
    ("people", "opted_out_at", ("x",)),
]
CORRUPTIONS = [(table, column, value) for table, column, values in DAMAGE for value in values]


class Bot:
    """Anna and Ben each have a daily series, and a single reminder due in ten minutes, which the bot sends itself."""

    def __init__(self, setup, folder):
        self.setup, self.store, self.clock, self.worker = setup, setup.store, setup.clock, setup.worker
        self.path = folder / "reminders.db"
        traits = ProviderTraits(window=WINDOW, answers_in_webhook=False)
        self.service = InboundService(
            store=setup.store.conversations,
            clock=setup.clock,
            policy=BotPolicy(
                providers=dict.fromkeys((ProviderName.TWILIO, ProviderName.TELNYX), traits),
                default_timezone="America/New_York",
            ),
            metrics=Metrics(),
            wake=lambda: None,
            expedite=no_hurry,
        )
        self.count = 0

    async def text(self, number, body, provider=ProviderName.TWILIO):
        self.count += 1
        at = self.clock.now()
        inbound = make_inbound(body, f"BT{self.count}", from_number=number, received_at=at, provider=provider)
        return (await self.service.receive(inbound)).reply

    def damage(self, table, column, value, where="TRUE"):
        """Write ``value`` into a column of Ben's rows."""
        person = "id" if table == "people" else "person_id"
        ben = "(SELECT id FROM people WHERE number = :ben)"
        statement = f"UPDATE {table} SET {column} = :value WHERE {person} IN {ben} AND {where}"  # noqa: S608
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute(statement, {"value": value, "ben": BEN})
            connection.commit()

    def has_opted_out(self):
        with closing(sqlite3.connect(self.path)) as connection:
            row = connection.execute("SELECT opted_out_at FROM people WHERE number = ?", [BEN]).fetchone()
            return row[0] is not None

    def sent_to(self, number):
        held = self.setup.provider.held.values()
        return [(one.text.body, one.send_at) for one in held if one.text.to_number == number]


@pytest.fixture
async def bot():
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        async with worker_setup(Path(folder), ScriptedProvider(answers_in_webhook=False)) as setup:
            bot = Bot(setup, Path(folder))
            for number, name in ((BEN, "ben"), (ANNA, "anna")):
                await bot.text(number, f"remind me every day at 11am to feed {name}")
                await bot.text(number, f"remind me in 10 minutes to call {name}")
            await bot.worker.step()
            yield bot


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
    await store.messages.list(MessagePage(limit=10, token_name="default"))
    await store.database_stats(bot.clock.now())


@pytest.mark.parametrize(("table", "column", "value"), CORRUPTIONS, ids=lambda value: str(value)[:30])
async def test_a_broken_row_hits_nobody_else(bot, table, column, value):
    bot.damage(table, column, value)
    await live(bot)
    assert bot.worker.is_healthy
    bodies = [body for body, _ in bot.sent_to(ANNA)]
    assert bodies.count("Reminder: call anna") == 1
    fed = sorted(at for body, at in bot.sent_to(ANNA) if body == "Reminder: feed anna")
    assert fed == [NOW + timedelta(days=day, minutes=100) for day in range(len(fed))]
    assert len(fed) >= 4
    assert "feed anna" in await bot.text(ANNA, "list")
    # Ben gets an answer, whatever it can be, and is obeyed.
    assert await bot.text(BEN, "list") or bot.has_opted_out()
    await bot.text(BEN, "stop")
    assert bot.has_opted_out()
    before = len(bot.sent_to(BEN))
    await bot.setup.run_until(bot.clock.now() + timedelta(days=3))
    assert len(bot.sent_to(BEN)) == before, "nothing is sent after STOP"


RECORDED = [
    # what is damaged, the kind of the rows that are recorded, words of the reason
    (("outbound", "due_at", "tomorrow"), "message", "column due_at"),
    (("outbound", "next_attempt_at", "tomorrow"), None, ""),  # the search for such rows makes them due
    (("outbound", "state", "bogus"), "message", "column state"),
    (("reminders", "timezone", "Mars/Olympus"), "reminder", "column timezone"),
    (("reminders", "rrule", "FREQ=NEVER"), "reminder", "column "),
    (("people", "memory", "{"), "person", "column memory"),
]


@pytest.mark.parametrize(("damage", "kind", "reason"), RECORDED, ids=str)
async def test_a_broken_row_is_recorded_with_its_person_and_its_column(bot, damage, kind, reason):
    bot.damage(*damage)
    await bot.setup.run_until(NOW + timedelta(minutes=15))
    await live(bot)
    rows = [row for row in await bot.store.people.broken_rows(100) if row.kind == kind]
    assert bool(rows) is (kind is not None)
    assert {row.number for row in rows} <= {BEN}
    assert all(reason in row.reason for row in rows)
    stats = await bot.store.database_stats(bot.clock.now())
    assert stats.broken_rows.get(kind, 0) == len(rows)


def reminders_of_call(bot):
    return [body for body, _ in bot.sent_to(BEN) if body.startswith("Reminder") and body.endswith("call ben")]


async def test_a_mended_row_continues_where_it_stopped(bot):
    bot.damage("outbound", "kind", "bogus", "body = 'Reminder: call ben'")
    await bot.setup.run_until(NOW + timedelta(minutes=30))
    assert not reminders_of_call(bot)
    bot.damage("outbound", "kind", "reminder", "kind = 'bogus'")
    await bot.setup.run_until(NOW + timedelta(hours=2))
    assert reminders_of_call(bot) == ["Reminder (was due 9:30 AM): call ben"]
    assert await bot.store.people.broken_rows(9) == ()


async def test_stop_reaches_a_message_that_is_set_aside(bot):
    bot.damage("outbound", "kind", "bogus", "body = 'Reminder: call ben'")
    await bot.setup.run_until(NOW + timedelta(minutes=30))
    await bot.text(BEN, "stop")
    bot.damage("outbound", "kind", "reminder", "kind = 'bogus'")
    await bot.setup.run_until(NOW + timedelta(days=3))
    assert not reminders_of_call(bot)


async def test_a_person_hears_of_a_reminder_that_cannot_be_read(bot):
    bot.damage("reminders", "rrule", "FREQ=NEVER", "number = 1")
    answers = [await bot.text(BEN, body) for body in ("list", "delete 1", "remind me tomorrow at 5pm to rest")]
    sorry = "I can't read reminder 1 right now. My operator knows about it."
    assert answers[0].endswith(f"call ben\n{sorry}")
    assert answers[1] == sorry
    assert "3" in answers[2], "the number stays taken"


@pytest.mark.parametrize(
    ("body", "reply", "opted_out"),
    [
        (
            "list",
            "Sorry, I can't read your reminders right now, so I changed nothing. My operator knows about it.",
            False,
        ),
        ("STOP", None, True),
        ("please stop texting me", "OK, no more texts from me. Text START if you want them back.", True),
    ],
)
async def test_a_person_whose_row_cannot_be_read_gets_an_answer_and_is_obeyed(bot, body, reply, opted_out):
    bot.damage("people", "preferences", "[]")
    assert await bot.text(BEN, body) == reply
    bot.count -= 1
    assert await bot.text(BEN, body) == reply, "redelivered"
    assert bot.has_opted_out() is opted_out
    await bot.setup.run_until(NOW + timedelta(minutes=15))
    assert [words for words, _ in bot.sent_to(BEN)].count(reply) == (1 if reply else 0)
    assert ("Reminder: call ben" in [words for words, _ in bot.sent_to(BEN)]) is not opted_out


@pytest.mark.parametrize("broken", ["twilio", "telnyx"])
@pytest.mark.parametrize("stops_on", [ProviderName.TWILIO, ProviderName.TELNYX])
@pytest.mark.parametrize("damage", [("people", "preferences", "[]"), ("reminders", "rrule", "x")], ids=str)
async def test_stop_counts_at_both_providers_although_rows_of_one_are_broken(bot, broken, stops_on, damage):
    await bot.text(BEN, "remind me every day at 9pm to rest", ProviderName.TELNYX)
    person = "id" if damage[0] == "people" else "person_id"
    bot.damage(*damage, f"{person} = (SELECT id FROM people WHERE number = :ben AND provider = '{broken}')")  # noqa: S608
    await bot.text(BEN, "please stop texting me", stops_on)
    await bot.setup.run_until(NOW + timedelta(minutes=1))
    with closing(sqlite3.connect(bot.path)) as connection:
        people = connection.execute("SELECT opted_out_at FROM people WHERE number = ?", [BEN]).fetchall()
        states = "SELECT o.state FROM outbound AS o WHERE to_number = ? AND kind = 'reminder'"
        left = {state for (state,) in connection.execute(states, [BEN])}
    assert len(people) == 2
    assert all(opted_out_at for (opted_out_at,) in people)
    assert left <= {"cancelled", "cancelling"}


@pytest.mark.parametrize("stops_while_broken", [True, False])
@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("people", "timezone", ("Mars/Olympus", "America/New_York")),
        ("people", "preferences", ("[]", "{}")),
        ("reminders", "timezone", ("Mars/Olympus", "America/New_York")),
    ],
)
async def test_start_brings_back_what_cannot_be_read_yet(bot, table, column, values, stops_while_broken):
    broken, whole = values
    if not stops_while_broken:
        await bot.text(BEN, "STOP")
    bot.damage(table, column, broken)
    if stops_while_broken:
        await bot.text(BEN, "STOP")
    await bot.setup.run_until(NOW + timedelta(hours=1))
    await bot.text(BEN, "START")
    assert not bot.has_opted_out()
    await bot.setup.run_until(NOW + timedelta(hours=2))
    bot.damage(table, column, whole)
    before = len(bot.sent_to(BEN))
    await bot.setup.run_until(NOW + timedelta(days=3))
    came = [words for words, _ in bot.sent_to(BEN)[before:]]
    assert came.count("Reminder: feed ben") >= 2
    assert "feed ben" in await bot.text(BEN, "list")


@pytest.mark.parametrize(
    ("hours_broken", "came"), [(3.0, "Reminder (was due 11:45 AM): see mom"), (26.0, "I was down and missed ")]
)
async def test_what_falls_due_after_start_while_the_row_is_broken_comes_late_or_is_reported(bot, hours_broken, came):
    await bot.text(BEN, "remind me today at 11:45am to see mom")
    await bot.text(BEN, "STOP")
    bot.damage("people", "timezone", "Mars/Olympus")
    bot.damage("people", "preferences", "[]")
    await bot.setup.run_until(NOW + timedelta(hours=1))
    await bot.text(BEN, "START")
    before = len(bot.sent_to(BEN))
    await bot.setup.run_until(NOW + timedelta(hours=hours_broken))
    bot.damage("people", "timezone", "America/Chicago")
    bot.damage("people", "preferences", "{}")
    await bot.setup.run_until(NOW + timedelta(days=3))
    about = [words for words, _ in bot.sent_to(BEN)[before:] if "see mom" in words or "missed" in words]
    assert len(about) == 1, about
    assert about[0].startswith(came)
    assert "see mom" not in await bot.text(BEN, "list")


async def test_a_decision_that_fails_is_answered_too(bot, monkeypatch):
    def fail(*_):
        raise KeyError("a defect")

    monkeypatch.setattr("bot.inbound.service.decide", fail)
    assert (await bot.text(BEN, "list")).startswith("Sorry, ")
    monkeypatch.undo()
    assert "call ben" in await bot.text(BEN, "list")


async def test_a_page_of_messages_is_full_although_some_cannot_be_read(bot):
    messages = [
        make_text(kind=OutboundKind.MESSAGE, token_name="default", created_at=NOW + timedelta(seconds=n), body=f"{n}")
        for n in range(6)
    ]
    await bot.setup.save(*messages)
    bot.damage("outbound", "replaces", "x", "body IN ('5', '3')")
    page = await bot.store.messages.list(MessagePage(limit=3, token_name="default"))
    assert [message.body for message in page] == ["4", "2", "1"]
    with pytest.raises(StorageError, match="cannot be read: column replaces"):
        await bot.store.messages.get(messages[5].id, "default")


def test_a_broken_row_is_tried_again_soon_and_then_daily():
    delays = [retry_after(failures) for failures in range(1, 20)]
    assert delays[:3] == [timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=16)]
    assert delays[-1] == LONGEST_RETRY_AFTER == timedelta(days=1)
    assert delays == sorted(delays)
