"""Notices that another bot has saved work that is due (LISTEN, NOTIFY), and counts the bots on the database.

Polling finds whatever a notice misses.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import asyncpg

from bot.storage.postgres.errors import DATABASE_ERRORS

CHANNEL = "reminder_bot_due"
JOINED = "reminder_bot_joined"
RECONNECT_SECONDS = 1.0
# How long a bot that has gone is still counted.
CHECK_SECONDS = 5.0
# PostgreSQL commits transactions with a NOTIFY one after the other, so they must stay rare under load.
NOTIFY_EVERY_SECONDS = 0.1

# Each bot holds this advisory lock, shared, on the connection that it listens on. The server releases it when the bot
# dies, so whoever counts the holders counts the bots that live, without a table of heartbeats.
BOT_LOCK = 7_236_480_019
_HOLD = "SELECT pg_advisory_lock_shared($1)"
_COUNT = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1 AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


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
    """Holds a connection of its own, and makes a new one when that is lost. ``on_notice`` is called for each notice.

    ``bots`` is how many bots there are, this one included. While there is no connection, it stays as it was.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[asyncpg.Connection]], own_id: str, on_notice: Callable[[], None]
    ) -> None:
        self._connect = connect
        self._own_id = own_id
        self._on_notice = on_notice
        self._task: asyncio.Task[None] | None = None
        self._connection: asyncpg.Connection | None = None
        self._recount = asyncio.Event()
        self.bots = 1

    async def start(self) -> None:
        """Listen from now on. The bots are counted when it returns, if the database answers."""
        with contextlib.suppress(*DATABASE_ERRORS):
            self._connection = await self._joined()
        self._task = asyncio.create_task(self._run(), name="listen to other bots")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(*DATABASE_ERRORS):
                self._connection = self._connection or await self._joined()
                await self._listen(self._connection)
            if self._connection is not None:
                self._connection.terminate()
                self._connection = None
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _joined(self) -> asyncpg.Connection:
        """A connection that is listening. This bot counts as one, and the others have been told to count again."""
        connection = await self._connect()
        try:
            await connection.execute(_HOLD, BOT_LOCK)
            await connection.add_listener(CHANNEL, self._heard)
            await connection.add_listener(JOINED, self._heard_of_bot)
            await connection.execute("SELECT pg_notify($1, $2)", JOINED, self._own_id)
            self.bots = await connection.fetchval(_COUNT, BOT_LOCK)
        except BaseException:
            connection.terminate()
            raise
        return connection

    async def _listen(self, connection: asyncpg.Connection) -> None:
        """Listen until the connection is lost."""
        connection.add_termination_listener(lambda _: self._recount.set())
        self._on_notice()  # there may have been some before
        while True:
            # Also a check of the connection: a server that vanished does not end it.
            self.bots = await connection.fetchval(_COUNT, BOT_LOCK)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._recount.wait(), CHECK_SECONDS)
            self._recount.clear()

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if payload != self._own_id:
            self._on_notice()

    def _heard_of_bot(self, *_: object) -> None:
        self._recount.set()
