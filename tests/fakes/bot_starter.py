"""Starts the real server many times, one after the other, from one process that has loaded everything."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.bot_process import ROOT, environment

START_SECONDS = 180
KEPT_LINES = 200


@dataclass
class Forked:
    """One server. ``ended`` is set once it has; until then ``process_id`` is its own."""

    process_id: int
    base_url: str = ""
    exit_code: int | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)  # or ended
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def kill(self) -> None:
        """Kill -9, at once."""
        self.signal(signal.SIGKILL)

    def signal(self, number: int) -> None:
        if not self.ended.is_set():
            with contextlib.suppress(ProcessLookupError):  # it has just died by itself
                os.kill(self.process_id, number)


class BotStarter:
    """``start`` gives one server at a time, in ``folder``; ``log`` is the end of what they have logged."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path, settings: Mapping[str, str]) -> None:
        self._process = process
        self._folder = folder
        self._settings = dict(settings)
        self._current: Forked | None = None
        self._ending: asyncio.Task[None] | None = None
        self.log: deque[str] = deque(maxlen=KEPT_LINES)

    async def start(self, die: tuple[str, int] | None = None) -> Forked:
        """A server, just begun; wait for its ``ready``. See ``bot_nursery`` for ``die``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"folder": str(self._folder), "settings": environment(self._folder, **self._settings), "die": die}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        async with asyncio.timeout(START_SECONDS):
            started = (await self._process.stdout.readline()).split()
            assert started, "\n".join(self.log)
        bot = self._current = Forked(int(started[1]))
        self._ending = asyncio.create_task(self._await_end(bot))
        return bot

    def kill(self) -> None:
        """Kill -9 for the server that runs, at once."""
        if self._current is not None:
            self._current.kill()

    async def finish(self) -> None:
        """Kill what still runs, and end."""
        if self._current is not None:
            self._current.kill()
            await self._current.ended.wait()
        self._process.kill()
        await self._process.wait()

    async def follow(self) -> None:
        """Take in what the servers log, and set the events of the one that runs."""
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.log.append(line.decode().rstrip())
            address = re.search(r'"address": ?"([^"]+)"', self.log[-1])
            if address and self._current is not None:
                self._current.base_url = address[1]
                self._current.ready.set()

    async def _await_end(self, bot: Forked) -> None:
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).split()
        bot.exit_code = int(line[1]) if line else -signal.SIGKILL
        bot.ended.set()
        bot.ready.set()


@contextlib.asynccontextmanager
async def bot_starter(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[BotStarter]:
    """A starter whose servers keep their files in ``folder``; what still runs is killed at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.bot_nursery", cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    starter = BotStarter(process, folder, settings)
    following = asyncio.create_task(starter.follow())
    try:
        yield starter
    finally:
        await starter.finish()
        await following
