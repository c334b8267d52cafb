"""Notices that another bot has saved work that is due (LISTEN, NOTIFY), and knows the bots on the database.

Polling finds whatever a notice misses.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from types import MappingProxyType
from uuid import uuid4

import asyncpg

from bot.storage.postgres.errors import DATABASE_ERRORS
from bot.storage.postgres.roll import Announced, Roll

CHANNEL = "reminder_bot_due"
JOINED = "reminder_bot_joined"
ALIVE = "reminder_bot_alive"
RECONNECT_SECONDS = 1.0
# How often a bot says that it is alive, and how long one that has gone is still counted.
CHECK_SECONDS = 5.0
# PostgreSQL commits transactions with a NOTIFY one after the other, so they must stay rare under load.
NOTIFY_EVERY_SECONDS = 0.1

# Each bot holds this advisory lock, shared, on the connection that it listens on. The server releases it when the bot
# dies, so the holders are the bots, without a table of heartbeats.
BOT_LOCK = 7_236_480_019
_HOLD = "SELECT pg_advisory_lock_shared($1)"
_HOLDERS = """
    SELECT pid FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1 AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""

# Gets the settings that the other bots announce, whenever something is heard of them.
OnAnnounced = Callable[[Sequence[Announced]], None]


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
    This bot tells the others the settings ``announced``; ``on_announced`` is called with those of the others.
    """

    def __init__(
        self,
        connect: Callable[[], Awaitable[asyncpg.Connection]],
        own_id: str,
        on_notice: Callable[[], None],
        *,
        announced: Announced = MappingProxyType({}),
        on_announced: OnAnnounced = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connect = connect
        self._own_id = own_id
        self._on_notice = on_notice
        self._announced = json.dumps(dict(announced))
        self._on_announced = on_announced
        self._clock = clock
        self._roll = Roll()
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
            await connection.add_listener(JOINED, self._heard_of_new_bot)
            await connection.add_listener(ALIVE, self._heard_of_bot)
            await connection.execute("SELECT pg_notify($1, $2)", JOINED, self._own_id)
            await self._count(connection)
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
            await connection.execute("SELECT pg_notify($1, $2)", ALIVE, self._announced)
            await self._count(connection)
            self._on_announced(self._roll.announced(connection.get_server_pid(), self._clock()))
            # Not wait_for: in Python 3.11 it swallows a cancellation that comes at the moment of the notice.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CHECK_SECONDS):
                    await self._recount.wait()
            self._recount.clear()

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if payload != self._own_id:
            self._on_notice()

    async def _count(self, connection: asyncpg.Connection) -> None:
        self._roll.update(await holders(connection), self._clock())
        self.bots = self._roll.alive(connection.get_server_pid(), self._clock())

    def _heard_of_new_bot(self, *_: object) -> None:
        """Count it, and tell it the settings."""
        self._recount.set()

    def _heard_of_bot(self, _connection: object, pid: int, _channel: str, payload: object) -> None:
        if self._roll.heard(pid, _read(payload), self._clock()):
            self._recount.set()


def _read(payload: object) -> Announced:
    try:
        announced = json.loads(str(payload))
    except ValueError:
        return {}
    return announced if isinstance(announced, dict) else {}


async def holders(connection: asyncpg.Connection) -> list[int]:
    """The server processes of the connections on which bots listen."""
    return [row["pid"] for row in await connection.fetch(_HOLDERS, BOT_LOCK)]


async def ask_bots(connection: asyncpg.Connection, within_seconds: float) -> tuple[Announced, ...]:
    """The settings of the bots on the database that answer within this time."""
    roll, heard, own = Roll(), asyncio.Event(), connection.get_server_pid()

    def hear(_connection: object, pid: int, _channel: str, payload: object) -> None:
        roll.heard(pid, _read(payload), 0.0)
        heard.set()

    roll.update(await holders(connection), 0.0)
    await connection.add_listener(ALIVE, hear)
    await connection.execute("SELECT pg_notify($1, $2)", JOINED, "")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within_seconds):
            while not roll.is_complete(own):
                await heard.wait()
                heard.clear()
    return roll.announced(own, 0.0)
