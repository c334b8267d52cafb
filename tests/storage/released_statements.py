"""The statements that a release runs on PostgreSQL, recorded, so that a later release can be tried beside it.

``python -m tests.storage.released_statements`` records this release: do that when it is made, and not before the next.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import UUID

import asyncpg

from bot.conversation.context import PersonLimits
from bot.delivery.worker import Worker
from bot.domain.changes import Changes, PersonContext
from bot.domain.model import OptOut, OutboundKind, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.database import Unit, Work
from bot.storage.maintenance_protocol import RetentionCutoffs
from bot.storage.postgres import database as backend
from bot.storage.postgres.connection import Statements
from bot.storage.postgres.parameters import numbered
from bot.storage.postgres.store import PostgresStore
from bot.storage.protocol import IdempotentRequest, MessagePage
from bot.storage.recipient import Decision, Recipient
from bot.storage.rows import Row
from bot.storage.session import Session
from bot.storage.statements import stats
from tests.builders import NOW, RENDERER, SENDER, WINDOW, make_inbound, make_person, make_text, numbered_ids
from tests.fakes.postgres import fresh_database
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock

T = TypeVar("T")

# The migrations of the last release, and what it runs on the schema that they make.
MIGRATIONS = Path(__file__).parent / "released" / "postgres"
STATEMENTS = Path(__file__).parent / "released" / "postgres_statements.json"

DAY = timedelta(days=1)
TEXTS = (
    "remind me in 2 hours to call mum",
    "every day at 9am take the pills",
    "remind me at 8pm to lock up and tomorrow at noon to eat",
    "list",
    "snooze 1 an hour",
    "delete 2",
    "undo",
    "pause 1",
    "resume 1",
    "I'm in Tokyo",
    "why",
    "STOP",
    "start",
    "nonsense",
)

Call = tuple[int, list[Any]]  # the number of the statement, and its parameters


_unit: ContextVar[list[Call]] = ContextVar("unit")


class Recorder:
    """``units`` has the calls of each unit of work; the numbers are those of ``statements``."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.units: list[list[Call]] = []

    def note(self, sql: str, values: Mapping[str, object]) -> None:
        statement = numbered(sql)
        if statement.sql not in self.statements:
            self.statements.append(statement.sql)
        _unit.get().append((self.statements.index(statement.sql), statement.arguments(values)))


class _RecordingStatements(Statements):
    recorder: Recorder

    async def fetch(self, sql: str, values: Mapping[str, object]) -> Sequence[Row]:
        self.recorder.note(sql, values)
        return await super().fetch(sql, values)

    async def execute(self, sql: str, values: Mapping[str, object]) -> int:
        self.recorder.note(sql, values)
        return await super().execute(sql, values)

    async def execute_many(self, sql: str, values: Iterable[Mapping[str, object]]) -> None:
        rows = list(values)
        for row in rows:
            self.recorder.note(sql, row)
        await super().execute_many(sql, rows)


@asynccontextmanager
async def recording() -> AsyncIterator[Recorder]:
    """Record what every store on PostgreSQL runs within the block."""
    recorder = _RecordingStatements.recorder = Recorder()
    attempt = backend.PostgresDatabase._attempt

    async def noted(self: Any, work: Work[T], *, is_read_only: bool) -> T:
        recorder.units.append([])
        _unit.set(recorder.units[-1])  # the calls to a provider run side by side, each in a task
        return await attempt(self, work, is_read_only=is_read_only)

    with (
        patch.object(backend, "Statements", _RecordingStatements),
        patch.object(backend.PostgresDatabase, "_attempt", noted),
    ):
        yield recorder


