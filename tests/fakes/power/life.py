"""One life of a bot on a recorded disk: people text it, and it does its other work, until the power fails.

One seed gives one history: everything happens one after the other, and times and ids are not the machine's.
"""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from bot.delivery.executor import Executor
from bot.delivery.planning import forgotten
from bot.delivery.worker import Worker
from bot.domain.fair_share import ClaimRoom
from bot.domain.model import InboundText, OutboundMessage, ProviderName
from bot.domain.rate_limit import Rate
from bot.domain.receipts import Receipt
from bot.inbound.admission import AdmissionLimits
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.providers.protocol import Accepted
from bot.runtime.metrics import Metrics
from bot.storage.maintenance_protocol import RetentionCutoffs
from bot.storage.sqlite import write_ahead_log
from bot.storage.sqlite.backup import back_up
from bot.storage.sqlite.store import SqliteStore
from tests.builders import BOT_NUMBER, NOW, RENDERER, WINDOW, no_hurry
from tests.fakes.power.connection import ApswConnection
from tests.fakes.power.vfs import RecordedDisk
from tests.fakes.set_clock import SetClock

DATABASE = "reminders.db"
POLICY = BotPolicy(
    providers={
        ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True),
        ProviderName.TELNYX: ProviderTraits(window=WINDOW, answers_in_webhook=False),
    },
    default_timezone="UTC",
    admission=AdmissionLimits(per_sender=Rate(count=100_000), same_texts=100_000),
)
PEOPLE = (
    (ProviderName.TWILIO, "+13125550123"),
    (ProviderName.TWILIO, "+447700900123"),
    (ProviderName.TELNYX, "+13125550124"),
    (ProviderName.TELNYX, "+353850000123"),
)
CREATIONS = (
    "remind me in {hours} hours to water plant {number}",
    "remind me tomorrow at 5pm to call Ann about {number}",
    "remind me every day at 9am to take pill {number}",
    "remind me every 2 hours to stretch for {number}",
    "remind me monday at 8 to pack box {number} and friday at 6pm to return book {number}",
)
CHANGES = (
    "delete {low}",
    "move {low} to friday",
    "push {low} by an hour",
    "pause {low}",
    "resume {low}",
    "change {low} to feed cat {number}",
    "undo",
    "snooze 20m",
    "list",
    "I'm in Tokyo",
    "stop",
    "start",
    "forget me",
    "forget me",
    "delete all",
    "banana {number}",
)
# Small, so that a short life has several checkpoints of both kinds.
CHECKPOINT_FROM_BYTES, TRUNCATE_FROM_BYTES = 60_000, 400_000
KEPT = timedelta(hours=12)

Row = tuple[object, ...]
State = frozenset[Row]  # everything in a database: its schema and its rows


