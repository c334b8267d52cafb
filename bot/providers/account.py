"""The operator's side of a provider: is the account set up for this bot, and where do its webhooks point?"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.model import ProviderName

TITLES = {
    ProviderName.TWILIO: "Twilio",
    ProviderName.TELNYX: "Telnyx",
    ProviderName.SMSGATE: "SMS Gateway",
    ProviderName.HTTPSMS: "httpSMS",
}


class Verdict(StrEnum):
    OK = "ok"
    NOTE = "note"  # works, but is worth knowing
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check: what was found, and how to fix it ("" if there is nothing to fix)."""

    verdict: Verdict
    summary: str
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A setting at the provider that holds the URL to which it forwards inbound texts.

    ``location`` names the setting for the operator, ``key`` is the provider's id of it. ``url`` is its current value,
    None if it is empty; ``expected_url`` is what it should be. ``problem`` is what else is wrong with it (HTTP method,
    API version), "" if nothing is.
    """

    location: str
    key: str
    url: str | None
    expected_url: str
    problem: str = ""

    @property
    def is_correct(self) -> bool:
        """Whether texts reach this bot and the setting is exactly as it should be."""
        return self.url == self.expected_url and not self.problem

    @property
    def reaches_bot(self) -> bool:
        """Whether texts reach this bot. The fragment after ``#`` does not count: it only configures retries."""
        return (self.url or "").partition("#")[0] == self.expected_url.partition("#")[0] and not self.problem


class Account(Protocol):
    """The account at one provider. Every call raises only ``bot.domain.errors.ProviderError`` and its subclasses."""

    @property
    def name(self) -> ProviderName: ...

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    def findings(self) -> AsyncIterator[Finding]:
        """Check the account and yield the findings one by one. Stops early if the remaining checks are impossible."""
        ...

    async def webhooks(self) -> tuple[Webhook, ...]:
        """The settings that decide where texts to this bot's numbers are forwarded."""
        ...

    async def set_webhook(self, webhook: Webhook) -> None:
        """Set ``webhook`` to its ``expected_url``."""
        ...


def ok(summary: str) -> Finding:
    return Finding(verdict=Verdict.OK, summary=summary)


def note(summary: str, fix: str = "") -> Finding:
    return Finding(verdict=Verdict.NOTE, summary=summary, fix=fix)


def wrong(summary: str, fix: str) -> Finding:
    return Finding(verdict=Verdict.WRONG, summary=summary, fix=fix)


def offline_finding(subject: str) -> Finding:
    """The finding when this machine cannot resolve names, so that ``subject`` was not checked. Not a setup error."""
    return note(f"there is no network here: {subject} not checked", "Run this again on the machine that runs the bot.")


def webhook_finding(webhook: Webhook) -> Finding:
    """The finding about whether ``webhook`` sends texts to this bot."""
    if webhook.is_correct:
        return ok(f"{webhook.location} sends texts to {webhook.expected_url}")
    if webhook.reaches_bot:
        return note(
            f"{webhook.location} sends texts here, but does not retry while the bot restarts",
            "Run `python -m bot connect` to turn retries on.",
        )
    fix = f"Run `python -m bot connect`, or enter {webhook.expected_url} there yourself."
    if webhook.url is None:
        return wrong(f"{webhook.location} sends texts nowhere: no webhook is set", fix)
    if webhook.problem:
        return wrong(f"{webhook.location}: {webhook.problem}", fix)
    return wrong(f"{webhook.location} sends texts to {webhook.url}, which is not this bot", fix)
