"""One person and the real bot on a manual clock: inbound service, worker and SQLite, with a provider in memory."""

import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from bot.conversation.context import PersonLimits
from bot.delivery.worker import Worker
from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.changes import Changes, PersonContext
from bot.domain.errors import OptedOutError
from bot.domain.model import (
    InboundText,
    OptOut,
    OutboundMessage,
    OutboundState,
    Person,
    ProviderName,
    ZoneSource,
)
from bot.domain.phone_numbers import guess_timezone
from bot.domain.receipts import Receipt
from bot.domain.spending import Budgets
from bot.domain.window import OWN_TIMER
from bot.inbound.decision import BotPolicy
from bot.inbound.duplicates import DUPLICATE_WITHIN
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.providers.protocol import Accepted
from bot.runtime.metrics import Metrics
from bot.runtime.settings import Settings
from bot.storage.sqlite.store import SqliteStore
from tests.builders import BOT_NUMBER, RENDERER, SENDER, make_person
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock

PHONES = (ProviderName.SMSGATE, ProviderName.HTTPSMS)
MAX_STEPS = 5_000
SOON = timedelta(seconds=5)  # messages with the same words are handed over one second apart


@dataclass
class Carrier(ScriptedProvider):
    """A provider that refuses to text people who have opted out with it."""

    opted_out: set[str] = field(default_factory=set)

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        self._refuse(text)
        return await super().schedule(text, send_at)

    async def send(self, text: OutboundMessage) -> Accepted:
        self._refuse(text)
        return await super().send(text)

    def _refuse(self, text: OutboundMessage) -> None:
        if text.to_number in self.opted_out:
            raise OptedOutError("21610")

    def next_due(self) -> datetime | None:
        """When the next scheduled message leaves."""
        times = [one.send_at for one in self.held.values() if one.state is OutboundState.SCHEDULED and one.send_at]
        return min(times, default=None)


class Conversation:
    """What a person texts, and what their phone shows. Made by ``start_conversation``."""

    def __init__(
        self,
        *,
        clock: SetClock,
        carrier: Carrier,
        store: SqliteStore,
        number: str,
        timezone: str,
        budgets: Budgets = Budgets(),  # noqa: B008 - frozen
        reminds_others: bool = False,
    ) -> None:
        self.clock = clock
        self.carrier = carrier
        self.number = number
        self.store = store
        self._shown: list[tuple[str, str]] = []  # to which number, and what
        self._texts = itertools.count(1)
        self._last_body, self._same_texts = "", 0
        ids = random.Random(7)  # noqa: S311 - ids that are the same in every run

        def new_id() -> UUID:
            return UUID(int=ids.getrandbits(128), version=4)

        self.worker = Worker(
            store.delivery, {carrier.name: carrier}, clock, RENDERER, new_id=new_id, jitter=lambda: 0.5
        )
        traits = ProviderTraits(
            window=carrier.window,
            answers_in_webhook=carrier.answers_in_webhook,
            carrier_answers_keywords=carrier.carrier_answers_keywords,
            is_personal_phone=carrier.is_personal_phone,
        )
        self.inbound_service = InboundService(
            store=store.conversations,
            clock=clock,
            policy=BotPolicy(
                providers={carrier.name: traits},
                default_timezone=timezone,
                budgets=budgets,
                limits=PersonLimits(
                    segments_per_day=budgets.per_person,
                    remind_others=reminds_others,
                    own_numbers=frozenset([BOT_NUMBER]),
                    countries=frozenset(["US"]) if reminds_others else frozenset(),
                ),
            ),
            metrics=Metrics(),
            wake=lambda: None,
            expedite=self.worker.expedite,
            new_id=new_id,
        )

    async def text(self, body: str, *, by_the_carrier: bool = False, number: str = "") -> list[str]:
        """Text ``body``; what the phone shows then: the reply, and everything due at that moment.

        ``number`` is that of somebody else's phone, see ``shown_elsewhere``.

        Somebody who texts the same again takes longer than the carrier that repeats a text (``by_the_carrier``).
        """
        number = number or self.number
        if not by_the_carrier:
            self._same_texts = self._same_texts + 1 if body == self._last_body else 0
        self._last_body = body
        typing = self._same_texts * 2 * DUPLICATE_WITHIN
        opt_out = carrier_keyword(body) if self.carrier.carrier_answers_keywords else None
        if opt_out is OptOut.STOP:
            self.carrier.opted_out.add(number)
        elif opt_out is OptOut.START:
            self.carrier.opted_out.discard(number)
        inbound = InboundText(
            provider=self.carrier.name,
            message_id=f"MO{next(self._texts)}",
            from_number=number,
            to_number=BOT_NUMBER,
            body=body,
            received_at=self.clock.now() + typing,
            # Twilio reports it only with Advanced Opt-Out
            opt_out=None if self.carrier.name is ProviderName.TWILIO else opt_out,
        )
        answer = await self.inbound_service.receive(inbound)
        await self.inbound_service.finish()
        if self.carrier.answers_in_webhook and answer.reply is not None and number not in self.carrier.opted_out:
            self._shown.append((number, answer.reply))
        await self._pass_until(self.clock.now())
        await self._finish()
        return self._look()

    async def wind(self, until: datetime) -> list[str]:
        """Advance the clock to ``until``; what arrived meanwhile."""
        await self._pass_until(until)
        await self._finish()
        return self._look()

    async def person(self) -> Person:
        person = await self.store.people.find(self.carrier.name, self.number)
        assert person is not None
        return person

    def scheduled(self) -> list[tuple[datetime, str]]:
        """The messages scheduled at the provider: send time (UTC) and body, earliest first."""
        return sorted((send_at, body) for body, send_at in self.carrier.scheduled() if send_at is not None)

    def _look(self) -> list[str]:
        shown = [body for number, body in self._shown if number == self.number]
        self._shown = [one for one in self._shown if one[0] != self.number]
        return shown

    def shown_elsewhere(self) -> list[tuple[str, str]]:
        """What other phones have shown since the last call: the number and the text."""
        shown, self._shown = self._shown, []
        return shown

    async def _finish(self) -> None:
        """Let the worker finish; the clock advances only by the seconds that it waits for."""
        until = self.clock.now() + SOON
        while (next_at := await self.worker.step()) is not None and next_at <= until:
            await self._pass_until(next_at)

    async def _pass_until(self, until: datetime) -> None:
        for _ in range(MAX_STEPS):
            worker_at = await self.worker.step()
            if await self._deliver():
                continue
            times = [moment for moment in (worker_at, self.carrier.next_due()) if moment is not None]
            next_at = min(times, default=until)
            if next_at >= until:
                if self.clock.now() >= until:
                    return
                next_at = until
            self.clock.set(max(next_at, self.clock.now()))
        raise AssertionError("the worker keeps finding work")

    async def _deliver(self) -> int:
        now = self.clock.now()
        delivered = 0
        for held in list(self.carrier.held.values()):
            is_due = held.state is OutboundState.SCHEDULED and held.send_at is not None and held.send_at <= now
            if not (is_due or held.state is OutboundState.SENT):
                continue
            delivered += 1
            held.state = OutboundState.DELIVERED
            self._shown.append((held.text.to_number, held.text.body))
            for state in (OutboundState.SENT, OutboundState.DELIVERED):
                receipt = Receipt(provider=self.carrier.name, provider_message_id=held.provider_message_id, state=state)
                await self.worker.apply_receipt(receipt)
        return delivered


