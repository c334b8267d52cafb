"""``python -m bot chat``: text the bot from the terminal.

Uses the simulator of a running bot, or starts a bot in this process if none is running.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import click

from bot.cli.options import load_settings, phone_number
from bot.cli.terminal_phone import COMMANDS, ChatError, TerminalPhone
from bot.domain.errors import DatabaseInUseError
from bot.domain.model import ProviderName
from bot.runtime import logging as logs
from bot.runtime.settings import Server, Settings, Storage

CONNECT_SECONDS = 2.0


@click.command(short_help="Text the bot from the terminal.")
@click.option(
    "--number", type=phone_number, default="+13125550123", show_default=True, help="The phone number to text from."
)
@click.pass_obj
def chat(config: Path | None, number: str) -> None:
    """Text the bot from the terminal and see its replies and the reminders that arrive.

    If a bot with the simulator is running at BOT_HOST and BOT_PORT, the chat uses it. Otherwise the chat runs a bot of
    its own. That bot keeps its data apart from the server's: in chat.db and chat-simulator.db, next to the files named
    by DATABASE_URL and SIMULATOR_LEDGER.
    """
    try:
        asyncio.run(run_chat(load_settings(config), number=number))
    except KeyboardInterrupt:
        click.echo()


async def run_chat(settings: Settings, *, number: str) -> None:
    """Chat as ``number`` until the input ends. Raises ``BotError`` if no bot can be reached or started."""
    is_typed = sys.stdin.isatty()
    async with simulator_url(settings) as base_url:
        timeout = aiohttp.ClientTimeout(total=60, sock_connect=CONNECT_SECONDS)
        async with aiohttp.ClientSession(base_url, timeout=timeout) as session:
            phone = TerminalPhone(session, number, print_line)
            await phone.skip_history()
            if is_typed:
                print_line(f"You are {number}. Text the bot, or type {COMMANDS}. The same in a browser: {base_url}/")
            await _converse(phone)


async def _converse(phone: TerminalPhone) -> None:
    following = asyncio.create_task(phone.follow())
    try:
        async for line in typed_lines(sys.stdin.fileno()):
            try:
                if not await phone.enter(line):
                    break
            except ChatError as error:
                print_line(str(error))
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following


async def typed_lines(fileno: int) -> AsyncIterator[str]:
    """The lines of an open file, read by a daemon thread: a blocking read of a terminal cannot be cancelled.

    The thread reads unbuffered. If it held the buffer's lock when the process exits, Python would abort.
    """
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError), open(fileno, "rb", buffering=0, closefd=False) as typed:
            while line := typed.readline():
                loop.call_soon_threadsafe(lines.put_nowait, line.decode(errors="replace"))
            loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, name="standard input", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def print_line(line: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@asynccontextmanager
async def simulator_url(settings: Settings) -> AsyncIterator[str]:
    """The address of a running bot's simulator, or of a bot that runs as long as the block."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.server.host, settings.server.host)  # noqa: S104
    address = f"http://{f'[{host}]' if ':' in host else host}:{settings.server.port}"
    if settings.server.port and await _has_simulator(address):
        yield address
    else:
        async with start_bot(settings) as base_url:
            yield base_url


async def _has_simulator(address: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=CONNECT_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{address}/simulator/state", params={"number": "+13125550123"}) as response,
        ):
            return response.status == 200 and "bubbles" in await response.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


@asynccontextmanager
async def start_bot(settings: Settings) -> AsyncIterator[str]:
    """Run a bot in this process on a free port of 127.0.0.1, logging only errors; its address."""
    from bot.app.server import running  # noqa: PLC0415 - slow to import, and not needed if a bot is running

    if set(settings.providers) != {ProviderName.SIMULATOR}:
        raise ChatError(
            "BOT_PROVIDERS (config.toml: providers): the chat needs the simulator; set it to simulator for the chat"
        )
    logs.configure(settings.log.format, "error")
    async with AsyncExitStack() as stack:
        try:
            bot = await stack.enter_async_context(running(settings_of_own_bot(settings)))
        except DatabaseInUseError as error:
            raise ChatError(
                "another chat is running here; end it, or start the server first, which many chats can share"
            ) from error
        yield bot.base_url


def settings_of_own_bot(settings: Settings) -> Settings:
    """``settings`` with another port and other files, so that the server can run at the same time."""
    storage = Storage() if settings.storage.is_postgres else settings.storage  # never a shared database
    database, ledger = storage.path, Path(settings.simulator.ledger)
    return settings.model_copy(
        update={
            "server": Server(host="127.0.0.1", port=0, stop_seconds=settings.server.stop_seconds),
            "storage": settings.storage.model_copy(update={"url": f"sqlite:///{database.with_name('chat.db')}"}),
            "simulator": settings.simulator.model_copy(update={"ledger": str(ledger.with_name("chat-simulator.db"))}),
        }
    )
