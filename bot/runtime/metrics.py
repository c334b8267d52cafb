"""Prometheus metrics. Each bot has its own registry; there are no global metrics.

``docs/operations.md`` explains every metric, and a test compares the two. Label values are stable snake_case words;
they never contain what people write or their phone numbers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, Metric, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot import __version__

CONTENT_TYPE = CONTENT_TYPE_LATEST

# In seconds. Our target is a reply within 0.1; Telnyx waits 2 for the webhook's response, Twilio 15.
ANSWER_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15)
SHORT_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)
CALL_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LAG_BUCKETS = (0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800, 7200, 86400)
UNITS_BUCKETS = (1, 2, 4, 8, 16, 32)
LATE_SECONDS = 60.0  # a reminder sent later than this counts as late

MAX_CODES = 100  # label values of one metric: more codes than that are counted together

_UNDERSTOOD = {
    "unknown": "no",
    "ask_time": "asked",
    "refused": "unread",
    "not_saved": "unread",
    "broken": "unread",
    "automatic": "unread",
    "group": "unread",
    "not_for_bot": "unread",
}


def label_value(words: str) -> str:
    """``words`` in snake_case: "MessageSid missing" is ``message_sid_missing``."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", words).lower()).strip("_")


def code_label(failure: str | None) -> str:
    """The error code that ``failure`` starts with, as a label value: "30034" or "http_503".

    "none" without a failure, "other" for anything unforeseen.
    """
    if not failure:
        return "none"
    code = failure.partition(":")[0]
    return code.replace(" ", "_") if re.fullmatch(r"[1-9]\d{4}|http [1-5]\d\d", code, re.ASCII) else "other"


class _Registry(CollectorRegistry):
    """A registry without the ``_created`` series: one per counter and histogram, and Prometheus does not use them.

    The library's own switch, ``disable_created_metrics``, is global to the process.
    """

    def collect(self) -> Iterator[Metric]:
        for family in super().collect():
            family.samples = [sample for sample in family.samples if not sample.name.endswith("_created")]
            yield family