def contents(connection: sqlite3.Connection | ApswConnection) -> State:
    """Everything in a database, except its secrets and what is hashed with them: a database that is made again, or
    migrated again, has others.
    """
    schema = connection.execute("SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    rows: set[Row] = {("schema", *row) for row in schema}
    for name, kind, _ in schema:
        if kind == "table":
            columns = {"bot_secrets": "name", "suppressions": "opted_out_at"}.get(name, "*")
            query = f"SELECT {columns} FROM {name}"  # noqa: S608 - our tables
            rows.update((name, *row) for row in connection.execute(query))
    return frozenset(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedText:
    """A text and its answer. ``began`` and ``ended`` count operations of the disk, ``state_before`` and ``state`` are
    how many commits there were by then.
    """

    number: int
    inbound: InboundText
    reply: str | None
    began: int
    ended: int
    state_before: int
    state: int


@dataclass
class ObligingProvider:
    """Accepts everything. It keeps nothing, so that it cannot know what a power cut made the bot forget."""

    name: ProviderName
    window = WINDOW
    answers_in_webhook: bool
    supports_idempotency_keys = True
    carrier_answers_keywords = True
    is_personal_phone = False

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        return await self.send(message)

    async def send(self, message: OutboundMessage) -> Accepted:
        return Accepted(provider_message_id=f"PM{message.id}")

    async def cancel(self, provider_message_id: str) -> None: ...

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        raise AssertionError("a provider with idempotency keys is not searched")

    async def fetch(self, provider_message_id: str) -> Receipt:
        return Receipt(provider=self.name, provider_message_id=provider_message_id, state=None)


PROVIDERS = {name: ObligingProvider(name, traits.answers_in_webhook) for name, traits in POLICY.providers.items()}


class Ids:
    """Ids that are the same whenever the same text is answered."""

    def __init__(self) -> None:
        self._next = 0

    def begin(self, number: int) -> None:
        self._next = number << 32

    def __call__(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)


class Phones:
    """People's texts on their way into a store."""

    def __init__(self, store: SqliteStore) -> None:
        self.clock, self.ids = SetClock(), Ids()
        self.service = InboundService(
            store=store.conversations,
            clock=self.clock,
            policy=POLICY,
            metrics=Metrics(),
            wake=lambda: None,
            expedite=no_hurry,
            new_id=self.ids,
        )

    async def deliver(self, number: int, inbound: InboundText) -> str | None:
        """Deliver a text, for the first time or again; its answer."""
        self.clock.set(inbound.received_at)
        self.ids.begin(number)
        answer = await self.service.receive(inbound)
        await self.service.finish()
        return answer.reply


@dataclass
class Life:
    """``states`` are the contents of the database after each commit, the first one those before any.

    ``commits`` are how many operations of the disk had been done by the end of each commit. ``texts`` are numbered from
    ``first_text`` on.
    """

    disk: RecordedDisk
    chance: random.Random
    first_text: int
    states: list[State] = field(default_factory=lambda: [frozenset()])
    commits: list[int] = field(default_factory=list)
    texts: list[ReceivedText] = field(default_factory=list)
    backups: dict[str, tuple[int, int]] = field(default_factory=dict)  # operations and commits by the end of each
    spans: dict[str, list[range]] = field(default_factory=dict)  # the operations of each kind of action

    def __post_init__(self) -> None:
        self.disk.on_commit = self._committed
        self.started_at = self.now = NOW + timedelta(hours=2 * self.first_text)
        self._number = self.first_text
        self._rows: dict[Row, Row] = {}  # states share the rows they have in common

    def _committed(self, connection: ApswConnection) -> None:
        self.commits.append(len(self.disk.log.operations))
        self.states.append(frozenset(self._rows.setdefault(row, row) for row in contents(connection)))

    @property
    def path(self) -> Path:
        return self.disk.folder / DATABASE

    async def live(self, actions: int) -> None:
        """Start the bot, do this many things, and stop it."""
        with ExitStack() as stack:
            stack.enter_context(self.disk.mounted())
            for name, size in (
                ("CHECKPOINT_FROM_BYTES", CHECKPOINT_FROM_BYTES),
                ("TRUNCATE_FROM_BYTES", TRUNCATE_FROM_BYTES),
            ):
                stack.enter_context(patch.object(write_ahead_log, name, size))
            await self._do(Life.start)
            for _ in range(actions):
                self.now += timedelta(minutes=self.chance.randint(1, 90))
                (action,) = self.chance.choices(list(_ACTIONS), list(_ACTIONS.values()))
                await self._do(action)
            await self._do(Life.stop)

    async def _do(self, action: "Action") -> None:
        began = len(self.disk.log.operations)
        await action(self)
        self.spans.setdefault(action.__name__, []).append(range(began, len(self.disk.log.operations)))

    async def start(self) -> None:
        self.store = SqliteStore(self.path)
        await self.store.open(self.now)
        self.phones = Phones(self.store)

    async def text(self) -> None:
        provider, number = self.chance.choice(PEOPLE)
        template = self.chance.choice(CREATIONS if self.chance.random() < 0.5 else CHANGES)
        self._number += 1
        inbound = InboundText(
            provider=provider,
            message_id=f"IN{self._number}",
            from_number=number,
            to_number=BOT_NUMBER,
            body=template.format(hours=self.chance.randint(1, 40), low=self.chance.randint(1, 4), number=self._number),
            received_at=self.now,
        )
        began, state_before, text_number = len(self.disk.log.operations), len(self.commits), self._number
        reply = await self.phones.deliver(text_number, inbound)
        self.texts.append(
            ReceivedText(
                number=text_number,
                inbound=inbound,
                reply=reply,
                began=began,
                ended=len(self.disk.log.operations),
                state_before=state_before,
                state=len(self.commits),
            )
        )

    async def deliver_due(self) -> None:
        """What the worker does, one message after the other."""
        self.phones.clock.set(self.now)
        self.phones.ids.begin((self._number << 8) + len(self.commits))
        worker = Worker(
            self.store.delivery, PROVIDERS, self.phones.clock, RENDERER, new_id=self.phones.ids, jitter=lambda: 0.5
        )
        await worker.recover()
        executor = Executor(self.store.delivery, PROVIDERS, self.phones.clock, RENDERER, jitter=lambda: 0.5)
        for name in PROVIDERS:
            claimed = await executor.claim(name, ClaimRoom(calls=4, cancels=4), lambda _: False)
            for message in claimed.messages:
                if executor.needs_call(message):
                    await executor.execute(message)

    async def maintain(self) -> None:
        """Checkpoint, with a text that arrives while it writes to the database file."""
        if self.chance.random() < 0.5:
            loop = asyncio.get_running_loop()
            self.disk.before_database_write = lambda: asyncio.run_coroutine_threadsafe(self.text(), loop).result(30)
        await self.store.maintenance.maintain()
        self.disk.before_database_write = None

    async def prune(self) -> None:
        until = self.now - KEPT
        await self.store.maintenance.prune(
            RetentionCutoffs(inbound=until, outbound=until, reminders=until, spending=until), 20
        )
        await self.store.maintenance.erase_forgotten(self.now)

    async def forget(self) -> None:
        """What the operator's command ``forget`` does, beside the bot."""
        beside = SqliteStore(self.path)
        await beside.open_beside()
        for person in await beside.people.with_number(self.chance.choice(PEOPLE)[1]):
            await beside.people.revise_person(person.id, partial(forgotten, now=self.now))
        await beside.people.erase_forgotten(self.now)
        await beside.close()

    async def back_up(self) -> None:
        name = f"backup-{len(self.disk.log.operations)}.db"
        await asyncio.to_thread(back_up, self.path, self.disk.folder / name)
        self.backups[name] = (len(self.disk.log.operations), len(self.commits))

    async def stop(self) -> None:
        """Close the database, which moves the whole log into it."""
        await self.store.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()


Action = Callable[[Life], Awaitable[None]]
_ACTIONS: dict[Action, int] = {
    Life.text: 70,
    Life.deliver_due: 10,
    Life.maintain: 10,
    Life.prune: 3,
    Life.forget: 2,
    Life.back_up: 2,
    Life.restart: 3,
}
