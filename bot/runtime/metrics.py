"""What the bot counts for its operator, in Prometheus' terms. One registry a bot, no globals.

Every figure is explained in ``docs/operations.md``; a test holds the two together. Labels are never made of what people
write or of their numbers.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot import __version__

CONTENT_TYPE = CONTENT_TYPE_LATEST

# In seconds. An answer is to be there within a tenth of one; Telnyx waits two for it, Twilio fifteen.
ANSWER_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15)
SHORT_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)
CALL_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LAG_BUCKETS = (0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800, 7200, 86400)
LATE_SECONDS = 60.0  # a reminder that leaves later than this counts as late

_UNDERSTOOD = {"unknown": "no", "ask_time": "asked", "refused": "unread", "not_saved": "unread"}


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        Info("bot", "The version that runs", registry=self.registry).info({"version": __version__})
        self._texts = self._counter(
            "bot_texts", "Texts from people; understood: yes, no, asked (for the time), unread (over a limit)",
            "provider", "intent", "understood",
        )  # fmt: skip
        self._redelivered = self._counter("bot_redelivered", "Texts that came again and changed nothing", "provider")
        self._opt_outs = self._counter("bot_opt_outs", "Opt-outs, by who said so: the person or the provider", "by")
        self._refused = self._counter("bot_refused", "Requests and texts refused", "route", "reason")
        self._receipts = self._counter(
            "bot_receipts", "Status reports, and whether they were ours", "provider", "known"
        )
        self._retries = self._counter("bot_retries", "Texts handed to a provider once more", "provider")
        self._late = self._counter("bot_late_sends", "Reminders that left more than a minute late", "provider")
        self._answer = self._histogram(
            "bot_answer_seconds", "From a verified text to its committed answer", ANSWER_BUCKETS, "provider"
        )
        self._understanding = self._histogram(
            "bot_understanding_seconds", "Reading a text and deciding what it changes", SHORT_BUCKETS
        )
        self._database = self._histogram(
            "bot_database_seconds", "One unit of work on the database", SHORT_BUCKETS, "unit"
        )
        self._calls = self._histogram(
            "bot_provider_call_seconds", "Calls to a provider", CALL_BUCKETS, "provider", "call", "outcome"
        )
        self._lag = self._histogram(
            "bot_hand_over_lag_seconds", "From when a text could lie with the provider to when it does", LAG_BUCKETS,
            "provider",
        )  # fmt: skip
        self._lateness = self._histogram(
            "bot_send_lateness_seconds", "How long after its time a reminder left that the bot itself sent",
            LAG_BUCKETS, "provider",
        )  # fmt: skip
        self._requests = self._histogram(
            "bot_request_seconds", "Requests to the bot", ANSWER_BUCKETS, "route", "status"
        )
        self._reminders = self._gauge("bot_reminders", "Reminders in the database", "state")
        self._people = self._gauge("bot_people", "People in the database")
        self._due = self._gauge("bot_texts_due", "Texts that the courier should be attending to now", "provider")
        self._overdue = self._gauge("bot_oldest_due_seconds", "How long the longest of them has been due", "provider")

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)

    def _histogram(self, name: str, meaning: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, meaning, labels, buckets=buckets, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(name, meaning, labels, registry=self.registry)

    def text_answered(self, provider: str, intent: str, *, redelivered: bool, seconds: float) -> None:
        """A text got its answer, ``seconds`` after it was verified."""
        self._answer.labels(provider).observe(seconds)
        if redelivered:
            self._redelivered.labels(provider).inc()
            return
        self._texts.labels(provider, intent, _UNDERSTOOD.get(intent, "yes")).inc()
        if intent == "stop":
            self._opt_outs.labels("person").inc()

    @contextmanager
    def understanding(self) -> Iterator[None]:
        """Times the block as the reading of a text."""
        with self._understanding.time():
            yield

    def database_used(self, unit: str, seconds: float) -> None:
        self._database.labels(unit).observe(seconds)

    def request_answered(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).observe(seconds)

    def refused(self, route: str, reason: str) -> None:
        self._refused.labels(route, reason).inc()

    def text_refused(self, reason: str) -> None:
        """A text that was let through by its webhook and refused for what its sender does."""
        self._refused.labels("texts", reason).inc()

    def receipt(self, provider: str, *, known: bool) -> None:
        self._receipts.labels(provider, str(known).lower()).inc()

    def provider_called(self, provider: str, call: str, outcome: str, seconds: float) -> None:
        self._calls.labels(provider, call, outcome).observe(seconds)
        if outcome == "opted out":
            self._opt_outs.labels("provider").inc()

    def tried_again(self, provider: str) -> None:
        self._retries.labels(provider).inc()

    def handed_over(self, provider: str, lag_seconds: float) -> None:
        """A text lies with the provider, ``lag_seconds`` after it could have."""
        self._lag.labels(provider).observe(max(0.0, lag_seconds))

    def reminder_sent(self, provider: str, late_seconds: float) -> None:
        """The bot sent a reminder itself, ``late_seconds`` after its time."""
        self._lateness.labels(provider).observe(max(0.0, late_seconds))
        if late_seconds > LATE_SECONDS:
            self._late.labels(provider).inc()

    def database_measured(
        self, *, people: int, reminders: Mapping[str, int], due: Mapping[str, int], overdue_seconds: Mapping[str, float]
    ) -> None:
        """What the database holds now: reminders by state; texts that are due, and for how long, by provider."""
        self._people.set(people)
        for gauge, values in ((self._reminders, reminders), (self._due, due), (self._overdue, overdue_seconds)):
            gauge.clear()
            for label, value in values.items():
                gauge.labels(label).set(value)

    def exposition(self) -> bytes:
        """All figures in the text format."""
        return generate_latest(self.registry)
