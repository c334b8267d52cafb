"""One PostgreSQL database that any number of bots share: a pool of connections, and transactions on them.

Transactions are READ COMMITTED. What a unit of work reads in order to change it belongs to one phone number, and the
unit locks that number first (``Session.lock``): so no two units decide about one person at the same time, and every
statement after the lock sees what the unit before has committed.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

import asyncpg

from bot.domain.errors import CommitUnknownError, StorageError
from bot.runtime.clock import Clock
from bot.runtime.request_deadline import current_deadline
from bot.storage.database import OnUnit, Unit, Work
from bot.storage.outage import Outage
from bot.storage.postgres import schema
from bot.storage.postgres.codec import CODEC
from bot.storage.postgres.connection import Statements
from bot.storage.postgres.errors import (
    CONFLICTS,
    DATABASE_ERRORS,
    ConnectionLostError,
    described,
    driver_errors,
    public_name,
)
from bot.storage.postgres.listener import Listener, Notifier, OnAnnounced
from bot.storage.postgres.pool_limits import PoolLimits
from bot.storage.postgres.roll import Announced
from bot.storage.session import Session

T = TypeVar("T")

CONNECT_SECONDS = 5.0
# How long a unit of work waits for a connection, and how long it is repeated after a lost one.
BUSY_SECONDS = 5.0
CONFLICT_ATTEMPTS = 4
RETRY_SECONDS = 0.05
POLL_SECONDS = 5.0
# Another constant for the advisory lock of the one bot that does the maintenance.
MAINTENANCE_LOCK = 7_236_480_018
MAINTENANCE_LIMIT = "10min"


class PostgresDatabase:
    """``bot.storage.database.Database`` over one PostgreSQL database.

    ``on_unit`` is called after each unit of work, for the metrics. ``clock`` says when a broken row is tried again.
    The other bots are told the settings ``announced``, and ``on_announced`` gets theirs.
    """

    def __init__(
        self,
        url: str,
        *,
        limits: PoolLimits | None = None,
        on_unit: OnUnit = lambda _, __: None,
        clock: Clock | None = None,
        announced: Announced = MappingProxyType({}),
        on_announced: OnAnnounced = lambda _: None,
    ) -> None:
        self._url = url
        self._limits = limits or PoolLimits()
        self._on_unit = on_unit
        self._clock = clock or Clock()
        self._constants: dict[str, object] = {}
        self._pool: asyncpg.Pool | None = None
        self._outage = Outage()
        self._notifier = Notifier()
        self._listener = Listener(
            self._connect, self._notifier.id, self._on_notice, announced=announced, on_announced=on_announced
        )
        self._wake: Callable[[], None] = lambda: None
        self._was_noticed = False
        self._polled_at = time.monotonic()

    async def open(self, now: datetime) -> None:
        """Connect, wait for another bot that is migrating, and bring the schema up to date."""

        async def prepare(connection: asyncpg.Connection) -> None:
            await schema.migrate(connection, now)

        await self._open(prepare)
        await self._listener.start()

    async def check(self) -> None:
        """Do nothing: the server answers for its files."""

    async def open_beside(self) -> None:
        """Connect beside the bots that may be running, without changing the schema."""
        await self._open(schema.require_current)

    async def _open(self, prepare: Callable[[asyncpg.Connection], Awaitable[None]]) -> None:
        try:
            with self._measured(Unit.OPEN):
                self._pool = await asyncpg.create_pool(
                    self._url, min_size=0, max_size=self._limits.connections, reset=_keep, **self._options()
                )
                async with self._pool.acquire() as connection, connection.transaction():
                    await prepare(connection)
        except (*DATABASE_ERRORS, ValueError) as error:
            await self.close()
            raise described(error, self._url) from error
        except StorageError:
            await self.close()
            raise

    def _options(self) -> dict[str, object]:
        return {
            "timeout": CONNECT_SECONDS,
            "command_timeout": self._limits.statement_seconds + CONNECT_SECONDS,  # for a server that vanished
            "server_settings": self._limits.server_settings,
        }

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(self._url, **self._options())

    async def close(self) -> None:
        await self._listener.stop()
        if self._pool is not None:
            pool, self._pool = self._pool, None
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    await pool.close()
            except DATABASE_ERRORS:
                pool.terminate()

    async def run(self, unit: Unit, work: Work[T]) -> T:
        return await self._transact(unit, work, is_read_only=False)

    async def read(self, unit: Unit, work: Work[T]) -> T:
        return await self._transact(unit, work, is_read_only=True)

    async def _transact(self, unit: Unit, work: Work[T], *, is_read_only: bool) -> T:
        """Run ``work`` in a transaction; again after a conflict with another one, or when the connection was lost."""
        give_up_at = time.monotonic() + BUSY_SECONDS
        attempts = 0
        with self._measured(unit), self._translated_errors():
            while True:
                attempts += 1
                try:
                    return await self._attempt(work, is_read_only=is_read_only)
                except CONFLICTS:
                    if attempts >= CONFLICT_ATTEMPTS:
                        raise
                except ConnectionLostError as error:
                    self._outage.suspect(str(described(error, self._url)))
                    if time.monotonic() >= give_up_at:
                        raise
                except asyncpg.ReadOnlySQLTransactionError:
                    # After a failover, the server that was the primary is a replica. New connections find the new one.
                    await self._expire_connections()
                    if time.monotonic() >= give_up_at:
                        raise
                await asyncio.sleep(RETRY_SECONDS * attempts * (0.5 + random.random()))  # noqa: S311 - no secret

    async def _attempt(self, work: Work[T], *, is_read_only: bool) -> T:
        if self._pool is None:
            raise StorageError("the database is closed")
        pool = self._pool
        deadline = current_deadline()
        if deadline is not None:
            deadline.require_wanted()
        with driver_errors():
            connection = await pool.acquire(timeout=BUSY_SECONDS)
        is_orderly = False
        try:
            session = Session(Statements(connection), CODEC, self._clock.now(), self._constants)
            transaction = connection.transaction(readonly=is_read_only)
            with driver_errors():
                await transaction.start()
            try:
                result = await work(session)
                if deadline is not None:
                    deadline.require_wanted()
            except (ConnectionLostError, TimeoutError, asyncio.CancelledError):
                raise
            except BaseException:
                with suppress(*DATABASE_ERRORS):  # the first error is the one to report
                    await transaction.rollback()
                    is_orderly = True
                raise
            await self._commit(transaction)
            is_orderly = True
        finally:
            await _release(pool, connection, is_orderly=is_orderly)
        if session.has_due and self._notifier.is_due():
            await self._notify(pool)
        return result

    async def _expire_connections(self) -> None:
        """Have every connection made anew before its next use."""
        if self._pool is not None:
            await self._pool.expire_connections()

    async def _notify(self, pool: asyncpg.Pool) -> None:
        with suppress(*DATABASE_ERRORS):  # what is due is committed, and polling finds it
            async with pool.acquire(timeout=BUSY_SECONDS) as connection:
                await self._notifier.notify(connection)

    async def _commit(self, transaction: asyncpg.transaction.Transaction) -> None:
        """Commit. If the connection or the time runs out meanwhile, nobody knows the outcome, so it is not repeated."""
        commit = asyncio.ensure_future(transaction.commit())
        try:
            with driver_errors():
                await asyncio.shield(commit)
        except asyncio.CancelledError:
            await asyncio.wait({commit})  # the connection is not free before
            # Not a cancellation any more: whoever waits must not take this for "nothing was saved".
            raise CommitUnknownError("the time ran out during a commit") from None
        except ConnectionLostError as error:
            raise CommitUnknownError(
                f"DATABASE_URL: the connection to {public_name(self._url)} was lost during a commit"
            ) from error

    @property
    def answered_at(self) -> float:
        return self._outage.answered_at

    @property
    def is_exclusive(self) -> bool:
        """Other bots may use the database, so their leases count until they end."""
        return False

    @property
    def bots(self) -> int:
        return self._listener.bots

    def on_change(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        if self._was_noticed:
            wake()

    def _on_notice(self) -> None:
        self._was_noticed = True
        self._wake()

    async def changed_elsewhere(self) -> bool:
        """Whether there was a notice, and in any case every few seconds: a bot that died gives none."""
        now = time.monotonic()
        has_news = self._was_noticed or now - self._polled_at >= POLL_SECONDS
        if has_news:
            self._was_noticed, self._polled_at = False, now
        return has_news

    async def maintain(self) -> None:
        """Nothing: PostgreSQL vacuums and checkpoints by itself."""

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        """Whether no other bot is in such a block; none enters one meanwhile."""
        if self._pool is None:
            raise StorageError("the database is closed")
        pool = self._pool
        with self._translated_errors(), driver_errors():
            connection = await pool.acquire(timeout=BUSY_SECONDS)
        is_orderly = False
        try:
            with self._translated_errors(), driver_errors():
                await connection.execute("BEGIN")
                await connection.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{MAINTENANCE_LIMIT}'")
                is_alone: bool = await connection.fetchval("SELECT pg_try_advisory_xact_lock($1)", MAINTENANCE_LOCK)
            yield is_alone
        finally:
            with suppress(*DATABASE_ERRORS):
                await connection.execute("ROLLBACK")
                is_orderly = True
            await _release(pool, connection, is_orderly=is_orderly)

    @contextmanager
    def _measured(self, unit: Unit) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._on_unit(unit, time.perf_counter() - started)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Raise ``StorageError`` for the errors of PostgreSQL and its driver, and note outages."""
        with self._outage.noticed():
            try:
                yield
            except (asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionLostError, TimeoutError) as error:
                raise described(error, self._url) from error


async def _release(pool: asyncpg.Pool, connection: asyncpg.Connection, *, is_orderly: bool) -> None:
    """Return the connection to the pool.

    After a call that broke or was cancelled it is closed, and the server rolls back: an answer may still be on its way,
    and the next user of the connection would take it for its own.
    """
    with suppress(*DATABASE_ERRORS):
        if not is_orderly:
            connection.terminate()
        await pool.release(connection)


async def _keep(_connection: asyncpg.Connection) -> None:
    """Leave a connection that returns to the pool as it is: the bot changes no session state, and this saves a trip."""
