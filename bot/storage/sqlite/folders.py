"""Folders whose entries survive a power failure. SQLite syncs its files and their folder, but no parent folder."""

import errno
import os
from pathlib import Path

from bot.runtime.private_files import make_private_folder

# Some file systems cannot sync a folder, and some users cannot read one. SQLite ignores that too.
CANNOT_SYNC = frozenset({errno.EACCES, errno.EINVAL, errno.ENOTSUP})


def make_folder(folder: Path) -> None:
    """Create a folder for this user only, and its parents, unless it exists."""
    missing = [made for made in (folder, *folder.parents) if not made.exists()]
    make_private_folder(folder)
    for made in missing:
        sync_folder(made.parent)


def sync_folder(folder: Path) -> None:
    """Flush to the disk which files and folders are in ``folder``, and under which names."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in CANNOT_SYNC:
            raise
