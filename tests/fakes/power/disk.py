"""A disk that can lose whatever was not synced: what was done to it, and what may be left of it after a power cut.

One folder of files. Contents and names are separate, as in a file system: syncing a file makes its content safe, and
only syncing the folder makes safe which names exist. Until then any subset of the changes may survive, in any order.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# SQLite's unix file layer promises that a write never damages bytes beside it ("powersafe overwrite"), so a torn write
# leaves every sector of itself old, new or unreadable, and nothing else changed.
SECTOR_BYTES = 512
GARBLED = 0.05  # of the sectors of a torn write

# How much of what was not synced survives: from nothing, as after pulling the plug, to everything, as after kill -9.
SURVIVING_SHARES = (0.0, 0.1, 0.5, 0.9, 1.0)


def seeded(seed: object) -> random.Random:
    """Chance that is the same in every run."""
    return random.Random(str(seed))  # noqa: S311 - not for cryptography


@dataclass(frozen=True, slots=True)
class Write:
    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    file: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Which file each of these names means from now on; None: no file. Survives as a whole or not at all."""

    names: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class SyncFolder:
    pass


Operation = Write | Truncate | Sync | Rename | SyncFolder


@dataclass
class DiskLog:
    """Everything that was done to the disk since it held ``initial``, in order. ``names`` are those of now."""

    initial: Mapping[str, bytes]
    operations: list[Operation] = field(default_factory=list)
    names: dict[str, int] = field(init=False)
    files: int = field(init=False)  # how many there have been

    def __post_init__(self) -> None:
        self.names = {name: number for number, name in enumerate(self.initial)}
        self.files = len(self.names)

    def opened(self, name: str) -> int:
        """The file with this name, created if there is none."""
        if name not in self.names:
            self.rename({name: self.files})
            self.files += 1
        return self.names[name]

    def rename(self, names: Mapping[str, int | None]) -> None:
        self.operations.append(Rename(names))
        for name, file in names.items():
            if file is None:
                del self.names[name]
            else:
                self.names[name] = file


@dataclass
class _Content:
    synced: bytes = b""
    now: bytearray = field(default_factory=bytearray)
    unsynced: list[Write | Truncate] = field(default_factory=list)


class Platter:
    """Replays a log up to any operation; what is left if the power fails just then."""

    def __init__(self, log: DiskLog) -> None:
        self._log = log
        self.done = 0  # operations replayed
        self._names: dict[str, int] = {name: number for number, name in enumerate(log.initial)}
        self._renames: list[Rename] = []
        self._contents = {
            number: _Content(synced=content, now=bytearray(content))
            for number, content in enumerate(log.initial.values())
        }

    def replay_until(self, operation: int) -> None:
        """Replay the operations before this one; it may only move forward."""
        for done in self._log.operations[self.done : operation]:
            self._replay(done)
        self.done = max(self.done, operation)

    def _replay(self, operation: Operation) -> None:
        match operation:
            case Rename():
                self._renames.append(operation)
            case SyncFolder():
                for rename in self._renames:
                    _apply_names(self._names, rename)
                self._renames.clear()
            case Sync(file):
                content = self._content(file)
                content.synced = bytes(content.now)
                content.unsynced.clear()
            case Write(file) | Truncate(file):
                content = self._content(file)
                content.unsynced.append(operation)
                _apply(content.now, operation)

    def _content(self, file: int) -> _Content:
        return self._contents.setdefault(file, _Content())

    def survivors(self, chance: random.Random) -> dict[str, bytes]:
        """One of the things that may be left: the content of each file by its name."""
        names = dict(self._names)
        share, settled = chance.choice(SURVIVING_SHARES), set[str]()
        for rename in self._renames:
            # One name's changes survive in order; a later one cannot be there without those before it.
            if settled.isdisjoint(rename.names) and chance.random() < share:
                _apply_names(names, rename)
            else:
                settled.update(rename.names)
        share, torn = chance.choice(SURVIVING_SHARES), chance.choice((0.0, 0.3))
        return {name: self._surviving(self._content(file), share, torn, chance) for name, file in names.items()}

    def _surviving(self, content: _Content, share: float, torn: float, chance: random.Random) -> bytes:
        left = bytearray(content.synced)
        for operation in content.unsynced:
            if isinstance(operation, Write) and chance.random() < torn:
                for piece in _torn(operation, chance):
                    _apply(left, piece)
            elif chance.random() < share:
                _apply(left, operation)
        return bytes(left)


def _apply_names(names: dict[str, int], rename: Rename) -> None:
    for name, file in rename.names.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _apply(content: bytearray, operation: Write | Truncate) -> None:
    end = operation.size if isinstance(operation, Truncate) else operation.offset + len(operation.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if isinstance(operation, Truncate):
        del content[end:]
    else:
        content[operation.offset : end] = operation.data


def _torn(write: Write, chance: random.Random) -> Iterator[Write]:
    """The sectors of a write that reach the disk, some of them as garbage."""
    end = write.offset + len(write.data)
    start = write.offset
    while start < end:
        stop = min(end, start - start % SECTOR_BYTES + SECTOR_BYTES)
        fate = chance.random()
        if fate < GARBLED:
            yield Write(write.file, start, chance.randbytes(stop - start))
        elif fate < 0.5 + GARBLED / 2:
            yield Write(write.file, start, write.data[start - write.offset : stop - write.offset])
        start = stop
