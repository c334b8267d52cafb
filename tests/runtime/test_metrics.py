"""Metrics: what each counts in a whole bot, and that the documentation explains each."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import (
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderSetupError,
    StorageError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundKind, ProviderName
from bot.domain.spending import Budgets
from bot.inbound.admission import RefusalReason
from bot.providers.instrumented import OUTCOMES as OUTCOMES_OF_CALLS
from bot.providers.instrumented import InstrumentedProvider
from bot.runtime.configuration import load
from bot.runtime.metrics import Metrics, label_value
from bot.storage.stats import DatabaseStats
from bot.web.health import MIN_STATS_INTERVAL, StatsRefresher
from tests.builders import NOW, make_text
from tests.fakes.api_server import limited
from tests.fakes.phones import until
from tests.fakes.set_clock import SetClock
from tests.fakes.whole_bot import whole_bot

OPERATIONS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()


FAMILIES = [
    family.name + {"counter": "_total", "info": "_info"}.get(family.type, "")
    for family in Metrics().registry.collect()
    if not family.name.startswith("process_")
]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_metric_is_documented(name):
    assert f"| `{name}` |" in OPERATIONS


def test_every_documented_metric_exists():
    rows = re.findall(r"^\| `(bot_\w+)` \|", OPERATIONS, re.MULTILINE)
    assert sorted(rows) == sorted(FAMILIES)


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path) as phones:
        yield phones


async def figures(phones):
    """Every sample of ``/metrics`` by its name and labels."""
    async with phones.session.get(f"{phones.base_url}/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[:1] != "#")}


async def test_a_text_is_counted_from_its_webhook_to_its_receipt(phones):
    phones.twilio.faults.append(limited("0"))
    await phones.by_twilio("remind me in 2 hours to call mom")
    await phones.by_telnyx("blorp fnord")
    await until(lambda: phones.twilio.messages)
    assert await phones.twilio_receipt(phones.twilio.messages[0].sid, "delivered") == 204
    seen = await figures(phones)
    assert seen['bot_texts_total{intent="create",provider="twilio",understood="yes"}'] == 1
    assert seen['bot_texts_total{intent="unknown",provider="telnyx",understood="no"}'] == 1
    assert seen['bot_answer_seconds_count{provider="twilio"}'] == 1
    assert seen["bot_understanding_seconds_count"] == 2
    assert seen['bot_database_seconds_count{unit="answer"}'] == 2
    assert seen['bot_provider_call_seconds_count{call="schedule",outcome="temporary",provider="twilio"}'] == 1
    assert seen['bot_retries_total{provider="twilio"}'] == 1
    assert seen['bot_provider_call_seconds_count{call="send",outcome="ok",provider="telnyx"}'] == 1
    assert seen['bot_receipts_total{known="true",provider="twilio"}'] == 1
    assert seen['bot_request_seconds_count{route="/webhooks/twilio",status="200"}'] == 1
    assert (seen['bot_reminders{state="open"}'], seen['bot_reminders{state="parked"}']) == (1, 0)
    assert (seen["bot_people"], seen["bot_bots"]) == (2, 1)
    assert seen['bot_info{version="0.1.0"}'] == 1


async def test_redelivered_texts_and_opt_outs_are_counted_separately(phones):
    for _ in range(3):
        await phones.by_twilio("list", message_id="SMsame")
    await phones.by_twilio("STOP", OptOutType="STOP")
    seen = await figures(phones)
    assert seen['bot_texts_total{intent="list",provider="twilio",understood="yes"}'] == 1
    assert seen['bot_redelivered_total{provider="twilio"}'] == 2
    assert seen['bot_opt_outs_total{by="person"}'] == 1


async def test_no_label_holds_what_people_write(phones):
    await phones.by_twilio("remind me in 2 hours to buy kumquats")
    await phones.post("/simulator/kumquats", {}, b"")
    text = "\n".join(await figures(phones))
    assert "kumquats" not in text
    assert "5550123" not in text
    assert 'bot_request_seconds_count{route="unknown",status="404"}' in text


class Failing:
    """A provider that raises ``error`` at each call; with None it does as it is asked."""

    def __init__(self, error):
        self.error = error
        self.name = ProviderName.TWILIO
        self.answers_in_webhook = self.supports_idempotency_keys = self.carrier_answers_keywords = True
        self.is_personal_phone = False
        self.window = load(None, {}).twilio.window

    async def _answer(self, *_: Any) -> Any:
        if self.error is not None:
            raise self.error

    schedule = send = cancel = find = fetch = start = close = _answer


OUTCOMES = [
    (None, "ok"),
    (TemporaryProviderError("20429"), "temporary"),
    (OutcomeUnknownError("http 500"), "unknown"),
    (OutOfWindowError("35114"), "out_of_window"),
    (OptedOutError("21610"), "opted_out"),
    (NotCancellableError("30409"), "not_cancellable"),
    (ProviderSetupError("20003"), "setup"),
    (PermanentProviderError("21211"), "permanent"),
    (RuntimeError("a defect"), "failed"),
]


@pytest.mark.parametrize(("error", "outcome"), OUTCOMES)
async def test_each_call_is_counted_by_outcome_and_passed_on_unchanged(error, outcome):
    metrics = Metrics()
    provider = InstrumentedProvider(Failing(error), metrics, SetClock())
    text = make_text()
    calls = {
        "schedule": lambda: provider.schedule(text, text.due_at),
        "send": lambda: provider.send(text),
        "cancel": lambda: provider.cancel("SM1"),
        "find": lambda: provider.find(text),
        "fetch": lambda: provider.fetch("SM1"),
    }
    for name, call in calls.items():
        if error is None:
            await call()
        else:
            with pytest.raises(type(error)) as caught:
                await call()
            assert caught.value is error
        labels = {"provider": "twilio", "call": name, "outcome": outcome}
        assert metrics.registry.get_sample_value("bot_provider_call_seconds_count", labels) == 1


async def test_lateness_is_measured_by_the_bots_clock():
    metrics, clock = Metrics(), SetClock(NOW)
    provider = InstrumentedProvider(Failing(None), metrics, clock)
    late = timedelta(minutes=5)
    await provider.send(make_text(due_at=NOW - late, attempts=2))
    await provider.send(make_text(due_at=NOW - late, kind=OutboundKind.REPLY))
    await provider.send(make_text(due_at=NOW))
    await provider.schedule(make_text(created_at=NOW - late), NOW + timedelta(hours=2))
    sample = metrics.registry.get_sample_value
    by_twilio = {"provider": "twilio"}
    assert sample("bot_late_sends_total", by_twilio) == 1
    assert sample("bot_send_lateness_seconds_sum", by_twilio) == 300
    assert sample("bot_send_lateness_seconds_count", by_twilio) == 2
    assert sample("bot_scheduling_lag_seconds_sum", by_twilio) == 300
    assert sample("bot_retries_total", by_twilio) == 1


async def test_scheduling_lag_starts_when_the_message_enters_the_window():
    metrics, clock = Metrics(), SetClock(NOW)
    provider = InstrumentedProvider(Failing(None), metrics, clock)
    send_at = NOW + timedelta(seconds=provider.window.schedule_ahead_seconds - 7)
    await provider.schedule(make_text(created_at=NOW - timedelta(days=300)), send_at)
    assert metrics.registry.get_sample_value("bot_scheduling_lag_seconds_sum", {"provider": "twilio"}) == 7


class Counted:
    """A database that is asked for its stock; it fails where it holds none."""

    def __init__(self, database_stats):
        self.held = database_stats
        self.asked = 0

    async def ping(self, within_seconds): ...

    async def database_stats(self, now):
        self.asked += 1
        if self.held is None:
            raise StorageError("locked")
        return self.held


async def test_gauges_are_read_at_most_every_five_seconds_and_old_labels_go():
    metrics, clock = Metrics(), SetClock(NOW)
    oldest = NOW - timedelta(seconds=30)
    database = Counted(
        DatabaseStats(
            bots=1,
            people=2,
            reminders={"open": 3},
            due={"twilio": 4},
            oldest_due_at={"twilio": oldest},
            segments={"bot": 40_000},
            broken_rows={"message": 5},
        )
    )
    refresher = StatsRefresher(database, metrics, clock, Budgets())
    await refresher.refresh()
    await refresher.refresh()
    assert database.asked == 1
    sample = metrics.registry.get_sample_value
    assert sample("bot_outbound_due", {"provider": "twilio"}) == 4
    assert sample("bot_oldest_due_seconds", {"provider": "twilio"}) == 30
    assert sample("bot_broken_rows", {"kind": "message"}) == 5
    assert sample("bot_broken_rows", {"kind": "person"}) == 0
    assert [sample("bot_budget_used_ratio", {"budget": budget}) for budget in ("bot", "token")] == [0.8, 0]
    database.held = DatabaseStats(bots=1, people=2, reminders={}, due={}, oldest_due_at={}, broken_rows={}, segments={})
    clock.set(NOW + MIN_STATS_INTERVAL)
    await refresher.refresh()
    assert sample("bot_outbound_due", {"provider": "twilio"}) is None
    assert sample("bot_reminders", {"state": "open"}) == 0


async def test_the_other_metrics_survive_a_failing_database():
    metrics = Metrics()
    await StatsRefresher(Counted(None), metrics, SetClock(), Budgets()).refresh()
    assert b"bot_info" in metrics.exposition()


def test_the_exposition_has_no_created_series():
    metrics = Metrics()
    metrics.text_answered("twilio", "list", redelivered=False, seconds=0.1)
    text = metrics.exposition().decode()
    assert "bot_texts_total{" in text
    assert "_created" not in text


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("signature wrong", "signature_wrong"),
        ("not-found", "not_found"),
        ("MessageSid missing", "message_sid_missing"),
        ("not UTF-8", "not_utf_8"),
        ("sender_limit", "sender_limit"),
    ],
)
def test_a_reason_becomes_one_word_as_a_label(words, label):
    metrics = Metrics()
    metrics.refused("/webhooks/twilio", words)
    labels = {"route": "/webhooks/twilio", "reason": label}
    assert metrics.registry.get_sample_value("bot_refused_total", labels) == 1


@pytest.mark.parametrize("value", [*RefusalReason, *(name for _, name in OUTCOMES_OF_CALLS)])
def test_label_values_are_snake_case(value):
    assert value == label_value(value)
