"""Cuts the power in a recorded life, starts the bot on what is left, and says what is not as promised."""

import shutil
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.domain.errors import StorageError
from bot.storage.sqlite.schema import damage
from bot.storage.sqlite.store import SqliteStore
from tests.fakes.power.disk import Platter, seeded
from tests.fakes.power.life import DATABASE, Life, Phones, ReceivedText, State, contents

T = TypeVar("T")

REDELIVERED = 3  # of the latest acknowledged texts
LOCK_NOTE = "A database was created here.\n"
SHOWN_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A power cut before the operation ``operation`` of a life. ``seed`` chooses what survives."""

    operation: int
    seed: str


def draw_cuts(life: Life, count: int, seed: str) -> list[Cut]:
    """Cuts in order: half of them at any operation, half of them at an operation of any kind of action."""
    chance = seeded(seed)
    operations = range(len(life.disk.log.operations) + 1)
    kinds = [[span for span in spans if span] for spans in life.spans.values()]
    kinds = [spans for spans in kinds if spans]
    drawn = [
        chance.choice(operations if number % 2 else chance.choice(chance.choice(kinds))) for number in range(count)
    ]
    return [Cut(operation=operation, seed=f"{seed}/{number}") for number, operation in enumerate(sorted(drawn))]


@dataclass
class Examination:
    """Examines one life. ``kinds`` counts the cuts by what the bot was doing.

    ``survivors`` and ``found`` are what the latest cut left: the files, and the contents once the bot is back.
    """

    life: Life
    folder: Path
    kinds: Counter[str] = field(default_factory=Counter)
    found: State = frozenset()
    survivors: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._platter = Platter(self.life.disk.log)
        self._count = 0

    async def problems(self, cut: Cut) -> list[str]:
        """What is not as promised after ``cut``. Examine the cuts of a life in order."""
        chance = seeded(cut.seed)
        self._platter.replay_until(cut.operation)
        self.survivors = self._platter.survivors(chance)
        for kind, spans in self.life.spans.items():
            self.kinds[kind] += any(cut.operation in span for span in spans)
        self._count += 1
        folder = self.folder / f"cut-{self._count}"
        committed = bisect_right(self.life.commits, cut.operation)
        # The bot notes that a database exists right after its first commit. That note may survive or not.
        put_back(self.survivors, folder, has_note=committed > 0 and chance.random() < 0.8)
        store = SqliteStore(folder / DATABASE)
        try:
            await store.open(self.life.started_at)
            lines = await self._problems_of_database(store, committed)
            lines = lines or await self._problems_of_texts(store, cut, committed)
            return lines + self._problems_of_backups(folder, cut)
        except StorageError as error:
            return [f"the bot does not start: {error}"]
        finally:
            await store.close()
            shutil.rmtree(folder)

    async def _problems_of_database(self, store: SqliteStore, committed: int) -> list[str]:
        """Damage, or contents that are neither those of the last commit nor those of the one under way."""
        if problem := await damage_of(store):
            return [problem]
        self.found = found = await contents_of(store)
        # Opening made the first commit, which creates or upgrades the tables, if it did not survive.
        states = self.life.states
        allowed = [states[max(1, number)] for number in (committed, committed + 1) if number < len(states)]
        if found in allowed:
            return []
        if found in states:
            return [f"{committed} commits were acknowledged, but only {states.index(found)} survived"]
        return [f"a commit is half there: {difference(allowed[0], found)}"]

    async def _problems_of_texts(self, store: SqliteStore, cut: Cut, committed: int) -> list[str]:
        """Deliver the latest acknowledged texts and an unacknowledged one again, as a provider does."""
        phones, lines = Phones(store), []
        acknowledged = [text for text in self.life.texts if text.ended <= cut.operation]
        for text in acknowledged[-REDELIVERED:]:
            if self._was_deleted(text, committed):
                continue
            reply = await phones.deliver(text.number, text.inbound)
            if reply != text.reply:
                lines.append(f"{text.inbound.body!r} was answered {text.reply!r}, redelivered {reply!r}")
        found = await contents_of(store)
        if found != self.found:
            lines.append(f"redelivered texts changed something: {difference(self.found, found)}")
        for text in self.life.texts:
            if text.began <= cut.operation < text.ended:
                lines += await self._problems_of_unacknowledged(store, phones, text)
        return lines

    def _was_deleted(self, text: ReceivedText, committed: int) -> bool:
        """Whether the answer may be gone: it was old, or its person was erased."""
        key = ("inbound", text.inbound.provider, text.inbound.message_id)
        return any(
            not any(row[:3] == key for row in self.life.states[number])
            for number in (committed, committed + 1)
            if number < len(self.life.states)
        )

    async def _problems_of_unacknowledged(self, store: SqliteStore, phones: Phones, text: ReceivedText) -> list[str]:
        """A text that was being answered: delivered again, it is there whole, and once."""
        reply = await phones.deliver(text.number, text.inbound)
        found = await contents_of(store)
        lines = []
        if found not in self.life.states[text.state_before + 1 : text.state + 1]:
            lines.append(
                f"redelivered, {text.inbound.body!r} is half there: {difference(self.life.states[text.state], found)}"
            )
        if await phones.deliver(text.number, text.inbound) != reply:
            lines.append(f"{text.inbound.body!r} gets two different answers")
        return lines

    def _problems_of_backups(self, folder: Path, cut: Cut) -> list[str]:
        """A finished backup is there, and a backup that has its name is whole."""
        lines = []
        for name, (finished, commits) in self.life.backups.items():
            if (folder / name).exists():
                with closing(sqlite3.connect(folder / name)) as connection:
                    if damage(connection, "integrity_check") or contents(connection) != self.life.states[commits]:
                        lines.append(f"the backup {name} is not whole")
            elif finished <= cut.operation:
                lines.append(f"the finished backup {name} is gone")
        return lines


def put_back(files: Mapping[str, bytes], folder: Path, *, has_note: bool) -> None:
    """Make a folder with what survived, and the lock file."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if has_note:
        (folder / f"{DATABASE}.lock").write_text(LOCK_NOTE)


async def contents_of(store: SqliteStore) -> State:
    """The contents of an open store."""
    return await _on(store, contents)


async def damage_of(store: SqliteStore) -> str:
    """What is wrong with the file of an open store; empty if it is intact."""

    def work(connection: sqlite3.Connection) -> str:
        broken = damage(connection, "integrity_check")
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return f"the database is damaged: {broken}" if broken else f"{len(orphans)} orphans" if orphans else ""

    return await _on(store, work)


async def _on(store: SqliteStore, work: Callable[[sqlite3.Connection], T]) -> T:
    connection = store.database._connection
    assert connection is not None
    return await connection.call(work)


def difference(expected: State, found: State) -> str:
    return f"missing {_shown(expected - found)}; too much {_shown(found - expected)}"


def _shown(rows: Iterable[object]) -> list[str]:
    return sorted(map(str, rows))[:SHOWN_ROWS]
