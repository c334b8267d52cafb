"""Files and folders that other users of the machine can neither read, lock nor replace."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.domain.errors import StorageError

UMASK = 0o077
FILE_MODE = 0o600
FOLDER_MODE = 0o700
_OTHERS = 0o077  # the group and everybody else


def make_private_folder(folder: Path) -> None:
    """Create ``folder`` and its missing parents for this user only. An existing folder is left as it is."""
    for missing in [parent for parent in (folder, *folder.parents) if not parent.exists()][::-1]:
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)


def open_private(path: Path, flags: int = os.O_RDWR) -> int:
    """A descriptor of ``path``, which is created if it is missing, and closed to other users if it was open to them.

    Raises ``StorageError`` for a symbolic link, for anything else that is no ordinary file, and for a file of another
    user: someone may have put it there to read what is written, or to hold its lock.
    """
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    except FileExistsError:
        _require_trustworthy(path, path.lstat())
        descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        _require_trustworthy(path, found)
        if found.st_mode & _OTHERS:
            with suppress(PermissionError):  # a file system without modes, such as FAT; `check` tells
                os.fchmod(descriptor, FILE_MODE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def ensure_private(path: Path) -> None:
    """Create ``path`` empty if it is missing, and close it to other users. Raises as ``open_private``."""
    os.close(open_private(path))


def ensure_private_if_there(path: Path) -> None:
    """As ``ensure_private``, but leave a missing file missing."""
    if os.path.lexists(path):
        ensure_private(path)


def _require_trustworthy(path: Path, found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise StorageError(f"{path} is a symbolic link; remove it, or use the path that it leads to")
    if not stat.S_ISREG(found.st_mode):
        raise StorageError(f"{path} is not a file")
    trusted = {os.geteuid(), 0}
    if os.geteuid() == 0:  # root runs a command on the files of the bot's user
        trusted.add(path.absolute().parent.stat().st_uid)
    if found.st_uid not in trusted:
        raise StorageError(f"{path} belongs to another user; remove it, or use a folder that only the bot can write to")


def sharing_problem(path: Path) -> str:
    """How other users could get at ``path`` through its folder or its mode, in one line; empty if they cannot."""
    return next(_sharing_problems(path), "")


def _sharing_problems(path: Path) -> Iterator[str]:
    folder = path.absolute().parent
    if not folder.exists():  # it will be created for this user only
        return
    found = folder.stat()
    if found.st_mode & 0o022:
        yield f"other users can put files into {folder}"
    elif found.st_uid not in (os.geteuid(), 0):
        yield f"{folder} belongs to another user"
    elif path.exists() and path.stat().st_mode & _OTHERS:
        yield f"other users can read {path}"
    elif found.st_mode & 0o055:
        yield f"other users can look into {folder}"


def require_unshared(folder: Path) -> None:
    """Raise ``StorageError`` if everybody can replace files in ``folder``: it is writable and not sticky."""
    mode = folder.stat().st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise StorageError(f"every user of this machine can replace files in {folder}; choose another folder")
