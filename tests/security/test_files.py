"""Attacks by another user of the machine: reading files, holding the lock, symbolic links, files put there before."""

import asyncio
import fcntl
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.cli.check import run_check
from bot.domain.errors import DatabaseInUseError, StorageError
from bot.providers.simulator.ledger import Ledger
from bot.runtime.private_files import make_private_folder, open_private
from bot.storage.sqlite.backup import back_up
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, make_inbound, make_person
from tests.fakes.bot_process import bot_process
from tests.storage.saving import saving

STRANGER = 65534  # nobody
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


async def used(path):
    """Create a database, save something, and close it."""
    store = SqliteStore(path)
    await store.open(NOW)
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    await store.close()


@pytest.fixture
def open_umask():
    """The usual umask, under which files are readable by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def shared():
    """A folder like /tmp. Not in pytest's own, which every other run on this machine closes to strangers again."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o1777)
        yield path


@pytest.mark.usefixtures("open_umask")
async def test_every_file_of_a_bot_is_its_own(tmp_path):
    folder = tmp_path / "var" / "data"
    store, ledger = SqliteStore(folder / "x.db"), Ledger(folder / "simulator.db")
    await store.open(NOW)
    await ledger.open()
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    modes = {path.name: mode(path) for path in folder.iterdir()}
    await ledger.close()
    await store.close()
    assert set(modes) >= {"x.db", "x.db-wal", "x.db-shm", "x.db.lock", "simulator.db"}
    assert set(modes.values()) == {0o600}
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)


@pytest.mark.process
@pytest.mark.usefixtures("open_umask")
async def test_every_file_of_the_server_is_its_own(tmp_path):
    async with bot_process(tmp_path, {}):
        made = [path for path in tmp_path.rglob("*") if ".db" in path.name]
        assert {mode(path) for path in made} == {0o600}
        assert len(made) >= 4


@pytest.mark.usefixtures("open_umask")
def test_every_file_of_a_command_is_its_own(tmp_path):
    asyncio.run(used(tmp_path / "x.db"))
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    for arguments in (
        ["backup", str(tmp_path / "copy.db")],
        ["reminders", "export", "+13125550123", "--output", str(tmp_path / "copy.json")],
    ):
        ran = CliRunner().invoke(main, arguments, env=environ)
        assert ran.exit_code == 0, ran.output
    assert {mode(path) for path in tmp_path.glob("copy.*")} == {0o600}
    assert os.umask(0o022) == 0o022


@pytest.mark.usefixtures("open_umask")
async def test_files_that_an_older_version_left_open_are_closed(tmp_path):
    await used(tmp_path / "x.db")
    (tmp_path / "x.db-wal").touch()
    for path in tmp_path.iterdir():
        path.chmod(0o664)
    await used(tmp_path / "x.db")
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}


BY_STRANGER = """
import fcntl, os, sys
os.setgroups([]); os.setgid({stranger}); os.setuid({stranger})
for path in sys.argv[1:]:
    for flags in (os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_CREAT):
        try:
            fcntl.flock(os.open(path, flags), fcntl.LOCK_EX | fcntl.LOCK_NB)
            print("got", path)
        except PermissionError:
            pass
"""


