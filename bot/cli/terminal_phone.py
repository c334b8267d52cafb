"""A phone in the terminal, as a client of the simulator page's routes: texts, the clock, and the carrier's ledger."""

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.domain.errors import BotError

RETRY_SECONDS = 1.0
UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
SPEAKERS = {"person": "you", "bot": "bot", "carrier": "carrier"}
COMMANDS = "/wind 2h, /wind next, /ledger, /quit"

Print = Callable[[str], None]


class ChatError(BotError):
    """The simulator cannot be reached, or refused a request."""


def wind_seconds(words: str) -> float | None:
    """The seconds of "2h", "90m", "1d 12h" or "45" (seconds); None for anything else."""
    words = words.strip().lower()
    if re.fullmatch(r"[0-9]{1,9}", words):
        return float(words)
    parts = re.findall(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*([smhdw])[a-z]*\s*", words)
    if not parts or not re.fullmatch(r"([0-9]{1,9}(\.[0-9]{1,3})?\s*[smhdw][a-z]*\s*)+", words):
        return None
    return sum(float(amount) * UNIT_SECONDS[unit] for amount, unit in parts)


def zone_of(state: Mapping[str, Any]) -> tzinfo | None:
    """The person's time zone as the bot knows it; None stands for this machine's."""
    try:
        return ZoneInfo(state["timezone"]) if state.get("timezone") else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def time_words(moment: str, zone: tzinfo | None) -> str:
    """An ISO 8601 time as "Wed Mar 11, 4:20 PM" in ``zone``."""
    local = datetime.fromisoformat(moment).astimezone(zone)
    return f"{local:%a %b} {local.day}, {local.hour % 12 or 12}:{local:%M %p}"


def bubble_line(bubble: Mapping[str, Any], zone: tzinfo | None) -> str:
    """One text as it is printed; lines after the first are indented."""
    body = printable(bubble["body"]).replace("\n", "\n      ")
    return f"{SPEAKERS.get(bubble['voice'], bubble['voice'])}> {body}   [{time_words(bubble['at'], zone)}]"


def ledger_lines(state: Mapping[str, Any]) -> list[str]:
    """The simulated carrier's messages in order of time: those to come, those that came, and the cancelled ones."""
    zone = zone_of(state)
    if not state["held"]:
        return ["The carrier has no messages."]
    return [
        f"{held['state']:<11} {time_words(held['ended_at'] or held['send_at'], zone):<22} "
        f"to {held['to_number']}  {printable(held['body'])}"
        for held in sorted(state["held"], key=_ledger_order)
    ]


def _ledger_order(held: Mapping[str, Any]) -> tuple[int, datetime]:
    place = 2 if held["state"] == "cancelled" else int(held["ended_at"] is not None)
    return place, datetime.fromisoformat(held["ended_at"] or held["send_at"])


def printable(text: str) -> str:
    """``text`` without control characters, which could reconfigure the terminal."""
    return "".join(character for character in text if character == "\n" or character.isprintable())


class TerminalPhone:
    """One phone at a bot's simulator. ``show`` prints a line."""

    def __init__(self, session: aiohttp.ClientSession, number: str, show: Print) -> None:
        self._session = session
        self._number = number
        self._show = show
        self._last_id = 0
        self._reading = asyncio.Lock()

    async def state(self) -> dict[str, Any]:
        """The phone's new texts and the carrier's messages, as ``GET /simulator/state`` answers."""
        return await self._request("GET", "/simulator/state", params={"number": self._number, "after": self._last_id})

    async def skip_history(self) -> None:
        """Show only the texts that arrive from now on."""
        bubbles = (await self.state())["bubbles"]
        self._last_id = bubbles[-1]["id"] if bubbles else 0

    async def show_new_texts(self) -> None:
        """Print the texts that have arrived since; the person's own are on the screen already."""
        async with self._reading:
            state = await self.state()
            for bubble in state["bubbles"]:
                self._last_id = bubble["id"]
                if bubble["voice"] != "person":
                    self._show(bubble_line(bubble, zone_of(state)))

    async def follow(self) -> None:
        """Print what arrives until cancelled; reconnect when the event stream breaks."""
        while True:
            with suppress(aiohttp.ClientError, ChatError, TimeoutError):
                timeout = aiohttp.ClientTimeout(total=None, sock_read=60)
                async with self._session.get("/simulator/events", timeout=timeout) as response:
                    async for line in response.content:
                        if line.startswith(b"data:"):
                            await self.show_new_texts()
            await asyncio.sleep(RETRY_SECONDS)

    async def enter(self, line: str) -> bool:
        """Send a typed line as a text, or run a /command; False ends the chat."""
        word, _, rest = line.strip().partition(" ")
        match word:
            case "":
                pass
            case "/quit" | "/exit":
                return False
            case "/ledger":
                for row in ledger_lines(await self.state()):
                    self._show(row)
            case "/wind":
                await self._wind(rest)
            case _ if word.startswith("/"):
                self._show(f"Unknown command. The commands are: {COMMANDS}")
            case _:
                await self._request("POST", "/simulator/texts", json={"number": self._number, "body": line.strip()})
                await self.show_new_texts()
        return True

    async def _wind(self, words: str) -> None:
        seconds = "next" if words.strip() == "next" else wind_seconds(words)
        if not seconds:
            self._show('How far? For example "/wind 2h", "/wind 1d 30m" or "/wind next".')
            return
        wound = await self._request("POST", "/simulator/clock", json={"seconds": seconds})
        await self.show_new_texts()
        self._show(f"It is now {time_words(wound['now'], zone_of(await self.state()))}.")

    async def _request(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            async with self._session.request(method, path, **options) as response:
                answer: dict[str, Any] = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ChatError(f"The bot does not respond: {error}") from error
        if response.status >= 400:
            raise ChatError(f"Refused: {answer.get('detail', response.status)}")
        return answer
