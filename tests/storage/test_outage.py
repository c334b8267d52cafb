"""An outage of the database is two lines in the log, however much fails meanwhile."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import DatabaseBusyError, RequestTooOldError, StorageError, UnreadableRowError
from bot.storage.outage import QUIET_SECONDS, Outage


class Watched:
    """An outage with a clock set by hand."""

    def __init__(self):
        self.seconds = 0.0
        self.outage = Outage(lambda: self.seconds)

    def fail(self, error=None):
        error = error or StorageError("the disk is full")
        with pytest.raises(type(error)), self.outage.noticed():
            raise error

    def succeed(self):
        with self.outage.noticed():
            pass


@pytest.fixture
def watched():
    return Watched()


def lines(logs):
    return [(line["log_level"], line["event"]) for line in logs if line["log_level"] != "debug"]


def test_one_line_when_it_begins_and_one_when_it_ends(watched):
    with capture_logs() as logs:
        for _ in range(100):
            watched.fail()
            watched.seconds += 1
        watched.succeed()
        watched.seconds += QUIET_SECONDS
        watched.succeed()
        watched.succeed()
    assert lines(logs) == [("error", "database failed"), ("warning", "database works again")]
    assert logs[0]["reason"] == "the disk is full"
    assert (logs[-1]["failures"], logs[-1]["seconds"]) == (100, 99)


def test_what_succeeds_meanwhile_does_not_end_it(watched):
    """On a full disk, reading succeeds."""
    with capture_logs() as logs:
        for _ in range(100):
            watched.fail()
            watched.succeed()
            watched.seconds += QUIET_SECONDS / 2
            watched.succeed()
    assert lines(logs) == [("error", "database failed")]


def test_the_next_outage_is_said_again(watched):
    with capture_logs() as logs:
        for _ in range(2):
            watched.fail(DatabaseBusyError("locked"))
            watched.seconds += QUIET_SECONDS
            watched.succeed()
    assert lines(logs) == [("error", "database failed"), ("warning", "database works again")] * 2


@pytest.mark.parametrize(
    "error", [UnreadableRowError("person", "7", "the zone"), RequestTooOldError("x"), ValueError("a decision failed")]
)
def test_what_is_no_fault_of_the_database(watched, error):
    with capture_logs() as logs:
        watched.fail(error)
    assert logs == []


@pytest.mark.parametrize("is_busy", [True, False])
def test_a_unit_that_ran_out_of_time(watched, is_busy):
    def run_out():
        with watched.outage.noticed():
            watched.seconds += 1
            if is_busy:
                watched.succeed()
            raise asyncio.CancelledError

    with capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        run_out()
    assert lines(logs) == ([] if is_busy else [("error", "database failed")])


def test_a_unit_whose_attempts_failed_until_the_time_ran_out(watched):
    watched.outage.suspect("start PostgreSQL")

    def run_out():
        with watched.outage.noticed():
            raise asyncio.CancelledError

    with capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        run_out()
    assert logs[0]["reason"] == "start PostgreSQL"
