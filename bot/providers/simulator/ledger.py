"""The simulated carrier's data, in an SQLite file of its own, so that a restart of the bot loses nothing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import aiosqlite

from bot.domain.errors import StorageError
from bot.runtime.private_files import ensure_private, make_private_folder

BUSY_SECONDS = 5.0

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    provider_message_id TEXT PRIMARY KEY,
    outbound_id TEXT NOT NULL UNIQUE,
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    send_at TEXT NOT NULL,
    ended_at TEXT,
    failure TEXT,
    is_reported INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS held_pending ON held (send_at) WHERE is_reported = 0;
CREATE INDEX IF NOT EXISTS held_accepted ON held (accepted_at);
CREATE TABLE IF NOT EXISTS bubbles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    voice TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bubbles_number ON bubbles (number, id);
CREATE TABLE IF NOT EXISTS opted_out (number TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_seconds REAL NOT NULL) STRICT;
"""

ADD_HELD = """
    INSERT INTO held (provider_message_id, outbound_id, from_number, to_number, body, state, accepted_at, send_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
# Messages to deliver, and delivered ones whose receipt the bot has not accepted yet.
DUE_HELD = "SELECT * FROM held WHERE is_reported = 0 AND send_at <= ? ORDER BY send_at, accepted_at LIMIT ?"
NEXT_DUE = "SELECT min(send_at) FROM held WHERE is_reported = 0"
RECENT_HELD = "SELECT * FROM held ORDER BY state = 'cancelled', accepted_at DESC, provider_message_id LIMIT ?"
END_HELD = "UPDATE held SET state = ?, ended_at = ?, failure = ?, is_reported = ? WHERE provider_message_id = ?"
MARK_REPORTED = "UPDATE held SET is_reported = 1 WHERE provider_message_id = ?"
ADD_BUBBLE = "INSERT INTO bubbles (number, voice, body, at) VALUES (?, ?, ?, ?)"
RECENT_BUBBLES = """
    SELECT * FROM (SELECT * FROM bubbles WHERE number = ? AND id > ? ORDER BY id DESC LIMIT ?) ORDER BY id"""
OPT_OUT = "INSERT OR IGNORE INTO opted_out VALUES (?)"
OPT_IN = "DELETE FROM opted_out WHERE number = ?"
SET_CLOCK_OFFSET = (
    "INSERT INTO clock VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET offset_seconds = excluded.offset_seconds"
)


class HeldState(StrEnum):
    SCHEDULED = "scheduled"
    QUEUED = "queued"  # to be sent at once
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    CANCELLED = "cancelled"


class Voice(StrEnum):
    """Who sent the text in a bubble."""

    PERSON = "person"
    BOT = "bot"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A message from the bot. ``ended_at`` is when it was delivered, cancelled or failed."""

    provider_message_id: str
    outbound_id: UUID
    from_number: str
    to_number: str
    body: str
    state: HeldState
    accepted_at: datetime
    send_at: datetime
    ended_at: datetime | None = None
    failure: str | None = None

    @property
    def has_ended(self) -> bool:
        return self.state not in (HeldState.SCHEDULED, HeldState.QUEUED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A text on the screen of a phone."""

    id: int
    voice: Voice
    body: str
    at: datetime


class Ledger:
    """The carrier's storage. Each method is one transaction and raises ``StorageError`` if the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: aiosqlite.Connection | None = None
        self._lock = asyncio.Lock()

    async def open(self) -> None:
        """Open the file, creating it if it does not exist. Does nothing if the ledger is open."""
        if self._connection is not None:
            return
        try:
            make_private_folder(self._path.absolute().parent)
            ensure_private(self._path)
            connection = await aiosqlite.connect(self._path, isolation_level=None, timeout=BUSY_SECONDS)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the simulator's ledger {self._path} cannot be used: {error}") from error
        try:
            connection.row_factory = sqlite3.Row
            await connection.execute("PRAGMA journal_mode = WAL")
            await connection.execute("PRAGMA synchronous = FULL")
            await connection.executescript(SCHEMA)
        except sqlite3.Error as error:
            await connection.close()
            raise StorageError(f"the simulator's ledger {self._path} cannot be used: {error}") from error
        self._connection = connection

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        async with self._lock:
            if self._connection is None:
                raise StorageError("the simulator's ledger is closed")
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    await self._connection.rollback()
                    raise
                await self._connection.commit()
            except sqlite3.Error as error:
                raise StorageError(f"the simulator's ledger {self._path} failed: {error}") from error

    async def hold(self, held: Held) -> None:
        """Add a new message."""
        async with self._transaction() as db:
            await db.execute(
                ADD_HELD,
                (
                    held.provider_message_id,
                    str(held.outbound_id),
                    held.from_number,
                    held.to_number,
                    held.body,
                    held.state,
                    _text(held.accepted_at),
                    _text(held.send_at),
                ),
            )

    async def get(self, provider_message_id: str) -> Held | None:
        async with self._transaction() as db:
            rows = await db.execute_fetchall("SELECT * FROM held WHERE provider_message_id = ?", (provider_message_id,))
            return next(map(_held, rows), None)

    async def cancel(self, provider_message_id: str, now: datetime) -> bool:
        """Cancel a message; False if it is not scheduled or its time has come."""
        async with self._transaction() as db:
            cursor = await db.execute(
                """UPDATE held SET state = 'cancelled', ended_at = ?, is_reported = 1
                   WHERE provider_message_id = ? AND state = 'scheduled' AND send_at > ?""",
                (_text(now), provider_message_id, _text(now)),
            )
            return cursor.rowcount == 1

    async def deliver(self, now: datetime, limit: int) -> tuple[Held, ...]:
        """Deliver up to ``limit`` due messages. Returns them and those whose receipt the bot has not accepted yet."""
        ended = []
        async with self._transaction() as db:
            for held in map(_held, await db.execute_fetchall(DUE_HELD, (_text(now), limit))):
                if held.has_ended:
                    ended.append(held)
                    continue
                is_refused = await _is_opted_out(db, held.to_number)
                state = HeldState.UNDELIVERED if is_refused else HeldState.DELIVERED
                failure = "21610: opted out" if is_refused else None
                await db.execute(END_HELD, (state, _text(now), failure, 0, held.provider_message_id))
                if not is_refused:
                    await db.execute(ADD_BUBBLE, (held.to_number, Voice.BOT, held.body, _text(now)))
                rows = await db.execute_fetchall(
                    "SELECT * FROM held WHERE provider_message_id = ?", (held.provider_message_id,)
                )
                ended += map(_held, rows)
        return tuple(ended)

    async def reported(self, provider_message_id: str) -> None:
        """Record that the bot accepted the receipts of this message."""
        async with self._transaction() as db:
            await db.execute(MARK_REPORTED, (provider_message_id,))

    async def next_due(self) -> datetime | None:
        """The next time at which there is something to deliver or to report."""
        async with self._transaction() as db:
            rows = await db.execute_fetchall(NEXT_DUE)
            return next((_moment(row[0]) for row in rows if row[0] is not None), None)

    async def recent(self, limit: int) -> tuple[Held, ...]:
        """The messages accepted last, newest first; cancelled ones behind, as a nag that is done leaves a dozen."""
        async with self._transaction() as db:
            return tuple(map(_held, await db.execute_fetchall(RECENT_HELD, (limit,))))

    async def say(self, number: str, voice: Voice, body: str, at: datetime) -> None:
        """Add a bubble to the phone of ``number``."""
        async with self._transaction() as db:
            await db.execute(ADD_BUBBLE, (number, voice, body, _text(at)))

    async def bubbles(self, number: str, after: int, limit: int) -> tuple[Bubble, ...]:
        """The latest ``limit`` bubbles of a phone with an id greater than ``after``, oldest first."""
        async with self._transaction() as db:
            rows = await db.execute_fetchall(RECENT_BUBBLES, (number, after, limit))
            return tuple(
                Bubble(id=row["id"], voice=Voice(row["voice"]), body=row["body"], at=_moment(row["at"])) for row in rows
            )

    async def opt(self, number: str, *, out: bool) -> None:
        """Opt a number out, or back in."""
        async with self._transaction() as db:
            await db.execute(OPT_OUT if out else OPT_IN, (number,))

    async def is_opted_out(self, number: str) -> bool:
        async with self._transaction() as db:
            return await _is_opted_out(db, number)

    async def clock_offset(self) -> timedelta:
        """How far the clock is ahead of the machine's."""
        async with self._transaction() as db:
            rows = await db.execute_fetchall("SELECT offset_seconds FROM clock")
            return next((timedelta(seconds=row[0]) for row in rows), timedelta())

    async def keep_clock_offset(self, offset: timedelta) -> None:
        async with self._transaction() as db:
            await db.execute(SET_CLOCK_OFFSET, (offset.total_seconds(),))


async def _is_opted_out(db: aiosqlite.Connection, number: str) -> bool:
    return bool(list(await db.execute_fetchall("SELECT 1 FROM opted_out WHERE number = ?", (number,))))


def _held(row: sqlite3.Row) -> Held:
    return Held(
        provider_message_id=row["provider_message_id"],
        outbound_id=UUID(row["outbound_id"]),
        from_number=row["from_number"],
        to_number=row["to_number"],
        body=row["body"],
        state=HeldState(row["state"]),
        accepted_at=_moment(row["accepted_at"]),
        send_at=_moment(row["send_at"]),
        ended_at=_moment(row["ended_at"]) if row["ended_at"] else None,
        failure=row["failure"],
    )


def _text(moment: datetime) -> str:
    """Format a moment in UTC with a fixed width, so that the strings sort in time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
