"""The real server as a process, as an operator starts it."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60


@dataclass
class BotProcess:
    """A started bot. ``log`` is what it has written to standard error so far."""

    process: asyncio.subprocess.Process
    base_url: str = ""
    log: list[str] = field(default_factory=list)
    reader: asyncio.Task[None] | None = None

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Signal it and wait for its end; the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        code = await self.process.wait()
        if self.reader is not None:
            await self.reader
        return code

    @property
    def text(self) -> str:
        return "\n".join(self.log)


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """An environment with nothing of ours but ``settings``, and every file in ``folder``."""
    clean = {name: value for name, value in os.environ.items() if not re.match(r"BOT_|TWILIO_|TELNYX_|DATABASE_", name)}
    return (
        clean
        | {
            "BOT_PORT": "0",
            "BOT_LOG_FORMAT": "json",
            "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
            "SIMULATOR_LEDGER": str(folder / "simulator.db"),
            "PYTHONPATH": str(ROOT),
        }
        | settings
    )


@asynccontextmanager
async def bot_process(
    folder: Path, settings: Mapping[str, str], python_options: Sequence[str] = (), module: str = "bot"
) -> AsyncIterator[BotProcess]:
    """Start ``python -m bot serve``, or another module, in ``folder``.

    It is ready when the block begins and ended when it leaves.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, *python_options, "-m", module, "serve",
        cwd=folder, env=environment(folder, **settings),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    bot = BotProcess(process)
    ready = asyncio.Event()

    async def read() -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            bot.log.append(line.decode().rstrip())
            address = re.search(r'"address": ?"([^"]+)"', bot.log[-1])
            if address:
                bot.base_url = address[1]
                ready.set()
        ready.set()

    bot.reader = asyncio.create_task(read())
    try:
        async with asyncio.timeout(START_SECONDS):
            await ready.wait()
        assert bot.base_url, f"the bot did not start:\n{bot.text}"
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)