class Day:
    """Some of everything that a bot does."""

    def __init__(self, store: PostgresStore, clock: SetClock) -> None:
        self.store = store
        self.clock = clock
        self.provider = ScriptedProvider()
        self.new_id = numbered_ids()
        providers = {self.provider.name: self.provider}
        self.worker = Worker(
            store.delivery, providers, self.clock, RENDERER, new_id=self.new_id, jitter=lambda: 0.5, owner="bot"
        )
        traits = {name: ProviderTraits(window=WINDOW, answers_in_webhook=True) for name in providers}
        self.inbound = InboundService(
            store=store.conversations,
            clock=self.clock,
            policy=BotPolicy(providers=traits, default_timezone="UTC", limits=PersonLimits(remind_others=True)),
            metrics=Metrics(),
            wake=lambda: None,
            expedite=self.worker.expedite,
            new_id=self.new_id,
        )

    async def live(self) -> None:
        await self.worker.recover()
        for number, text in enumerate(TEXTS):
            await self.text(text, f"SM{number}")
        await self.text("list", "SM3")  # delivered twice
        await self._deliver()
        await self._break_rows()
        await self._serve_programs()
        await self._serve_operator()
        await self._link()
        await self._remind_somebody_else()
        await self.text("forget me", "SM90")
        await self.text("forget me", "SM91")
        await self._maintain()

    async def text(self, words: str, message_id: str, number: str = SENDER, **changes: Any) -> str:
        self.clock.set(self.clock.now() + timedelta(seconds=30))
        changes = {"from_number": number} | changes
        inbound = make_inbound(words, message_id, received_at=self.clock.now(), **changes)
        answer = await self.inbound.receive(inbound)
        await self.worker.step()
        return answer.reply or ""

    async def _link(self) -> None:
        """Link an address on WhatsApp that has an id besides, and give it up again, from either side."""
        there: dict[str, Any] = {"from_number": f"whatsapp:{SENDER}", "external_id": "whatsapp:US.1349"}
        for side, changes in (("LN", there), ("LO", {})):
            reply = await self.text("link", f"{side}1")
            code = re.search(r"link (\S+)", reply)
            assert code is not None, reply
            await self.text(f"link {code[1]}", f"{side}2", **there)
            await self.text("list", f"{side}3", **there)
            await self.text("unlink", f"{side}4", **changes)

    async def _deliver(self) -> None:
        self.provider.faults.extend([OSError("a fault of the bot's own"), None])
        self.clock.set(self.clock.now() + DAY)
        await self.worker.step()
        for held in list(self.provider.held.values()):
            for state in (OutboundState.SENT, OutboundState.UNDELIVERED):
                await self.worker.apply_receipt(
                    Receipt(provider=self.provider.name, provider_message_id=held.provider_message_id, state=state)
                )
        await self.worker.apply_receipt(
            Receipt(
                provider=self.provider.name,
                provider_message_id="PM999",
                state=OutboundState.SENT,
                outbound_id=self.new_id(),
            )
        )
        await self.store.delivery.provider_message_ids(1)
        await self.store.delivery.identical_in_flight(make_text(id=self.new_id(), handed_over_at=NOW))
        self.clock.set(self.clock.now() + DAY)
        await self.worker.step()

    async def _break_rows(self) -> None:
        """Of two reminders, one has a rule that cannot be read, and the other's next check is missing."""
        await self.text("every day at 7am water the plants", "SM70")
        await self.text("every day at 6am feed the cat", "SM71")

        async def work(session: Session) -> None:
            open_ids = [row["id"] for row in await session.rows("SELECT id FROM reminders WHERE state = 'open'")]
            now = self.clock.now()
            await session.execute(
                "UPDATE reminders SET rrule = 'x', next_check_at = :now WHERE id = :id", id=open_ids[0], now=now
            )
            await session.execute("UPDATE reminders SET next_check_at = NULL WHERE id = :id", id=open_ids[1])
            await session.value(stats.COUNT_OPEN_REMINDERS)

        await self.store.database.run(Unit.ANSWER, work)
        await self.text("list", "SM72")
        await self.store.conversations.latest_message_id(ProviderName.TWILIO, SENDER)

    async def _serve_programs(self) -> None:
        messages, now = self.store.messages, self.clock.now()

        async def add(number: str, key: str) -> UUID:
            request = IdempotentRequest(token_name="shop", key=key, request_hash="h", kept_since=now - DAY)
            message = make_text(
                id=self.new_id(), kind=OutboundKind.MESSAGE, token_name="shop", to_number=number, due_at=now + DAY
            )

            def decide(recipient: Recipient) -> Decision:
                person = (*recipient.people, make_person(id=0, number=number))[0]
                return Decision(person=person, message=message)

            return (await messages.add(number, "shop", now, request, decide)).message.id

        added = [await add(number, key) for number, key in ((SENDER, "a"), ("+13125550144", "b"), (SENDER, "a"))]
        await messages.get(added[0], "shop")
        states = (OutboundState.WAITING, OutboundState.SCHEDULED)
        for page in (
            MessagePage(token_name="shop", limit=2),
            MessagePage(token_name="shop", limit=2, to=SENDER, states=states),
            MessagePage(token_name="shop", limit=2, states=states, before=(now, added[0])),
        ):
            await messages.list(page)
        await messages.revise(added[0], "shop", lambda message: replace(message, state=OutboundState.CANCELLED))

    async def _serve_operator(self) -> None:
        people, zones = self.store.people, self.store.zones
        person = await people.find(ProviderName.TWILIO, SENDER)
        assert person is not None
        await people.with_number(SENDER)
        await people.listed_reminders(None, 10)
        await people.listed_reminders(SENDER, 10)
        await people.reminders_by_id("0000", 10)
        await people.broken_rows(10)
        await people.personal_data(person.id)
        await people.cancelling_messages(person.id)
        await people.revise_person(person.id, _nothing)
        await zones.zones_in_use()
        await zones.people_in_zone("Asia/Tokyo", 0, 10)
        await zones.revise_person(person.id, _nothing)
        await zones.save_zone_rules("Asia/Tokyo", "+0900")
        await self.store.ping(30)
        await self.store.database_stats(self.clock.now())
        for number, consent in enumerate((OptOut.STOP, OptOut.START)):
            await self.store.conversations.answer_without_reading(
                make_inbound("x", f"SM8{number}", from_number="+13125550144"),
                reply="Sorry",
                intent="broken",
                consent=consent,
                messages=[make_text(id=self.new_id(), kind=OutboundKind.REPLY)],
            )

    async def _remind_somebody_else(self) -> None:
        await self.text("start", "SM60")
        await self.text("remind my husband in 5 hours to buy milk", "SM61")
        await self.text("+13125550177", "SM62")
        await self.text("Dana", "SM63")
        await self.text("ok", "SM64", "+13125550177")
        await self.text("forget me", "SM65", "+13125550177")
        await self.text("forget me", "SM66", "+13125550177")

    async def _maintain(self) -> None:
        later = self.clock.now() + DAY
        await self.store.maintenance.recheck_broken_rows(later)
        await self.store.maintenance.erase_forgotten(later)
        await self.store.maintenance.prune(
            RetentionCutoffs(inbound=later, outbound=later, reminders=later, spending=later), 100
        )


