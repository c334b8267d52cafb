"""What the bot counts for its operator, in Prometheus' terms. One registry a bot, no globals."""

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._texts = Counter(
            "bot_texts", "Texts from people, by provider and intent", ["provider", "intent"], registry=self.registry
        )
        self._refused = Counter(
            "bot_refused", "Requests refused, by route and reason", ["route", "reason"], registry=self.registry
        )
        self._receipts = Counter(
            "bot_receipts", "Status reports, by provider and whether they were ours", ["provider", "known"],
            registry=self.registry,
        )  # fmt: skip

    def text_answered(self, provider: str, intent: str) -> None:
        self._texts.labels(provider, intent).inc()

    def refused(self, route: str, reason: str) -> None:
        self._refused.labels(route, reason).inc()

    def text_refused(self, reason: str) -> None:
        """A text that was let through by its webhook and refused for what its sender does."""
        self._refused.labels("texts", reason).inc()

    def receipt(self, provider: str, *, known: bool) -> None:
        self._receipts.labels(provider, str(known).lower()).inc()

    def exposition(self) -> bytes:
        """All figures in the text format."""
        return generate_latest(self.registry)
