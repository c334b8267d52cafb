"""SQLite's file layer (apsw's VFS) on a folder, which records every operation for ``Platter`` to replay.

The files themselves are ordinary ones, written through SQLite's own unix layer: locks and shared memory stay real.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

from tests.fakes.power.connection import ApswConnection
from tests.fakes.power.disk import DiskLog, Sync, SyncFolder, Truncate, Write, seeded

BASE = "unix"
JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL
_numbers = count(1)

Filename = str | apsw.URIFilename | None


class RecordedDisk:
    """A folder whose files are written through the recording file layer while it is ``mounted``.

    SQLite's own randomness (the salts of its log) comes from ``seed``. ``synchronous`` replaces the level that the
    program asks for. ``on_commit`` gets each connection that has just committed. ``before_database_write``, once set,
    is called before the next write to a database file.
    """

    def __init__(self, folder: Path, seed: object, *, synchronous: str | None = None) -> None:
        self.folder = folder
        self.chance = seeded(seed)
        # Shared memory does not survive. The lock file is no file of SQLite's.
        names = (file.name for file in sorted(folder.iterdir()) if not file.name.endswith(("-shm", ".lock")))
        self.log = DiskLog({name: (folder / name).read_bytes() for name in names})
        self.on_commit: Callable[[ApswConnection], None] = lambda _: None
        self.before_database_write: Callable[[], None] | None = None
        self._synchronous = synchronous

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Have every SQLite connection of the program use this disk, and record its own syncs, moves and deletions."""
        layer = _FileLayer(f"recorded-{next(_numbers)}", self)
        fsync, rename, unlink = os.fsync, os.rename, os.unlink

        def recorded_fsync(descriptor: int) -> None:
            self._record_sync(descriptor)
            fsync(descriptor)

        def recorded_rename(source: Any, target: Any) -> None:
            rename(source, target)
            source, target = Path(source).name, Path(target).name
            if source in self.log.names:
                self.log.rename({target: self.log.names[source], source: None})

        def recorded_unlink(path: Any, *, dir_fd: int | None = None) -> None:
            unlink(path, dir_fd=dir_fd)
            self.record_deletion(Path(path).name)

        def connect(database: Any, **options: Any) -> ApswConnection:
            return ApswConnection(
                database, layer.name, on_commit=self.on_commit, synchronous=self._synchronous, **options
            )

        with ExitStack() as stack:
            stack.callback(layer.unregister)
            stack.enter_context(patch.object(sqlite3, "connect", connect))
            stack.enter_context(patch.object(os, "fsync", recorded_fsync))
            stack.enter_context(patch.object(os, "rename", recorded_rename))
            stack.enter_context(patch.object(os, "unlink", recorded_unlink))
            yield

    def _record_sync(self, descriptor: int) -> None:
        synced = os.fstat(descriptor)
        if os.path.samestat(synced, self.folder.stat()):
            self.log.operations.append(SyncFolder())
        for name, file in self.log.names.items():
            if (self.folder / name).exists() and os.path.samestat(synced, (self.folder / name).stat()):
                self.log.operations.append(Sync(file))

    def record_deletion(self, name: str) -> None:
        if name in self.log.names:
            self.log.rename({name: None})


class _FileLayer(apsw.VFS):
    def __init__(self, name: str, disk: RecordedDisk) -> None:
        super().__init__(name, BASE, makedefault=True)  # SQLite asks the default layer for randomness
        apsw.randomness(0)  # what it has got before does not count
        self.name = name
        self._disk = disk

    def xOpen(self, name: Filename, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        if name is None or flags[0] & apsw.SQLITE_OPEN_DELETEONCLOSE:  # a temporary file
            return super().xOpen(name, flags)
        return _File(name, flags, self._disk)

    def xRandomness(self, numbytes: int) -> bytes:  # noqa: N802
        return self._disk.chance.randbytes(numbytes)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self._disk.record_deletion(Path(filename).name)
        if syncdir:
            self._disk.log.operations.append(SyncFolder())


class _File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename, flags: list[int], disk: RecordedDisk) -> None:
        super().__init__(BASE, name, flags)
        path = name if isinstance(name, str) else name.filename()
        self._disk = disk
        self._is_database = bool(flags[0] & apsw.SQLITE_OPEN_MAIN_DB)
        self._file = disk.log.opened(Path(path).name)
        # As os_unix.c does it: the first sync of a new journal or log syncs the folder too, no other sync does.
        self._syncs_folder = bool(flags[0] & apsw.SQLITE_OPEN_CREATE and flags[0] & JOURNALS)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self._is_database and (interrupt := self._disk.before_database_write) is not None:
            self._disk.before_database_write = None
            interrupt()
        self._disk.log.operations.append(Write(self._file, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.log.operations.append(Truncate(self._file, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - nothing of the real disk is needed
        self._disk.log.operations.append(Sync(self._file))
        if self._syncs_folder:
            self._syncs_folder = False
            self._disk.log.operations.append(SyncFolder())
