"""Another program: asks a running bot over HTTP with a token."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.runtime.configuration import load
from bot.runtime.settings import Settings
from tests.fakes.phones import SENDER

TOKEN = "token-for-tests"
OLD_TOKEN = "token-of-before"


def settings_for_programs(folder: Path, **changes: str) -> Settings:
    """The simulator alone, with two valid tokens, and every file in ``folder``."""
    environ = {
        "BOT_PORT": "0",
        "BOT_API_TOKEN": f"{TOKEN}, {OLD_TOKEN}",
        "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
        "SIMULATOR_LEDGER": str(folder / "simulator.db"),
    }
    return load(None, environ | changes)


@dataclass(frozen=True)
class Answered:
    """An answer. ``body`` is its JSON, None where it holds none."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def fields(self) -> list[str]:
        """The fields at fault."""
        return [error["field"] for error in self.body.get("errors", [])]


@dataclass
class Program:
    session: aiohttp.ClientSession
    base_url: str
    token: str | None = TOKEN

    async def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, **body: Any) -> Answered:
        sent = {"Authorization": f"Bearer {self.token}"} if self.token is not None else {}
        sent |= headers or {}
        async with self.session.request(method, self.base_url + path, headers=sent, **body) as answer:
            is_json = answer.content_type.endswith("json")
            return Answered(answer.status, answer.headers, await answer.json(content_type=None) if is_json else None)

    async def get(self, path: str, **query: Any) -> Answered:
        return await self.ask("GET", path, params=query)

    async def delete(self, path: str) -> Answered:
        return await self.ask("DELETE", path)

    async def post(self, path: str, content: Any, headers: Mapping[str, str] | None = None) -> Answered:
        return await self.ask("POST", path, headers, json=content)

    async def make(self, *, key: str | None = None, **fields: Any) -> Answered:
        """Ask for a message; what is not given has a default, None leaves it out."""
        wanted = {"to": SENDER, "message": "hello"} | fields
        content = {name: value for name, value in wanted.items() if value is not None}
        return await self.post("/v1/messages", content, {"Idempotency-Key": key} if key is not None else None)
