"""New folders and finished backups keep their names through a power failure."""

import errno
import os

import pytest

from bot.domain.errors import StorageError
from bot.storage.sqlite.backup import back_up
from bot.storage.sqlite.folders import make_folder, sync_folder
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW


@pytest.fixture
def synced(monkeypatch):
    """The identities of everything that is synced."""
    identities, fsync = [], os.fsync

    def recorded(descriptor):
        identities.append(identity(os.fstat(descriptor)))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", recorded)
    return identities


def identity(stat):
    return stat.st_dev, stat.st_ino


async def test_the_folders_made_for_a_new_database_are_synced_into_their_parents(tmp_path, synced):
    store = SqliteStore(tmp_path / "var" / "bot" / "reminders.db")
    await store.open(NOW)
    await store.close()
    assert {identity(folder.stat()) for folder in (tmp_path, tmp_path / "var")} <= set(synced)


def test_a_folder_that_exists_is_left_alone(tmp_path, synced):
    make_folder(tmp_path)
    assert synced == []


async def test_the_name_of_a_finished_backup_is_synced(tmp_path, synced):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)
    await store.close()
    (tmp_path / "backups").mkdir()
    back_up(tmp_path / "x.db", tmp_path / "backups" / "y.db")
    assert synced[-1] == identity((tmp_path / "backups").stat())


@pytest.mark.parametrize("number", [errno.EACCES, errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_error(tmp_path, monkeypatch, number):
    monkeypatch.setattr(os, "fsync", failing(number))
    sync_folder(tmp_path)


async def test_a_disk_that_fails_to_sync_a_new_folder_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(StorageError, match=r"cannot be used: .*Input/output error"):
        await SqliteStore(tmp_path / "new" / "x.db").open(NOW)


def failing(number):
    def fsync(descriptor):
        raise OSError(number, os.strerror(number))

    return fsync