class Metrics:
    """The metrics of one bot. Each method records one event."""

    def __init__(self) -> None:
        self.registry = _Registry()
        ProcessCollector(registry=self.registry)
        Info("bot", "The running version", registry=self.registry).info({"version": __version__})
        self._texts = self._counter(
            "bot_texts",
            "Inbound texts; understood: yes, no, asked (for the time), unread (over a limit)",
            "provider", "intent", "understood",
        )  # fmt: skip
        self._redelivered = self._counter(
            "bot_redelivered", "Inbound texts that a provider delivered again; they changed nothing", "provider"
        )
        self._opt_outs = self._counter("bot_opt_outs", "Opt-outs, reported by the person or the provider", "by")
        self._consents = self._counter(
            "bot_consents", "Requests to be reminded by somebody else, and the answers to them", "state"
        )
        self._refused = self._counter("bot_refused", "Requests and inbound texts refused", "route", "reason")
        self._receipts = self._counter(
            "bot_receipts", "Status callbacks, and whether they match a message of this bot", "provider", "known"
        )
        self._retries = self._counter("bot_retries", "Provider calls that repeat an earlier attempt", "provider")
        self._errors = self._counter(
            "bot_provider_errors", "Calls to a provider's API that failed, by error code", "provider", "call", "code"
        )
        self._deliveries = self._counter(
            "bot_deliveries", "Outbound messages that reached a final state, by error code", "provider", "state", "code"
        )
        self._codes: set[tuple[str, str]] = set()
        self._late = self._counter("bot_late_sends", "Reminders sent more than a minute late", "provider")
        self._answer = self._histogram(
            "bot_answer_seconds", "From a verified text to its committed reply", ANSWER_BUCKETS, "provider"
        )
        self._understanding = self._histogram(
            "bot_understanding_seconds", "Understanding a text and deciding what it changes", SHORT_BUCKETS
        )
        self._database = self._histogram(
            "bot_database_seconds", "One unit of work on the database", SHORT_BUCKETS, "unit"
        )
        self._commits = self._histogram("bot_commit_units", "Units of work saved by one commit", UNITS_BUCKETS)
        self._calls = self._histogram(
            "bot_provider_call_seconds", "Calls to a provider's API", CALL_BUCKETS, "provider", "call", "outcome"
        )
        self._scheduling_lag = self._histogram(
            "bot_scheduling_lag_seconds", "From when a message could be scheduled at the provider to when it was",
            LAG_BUCKETS, "provider",
        )  # fmt: skip
        self._lateness = self._histogram(
            "bot_send_lateness_seconds", "How late the bot sent the reminders that it sends itself",
            LAG_BUCKETS, "provider",
        )  # fmt: skip
        self._requests = self._histogram("bot_request_seconds", "HTTP requests", ANSWER_BUCKETS, "route", "status")
        self._reminders = self._gauge("bot_reminders", "Reminders in the database", "state")
        self._people = self._gauge("bot_people", "People in the database")
        self._due = self._gauge("bot_outbound_due", "Outbound messages waiting for the delivery worker", "provider")
        self._budget_used = self._gauge(
            "bot_budget_used_ratio",
            "Share of the day's segments sent or planned: by the bot, and by the token and the person that spend most",
            "budget",
        )
        self._bots = self._gauge("bot_bots", "Bots that use the database, this one included")
        self._other_settings = self._gauge(
            "bot_bots_with_other_settings",
            "Other bots on the database whose shared settings differ from this one's",
        )
        self._broken_rows = self._gauge("bot_broken_rows", "Rows that cannot be read or processed", "kind")
        self._overdue = self._gauge("bot_oldest_due_seconds", "How long the oldest of them has been due", "provider")

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)

    def _histogram(self, name: str, meaning: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, meaning, labels, buckets=buckets, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(name, meaning, labels, registry=self.registry)

    def text_answered(self, provider: str, intent: str, *, redelivered: bool, seconds: float) -> None:
        """Record the reply to a text, ``seconds`` after its signature was verified."""
        self._answer.labels(provider).observe(seconds)
        if redelivered:
            self._redelivered.labels(provider).inc()
            return
        self._texts.labels(provider, intent, _UNDERSTOOD.get(intent, "yes")).inc()
        if intent == "stop":
            self._opt_outs.labels("person").inc()

    @contextmanager
    def understanding(self) -> Iterator[None]:
        """Time the block as the understanding of one text."""
        with self._understanding.time():
            yield

    def database_used(self, unit: str, seconds: float) -> None:
        self._database.labels(unit).observe(seconds)

    def units_committed(self, units: int) -> None:
        self._commits.observe(units)

    def request_answered(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).observe(seconds)

    def refused(self, route: str, reason: str) -> None:
        """Record a request refused for ``reason``, which becomes a snake_case label."""
        self._refused.labels(route, label_value(reason)).inc()

    def text_refused(self, reason: str) -> None:
        """Record a genuine text that was not let in, or asked for something over a limit."""
        self.refused("texts", reason)

    def consent_changed(self, state: str) -> None:
        """Record that somebody was asked to accept reminders of somebody else, or has answered."""
        self._consents.labels(state).inc()

    def receipt(self, provider: str, *, known: bool) -> None:
        self._receipts.labels(provider, str(known).lower()).inc()

    def provider_called(
        self, provider: str, call: str, outcome: str, seconds: float, *, error_code: str | None = None
    ) -> None:
        """Record a call to a provider's API. ``error_code`` is the provider's, if it reported an error."""
        self._calls.labels(provider, call, outcome).observe(seconds)
        if error_code is not None:
            self._errors.labels(provider, call, self._bounded(provider, code_label(error_code))).inc()
        if outcome == "opted_out":
            self.opted_out_with_provider()

    def opted_out_with_provider(self) -> None:
        """Record that a provider did not deliver a message because its recipient has opted out with it."""
        self._opt_outs.labels("provider").inc()

    def delivery_finished(self, provider: str, state: str, failure: str | None) -> None:
        """Record that a message is delivered or never will be. ``failure`` starts with the provider's error code."""
        self._deliveries.labels(provider, state, self._bounded(provider, code_label(failure))).inc()

    def expect_error_codes(self, provider: str, codes: Iterable[str]) -> None:
        """Start the counts of failures with these codes at 0, so that Prometheus sees the first one as an increase."""
        for code in codes:
            for state in ("undelivered", "failed"):
                self._deliveries.labels(provider, state, self._bounded(provider, code))

    def _bounded(self, provider: str, code: str) -> str:
        """``code``, or "other" once the provider has used ``MAX_CODES`` different ones: each costs several series."""
        if (provider, code) not in self._codes:
            if sum(known == provider for known, _ in self._codes) >= MAX_CODES:
                return "other"
            self._codes.add((provider, code))
        return code

    def call_repeated(self, provider: str) -> None:
        self._retries.labels(provider).inc()

    def message_scheduled(self, provider: str, lag_seconds: float) -> None:
        """Record a message that the provider scheduled, ``lag_seconds`` after it could have been."""
        self._scheduling_lag.labels(provider).observe(max(0.0, lag_seconds))

    def reminder_sent(self, provider: str, late_seconds: float) -> None:
        """Record a reminder that the bot sent itself, ``late_seconds`` after it was due."""
        self._lateness.labels(provider).observe(max(0.0, late_seconds))
        if late_seconds > LATE_SECONDS:
            self._late.labels(provider).inc()

    def database_measured(
        self,
        *,
        bots: int,
        people: int,
        reminders: Mapping[str, int],
        due: Mapping[str, int],
        overdue_seconds: Mapping[str, float],
        broken_rows: Mapping[str, int],
    ) -> None:
        """Set the gauges: ``reminders`` by state, ``broken_rows`` by kind; ``due`` messages and the age of the oldest
        by provider.
        """
        self._bots.set(bots)
        self._people.set(people)
        gauges = (
            (self._reminders, reminders),
            (self._due, due),
            (self._overdue, overdue_seconds),
            (self._broken_rows, broken_rows),
        )
        for gauge, values in gauges:
            gauge.clear()
            for label, value in values.items():
                gauge.labels(label).set(value)

    def settings_compared(self, bots_with_others: int) -> None:
        """Set how many of the other bots on the database have settings that differ from this one's."""
        self._other_settings.set(bots_with_others)

    def budgets_measured(self, used: Mapping[str, float]) -> None:
        """Set how much of each budget is used: 1 is all of it."""
        for budget, ratio in used.items():
            self._budget_used.labels(budget).set(ratio)

    def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self.registry)
