"""Notices that another bot has saved work that is due (LISTEN, NOTIFY). Polling finds whatever a notice misses."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import asyncpg

from bot.storage.postgres.errors import DATABASE_ERRORS

CHANNEL = "reminder_bot_due"
RECONNECT_SECONDS = 1.0
CHECK_SECONDS = 30.0
# PostgreSQL commits transactions with a NOTIFY one after the other, so they must stay rare under load.
NOTIFY_EVERY_SECONDS = 0.1


class Notifier:
    """Tells the other bots that work is due, at most ten times a second."""

    def __init__(self) -> None:
        self.id = uuid4().hex
        self._notified_at = float("-inf")

    def is_due(self) -> bool:
        """Whether a notice may be given now. It counts as given."""
        now = time.monotonic()
        if now - self._notified_at < NOTIFY_EVERY_SECONDS:
            return False
        self._notified_at = now
        return True

    async def notify(self, connection: asyncpg.Connection) -> None:
        await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, self.id)


class Listener:
    """Holds a connection of its own, and makes a new one when that is lost. ``on_notice`` is called for each notice."""

    def __init__(
        self, connect: Callable[[], Awaitable[asyncpg.Connection]], own_id: str, on_notice: Callable[[], None]
    ) -> None:
        self._connect = connect
        self._own_id = own_id
        self._on_notice = on_notice
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="listen to other bots")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(*DATABASE_ERRORS):
                await self._listen()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen(self) -> None:
        """Listen until the connection is lost."""
        connection = await self._connect()
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self._on_notice()  # there may have been some before
            while not lost.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), CHECK_SECONDS)
                await connection.execute("SELECT 1")  # a server that vanished does not end the connection
        finally:
            connection.terminate()

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if payload != self._own_id:
            self._on_notice()
