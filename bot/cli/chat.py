"""A phone in the terminal: the lines typed go out as texts, the answers and the reminders that arrive are printed.

It speaks to the simulator of a bot that runs already, and starts one of its own where none does.
"""

import asyncio
import re
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.domain.errors import BotError
from bot.runtime import logging as logs
from bot.runtime.settings import Server, Settings

CONNECT_SECONDS = 2.0
RETRY_SECONDS = 1.0
UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
VOICES = {"person": "you", "bot": "bot", "carrier": "carrier"}
COMMANDS = "/wind 2h, /wind next, /ledger, /quit"

Print = Callable[[str], None]


class ChatError(BotError):
    """The bot's phone cannot be reached, or refused what was asked."""


def wind_seconds(words: str) -> float | None:
    """The seconds of "2h", "90m", "1d 12h" or "45" (seconds); None for anything else."""
    words = words.strip().lower()
    if re.fullmatch(r"\d{1,9}", words):
        return float(words)
    parts = re.findall(r"(\d{1,9}(?:\.\d{1,3})?)\s*([smhdw])[a-z]*\s*", words)
    if not parts or not re.fullmatch(r"(\d{1,9}(\.\d{1,3})?\s*[smhdw][a-z]*\s*)+", words):
        return None
    return sum(float(amount) * UNIT_SECONDS[unit] for amount, unit in parts)


def zone_of(state: Mapping[str, Any]) -> tzinfo | None:
    """The person's zone as the bot knows it; None is the machine's."""
    try:
        return ZoneInfo(state["timezone"]) if state.get("timezone") else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def moment_words(moment: str, zone: tzinfo | None) -> str:
    """An ISO 8601 moment as "Wed Mar 11, 4:20 PM"."""
    local = datetime.fromisoformat(moment).astimezone(zone)
    return f"{local:%a %b} {local.day}, {local.hour % 12 or 12}:{local:%M %p}"


def bubble_line(bubble: Mapping[str, Any], zone: tzinfo | None) -> str:
    """One text as it is printed; what follows a line break is set in."""
    body = printable(bubble["body"]).replace("\n", "\n      ")
    return f"{VOICES.get(bubble['voice'], bubble['voice'])}> {body}   [{moment_words(bubble['at'], zone)}]"


def ledger_lines(state: Mapping[str, Any]) -> list[str]:
    """What the carrier holds, oldest first."""
    zone = zone_of(state)
    if not state["held"]:
        return ["The carrier holds nothing."]
    return [
        f"{held['state']:<11} {moment_words(held['ended_at'] or held['send_at'], zone):<22} "
        f"to {held['to_number']}  {printable(held['body'])}"
        for held in reversed(state["held"])
    ]


def printable(text: str) -> str:
    """``text`` without what could steer a terminal."""
    return "".join(character for character in text if character == "\n" or character.isprintable())


class TerminalPhone:
    """One phone at a bot's simulator. ``say`` prints a line."""

    def __init__(self, session: aiohttp.ClientSession, number: str, say: Print) -> None:
        self._session = session
        self._number = number
        self._say = say
        self._last_id = 0
        self._reading = asyncio.Lock()

    async def state(self) -> dict[str, Any]:
        return await self._answer("GET", "/simulator/state", params={"number": self._number, "after": self._last_id})

    async def skip_history(self) -> None:
        """Only what comes from now on is shown."""
        bubbles = (await self.state())["bubbles"]
        self._last_id = bubbles[-1]["id"] if bubbles else 0

    async def show_news(self) -> None:
        """Print the texts that have come since; the person's own are on the screen already."""
        async with self._reading:
            state = await self.state()
            for bubble in state["bubbles"]:
                self._last_id = bubble["id"]
                if bubble["voice"] != "person":
                    self._say(bubble_line(bubble, zone_of(state)))

    async def follow(self) -> None:
        """Print what arrives, for ever; a stream that breaks is opened again."""
        while True:
            with suppress(aiohttp.ClientError, ChatError, TimeoutError):
                timeout = aiohttp.ClientTimeout(total=None, sock_read=60)
                async with self._session.get("/simulator/events", timeout=timeout) as response:
                    async for line in response.content:
                        if line.startswith(b"data:"):
                            await self.show_news()
            await asyncio.sleep(RETRY_SECONDS)

    async def enter(self, line: str) -> bool:
        """Do what a typed line asks; False ends the chat."""
        word, _, rest = line.strip().partition(" ")
        match word:
            case "":
                pass
            case "/quit" | "/exit":
                return False
            case "/ledger":
                for row in ledger_lines(await self.state()):
                    self._say(row)
            case "/wind":
                await self._wind(rest)
            case _ if word.startswith("/"):
                self._say(f"There are these commands: {COMMANDS}")
            case _:
                await self._answer("POST", "/simulator/texts", json={"number": self._number, "body": line.strip()})
                await self.show_news()
        return True

    async def _wind(self, words: str) -> None:
        seconds = "next" if words.strip() == "next" else wind_seconds(words)
        if not seconds:
            self._say('How far? E.g. "/wind 2h", "/wind 1d 30m" or "/wind next".')
            return
        wound = await self._answer("POST", "/simulator/clock", json={"seconds": seconds})
        await self.show_news()
        self._say(f"It is {moment_words(wound['now'], zone_of(await self.state()))} now.")

    async def _answer(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            async with self._session.request(method, path, **options) as response:
                answer: dict[str, Any] = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ChatError(f"the bot does not answer: {error}") from error
        if response.status >= 400:
            raise ChatError(f"refused: {answer.get('detail', response.status)}")
        return answer


async def chat(settings: Settings, *, number: str) -> None:
    """Chat as ``number`` until the input ends. Raises ``BotError`` where no bot can be reached or started."""
    if not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        raise ChatError("--number: write it with its country, like +13125550123")
    is_typed = sys.stdin.isatty()
    async with phone_address(settings) as base_url:
        timeout = aiohttp.ClientTimeout(total=60, sock_connect=CONNECT_SECONDS)
        async with aiohttp.ClientSession(base_url, timeout=timeout) as session:
            phone = TerminalPhone(session, number, print_line)
            await phone.skip_history()
            if is_typed:
                print_line(f"You are {number}. Text the bot, or type {COMMANDS}. The page: {base_url}/")
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
    """The lines of an open file. A thread reads them and ends with the process, since a read cannot be broken off.

    It reads unbuffered: a thread that holds the buffer's lock at the end would make Python abort.
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
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@asynccontextmanager
async def phone_address(settings: Settings) -> AsyncIterator[str]:
    """Where the phone of a running bot is, else of one that is started for as long as the block runs."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.server.host, settings.server.host)  # noqa: S104
    address = f"http://{f'[{host}]' if ':' in host else host}:{settings.server.port}"
    if settings.server.port and await _has_phone(address):
        yield address
    else:
        async with start_bot(settings) as base_url:
            yield base_url


async def _has_phone(address: str) -> bool:
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
    """A bot in this process on a free port of this machine, quiet unless something is wrong."""
    from bot.app.server import running  # noqa: PLC0415 - not needed where a bot runs already

    logs.configure(settings.log.format, "error")
    own = settings.model_copy(
        update={"server": Server(host="127.0.0.1", port=0, stop_seconds=settings.server.stop_seconds)}
    )
    async with running(own) as bot:
        if not bot.has_phone_page:
            raise ChatError("BOT_PROVIDERS (config.toml: providers): the chat needs the simulator")
        yield bot.base_url
