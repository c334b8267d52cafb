"""Takes back at the provider what was withdrawn from the command line, whether a bot is running or not.

The command has written into the database which texts are to be taken back. A running bot sees that within seconds and
does it; where none is running it is done here, as the bot would, for this person's texts alone.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.app.wiring import wire
from bot.delivery.executor import Executor
from bot.domain.errors import DatabaseInUseError
from bot.runtime.clock import Clock
from bot.runtime.settings import Settings
from bot.storage.sqlite.store import SqliteStore

ROUNDS = 3
LOOKS = 90
LOOK_SECONDS = 1.0

Progress = Callable[[int], None]


async def settle(settings: Settings, store: SqliteStore, person_id: int, progress: Progress) -> int:
    """See that a person's withdrawn texts are taken back; how many are still to be, after a minute and a half.

    ``store`` is open beside the bot that may be running. ``progress`` is told how many are left, again and again.
    """
    if not await store.people.cancelling_messages(person_id):
        return 0
    own = SqliteStore(settings.storage.path)
    try:
        await own.open(Clock().now())
    except DatabaseInUseError:
        return await _wait_for_bot(store, person_id, progress)
    try:
        return await _take_back(settings, own, person_id, progress)
    finally:
        await own.close()


async def _wait_for_bot(store: SqliteStore, person_id: int, progress: Progress) -> int:
    left = len(await store.people.cancelling_messages(person_id))
    for _ in range(LOOKS):
        progress(left)
        if not left:
            break
        await asyncio.sleep(LOOK_SECONDS)
        left = len(await store.people.cancelling_messages(person_id))
    return left


async def _take_back(settings: Settings, store: SqliteStore, person_id: int, progress: Progress) -> int:
    """``store`` is held as a bot holds it, so that no bot starts meanwhile."""
    async with AsyncExitStack() as stack:
        edge = await wire(settings, stack)
        providers = {line.provider.name: line.provider for line in edge.lines}
        for provider in providers.values():
            stack.push_async_callback(provider.close)
            await provider.start()
        await store.delivery.release_leases(edge.clock.now())
        executor = Executor(store.delivery, providers, edge.clock)
        for _ in range(ROUNDS):
            left = await store.people.cancelling_messages(person_id)
            progress(len(left))
            for text in left:
                claimed = await executor.claim_one(text.id) if text.provider in providers else None
                if claimed is not None:
                    await executor.attend(claimed)
        return len(await store.people.cancelling_messages(person_id))