def _nothing(context: PersonContext) -> Changes:
    return Changes(person=context.person, reply=None, intent="")


async def recorded() -> Recorder:
    """What this release runs during a ``Day``."""
    async with fresh_database() as url:
        clock = SetClock()
        store = PostgresStore(url, clock=clock)
        await store.open(NOW)
        async with recording() as recorder:
            await Day(store, clock).live()
        await store.close()
    return recorder


def written(recorder: Recorder) -> str:
    """The recording as text; moments are written as {"at": ISO 8601}."""

    def encoded(value: object) -> object:
        if isinstance(value, datetime):
            return {"at": value.isoformat()}
        raise TypeError(type(value).__name__)

    lines = [json.dumps(statement) for statement in recorder.statements]
    units = [json.dumps(unit, default=encoded, separators=(",", ":")) for unit in recorder.units]
    return '{"statements": [\n' + ",\n".join(lines) + '\n], "units": [\n' + ",\n".join(units) + "\n]}\n"


def read(path: Path = STATEMENTS) -> Recorder:
    """The recording of the last release."""

    def decoded(value: dict[str, Any]) -> object:
        return datetime.fromisoformat(value["at"]) if value.keys() == {"at"} else value

    data = json.loads(path.read_text(encoding="utf-8"), object_hook=decoded)
    recorder = Recorder()
    recorder.statements, recorder.units = data["statements"], data["units"]
    return recorder


async def replay(connection: asyncpg.Connection, recorder: Recorder, units: slice) -> None:
    """Run recorded units of work again, each in a transaction."""
    for unit in recorder.units[units]:
        try:
            await _run(connection, recorder, unit)
        except asyncpg.InvalidCachedStatementError:  # its table was migrated: every release runs the unit again
            await _run(connection, recorder, unit)


async def _run(connection: asyncpg.Connection, recorder: Recorder, unit: Iterable[Call]) -> None:
    async with connection.transaction():
        for number, arguments in unit:
            await connection.fetch(recorder.statements[number], *arguments)


if __name__ == "__main__":
    STATEMENTS.write_text(written(asyncio.run(recorded())), encoding="utf-8")
