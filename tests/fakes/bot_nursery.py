"""Starts the real server again and again in little time: a process that has loaded everything forks each one.

Run as ``python -m tests.fakes.bot_nursery``. Each line on standard input is a JSON object: ``folder``, ``settings``
(the whole environment), and ``die``: null, or ``["before", 3]`` for kill -9 just before the third commit that changes
something, or ``["after", 3]`` for just after it, before anyone has heard of it. The answers on standard output are
``started <process id>`` and ``ended <exit code>``; what a server logs goes to standard error. One runs at a time.
"""

import contextlib
import ctypes
import gc
import json
import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import server as app
from bot.runtime.configuration import load
from bot.storage.sqlite.group_commit import GroupCommit, QueuedUnit
from bot.understanding.reading import warm

PR_SET_PDEATHSIG = 1


def main() -> None:
    _die_with_parent()
    _load_everything()
    for line in sys.stdin:
        order = json.loads(line)
        process_id = os.fork()
        if process_id == 0:
            _serve(order)
        print(f"started {process_id}", flush=True)  # noqa: T201 - that is how it answers
        _, status = os.waitpid(process_id, 0)
        print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)  # noqa: T201


def _die_with_parent() -> None:
    """A test run that is killed leaves nothing behind, where the system can do that."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _load_everything() -> None:
    """What a start loads, so that a fork has it: the SDKs, and what reading a text needs."""
    import telnyx  # noqa: PLC0415
    from twilio.rest import Client  # type: ignore[import-untyped] # noqa: PLC0415

    _ = telnyx.AsyncTelnyx(api_key="KEY").messages
    _ = Client("AC" + "0" * 32, "token").messages
    warm(datetime.now(UTC), ZoneInfo("America/Chicago"))
    gc.freeze()


def _serve(order: dict[str, Any]) -> None:
    """In the fork: be the server, as ``python -m bot serve`` would be, until the end."""
    code = 1
    _die_with_parent()
    try:
        os.chdir(order["folder"])
        sys.stdin.close()
        os.environ.clear()
        os.environ.update(order["settings"])
        if order["die"] is not None:
            _die_at_commit(*order["die"])
        app.serve(load(None, os.environ))
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stderr.flush()
        os._exit(code)


def _die_at_commit(when: str, count: int) -> None:
    begin, commit = GroupCommit._begin, GroupCommit._commit
    commits = 0
    changes_at_begin = 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watched(self: GroupCommit, connection: sqlite3.Connection, units: Sequence[QueuedUnit[Any]]) -> bool:
        nonlocal changes_at_begin
        changes_at_begin = connection.total_changes
        return begin(self, connection, units)

    def deadly(self: GroupCommit, connection: sqlite3.Connection, units: Sequence[QueuedUnit[Any]]) -> None:
        nonlocal commits
        is_change = connection.total_changes != changes_at_begin
        commits += is_change
        if is_change and commits == count and when == "before":
            die()
        commit(self, connection, units)
        if is_change and commits == count:
            die()

    GroupCommit._begin = watched  # type: ignore[method-assign]
    GroupCommit._commit = deadly  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
