"""The disk of the power cut test: what is synced survives, and of the rest any part may."""

import pytest

from tests.fakes.power.disk import DiskLog, Platter, Sync, SyncFolder, Truncate, Write, seeded

DRAWS = 200
OLD, NEW = b"o" * 1536, b"n" * 1536  # three sectors


def left(log, *, draws=DRAWS):
    """What may be left of a disk at the end of its log."""
    platter = Platter(log)
    platter.replay_until(len(log.operations))
    return [platter.survivors(seeded(draw)) for draw in range(draws)]


def log_of(*operations, **initial):
    log = DiskLog({"a": OLD, **initial})
    log.operations += operations
    return log


def test_what_was_synced_survives_every_time():
    assert left(log_of(Write(0, 0, NEW), Sync(0))) == [{"a": NEW}] * DRAWS


def test_what_was_not_synced_may_be_lost_survive_or_be_torn():
    contents = {files["a"] for files in left(log_of(Write(0, 0, NEW)))}
    assert {OLD, NEW} <= contents
    assert any(content[:512] == OLD[:512] and content[512:] == NEW[512:] for content in contents)
    assert any(set(content) - set(OLD + NEW) for content in contents), "garbage in a torn write"


def test_a_torn_write_damages_nothing_beside_it():
    written = slice(100, 1400)
    for files in left(log_of(Write(0, written.start, NEW[written]))):
        assert files["a"][: written.start] == OLD[: written.start]
        assert files["a"][written.stop :] == OLD[written.stop :]


def test_a_later_write_may_survive_without_an_earlier_one():
    contents = [files["a"] for files in left(log_of(Write(0, 0, b"1"), Write(0, 1, b"2")))]
    assert any(content.startswith(b"o2") for content in contents)


@pytest.mark.parametrize("size", [100, 4000])
def test_a_file_may_keep_its_size_if_a_new_one_was_not_synced(size):
    assert {len(files["a"]) for files in left(log_of(Truncate(0, size)))} == {len(OLD), size}


def test_a_name_survives_once_its_folder_is_synced():
    log = log_of()
    log.opened("b")
    assert {len(files) for files in left(log)} == {1, 2}
    log.operations.append(SyncFolder())
    assert {len(files) for files in left(log)} == {2}


def test_a_rename_survives_as_a_whole_or_not_at_all():
    log = log_of()
    log.rename({"b": 0, "a": None})
    assert {tuple(files) for files in left(log)} == {("a",), ("b",)}


def test_a_file_made_again_under_a_name_is_another_file():
    log = log_of()
    log.rename({"a": None})
    log.operations += [Write(log.opened("a"), 0, b"x"), Sync(1)]
    assert {files.get("a") for files in left(log)} == {OLD, None, b"x"}
