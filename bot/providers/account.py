"""The operator's side of a provider: is the account set up for this bot, and where do its webhooks point?"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.model import ProviderName


class Verdict(StrEnum):
    OK = "ok"
    NOTE = "note"  # works, but is worth knowing
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: what was found, and what to do about it where it is not as it should be."""

    verdict: Verdict
    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A place at the provider that says where texts are sent on to.

    ``where`` is for people, ``key`` is the provider's own id of the place. ``url`` is what stands there, None where
    nothing does; ``wanted`` is what should. ``flaw`` is what is wrong besides the address (a method, a version).
    """

    where: str
    key: str
    url: str | None
    wanted: str
    flaw: str = ""

    @property
    def is_right(self) -> bool:
        """Whether texts reach this bot, and as they should."""
        return self.url == self.wanted and not self.flaw

    @property
    def reaches_bot(self) -> bool:
        """Whether texts reach this bot at all: what follows the ``#`` is about trying again."""
        return (self.url or "").partition("#")[0] == self.wanted.partition("#")[0] and not self.flaw


class Account(Protocol):
    """The account at one provider. Every call raises only ``bot.domain.errors.ProviderError`` kinds."""

    @property
    def name(self) -> ProviderName: ...

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    def findings(self) -> AsyncIterator[Finding]:
        """What is right and wrong with the account, one by one; ends early where the rest cannot be looked at."""
        ...

    async def webhooks(self) -> tuple[Webhook, ...]:
        """Where texts to this bot's numbers are sent on to now."""
        ...

    async def point(self, webhook: Webhook) -> None:
        """Send texts on to ``webhook.wanted`` from now on."""
        ...


def ok(said: str) -> Finding:
    return Finding(verdict=Verdict.OK, said=said)


def note(said: str, mend: str = "") -> Finding:
    return Finding(verdict=Verdict.NOTE, said=said, mend=mend)


def wrong(said: str, mend: str) -> Finding:
    return Finding(verdict=Verdict.WRONG, said=said, mend=mend)


def without_network(what: str) -> Finding:
    """No name can be looked up from here, so that ``what`` could not be looked at: not a fault of the set-up."""
    return note(f"there is no network here: {what} not looked at", "Run this again where the bot is to run.")


def webhook_finding(webhook: Webhook) -> Finding:
    """Whether texts reach this bot, said in words."""
    if webhook.is_right:
        return ok(f"{webhook.where} sends texts to {webhook.wanted}")
    if webhook.reaches_bot:
        return note(
            f"{webhook.where} sends texts here, but does not try again when the bot is just restarting",
            "Run `python -m bot connect` to add that.",
        )
    mend = f"Run `python -m bot connect`, or enter {webhook.wanted} there yourself."
    if webhook.url is None:
        return wrong(f"{webhook.where} sends texts nowhere: no webhook is set", mend)
    if webhook.flaw:
        return wrong(f"{webhook.where}: {webhook.flaw}", mend)
    return wrong(f"{webhook.where} sends texts to {webhook.url}, which is not this bot", mend)