def stranger_gets(*paths):
    """What a process of another user can open or lock."""
    code = BY_STRANGER.format(stranger=STRANGER)
    ran = subprocess.run([sys.executable, "-c", code, *map(str, paths)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@needs_root
@pytest.mark.usefixtures("open_umask")
async def test_another_user_can_neither_read_the_database_nor_hold_its_lock(shared):
    store = SqliteStore(shared / "x.db")
    await store.open(NOW)
    (shared / "control").touch()
    try:
        assert stranger_gets(*(path for path in shared.iterdir() if path.name != "control")) == []
        assert stranger_gets(shared / "control")[0] == f"got {shared / 'control'}"
    finally:
        await store.close()
    assert stranger_gets(shared / "x.db.lock") == []


OPEN_AS_USER = """
import os, sys
from pathlib import Path
from bot.domain.errors import StorageError
from bot.runtime.private_files import open_private
os.setgroups([]); os.setgid(65533); os.setuid(65533)
try:
    open_private(Path(sys.argv[1]))
    print("opened")
except StorageError as error:
    print(error)
"""


@needs_root
def test_a_file_in_a_strangers_own_folder_is_refused_too(shared):
    folder = shared / "theirs"
    folder.mkdir()
    folder.chmod(0o777)
    (folder / "x.db.lock").touch()
    (folder / "x.db.lock").chmod(0o666)
    for path in (folder, folder / "x.db.lock"):
        os.chown(path, STRANGER, STRANGER)
    command = [sys.executable, "-c", OPEN_AS_USER]
    said = [
        subprocess.run([*command, str(folder / name)], capture_output=True, text=True, check=True).stdout
        for name in ("x.db.lock", "new.lock")
    ]
    assert "belongs to another user" in said[0]
    assert said[1] == "opened\n"
    assert stranger_gets(folder / "new.lock") == []


PLANTED = ["x.db.lock", "x.db", "x.db-wal", "x.db-journal"]


@needs_root
@pytest.mark.parametrize("name", PLANTED)
async def test_a_file_that_another_user_put_there_is_refused(shared, name):
    (shared / name).touch()
    (shared / name).chmod(0o666)
    os.chown(shared / name, STRANGER, STRANGER)
    with pytest.raises(StorageError, match=f"^DATABASE_URL: .*{name} belongs to another user"):
        await used(shared / "x.db")
    assert (shared / name).read_bytes() == b""
    assert mode(shared / name) == 0o666, "not touched"


@pytest.mark.parametrize("name", [name for name in PLANTED if name != "x.db"])
@pytest.mark.parametrize("target_exists", [True, False])
async def test_a_symbolic_link_is_refused_and_its_target_left_alone(tmp_path, name, target_exists):
    target = tmp_path / "target"
    if target_exists:
        target.write_bytes(b"precious")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / name).symlink_to(target)
    with pytest.raises(StorageError, match=f"^DATABASE_URL: .*{name} is a symbolic link"):
        await used(folder / "x.db")
    assert (target.read_bytes() if target_exists else target.exists()) == (b"precious" if target_exists else False)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
async def test_a_lock_that_is_no_file_is_refused_at_once(tmp_path, make):
    make(tmp_path / "x.db.lock")
    with pytest.raises(StorageError, match=r"^DATABASE_URL: .*x\.db\.lock is not a file"):
        await used(tmp_path / "x.db")


async def test_an_operator_may_link_to_a_database_on_another_disk(tmp_path):
    (tmp_path / "disk").mkdir()
    await used(tmp_path / "disk" / "real.db")
    (tmp_path / "disk" / "real.db").chmod(0o644)
    (tmp_path / "x.db").symlink_to(tmp_path / "disk" / "real.db")
    await used(tmp_path / "x.db")
    assert mode(tmp_path / "disk" / "real.db") == 0o600


async def test_a_lock_file_from_before_still_keeps_a_second_bot_out(tmp_path):
    (tmp_path / "x.db.lock").touch(mode=0o644)
    with (tmp_path / "x.db.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(DatabaseInUseError):
            await used(tmp_path / "x.db")


def test_a_backup_does_not_follow_a_link_and_replaces_nothing(tmp_path):
    asyncio.run(used(tmp_path / "x.db"))
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "copy.db.unfinished").symlink_to(victim)
    back_up(tmp_path / "x.db", tmp_path / "copy.db")
    assert victim.read_bytes() == b"precious"
    assert not (tmp_path / "copy.db").is_symlink()
    for target in (victim, tmp_path / "nowhere"):
        link = tmp_path / f"link-to-{target.name}"
        link.symlink_to(target)
        with pytest.raises(StorageError, match="exists already"):
            back_up(tmp_path / "x.db", link)


def test_a_backup_is_not_written_where_everybody_can_swap_files(tmp_path):
    asyncio.run(used(tmp_path / "x.db"))
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(StorageError, match="can replace files"):
        back_up(tmp_path / "x.db", tmp_path / "open" / "copy.db")
    (tmp_path / "open").chmod(0o1777)
    back_up(tmp_path / "x.db", tmp_path / "open" / "copy.db")
    assert mode(tmp_path / "open" / "copy.db") == 0o600


def test_an_export_does_not_follow_a_link(tmp_path):
    asyncio.run(used(tmp_path / "x.db"))
    victim = tmp_path / "victim"
    (tmp_path / "copy.json").symlink_to(victim)
    ran = CliRunner().invoke(
        main,
        ["reminders", "export", "+13125550123", "--output", str(tmp_path / "copy.json")],
        env={"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"},
    )
    assert (ran.exit_code, victim.exists()) == (1, False)


SHARED = [
    (0o777, "other users can put files into"),
    (0o1777, "other users can put files into"),
    (0o770, "other users can put files into"),
    (0o755, "other users can look into"),
    (0o711, "other users can look into"),
    (0o700, ""),
]


@pytest.mark.parametrize(("folder_mode", "said"), SHARED)
async def test_check_warns_of_a_shared_folder(tmp_path, folder_mode, said):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(folder_mode)
    lines: list[str] = []
    environ = {"DATABASE_URL": f"sqlite:///{folder / 'x.db'}"}
    assert await run_check(None, environ, offline=True, say=lines.append) == 0
    text = "\n".join(lines)
    assert "other users can" in text if said else "other users can" not in text
    assert said in text
    assert not said or f"chmod 700 {folder}" in text


async def test_check_warns_of_a_database_that_others_can_read(tmp_path):
    await used(tmp_path / "x.db")
    (tmp_path / "x.db").chmod(0o640)
    lines: list[str] = []
    await run_check(None, {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}, offline=True, say=lines.append)
    assert f"other users can read {tmp_path / 'x.db'}" in "\n".join(lines)


@pytest.mark.usefixtures("open_umask")
def test_an_existing_folder_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path / "a" / "b")
    assert [mode(path) for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [0o755, 0o700, 0o700]
    os.close(open_private(tmp_path / "a" / "file"))
    assert mode(tmp_path / "a" / "file") == 0o600


async def test_erased_words_are_overwritten_whatever_sqlite_was_built_with(tmp_path):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)
    connection = store.database._connection  # the pragma belongs to the connection
    assert connection is not None
    assert (await connection.call(lambda one: one.execute("PRAGMA secure_delete").fetchone()))[0] == 1
    await store.close()
