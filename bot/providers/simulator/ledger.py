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
from bot.providers.simulator.channels import Channel, Handset, buttons_on, channel_of, failure_of
from bot.providers.simulator.ledger_schema import create_tables
from bot.runtime.private_files import ensure_private, make_private_folder

BUSY_SECONDS = 5.0

ADD_HELD = """
    INSERT INTO held (provider_message_id, outbound_id, from_number, to_number, body, state, accepted_at, send_at,
        is_template, has_buttons)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# Messages to deliver, and delivered ones whose receipt the bot has not accepted yet.
DUE_HELD = "SELECT * FROM held WHERE is_reported = 0 AND send_at <= ? ORDER BY send_at, accepted_at LIMIT ?"
NEXT_DUE = "SELECT min(send_at) FROM held WHERE is_reported = 0"
RECENT_HELD = "SELECT * FROM held ORDER BY state = 'cancelled', accepted_at DESC, provider_message_id LIMIT ?"
END_HELD = "UPDATE held SET state = ?, ended_at = ?, failure = ?, is_reported = ? WHERE provider_message_id = ?"
MARK_REPORTED = "UPDATE held SET is_reported = 1 WHERE provider_message_id = ?"
ADD_BUBBLE = "INSERT INTO bubbles (number, voice, body, at, channel, button_of) VALUES (?, ?, ?, ?, ?, ?)"
HAS_BUTTONS = "SELECT 1 FROM bubbles WHERE number = ? AND button_of = ? AND button_of <> ''"
HANDSET = """
    SELECT has_rcs, texted_at, EXISTS (SELECT 1 FROM opted_out WHERE number = asked.number) AS is_opted_out
    FROM (SELECT ? AS number) AS asked LEFT JOIN handsets USING (number)"""
SET_RCS = "INSERT INTO handsets (number, has_rcs) VALUES (?, ?) ON CONFLICT DO UPDATE SET has_rcs = excluded.has_rcs"
SET_TEXTED = """
    INSERT INTO handsets (number, texted_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET texted_at = excluded.texted_at"""
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
    is_template: bool = False
    has_buttons: bool = False

    @property
    def has_ended(self) -> bool:
        return self.state not in (HeldState.SCHEDULED, HeldState.QUEUED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A text on the screen of a phone. ``button_of`` is the id of its message if it has ``buttons``."""

    id: int
    voice: Voice
    body: str
    at: datetime
    channel: Channel = Channel.SMS
    button_of: str = ""
    buttons: tuple[str, ...] = ()


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
            await create_tables(connection)
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
                    held.is_template,
                    held.has_buttons,
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
                handset = await _handset(db, held.to_number)
                failure = failure_of(held.to_number, handset, now, is_template=held.is_template)
                state = HeldState.DELIVERED if failure is None else HeldState.UNDELIVERED
                await db.execute(END_HELD, (state, _text(now), failure, 0, held.provider_message_id))
                if failure is None:
                    channel = channel_of(held.to_number, handset)
                    has_buttons = buttons_on(channel, has_buttons=held.has_buttons)
                    button_of = held.provider_message_id if has_buttons else ""
                    bubble = (held.to_number, Voice.BOT, held.body, _text(now), channel, button_of)
                    await db.execute(ADD_BUBBLE, bubble)
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
        """Add a bubble to the phone of ``number``. A person's own opens the 24 hours of WhatsApp."""
        async with self._transaction() as db:
            channel = channel_of(number, await _handset(db, number))
            await db.execute(ADD_BUBBLE, (number, voice, body, _text(at), channel, ""))
            if voice is Voice.PERSON:
                await db.execute(SET_TEXTED, (number, _text(at)))

    async def bubbles(self, number: str, after: int, limit: int) -> tuple[Bubble, ...]:
        """The latest ``limit`` bubbles of a phone with an id greater than ``after``, oldest first."""
        async with self._transaction() as db:
            rows = await db.execute_fetchall(RECENT_BUBBLES, (number, after, limit))
            return tuple(map(_bubble, rows))

    async def has_buttons(self, number: str, provider_message_id: str) -> bool:
        """Whether this message is on the phone of ``number``, with quick replies."""
        async with self._transaction() as db:
            return bool(list(await db.execute_fetchall(HAS_BUTTONS, (number, provider_message_id))))

    async def handset(self, number: str) -> Handset:
        async with self._transaction() as db:
            return await _handset(db, number)

    async def set_rcs(self, number: str, *, on: bool) -> None:
        """Switch RCS on or off on the phone of ``number``."""
        async with self._transaction() as db:
            await db.execute(SET_RCS, (number, on))

    async def opt(self, number: str, *, out: bool) -> None:
        """Opt a number out, or back in."""
        async with self._transaction() as db:
            await db.execute(OPT_OUT if out else OPT_IN, (number,))

    async def clock_offset(self) -> timedelta:
        """How far the clock is ahead of the machine's."""
        async with self._transaction() as db:
            rows = await db.execute_fetchall("SELECT offset_seconds FROM clock")
            return next((timedelta(seconds=row[0]) for row in rows), timedelta())

    async def keep_clock_offset(self, offset: timedelta) -> None:
        async with self._transaction() as db:
            await db.execute(SET_CLOCK_OFFSET, (offset.total_seconds(),))


async def _handset(db: aiosqlite.Connection, number: str) -> Handset:
    (row,) = await db.execute_fetchall(HANDSET, (number,))
    texted_at = _moment(row["texted_at"]) if row["texted_at"] else None
    return Handset(has_rcs=bool(row["has_rcs"]), texted_at=texted_at, is_opted_out=bool(row["is_opted_out"]))


def _bubble(row: sqlite3.Row) -> Bubble:
    channel = Channel(row["channel"])
    return Bubble(
        id=row["id"],
        voice=Voice(row["voice"]),
        body=row["body"],
        at=_moment(row["at"]),
        channel=channel,
        button_of=row["button_of"],
        buttons=buttons_on(channel, has_buttons=bool(row["button_of"])),
    )


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
        is_template=bool(row["is_template"]),
        has_buttons=bool(row["has_buttons"]),
    )


def _text(moment: datetime) -> str:
    """Format a moment in UTC with a fixed width, so that the strings sort in time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
