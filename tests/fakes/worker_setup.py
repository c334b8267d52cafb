"""A worker with a real store, a scripted provider and a manual clock."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.delivery.worker import Worker
from bot.domain.changes import Changes, PersonContext, with_pending
from bot.domain.model import OutboundMessage, Reminder
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, RENDERER, make_inbound, make_person, numbered_ids
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.set_clock import SetClock

Made = tuple[tuple[Reminder, ...], tuple[OutboundMessage, ...]]


class WorkerSetup:
    def __init__(self, store: SqliteStore, provider: ScriptedProvider, clock: SetClock) -> None:
        self.store, self.provider, self.clock = store, provider, clock
        self.worker = Worker(
            store.delivery, {provider.name: provider}, self.clock, RENDERER, new_id=numbered_ids(), jitter=lambda: 0.5
        )
        self.texts_in = 0

    async def save(
        self, *outbound: OutboundMessage, reminders: tuple[Reminder, ...] | list[Reminder] = ()
    ) -> PersonContext:
        """Save these for the only person; their context before."""
        return await self.change(lambda _: (tuple(reminders), outbound))

    async def change(self, decide: Callable[[PersonContext], Made]) -> PersonContext:
        """Apply a decision, as a text of the person does; their context before."""
        self.texts_in += 1
        seen = []

        def decided(person_context: PersonContext) -> Changes:
            seen.append(person_context)
            reminders, outbound = decide(person_context)
            return Changes(
                person=person_context.person,
                reply=None,
                intent="create",
                reminders=tuple(replace(one, person_id=person_context.person.id) for one in reminders),
                outbound=tuple(replace(one, person_id=person_context.person.id) for one in outbound),
            )

        await self.store.conversations.answer(
            make_inbound("x", f"SM{self.texts_in}"), lambda: make_person(id=0), with_pending(None, decided)
        )
        return seen[0]

    async def person_context(self) -> PersonContext:
        return await self.save()

    async def now_of(self, text: OutboundMessage) -> OutboundMessage:
        found = await self.store.delivery.revise(text.id, lambda current: current)
        assert found is not None
        return found

    async def run_until(self, moment: datetime) -> None:
        """Step at every moment that the worker asks for, up to ``moment``."""
        for _ in range(10_000):
            next_at = await self.worker.step()
            if next_at is None or next_at > moment:
                break
            self.clock.set(max(next_at, self.clock.now()))
        else:
            raise AssertionError("the worker keeps finding work")
        self.clock.set(moment)


@asynccontextmanager
async def worker_setup(folder: Path, provider: ScriptedProvider | None = None) -> AsyncIterator[WorkerSetup]:
    """A setup whose database is in ``folder``."""
    clock = SetClock()
    store = SqliteStore(folder / "reminders.db", clock=clock)
    await store.open(NOW)
    try:
        yield WorkerSetup(store, provider or ScriptedProvider(), clock)
    finally:
        await store.close()