@asynccontextmanager
async def start_conversation(
    path: Path,
    *,
    now: datetime,
    provider: ProviderName = ProviderName.TWILIO,
    number: str = SENDER,
    timezone: str | None = None,
    is_newcomer: bool = False,
    budgets: Budgets = Budgets(),  # noqa: B008 - frozen
    reminds_others: bool = False,
) -> AsyncIterator[Conversation]:
    """A conversation that starts at ``now`` (aware), with a database at ``path`` and the default provider window.

    The person's zone is ``timezone``, else the one of their number. They have met the bot unless ``is_newcomer``.
    """
    settings = Settings()
    windows = {
        ProviderName.TWILIO: settings.twilio.window,
        ProviderName.TELNYX: settings.telnyx.window,
        ProviderName.SIMULATOR: settings.simulator.window,
        **dict.fromkeys(PHONES, OWN_TIMER),
    }
    carrier = Carrier(
        name=provider,
        window=windows[provider],
        answers_in_webhook=provider in (ProviderName.TWILIO, ProviderName.SIMULATOR),
        supports_idempotency_keys=provider in (ProviderName.TELNYX, ProviderName.SIMULATOR),
        carrier_answers_keywords=provider not in PHONES,
        is_personal_phone=provider in PHONES,
    )
    clock = SetClock(now)
    store = SqliteStore(path, budgets=budgets)
    await store.open(now)
    timezone = timezone or guess_timezone(number, "UTC") or "UTC"
    try:
        conversation = Conversation(
            clock=clock,
            carrier=carrier,
            store=store,
            number=number,
            timezone=timezone,
            budgets=budgets,
            reminds_others=reminds_others,
        )
        if not is_newcomer:
            await _meet(conversation, timezone)
        yield conversation
    finally:
        await store.close()


async def _meet(conversation: Conversation, timezone: str) -> None:
    """Make the person known to the bot."""
    now = conversation.clock.now()
    person = make_person(
        id=0,
        provider=conversation.carrier.name,
        number=conversation.number,
        timezone=timezone,
        zone_source=ZoneSource.SAID,
        created_at=now - timedelta(days=30),
    )
    hello = InboundText(
        provider=conversation.carrier.name,
        message_id="MO0",
        from_number=conversation.number,
        to_number=BOT_NUMBER,
        body="hello",
        received_at=now - timedelta(days=30),
    )

    def keep(person_context: PersonContext) -> Changes:
        return Changes(person=replace(person_context.person, introduced=True), reply=None, intent="thanks")

    await conversation.store.conversations.answer(hello, lambda: person, keep)
